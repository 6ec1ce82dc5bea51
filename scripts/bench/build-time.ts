import { glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSampleSite, type Sample } from '../sample-site.ts';
import { atMost, type Measurement } from './measurement.ts';

const bounds = { seconds: 60, growth: 2.5, page: 14_600 };
const full: Sample = { stories: 1000, events: 500, news: 0, examples: false };
const half: Sample = { ...full, stories: 500, events: 250 };

/** Time of a build with a thousand stories and five hundred events, how it grows, and whether a page grows with them. */
export const buildTime: Measurement = {
  title: 'Build with 1,000 stories and 500 events',
  async run() {
    const none = await measure({ ...full, stories: 0, events: 0 });
    const some = await measure(half);
    const all = await measure(full);
    const growth = (all.seconds - none.seconds) / (some.seconds - none.seconds);
    return [
      atMost('Time', all.seconds, bounds.seconds, 's'),
      atMost('Time that twice as many entries add (linear: 200)', growth * 100, bounds.growth * 100, '%'),
      atMost(`HTML and CSS, heaviest: ${all.heaviest.page}`, all.heaviest.bytes, bounds.page, 'B'),
    ];
  },
};

async function measure(sample: Sample) {
  const folder = await mkdtemp(path.join(tmpdir(), 'mentorat-bench-'));
  try {
    const { dist, seconds } = await buildSampleSite(folder, sample);
    let heaviest = { page: '', bytes: 0 };
    for await (const page of glob('**/*.html', { cwd: dist })) {
      if (page.startsWith('admin')) continue;
      // Styles are in the page.
      const bytes = gzipSync(await readFile(path.join(dist, page))).length;
      if (bytes > heaviest.bytes) heaviest = { page, bytes };
    }
    return { seconds, heaviest };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
