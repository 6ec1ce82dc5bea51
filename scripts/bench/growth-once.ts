import { grown } from '../../tests/simulation/grow.ts';
import { sheetsNamed } from '../../tests/simulation/sheets.ts';

const [sheets = '', rows] = process.argv.slice(2);
console.log(JSON.stringify(await grown(sheetsNamed(sheets), Number(rows))));
