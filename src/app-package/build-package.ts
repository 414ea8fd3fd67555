import { readFileSync } from 'node:fs';
import { writeZip } from '../zip.ts';
import { checkPackage, isDomain, type PackageFiles } from './check-package.ts';
import { drawIcon } from './draw-icon.ts';

export interface PackageOptions {
  /** The application id of the bot registration, a GUID. */
  readonly appId: string;
  /** Where the bot is reached, a name alone: `rondetafel.example.nl`. */
  readonly domain: string;
  /** The app itself in Teams. @default the application id */
  readonly teamsId?: string;
  /** Three numbers; Teams offers an update when it's higher. */
  readonly version: string;
  /** Who is asked about it. @default Rondetafel */
  readonly developer?: string;
  /** Pages that Teams links to. @default pages of the bot itself, on its domain */
  readonly website?: string;
  readonly privacy?: string;
  readonly terms?: string;
}

export interface AppPackage {
  readonly files: PackageFiles;
  readonly zip: Uint8Array;
}

/** The package isn't as Teams wants it: a line for each thing that is wrong. */
export class PackageError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'PackageError';
    this.lines = lines;
  }
}

const folder = new URL('../../manifest/', import.meta.url);

/**
 * The app package for Teams: manifest, languages, icons, in a zip that is the same byte for byte each time.
 * @throws PackageError when something in it isn't as it has to be
 */
export function buildPackage(options: PackageOptions): AppPackage {
  const problems = optionProblems(options);
  if (problems.length > 0) throw new PackageError(problems);
  const { appId, domain, version, developer = 'Rondetafel', teamsId = appId } = options;
  const places: Readonly<Record<string, string>> = {
    APP_ID: appId.toLowerCase(),
    TEAMS_ID: teamsId.toLowerCase(),
    VERSION: version,
    DOMAIN: domain.toLowerCase(),
    DEVELOPER: developer,
    WEBSITE_URL: options.website ?? `https://${domain}/`,
    PRIVACY_URL: options.privacy ?? `https://${domain}/privacy`,
    TERMS_URL: options.terms ?? `https://${domain}/terms`,
  };
  const files: PackageFiles = {
    'manifest.json': filledIn(read('manifest.json'), places),
    'en.json': Buffer.from(read('en.json')),
    'color.png': drawIcon(read('color.svg'), 192).png,
    'outline.png': drawIcon(read('outline.svg'), 32).png,
  };
  const found = checkPackage(files);
  if (found.length > 0) throw new PackageError(found);
  return { files, zip: writeZip(Object.entries(files).map(([name, bytes]) => ({ name, bytes }))) };
}

function optionProblems({ appId, domain, teamsId }: PackageOptions): readonly string[] {
  const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
  return [
    ...(guid.test(appId) ? [] : ['--app-id: the application (client) id of the bot registration, a GUID']),
    ...(teamsId === undefined || guid.test(teamsId) ? [] : ['--teams-id: a GUID']),
    ...(isDomain(domain) && !domain.startsWith('*')
      ? []
      : ['--domain: where the bot is reached, a name alone, for instance rondetafel.example.nl']),
  ];
}

/** Put in as JSON, so that no character of a name ends its text. */
function filledIn(template: string, places: Readonly<Record<string, string>>): Uint8Array {
  const text = template.replace(/\$\{\{(\w+)\}\}/g, (open, name: string) =>
    JSON.stringify(places[name] ?? open).slice(1, -1),
  );
  return Buffer.from(text);
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}
