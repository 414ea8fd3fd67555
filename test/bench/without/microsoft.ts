import type { BotFrameworkAuthentication } from 'botframework-connector';
import type { ConnectorHttp, Registration } from '../../../src/teams/authentication.ts';
import { connectorAddress, startTokenIssuer } from '../../support/token-issuer.ts';

// biome-ignore lint/performance/noBarrelFile: it stands in the place of that module.
export { type ConnectorHttp, checked, type Received, type Registration } from '../../../src/teams/authentication.ts';

const issuer = await startTokenIssuer();

/** A bot in production with keys from an issuer in this process; it says the token that is to be sent to it, once. */
export function microsoftAuthentication(_: Registration | undefined, http: ConnectorHttp): BotFrameworkAuthentication {
  process.stdout.write(`token ${issuer.token()}\n`);
  return issuer.authentication(http);
}

// What is sent to Microsoft's address goes to the stub.
const real = globalThis.fetch;
globalThis.fetch = (input, init) =>
  real(typeof input === 'string' ? input.replace(connectorAddress, `${process.env.BENCH_STUB}/`) : input, init);
