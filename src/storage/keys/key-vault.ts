import { createHash, timingSafeEqual } from 'node:crypto';
import { AdapterError } from '../../ports/adapter-error.ts';
import { type Answer, type CallOptions, call, patience, textIn } from '../../tokens/call.ts';
import { createManagedIdentity, type IdentitySettings } from '../../tokens/managed-identity.ts';
import type { TokenSource } from '../../tokens/token-source.ts';
import type { Place } from '../sealing.ts';
import { damagedKey } from './key-store.ts';
import type { MasterKey } from './master-key.ts';

const area = { name: 'Keys', code: 'keys' };
const apiVersion = '7.4';
const algorithm = 'RSA-OAEP-256';
const keyLength = 32;

/**
 * An RSA key in Azure Key Vault as the master key: it never leaves the vault, which wraps and unwraps for us and keeps its own log of
 * it. The vault binds no place to what it wraps, so a digest of the place is wrapped with the key and compared afterwards.
 * @param key the identifier of one version of the key, as the portal shows it: `https://<vault>/keys/<name>/<version>`
 */
export function createKeyVaultMasterKey(
  key: string,
  settings: IdentitySettings,
  options: CallOptions = patience,
): MasterKey {
  const identity = createManagedIdentity(area, settings, audienceOf(key), options);

  async function ask(operation: 'wrapkey' | 'unwrapkey', value: Uint8Array): Promise<Buffer> {
    const body = JSON.stringify({ alg: algorithm, value: Buffer.from(value).toString('base64url') });
    const url = new URL(`${key}/${operation}?api-version=${apiVersion}`);
    let answer = await post(url, body, identity, options);
    if (answer.status === 401) {
      // A token may be withdrawn before its time.
      identity.forget();
      answer = await post(url, body, identity, options);
    }
    const result = textIn(answer.body, 'value');
    if (answer.status !== 200 || result === undefined) throw refusal(operation, answer);
    if (textIn(answer.body, 'kid') !== key)
      throw new AdapterError('Keys: the key vault answered with another key', { code: 'keys.refused' });
    return Buffer.from(result, 'base64url');
  }

  return {
    id: key,
    wrap: (place, bytes) => ask('wrapkey', Buffer.concat([bytes, digestOf(place)])),
    async unwrap(place, wrapped) {
      const opened = await ask('unwrapkey', wrapped);
      const belongs = opened.length === keyLength + 32 && timingSafeEqual(opened.subarray(keyLength), digestOf(place));
      if (!belongs) throw damagedKey('a wrapped key does not open in its place');
      return opened.subarray(0, keyLength);
    },
  };
}

/** The name of the vault's service in a token: `https://vault.azure.net`, or that of another cloud. */
function audienceOf(key: string): string {
  return `https://${new URL(key).hostname.split('.').slice(1).join('.')}`;
}

function digestOf({ tenant, scope, kind, position }: Place): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([tenant, scope, kind, position]))
    .digest();
}

async function post(url: URL, body: string, identity: TokenSource, options: CallOptions): Promise<Answer> {
  const headers = { authorization: `Bearer ${await identity.token()}`, 'content-type': 'application/json' };
  return call(area, 'the key vault', url, { method: 'POST', headers, body }, options);
}

/** What to unwrap is the only thing of ours that a vault can find fault with; for the rest somebody has to look at its settings. */
function refusal(operation: 'wrapkey' | 'unwrapkey', { status, body }: Answer): AdapterError {
  if (status === 400 && operation === 'unwrapkey') return damagedKey('a wrapped key does not open in its place');
  const error: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : undefined;
  const code = textIn(error, 'code') ?? '';
  const said = /^\w{1,40}$/.test(code) ? `${status} ${code}` : String(status);
  return new AdapterError(
    `Keys: the key vault refuses to ${operation} (${said}). The identity of the bot needs the role Key Vault Crypto Service Encryption User on the key`,
    { code: 'keys.refused' },
  );
}
