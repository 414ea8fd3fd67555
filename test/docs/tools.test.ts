import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runScript } from '../support/run-tool.ts';
import { read, root } from './pages.ts';

const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));
/** As npm starts it. */
const run = (name: string, ...args: readonly string[]) =>
  runScript(join(root, (scripts[name] ?? '').replace(/^node /, '')), args, {});

describe('npm run template', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rondetafel-template-'));
    file = join(folder, 'sjabloon.docx');
    expect(await run('template', 'new', file)).toMatchObject({
      code: 0,
      error: '',
      out: expect.stringContaining(file),
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('writes one to begin with, and never over one that is there', async () => {
    const made = await readFile(file);
    expect(made.subarray(0, 2).toString('latin1')).toBe('PK');
    const { code, error } = await run('template', 'new', file);
    expect(code).not.toBe(0);
    expect(error).not.toMatch(/^ +at |\.ts:\d/m);
    expect(await readFile(file)).toEqual(made);
  });

  it('finds nothing wrong with it', async () => {
    expect(await run('template', 'check', file)).toMatchObject({ code: 0, error: '', out: 'The template is well.\n' });
  });

  it('says in plain words what is wrong with something else', async () => {
    const other = join(folder, 'ander.docx');
    await writeFile(other, 'no Word');
    const { code, out, error } = await run('template', 'check', other);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error.trim()).not.toBe('');
    expect(error).not.toMatch(/^ +at |\.ts:\d/m);
  });

  it('explains itself when it is not understood', async () => {
    for (const args of [[], ['new'], ['make', file], ['check', file, file]]) {
      const { code, error } = await run('template', ...args);
      expect(code).toBe(2);
      expect(error).toContain('npm run template -- check FILE');
    }
  });
});

it('npm run eval, without a model, is answered by recorded answers and says that they are no model', async () => {
  const { code, out, error } = await run('eval');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(out).toMatch(/^No model is configured .+ It is no model\.$/m);
  expect(out).toMatch(
    /^rule: \d+ conferences, .+ 0 wrong facts and 0 forbidden before the check, 0 shown; 0 omitted;/m,
  );
});
