import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { buildPackage, PackageError, type PackageOptions } from '../../src/app-package/build-package.ts';
import { parseTyped } from '../../src/teams/parse-typed.ts';
import { runScript } from '../support/run-tool.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const house: PackageOptions = { appId, domain: 'rondetafel.example.nl', version: '1.2.3' };
const script = fileURLToPath(new URL('../../src/package.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'rondetafel-package-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Shown {
  readonly permissions: readonly string[];
  readonly authorization?: unknown;
  readonly bots: readonly {
    readonly botId: string;
    readonly scopes: readonly string[];
    readonly commandLists: readonly { readonly commands: readonly { readonly title: string }[] }[];
  }[];
}
const unpacked = unzipSync(buildPackage(house).zip);
const manifest: Shown = JSON.parse(strFromU8(unpacked['manifest.json'] ?? new Uint8Array()));
const english: Readonly<Record<string, string>> = JSON.parse(strFromU8(unpacked['en.json'] ?? new Uint8Array()));

describe('the app package', () => {
  it('is a zip of manifest, English words and two icons that any unzipper opens', () => {
    expect(Object.keys(unpacked)).toEqual(['manifest.json', 'en.json', 'color.png', 'outline.png']);
    expect(manifest).toMatchObject({
      manifestVersion: '1.25',
      version: '1.2.3',
      id: appId,
      localizationInfo: { defaultLanguageTag: 'nl' },
      validDomains: ['rondetafel.example.nl'],
      defaultInstallScope: 'meetings',
    });
    expect(manifest.bots[0]).toMatchObject({ botId: appId, scopes: ['personal', 'team', 'groupChat'] });
  });

  it('is the same byte for byte each time', () => {
    expect(buildPackage(house).zip).toEqual(buildPackage({ ...house }).zip);
    expect(buildPackage({ ...house, version: '1.2.4' }).zip).not.toEqual(buildPackage(house).zip);
  });

  it('offers only commands that the bot understands, in both languages', () => {
    const titles = manifest.bots.flatMap(({ commandLists }) =>
      commandLists.flatMap(({ commands }) => commands.map(({ title }) => title)),
    );
    const inEnglish = Object.entries(english).flatMap(([key, words]) => (key.endsWith('.title') ? [words] : []));
    expect(titles.length + inEnglish.length).toBe(40);
    expect([...titles, ...inEnglish].filter(title => parseTyped(title, []).kind === 'unknown')).toEqual([]);
  });

  it('asks for what docs/permissions.md explains, and nothing else', () => {
    const page = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8');
    const [used = ''] = page.split('## What it does not ask');
    const rows = [...used.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name);
    const { permissions, authorization } = manifest;
    expect(rows.toSorted()).toEqual(permissions.toSorted());
    expect(authorization).toBeUndefined();
  });

  it("takes a house's own pages, name and id", () => {
    const { files } = buildPackage({
      ...house,
      teamsId: '22222222-2222-4222-8222-222222222222',
      developer: 'Huis "Noord"',
      website: 'https://huis.example.nl/rondetafel',
      privacy: 'https://huis.example.nl/privacy',
      terms: 'https://huis.example.nl/voorwaarden',
    });
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toMatchObject({
      id: '22222222-2222-4222-8222-222222222222',
      developer: { name: 'Huis "Noord"', privacyUrl: 'https://huis.example.nl/privacy' },
    });
  });

  it.each([
    ['an id that is no GUID', { appId: 'rondetafel' }, '--app-id'],
    ['an address for a name', { domain: 'https://rondetafel.example.nl' }, '--domain'],
    ['this machine', { domain: 'localhost' }, '--domain'],
    ['a page without https', { privacy: 'http://huis.example.nl' }, 'privacyUrl'],
    ['a version of two numbers', { version: '1.2' }, 'version'],
    ['a name that is too long', { developer: 'x'.repeat(33) }, '/developer/name'],
  ])("isn't made with %s", (_what, wrong, line) => {
    expect(() => buildPackage({ ...house, ...wrong })).toThrow(PackageError);
    expect(() => buildPackage({ ...house, ...wrong })).toThrow(line);
  });
});

describe('npm run package', () => {
  it('writes the zip where it is asked to, and says so', async () => {
    const file = join(folder, 'made', 'app.zip');
    const run = await runScript(
      script,
      ['--app-id', appId, '--domain', house.domain, '--version', '1.2.3', '--out', file],
      {},
    );
    expect(run).toMatchObject({ code: 0, error: '' });
    expect(run.out).toContain(file);
    expect(new Uint8Array(await readFile(file))).toEqual(buildPackage(house).zip);
  });

  it('says what is wrong in a line each, and what it takes when nothing is given', async () => {
    const wrong = await runScript(script, ['--app-id', 'x', '--domain', 'https://y'], {});
    expect(wrong.code).toBe(1);
    expect(wrong.error.trim().split('\n')).toHaveLength(2);
    const nothing = await runScript(script, [], {});
    expect(nothing).toMatchObject({ code: 2, out: '' });
    expect(nothing.error).toContain('npm run package -- --app-id GUID --domain NAME');
  });
});
