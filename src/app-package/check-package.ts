import { checkColour, checkOutline } from './check-icons.ts';
import { knownPermissions, schemaCheck } from './schemas.ts';

/** File names in the package and what is in them. */
export type PackageFiles = Readonly<Record<string, Uint8Array>>;

interface Manifest {
  readonly version?: string;
  readonly developer?: Readonly<Record<string, string>>;
  readonly icons?: Readonly<Record<string, string>>;
  readonly localizationInfo?: {
    readonly defaultLanguageTag?: string;
    readonly additionalLanguages?: readonly { readonly languageTag: string; readonly file: string }[];
  };
  readonly bots?: readonly {
    readonly botId?: string;
    readonly scopes?: readonly string[];
    readonly commandLists?: readonly CommandList[];
  }[];
  readonly validDomains?: readonly string[];
  readonly authorization?: {
    readonly permissions?: { readonly resourceSpecific?: readonly { readonly name: string; readonly type: string }[] };
  };
}

interface CommandList {
  readonly scopes: readonly string[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

/**
 * What is wrong with an app package, a line each; empty when nothing. First Microsoft's own schema, then what it lets pass and Teams
 * refuses or does wrong: names of permissions, plain http, icons, tags of languages, forms of domains, files that aren't there.
 */
export function checkPackage(files: PackageFiles): readonly string[] {
  const manifest = read<Manifest>(files, 'manifest.json');
  if (manifest === undefined) return ['manifest.json: not there, or no JSON'];
  const bySchema = schemaCheck('MicrosoftTeams')(manifest).map(line => `manifest.json: ${line}`);
  if (bySchema.length > 0) return bySchema;
  return [
    ...plainProblems(manifest).map(line => `manifest.json: ${line}`),
    ...iconProblems(manifest, files),
    ...languageProblems(manifest, files),
    ...unused(manifest, files),
  ];
}

function plainProblems(manifest: Manifest): readonly string[] {
  const links = Object.entries(manifest.developer ?? {}).filter(([name]) => name.endsWith('Url'));
  const asked = manifest.authorization?.permissions?.resourceSpecific ?? [];
  const known = knownPermissions();
  return [
    ...(/^\d+\.\d+\.\d+$/.test(manifest.version ?? '') ? [] : ['version has to be three numbers, as 1.0.0']),
    ...links.filter(([, link]) => !isSafeLink(link)).map(([name]) => `${name} has to be an https:// address`),
    ...asked.filter(({ name }) => !known.has(name)).map(({ name }) => `${name} is no resource-specific permission`),
    ...(manifest.validDomains ?? []).filter(domain => !isDomain(domain)).map(domain => `${domain} is no domain name`),
    ...commandProblems(manifest),
    ...(/\$\{\{/.test(JSON.stringify(manifest)) ? ['a place is left open'] : []),
  ];
}

function isSafeLink(link: string): boolean {
  return URL.canParse(link) && new URL(link).protocol === 'https:' && isDomain(new URL(link).hostname);
}

/** As Teams takes one: a name alone, no scheme, port or path; of a wildcard a whole label, and not of every name there is. */
export function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const named = labels[0] === '*' ? labels.slice(1) : labels;
  const isLabel = (label: string) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label);
  return named.length >= 2 && named.every(isLabel) && /[a-z]/i.test(named.at(-1) ?? '') && domain.length <= 253;
}

/** A scope with a list that the bot isn't in, or with two, is shown wrongly without a word. */
function commandProblems({ bots = [] }: Manifest): readonly string[] {
  return bots.flatMap(({ scopes = [], commandLists = [] }) => {
    const listed = commandLists.flatMap(list => list.scopes);
    const titles = commandLists.flatMap(({ commands }, at) => {
      const twice = commands.filter(({ title }, index) => commands.findIndex(one => one.title === title) < index);
      return twice.map(({ title }) => `commandLists[${at}] has "${title}" twice`);
    });
    return [
      ...listed.filter(scope => !scopes.includes(scope)).map(scope => `commands for ${scope}, where the bot isn't`),
      ...scopes.filter(one => listed.filter(scope => scope === one).length > 1).map(one => `two lists for ${one}`),
      ...titles,
    ];
  });
}

function iconProblems({ icons = {} }: Manifest, files: PackageFiles): readonly string[] {
  return (['color', 'outline'] as const).flatMap(kind => {
    const name = icons[kind] ?? '';
    const png = Object.hasOwn(files, name) ? files[name] : undefined;
    if (png === undefined) return [`${name}: not in the package`];
    const problems = kind === 'color' ? checkColour(png) : checkOutline(png);
    return problems.map(problem => `${name}: ${problem}`);
  });
}

/** Lower case for the language, as the tags that Teams compares with: `nl`, `en-us`. */
function isLanguageTag(tag: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z]{4})?(?:-[a-z]{2})?$/.test(tag);
}

function languageProblems({ localizationInfo, bots = [] }: Manifest, files: PackageFiles): readonly string[] {
  const { defaultLanguageTag = '', additionalLanguages = [] } = localizationInfo ?? {};
  const tags = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)];
  const check = schemaCheck('MicrosoftTeams.Localization');
  return [
    ...tags
      .filter(tag => !isLanguageTag(tag))
      .map(tag => `manifest.json: ${tag} is no tag of a language, as nl or en-us`),
    ...tags.filter((tag, at) => tags.indexOf(tag) < at).map(tag => `manifest.json: ${tag} twice`),
    ...additionalLanguages.flatMap(({ file }) => {
      const words = read<Readonly<Record<string, string>>>(files, file);
      if (words === undefined) return [`${file}: not there, or no JSON`];
      const needed = wordsOf(bots);
      return [
        ...check(words).map(line => `${file}: ${line}`),
        ...needed.filter(key => words[key] === undefined).map(key => `${file}: ${key} is missing`),
        ...Object.keys(words)
          .filter(key => key.startsWith('bots[') && !needed.includes(key))
          .map(key => `${file}: ${key} is of nothing in the manifest`),
      ];
    }),
  ];
}

/** Where words of the bot stand that a language has to give. */
function wordsOf(bots: NonNullable<Manifest['bots']>): readonly string[] {
  return bots.flatMap(({ commandLists = [] }, bot) =>
    commandLists.flatMap(({ commands }, list) =>
      commands.flatMap((_command, at) =>
        ['title', 'description'].map(key => `bots[${bot}].commandLists[${list}].commands[${at}].${key}`),
      ),
    ),
  );
}

/** Teams refuses a package with a file that nothing names. */
function unused({ icons = {}, localizationInfo }: Manifest, files: PackageFiles): readonly string[] {
  const languages = (localizationInfo?.additionalLanguages ?? []).map(({ file }) => file);
  const named = new Set(['manifest.json', ...Object.values(icons), ...languages]);
  return Object.keys(files)
    .filter(name => !named.has(name))
    .map(name => `${name}: named by nothing in the manifest`);
}

function read<Content>(files: PackageFiles, name: string): Content | undefined {
  const bytes = Object.hasOwn(files, name) ? files[name] : undefined;
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Content;
  } catch {
    return undefined;
  }
}
