import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ToBotFromBotOrEmulatorTokenValidationParameters as botbuilderRemembers } from 'botframework-connector';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { groupActivity } from '../support/activities.ts';
import { openGuardedDoor } from '../support/guarded-door.ts';
import { heldMegabytes } from '../support/memory.ts';
import { crowd, rawStatus } from '../support/raw-client.ts';
import { ownClaims } from '../support/token-issuer.ts';

let door: Awaited<ReturnType<typeof openGuardedDoor>>;
beforeAll(async () => {
  door = await openGuardedDoor();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await door.close();
});

const json = { 'content-type': 'application/json' };

/** Sends a body piece by piece and gives the status, or what became of the connection. */
async function stream(pieces: Iterable<Uint8Array>, headers: Readonly<Record<string, string>>): Promise<number> {
  const sent = httpRequest(`${door.origin}/api/messages`, { method: 'POST', headers: { ...json, ...headers } });
  const answered = once(sent, 'response');
  let isAnswered = false;
  answered.then(
    () => {
      isAnswered = true;
    },
    () => undefined,
  );
  for (const piece of pieces) {
    if (isAnswered) break;
    if (!sent.write(piece)) await Promise.race([once(sent, 'drain'), answered]);
  }
  sent.end();
  const [response] = await answered;
  response.resume();
  sent.destroy();
  return response.statusCode;
}

