import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAdmission } from '../../src/application/admission.ts';
import type { Press, Rondetafel, TypedMessage } from '../../src/application/turn.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { ChatMessage } from '../../src/ports/meeting-chat.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { createTeamsServer, type TeamsServer } from '../../src/teams/create-server.ts';
import type { EdgeWords } from '../../src/teams/turns.ts';
import { executeActivity, groupActivity, tenant } from '../support/activities.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { rawStatus } from '../support/raw-client.ts';
import { meetingId, openStubWorld } from '../support/stub-world.ts';
import { createTeamsClient, noticesIn, type TeamsClient } from '../support/teams-client.ts';

const form: Card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'Input.Text', id: 'what', label: 'Wat', isRequired: true },
    { type: 'Input.Text', id: 'severity', label: 'Hoe ernstig', value: 'letsel' },
  ],
  actions: [
    {
      type: 'Action.Execute',
      verb: 'risk.raise',
      title: 'Noteer',
      data: { token: 't1' },
      fallback: { type: 'Action.Submit', title: 'Noteer', data: { token: 't1', verb: 'risk.raise' } },
    },
  ],
};
const answer = (text: string): Card => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] });
const words: EdgeWords = {
  failed: (language, why, sent) => ({
    type: 'AdaptiveCard',
    body: [{ type: 'Container', id: `notice:refusal:${why}`, items: [], lang: language, sent }],
  }),
  notDelivered: (_language, why) => (why === undefined ? 'Ik heb je persoonlijk geantwoord.' : `niet gelukt: ${why}`),
};

/** What a test lets the application do; records what it was asked. */
function createDouble(conversations: { save(conversation: Conversation): Promise<boolean> }) {
  const presses: Press[] = [];
  const messages: TypedMessage[] = [];
  const double = {
    presses,
    messages,
    onPress: async (_press: Press): Promise<Card> => answer('genoteerd'),
    onTyped: async (_message: TypedMessage): Promise<readonly ChatMessage[]> => [],
  };
  const rondetafel: Rondetafel = {
    press: async ({ signal, ...press }) => {
      presses.push(press);
      return double.onPress({ ...press, ...(signal && { signal }) });
    },
    typed: async ({ signal, ...message }) => {
      messages.push(message);
      return double.onTyped({ ...message, ...(signal && { signal }) });
    },
    seen: async conversation => void (await conversations.save(conversation)),
    added: async conversation => void (await conversations.save(conversation)),
  };
  return { double, rondetafel };
}

