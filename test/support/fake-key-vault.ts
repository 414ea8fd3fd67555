import { constants, generateKeyPairSync, privateDecrypt, publicEncrypt, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the fake was asked. */
export interface VaultCall {
  readonly what: 'token' | 'wrapkey' | 'unwrapkey';
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** How the next calls of a kind are answered instead of well, one entry a call. `hang`: never. */
export type Trouble = number | 'drop' | 'hang' | 'redirect' | 'otherKey' | 'garbage';

export interface FakeKeyVault {
  /** Identifier of a key, with its version, as a configuration has it. */
  readonly key: string;
  /** A second version of the same key, with another key pair. */
  readonly nextKey: string;
  readonly identity: { readonly endpoint: string; readonly header: string; readonly clientId: string };
  readonly calls: VaultCall[];
  trouble(what: VaultCall['what'], ...next: readonly Trouble[]): void;
  /** Tokens that were given out count no more. */
  withdrawTokens(): void;
  /** Seconds that a new token lasts. */
  tokensLast(seconds: number): void;
  close(): Promise<void>;
}

/** Made once: an RSA key takes a while. */
const versions = new Map(
  ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'].map(version => [
    version,
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ]),
);

/**
 * A fake of Azure Key Vault and of the managed identity endpoint of App Service, as far as their documentation goes: the REST
 * operations wrapkey and unwrapkey (api-version 7.4, RSA-OAEP-256, base64url), bearer tokens, error bodies. It isn't the service:
 * it shows that we speak the protocol, not that Azure would agree.
 */
export async function startFakeKeyVault(): Promise<FakeKeyVault> {
  const header = randomUUID();
  const calls: VaultCall[] = [];
  const troubles: { what: VaultCall['what']; trouble: Trouble }[] = [];
  let tokens = new Set<string>();
  let lifetime = 86_400;

  function nextTrouble(what: VaultCall['what']): Trouble | undefined {
    const position = troubles.findIndex(one => one.what === what);
    return position < 0 ? undefined : troubles.splice(position, 1)[0]?.trouble;
  }

  function giveToken(request: IncomingMessage, url: URL): Reply {
    const asked = url.searchParams;
    const proper = request.headers['x-identity-header'] === header && asked.get('api-version') === '2019-08-01';
    if (!proper || !asked.get('resource')?.startsWith('https://')) return { status: 400, body: {} };
    const token = randomUUID();
    tokens.add(token);
    const expires_on = String(Math.floor(Date.now() / 1_000) + lifetime);
    return {
      status: 200,
      body: { access_token: token, expires_on, resource: asked.get('resource'), token_type: 'Bearer' },
    };
  }

  function operate(request: IncomingMessage, url: URL, body: string, base: string): Reply {
    const [, , name = '', version = '', operation = ''] = url.pathname.split('/');
    const pair = versions.get(version);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !tokens.has(token)) return failure(401, 'Unauthorized');
    if (request.method !== 'POST' || url.searchParams.get('api-version') !== '7.4') return failure(400, 'BadParameter');
    if (pair === undefined || name !== 'rondetafel') return failure(404, 'KeyNotFound');
    const { alg, value } = JSON.parse(body) as { alg: string; value: string };
    if (alg !== 'RSA-OAEP-256' || !/^[\w-]+$/.test(value)) return failure(400, 'BadParameter');
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    try {
      const bytes = Buffer.from(value, 'base64url');
      const result =
        operation === 'wrapkey'
          ? publicEncrypt({ key: pair.publicKey, ...padding }, bytes)
          : privateDecrypt({ key: pair.privateKey, ...padding }, bytes);
      return { status: 200, body: { kid: `${base}/keys/${name}/${version}`, value: result.toString('base64url') } };
    } catch {
      return failure(400, 'BadParameter');
    }
  }

  const server = createServer(async (request, response) => {
    const base = `http://${request.headers.host}`;
    const url = new URL(request.url ?? '/', base);
    const body = await text(request);
    const what = url.pathname === '/identity' ? 'token' : url.pathname.endsWith('/unwrapkey') ? 'unwrapkey' : 'wrapkey';
    calls.push({ what, url, headers: request.headers, body });
    const trouble = nextTrouble(what);
    if (trouble === 'hang') return;
    if (trouble === 'drop') return void request.socket.destroy();
    // Not chained: restify, when it's loaded in the same worker, lets writeHead answer nothing.
    if (trouble === 'redirect') {
      response.writeHead(307, { location: `${base}${request.url}` });
      return void response.end();
    }
    if (trouble === 'garbage') return void response.end('<html>');
    const answer = what === 'token' ? () => giveToken(request, url) : () => operate(request, url, body, base);
    const reply = typeof trouble === 'number' ? failure(trouble, 'Trouble') : answer();
    if (trouble === 'otherKey') reply.body.kid = `${base}/keys/another/0`;
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [first, second] = [...versions.keys()].map(version => `${base}/keys/rondetafel/${version}`);

  return {
    key: first ?? '',
    nextKey: second ?? '',
    identity: { endpoint: `${base}/identity`, header, clientId: 'the identity of the bot' },
    calls,
    trouble: (what, ...next) => void troubles.push(...next.map(trouble => ({ what, trouble }))),
    withdrawTokens() {
      tokens = new Set();
    },
    tokensLast(seconds) {
      lifetime = seconds;
    },
    close() {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

function failure(status: number, code: string): Reply {
  return { status, body: { error: { code, message: 'a canary of an error message' } } };
}
