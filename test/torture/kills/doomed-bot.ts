import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers, type Child, startChild, untilReady } from '../../../src/demo/child-process.ts';
import { freePort } from '../../support/bot-process.ts';

export type EngineName = 'embedded' | 'postgres';

/** Where a bot keeps what it has to keep. */
export interface Kept {
  readonly folder: string;
  /** Absent for the embedded database. */
  readonly databaseUrl?: string;
}

/** The real bot, from start to end. */
export interface Life {
  /** Milliseconds of a clock that only goes forward. */
  readonly startedAt: number;
  /** How far its clock runs ahead of ours, in milliseconds. */
  readonly aheadMs: number;
  /** Resolves when it answers; rejects when it ends by itself, or isn't there in time. False when it was killed before. */
  readonly ready: Promise<boolean>;
  /** Until it was killed or ended by itself. */
  running(): boolean;
  /** What it said last. */
  output(): string;
  /** kill -9. */
  kill(): Promise<void>;
  /** Ends it in its own way. */
  stop(): Promise<void>;
  /** Warnings and errors that it logged, by name, with how often. */
  logged(): Readonly<Record<string, number>>;
}

/** On a machine that is busy with other work. */
const startWithinMs = 150_000;
const entry = fileURLToPath(new URL('../../../src/index.ts', import.meta.url));

/** What the bot and the tools beside it find in their environment. */
export function environmentOf({ folder, databaseUrl }: Kept): Readonly<Record<string, string>> {
  return {
    RONDETAFEL_DEV: '1',
    DATA_DIR: join(folder, 'data'),
    MINUTES_DIR: join(folder, 'minutes'),
    NODE_COMPILE_CACHE: join(tmpdir(), 'rondetafel-compile-cache'),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
}

/** A bot that is started many times on the same data and the same port. */
export async function createDoomedBot(kept: Kept) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  return {
    messages: `${origin}/api/messages`,
    start(aheadMs: number): Life {
      const child = startChild({
        args: [entry],
        env: {
          PATH: process.env.PATH,
          ...environmentOf(kept),
          PORT: String(port),
          LOG_LEVEL: 'warn',
          RONDETAFEL_CLOCK_OFFSET: `PT${Math.round(aheadMs / 1_000)}S`,
        },
      });
      return lifeOf(child, aheadMs, `${origin}/healthz`);
    },
  };
}

function lifeOf(child: Child, aheadMs: number, healthz: string): Life {
  let killed = false;
  const ready = untilReady(child, 'the bot', () => answers(healthz), startWithinMs).then(
    () => !killed,
    (error: unknown) => {
      if (killed) return false;
      throw error;
    },
  );
  // Whoever kills it while it starts doesn't wait for it.
  ready.catch(() => undefined);
  return {
    startedAt: performance.now(),
    aheadMs,
    ready,
    running: child.running,
    output: child.output,
    async kill() {
      killed = true;
      await child.stop('SIGKILL');
    },
    stop: () => child.stop(),
    logged: () => countsOf(child.output()),
  };
}

/** Of JSON lines, the first of which may be cut off. */
function countsOf(output: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of output.split('\n')) {
    const name = nameIn(line);
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function nameIn(line: string): string | undefined {
  try {
    const { level, event, code, effect } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    return [level, event, effect, code].filter(part => part !== undefined).join(' ');
  } catch {
    return undefined;
  }
}
