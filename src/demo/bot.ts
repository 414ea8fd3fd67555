import { fileURLToPath } from 'node:url';
import { answers, startChild, untilReady } from './child-process.ts';

export interface RunningBot {
  readonly pid: number;
  /** Where the Playground sends activities: `http://127.0.0.1:3978/api/messages`. */
  readonly messages: string;
  running(): boolean;
  /** What it logged last. */
  output(): string;
  /** `SIGKILL` for a crash; otherwise it may end in its own way. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface BotOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly minutesDir: string;
  /** An ISO 8601 duration by which its clock runs ahead: `P14D`. */
  readonly clockOffset?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const entry = fileURLToPath(new URL('../index.ts', import.meta.url));
/** The embedded database takes up to five seconds to be born, longer on a busy machine. */
const startWithinMs = 60_000;

/** Starts the real bot in development mode as a process of its own; resolves when `/healthz` answers. */
export async function startBot(options: BotOptions): Promise<RunningBot> {
  const { port, dataDir, minutesDir, clockOffset, env } = options;
  const child = startChild({
    args: [entry],
    env: {
      ...withoutSettings(process.env),
      RONDETAFEL_DEV: '1',
      PORT: String(port),
      DATA_DIR: dataDir,
      MINUTES_DIR: minutesDir,
      ...(clockOffset !== undefined && { RONDETAFEL_CLOCK_OFFSET: clockOffset }),
      ...env,
    },
  });
  const address = `http://127.0.0.1:${port}`;
  try {
    await untilReady(child, 'the bot', () => answers(`${address}/healthz`), startWithinMs);
  } catch (error) {
    await child.stop('SIGKILL');
    throw error;
  }
  const { pid, running, output, stop } = child;
  return { messages: `${address}/api/messages`, pid, running, output, stop };
}

/** Settings of another installation of the bot, its database for one, must not reach this one. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours =
    /^(RONDETAFEL_|MicrosoftApp|DATABASE_URL$|DATA_DIR$|MINUTES_DIR$|ARCHIVE$|SHAREPOINT_|GRAPH_URL$|PORT$|LOG_LEVEL$|OPENAI_|AZURE_OPENAI_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}
