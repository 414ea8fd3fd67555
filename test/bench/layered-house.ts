import type { BotProcess } from '../support/bot-process.ts';
import { type House, openHouse } from '../support/round-table.ts';
import type { StubConnector } from '../support/stub-connector.ts';
import { createTeamsClient } from '../support/teams-client.ts';
import { connectorAddress } from '../support/token-issuer.ts';

/** What every activity comes with where tokens are checked. */
export interface Signed {
  readonly token: string;
  readonly serviceUrl: string;
}

export interface Layers {
  /** In production with tokens of an issuer on this machine; otherwise in development, where nobody is authenticated. */
  readonly guarded: boolean;
  /** Those that do nothing (`without.ts`). */
  readonly without: readonly string[];
}

/** The real bot as a process of its own, with some of its layers doing nothing. */
export async function openLayered(
  layers: Layers,
  env: Readonly<Record<string, string>>,
  stub: StubConnector,
): Promise<House & { readonly signed: Signed | undefined }> {
  let signed: Signed | undefined;
  const house = await openHouse({ env: { ...env, ...layeredEnvironment(layers, stub) } }, stub, bot => {
    signed = signedFor(bot, layers);
    return createTeamsClient({ botUrl: bot.messages, stub, ...(signed && { signed }) });
  });
  return { ...house, signed };
}

/** @param stub where the bot sends, and whose tenant it serves */
export function layeredEnvironment(
  layers: Layers,
  { tenant, url }: Pick<StubConnector, 'tenant' | 'url'>,
): Readonly<Record<string, string>> {
  const production = {
    RONDETAFEL_DEV: '0',
    MicrosoftAppId: '00000000-0000-4000-8000-00000000b070',
    MicrosoftAppTenantId: tenant,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppPassword: 'not-a-secret',
    RONDETAFEL_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  };
  return {
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--import=${new URL('./without.ts', import.meta.url).href}`,
    BENCH_STUB: url,
    BENCH_WITHOUT: replacedIn(layers).join(','),
    ...(layers.guarded && production),
  };
}

/** What to press with on a bot that just started so. Throws when a layer is there all the same. */
export function signedFor(bot: BotProcess, layers: Layers): Signed | undefined {
  const said = bot.output();
  for (const layer of replacedIn(layers))
    if (!said.split('\n').includes(`without ${layer}`)) throw new Error(`the bot has ${layer} all the same`);
  const [, token] = /^token (\S+)$/m.exec(said) ?? [];
  if (layers.guarded !== (token !== undefined)) throw new Error('a bot that checks tokens gives one to press with');
  return token === undefined ? undefined : { token, serviceUrl: connectorAddress };
}

function replacedIn({ guarded, without }: Layers): readonly string[] {
  return [...without, ...(guarded ? ['microsoft'] : [])];
}
