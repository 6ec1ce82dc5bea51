import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { exclusively, StillHeld } from './exclusive.ts';
import { type WorkbookReason, WorkbookUnavailable } from './workbook-unavailable.ts';

const LOCK_WAIT_MS = 10_000;
/** A working day: a spreadsheet program's mark older than that was left by a crash. */
const OPEN_FOR_AT_MOST_MS = 12 * 60 * 60 * 1000;

const BY_CODE: Readonly<Record<string, WorkbookReason>> = {
  ENOENT: 'folder-missing',
  ENOTDIR: 'folder-missing',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EBUSY: 'open-elsewhere',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Translates a failure of the file system for the caller; anything else is a defect and stays as it is. */
function translated(error: unknown): unknown {
  if (error instanceof StillHeld) return new WorkbookUnavailable('locked', error);
  const code = codeOf(error);
  return error instanceof Error && 'syscall' in error
    ? new WorkbookUnavailable(BY_CODE[code] ?? 'input-output', error)
    : error;
}

/** Which version of a file this is, or that there is none. */
export type Stamp = string;
const ABSENT: Stamp = 'absent';

async function stampOf(path: string): Promise<Stamp> {
  const found = await stat(path, { bigint: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  return found ? `${found.ino}-${found.size}-${found.mtimeNs}` : ABSENT;
}

function lockPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.lock`);
}

function temporaryPrefix(path: string): string {
  return `.${basename(path)}.tmp-`;
}

/**
 * Runs `task` while no other process of ours touches the file at `path`.
 *
 * @throws Unavailable for a lock held too long and for every failure of the file system.
 */
export async function withFile<T>(path: string, task: () => Promise<T>): Promise<T> {
  try {
    await requireFolder(path);
    return await exclusively(lockPath(path), LOCK_WAIT_MS, task);
  } catch (error) {
    throw translated(error);
  }
}

/** SQLite's errors do not tell a missing folder from one that cannot be written. */
async function requireFolder(path: string): Promise<void> {
  const folder = dirname(path);
  await readdir(folder);
  await requireWritable(folder);
}

/** The mode counts even for the superuser, whom the system lets write everywhere. */
async function requireWritable(path: string): Promise<void> {
  await access(path, constants.W_OK);
  if (((await stat(path)).mode & 0o222) === 0) throw new WorkbookUnavailable('not-writable');
}

/** The file's content and version; no content when there is no file. */
export async function readVersion(
  path: string,
): Promise<{ readonly bytes: Uint8Array | undefined; readonly stamp: Stamp }> {
  const stamp = await stampOf(path);
  return { bytes: stamp === ABSENT ? undefined : await readFile(path), stamp };
}

/** Milliseconds since the file was last written. */
export async function ageOf(path: string): Promise<number> {
  return Date.now() - (await stat(path)).mtimeMs;
}

/** True when LibreOffice, Excel or WPS left its mark of an open file less than a working day ago. */
export async function isOpenElsewhere(path: string): Promise<boolean> {
  const marks = [`.~lock.${basename(path)}#`, `~$${basename(path)}`, `.~${basename(path)}`];
  const ages = await Promise.all(marks.map((mark) => ageOf(join(dirname(path), mark)).catch(() => Infinity)));
  return ages.some((age) => age < OPEN_FOR_AT_MOST_MS);
}

/** Checks that the file, if there is one, may be replaced now. @throws Unavailable; errors of the file system */
export async function requireReplaceable(path: string): Promise<void> {
  if ((await stampOf(path)) !== ABSENT) await requireWritable(path);
  if (await isOpenElsewhere(path)) throw new WorkbookUnavailable('open-elsewhere');
}

/**
 * Puts `bytes` in the file's place, whole or not at all, unless it is no longer the version of `stamp`.
 * To be called inside `withFile`.
 *
 * @returns whether it was done.
 * @throws Unavailable when the file is read-only or open in a spreadsheet program; errors of the file system.
 */
export async function replaceVersion(path: string, bytes: Uint8Array, stamp: Stamp): Promise<boolean> {
  await removeLeftovers(path);
  if (stamp !== ABSENT) await requireWritable(path);
  const temporary = join(dirname(path), temporaryPrefix(path) + randomUUID());
  try {
    await writeDurably(temporary, bytes, stamp === ABSENT ? 0o666 : (await stat(path)).mode);
    if (await isOpenElsewhere(path)) throw new WorkbookUnavailable('open-elsewhere');
    if ((await stampOf(path)) !== stamp) return false;
    await rename(temporary, path);
    await syncFolder(path);
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Removes files of a killed process; nobody else writes one while the lock is ours. */
async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const left = (await readdir(folder)).filter((name) => name.startsWith(temporaryPrefix(path)));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

async function writeDurably(path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no handle on a folder that could be synchronised.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Renames the file to `<name>.illisible-<time><extension>` beside it and gives that name. */
export async function setAside(path: string): Promise<string> {
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  const extension = extname(path);
  const stem = `${basename(path, extension)}.illisible-${time}`;
  let name = `${stem}${extension}`;
  for (let n = 2; (await stampOf(join(dirname(path), name))) !== ABSENT; n += 1)
    name = `${stem}-${n}${extension}`;
  await rename(path, join(dirname(path), name));
  await syncFolder(path);
  return name;
}
