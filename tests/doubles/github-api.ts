import { createHash } from 'node:crypto';
import * as z from 'zod';

/** A double of the part of GitHub's API that Decap drives, on a repository in memory (https://docs.github.com/rest). */
export interface GithubApi {
  /** Answers a call, with or without the repository before its path (the gateways know theirs). */
  answer: (call: ApiCall) => ApiAnswer;
  /** The text of a file of a branch. */
  read: (branch: string, path: string) => string | undefined;
  /** Commits a file as somebody else would. */
  write: (branch: string, path: string, text: string) => void;
  branches: () => string[];
}

interface ApiCall {
  method: string;
  /** Decoded. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

interface ApiAnswer {
  status: number;
  json: unknown;
}

type Tree = ReadonlyMap<string, string>;

interface Pull {
  number: number;
  branch: string;
  labels: { name: string }[];
}

const owner = 'association';

/** `owner/name` of the one repository of the double. */
export const REPOSITORY = `${owner}/site`;
const blobBody = z.object({ content: z.string(), encoding: z.literal('base64') });
const treeBody = z.object({
  base_tree: z.string(),
  tree: z.array(z.object({ path: z.string(), sha: z.string().nullable() })),
});
const commitBody = z.object({ tree: z.string(), parents: z.array(z.string()) });
const refBody = z.object({ ref: z.string().optional(), sha: z.string(), force: z.boolean().optional() });
const pullBody = z.object({ head: z.string() });
const labelBody = z.object({ labels: z.array(z.string()) });

const shaOf = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

const notFound: ApiAnswer = { status: 404, json: { message: 'Not Found' } };
const ok = (json: unknown): ApiAnswer => ({ status: 200, json });

/** @param files text of each file of `main`, by path */
export function githubApi(files: ReadonlyMap<string, string>): GithubApi {
  const blobs = new Map<string, Buffer>();
  const trees = new Map<string, Tree>();
  const commits = new Map<string, { tree: string; parents: readonly string[] }>();
  const branches = new Map<string, string>();
  const pulls: Pull[] = [];

  const blob = (content: Buffer) => {
    const sha = shaOf('blob', content);
    blobs.set(sha, content);
    return sha;
  };
  const tree = (entries: Tree) => {
    const sha = shaOf('tree', JSON.stringify([...entries]));
    trees.set(sha, entries);
    return sha;
  };
  const commit = (treeSha: string, parents: readonly string[]) => {
    const sha = shaOf('commit', treeSha, ...parents, String(commits.size));
    commits.set(sha, { tree: treeSha, parents });
    return sha;
  };
  /** The files of a branch, a commit or a tree. */
  const treeOf = (name: string): Tree => {
    const sha = branches.get(name) ?? name;
    return trees.get(commits.get(sha)?.tree ?? sha) ?? new Map();
  };
  const branchOf = (reference: string) => reference.replace(`${owner}:`, '').replace('refs/heads/', '');
  const commitOf = (reference: string) => branches.get(branchOf(reference)) ?? branchOf(reference);
  const isAncestor = (ancestor: string, sha: string): boolean =>
    sha === ancestor || (commits.get(sha)?.parents ?? []).some((parent) => isAncestor(ancestor, parent));

  const describePull = ({ number, branch, labels }: Pull) => ({
    number,
    labels,
    title: branch,
    state: 'open',
    updated_at: '2026-11-22T10:00:00Z',
    user: { login: 'awa' },
    head: { ref: branch, sha: branches.get(branch), repo: { fork: false } },
    base: { ref: 'main', sha: branches.get('main') },
  });
  const compare = (base: string, head: string) => {
    const [before, after] = [treeOf(commitOf(base)), treeOf(commitOf(head))];
    const changed = [...after].filter(([path, sha]) => before.get(path) !== sha);
    return {
      base_commit: { sha: commitOf(base) },
      commits: [
        { sha: commitOf(head), parents: [{ sha: commits.get(commitOf(head))?.parents[0] }], commit: {} },
      ],
      files: changed.map(([filename, sha]) => ({
        filename,
        sha,
        status: before.has(filename) ? 'modified' : 'added',
        ...(/\.(?:webp|jpe?g|png)$/.test(filename) ? {} : { patch: '@@' }),
      })),
    };
  };
  const listTree = (reference: string) => {
    const [branch = '', folder = ''] = reference.split(':');
    const inside = [...treeOf(branch)].filter(([path]) => path.startsWith(`${folder}/`));
    return inside.map(([path, sha]) => ({ path: path.slice(folder.length + 1), sha, type: 'blob', size: 1 }));
  };
  const moveBranch = (name: string, { sha, force }: z.output<typeof refBody>): ApiAnswer => {
    const head = branches.get(name);
    if (head === undefined) return notFound;
    if (force !== true && !isAncestor(head, sha))
      return { status: 422, json: { message: 'Update is not a fast forward' } };
    branches.set(name, sha);
    return ok({ ref: `refs/heads/${name}` });
  };

  const routes: [method: string, path: RegExp, answer: (found: string, call: ApiCall) => ApiAnswer][] = [
    ['GET', /^\/users?(?:\/|$)/, () => ok({ login: 'awa', name: 'Awa' })],
    ['GET', /^$/, () => ok({ owner: { login: owner }, permissions: { push: true } })],
    [
      'GET',
      /^\/branches\/(.+)$/,
      (name) => {
        const sha = branches.get(name);
        return sha === undefined
          ? notFound
          : ok({
              name,
              commit: { sha },
              _links: { self: `https://api.github.com/repos/${REPOSITORY}/branches/${name}` },
            });
      },
    ],
    ['GET', /^\/git\/trees\/(.+)$/, (reference) => ok({ tree: listTree(reference) })],
    [
      'GET',
      /^\/git\/blobs\/(.+)$/,
      (sha) => ok({ sha, encoding: 'base64', content: blobs.get(sha)?.toString('base64') ?? '' }),
    ],
    ['GET', /^\/commits$/, () => ok([])],
    [
      'GET',
      /^\/pulls$/,
      (_, { query }) => {
        const head = query.get('head');
        return ok(pulls.filter(({ branch }) => head === null || branchOf(head) === branch).map(describePull));
      },
    ],
    [
      'GET',
      /^\/compare\/(.+)$/,
      (range) => {
        const [base = '', head = ''] = range.split('...');
        return commits.has(commitOf(head)) ? ok(compare(base, head)) : notFound;
      },
    ],
    ['GET', /^\/issues$/, () => ok([])],
    [
      'POST',
      /^\/git\/blobs$/,
      (_, { body }) => ok({ sha: blob(Buffer.from(blobBody.parse(body).content, 'base64')) }),
    ],
    [
      'POST',
      /^\/git\/trees$/,
      (_, { body }) => {
        const given = treeBody.parse(body);
        const entries = new Map(treeOf(given.base_tree));
        for (const { path, sha } of given.tree) {
          if (sha === null) entries.delete(path);
          else entries.set(path, sha);
        }
        return ok({ sha: tree(entries) });
      },
    ],
    [
      'POST',
      /^\/git\/commits$/,
      (_, { body }) => {
        const given = commitBody.parse(body);
        return ok({ sha: commit(given.tree, given.parents), parents: given.parents });
      },
    ],
    [
      'POST',
      /^\/git\/refs$/,
      (_, { body }) => {
        const { ref = '', sha } = refBody.parse(body);
        if (branches.has(branchOf(ref)))
          return { status: 422, json: { message: 'Reference already exists' } };
        branches.set(branchOf(ref), sha);
        return ok({ ref });
      },
    ],
    ['PATCH', /^\/git\/refs\/heads\/(.+)$/, (name, { body }) => moveBranch(name, refBody.parse(body))],
    [
      'POST',
      /^\/pulls$/,
      (_, { body }) => {
        const pull = { number: pulls.length + 1, branch: branchOf(pullBody.parse(body).head), labels: [] };
        pulls.push(pull);
        return ok(describePull(pull));
      },
    ],
    [
      'PUT',
      /^\/issues\/(\d+)\/labels$/,
      (number, { body }) => {
        const pull = pulls.find((one) => String(one.number) === number);
        if (pull === undefined) return notFound;
        pull.labels = labelBody.parse(body).labels.map((name) => ({ name }));
        return ok(pull.labels);
      },
    ],
  ];

  branches.set(
    'main',
    commit(tree(new Map([...files].map(([path, text]) => [path, blob(Buffer.from(text))]))), []),
  );
  return {
    answer(call) {
      const path = call.path.replace(`/repos/${REPOSITORY}`, '');
      for (const [method, pattern, answer] of routes) {
        const found = method === call.method ? pattern.exec(path) : null;
        if (found !== null) return answer(found[1] ?? '', call);
      }
      return notFound;
    },
    read: (branch, path) => blobs.get(treeOf(branch).get(path) ?? '')?.toString('utf8'),
    write(branch, path, text) {
      const entries = new Map(treeOf(branch)).set(path, blob(Buffer.from(text)));
      branches.set(branch, commit(tree(entries), [branches.get(branch) ?? '']));
    },
    branches: () => [...branches.keys()],
  };
}
