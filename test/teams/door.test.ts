import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { executeActivity, groupActivity, tenant, wijkagent } from '../support/activities.ts';
import { foreignTenant, guestTenant, openGuardedDoor } from '../support/guarded-door.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { connectorAddress, ownClaims, type Signing } from '../support/token-issuer.ts';

type Door = Awaited<ReturnType<typeof openGuardedDoor>>;
type Fields = Readonly<Record<string, unknown>>;

const bodies: Readonly<Record<number, string>> = {
  400: '{"error":"bad request"}',
  401: '{"error":"unauthorized"}',
  403: '{"error":"forbidden"}',
  503: '{"error":"unavailable"}',
};
const inTenant = (id: unknown) => ({
  conversation: { id: '19:c@thread.v2', tenantId: id },
  channelData: { tenant: { id } },
});
const now = () => Math.floor(Date.now() / 1000);

let door: Door;
beforeAll(async () => {
  door = await openGuardedDoor();
  // botbuilder prints every bad token; `quiet-process.ts` keeps that out of a real process.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await door.close();
});

const bearer = (claims?: Fields, how?: Signing) => `Bearer ${door.issuer.token(door.issuer.claims(claims), how)}`;
const own = (changes?: Fields) => `Bearer ${door.issuer.token(ownClaims(tenant, changes), { key: 'emulator' })}`;
const tampered = (token: string) => token.replace(/[^.]{6}$/, 'AAAAAA');

async function isRefused(status: number, authorization: string | undefined, activity?: unknown): Promise<void> {
  expect(await door.knock(authorization, activity)).toEqual({ status, body: bodies[status], turns: 0 });
  expect(door.outgoing()).toEqual([]);
}

const jku = 'https://evil.example/keys';
const jwk = { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'rogue', use: 'sig', alg: 'RS256' };

