import { type House, openHouse } from '../support/round-table.ts';
import type { StubConnector } from '../support/stub-connector.ts';
import { createTeamsClient } from '../support/teams-client.ts';
import { connectorAddress } from '../support/token-issuer.ts';

export interface Layers {
  /** In production with tokens of an issuer on this machine; otherwise in development, where nobody is authenticated. */
  readonly guarded: boolean;
  /** Those that do nothing (`without.ts`). */
  readonly without: readonly string[];
}

/** The real bot as a process of its own, with some of its layers doing nothing. */
export async function openLayered(
  { guarded, without }: Layers,
  env: Readonly<Record<string, string>>,
  stub: StubConnector,
): Promise<House> {
  const replaced = [...without, ...(guarded ? ['microsoft'] : [])];
  const production = {
    RONDETAFEL_DEV: '0',
    MicrosoftAppId: '00000000-0000-4000-8000-00000000b070',
    MicrosoftAppTenantId: stub.tenant,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppPassword: 'not-a-secret',
    RONDETAFEL_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  };
  const bench = {
    LOG_LEVEL: 'error',
    NODE_OPTIONS: `--import=${new URL('./without.ts', import.meta.url).href}`,
    BENCH_STUB: stub.url,
    BENCH_WITHOUT: replaced.join(','),
  };
  return openHouse({ env: { ...env, ...bench, ...(guarded && production) } }, stub, bot => {
    const said = bot.output();
    for (const layer of replaced)
      if (!said.split('\n').includes(`without ${layer}`)) throw new Error(`the bot has ${layer} all the same`);
    const [, token] = /^token (\S+)$/m.exec(said) ?? [];
    if (guarded !== (token !== undefined)) throw new Error('a bot that checks tokens gives one to press with');
    const signed = token === undefined ? {} : { signed: { token, serviceUrl: connectorAddress } };
    return createTeamsClient({ botUrl: bot.messages, stub, ...signed });
  });
}