describe('a body', () => {
  /** A hundred megabytes, packed into a tenth of one. */
  const bomb = gzipSync(new Uint8Array(100 * 2 ** 20));

  function* megabytes(count: number): Generator<Uint8Array> {
    const piece = new Uint8Array(64 * 1024).fill(0x78);
    for (let index = 0; index < count * 16; index++) yield piece;
  }

  it.each([
    ['with its length told', { 'content-length': String(200 * 2 ** 20) }],
    ['with its length untold', {}],
  ])('of 200 MB, %s, is answered 413 and leaves memory as it was', async (_name, headers) => {
    const before = await heldMegabytes();
    for (let round = 0; round < 3; round++) expect(await stream(megabytes(200), headers)).toBe(413);
    expect((await heldMegabytes()) - before).toBeLessThan(10);
  });

  it.each(['gzip', 'br', 'deflate', 'x-gzip', 'gzip, identity', 'zstd'])(
    'that is packed (%s) is answered 415 without being unpacked',
    async encoding => {
      const before = await heldMegabytes();
      for (let round = 0; round < 3; round++) expect(await stream([bomb], { 'content-encoding': encoding })).toBe(415);
      expect((await heldMegabytes()) - before).toBeLessThan(10);
    },
  );

  it('that nests 50,000 deep is answered 400, in lists, in objects, and with the brackets in words let be', async () => {
    const token = `Bearer ${door.issuer.token()}`;
    const lists = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const objects = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`;
    for (const deep of [lists, objects, '['.repeat(200_000), `{"type":"message","value":${lists}}`])
      expect((await door.knock(token, deep)).status).toBe(400);
    const words = groupActivity({ text: `<at>Rondetafel</at> ${'[{"'.repeat(1_000)}` });
    expect(await door.knock(token, words)).toMatchObject({ status: 200, turns: 1 });
  });

  it.each([
    '{"type":"message","__proto__":{"isAdmin":true,"channelId":"msteams"}}',
    '{"type":"message","constructor":{"prototype":{"isAdmin":true}}}',
    '{"__proto__":{"type":"message"}}',
    '{"type":"invoke","name":"adaptiveCard/action","value":{"action":{"data":{"__proto__":{"isAdmin":true}}}}}',
  ])('with %s changes nothing that others inherit', async body => {
    const token = `Bearer ${door.issuer.token()}`;
    const activity = JSON.stringify(groupActivity()).replace(/^\{/, `${body.slice(0, -1)},`);
    expect([400, 401]).toContain((await door.knock(token, body)).status);
    expect((await door.knock(token, activity)).status).toBeLessThan(500);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each<[string, string, number]>([
    ['an invalid byte', '7b2274797065223a22ff227d', 400],
    ['half a character', '7b2274797065223a22c3227d', 400],
    ['half a surrogate in bytes', '7b2274797065223a22eda080227d', 400],
    ['an overlong slash', '7b2274797065223a22c0af227d', 400],
    ['UTF-16', 'fffe7b0022006100220003a', 400],
    ['a zero byte', '7b007d', 400],
  ])('with %s is answered %3$i', async (_name, hex, status) => {
    expect(await stream([Buffer.from(hex, 'hex')], {})).toBe(status);
  });

  it('that begins with a byte order mark means what it means without', async () => {
    const token = `Bearer ${door.issuer.token()}`;
    const activity = `\u{feff}${JSON.stringify(groupActivity())}`;
    expect(await door.knock(token, activity)).toMatchObject({ status: 200, turns: 1 });
    expect((await door.knock(undefined, activity)).status).toBe(401);
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/jsonx',
    'multipart/form-data; boundary=x',
    'application/json-patch+json',
  ])('of type %s is answered 415', async type => {
    expect((await door.knock(undefined, groupActivity(), { 'content-type': type })).status).toBe(415);
  });

  it('that stays away is not waited for by others', async () => {
    const slow = httpRequest(`${door.origin}/api/messages`, {
      method: 'POST',
      headers: { ...json, 'content-length': '1000' },
    });
    slow.on('error', () => undefined);
    slow.write('{');
    expect((await door.knock(undefined)).status).toBe(401);
    slow.destroy();
    expect((await door.knock(undefined)).status).toBe(401);
    expect(door.log.lines.join()).not.toContain('request.failed');
  });
});

describe('a request', () => {
  it.each([
    ['GET /%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n', 404],
    ['GET /api/messages/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n', 404],
    ['GET /api/messages HTTP/1.1\r\nHost: x\r\n\r\n', 405],
    ['TRACE /api/messages HTTP/1.1\r\nHost: x\r\n\r\n', 405],
    ['OPTIONS /api/messages HTTP/1.1\r\nHost: x\r\n\r\n', 405],
    ['POST /api/messages HTTP/1.1\r\n\r\n', 400],
    ['POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
    ['POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}', 400],
    [
      'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 999999999\r\n\r\n',
      413,
    ],
    ['GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n', 200],
    ['\u0000\u0001\u0002 nonsense\r\n\r\n', 400],
    [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ])('%j is answered %i', async (text, status) => {
    expect(await rawStatus(door.origin, text)).toBe(status);
  });

  it('tells nothing of what runs here', async () => {
    const response = await fetch(`${door.origin}/nowhere?canary`);
    expect(await response.text()).toBe('{"error":"not found"}');
    const told = [...response.headers].map(([name]) => name).filter(name => !kept.includes(name));
    expect(told.sort()).toEqual(['connection', 'content-length', 'content-type', 'date', 'keep-alive']);
  });

  const kept = [
    'cache-control',
    'content-security-policy',
    'referrer-policy',
    'strict-transport-security',
    'x-content-type-options',
  ];
  it.each([
    ['GET', '/healthz', 200],
    ['POST', '/api/messages', 415],
    ['DELETE', '/api/messages', 405],
    ['GET', '/nowhere', 404],
  ])('%s %s is answered as what nobody keeps and no browser shows', async (method, path, status) => {
    const response = await fetch(`${door.origin}${path}`, { method });
    expect(response.status).toBe(status);
    expect(kept.map(name => response.headers.get(name))).toEqual([
      'no-store',
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
      'no-referrer',
      'max-age=31536000; includeSubDomains',
      'nosniff',
    ]);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});

describe('10,000 tenants nobody knows', () => {
  it('in tokens and in activities leave memory as it was, and nothing of them in botbuilder', {
    timeout: 120_000,
  }, async () => {
    const issuers = botbuilderRemembers.issuer?.length;
    const stored = door.conversations.all().length;
    door.outgoing();
    const signed = `Bearer ${door.issuer.token()}`;
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = (claims: unknown) => `Bearer ${part({ alg: 'RS256', kid: 'teams' })}.${part(claims)}.AAAA`;
    const knock = (count: number, authorization: () => string) =>
      crowd(`${door.origin}/api/messages`, count, () => ({
        headers: { ...json, authorization: authorization() },
        body: JSON.stringify(groupActivity({ channelData: { tenant: { id: randomUUID() } } })),
      }));
    const asChannel = () => unsigned(door.issuer.claims({ tid: randomUUID() }));
    const asOwn = () => unsigned(ownClaims(randomUUID()));

    await Promise.all([knock(200, asChannel), knock(200, asOwn), knock(200, () => signed)]);
    const before = await heldMegabytes();
    expect(await knock(3_000, asChannel)).toEqual({ 401: 3_000 });
    expect(await knock(2_000, asOwn)).toEqual({ 401: 2_000 });
    expect(await knock(5_000, () => signed)).toEqual({ 403: 5_000 });
    expect((await heldMegabytes()) - before).toBeLessThan(8);
    expect(botbuilderRemembers.issuer?.length).toBe(issuers);
    expect(door.conversations.all()).toHaveLength(stored);
    expect(door.outgoing()).toEqual([]);
  });
});
