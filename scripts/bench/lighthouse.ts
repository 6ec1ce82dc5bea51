import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import lighthouse, { type Result as LighthouseReport } from 'lighthouse';
import { chromium } from 'playwright';
import { freePort } from '../../tests/support/free-port.ts';
import { startSite } from '../../tests/support/site.ts';
import { chromiumArguments, provideChromium } from '../chromium.ts';
import { buildSampleSite } from '../sample-site.ts';
import { type Measurement, type Row, told } from './measurement.ts';

/** One page of each kind, on a site with enough entries for each list to have a second page. */
const pages = [
  '/',
  '/programme/',
  '/sites/',
  '/sites/eurasante/',
  '/temoignages/',
  '/temoignages/site/eurasante/',
  '/temoignages/essai-0/',
  '/agenda/',
  '/agenda/essai-1/',
  '/actualites/',
  '/actualites/essai-0/',
  '/questions/',
  '/candidater/',
  '/devenir-mentor/',
  '/entreprises/',
  '/entreprises/inscription/',
  '/contact/',
  '/donnees-personnelles/',
  '/plan-du-site/',
  '/404.html',
];
const bound = 100;
/** Only performance varies, so only it is measured several times. */
const runs = 3;
/**
 * Slowdown of a mid-tier phone against its host, by the host's benchmark index: the points that Lighthouse's
 * own calculator joins by lines (https://lighthouse-cpu-throttling-calculator.vercel.app/).
 */
const slowdowns = [
  { index: 150, slowdown: 1 },
  { index: 800, slowdown: 2 },
  { index: 1300, slowdown: 3 },
  { index: 2000, slowdown: 6 },
] as const;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];

/** Lighthouse on a simulated phone, each page kind: its four scores, that of performance the median of three runs. */
export const lighthouseScores: Measurement = {
  title:
    'Lighthouse, mobile: performance / accessibility / best practices / SEO (– where no search engine goes)',
  async run() {
    const folder = await mkdtemp(path.join(tmpdir(), 'mentorat-lighthouse-'));
    try {
      const { dist } = await buildSampleSite(folder, { stories: 30, events: 30, news: 15, examples: false });
      return await rateAll(dist);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function rateAll(dist: string): Promise<Row[]> {
  const site = await startSite({ DIST: dist });
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: provideChromium(),
    args: [...chromiumArguments, `--remote-debugging-port=${port}`],
  });
  try {
    const index = await benchmarkIndex(`${site.url}/plan-du-site/`, port);
    const phone = { port, slowdown: slowdownOf(index) };
    const rows = [
      told(`a host of benchmark index ${Math.round(index)}, slowed down ${phone.slowdown.toFixed(1)} times`),
    ];
    for (const page of pages) rows.push(await rate(page, site.url, phone));
    return rows;
  } finally {
    await browser.close();
    await site.stop();
  }
}

interface Phone {
  /** Port of Chromium's debugger. */
  port: number;
  slowdown: number;
}

async function rate(page: string, site: string, phone: Phone): Promise<Row> {
  const url = `${site}${page}`;
  const isIndexed = !(await (await fetch(url)).text()).includes('<meta name="robots" content="noindex');
  const asked = categories.filter((category) => category !== 'seo' || isIndexed);
  const first = await audit(url, asked, phone);
  const speeds = [first.scores.performance];
  // Two that meet the bound settle the median of three.
  while (speeds.length < runs && speeds.filter((speed) => speed >= bound).length < 2)
    speeds.push((await audit(url, ['performance'], phone)).scores.performance);
  const scores = { ...first.scores, performance: median(speeds) };
  const ok = asked.every((category) => scores[category] >= bound);
  return {
    what: page,
    measured: categories.map((category) => (asked.includes(category) ? scores[category] : '–')).join(' / '),
    bound: ok ? `${bound} each` : `${bound} each; short: ${first.short.join(', ')}`,
    ok,
  };
}

/** The scores from 0 to 100, and what falls short of them in Lighthouse's own words; 0 for a category not asked for. */
async function audit(
  url: string,
  onlyCategories: readonly Category[],
  phone: Phone,
): Promise<{ scores: Record<Category, number>; short: string[] }> {
  const { categories: rated, audits } = await report(url, onlyCategories, phone);
  const score = (category: Category) => Math.round((rated[category]?.score ?? 0) * 100);
  const weighed = Object.values(rated).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]),
  );
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    short: weighed.flatMap((found) =>
      found && typeof found.score === 'number' && found.score < 0.99
        ? [`${found.id} ${found.displayValue ?? ''}`.trim()]
        : [],
    ),
  };
}

/** Lighthouse's report. Its trace of a page is lost now and then (NO_NAVSTART): « Please run Lighthouse again », it says. */
async function report(
  url: string,
  onlyCategories: readonly Category[],
  phone: Phone,
  turnsLeft = 2,
): Promise<LighthouseReport> {
  const result = await lighthouse(url, {
    port: phone.port,
    logLevel: 'silent',
    onlyCategories: [...onlyCategories],
    throttling: { cpuSlowdownMultiplier: phone.slowdown },
  });
  const problem = result?.lhr.runtimeError;
  if (result && !problem) return result.lhr;
  if (problem?.code === 'NO_NAVSTART' && turnsLeft > 0)
    return report(url, onlyCategories, phone, turnsLeft - 1);
  throw new Error(`${url}: ${problem?.message ?? 'Lighthouse gave no result.'}`);
}

/** The power of this host as Lighthouse measures it, the median of as many runs as a page has. */
async function benchmarkIndex(url: string, port: number): Promise<number> {
  const indexes: number[] = [];
  while (indexes.length < runs)
    indexes.push((await report(url, ['performance'], { port, slowdown: 1 })).environment.benchmarkIndex);
  return median(indexes);
}

/** Factor that brings a host of this index to the speed of a mid-tier phone; 1 for a host that is as slow as one. */
function slowdownOf(index: number): number {
  const above = slowdowns.findIndex((point) => point.index > index);
  const to = slowdowns.at(above);
  const from = slowdowns[above < 0 ? slowdowns.length - 2 : above - 1];
  if (!from || !to) return 1;
  return from.slowdown + ((to.slowdown - from.slowdown) * (index - from.index)) / (to.index - from.index);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
