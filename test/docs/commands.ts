/** What runs a command that a page tells to give: a test by its file and words of its title, or why none can here. */
export type Row = { readonly command: RegExp } & (
  | { readonly file: string; readonly title: string }
  | { readonly why: string }
);

const exportsAndAudit = 'test/audit-and-export.test.ts';
const tools = 'test/docs/tools.test.ts';
const minutesLong =
  'takes minutes with all cores and says something only on an idle machine; its parts are checked by tsc';

/** Every command of README.md and docs, once. The first row that fits counts; without words behind it a command is how others begin. */
export const commands: readonly Row[] = [
  { command: /^npm ci( --omit=dev)?$/, why: '.ci/run begins with it on a clean clone; a test would ask a registry' },
  { command: /^npm install$/, why: 'asks a registry; the lock that it makes is checked by test/source-rules.test.ts' },
  { command: /^npm test$/, why: 'it is what runs this' },
  {
    command: /^npm run (check|format)$/,
    why: 'npm test begins with the check; format is the same program that also writes',
  },
  { command: /^npm audit( signatures| --omit=dev)?$/, why: 'asks a registry' },
  { command: /^npm sbom --sbom-format cyclonedx --omit dev > sbom\.json$/, why: 'a command of npm itself' },

  {
    command: /^(npm start|node src\/index\.ts)$/,
    file: 'test/deploy.test.ts',
    title: 'copies all that the bot needs: it starts from that alone',
  },
  { command: /^RONDETAFEL_DEV=1 npm start$/, file: 'test/conferences/start-up.test.ts', title: 'answers on /healthz' },
  {
    command: /^RONDETAFEL_APPROACHES=\S+\.json npm start$/,
    file: 'test/conferences/start-up.test.ts',
    title: 'says where the file with approaches is wrong and what to do',
  },
  {
    command: /^npm run demo$/,
    file: 'test/conferences/demo.test.ts',
    title: 'plays the case without a browser, says where the minutes are',
  },

  { command: /^npm run keys -- list$/, file: 'test/keys.test.ts', title: 'counts keys by master key' },
  { command: /^npm run keys -- rotate$/, file: 'test/keys.test.ts', title: 'wraps everything anew' },
  { command: /^npm run audit$/, file: exportsAndAudit, title: 'proves what a whole conference left behind' },
  {
    command: /^npm run export -- (--case CODE --zip FILE|--zip …) --pdf$/,
    file: exportsAndAudit,
    title: 'says what to do when PDFs are asked for and there is no LibreOffice',
  },
  {
    command: /^npm run export -- --case CODE --zip FILE$/,
    file: exportsAndAudit,
    title: 'gives the adopted documents in one zip',
  },
  {
    command: /^npm run export( -- --case CODE( --out (DIR|FOLDER))?( --why …| \[--why TEXT\] \[--by ENTRA-ID\])?)?$/,
    file: exportsAndAudit,
    title: 'has every file in its manifest, with the right digest',
  },
  {
    command: /^npm run export -- --person ENTRA-ID$/,
    file: exportsAndAudit,
    title: 'has what that person said and was asked',
  },
  {
    command: /^npm run retention -- --dry-run$/,
    file: 'test/retention.test.ts',
    title: 'says with --dry-run what would go',
  },
  { command: /^npm run retention$/, file: 'test/retention.test.ts', title: 'destroys what is due' },
  {
    command: /^npm run package( -- --app-id GUID --domain NAME)?$/,
    file: 'test/app-package/build-package.test.ts',
    title: 'writes the zip where it is asked to',
  },
  { command: /^npm run template -- new \S+$/, file: tools, title: 'writes one to begin with' },
  { command: /^npm run template -- check \S+$/, file: tools, title: 'finds nothing wrong with it' },

  { command: /^npm run eval$/, file: tools, title: 'npm run eval, without a model' },
  {
    command: /^npm run load( -- --conferences 310 --people 15 --minutes 5)?$/,
    file: 'test/bench/load.test.ts',
    title: 'conferences are played against the real bot',
  },
  {
    command: /^npm run fuzz$/,
    file: 'test/conferences/hostile.test.ts',
    title: 'answers a thousand generated requests without one 5xx',
  },
  {
    command: /^npm run torture$/,
    file: 'test/torture/kills.test.ts',
    title: 'loses nothing, doubles nothing and breaks nothing on the embedded database',
  },
  {
    command: /^node test\/torture\/faults\.ts$/,
    file: 'test/conferences/database-away.test.ts',
    title: 'is told to everyone before Teams gives up',
  },
  {
    command: /^node test\/torture\/reminders\.ts$/,
    file: 'test/storage/reminders.test.ts',
    title: 'come once each, or are marked as possibly sent',
  },
  { command: /^(npm run bench(:(curve|layers|morning|trail))?|node test\/bench\/trail\.ts)$/, why: minutesLong },
  {
    command: /^npm run pictures$/,
    why: 'plays three conferences in a browser; they are played the same way in test/conferences/browser.test.ts',
  },
  {
    command: /^node_modules\/\.bin\/node test\/support\/picture-all-cards\.ts FOLDER( 320 dark nl)?$/,
    why: 'draws for a minute; every card is drawn by the same studio in test/cards/accessibility.test.ts',
  },
  {
    command: /^node_modules\/\.bin\/vitest run --config test\/vitest\.config\.ts test\/domain\/rnr\.test\.ts$/,
    why: 'it is what runs this',
  },

  {
    command: /^docker build -t rondetafel \.$/,
    why: 'there is no Docker where tests run; test/deploy.test.ts starts the bot from what the image copies',
  },
  {
    command: /^az deployment group (create|what-if)\b/,
    why: 'needs an Azure subscription; test/deploy.test.ts reads the description',
  },
  {
    command: /^openssl (rand -base64 32|req -x509 -newkey rsa:3072 -noenc -days 365 .+)$/,
    why: 'a program of the operating system, which not every machine has',
  },
  { command: /^cat certificate\.pem key\.pem > sharepoint\.pem$/, why: 'puts two files behind each other' },
  {
    command: /^pg_dump --format=custom --exclude-schema=rondetafel_keys$/,
    why: 'not among the PostgreSQL programs that come from npm',
  },
];