describe("botbuilder's check behind the guard, with the keys of a local issuer", () => {
  it.each<[string, () => string, Fields]>([
    ['a token as the Bot Connector makes it', () => bearer(), {}],
    ['the same token and activity once more: the store knows the press', () => bearer(), {}],
    ['four minutes past its expiry, for clocks differ', () => bearer({ exp: now() - 240 }), {}],
    ['valid in four minutes, for clocks differ', () => bearer({ nbf: now() + 240 }), {}],
    ['a key without endorsements, which is Microsoft’s all the same', () => bearer({}, { key: 'unendorsed' }), {}],
    [
      'a guest’s tenant that is on the list',
      () => bearer(),
      { from: { id: '29:x', name: 'gast', aadObjectId: wijkagent, tenantId: guestTenant } },
    ],
    ['a chat of a tenant that is on the list', () => bearer(), inTenant(guestTenant)],
    ['a tenant in the token that is on the list', () => bearer({ tid: tenant }), {}],
  ])('let in: %s', async (_name, authorization, fields) => {
    expect(await door.knock(authorization(), executeActivity({ action: {} }, fields))).toMatchObject({
      status: 200,
      turns: 1,
    });
    // Who lets somebody in sends nothing by that alone.
    expect(door.outgoing()).toEqual([]);
  });

  it.each<[string, () => string | undefined]>([
    ['no Authorization', () => undefined],
    ['an empty Authorization', () => ''],
    ['an empty bearer', () => 'Bearer '],
    ['a lower-case bearer', () => bearer().replace('Bearer', 'bearer')],
    ['another scheme', () => bearer().replace('Bearer', 'Basic')],
    ['two tokens', () => `${bearer()}, ${bearer()}`],
    ['garbage', () => 'Bearer abc.def.ghi'],
    ['a fourth part', () => `${bearer()}.AAAA`],
    ['no signature', () => bearer().replace(/[^.]+$/, '')],
    ['alg none', () => bearer({}, { algorithm: 'none' })],
    ['alg None without a key id', () => bearer({}, { algorithm: 'none', header: { alg: 'None', kid: undefined } })],
    ['HS256 with the public key (spki)', () => bearer({}, { algorithm: 'HS256' })],
    ['HS256 with the public key (pkcs1)', () => bearer({}, { algorithm: 'HS256', secret: 'pkcs1' })],
    ['HS256 that says it is RS256', () => bearer({}, { algorithm: 'HS256', header: { alg: 'RS256' } })],
    ['RS512', () => bearer({}, { algorithm: 'RS512' })],
    ['PS256', () => bearer({}, { algorithm: 'PS256' })],
    ['another key under a known id', () => bearer({}, { key: 'rogue', header: { kid: 'teams' } })],
    ['an unknown key', () => bearer({}, { key: 'rogue' })],
    [
      'a key that it brings along, or says where to get',
      () => bearer({}, { key: 'rogue', header: { jwk, jku, x5u: jku } }),
    ],
    ['no key id', () => bearer({}, { header: { kid: undefined } })],
    ['a key id that is a list', () => bearer({}, { header: { kid: ['teams'] } })],
    ['a signature changed at its end', () => tampered(bearer())],
    ['claims changed after signing', () => changedClaims(bearer())],
    ['another audience', () => bearer({ aud: '99999999-2222-4333-8444-555555555555' })],
    ['a list of audiences', () => bearer({ aud: ['x', door.issuer.appId] })],
    ['no audience', () => bearer({ aud: undefined })],
    ['an empty audience', () => bearer({ aud: '' })],
    ['another issuer', () => bearer({ iss: 'https://evil.example' })],
    ['a list of issuers', () => bearer({ iss: ['https://api.botframework.com'] })],
    ['the government’s issuer', () => bearer({ iss: 'https://api.botframework.us' })],
    ['no issuer', () => bearer({ iss: undefined })],
    ['expired an hour ago', () => bearer({ nbf: now() - 7200, exp: now() - 3600 })],
    ['no expiry', () => bearer({ exp: undefined })],
    ['an expiry in words', () => bearer({ exp: String(now() + 3600) })],
    ['valid in an hour', () => bearer({ nbf: now() + 3600, exp: now() + 7200 })],
    ['a start in words', () => bearer({ nbf: 'soon' })],
    ['no service URL in the token', () => bearer({ serviceurl: undefined })],
    ['another service URL in the token', () => bearer({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
    ['the same service URL but for a slash', () => bearer({ serviceurl: connectorAddress.slice(0, -1) })],
    ['a key endorsed for another channel', () => bearer({}, { key: 'webchat' })],
    ['a tenant in the token that is not ours', () => bearer({ tid: foreignTenant })],
    ['the claims of a skill', () => bearer({ ver: '2.0', azp: '99999999-2222-4333-8444-555555555555' })],
    ['the bot’s own token for the connector', () => own()],
    ['the bot’s own token for Graph', () => own({ aud: 'https://graph.microsoft.com' })],
    ['a token made with the bot’s secret, for the bot', () => own({ aud: door.issuer.appId })],
    ['one for the bot with the service URL in it', () => own({ aud: door.issuer.appId, serviceurl: connectorAddress })],
    ['one of another app', () => own({ appid: 'other' })],
    ['one of another tenant', () => own({ tid: foreignTenant, iss: `https://sts.windows.net/${foreignTenant}/` })],
    ['12,000 characters', () => `Bearer ${'a'.repeat(4_000)}.${'b'.repeat(4_000)}.${'c'.repeat(4_000)}`],
  ])('refuse with 401 a token: %s', async (_name, authorization) => {
    await isRefused(401, authorization());
  });

  it.each<[number, string, unknown]>([
    [401, 'no service URL', groupActivity({ serviceUrl: undefined })],
    [401, 'an empty service URL', groupActivity({ serviceUrl: '' })],
    [401, 'a service URL that is a list', groupActivity({ serviceUrl: [connectorAddress] })],
    [401, 'another service URL', groupActivity({ serviceUrl: 'https://evil.example/' })],
    [401, 'another service URL of Teams', groupActivity({ serviceUrl: 'https://smba.trafficmanager.net/amer/' })],
    [401, 'another channel', groupActivity({ channelId: 'slack' })],
    [401, 'the channel webchat', groupActivity({ channelId: 'webchat' })],
    [401, 'the emulator’s channel', groupActivity({ channelId: 'emulator' })],
    [401, 'a channel of Azure’s own', groupActivity({ channelId: 'AseChannel' })],
    [401, 'an empty channel', groupActivity({ channelId: '' })],
    [401, 'no channel', groupActivity({ channelId: undefined })],
    [403, 'a foreign tenant', groupActivity(inTenant(foreignTenant))],
    [403, 'a foreign tenant in the chat only', groupActivity({ conversation: { id: 'c', tenantId: foreignTenant } })],
    [
      403,
      'a foreign tenant in the channel data only',
      groupActivity({ channelData: { tenant: { id: foreignTenant } } }),
    ],
    [403, 'a sender of a foreign tenant', groupActivity({ from: { id: '29:x', tenantId: foreignTenant } })],
    [403, 'an empty tenant', groupActivity(inTenant(''))],
    [403, 'a tenant that is a list', groupActivity(inTenant([tenant]))],
    [403, 'no tenant', groupActivity({ conversation: { id: 'c' }, channelData: {} })],
    [400, 'no type', groupActivity({ type: undefined })],
    [400, 'a type that is a number', groupActivity({ type: 5 })],
    [400, 'nothing in it', {}],
    [400, 'the form of a list', []],
    [400, 'no JSON', '{{{'],
    [400, 'null', null],
  ])('refuse with %i an activity with %s', async (status, _name, activity) => {
    await isRefused(status, bearer(), activity);
  });

  it.each([
    'http://smba.trafficmanager.net/emea/',
    'http://127.0.0.1:1/',
    'https://evil.example/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evilsmba.trafficmanager.net/',
    'https://evil.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://user:word@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://smba.trafficmanager.net./emea/',
    'https://smba.trafficmanager.net\\@evil.example/',
  ])('refuse a signed address that is not of Teams: %s', async serviceUrl => {
    await isRefused(401, bearer({ serviceurl: serviceUrl }), groupActivity({ serviceUrl }));
  });

  it('refuse a signed address where a listener waits for our token, and never call it', async () => {
    await isRefused(401, bearer({ serviceurl: door.stub.url }), groupActivity({ serviceUrl: door.stub.url }));
    expect(door.stub.requests).toEqual([]);
  });

  it('take one meaning from a key that stands there twice', async () => {
    const text = JSON.stringify(groupActivity());
    const twice = (field: string) => `${text.slice(0, -1)},${field}}`;
    await isRefused(401, bearer(), twice(`"serviceUrl":"${door.stub.url}"`));
    await isRefused(403, bearer(), twice(`"conversation":{"id":"c","tenantId":"${foreignTenant}"}`));
  });

  it('log how many were refused and why, a line a minute at most, and nothing of what was sent', async () => {
    for (let round = 0; round < 50; round++) await door.knock('Bearer canary-token', { type: 'canary-type' });
    const lines = door.log.lines.join('\n');
    expect(lines).toContain('warn teams.refused {"status":401,"times":1}');
    expect(door.log.lines.length).toBeLessThan(10);
    expect(lines).not.toMatch(/canary|Bearer|@/);
  });

  function changedClaims(token: string): string {
    const [head, , signature] = token.split('.');
    const claims = Buffer.from(JSON.stringify(door.issuer.claims({ exp: now() + 99_999 }))).toString('base64url');
    return `${head}.${claims}.${signature}`;
  }
});

describe('what is stored', () => {
  const chat = { tenant, id: '19:c@thread.v2', kind: 'groupChat', botId: '28:bot', language: 'nl' } as const;

  it.each([
    ['serviceUrl', { ...chat, serviceUrl: 'https://evil.example/' }],
    ['serviceUrl', { ...chat, serviceUrl: 'http://smba.trafficmanager.net/emea/' }],
    ['tenant', { ...chat, serviceUrl: connectorAddress, tenant: foreignTenant }],
  ])('is checked again before every send (%s)', async (code, stored) => {
    await door.conversations.save(stored);
    const refused = { name: 'AdapterError', code, retryable: false };
    await expect(door.chat.post(stored, { kind: 'line', text: 'x' })).rejects.toMatchObject(refused);
    await expect(door.chat.edit(stored, '1', { kind: 'line', text: 'x' })).rejects.toMatchObject(refused);
    await expect(door.roster.members(stored.tenant, stored.id)).rejects.toMatchObject(refused);
    await expect(door.chat.personalChat(stored, wijkagent)).rejects.toMatchObject(refused);
    expect(door.outgoing()).toEqual([]);
  });
});

describe('a key server that', () => {
  let other: Door;
  afterEach(() => other.close());
  const signed = () => `Bearer ${other.issuer.token()}`;

  it.each(['away', 'garbled'] as const)('is %s: 503 and nothing else, and good again when it is back', async state => {
    other = await openGuardedDoor();
    other.issuer.become(state);
    expect(await other.knock(signed())).toEqual({ status: 503, body: bodies[503], turns: 0 });
    // What can be refused without keys still is.
    expect(await other.knock(undefined)).toEqual({ status: 401, body: bodies[401], turns: 0 });
    other.issuer.become('well');
    expect(await other.knock(signed())).toMatchObject({ status: 200, turns: 1 });
    expect(other.outgoing()).toEqual([]);
  });

  it('never answers: 503 in time, and the turn does not run later either', async () => {
    other = await openGuardedDoor({ checkWithinMs: 500 });
    other.issuer.become('silent');
    expect(await other.knock(signed())).toEqual({ status: 503, body: bodies[503], turns: 0 });
    other.issuer.become('well');
    // The first check goes on ahead of this one, and its turn would come before.
    expect(await other.knock(signed())).toMatchObject({ status: 200, turns: 1 });
    expect(other.outgoing()).toEqual([]);
  });
});

describe('a registration without an app id', () => {
  it.each(['', ' '])('makes no adapter (%j), for botbuilder would check nothing', appId => {
    const log = createKeptLog();
    const make = (type: 'SingleTenant' | 'UserAssignedMSI') =>
      createTeamsAdapter({
        log,
        registration: { appId, tenantId: tenant, type, ...(type === 'SingleTenant' && { password: 'x' }) },
      });
    expect(() => make('SingleTenant')).toThrow();
    expect(() => make('UserAssignedMSI')).toThrow();
  });
});