describe('the server', () => {
  let world: Awaited<ReturnType<typeof openStubWorld>>;
  let double: ReturnType<typeof createDouble>['double'];
  let server: TeamsServer;
  let client: TeamsClient;
  let base: string;

  beforeAll(async () => {
    world = await openStubWorld();
    const made = createDouble(world.conversations);
    double = made.double;
    const { adapter, conversations, roster, chat, log } = world;
    server = createTeamsServer({
      adapter,
      conversations,
      roster,
      chat,
      log,
      words,
      rondetafel: made.rondetafel,
      deadlineMs: 500,
    });
    base = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
    client = createTeamsClient({ botUrl: `${base}/api/messages`, stub: world.stub });
  });
  afterAll(async () => {
    await server.close();
    await world.stub.close();
  });
  beforeEach(() => {
    world.stub.clearFaults();
    double.presses.length = 0;
    double.messages.length = 0;
    double.onPress = async () => answer('genoteerd');
    double.onTyped = async () => [];
  });

  const message = { chat: meetingId, card: form };
  const post = (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => fetch(`${base}/api/messages`, { method: 'POST', headers, body });

  it('answers a press with the card for this person', async () => {
    const pressed = await client.press('wijkagent', message, 'risk.raise', { what: 'Geweld' }, { activityId: 'act-1' });
    expect(pressed).toEqual({ status: 200, card: answer('genoteerd') });
    expect(double.presses).toEqual([
      {
        conversation: world.group,
        activityId: 'act-1',
        person: world.entraId('wijkagent'),
        name: 'wijkagent',
        token: 't1',
        verb: 'risk.raise',
        values: { what: 'Geweld', severity: 'letsel' },
        request: { kind: 'command', command: { verb: 'risk.raise', what: 'Geweld', severity: 'letsel' } },
        submitted: false,
      },
    ]);
  });

  it('answers in words when the application throws, without its text', async () => {
    double.onPress = async () => {
      throw new TypeError('canary 123456782');
    };
    const pressed = await client.press('wijkagent', message, 'risk.raise', { what: 'Geweld' });
    expect(pressed.status).toBe(200);
    expect(noticesIn(pressed.card)).toEqual(['notice:refusal:tryAgain']);
    expect(world.log.lines.at(-1)).toBe('error teams.press.failed {"code":"TypeError"}');
    expect(world.log.lines.join()).not.toContain('canary');
  });

  it('answers in words before Teams gives up', async () => {
    let given: Press | undefined;
    double.onPress = press => {
      given = press;
      return new Promise(() => undefined);
    };
    const pressed = await client.press('wijkagent', message, 'risk.raise', { what: 'Geweld' });
    expect(noticesIn(pressed.card)).toEqual(['notice:refusal:tryAgain']);
    expect(given?.signal?.aborted, 'what goes on behind it is given up').toBe(true);
    let typed: TypedMessage | undefined;
    double.onTyped = said => {
      typed = said;
      return new Promise(() => undefined);
    };
    expect(await client.say('wijkagent', meetingId, 'volgende')).toBe(200);
    expect(noticesIn(world.stub.messages(meetingId).at(-1)?.card)).toEqual(['notice:refusal:tryAgain']);
    expect(typed?.signal?.aborted).toBe(true);
  });

  it('answers in words, in the language of the chat, while the database tells nothing of it', async () => {
    const english = { ...world.group, language: 'en' as const };
    await world.conversations.save(english);
    await client.press('wijkagent', message, 'risk.raise', { what: 'Geweld' });
    const { find } = world.conversations;
    const answers = [() => Promise.reject(new Error('away')), () => new Promise<undefined>(() => undefined)];
    double.onPress = async () => {
      throw new AdapterError('away', { code: 'storage.unavailable', retryable: true });
    };
    try {
      for (const away of answers) {
        world.conversations.find = away;
        const pressed = await client.press('wijkagent', message, 'risk.raise', { what: 'Geweld' });
        expect(JSON.stringify(pressed.card)).toContain('"lang":"en"');
      }
    } finally {
      world.conversations.find = find;
      await world.conversations.save(world.group);
      await client.press('wijkagent', message, 'risk.raise', { what: 'Geweld' });
    }
  });

  it('says what is wrong with the disk, and gives what was sent to be sent once more otherwise', async () => {
    const sent = { verb: 'risk.raise', token: 't1', values: { what: 'Geweld', severity: 'letsel' } };
    for (const [code, why] of [
      ['storage.full', 'diskFull'],
      ['storage.busy', 'tryAgain'],
    ]) {
      double.onPress = async () => {
        throw new AdapterError('no', { code: code ?? '' });
      };
      const { card } = await client.press('wijkagent', message, 'risk.raise', { what: 'Geweld' });
      expect(card?.body).toEqual([expect.objectContaining({ id: `notice:refusal:${why}`, sent })]);
    }
  });

  it('says one moment to whoever it cannot help in time, and gives what was sent to be sent once more', async () => {
    const { adapter, conversations, roster, chat, log } = world;
    const made = createDouble(world.conversations);
    const small = createTeamsServer({
      ...{ adapter, conversations, roster, chat, log, words, rondetafel: made.rondetafel },
      admission: createAdmission({ atOnce: 1, patienceMs: 50 }),
    });
    const botUrl = `http://127.0.0.1:${await small.listen('127.0.0.1', 0)}/api/messages`;
    const pressing = createTeamsClient({ botUrl, stub: world.stub });
    const held = Promise.withResolvers<Card>();
    const begun = Promise.withResolvers<void>();
    made.double.onPress = () => {
      begun.resolve();
      return held.promise;
    };
    const first = pressing.press('wijkagent', message, 'risk.raise', { what: 'Geweld' });
    await begun.promise;
    const { card } = await pressing.press('wijkagent', message, 'risk.raise', { what: 'Brand' });
    const sent = { verb: 'risk.raise', token: 't1', values: { what: 'Brand', severity: 'letsel' } };
    expect(card?.body).toEqual([expect.objectContaining({ id: 'notice:refusal:oneMoment', sent })]);
    expect(await pressing.say('wijkagent', meetingId, 'volgende')).toBe(200);
    expect(noticesIn(world.stub.messages(meetingId).at(-1)?.card)).toEqual(['notice:refusal:oneMoment']);
    expect(made.double.presses.length + made.double.messages.length, 'what was turned away never began').toBe(1);
    expect(log.lines).toContain('warn teams.busy {"kind":"press","times":1}');
    held.resolve(answer('genoteerd'));
    expect((await first).card).toEqual(answer('genoteerd'));
    expect((await pressing.press('wijkagent', message, 'risk.raise', { what: 'Brand' })).card).toEqual(
      answer('genoteerd'),
    );
    await small.close();
  });

  it('gives the place of a press that takes too long to the next', async () => {
    const { adapter, conversations, roster, chat, log } = world;
    const made = createDouble(world.conversations);
    const small = createTeamsServer({
      ...{ adapter, conversations, roster, chat, log, words, rondetafel: made.rondetafel, deadlineMs: 50 },
      admission: createAdmission({ atOnce: 1, patienceMs: 60_000 }),
    });
    const botUrl = `http://127.0.0.1:${await small.listen('127.0.0.1', 0)}/api/messages`;
    const pressing = createTeamsClient({ botUrl, stub: world.stub });
    made.double.onPress = () => new Promise(() => undefined);
    const { card } = await pressing.press('wijkagent', message, 'risk.raise', { what: 'Geweld' });
    expect(noticesIn(card)).toEqual(['notice:refusal:tryAgain']);
    made.double.onPress = async () => answer('genoteerd');
    expect((await pressing.press('wijkagent', message, 'risk.raise', { what: 'Brand' })).card).toEqual(
      answer('genoteerd'),
    );
    await small.close();
  });

  it('does not say that an answer arrived when the press failed and its author has no chat of their own', async () => {
    double.onPress = async () => {
      throw new AdapterError('no', { code: 'storage.unavailable' });
    };
    world.stub.refuse('wijkagent');
    await client.press('wijkagent', message, 'risk.raise', { what: 'Geweld' }, { submit: true });
    expect(world.stub.messages(meetingId).at(-1)?.text).toBe('niet gelukt: tryAgain');
    world.stub.accept('wijkagent');
  });

  it('hands on a press that no card of ours made', async () => {
    const sent = await client.send('wijkagent', meetingId, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { verb: { no: 1 }, data: [[]] } },
    });
    expect(sent).toMatchObject({ status: 200, body: { statusCode: 200, value: answer('genoteerd') } });
    expect(double.presses[0]).toMatchObject({ verb: 'unknown', request: { kind: 'invalid' } });
    expect(double.presses[0]).not.toHaveProperty('token');
  });

  it('knows somebody by the roster when the activity has no Entra id, and anonymous people not at all', async () => {
    const value = { action: { verb: 'step.next', data: { token: 't' } } };
    const invoke = { type: 'invoke', name: 'adaptiveCard/action', value };
    await client.send('tolk', meetingId, { ...invoke, from: { id: '29:tolk' } });
    await client.send('gast', meetingId, invoke);
    expect(double.presses[0]).toMatchObject({ person: world.entraId('tolk'), name: 'tolk' });
    expect(double.presses[1]).toMatchObject({ name: 'gast' });
    expect(double.presses[1]).not.toHaveProperty('person');
  });

  it('puts the answer to an Action.Submit in the personal chat', async () => {
    const before = world.stub.messages(meetingId).length;
    double.onPress = async press => answer(press.submitted ? 'privé' : '?');
    expect(await client.press('jurist', message, 'Noteer', { what: 'Geweld' }, { submit: true })).toEqual({
      status: 200,
    });
    const personal = world.stub.personalChat('jurist').id;
    expect(world.stub.messages(personal).map(shown => shown.card)).toEqual([answer('privé')]);
    expect(world.stub.messages(meetingId)).toHaveLength(before);
    expect(await world.conversations.find(tenant, personal)).toMatchObject({ person: world.entraId('jurist') });
  });

  it('says one line without content when the personal chat is refused', async () => {
    world.stub.refuse('arts');
    double.onPress = async () => answer('privé');
    await client.press('arts', message, 'Noteer', { what: 'Geweld' }, { submit: true });
    expect(world.stub.messages(meetingId).at(-1)?.text).toBe(words.notDelivered('nl', undefined));
    expect(JSON.stringify(world.stub.messages(meetingId))).not.toContain('privé');
  });

  it('posts what is said back in order', async () => {
    double.onTyped = async () => [
      { kind: 'line', text: 'een' },
      { kind: 'card', card: answer('twee') },
      { kind: 'line', text: 'drie' },
    ];
    expect(await client.say('procesregisseur', meetingId, 'start ZVH-2026-002 Top X')).toBe(200);
    expect(double.messages[0]).toMatchObject({
      person: world.entraId('procesregisseur'),
      request: { kind: 'start', code: 'ZVH-2026-002', approach: 'Top X' },
    });
    const last = world.stub.messages(meetingId).slice(-3);
    expect(last.map(shown => shown.text ?? shown.card)).toEqual(['een', answer('twee'), 'drie']);
  });

  it('finds a mentioned person by the roster', async () => {
    await client.say('procesregisseur', meetingId, 'notulist', { mentions: ['behandelaar'] });
    expect(double.messages[0]?.request).toEqual({ kind: 'noteTaker', person: world.entraId('behandelaar') });
  });

  it('posts a card that says so when a typed command fails', async () => {
    double.onTyped = async () => {
      throw new Error('boom');
    };
    expect(await client.say('procesregisseur', meetingId, 'volgende')).toBe(200);
    expect(noticesIn(world.stub.messages(meetingId).at(-1)?.card)).toEqual(['notice:refusal:tryAgain']);
  });

  it('answers 200 when a typed answer cannot be posted', async () => {
    double.onTyped = async () => [{ kind: 'line', text: 'een' }];
    world.stub.fault({ method: 'POST', path: /activities/, status: 413 });
    expect(await client.say('procesregisseur', meetingId, 'stand')).toBe(200);
    expect(world.log.lines.at(-1)).toBe('warn teams.answer.notPosted {"code":"tooLarge"}');
  });

  it('posts what is said back once Teams takes it, behind what was said before', async () => {
    const faults = [429, 412, 503].map(status => ({ status, headers: { 'retry-after': '0' } }));
    for (const fault of faults) world.stub.fault({ method: 'POST', path: /activities/, ...fault });
    const said = ['een', 'twee'];
    double.onTyped = async () => [{ kind: 'line', text: said.shift() ?? '' }];
    const one = client.say('procesregisseur', meetingId, 'stand');
    await world.stub.until(() => said.length === 1);
    expect(await Promise.all([one, client.say('procesregisseur', meetingId, 'stand')])).toEqual([200, 200]);
    const lines = () => world.stub.messages(meetingId).map(({ text }) => text);
    await world.stub.until(() => lines().includes('twee'));
    expect(lines().slice(-2)).toEqual(['een', 'twee']);
  });

  it('does not post again what may have arrived', async () => {
    double.onTyped = async () => [{ kind: 'line', text: 'eenmaal' }];
    world.stub.fault({ method: 'POST', path: /activities/, drop: 'after' });
    expect(await client.say('procesregisseur', meetingId, 'stand')).toBe(200);
    expect(world.log.lines.at(-1)).toBe('warn teams.answer.notPosted {"code":"connectionLost"}');
    expect(world.stub.messages(meetingId).filter(({ text }) => text === 'eenmaal')).toHaveLength(1);
  });

  it('remembers a chat it hears from, and keeps its language', async () => {
    const chat = world.stub.groupChat('19:second@thread.v2', ['wijkagent']);
    expect((await client.send('wijkagent', chat.id, { type: 'installationUpdate', action: 'add' })).status).toBe(200);
    const stored = await world.conversations.find(tenant, chat.id);
    expect(stored).toEqual({ ...world.group, id: chat.id });
    await world.conversations.save({ ...world.group, id: chat.id, language: 'en', serviceUrl: 'http://localhost:1' });
    await client.say('wijkagent', chat.id, 'help');
    expect(await world.conversations.find(tenant, chat.id)).toEqual({ ...stored, language: 'en' });
    expect(double.messages[0]?.conversation.language).toBe('en');
  });

  it('asks for the members again after somebody came or went', async () => {
    const chat = world.stub.groupChat('19:third@thread.v2', ['wijkagent']);
    await client.send('wijkagent', chat.id, { type: 'conversationUpdate', membersAdded: [] });
    await world.roster.members(tenant, chat.id);
    world.stub.groupChat(chat.id, ['wijkagent', 'tolk']);
    await client.send('tolk', chat.id, { type: 'conversationUpdate', membersAdded: [{ id: '29:tolk' }] });
    expect(await world.roster.members(tenant, chat.id)).toHaveLength(2);
  });

  it.each<[number, string, string | Uint8Array<ArrayBuffer>, Record<string, string> | undefined]>([
    [415, 'text', 'hi', { 'content-type': 'text/plain' }],
    [415, 'no content type', new Uint8Array([123, 125]), {}],
    [
      415,
      'a compressed body',
      new Uint8Array(gzipSync('{}')),
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    ],
    [413, 'a body over the limit', JSON.stringify({ text: 'x'.repeat(300_000) }), undefined],
    [400, 'no JSON', '{{{', undefined],
    [400, 'nothing', '', undefined],
    [400, 'no UTF-8', new Uint8Array([34, 255, 34]), undefined],
    [400, 'JSON of 50,000 deep', '['.repeat(50_000) + ']'.repeat(50_000), undefined],
    [400, 'a list', '[]', undefined],
    [400, 'no type', '{}', undefined],
    [403, 'a service URL elsewhere', JSON.stringify(groupActivity()), undefined],
  ])('answers %i to %s, always with the same body', async (status, _name, body, headers) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    expect(Object.keys(JSON.parse(await response.text()))).toEqual(['error']);
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it('answers 413 to a body that only turns out too large while it comes in', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(64 * 1024));
    const body = new ReadableStream({
      pull: controller => controller.enqueue(chunk),
    });
    const response = await fetch(`${base}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit).catch(() => undefined);
    expect(response?.status ?? 413).toBe(413);
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });

  it('answers 404, 405 and 400 without repeating the request', async () => {
    const missing = await fetch(`${base}/api/<script>`);
    expect([missing.status, await missing.text()]).toEqual([404, '{"error":"not found"}']);
    const got = await fetch(`${base}/api/messages`);
    expect([got.status, await got.text()]).toEqual([405, '{"error":"method not allowed"}']);
    const dialog = await client.send('wijkagent', meetingId, { type: 'invoke', name: 'task/fetch', value: {} });
    expect(dialog).toEqual({ status: 400, body: { error: 'bad request' } });
  });

  it('ignores what is not for the bot', async () => {
    await client.say('wijkagent', meetingId, 'volgende', { toBot: false });
    await client.send('wijkagent', meetingId, { type: 'typing' });
    expect(double.messages).toEqual([]);
  });

  it('says when it is not healthy', async () => {
    const sick = createTeamsServer({
      ...world,
      words,
      rondetafel: createDouble(world.conversations).rondetafel,
      healthy: async () => {
        throw new Error('database away');
      },
    });
    const port = await sick.listen('127.0.0.1', 0);
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([response.status, await response.text()]).toEqual([503, '{"error":"unavailable"}']);
    await expect(sick.listen('127.0.0.1', port)).rejects.toThrow();
    await sick.close();
  });

  it('looks once for all who ask at the same moment whether it is healthy', async () => {
    let looks = 0;
    const answered = Promise.withResolvers<boolean>();
    const asked = createTeamsServer({
      ...world,
      words,
      rondetafel: createDouble(world.conversations).rondetafel,
      healthy: () => {
        looks += 1;
        return answered.promise;
      },
    });
    const address = `http://127.0.0.1:${await asked.listen('127.0.0.1', 0)}`;
    let came = 0;
    const ask = () => fetch(`${address}/healthz`).then(({ status }) => status);
    const knock = () => fetch(`${address}/nowhere`).then(() => (came += 1));
    const asking = Array.from({ length: 50 }, ask);
    // Everything that was asked before these has come in.
    await Promise.all(Array.from({ length: 50 }, knock));
    expect([came, looks]).toEqual([50, 1]);
    answered.resolve(true);
    expect(new Set(await Promise.all(asking))).toEqual(new Set([200]));
    await ask();
    expect(looks).toBe(2);
    await asked.close();
  });

  it('answers on this machine’s own names only, without a registration', async () => {
    const statusFor = (host: string) =>
      rawStatus(base, `POST /api/messages HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\n\r\n`);
    for (const own of ['127.0.0.1', 'localhost:3978', '[::1]:3978']) expect(await statusFor(own)).toBe(415);
    for (const other of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80', ''])
      expect(await statusFor(other)).toBe(403);
  });

  it('does not listen for others without a registration', async () => {
    await expect(server.listen('0.0.0.0', 0)).rejects.toThrow('this machine only');
  });
});

