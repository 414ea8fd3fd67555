import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningBot, startBot } from '../../src/demo/bot.ts';
import { putMadeDatabase } from './made-database.ts';

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
  readonly env?: Readonly<Record<string, string>>;
}

/** Restarts are many; without compiling everything again they take half the time. */
const compileCache = join(tmpdir(), 'rondetafel-compile-cache');

export async function startBotProcess(changes: BotChanges = {}): Promise<BotProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-test-'));
  const port = await freePort();
  const dataDir = join(folder, 'data');
  const minutesDir = join(folder, 'minutes');
  const start = (now: BotChanges): Promise<RunningBot> =>
    startBot({ port, dataDir, minutesDir, ...now, env: { NODE_COMPILE_CACHE: compileCache, ...now.env } });
  if (changes.env?.DATABASE_URL === undefined) await putMadeDatabase(dataDir);
  let bot = await start(changes);
  return {
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}
