import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { card, failure, meetingChatContract } from '../contracts/meeting-chat.contract.ts';
import { meetingId, openStubWorld } from '../support/stub-world.ts';

const activities = /\/activities/;

meetingChatContract('Teams, on the stub connector', async () => {
  const world = await openStubWorld();
  return {
    chat: world.chat,
    group: world.group,
    member: { person: world.entraId('behandelaar'), name: 'behandelaar' },
    stranger: world.entraId('buitenstaander'),
    shown: (chat, id, fits = () => true) =>
      world.stub.until(() => world.stub.messages(chat).find(message => message.id === id && fits(message))),
    close: world.stub.close,
  };
});

describe('what the connector refuses', () => {
  let world: Awaited<ReturnType<typeof openStubWorld>>;
  beforeAll(async () => {
    world = await openStubWorld({ sendTimeoutMs: 300 });
  });
  afterAll(() => world.stub.close());
  beforeEach(() => world.stub.clearFaults());

  const line = { kind: 'line', text: 'x' } as const;
  const sends = () => world.stub.requests.filter(request => activities.test(request.path)).length;

  it.each<[number, string, boolean]>([
    [400, 'badRequest', false],
    [401, 'unauthorized', false],
    [403, 'forbidden', false],
    [404, 'notFound', false],
    [405, 'http405', false],
    [412, 'preconditionFailed', true],
    [413, 'tooLarge', false],
    [429, 'tooManyRequests', true],
    [500, 'serverError', true],
    [502, 'serverError', true],
    [503, 'serverError', true],
    [504, 'serverError', true],
    [307, 'http307', false],
  ])('%i is %s, tried once', async (status, code, retryable) => {
    world.stub.fault({ method: 'POST', path: activities, status, times: 5, headers: { location: world.stub.url } });
    const before = sends();
    const error = await failure(world.chat.post(world.group, line));
    expect(error).toMatchObject({ name: 'AdapterError', code, retryable, outcomeUnknown: false });
    expect(sends() - before).toBe(1);
  });

  it.each<[string, (ms: number | undefined) => void]>([
    ['2', ms => expect(ms).toBe(2000)],
    ['0.5', ms => expect(ms).toBe(500)],
    ['soon', ms => expect(ms).toBeUndefined()],
    [new Date(Date.now() + 60_000).toUTCString(), ms => expect(Math.abs((ms ?? 0) - 60_000)).toBeLessThan(5000)],
    [new Date(0).toUTCString(), ms => expect(ms).toBe(0)],
  ])('Retry-After %s is passed on, not waited for', async (value, check) => {
    world.stub.fault({ method: 'POST', path: activities, status: 429, headers: { 'retry-after': value } });
    check((await failure(world.chat.post(world.group, line))).retryAfterMs);
  });

  it('knows nothing about a message when the connection drops', async () => {
    world.stub.fault({ method: 'POST', path: activities, drop: 'after' });
    const before = world.stub.messages(meetingId).length;
    const error = await failure(world.chat.post(world.group, line));
    expect(error).toMatchObject({ code: 'connectionLost', retryable: true, outcomeUnknown: true });
    expect(world.stub.messages(meetingId)).toHaveLength(before + 1);
  });

  it('gives up on an answer that takes too long', async () => {
    world.stub.fault({ method: 'PUT', path: activities, delayMs: 1000 });
    const error = await failure(world.chat.edit(world.group, '1', line));
    expect(error).toMatchObject({ code: 'timeout', retryable: true, outcomeUnknown: true });
  });

  it('knows that nothing was sent when nobody answers there', async () => {
    const other = await openStubWorld();
    await other.stub.close();
    const gone = { ...world.group, serviceUrl: other.stub.url };
    const error = await failure(world.chat.post(gone, line));
    expect(error).toMatchObject({ code: 'unreachable', retryable: true, outcomeUnknown: false });
  });

  it('sent nothing when only the list of members could not be had', async () => {
    world.roster.forget(world.group.tenant, world.group.id);
    world.stub.fault({ method: 'GET', path: /pagedmembers/, drop: 'after' });
    const mention = world.entraId('wijkagent');
    const error = await failure(world.chat.post(world.group, { ...line, mention }));
    expect(error).toMatchObject({ code: 'connectionLost', retryable: true, outcomeUnknown: false });
  });

  it.each([
    ['ConversationBlockedByUser', 'blockedByUser'],
    ['MessageWritesBlocked', 'writesBlocked'],
    ['ForbiddenOperationException', 'forbiddenByPolicy'],
    ['BotNotInConversationRoster', 'notInRoster'],
    ['SomethingNew', 'refused'],
  ])('tells %s of a person as %s, when the chat is opened and when it is written to', async (word, code) => {
    const person = world.entraId('jurist');
    const personal = { ...world.group, id: world.stub.personalChat('jurist').id, kind: 'personal' as const, person };
    world.stub.refuse('jurist', word);
    const refused = { code, retryable: false, outcomeUnknown: false };
    expect(await failure(world.chat.personalChat(world.group, person))).toMatchObject(refused);
    expect(await failure(world.chat.post(personal, { kind: 'card', card: card('x') }))).toMatchObject(refused);
  });

  it.each([
    [400, 'anonymous'],
    [403, 'refused'],
    [404, 'refused'],
  ])('tells a %i on the way to a personal chat as %s', async (status, code) => {
    world.stub.fault({ method: 'POST', path: /\/v3\/conversations$/, status });
    const opening = world.chat.personalChat(world.group, world.entraId('arts'));
    expect(await failure(opening)).toMatchObject({ code, retryable: false });
  });

  it('keeps a chat that is gone apart from a person who refuses', async () => {
    const personal = await world.chat.personalChat(world.group, world.entraId('arts'));
    world.stub.fault({ method: 'POST', path: activities, status: 404 });
    const error = await failure(world.chat.post(personal, { kind: 'card', card: card('x') }));
    expect(error).toMatchObject({ code: 'notFound', retryable: false });
  });

  it('has the personal chat already when it is asked for from there', async () => {
    const personal = await world.chat.personalChat(world.group, world.entraId('arts'));
    const before = world.stub.requests.length;
    expect(await world.chat.personalChat(personal, world.entraId('arts'))).toEqual(personal);
    expect(world.stub.requests).toHaveLength(before);
  });

  it('keeps what was sent out of the error', async () => {
    const body = { error: { code: 'BadSyntax', message: 'canary 123456782' } };
    world.stub.fault({ method: 'POST', path: activities, status: 400, body });
    const error = await failure(world.chat.post(world.group, { kind: 'line', text: 'canary 123456782' }));
    expect(error.message).toBe('[teams] 400 BadSyntax');
  });
});
