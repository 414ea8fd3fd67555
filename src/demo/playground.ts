import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { answers, startChild, untilReady } from './child-process.ts';
import { isPortFree } from './ports.ts';
import { fillPlaygroundFile, type Seat } from './seats.ts';

export interface Playground {
  /** `http://127.0.0.1:56150` */
  readonly url: string;
  readonly seats: readonly Seat[];
  stop(): Promise<void>;
}

/**
 * Starts Microsoft's Agents Playground as the Teams client of the bot, without opening a browser. Rejects when the port is
 * taken, because the Playground itself would silently take another one.
 */
export async function startPlayground(options: {
  readonly port: number;
  /** Where the bot listens: `http://127.0.0.1:3978/api/messages`. */
  readonly bot: string;
  /** The working folder; its configuration and log are written there. */
  readonly folder: string;
  readonly seats: readonly Seat[];
}): Promise<Playground> {
  const { port, bot, folder, seats } = options;
  if (!(await isPortFree(port))) throw new Error(`port ${port} for the Agents Playground is taken`);

  mkdirSync(folder, { recursive: true });
  const template = readFileSync(new URL('./playground.yml', import.meta.url), 'utf8');
  writeFileSync(join(folder, '.m365agentsplayground.yml'), fillPlaygroundFile(template, seats));

  const program = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const child = startChild({
    args: [program, 'start', '-e', bot, '-c', 'msteams', '-p', String(port), '--dt'],
    cwd: folder,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(child, 'the Agents Playground', () => answers(`${url}/_debug/ping`), 30_000);
  } catch (error) {
    await child.stop();
    throw new Error(`the Agents Playground didn't start; its log is ${join(folder, 'devTools')}`, { cause: error });
  }
  return { url, seats, stop: () => child.stop() };
}
