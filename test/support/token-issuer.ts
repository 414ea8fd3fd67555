import {
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  type KeyPairKeyObjectResult,
  randomUUID,
  sign,
} from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type BotFrameworkAuthentication,
  MicrosoftAppCredentials,
  PasswordServiceClientCredentialFactory,
} from 'botframework-connector';
import type { ConnectorHttp } from '../../src/teams/authentication.ts';

/**
 * A fake of Microsoft's token service: it speaks OpenID configuration and JWKS over HTTP on this machine, and signs what a test
 * wants signed. botbuilder's own check runs against it.
 */
export interface TokenIssuer {
  readonly appId: string;
  /** What an adapter takes as `authentication`: botbuilder's own check, with the keys of this issuer. */
  authentication(http: ConnectorHttp): BotFrameworkAuthentication;
  /** The claims of the Bot Connector; `undefined` leaves one out. */
  claims(changes?: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** A signed token, with the key, the header and the algorithm asked for. */
  token(claims?: Readonly<Record<string, unknown>>, how?: Signing): string;
  /** Whether that origin is this issuer. */
  isAt(origin: string): boolean;
  /** From now on: answers; 503; lets everybody wait until it's well again; something that isn't JSON. */
  become(state: 'well' | 'away' | 'silent' | 'garbled'): void;
  close(): Promise<void>;
}

export type KeyName = 'teams' | 'webchat' | 'unendorsed' | 'emulator' | 'rogue';

export interface Signing {
  /** @default 'teams' */
  readonly key?: KeyName;
  /** @default 'RS256' */
  readonly algorithm?: 'RS256' | 'RS512' | 'PS256' | 'HS256' | 'none';
  /** For HS256: how the public key is written that serves as secret. */
  readonly secret?: 'spki' | 'pkcs1';
  readonly header?: Readonly<Record<string, unknown>>;
}

export const connectorAddress = 'https://smba.trafficmanager.net/emea/';
const appId = '00000000-0000-4000-8000-00000000b070';
const published: readonly { name: KeyName; at: 'channel' | 'emulator'; endorsements?: readonly string[] }[] = [
  { name: 'teams', at: 'channel', endorsements: ['msteams', 'webchat'] },
  { name: 'webchat', at: 'channel', endorsements: ['webchat'] },
  { name: 'unendorsed', at: 'channel' },
  { name: 'emulator', at: 'emulator' },
];

/** The claims of a token that the bot gets for itself, with its own secret, from Microsoft's directory. */
export function ownClaims(tenantId: string, changes: Readonly<Record<string, unknown>> = {}) {
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: `https://sts.windows.net/${tenantId}/`, tid: tenantId, aud: 'https://api.botframework.com' };
  return { ...usual, appid: appId, ver: '1.0', nbf: now - 10, exp: now + 3600, ...changes };
}

/** Made when first asked for: a key pair takes a tenth of a second. */
const keys = new Map<KeyName, KeyPairKeyObjectResult>();
function keyOf(name: KeyName): KeyPairKeyObjectResult {
  const pair = keys.get(name) ?? generateKeyPairSync('rsa', { modulusLength: 2048 });
  keys.set(name, pair);
  return pair;
}

export async function startTokenIssuer(): Promise<TokenIssuer> {
  let state: Parameters<TokenIssuer['become']>[0] = 'well';
  const waiting: (() => void)[] = [];

  const server = http.createServer((request, response) => {
    if (state === 'silent') waiting.push(() => answer(request, response));
    else answer(request, response);
  });
  function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const [, place = '', what] = (request.url ?? '').split('/');
    response.writeHead(state === 'away' ? 503 : 200, { 'content-type': 'application/json' });
    if (state !== 'well') response.end(state === 'away' ? '{}' : '<html>');
    else response.end(JSON.stringify(what === 'keys' ? { keys: keySet(place) } : configuration(place)));
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // botbuilder keeps keys per address for the life of the process; a port may come back.
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = randomUUID();

  const keySet = (place: string) =>
    published
      .filter(({ at }) => place.startsWith(at))
      .map(({ name, endorsements }) => ({
        ...keyOf(name).publicKey.export({ format: 'jwk' }),
        ...{ kid: name, use: 'sig', alg: 'RS256' },
        ...(endorsements !== undefined && { endorsements }),
      }));
  const configuration = (place: string) => ({
    issuer: 'https://api.botframework.com',
    jwks_uri: `${base}/${place}/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
  });

  const issuer: TokenIssuer = {
    appId,
    authentication: httpClient =>
      new ConfigurationBotFrameworkAuthentication(
        {
          MicrosoftAppType: 'SingleTenant',
          MicrosoftAppId: appId,
          ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
          ToChannelFromBotOAuthScope: 'https://api.botframework.com',
          ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
          OAuthUrl: 'https://api.botframework.com',
          ToBotFromChannelOpenIdMetadataUrl: `${base}/channel-${run}/configuration`,
          ToBotFromEmulatorOpenIdMetadataUrl: `${base}/emulator-${run}/configuration`,
          ValidateAuthority: 'true',
          CallerId: 'urn:botframework:azure',
        },
        new FixedCredentials(appId, 'not-a-secret'),
        undefined,
        undefined,
        { httpClient },
      ),
    claims(changes = {}) {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: 'https://api.botframework.com', aud: appId, serviceurl: connectorAddress };
      return { ...usual, nbf: now - 10, exp: now + 3600, ...changes };
    },
    token(claims = issuer.claims(), { key = 'teams', algorithm = 'RS256', secret = 'spki', header = {} } = {}) {
      const head = part({ typ: 'JWT', alg: algorithm, kid: key, ...header });
      const signed = `${head}.${part(claims)}`;
      const { privateKey, publicKey } = keyOf(key);
      return `${signed}.${signature(signed, algorithm, privateKey, publicKey.export({ type: secret, format: 'pem' }))}`;
    },
    isAt: origin => origin === base,
    become(next) {
      state = next;
      if (state !== 'silent') for (const go of waiting.splice(0)) go();
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

/** What the bot sends with, without asking Microsoft for it. */
class FixedCredentials extends PasswordServiceClientCredentialFactory {
  override async createCredentials(): Promise<MicrosoftAppCredentials> {
    const credentials = new MicrosoftAppCredentials(appId, '');
    credentials.signRequest = async request => {
      request.headers.set('authorization', 'Bearer outgoing-token-canary');
      return request;
    };
    return credentials;
  }
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signature(text: string, algorithm: string, privateKey: KeyObject, publicPem: string | Buffer): string {
  const data = Buffer.from(text);
  switch (algorithm) {
    case 'none':
      return '';
    case 'HS256':
      return createHmac('sha256', publicPem).update(data).digest('base64url');
    case 'PS256':
      return sign('sha256', data, { key: privateKey, padding: 6, saltLength: 32 }).toString('base64url');
    default:
      return sign(algorithm === 'RS512' ? 'sha512' : 'sha256', data, privateKey).toString('base64url');
  }
}
