import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningBot, startBot } from '../../src/demo/bot.ts';
import { putMadeDatabase } from './made-database.ts';
import { startPostgres } from './postgres.ts';

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** The real bot as a child process that can be killed and started again on the same data. */
export interface BotProcess {
  /** Of the process that runs now. */
  readonly pid: number;
  readonly port: number;
  readonly messages: string;
  readonly dataDir: string;
  readonly minutesDir: string;
  output(): string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again on the same port and data, after `kill` or `stop`, or by itself stopping first. */
  restart(changes?: BotChanges): Promise<void>;
  /** Stops it and removes its folders. */
  dispose(): Promise<void>;
}

export interface BotChanges {
  readonly clockOffset?: string;
  /** With a DATABASE_URL, that is where it keeps everything. */
  readonly env?: Readonly<Record<string, string>>;
  /** `embedded` where a test is about that, or plays what a newcomer runs: loading it is most of a start. @default 'server' */
  readonly database?: 'server' | 'embedded';
}

/** Restarts are many; without compiling everything again they take half the time. */
const compileCache = join(tmpdir(), 'rondetafel-compile-cache');

export async function startBotProcess(changes: BotChanges = {}): Promise<BotProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-test-'));
  const port = await freePort();
  const dataDir = join(folder, 'data');
  const minutesDir = join(folder, 'minutes');
  const database = await databaseFor(changes, dataDir);
  const start = ({ clockOffset, env }: BotChanges): Promise<RunningBot> =>
    startBot({
      ...{ port, dataDir, minutesDir },
      ...(clockOffset !== undefined && { clockOffset }),
      env: { NODE_COMPILE_CACHE: compileCache, ...database.env, ...env },
    });
  let bot = await start(changes);
  return {
    get pid() {
      return bot.pid;
    },
    port,
    messages: bot.messages,
    dataDir,
    minutesDir,
    output: () => bot.output(),
    kill: () => bot.stop('SIGKILL'),
    stop: () => bot.stop(),
    async restart(now = {}) {
      await bot.stop();
      bot = await start(now);
    },
    async dispose() {
      await bot.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a bot on a database of its own finds in its environment, at each start. */
async function databaseFor({ env, database = 'server' }: BotChanges, dataDir: string) {
  const none = { env: {}, drop: async () => undefined };
  if (env?.DATABASE_URL !== undefined) return none;
  if (database === 'server') {
    const server = await startPostgres();
    return { env: { DATABASE_URL: await server.createMadeDatabase() }, drop: server.stop };
  }
  await putMadeDatabase(dataDir);
  return none;
}
