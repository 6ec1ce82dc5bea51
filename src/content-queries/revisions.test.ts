import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastRevisions } from './revisions.ts';

const root = mkdtempSync(join(tmpdir(), 'revisions-'));
const saved = join(root, 'saved');
afterAll(() => {
  rmSync(root, { recursive: true });
});

function gitIn(folder: string, args: readonly string[], day = '2026-01-01') {
  const date = `${day}T12:00:00Z`;
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
    cwd: folder,
    env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    stdio: 'pipe',
  });
}

const eventsOf = (folder: string) => join(folder, 'site', 'events');

function save(folder: string, name: string, text: string, day?: string) {
  writeFileSync(join(eventsOf(folder), name), text);
  if (day === undefined) return;
  gitIn(folder, ['add', '.']);
  gitIn(folder, ['commit', '-q', '-m', 'Save'], day);
}

function writtenOn(folder: string, day: string, ...names: string[]) {
  for (const name of names) utimesSync(join(eventsOf(folder), name), new Date(day), new Date(day));
}

function days(folder: string) {
  return Object.fromEntries(
    [...lastRevisions(pathToFileURL(eventsOf(folder)))].map(([name, instant]) => [
      name,
      instant.toISOString().slice(0, 10),
    ]),
  );
}

beforeAll(() => {
  mkdirSync(eventsOf(saved), { recursive: true });
  gitIn(saved, ['init', '-q', '-b', 'main']);
  gitIn(saved, ['config', 'uploadpack.allowFilter', 'true']);
  save(saved, 'été.md', 'a', '2026-02-01');
  save(saved, 'visite.md', 'a', '2026-03-01');
  save(saved, 'été.md', 'b', '2026-04-01');
});

/** A copy of a repository in which two events were saved, one of them twice. */
function aSavedAgenda() {
  const copy = mkdtempSync(join(root, 'copy-'));
  cpSync(saved, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

test('a file was revised when it was last committed, whatever the disk says', () => {
  const folder = aSavedAgenda();
  writtenOn(folder, '2026-09-01', 'visite.md');
  expect(days(folder)).toEqual({ 'été.md': '2026-04-01', 'visite.md': '2026-03-01' });
});

test('a file that differs from its last commit was revised when it was written, staged or not', () => {
  const folder = aSavedAgenda();
  save(folder, 'visite.md', 'moved');
  save(folder, 'nouveau.md', 'a');
  writtenOn(folder, '2026-09-01', 'visite.md', 'nouveau.md');
  const expected = { 'été.md': '2026-04-01', 'visite.md': '2026-09-01', 'nouveau.md': '2026-09-01' };
  expect(days(folder)).toEqual(expected);
  gitIn(folder, ['add', '.']);
  expect(days(folder)).toEqual(expected);
});

test('an instant never goes back, however old the file that replaces another or the clock that dates a commit', () => {
  const folder = aSavedAgenda();
  save(folder, 'visite.md', 'moved');
  writtenOn(folder, '2025-01-01', 'visite.md');
  expect(days(folder)['visite.md']).toBe('2026-03-01');
  save(folder, 'visite.md', 'moved again', '2025-12-01');
  expect(days(folder)['visite.md']).toBe('2026-03-01');
});

test('a draft is dated by its publication, and a change taken back is one more change', () => {
  const folder = aSavedAgenda();
  gitIn(folder, ['checkout', '-q', '-b', 'draft']);
  save(folder, 'visite.md', 'moved', '2026-05-01');
  gitIn(folder, ['checkout', '-q', 'main']);
  gitIn(folder, ['merge', '-q', '--no-ff', '-m', 'Publish', 'draft'], '2026-06-01');
  expect(days(folder)['visite.md']).toBe('2026-06-01');
  gitIn(folder, ['revert', '-m', '1', '--no-edit', 'HEAD'], '2026-07-01');
  expect(days(folder)['visite.md']).toBe('2026-07-01');
});

test('a clone without file contents, as Netlify makes it, tells the same', () => {
  const clone = join(root, 'blobless');
  gitIn(root, ['clone', '-q', '--filter=blob:none', `file://${saved}`, clone]);
  // Nothing more can be fetched.
  gitIn(clone, ['remote', 'set-url', 'origin', `file://${saved}-gone`]);
  expect(days(clone)).toEqual(days(saved));
});

test('a shallow clone says too late, never too early', () => {
  const clone = join(root, 'shallow');
  gitIn(root, ['clone', '-q', '--depth=1', `file://${saved}`, clone]);
  expect(days(clone)).toEqual({ 'été.md': '2026-04-01', 'visite.md': '2026-04-01' });
});

test('without a repository, and before its first commit, a file was revised when it was written', () => {
  const folder = aSavedAgenda();
  rmSync(join(folder, '.git'), { recursive: true });
  writtenOn(folder, '2026-09-01', 'visite.md', 'été.md');
  const expected = { 'été.md': '2026-09-01', 'visite.md': '2026-09-01' };
  expect(days(folder)).toEqual(expected);
  gitIn(folder, ['init', '-q']);
  expect(days(folder)).toEqual(expected);
});
