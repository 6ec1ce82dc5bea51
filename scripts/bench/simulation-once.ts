import { sheetsNamed } from '../../tests/simulation/sheets.ts';
import { simulate } from '../../tests/simulation/simulate.ts';

const [sheets = '', seed, people] = process.argv.slice(2);
const report = await simulate({ sheets: sheetsNamed(sheets), seed: Number(seed), people: Number(people) });
console.log(JSON.stringify({ ...report, megabytes: process.resourceUsage().maxRSS / 1000 }));
