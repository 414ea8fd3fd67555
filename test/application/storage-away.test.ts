import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { createFailingStorage, type FailingStorage } from '../support/failing-storage.ts';
import { type House, openHouse } from '../support/house.ts';
import type { Method } from '../support/recording-chat.ts';
import { entraId } from '../support/seats.ts';
import { code, madeUp, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';

let house: House;
let away: FailingStorage;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  away = createFailingStorage(house.storage);
  table = await house.open({ storage: away.storage });
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const nine = '2026-12-11T08:00:00.000Z';
const later = '2026-12-11T08:01:00.000Z';
const owner = 'wijkteam';

/** Two actions for 11 December, of one owner, in a chat of their own each. */
async function agreed(): Promise<readonly string[]> {
  const chats: string[] = [];
  for (const which of ['ZVH-2026-101', 'ZVH-2026-102']) {
    const conversation = await table.otherChat();
    await table.say('procesregisseur', `start ${which} Top X OGG`, { conversation });
    const card = table.offering('conference.join');
    for (const name of ['procesregisseur', owner] as const)
      await table.press(name, 'conference.join', { organisation: `Organisatie van ${name}` }, { conversation, card });
    const inputs = { what: 'Gesprek over werk', due: '2026-12-11', owner: entraId(owner) };
    await table.press(owner, 'action.agree', inputs, { conversation, card: madeUp('action.agree', card) });
    const director = { conversation, card: madeUp('conference.setCaseDirector', card) };
    await table.press('procesregisseur', 'conference.setCaseDirector', { director: entraId(owner) }, director);
    await table.say('procesregisseur', 'sluiten', { conversation });
    chats.push(conversation.id);
  }
  await table.rondetafel.seen(table.own(owner));
  return chats;
}

const inOwnChat = () => table.chat.shown.filter(({ conversation }) => conversation === table.own(owner).id);
/** Sweeps until nothing waits, as a bot does by itself once the database is back. */
async function caughtUp(at: string): Promise<void> {
  table.clock.set(at);
  for (let round = 0; round < 8; round++) await table.rondetafel.sweep().catch(onlyAway);
  await table.settled();
}
function onlyAway(error: unknown): void {
  if (!(error instanceof AdapterError)) throw error;
}

describe('a reminder that falls due while the database is away', () => {
  it.each([
    ['its moment cannot be looked up', 'dueMoments.fire', 3],
    ['it cannot be taken out of the queue', 'outbox.take', 3],
    ['its case cannot be read', 'events.read', 1],
    ['its owner cannot be looked up', 'people.find', 1],
    ['its disclosure cannot be logged', 'access.record', 1],
    ['the own chat of its owner cannot be looked up', 'conversations.personalOf', 1],
    ['the tokens of its card cannot be kept', 'tokens.save', 1],
  ] as const)('comes once when it is back: %s', async (_what, call, times) => {
    await agreed();
    const before = inOwnChat().length;
    away.failNext(times, call);
    await caughtUp(nine);
    await caughtUp(later);
    expect(inOwnChat()).toHaveLength(before + 1);
    expect(table.log.lines.join()).not.toContain('possiblySent');
  });

  it('takes its next road once in each case, however often the database breaks off meanwhile', async () => {
    const chats = await agreed();
    const isOwn = (method: Method, to: string) => method === 'post' && to === table.own(owner).id;
    table.chat.failNext(9, new AdapterError('blocked', { code: 'blockedByUser' }), isOwn);
    const isMention = (append: unknown) => JSON.stringify(append).includes('"remindInMeeting"');
    // The first is on record though nobody heard so; of the second nothing is.
    let asked = 0;
    const nth = (which: number) => (append: unknown) => isMention(append) && ++asked === which;
    away.failNext(1, 'events.append', { done: true, when: nth(1) });
    away.failNext(1, 'events.append', { when: append => isMention(append) && asked > 1 && asked < 4 });
    await caughtUp(nine);
    await caughtUp(later);
    await caughtUp('2026-12-11T08:10:00.000Z');
    const mentions = chats.map(
      chat =>
        table.chat.shown.filter(({ conversation, message }) => conversation === chat && 'mention' in message).length,
    );
    expect(mentions).toEqual([1, 1]);
  });
});

describe('a prompt', () => {
  it('is posted when the database was away at the moment of sending', async () => {
    await playTo(table, 'opening');
    away.failNext(2, 'outbox.take');
    await table.say('procesregisseur', 'volgende');
    await caughtUp(new Date(Date.parse(table.clock.now()) + 5_000).toISOString());
    expect(table.offering('risk.raise')).toBeDefined();
  });
});

describe('a press', () => {
  it('of which the answer was lost on its way from the database is recorded once', async () => {
    await playTo(table, 'risks.raise');
    away.failNext(1, 'events.append', { done: true });
    const press = () => table.press('wijkagent', 'risk.raise', { what: 'Brandstichting' });
    await expect(press()).rejects.toMatchObject({ code: 'storage.unavailable' });
    await press();
    await press();
    expect((await table.state()).risks).toHaveLength(1);
  });

  it('that nobody waits for any more is not recorded', async () => {
    await playTo(table, 'risks.raise');
    const ending = new AbortController();
    const hanging = Promise.withResolvers<never>();
    const { append } = away.storage.events;
    const events = (await table.events()).length;
    const begun = Promise.withResolvers<void>();
    // One append hangs; who presses behind it waits in turn, and is told to try again meanwhile.
    const hangs = () => {
      begun.resolve();
      return hanging.promise;
    };
    Object.assign(away.storage.events, { append: hangs });
    const press = (name: 'wijkagent' | 'behandelaar') =>
      table
        .pressOnly(name, 'risk.raise', { what: `Gezien door ${name}` }, { signal: ending.signal })
        .catch((error: AdapterError) => error.code);
    const both = [press('wijkagent'), press('behandelaar')];
    await begun.promise;
    ending.abort();
    Object.assign(away.storage.events, { append });
    hanging.reject(new AdapterError('gone', { code: 'storage.unavailable', retryable: true }));
    expect((await Promise.all(both)).toSorted()).toEqual(['storage.unavailable', 'tooLate']);
    expect((await table.events()).length).toBe(events);
    expect((await table.state()).code).toBe(code);
  });
});
