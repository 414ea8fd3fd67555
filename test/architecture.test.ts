import { describe, expect, it } from 'vitest';
import { findCircle } from './support/find-circle.ts';
import { type Import, importsOf, readSourceFiles, type SourceFile } from './support/source-files.ts';

/** What a folder (or a file at the top) may import besides itself; the table "How it is built" as data. */
interface Rule {
  /** Other places under `src`; `types` means `import type` only. */
  readonly own: Readonly<Record<string, 'types' | 'everything'>>;
  readonly npm: readonly string[];
  readonly node: boolean;
}

const rules: Readonly<Record<string, Rule>> = {
  domain: { own: {}, npm: [], node: false },
  ports: { own: { domain: 'types' }, npm: [], node: false },
  application: { own: { domain: 'everything', ports: 'everything' }, npm: [], node: false },
  'written-out.ts': { own: {}, npm: [], node: false },
  cards: {
    own: { domain: 'everything', ports: 'everything', 'written-out.ts': 'everything' },
    npm: ['zod', 'adaptivecards-templating', 'adaptive-expressions'],
    node: true,
  },
  // The only place that knows the bot framework, so that a move to another SDK touches nothing else.
  teams: {
    own: {
      application: 'everything',
      ports: 'everything',
      cards: 'everything',
      domain: 'types',
      'last-used.ts': 'everything',
      'request-id.ts': 'everything',
      'written-out.ts': 'everything',
    },
    npm: ['botbuilder', 'botframework-connector', 'botframework-schema', 'restify', 'zod'],
    node: true,
  },
  storage: {
    own: {
      domain: 'everything',
      ports: 'everything',
      tokens: 'everything',
      'last-used.ts': 'everything',
      'random.ts': 'everything',
      'written-out.ts': 'everything',
    },
    npm: ['kysely', 'pg', 'pg-boss', '@electric-sql/pglite'],
    node: true,
  },
  // Who we are to Microsoft's services, shared by the edges that ask them something.
  tokens: { own: { ports: 'everything', 'bounded-answer.ts': 'everything' }, npm: [], node: true },
  'last-used.ts': { own: {}, npm: [], node: false },
  'bounded-answer.ts': { own: {}, npm: [], node: false },
  // The only place that knows Microsoft Graph. What is in a document it doesn't know.
  graph: {
    own: {
      ports: 'everything',
      tokens: 'everything',
      'bounded-answer.ts': 'everything',
      'archive-settings.ts': 'types',
    },
    npm: ['zod'],
    node: true,
  },
  minutes: {
    own: { domain: 'everything', ports: 'everything', 'png.ts': 'everything', 'zip.ts': 'everything' },
    npm: ['docx', 'zod'],
    node: true,
  },
  assistant: {
    own: { 'bounded-answer.ts': 'everything', domain: 'everything', ports: 'everything', 'model-settings.ts': 'types' },
    npm: ['openai', 'zod'],
    node: true,
  },
  'model-settings.ts': { own: {}, npm: ['zod'], node: false },
  // Drives the bot from outside, as a client would; it reads filed minutes by their published schema, and knows the working days.
  demo: { own: { domain: 'everything', minutes: 'everything' }, npm: ['zod'], node: true },
  // Bundles that are given away; what files documents and what reads the record is handed in.
  exports: { own: { domain: 'everything', ports: 'everything', 'zip.ts': 'everything' }, npm: [], node: true },
  // What is given to Teams' administrators: built and checked here, used by no running bot.
  'app-package': { own: { 'png.ts': 'everything', 'zip.ts': 'everything' }, npm: ['ajv', 'ajv-formats'], node: true },
  'png.ts': { own: {}, npm: [], node: true },
  'zip.ts': { own: {}, npm: ['fflate'], node: false },
  'approaches-file.ts': { own: { domain: 'everything', 'json-file.ts': 'everything' }, npm: ['zod'], node: true },
  'json-file.ts': { own: {}, npm: [], node: true },
  'command-line.ts': { own: { 'config.ts': 'everything', ports: 'everything' }, npm: [], node: false },
  'config.ts': {
    own: {
      'storage-settings.ts': 'everything',
      'model-settings.ts': 'everything',
      'archive-settings.ts': 'everything',
    },
    npm: ['zod', 'luxon'],
    node: false,
  },
  'archive-settings.ts': { own: {}, npm: ['zod'], node: false },
  'storage-settings.ts': { own: {}, npm: ['zod'], node: false },
  'logger.ts': { own: { ports: 'types', 'request-id.ts': 'everything' }, npm: ['pino'], node: false },
  'clock.ts': { own: { ports: 'types', domain: 'types' }, npm: ['luxon'], node: false },
  'metrics.ts': { own: {}, npm: [], node: false },
  'measured.ts': { own: { ports: 'everything', 'metrics.ts': 'types' }, npm: [], node: false },
  'watching.ts': { own: { ports: 'types', storage: 'types', 'metrics.ts': 'types' }, npm: [], node: true },
  'request-id.ts': { own: { 'random.ts': 'everything' }, npm: [], node: true },
  'random.ts': { own: {}, npm: [], node: true },
  'quiet-process.ts': { own: { ports: 'types' }, npm: [], node: false },
  'ids.ts': { own: { ports: 'types', 'random.ts': 'everything' }, npm: [], node: true },
};
/** The process entries, the one composition root and what it shares with the tools may import everything. */
const everything = new Set([
  'index.ts',
  'app.ts',
  'archive.ts',
  'audit.ts',
  'export.ts',
  'keys.ts',
  'package.ts',
  'retention.ts',
  'template.ts',
]);
/** Data beside `src` that is built in, and the folder that may read it. */
const assets: Readonly<Record<string, string>> = { cards: 'cards', prompts: 'assistant' };

