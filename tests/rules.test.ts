import { execFile } from 'node:child_process';
import { glob, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
const root = path.resolve(import.meta.dirname, '..');

const eslint = new ESLint({ cwd: root });

/** The names of the rules that refuse `code` in `file`. */
async function refusals(file: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

/** A module that imports `target` and uses it. */
const importing = (target: string) => `import * as it from '${target}';\nexport const used = it;\n`;

const map = 'boundaries/dependencies';

describe('the map of imports', { timeout: 60_000 }, () => {
  it.each([
    ['src/domain/application/snippet.ts', '../../cms/fields.ts'],
    ['src/domain/application/snippet.ts', '../../server/compose/compose.ts'],
    ['src/domain/application/snippet.ts', 'react'],
    ['src/domain/application/snippet.ts', 'node:fs'],
    ['src/cms/snippet.ts', '../server/cases/inbox.ts'],
    ['src/cms/snippet.ts', '../components/form/FormField.tsx'],
    ['src/cms/snippet.ts', 'astro:content'],
    ['src/components/snippet.tsx', '../server/compose/compose.ts'],
    ['src/components/snippet.tsx', 'react-dom/server'],
    ['src/scripts/snippet.ts', 'react'],
    ['src/scripts/snippet.ts', 'zod'],
    ['src/scripts/snippet.ts', '../components/form/FormField.tsx'],
    ['src/pages/snippet.ts', '../server/compose/compose.ts'],
    ['src/server/schedule/snippet.ts', '../compose/compose.ts'],
    ['src/server/schedule/snippet.ts', '../../cms/fields.ts'],
    ['src/server/executor/snippet.ts', '../spreadsheet/google/google-sheets.ts'],
    ['src/server/foundation/snippet.ts', '../store/keys.ts'],
    ['src/server/store/snippet.ts', '../cases/inbox.ts'],
    ['src/server/links/snippet.ts', '../letters/draft.ts'],
    ['src/server/letters/snippet.ts', '../mail/mail.ts'],
    ['src/server/letters/snippet.ts', '../cases/case-store.ts'],
    ['src/server/cases/snippet.ts', '../plans/plan.ts'],
    ['src/server/plans/snippet.ts', '../executor/execute.ts'],
    ['src/server/plans/snippet.ts', 'node:fs'],
    ['src/server/executor/snippet.ts', '../schedule/drain.ts'],
    ['src/server/answers/snippet.ts', '../executor/execute.ts'],
    ['src/server/retention/snippet.ts', '../letters/draft.ts'],
    ['src/server/mail/snippet.ts', '../executor/letter-reports.ts'],
    ['src/server/spreadsheet/snippet.ts', './workbook/workbook.ts'],
    ['src/server/spreadsheet/grist/snippet.ts', '../google/google-client.ts'],
    ['src/server/doctor/snippet.ts', '../compose/compose.ts'],
    ['src/server/answers/snippet.ts', '../compose/environment.ts'],
    ['src/server/schedule/snippet.ts', '../answers/accept.ts'],
    ['src/server/compose/snippet.ts', '../../content-queries/settings.ts'],
    ['src/server/schedule/snippet.ts', '../../../scripts/chromium.ts'],
    ['netlify/functions/snippet/snippet.ts', '../../../src/cms/fields.ts'],
    ['netlify/functions/snippet/snippet.ts', '../../../src/components/form/FormField.tsx'],
  ])('%s may not import %s', async (file, target) => {
    expect(await refusals(file, importing(target))).toContain(map);
  });

  it('holds for imports in the middle of the code and for re-exports', async () => {
    const file = 'src/domain/application/snippet.ts';
    expect(await refusals(file, "export const late = import('../../cms/fields.ts');\n")).toEqual([map]);
    expect(await refusals(file, "export * from '../../cms/fields.ts';\n")).toEqual([map]);
  });

  it.each([
    ['src/domain/application/snippet.ts', '../eligibility/age.ts'],
    ['src/domain/application/snippet.ts', 'zod'],
    ['src/cms/snippet.ts', '../domain/eligibility/age.ts'],
    ['src/components/snippet.tsx', '../domain/eligibility/age.ts'],
    ['src/components/snippet.tsx', 'react'],
    ['src/pages/admin/snippet.tsx', 'react-markdown'],
    ['src/scripts/snippet.ts', '../domain/eligibility/age.ts'],
    ['src/server/executor/snippet.ts', '../cases/inbox.ts'],
    ['src/server/plans/snippet.ts', '../cases/facts.ts'],
    ['src/server/letters/snippet.ts', '../links/links.ts'],
    ['src/server/mail/snippet.ts', '../letters/message.ts'],
    ['src/server/spreadsheet/grist/snippet.ts', '../service.ts'],
    ['src/server/compose/snippet.ts', '../spreadsheet/grist/grist.ts'],
    ['src/server/answers/snippet.ts', '../../components/form/FormField.tsx'],
    ['netlify/functions/snippet/snippet.ts', '../../../src/server/compose/compose.ts'],
    ['tests/snippet.ts', '../src/server/compose/compose.ts'],
  ])('%s may import %s', async (file, target) => {
    expect(await refusals(file, importing(target))).toEqual([]);
  });

  it('knows every folder of src: a file in an unknown place is refused', async () => {
    expect(await refusals('src/utils/snippet.ts', 'export const used = 1;\n')).toEqual([
      'boundaries/no-unknown-files',
    ]);
  });
});

describe('the rules of the house', { timeout: 60_000 }, () => {
  it.each([
    ['src/components/snippet.tsx', "import './snippet.css';\n", 'no-restricted-imports'],
    ['src/components/snippet.tsx', 'export const A = () => <p style={{}}>a</p>;\n', 'no-restricted-syntax'],
    ['src/components/snippet.tsx', 'export const A = () => <img src="a" />;\n', 'jsx-a11y-x/alt-text'],
    ['src/pages/snippet.astro', '<p style="color: red">a</p>\n', 'no-restricted-syntax'],
    ['src/pages/snippet.astro', '<Form client:load />\n', 'no-restricted-syntax'],
    ['src/domain/snippet.ts', 'export const a = /(?<=a)b/;\n', 'no-restricted-syntax'],
    ['src/components/snippet.tsx', 'export const a = /(?<!a)b/;\n', 'no-restricted-syntax'],
    [
      'src/domain/snippet.ts',
      "import { z } from 'astro/zod';\nexport const a = z;\n",
      'no-restricted-imports',
    ],
    ['src/server/snippet.ts', 'export const a = process.env.A;\n', 'no-restricted-properties'],
    ['src/server/snippet.ts', "console.log('a');\n", 'no-console'],
    [
      'src/server/snippet.ts',
      'export const a: unknown = 1;\nexport const b = a as string;\n',
      '@typescript-eslint/consistent-type-assertions',
    ],
    ['src/server/snippet.ts', 'export const a: any = 1;\n', '@typescript-eslint/no-explicit-any'],
    [
      'src/server/snippet.ts',
      '// eslint-disable-next-line no-console\nconsole.log(1);\n',
      '@eslint-community/eslint-comments/require-description',
    ],
  ])('in %s refuses %j', async (file, code, rule) => {
    expect(await refusals(file, code)).toContain(rule);
  });

  it.each(["page.getByText('Fiche enregistrée');", 'page.waitForTimeout(9);'])(
    'refuses a browser test that waits for an old sign or for a time: %s',
    async (code) => {
      expect(await refusals('tests/e2e/snippet.spec.ts', code)).toContain('no-restricted-syntax');
    },
  );

  it('allows `as const`, and the environment and the logs in their one place', async () => {
    expect(await refusals('src/domain/snippet.ts', "export const a = ['b'] as const;\n")).toEqual([]);
    expect(await refusals('src/server/compose/environment.ts', 'export const a = process.env.A;\n')).toEqual(
      [],
    );
    expect(await refusals('src/server/foundation/log.ts', "console.log('a');\n")).toEqual([]);
  });
});

describe('the rules that need types', { timeout: 60_000 }, () => {
  /** What oxlint prints of `code`. */
  async function printed(code: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'snippet-'));
    const file = path.join(folder, 'snippet.ts');
    await writeFile(file, code);
    const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [oxlint, file], { cwd: root }, (_error, stdout) => {
        resolve(stdout);
      });
    });
    await rm(folder, { recursive: true });
    return output;
  }

  it('refuse a promise that nobody waits for, an unsafe value, and a disabled rule that was not needed', async () => {
    const begin = 'export function begin(): void {\n  Promise.resolve();\n}\n';
    const read = 'export const text: string = JSON.parse("1");\n';
    const disabled =
      '// oxlint-disable-next-line typescript/require-await -- no reason\nexport const a = 1;\n';
    const output = await printed(begin + read + disabled);
    expect(output).toContain('typescript(no-floating-promises)');
    expect(output).toContain('typescript(no-unsafe-assignment)');
    expect(output).toContain('Unused oxlint-disable directive');
  });

  it('are disabled with a reason in the same line, as those of ESLint', async () => {
    const bare: string[] = [];
    for await (const file of glob('{src,netlify,scripts,tests}/**/*.{ts,tsx,astro}', { cwd: root })) {
      const text = await readFile(path.join(root, file), 'utf8');
      const directives = text.match(/\/[/*] *oxlint-disable.*/g) ?? [];
      bare.push(
        ...directives
          .filter((line) => !/-next-line [\w/-]+ -- \S/.test(line))
          .map((line) => `${file}: ${line}`),
      );
    }
    expect(bare.filter((line) => !line.startsWith('tests/rules.test.ts'))).toEqual([]);
  });
});

describe('what a browser gets', () => {
  it('holds no zod and no React', async () => {
    const files = await readdir(path.join(root, 'src/scripts'));
    const entries = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    const { metafile } = await build({
      entryPoints: entries.map((file) => path.join(root, 'src/scripts', file)),
      absWorkingDir: root,
      bundle: true,
      format: 'esm',
      write: false,
      metafile: true,
      outdir: 'unused',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('src/scripts/application-form.ts');
    expect(inputs.filter((input) => /node_modules\/(zod|react|react-dom)\//.test(input))).toEqual([]);
  });
});
