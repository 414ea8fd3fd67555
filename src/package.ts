import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool, say } from './command-line.ts';

const usage = `npm run package -- --app-id GUID --domain NAME

  --app-id GUID       the application (client) id of the bot registration
  --domain NAME       where the bot is reached, for instance rondetafel.example.nl
  --out FILE          where the zip goes (./data/rondetafel-teams.zip)
  --teams-id GUID     of the app itself in Teams (the application id)
  --version N.N.N     a higher one than the last, for an update (that of Rondetafel)
  --developer NAME    who gives it out (Rondetafel)
  --website URL, --privacy URL, --terms URL
                      pages of the house; without them the bot's own short ones

Exit code: 0 made, 1 something in it isn't as Teams wants it (a line each), 2 not understood.
`;

const options = {
  'app-id': { type: 'string' },
  domain: { type: 'string' },
  out: { type: 'string', default: './data/rondetafel-teams.zip' },
  'teams-id': { type: 'string' },
  version: { type: 'string' },
  developer: { type: 'string' },
  website: { type: 'string' },
  privacy: { type: 'string' },
  terms: { type: 'string' },
} as const;

/** `npm run package`: the zip that an administrator uploads in Teams. Nothing is asked of any network. */
async function main(): Promise<number> {
  const given = readArguments();
  const { 'app-id': appId, domain } = given ?? {};
  if (given === undefined || appId === undefined || domain === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  // What checks it is a development dependency, absent where the bot runs.
  const { buildPackage, PackageError } = await import('./app-package/build-package.ts');
  try {
    const { files, zip } = buildPackage({
      appId,
      domain,
      version: given.version ?? ownVersion(),
      ...(given['teams-id'] !== undefined && { teamsId: given['teams-id'] }),
      ...(given.developer !== undefined && { developer: given.developer }),
      ...(given.website !== undefined && { website: given.website }),
      ...(given.privacy !== undefined && { privacy: given.privacy }),
      ...(given.terms !== undefined && { terms: given.terms }),
    });
    const file = resolve(given.out);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, zip);
    say(`${file}: ${Object.keys(files).join(', ')}; ${zip.length} bytes, as Teams wants it`);
    return 0;
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    return 1;
  }
}

function readArguments() {
  try {
    return parseArgs({ options }).values;
  } catch {
    return undefined;
  }
}

function ownVersion(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

runTool(main);