describe('the server with a registration', () => {
  it('can be set up with a password or with a managed identity', () => {
    const registration = { appId: 'app', tenantId: tenant };
    const log = createKeptLog();
    const single = createTeamsAdapter({ log, registration: { ...registration, type: 'SingleTenant', password: 'x' } });
    const managed = createTeamsAdapter({ log, registration: { ...registration, type: 'UserAssignedMSI' } });
    expect([single.authenticated, managed.authenticated]).toEqual([true, true]);
    expect(single.serviceUrlAllowed('http://localhost:1')).toBe(false);
    expect(() => createTeamsAdapter({ log, registration: { ...registration, type: 'SingleTenant' } })).toThrow();
  });

  it('answers 401 and 403 before anything else happens', async () => {
    const world = await openStubWorld();
    const { double, rondetafel } = createDouble(world.conversations);
    const log = createKeptLog();
    const adapter = createTeamsAdapter({
      log,
      registration: { appId: 'app', tenantId: tenant, type: 'SingleTenant', password: 'not-a-secret' },
    });
    const { conversations, roster, chat } = world;
    const server = createTeamsServer({
      adapter,
      conversations,
      roster,
      chat,
      log,
      words,
      rondetafel,
    });
    const url = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}/api/messages`;
    const send = async (authorization: string | undefined, activity: unknown) => {
      const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) });
      return [response.status, await response.text()];
    };
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const serviceurl = 'https://smba.trafficmanager.net/emea/';
    const claims = { iss: 'https://api.botframework.com', aud: 'app', serviceurl, exp: 2_000_000_000 };
    const token = `Bearer ${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}.c2ln`;

    const foreign = { ...groupActivity(), channelData: { tenant: { id: 'foreign' } } };
    expect(await send(undefined, groupActivity())).toEqual([401, '{"error":"unauthorized"}']);
    expect(await send('Bearer x.y.z', executeActivity({}))).toEqual([401, '{"error":"unauthorized"}']);
    expect(await send(token, foreign)).toEqual([403, '{"error":"forbidden"}']);
    expect(double.presses.length + double.messages.length).toBe(0);
    await server.close();
    await world.stub.close();
  });
});
