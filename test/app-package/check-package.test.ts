import { describe, expect, it } from 'vitest';
import { buildPackage } from '../../src/app-package/build-package.ts';
import { checkPackage, type PackageFiles } from '../../src/app-package/check-package.ts';
import { drawIcon } from '../../src/app-package/draw-icon.ts';

const { files } = buildPackage({
  appId: '11111111-1111-4111-8111-111111111111',
  domain: 'rondetafel.example.nl',
  version: '1.2.3',
});
type Json = Record<string, unknown>;
const parsed = (name: string): Json => JSON.parse(Buffer.from(files[name] ?? []).toString('utf8'));
const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));
const manifest = parsed('manifest.json');
const english = parsed('en.json');
const changed = (change: Json): PackageFiles => ({ ...files, 'manifest.json': bytes({ ...manifest, ...change }) });
const developer = manifest.developer as Json;
const [bot] = manifest.bots as [Json];
const lists = bot.commandLists as Json[];
const square = (fill: string, size = 32, within = size) =>
  drawIcon(`<svg viewBox="0 0 32 32"><rect width="${within}" height="${within}" fill="${fill}" /></svg>`, size).png;
const asking = (...names: string[]) => ({
  authorization: { permissions: { resourceSpecific: names.map(name => ({ name, type: 'Application' })) } },
});

describe('the check of an app package', () => {
  it('has nothing against ours', () => {
    expect(checkPackage(files)).toEqual([]);
  });

  it.each<[string, PackageFiles, string]>([
    ['a short name of 31 letters', changed({ name: { short: 'x'.repeat(31) } }), '/name/short'],
    ['a scope in other letters', changed({ bots: [{ ...bot, scopes: ['groupchat'] }] }), '/bots/0/scopes/0'],
    ['an id that is no GUID', changed({ id: 'abc' }), '/id'],
    ['a property that Teams does not know', changed({ theme: 'dark' }), 'theme'],
    ['no accent colour', changed({ accentColor: undefined }), 'accentColor'],
    ['17 permissions', changed(asking(...Array.from({ length: 17 }, (_, at) => `P${at}`))), 'resourceSpecific'],
    ['another version of the manifest', changed({ manifestVersion: '1.24' }), '/manifestVersion'],
    ['no manifest', { 'en.json': bytes(english) }, 'manifest.json: not there, or no JSON'],
  ])("refuses with Microsoft's schema: %s", (_what, broken, place) => {
    expect(checkPackage(broken).join('\n')).toContain(place);
  });

  it.each<[string, PackageFiles, string]>([
    [
      'plain http',
      changed({ developer: { ...developer, privacyUrl: 'http://example.nl/privacy' } }),
      'manifest.json: privacyUrl has to be an https:// address',
    ],
    [
      'a permission that does not exist',
      changed(asking('ChatMessage.Read.Chat', 'Onzin.Chat')),
      'manifest.json: Onzin.Chat is no resource-specific permission',
    ],
    [
      'a version of two numbers',
      changed({ version: '1.0' }),
      'manifest.json: version has to be three numbers, as 1.0.0',
    ],
    [
      'an address for a domain',
      changed({ validDomains: ['https://example.nl'] }),
      'manifest.json: https://example.nl is no domain name',
    ],
    ['every domain there is', changed({ validDomains: ['*.nl'] }), 'manifest.json: *.nl is no domain name'],
    [
      'a path behind a domain',
      changed({ validDomains: ['example.nl/a'] }),
      'manifest.json: example.nl/a is no domain name',
    ],
    [
      'a name for a language',
      changed({ localizationInfo: { defaultLanguageTag: 'dutch', additionalLanguages: [] } }),
      'manifest.json: dutch is no tag of a language, as nl or en-us',
    ],
    [
      'commands where the bot is not',
      changed({ bots: [{ ...bot, scopes: ['personal', 'groupChat'] }] }),
      "manifest.json: commands for team, where the bot isn't",
    ],
    [
      'two lists of commands for one place',
      changed({ bots: [{ ...bot, commandLists: [...lists, { scopes: ['personal'], commands: [] }] }] }),
      'manifest.json: two lists for personal',
    ],
    [
      'a place that is left open',
      changed({ name: { short: '$' + '{{NAME}}' } }),
      'manifest.json: a place is left open',
    ],
    [
      'an icon that is not there',
      changed({ icons: { color: 'none.png', outline: 'outline.png' } }),
      'none.png: not in the package',
    ],
    [
      'a colour icon of 96 pixels',
      { ...files, 'color.png': square('#154273', 96) },
      'color.png: has to be 192 by 192, and is 96 by 96',
    ],
    [
      'a colour icon with holes',
      { ...files, 'color.png': square('#154273', 192, 20) },
      'color.png: has to fill its square: a part of it is transparent',
    ],
    [
      'an outline in colour',
      { ...files, 'outline.png': square('#ff0000', 32, 20) },
      'outline.png: has to be white and nothing else',
    ],
    [
      'an outline that fills its square',
      { ...files, 'outline.png': square('#ffffff') },
      'outline.png: has to be transparent where there is no line',
    ],
    ['an empty outline', { ...files, 'outline.png': square('none') }, 'outline.png: has nothing on it'],
    [
      'an icon that is no picture',
      { ...files, 'outline.png': bytes('no picture') },
      'outline.png: not a PNG of eight bits',
    ],
    [
      'a command without English words',
      { ...files, 'en.json': bytes({ ...english, 'bots[0].commandLists[1].commands[11].title': undefined }) },
      'en.json: bots[0].commandLists[1].commands[11].title is missing',
    ],
    [
      'English words for nothing',
      { ...files, 'en.json': bytes({ ...english, 'bots[0].commandLists[0].commands[9].title': 'more' }) },
      'en.json: bots[0].commandLists[0].commands[9].title is of nothing in the manifest',
    ],
    ['a language that is not there', { ...files, 'en.json': Buffer.from('{') }, 'en.json: not there, or no JSON'],
    ['a file that nothing names', { ...files, 'notes.txt': bytes('') }, 'notes.txt: named by nothing in the manifest'],
  ])('refuses what the schema lets pass: %s', (_what, broken, line) => {
    expect(checkPackage(broken)).toContainEqual(expect.stringContaining(line));
  });
});