const files = readSourceFiles();

/** `domain` for `src/domain/steps/risks.ts`, `config.ts` for `src/config.ts`. */
function placeOf(path: string): string {
  return path.split('/')[1] ?? path;
}

/** Why this import isn't allowed there; undefined when it is. */
function objection(file: SourceFile, one: Import): string | undefined {
  const place = placeOf(file.path);
  const rule = rules[place];
  if (rule === undefined) return `${file.path}: no rule says what src/${place} may import`;
  const no = `${file.path} may not import ${one.target}`;
  if (one.kind === 'node') return rule.node ? undefined : no;
  if (one.kind === 'npm') return rule.npm.includes(one.target) ? undefined : no;
  if (!one.target.startsWith('src/')) return assets[one.target.split('/')[0] ?? ''] === place ? undefined : no;
  if (placeOf(one.target) === place) return undefined;
  const allowed = rule.own[placeOf(one.target)];
  if (allowed === undefined) return no;
  return allowed === 'types' && one.atRunTime ? `${no} other than with import type` : undefined;
}

describe('imports', () => {
  it('keep to the table of the design', () => {
    expect(files.length).toBeGreaterThan(50);
    const objections = files
      .filter(file => !everything.has(placeOf(file.path)))
      .flatMap(file => file.imports.flatMap(one => objection(file, one) ?? []));
    expect(objections).toEqual([]);
  });

  it('lead to files that exist', () => {
    const known = new Set(files.map(({ path }) => path));
    const lost = files.flatMap(({ path, imports }) =>
      imports
        .filter(one => one.kind === 'own' && one.target.endsWith('.ts') && !known.has(one.target))
        .map(({ target }) => `${path} -> ${target}`),
    );
    expect(lost).toEqual([]);
  });

  it('at run time go in one direction: no circles', () => {
    const graph = new Map(
      files.map(({ path, imports }) => [
        path,
        imports.filter(one => one.kind === 'own' && one.atRunTime).map(({ target }) => target),
      ]),
    );
    expect(findCircle(graph)).toBeUndefined();
  });

  it('between ports and from the domain are of types only, so that a port costs nothing at run time', () => {
    const atRunTime = files
      .filter(({ path }) => placeOf(path) === 'ports')
      .flatMap(({ path, imports }) => imports.filter(one => one.atRunTime).map(({ target }) => `${path} -> ${target}`));
    expect(atRunTime).toEqual([]);
  });
});

describe('the domain', () => {
  const domain = files.filter(({ path }) => placeOf(path) === 'domain');

  it.each([
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(|\bperformance\b/],
    ['chance', /\bMath\.random\b|\bcrypto\b/],
    ['the process and the outside world', /\bprocess\b|\bglobalThis\b|\bfetch\(|\bconsole\b|\brequire\(/],
    ['timers and waiting', /\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\basync\b|\bawait\b|\bPromise\b/],
    ['the language of the machine', /\btoLocale\w*\(|\blocaleCompare\b|\bIntl\b/],
  ])('never uses %s', (_what, pattern) => {
    expect(domain.length).toBeGreaterThan(20);
    expect(domain.filter(({ code }) => pattern.test(code)).map(({ path }) => path)).toEqual([]);
  });

  it('has one file per step of the conference', () => {
    const steps = domain.map(({ path }) => path).filter(path => path.startsWith('src/domain/steps/'));
    const names = [
      'actions',
      'closing',
      'look-back',
      'monitor',
      'opening',
      'risks',
      'safety',
      'scenarios',
      'top-three',
    ];
    expect(steps).toEqual(names.map(step => `src/domain/steps/${step}.ts`));
  });
});

describe('the table', () => {
  it('objects to what the table forbids', () => {
    const file = (path: string, code: string): SourceFile => ({ path, code, imports: importsOf(path, code) });
    const objectionsTo = (path: string, code: string) => {
      const one = file(path, code);
      return one.imports.flatMap(imported => objection(one, imported) ?? []);
    };
    expect(objectionsTo('src/domain/a.ts', "import { z } from 'zod';")).toEqual(['src/domain/a.ts may not import zod']);
    expect(objectionsTo('src/domain/steps/a.ts', "import type { C } from '../../ports/clock.ts';")).toHaveLength(1);
    expect(objectionsTo('src/ports/a.ts', "import { theBot } from '../domain/events.ts';")).toHaveLength(1);
    expect(objectionsTo('src/ports/a.ts', "import type { Phase } from '../domain/agenda.ts';")).toEqual([]);
    expect(objectionsTo('src/storage/a.ts', "import { a } from '../teams/a.ts';")).toHaveLength(1);
    expect(objectionsTo('src/application/a.ts', "import { b } from 'botbuilder';")).toHaveLength(1);
    expect(objectionsTo('src/cards/a.ts', "import nl from '../../cards/locales/nl.json';")).toEqual([]);
    expect(objectionsTo('src/teams/a.ts', "import nl from '../../cards/locales/nl.json';")).toHaveLength(1);
    expect(objectionsTo('src/graph/a.ts', "import { a } from '../minutes/a.ts';")).toHaveLength(1);
    expect(objectionsTo('src/minutes/a.ts', "import { a } from '../graph/a.ts';")).toHaveLength(1);
    expect(objectionsTo('src/elsewhere/a.ts', "import { z } from 'zod';")).toHaveLength(1);
  });
});
