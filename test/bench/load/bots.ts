import { type BotProcess, startBotProcess } from '../../support/bot-process.ts';
import { startPostgres } from '../../support/postgres.ts';
import { type Layers, layeredEnvironment, signedFor } from '../layered-house.ts';
import type { LoadConnector } from './connector.ts';
import { tenantId } from './country.ts';
import type { LoadOptions } from './options.ts';
import { createSender, type Sender } from './sender.ts';

/** Who is pressed on. */
export interface Bots {
  /** One for each process. */
  readonly senders: readonly Sender[];
  /** Of those that can be measured. */
  readonly pids: readonly number[];
  /** What is left in memory when all garbage is gone, in MB; undefined for a bot that somebody else started. */
  heaps(): Promise<readonly Left[] | undefined>;
  close(): Promise<void>;
}

/** Of one process, in MB. */
export interface Left {
  readonly heap: number;
  readonly external: number;
  readonly resident: number;
}

/** Starts bots in production configuration, or takes the one that runs. */
export async function startBots(options: LoadOptions, connector: LoadConnector): Promise<Bots> {
  const to = { serviceUrl: connector.url, botId: connector.botId };
  if (options.bot !== undefined) {
    const sender = createSender({ ...to, botUrl: options.bot });
    const pids = options.pid === undefined ? [] : [options.pid];
    return { senders: [sender], pids, heaps: async () => undefined, close: async () => sender.close() };
  }
  const server = options.engine === 'postgres' && options.databaseUrl === undefined ? await startPostgres() : undefined;
  const bots: BotProcess[] = [];
  const close = async () => {
    await Promise.all(bots.map(bot => bot.dispose()));
    await server?.stop();
  };
  try {
    const databaseUrl = options.databaseUrl ?? (await server?.createDatabase());
    const layers: Layers = { guarded: true, without: options.hour ? ['clock'] : [] };
    const env = environmentOf(options, layers, connector, databaseUrl);
    const senders: Sender[] = [];
    // One after another: the first one makes the tables.
    for (let process = 0; process < options.processes; process++) {
      const bot = await startBotProcess({ env });
      bots.push(bot);
      senders.push(createSender({ ...to, botUrl: bot.messages, signed: signedFor(bot, layers) }));
    }
    return {
      senders,
      pids: bots.map(({ pid }) => pid),
      heaps: () => Promise.all(bots.map(leftIn)),
      async close() {
        for (const sender of senders) sender.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function environmentOf(
  { tenants, hour, minutes }: LoadOptions,
  layers: Layers,
  { url }: LoadConnector,
  databaseUrl: string | undefined,
): Readonly<Record<string, string>> {
  const production = layeredEnvironment(layers, { url, tenant: tenantId(0) });
  const memory = `--import=${new URL('./tell-memory.ts', import.meta.url).href}`;
  return {
    ...production,
    NODE_OPTIONS: `${production.NODE_OPTIONS} ${memory}`,
    RONDETAFEL_GUEST_TENANTS: Array.from({ length: tenants - 1 }, (_, house) => tenantId(house + 1)).join(','),
    ...(hour && { BENCH_CLOCK_SPEED: String(60 / minutes) }),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
}

async function leftIn(bot: BotProcess): Promise<Left> {
  const before = toldBy(bot).length;
  process.kill(bot.pid, 'SIGUSR2');
  const deadline = performance.now() + 30_000;
  for (;;) {
    const told = toldBy(bot);
    if (told.length > before) return told.at(-1) ?? { heap: 0, external: 0, resident: 0 };
    if (performance.now() > deadline) throw new Error('the bot did not tell what is left in its memory');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

function toldBy(bot: BotProcess): readonly Left[] {
  return [...bot.output().matchAll(/^memory (\S+) (\S+) (\S+)$/gm)].map(([, heap, external, resident]) => ({
    heap: Number(heap),
    external: Number(external),
    resident: Number(resident),
  }));
}
