import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { caseScope, createKeyRing } from '../../src/storage/case-keys.ts';
import { createKeyVaultMasterKey } from '../../src/storage/keys/key-vault.ts';
import type { MasterKey } from '../../src/storage/keys/master-key.ts';
import { createManagedIdentity } from '../../src/tokens/managed-identity.ts';
import { type FakeKeyVault, startFakeKeyVault } from '../support/fake-key-vault.ts';
import { createMemoryKeys } from '../support/memory-keys.ts';

/** Against a fake that speaks the documented protocol over HTTP; no vault of Azure was asked. */
describe('a master key in Azure Key Vault', () => {
  const place = { tenant: 't', scope: 'case:1', kind: 'key', position: 'k1' } as const;
  const options = { timeoutMs: 10_000, pausesMs: [1, 1] };
  let vault: FakeKeyVault;
  let master: MasterKey;
  beforeEach(async () => {
    vault = await startFakeKeyVault();
    master = createKeyVaultMasterKey(vault.key, vault.identity, options);
  });
  afterEach(() => vault.close());
  const asked = (what: string) => vault.calls.filter(call => call.what === what);

  it('wraps and unwraps in the vault, with the token of the managed identity', async () => {
    const key = randomBytes(32);
    const wrapped = await master.wrap(place, key);
    expect(wrapped).toHaveLength(256);
    expect(Buffer.from(await master.unwrap(place, wrapped))).toEqual(key);
    expect(vault.calls.map(({ what }) => what)).toEqual(['token', 'wrapkey', 'unwrapkey']);
    const [token] = vault.calls;
    expect(token?.headers['x-identity-header']).toBe(vault.identity.header);
    expect(token?.url.searchParams.get('client_id')).toBe(vault.identity.clientId);
    expect(asked('wrapkey')[0]?.body, 'the key goes there in the request only').toContain('RSA-OAEP-256');
  });

  it('is known by the address of that version of the key', () => {
    expect(master.id).toBe(vault.key);
  });

  it.each([
    ['another tenant', { ...place, tenant: 'other' }],
    ['another case', { ...place, scope: 'case:2' }],
    ['another key', { ...place, position: 'k2' }],
  ])('does not open a key in the place of %s', async (_, elsewhere) => {
    const wrapped = await master.wrap(place, randomBytes(32));
    await expect(master.unwrap(elsewhere, wrapped)).rejects.toMatchObject({ code: 'storage.damaged' });
  });

  it.each([
    ['one bit changed', (wrapped: Buffer) => wrapped.map((byte, at) => (at === 100 ? byte ^ 1 : byte))],
    ['its end missing', (wrapped: Buffer) => wrapped.subarray(0, 200)],
    ['something else', () => randomBytes(256)],
  ])('does not open a key with %s', async (_, change) => {
    const wrapped = change(Buffer.from(await master.wrap(place, randomBytes(32))));
    await expect(master.unwrap(place, wrapped)).rejects.toMatchObject({ code: 'storage.damaged' });
  });

  it('does not open what another version of the key wrapped', async () => {
    const next = createKeyVaultMasterKey(vault.nextKey, vault.identity, options);
    await expect(master.unwrap(place, await next.wrap(place, randomBytes(32)))).rejects.toMatchObject({
      code: 'storage.damaged',
    });
  });

  it.each([429, 500, 503, 'drop'] as const)('tries again after %s', async trouble => {
    vault.trouble('wrapkey', trouble, trouble);
    await expect(master.wrap(place, randomBytes(32))).resolves.toHaveLength(256);
    expect(asked('wrapkey')).toHaveLength(3);
  });

  it('tries again when no answer comes in time', async () => {
    await master.wrap(place, randomBytes(32));
    const hasty = createKeyVaultMasterKey(vault.key, vault.identity, { timeoutMs: 300, pausesMs: [1, 1, 1, 1, 1] });
    vault.trouble('wrapkey', 'hang');
    await expect(hasty.wrap(place, randomBytes(32))).resolves.toHaveLength(256);
  });

  it.each([429, 503, 'drop'] as const)('gives up after three times %s, and says that later may do', async trouble => {
    vault.trouble('wrapkey', trouble, trouble, trouble);
    await expect(master.wrap(place, randomBytes(32))).rejects.toMatchObject({
      name: 'AdapterError',
      code: 'keys.unavailable',
      retryable: true,
    });
  });

  it.each([
    ['wrapkey', 403],
    ['unwrapkey', 403],
    ['wrapkey', 404],
    ['wrapkey', 'otherKey'],
    ['wrapkey', 'garbage'],
  ] as const)('does not try again when %s answers %s, and quotes nothing of it', async (operation, trouble) => {
    const wrapped = await master.wrap(place, randomBytes(32));
    vault.trouble(operation, trouble);
    const refused = operation === 'wrapkey' ? master.wrap(place, randomBytes(32)) : master.unwrap(place, wrapped);
    await expect(refused).rejects.toMatchObject({
      code: 'keys.refused',
      retryable: false,
      message: expect.not.stringMatching(/canary/),
    });
  });

  it('follows no redirect with its token', async () => {
    vault.trouble('wrapkey', 'redirect', 'redirect', 'redirect');
    await expect(master.wrap(place, randomBytes(32))).rejects.toMatchObject({ code: 'keys.unavailable' });
    expect(asked('wrapkey'), 'three attempts, none at the other place').toHaveLength(3);
  });

  it('takes a new token once when the vault refuses the one it has', async () => {
    await master.wrap(place, randomBytes(32));
    vault.withdrawTokens();
    await expect(master.wrap(place, randomBytes(32))).resolves.toHaveLength(256);
    expect(asked('token')).toHaveLength(2);
    vault.trouble('wrapkey', 401, 401);
    await expect(master.wrap(place, randomBytes(32))).rejects.toMatchObject({ code: 'keys.refused' });
    expect(asked('token')).toHaveLength(3);
  });

  it('asks for one token for many calls, and for another before it ends', async () => {
    let time = Date.now();
    const identity = createManagedIdentity({ name: 'Keys', code: 'keys' }, vault.identity, 'https://vault.azure.net', {
      ...options,
      now: () => time,
    });
    const tokens = await Promise.all(Array.from({ length: 10 }, () => identity.token()));
    expect(new Set(tokens).size).toBe(1);
    time += (86_400 - 310) * 1_000;
    expect(await identity.token()).toBe(tokens[0]);
    time += 20_000;
    expect(await identity.token()).not.toBe(tokens[0]);
    expect(asked('token')).toHaveLength(2);
  });

  it('asks the endpoint of a virtual machine when the platform names none', async () => {
    const asked: Request[] = [];
    vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
      asked.push(new Request(url, init));
      return Response.json({ access_token: 'a token', expires_on: '4102444800' });
    });
    try {
      expect(
        await createManagedIdentity({ name: 'Keys', code: 'keys' }, {}, 'https://vault.azure.net', options).token(),
      ).toBe('a token');
    } finally {
      vi.unstubAllGlobals();
    }
    expect(asked.map(({ url }) => url)).toEqual([
      'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net',
    ]);
    expect(asked[0]?.headers.get('metadata')).toBe('true');
  });

  it.each([429, 410, 500] as const)('tries again when the identity endpoint answers %s', async trouble => {
    vault.trouble('token', trouble);
    await expect(master.wrap(place, randomBytes(32))).resolves.toHaveLength(256);
  });

  it.each([400, 403, 'garbage'] as const)('says so when the identity endpoint answers %s', async trouble => {
    vault.trouble('token', trouble);
    await expect(master.wrap(place, randomBytes(32))).rejects.toMatchObject({ code: 'keys.refused', retryable: false });
  });

  it('serves the key ring: one call a case, and none for a case at hand', async () => {
    const store = createMemoryKeys();
    const ring = createKeyRing(store, { current: master });
    const made = await ring.obtain('t', caseScope('1'));
    for (let time = 0; time < 5; time += 1) await ring.find('t', caseScope('1'));
    const calls = vault.calls.length;
    const fresh = createKeyRing(store, { current: master });
    expect(await fresh.find('t', caseScope('1'))).toEqual(made);
    await fresh.find('t', caseScope('1'));
    expect(vault.calls.length).toBe(calls + 1);
    await expect(fresh.verify()).resolves.toEqual({ underOld: 0, damaged: 0 });
  });

  it('shows at the start that the vault does not let us in', async () => {
    vault.trouble('wrapkey', 403);
    await expect(createKeyRing(createMemoryKeys(), { current: master }).verify()).rejects.toMatchObject({
      code: 'keys.refused',
      message: expect.stringContaining('Key Vault Crypto Service Encryption User'),
    });
  });
});
