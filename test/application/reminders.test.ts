import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import { textOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import type { Shown } from '../support/recording-chat.ts';
import { entraId, functions, type Someone } from '../support/seats.ts';
import { code, dataOf, filledIn, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { agreeAction, playTo } from '../support/table-stages.ts';

let house: House;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  table = await house.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

/** A conference of Monday 23 November 2026, closed as soon as one action was agreed: that can be at any moment. */
async function agreedFor(due: string, owner: string = entraId('wijkteam')): Promise<void> {
  await openWithAction(due, owner);
  await table.say('procesregisseur', 'sluiten');
}

async function openWithAction(due: string, owner: string): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X OGG`);
  await table.join(['procesregisseur', 'wijkteam']);
  const card = madeUp('action.agree', table.offering('conference.join'));
  await table.press('wijkteam', 'action.agree', { what: 'Gesprek over werk', due, owner }, { card });
}

const personal = (name: Someone): Conversation => ({
  ...table.conversation,
  id: `personal:${entraId(name)}`,
  kind: 'personal',
  person: entraId(name),
});
const sentTo = (conversation: string) => table.chat.shown.filter(one => one.conversation === conversation);
const reminders = (name: Someone = 'wijkteam') => sentTo(personal(name).id);
function cardOf(reminder: Shown | undefined): Card {
  if (reminder?.message.kind !== 'card') throw new Error('no reminder there');
  return reminder.message.card;
}
const linesInMeeting = () =>
  sentTo(table.conversation.id).flatMap(one => (one.message.kind === 'line' ? [one.message] : []));
const actionOf = async () => (await table.state()).actions.at(0);

describe('a reminder', () => {
  it('comes at nine, local time, on the due day or the working day before a weekend, or two hours before its time', async () => {
    await playTo(table, 'actions');
    for (const [name, due] of [
      ['behandelaar', '2026-12-10T15:30'],
      ['wijkteam', '2026-12-11'],
      ['wijkagent', '2026-12-12'],
      ['reclasseerder', '2026-12-13'],
      ['procesregisseur', '2027-06-15'],
    ] as const)
      await agreeAction(table, { what: `Actie van ${name}`, owner: entraId(name), due });
    await playTo(table, 'closed', 'agreed');

    const got: string[] = [];
    for (const moment of [
      // Two hours before a clock time.
      '2026-12-10T12:29:59.000Z',
      '2026-12-10T12:30:00.000Z',
      '2026-12-11T07:59:59.000Z',
      '2026-12-11T08:00:00.000Z',
      // Summer time: nine o'clock comes an hour earlier.
      '2027-06-15T06:59:59.000Z',
      '2027-06-15T07:00:00.000Z',
    ]) {
      await table.at(moment);
      const reminded = functions.filter(name => reminders(name).length > 0 && !got.join().includes(name));
      got.push(`${moment}: ${reminded.join(' ')}`);
    }
    expect(got).toEqual([
      '2026-12-10T12:29:59.000Z: ',
      '2026-12-10T12:30:00.000Z: behandelaar',
      '2026-12-11T07:59:59.000Z: ',
      '2026-12-11T08:00:00.000Z: wijkagent reclasseerder wijkteam',
      '2027-06-15T06:59:59.000Z: ',
      '2027-06-15T07:00:00.000Z: procesregisseur',
    ]);
    for (const name of functions) {
      expect(reminders(name)).toHaveLength(1);
      expect(textOf(cardOf(reminders(name)[0]))).toContain(`Actie van ${name}`);
      expect(textOf(cardOf(reminders(name)[0]))).toContain(code);
      expect(JSON.stringify(reminders(name)).match(/Actie van/g)).toHaveLength(1);
    }
  });

  it('is planned when the conference closes, not before', async () => {
    await openWithAction('2026-12-11', entraId('wijkteam'));
    await table.at('2026-12-11T08:00:00.000Z');
    expect(reminders()).toEqual([]);
  });

  it('is not planned for a moment that has passed', async () => {
    await agreedFor('2026-11-23');
    await table.at('2026-11-30T08:00:00.000Z');
    expect(reminders()).toEqual([]);
    expect(linesInMeeting()).toEqual([]);
  });

  it('is not sent when the action was done before the day', async () => {
    await agreedFor('2026-12-11');
    await table.at('2026-12-11T08:00:00.000Z');
    await table.say('procesregisseur', 'vaststellen');
    await table.at('2026-12-12T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
    const card = cardOf(reminders()[0]);
    const inWeek = { card, conversation: personal('wijkteam') };
    await table.press('wijkteam', 'reminder.snooze', { until: '2026-12-18' }, inWeek);
    await table.press('wijkteam', 'reminder.done', { reason: 'Gesproken' }, inWeek);
    await table.at('2026-12-18T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
  });

  it('goes out once when two sweeps run at once, and not again at the next', async () => {
    await agreedFor('2026-12-11');
    table.clock.set('2026-12-11T08:00:00.000Z');
    await Promise.all([table.rondetafel.sweep(), table.rondetafel.sweep(), table.rondetafel.sweep()]);
    await table.settled();
    await table.at('2026-12-11T08:00:01.000Z');
    expect(reminders()).toHaveLength(1);
  });

  it('goes out once when the clock jumps over the day, and back', async () => {
    await agreedFor('2026-12-11');
    await table.at('2026-12-14T10:00:00.000Z');
    await table.at('2026-12-11T07:00:00.000Z');
    await table.at('2026-12-11T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
  });

  it('is in the language of the chat', async () => {
    await openWithAction('2026-12-11', entraId('wijkteam'));
    await table.say('procesregisseur', 'taal en');
    await table.say('procesregisseur', 'close');
    await table.at('2026-12-11T08:00:00.000Z');
    expect(cardOf(reminders()[0])).toMatchObject({ lang: 'en' });
  });
});

describe('in a reminder', () => {
  beforeEach(async () => {
    await agreedFor('2026-12-11');
    await table.at('2026-12-11T08:00:00.000Z');
  });
  const press = (name: Someone, verb: string, inputs: Record<string, string> = {}) =>
    table.press(name, verb, inputs, { card: cardOf(reminders()[0]), conversation: personal(name) });

  it('done is recorded with its note, answered, and ends it', async () => {
    const answer = await press('wijkteam', 'reminder.done', { reason: 'Gesproken, wil vrijwilligerswerk' });
    expect(textOf(answer)).toContain('Gedaan: A1');
    expect(await actionOf()).toMatchObject({ status: 'done', note: 'Gesproken, wil vrijwilligerswerk' });
    const late = await press('wijkteam', 'reminder.snooze', { until: '2026-12-18' });
    expect(notices(late)).toEqual(['refusal:alreadyHappened:action']);
    await table.at('2026-12-18T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
  });

  it('done twice is one event', async () => {
    await press('wijkteam', 'reminder.done');
    const again = await press('wijkteam', 'reminder.done', { reason: 'Nog eens' });
    expect(textOf(again)).toContain('stond er al zo');
    expect((await table.events()).filter(event => event.type === 'ActionDone')).toHaveLength(1);
  });

  it('snooze brings another one at nine on that day', async () => {
    const answer = await press('wijkteam', 'reminder.snooze', { until: '2026-12-16' });
    expect(textOf(answer)).toContain('16 december');
    await table.at('2026-12-16T07:59:59.000Z');
    expect(reminders()).toHaveLength(1);
    await table.at('2026-12-16T08:00:00.000Z');
    expect(reminders()).toHaveLength(2);
    const again = { card: cardOf(reminders()[1]), conversation: personal('wijkteam') };
    await table.press('wijkteam', 'reminder.done', {}, again);
    expect(await actionOf()).toMatchObject({ status: 'done' });
  });

  it('snooze twice brings one reminder, on the day that was said last', async () => {
    await press('wijkteam', 'reminder.snooze', { until: '2026-12-15' });
    await press('wijkteam', 'reminder.snooze', { until: '2026-12-17' });
    await table.at('2026-12-15T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
    await table.at('2026-12-17T08:00:00.000Z');
    expect(reminders()).toHaveLength(2);
  });

  it('snooze to a day that has passed is refused, with everything kept', async () => {
    const inputs = { until: '2026-12-11', reason: 'Nog geen tijd' };
    const answer = await press('wijkteam', 'reminder.snooze', inputs);
    expect(notices(answer)).toEqual(['refusal:pastDate:until']);
    expect(filledIn(answer)).toMatchObject(inputs);
  });

  it('nobody else presses, and another action of the case is not reached through it', async () => {
    const strange = await press('behandelaar', 'reminder.done');
    expect(notices(strange)).toEqual(['refusal:unknown']);
    const other = await press('wijkteam', 'reminder.done', { action: 'A9' });
    expect(notices(other)).toEqual(['refusal:unknown:action']);
    expect(await actionOf()).toMatchObject({ status: 'open' });
  });

  it('there is no way to the rest of the case, whatever the client sends', async () => {
    for (const verb of ['summary.request', 'board.show', 'conference.close', 'minutes.adopt', 'conference.open']) {
      const inputs = { ask: '1', case: 'ZVH-2026-777', approach: 'Top X' };
      const sent = { card: madeUp(verb, cardOf(reminders()[0])), conversation: personal('wijkteam') };
      const answer = await table.press('wijkteam', verb, inputs, sent);
      expect(notices(answer), verb).toEqual(['refusal:notUnderstood']);
      expect(JSON.stringify(answer)).not.toContain('voorbijganger');
    }
  });

  it('the buttons work in a later conference on the case too', async () => {
    await table.say('procesregisseur', `start ${code}`);
    await press('wijkteam', 'reminder.done');
    expect(await actionOf()).toMatchObject({ status: 'done' });
    expect(dataOf(table.offering('conference.join'), 'conference.join').token).toBeDefined();
  });
});

describe('an owner who cannot be reached', () => {
  const line = 'Vandaag is A1 van casus ZVH-2026-002 aan de beurt';

  it('is mentioned in the meeting chat, with the number of the action and the code of the case only', async () => {
    await agreedFor('2026-12-11');
    const refused = new AdapterError('blocked', { code: 'refused' });
    table.chat.failNext(1, refused, method => method === 'personalChat');
    await table.at('2026-12-11T08:00:00.000Z');
    expect(reminders()).toEqual([]);
    expect(linesInMeeting()).toEqual([
      { kind: 'line', text: expect.stringContaining(line), mention: entraId('wijkteam') },
    ]);
    expect(JSON.stringify(linesInMeeting())).not.toContain('Gesprek');
    await table.at('2026-12-11T09:00:00.000Z');
    expect(linesInMeeting()).toHaveLength(1);
  });

  it('is mentioned as well when the personal chat is there and refuses the message', async () => {
    await agreedFor('2026-12-11');
    await table.rondetafel.seen(personal('wijkteam'));
    const refused = new AdapterError('blocked', { code: 'refused' });
    table.chat.failNext(1, refused, (method, to) => method === 'post' && to.startsWith('personal:'));
    await table.at('2026-12-11T08:00:00.000Z');
    expect(linesInMeeting()).toMatchObject([{ mention: entraId('wijkteam') }]);
  });

  it('because they are not in the chat gets a line without a mention', async () => {
    await agreedFor('2026-12-11', 'Jeugdreclasseerder, Reclassering');
    await table.at('2026-12-11T08:00:00.000Z');
    expect(linesInMeeting()).toEqual([{ kind: 'line', text: expect.stringContaining(line) }]);
    expect(table.chat.shown.filter(one => one.conversation.startsWith('personal:'))).toEqual([]);
  });
});

describe('a reminder whose sending', () => {
  const toOwner = (method: string, to: string) => method === 'post' && to.startsWith('personal:');

  it('has an unknown outcome is marked, not repeated and not said in the meeting', async () => {
    await agreedFor('2026-12-11');
    table.chat.loseAnswerOf(1, toOwner);
    await table.at('2026-12-11T08:00:00.000Z');
    await table.at('2026-12-11T09:00:00.000Z');
    expect(reminders()).toHaveLength(1);
    expect(linesInMeeting()).toEqual([]);
    expect(table.log.lines.join()).toContain('"effect":"remindOwner","outcome":"possiblySent"');
  });

  it('was interrupted by the end of the process is marked, not repeated', async () => {
    const { outbox } = house.storage;
    // How the outbox hands out what a process that was killed in the middle of sending left behind.
    const interrupted: typeof outbox = {
      ...outbox,
      async take(...lane) {
        const taken = await outbox.take(...lane);
        return taken && { ...taken, interrupted: true, attempts: 1 };
      },
    };
    table = await house.open({ storage: { ...house.storage, outbox: interrupted } });
    await agreedFor('2026-12-11');
    await table.at('2026-12-11T08:00:00.000Z');
    expect(reminders()).toEqual([]);
    expect(table.log.lines.join()).toContain('"effect":"remindOwner","outcome":"possiblySent"');
    // Prompts are another matter: twice is better than never.
    expect(table.offering('minutes.adopt')).toBeDefined();
  });

  it('is refused for now is tried again, and arrives once', async () => {
    await agreedFor('2026-12-11');
    const busy = new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 20_000 });
    table.chat.failNext(1, busy, toOwner);
    await table.at('2026-12-11T08:00:00.000Z');
    expect(reminders()).toEqual([]);
    await table.at('2026-12-11T08:00:25.000Z');
    expect(reminders()).toHaveLength(1);
    expect(linesInMeeting()).toEqual([]);
  });

  it('waited until the action was done says nothing any more', async () => {
    await agreedFor('2026-12-11');
    const busy = new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 3_600_000 });
    await table.at('2026-12-11T08:00:00.000Z');
    const inChat = { card: cardOf(reminders()[0]), conversation: personal('wijkteam') };
    await table.press('wijkteam', 'reminder.snooze', { until: '2026-12-14' }, inChat);
    table.chat.failNext(1, busy, toOwner);
    await table.at('2026-12-14T08:00:00.000Z');
    await table.press('wijkteam', 'reminder.done', {}, inChat);
    await table.at('2026-12-14T10:00:00.000Z');
    expect(reminders()).toHaveLength(1);
  });
});
