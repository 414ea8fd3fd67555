import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runScript } from '../../support/run-tool.ts';
import { OptionsError, readOptions } from './options.ts';

const linesOf = (...args: readonly string[]): readonly string[] => {
  try {
    readOptions(args);
    return [];
  } catch (error) {
    if (error instanceof OptionsError) return error.lines;
    throw error;
  }
};

describe('the options of npm run load', () => {
  it('are a country on one machine when nothing is said', () => {
    expect(readOptions([])).toEqual({
      ...{ tenants: 31, conferences: 310, people: 15, minutes: 5, every: 20, length: 30, processes: 1, teams: 100 },
      ...{ engine: 'embedded', hour: false, out: 'data/load', seed: 1 },
    });
  });

  it('are those of the house', () => {
    const given = '--conferences 4 --people 5 --minutes 0.2 --processes 2 --engine postgres --find --out somewhere';
    expect(readOptions(given.split(' '))).toMatchObject({
      ...{ conferences: 4, people: 5, minutes: 0.2, processes: 2, engine: 'postgres', find: 20, out: 'somewhere' },
    });
    expect(readOptions(['--find', '5', '--bot', 'http://127.0.0.1:3978/api/messages', '--pid', '12'])).toMatchObject({
      ...{ find: 5, bot: 'http://127.0.0.1:3978/api/messages', pid: 12 },
    });
    expect(readOptions(['--database-url', 'postgres://bot@localhost/load', '--processes', '3'])).toMatchObject({
      engine: 'postgres',
      databaseUrl: 'postgres://bot@localhost/load',
    });
  });

  it.each([
    ['--people 2', '--people: a whole number from 3 to 100'],
    ['--people 2.5', '--people: a whole number from 3 to 100'],
    ['--minutes soon', '--minutes: a number from 0.05 to 600'],
    ['--minutes=', '--minutes: a number from 0.05 to 600'],
    ['--engine oracle', '--engine: embedded or postgres'],
    ['--processes 2', '--processes: several need --engine postgres or --database-url'],
    ['--database-url localhost', '--database-url: an address as postgres://user@host/database'],
    ['--bot 127.0.0.1', '--bot: an address as http://127.0.0.1:3978/api/messages'],
    ['--pid 12', '--pid: belongs to --bot'],
    ['--find --hour', '--find: not together with --hour'],
    [
      '--bot http://127.0.0.1:1 --hour',
      '--bot: a bot that runs has its own database and clock; leave --engine, --database-url, --processes and --hour out',
    ],
    ['--cases 3', "Unknown option '--cases'"],
  ])('%s is answered with what to do', (given, line) => {
    expect(linesOf(...given.split(' '))).toEqual([line]);
  });

  it('tell every mistake at once, with how it works, and nothing is started', async () => {
    const script = fileURLToPath(new URL('../load.ts', import.meta.url));
    const { code, error, out } = await runScript(script, ['--people', '1', '--engine', 'x'], {});
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(error).toMatch(/^--people: .+\n--engine: .+\n\nnpm run load -- /);
    expect(error).not.toMatch(/^ +at |\.ts:\d/m);
  });
});
