import { parseArgs } from 'node:util';
import type { EngineName } from '../../torture/kills/doomed-bot.ts';

export interface LoadOptions {
  readonly tenants: number;
  readonly conferences: number;
  /** At one conference, the chair included. */
  readonly people: number;
  /** How long it lasts. */
  readonly minutes: number;
  /** Seconds between two presses of a person, on average. */
  readonly every: number;
  /** Minutes that a conference takes, on the clock of the house. */
  readonly length: number;
  readonly engine: EngineName;
  readonly databaseUrl?: string;
  /** Address of a bot that runs already. */
  readonly bot?: string;
  /** Its process, to be measured. */
  readonly pid?: number;
  readonly processes: number;
  /** How long Teams takes for an answer, in milliseconds. */
  readonly teams: number;
  /** Seconds that each step takes in which the rate is raised until it's too much; undefined: the rate stays as it is. */
  readonly find?: number;
  /** An hour of the house passes in these minutes. */
  readonly hour: boolean;
  readonly out: string;
  readonly seed: number;
}

export const usage = `npm run load -- --conferences 310 --people 15 --minutes 5

Plays the case conferences of a country against the bot, with a fake of Teams' Bot Connector on this machine, and leaves a report and a picture.

  --conferences N      at once (310)
  --people N           at each, the chair included (15)
  --minutes N          how long (5)
  --tenants N          houses (31)
  --every N            seconds between two presses of one person (20)
  --length N           minutes that a conference takes (30)
  --engine NAME        embedded (usual) or postgres, a server that comes from npm
  --database-url URL   an empty database on a server of your own
  --processes N        bots beside each other on PostgreSQL (1)
  --bot URL            a bot that runs on this machine in development mode (RONDETAFEL_DEV=1), as http://127.0.0.1:3978/api/messages
  --pid N              its process, to measure its memory and time
  --teams N            milliseconds that Teams takes for an answer (100)
  --find [SECONDS]     raises the rate, a step every so many seconds (20), until it's too much
  --hour               lets an hour pass for the bot in these minutes, and looks what stays in its memory
  --seed N             of everything that is chance (1)
  --out FOLDER         for report.md and load.svg (data/load)

Exit code: 0 played, 1 failed, 2 not understood.
`;

/** Options that can't be followed: a line for each, which says what to do. */
export class OptionsError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'OptionsError';
    this.lines = lines;
  }
}

interface Range {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}
const whole = (usual: number, least: number, most: number): Range => ({ usual, least, most, whole: true });
const number = (usual: number, least: number, most: number): Range => ({ usual, least, most, whole: false });

const ranges = {
  tenants: whole(31, 1, 1_000),
  conferences: whole(310, 1, 10_000),
  // Three, so that a vote has something to count.
  people: whole(15, 3, 100),
  minutes: number(5, 0.05, 600),
  every: number(20, 0.1, 3_600),
  length: number(30, 0.05, 600),
  processes: whole(1, 1, 64),
  teams: whole(100, 0, 10_000),
  seed: whole(1, 0, 2 ** 31),
} as const satisfies Readonly<Record<string, Range>>;
type RangeName = keyof typeof ranges;

/**
 * Reads what was typed behind `npm run load --`.
 * @throws OptionsError with a line for each mistake
 */
export function readOptions(args: readonly string[]): LoadOptions {
  const given = parse(args);
  const lines: string[] = [];
  const numbers = Object.fromEntries(
    Object.entries(ranges).map(([name, range]) => [name, numberIn(name, given[name], range, lines)]),
  ) as Readonly<Record<RangeName, number>>;
  const { engine = 'embedded', bot, 'database-url': databaseUrl } = given;
  if (engine !== 'embedded' && engine !== 'postgres') lines.push('--engine: embedded or postgres');
  const onServer = engine === 'postgres' || databaseUrl !== undefined;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl))
    lines.push('--database-url: an address as postgres://user@host/database');
  if (numbers.processes > 1 && !onServer) lines.push('--processes: several need --engine postgres or --database-url');
  if (bot !== undefined && URL.parse(bot)?.protocol.startsWith('http') !== true)
    lines.push('--bot: an address as http://127.0.0.1:3978/api/messages');
  if (bot !== undefined && (numbers.processes > 1 || onServer || given.hour !== undefined))
    lines.push(
      '--bot: a bot that runs has its own database and clock; leave --engine, --database-url, --processes and --hour out',
    );
  const pid = given.pid === undefined ? undefined : numberIn('pid', given.pid, whole(0, 1, 2 ** 31), lines);
  if (pid !== undefined && bot === undefined) lines.push('--pid: belongs to --bot');
  const find = given.find === undefined ? undefined : numberIn('find', given.find, number(20, 1, 3_600), lines);
  if (find !== undefined && given.hour !== undefined) lines.push('--find: not together with --hour');
  if (lines.length > 0) throw new OptionsError(lines);
  return {
    ...numbers,
    engine: onServer ? 'postgres' : 'embedded',
    hour: given.hour !== undefined,
    out: given.out ?? 'data/load',
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(bot !== undefined && { bot }),
    ...(pid !== undefined && { pid }),
    ...(find !== undefined && { find }),
  };
}

/** By name; a flag is there with an empty text. */
function parse(args: readonly string[]): Readonly<Record<string, string | undefined>> {
  const text = { type: 'string' } as const;
  const names = [...Object.keys(ranges), 'engine', 'database-url', 'bot', 'pid', 'find', 'out'];
  const options = { ...Object.fromEntries(names.map(name => [name, text])), hour: { type: 'boolean' } as const };
  // Without a number it means the usual one.
  const whole = args.flatMap((arg, index) =>
    arg === '--find' && !/^\d/.test(args[index + 1] ?? '') ? ['--find', '20'] : [arg],
  );
  try {
    const { values } = parseArgs({ args: whole, options });
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === true ? '' : String(value)]),
    );
  } catch (error) {
    // It names the option, and says nothing else of what was typed.
    throw new OptionsError([error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'not understood']);
  }
}

function numberIn(name: string, typed: string | undefined, range: Range, lines: string[]): number {
  const { usual, least, most } = range;
  const value = typed === undefined ? usual : Number(typed);
  const fits = typed !== '' && value >= least && value <= most && (!range.whole || Number.isInteger(value));
  if (!fits) lines.push(`--${name}: a ${range.whole ? 'whole ' : ''}number from ${least} to ${most}`);
  return value;
}
