import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { EVENT_AUDIENCES, EVENT_KINDS } from '../src/domain/events/event.ts';
import { parisDate } from '../src/domain/eligibility/age.ts';
import { EXCELLENCE_SITES } from '../src/domain/excellence-sites.ts';
import type { MentorNeeds } from '../src/domain/pairs/needs.ts';
import { settings } from '../src/content-queries/settings.ts';
import { projectRoot } from './local-environment.ts';
import { run } from './run.ts';

/** Changes to a copy of the site, never made in the project itself. */
export interface Sample {
  stories: number;
  events: number;
  news: number;
  /** The examples of the project too. */
  examples: boolean;
  /** Mentors sought, by site; none without. */
  needs?: MentorNeeds['sites'];
  /** True without the CMS, which takes half of the build. */
  withoutCms?: boolean;
  /** A folder whose `src/content` and `src/assets` take the place of the project's: what staff have just published. */
  edited?: string;
}

interface Built {
  /** Folder of the built pages. */
  dist: string;
  seconds: number;
}

const copied = ['src', 'public', 'scripts', 'docs', 'astro.config.mjs', 'package.json', 'tsconfig.json'];
const sites = EXCELLENCE_SITES.map(({ slug }) => slug);
const trades = ['developpement-web', 'logistique-du-frais', 'son-et-musique', 'technique-de-laboratoire'];

/** The caches are its own: those of the project hold the project's content. */
const config = `import config from './astro.config.mjs';
export default { ...config, cacheDir: './.cache', vite: { ...config.vite, cacheDir: './.cache/vite' } };
`;

/** Builds, in an empty folder, a copy of the site with that many entries more. Throws with the build's output when it fails. */
export async function buildSampleSite(folder: string, sample: Sample): Promise<Built> {
  await Promise.all(
    copied.map((name) => cp(path.join(projectRoot, name), path.join(folder, name), { recursive: true })),
  );
  if (sample.withoutCms === true) await rm(path.join(folder, 'src', 'pages', 'admin'), { recursive: true });
  if (sample.edited !== undefined)
    await cp(path.join(sample.edited, 'src'), path.join(folder, 'src'), { recursive: true });
  await symlink(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  await writeFile(path.join(folder, 'astro.sample.config.mjs'), config);
  await writeSmallPhoto(folder);
  await write(folder, 'stories', sample.stories, story);
  await write(folder, 'events', sample.events, event);
  await write(folder, 'news', sample.news, news);
  const mode = sample.examples ? 'examples' : 'production';
  const needs = { day: parisDate(new Date()), season: settings.season, sites: sample.needs ?? {} };
  // Where it runs is where Astro keeps the pages that it renders: two builds at once in one place take each other's away.
  const { ok, output, seconds } = await run(
    ['astro', 'build', '--root', folder, '--config', 'astro.sample.config.mjs', '--mode', mode],
    { cwd: folder, environment: { MENTOR_NEEDS: JSON.stringify(needs) } },
  );
  if (!ok) throw new Error(`The sample site was not built:\n${output.slice(-4000)}`);
  return { dist: path.join(folder, 'dist'), seconds };
}

/** Builds, in an empty folder, the site without the CMS as it is published with the content of another folder, which staff have edited. */
export function buildEditedSite(folder: string, edited: string): Promise<Built> {
  return buildSampleSite(folder, {
    stories: 0,
    events: 0,
    news: 0,
    examples: false,
    withoutCms: true,
    edited,
  });
}

/** Narrower than any place for a photo; the first story shows it. */
export const SMALL_PHOTO = { name: 'essai-petite', width: 300 };

async function writeSmallPhoto(folder: string): Promise<void> {
  const { name, width } = SMALL_PHOTO;
  const assets = path.join(folder, 'src', 'assets');
  await mkdir(assets, { recursive: true });
  const photo = sharp({ create: { width, height: 200, channels: 3, background: '#b83a1b' } });
  await photo.jpeg().toFile(path.join(assets, `${name}.jpg`));
}

type Entry = (index: number) => { fields: Record<string, string | number | object>; body: string };

async function write(folder: string, collection: string, count: number, entry: Entry): Promise<void> {
  const target = path.join(folder, 'src', 'content', collection);
  await mkdir(target, { recursive: true });
  for (let index = 0; index < count; index += 1) {
    const { fields, body } = entry(index);
    // JSON is YAML.
    const front = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    const text = ['---', ...front, '---', '', body, ''].join('\n');
    await writeFile(path.join(target, `essai-${index}.md`), text);
  }
}

const pick = (values: readonly string[], index: number) => values[index % values.length] ?? '';

const valuesOf = (options: readonly { value: string }[]) => options.map(({ value }) => value);

/** A day of the years around, so that some are past and some to come. */
const day = (index: number, from: number) =>
  new Date(Date.UTC(from, 0, 1) + ((index * 23) % 700) * 86_400_000).toISOString().slice(0, 10);

/** Most are their own, so that each has its own share image; some are two alike, some as long as may be, with a word no line can hold. */
function title(index: number): string {
  if (index % 10 === 3)
    return `Anticonstitutionnellement-interdépartementalisation${'œuvre'.repeat(8)}`.slice(0, 90);
  return index % 10 === 4 ? 'Deux fois le même titre' : `Titre d’essai, le ${String(index)}e`;
}

const body = (index: number) =>
  `Un texte d'essai, le ${index}e.\n\n## Un titre\n\n- une chose\n- une autre\n\nUn lien vers [le programme](/programme/).\n\n`.repeat(
    3,
  );

const story: Entry = (index) => ({
  fields: {
    title: title(index),
    kind: pick(['youth', 'mentor', 'pair'], index),
    people: 'Essai',
    site: pick(sites, index),
    trade: pick(trades, index),
    quote: 'Une phrase d’essai, ni trop longue ni trop courte.',
    lead: 'Un chapeau d’essai.',
    date: day(index, 2024),
    ...(index === 0 && { image: { src: `../../assets/${SMALL_PHOTO.name}.jpg`, alt: 'Un aplat.' } }),
  },
  body: body(index),
});

const event: Entry = (index) => ({
  fields: {
    title: title(index),
    kind: pick(valuesOf(EVENT_KINDS), index),
    // A training is for mentors.
    audience:
      pick(valuesOf(EVENT_KINDS), index) === 'training' ? 'mentor' : pick(valuesOf(EVENT_AUDIENCES), index),
    start: `${day(index, 2026)}T09:30`,
    end: `${day(index, 2026)}T17:00`,
    place: index % 10 === 3 ? 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch' : 'Lille',
    registration: 'Écrire à l’équipe.',
    lead: 'Un chapeau d’essai.',
    ...(index % 3 === 0 ? {} : { site: pick(sites, index), places: 12 }),
  },
  body: body(index),
});

const news: Entry = (index) => ({
  fields: { title: title(index), date: day(index, 2024), lead: 'Un chapeau d’essai.' },
  body: body(index),
});
