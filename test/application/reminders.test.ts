import { beforeEach, describe, expect, it } from 'vitest';
import type { Calendar } from '../../src/domain/working-days.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import { textOf } from '../cards/read-card.ts';
import type { Shown } from '../support/recording-chat.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { startAgain } from '../support/start-again.ts';
import { code, dataOf, filledIn, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { useHouse } from '../support/use-house.ts';

const house = useHouse();
let table: TableUnderTest;
beforeEach(async () => {
  table = await house.open();
});

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
/** Cards about an action; the chair also hears other things. */
const reminders = (name: Someone = 'wijkteam') =>
  sentTo(personal(name).id).filter(({ message }) => !JSON.stringify(message).includes('"direction.record"'));
function cardOf(reminder: Shown | undefined): Card {
  if (reminder?.message.kind !== 'card') throw new Error('no reminder there');
  return reminder.message.card;
}
const linesInMeeting = () =>
  sentTo(table.conversation.id).flatMap(one => (one.message.kind === 'line' ? [one.message] : []));
/** The chair hears other things in a chat of their own at the same moment. */
const toOwner = (method: string, to: string) => method === 'post' && to === personal('wijkteam').id;
const actionOf = async () => (await table.state()).actions.at(0);

describe('a reminder', () => {
  /** Moves the clock through these moments and says at which of them the owner got a card. */
  async function cameAt(...moments: readonly string[]): Promise<readonly string[]> {
    const came: string[] = [];
    for (const moment of moments) {
      const before = reminders().length;
      await table.at(moment);
      if (reminders().length > before) came.push(moment);
      expect(reminders().length - before).toBeLessThanOrEqual(1);
    }
    return came;
  }

  it('comes at nine three working days before, on the day, and one, three and seven working days after it', async () => {
    await agreedFor('2026-12-11');
    const nine = ['2026-12-08', '2026-12-11', '2026-12-14', '2026-12-16', '2026-12-22'];
    const moments = nine.flatMap(day => [`${day}T07:59:59.000Z`, `${day}T08:00:00.000Z`, `${day}T20:00:00.000Z`]);
    expect(await cameAt(...moments, '2027-02-01T08:00:00.000Z')).toEqual(nine.map(day => `${day}T08:00:00.000Z`));
    const titles = reminders().map(one => textOf(cardOf(one)).split('\n')[0]);
    expect(titles).toEqual([
      'Een actie van jou, uiterlijk 11 december',
      'Vandaag: één actie van jou',
      ...Array.from({ length: 3 }, () => 'Te laat: één actie van jou, uiterlijk 11 december'),
    ]);
  });

  it('comes two hours before a clock time, and at nine in summer time too', async () => {
    await agreedFor('2026-12-10T15:30');
    expect(await cameAt('2026-12-10T12:29:59.000Z', '2026-12-10T12:30:00.000Z')).toHaveLength(2);
    table = await house.open();
    await agreedFor('2027-06-15');
    await table.at('2027-06-14T20:00:00.000Z');
    expect(await cameAt('2027-06-15T06:59:59.000Z', '2027-06-15T07:00:00.000Z')).toEqual(['2027-06-15T07:00:00.000Z']);
  });

  it('never comes in a weekend, on a holiday or on a day off of the house', async () => {
    const calendar: Calendar = { daysOff: new Set(['2026-12-24']) };
    table = await house.open({ calendar });
    await agreedFor('2026-12-25');
    const days = [21, 22, 23, 24, 25, 26, 27, 28].map(day => `2026-12-${day}T08:00:00.000Z`);
    expect(await cameAt('2026-12-18T07:00:00.000Z', '2026-12-18T08:00:00.000Z', ...days)).toEqual([
      '2026-12-21T08:00:00.000Z',
      '2026-12-23T08:00:00.000Z',
      '2026-12-28T08:00:00.000Z',
    ]);
  });

  it('is one card after days off line, that of the last moment', async () => {
    await agreedFor('2026-12-11');
    expect(await cameAt('2026-12-17T15:00:00.000Z', '2026-12-22T08:00:00.000Z')).toHaveLength(2);
    expect(reminders()).toHaveLength(2);
  });

  it('goes out once when the hour of the same day is mended, and to the owner of then', async () => {
    await agreedFor('2026-12-11T14:30');
    await startAgain(table);
    const mend = (changes: Record<string, string>) =>
      table.press(
        'procesregisseur',
        'item.edit',
        { item: 'A1', ...changes },
        { card: madeUp('item.edit', table.offering('conference.join')) },
      );
    await mend({ due: '2026-12-11T14:00' });
    await mend({ due: '2026-12-11T14:30' });
    // What came while nobody looked waits for nine o'clock too.
    await table.at('2026-12-11T07:00:00.000Z');
    expect(reminders()).toHaveLength(0);
    await table.at('2026-12-11T08:00:00.000Z');
    const before = reminders().length;
    expect(await cameAt('2026-12-11T11:00:00.000Z', '2026-12-11T11:30:00.000Z', '2026-12-11T12:30:00.000Z')).toEqual([
      '2026-12-11T11:30:00.000Z',
    ]);
    expect(reminders()).toHaveLength(before + 1);
    await mend({ owner: entraId('behandelaar') });
    await table.at('2026-12-14T08:00:00.000Z');
    expect(reminders()).toHaveLength(before + 1);
    expect(reminders('behandelaar')).toHaveLength(1);
  });

  it('is planned when the conference closes, not before', async () => {
    await openWithAction('2026-12-11', entraId('wijkteam'));
    await table.at('2026-12-11T08:00:00.000Z');
    expect(reminders()).toEqual([]);
  });

  it('is not planned for a moment that has passed', async () => {
    await agreedFor('2026-11-23');
    await table.at('2026-11-23T20:00:00.000Z');
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

  it('goes out once when the clock is set back an hour right after it', async () => {
    await agreedFor('2026-12-11');
    expect(await cameAt('2026-12-10T10:00:00.000Z', '2026-12-11T08:00:00.000Z')).toHaveLength(2);
    const hour = ['2026-12-11T07:00:01.000Z', '2026-12-11T07:30:00.000Z', '2026-12-11T08:00:00.000Z'];
    expect(await cameAt(...hour, '2026-12-11T09:00:00.000Z')).toEqual([]);
  });

  it('comes once at nine o’clock of the house in the weeks in which summer time begins and ends', async () => {
    for (const [due, nine] of [
      ['2027-03-30', '2027-03-30T07:00:00.000Z'],
      ['2027-03-25', '2027-03-25T08:00:00.000Z'],
      ['2027-10-29', '2027-10-29T07:00:00.000Z'],
      ['2027-11-01', '2027-11-01T08:00:00.000Z'],
    ] as const) {
      table = await house.open();
      await agreedFor(due);
      const eve = Date.parse(nine) - 3_600_000;
      await table.at(new Date(eve - 7_200_000).toISOString());
      expect(await cameAt(new Date(eve).toISOString(), new Date(eve + 3_599_000).toISOString(), nine)).toEqual([nine]);
    }
  });

  it.each([
    ['later on that day', ['2026-12-11T10:40:00.000Z', '2026-12-11T16:00:00.000Z'], '2026-12-11T10:40:00.000Z'],
    [
      'before nine',
      ['2026-12-11T05:00:00.000Z', '2026-12-11T08:00:00.000Z', '2026-12-11T16:00:00.000Z'],
      '2026-12-11T08:00:00.000Z',
    ],
    ['in the evening', ['2026-12-11T18:10:00.000Z', '2026-12-14T08:00:00.000Z'], '2026-12-14T08:00:00.000Z'],
    ['at night', ['2026-12-12T01:30:00.000Z', '2026-12-14T08:00:00.000Z'], '2026-12-14T08:00:00.000Z'],
    ['in the weekend', ['2026-12-13T11:00:00.000Z', '2026-12-14T08:00:00.000Z'], '2026-12-14T08:00:00.000Z'],
  ])(
    'comes once, in the hours of a working day, from a laptop that was asleep until %s',
    async (_when, wakes, came) => {
      await agreedFor('2026-12-11');
      await table.at('2026-12-10T17:30:00.000Z');
      const before = reminders().length;
      expect(await cameAt(...wakes)).toEqual([came]);
      expect(reminders()).toHaveLength(before + 1);
    },
  );

  it('is in the language of the chat', async () => {
    await openWithAction('2026-12-11', entraId('wijkteam'));
    await table.say('procesregisseur', 'taal en');
    await table.say('procesregisseur', 'close');
    await table.at('2026-12-11T08:00:00.000Z');
    expect(cardOf(reminders()[0])).toMatchObject({ lang: 'en' });
  });
});

describe('an overdue action', () => {
  const linesTo = (name: Someone) =>
    sentTo(personal(name).id).flatMap(one => (one.message.kind === 'line' ? [one.message.text] : []));

  it('is told to the chair after three working days, by its number and the code of the case', async () => {
    await agreedFor('2026-12-11');
    await table.at('2026-12-15T08:00:00.000Z');
    expect(linesTo('procesregisseur')).toEqual([]);
    await table.at('2026-12-16T08:00:00.000Z');
    await table.at('2026-12-22T08:00:00.000Z');
    const said = 'A1 van casus ZVH-2026-002 is drie werkdagen te laat, en er is nog geen antwoord.';
    expect(linesTo('procesregisseur')).toEqual([said]);
  });

  it('is not told when it was answered', async () => {
    await agreedFor('2026-12-11');
    await table.at('2026-12-11T08:00:00.000Z');
    const inChat = { card: cardOf(reminders()[0]), conversation: personal('wijkteam') };
    await table.press('wijkteam', 'reminder.done', {}, inChat);
    await table.at('2026-12-22T08:00:00.000Z');
    expect(linesTo('procesregisseur')).toEqual([]);
    expect(reminders()).toHaveLength(1);
  });

  it('that is a safety measure is told to chair and case director at its hour, also in a weekend', async () => {
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join(['procesregisseur', 'wijkteam', 'behandelaar']);
    const card = madeUp('action.agree', table.offering('conference.join'));
    const measure = { what: 'Slot vervangen', due: '2026-11-28T14:30', type: 'safetyMeasure' };
    await table.press('wijkteam', 'action.agree', { ...measure, owner: entraId('wijkteam') }, { card });
    const director = { director: entraId('behandelaar') };
    await table.press('procesregisseur', 'conference.setCaseDirector', director, {
      card: madeUp('conference.setCaseDirector', card),
    });
    await table.say('procesregisseur', 'sluiten');
    await table.at('2026-11-28T13:29:59.000Z');
    expect([linesTo('procesregisseur'), linesTo('behandelaar')]).toEqual([[], []]);
    await table.at('2026-11-28T13:30:00.000Z');
    const said = 'De veiligheidsmaatregel A1 van casus ZVH-2026-002 is te laat, en er is nog geen antwoord.';
    expect([linesTo('procesregisseur'), linesTo('behandelaar')]).toEqual([[said], [said]]);
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

  it('stuck tells the chair, without a word of the case, and ends the reminders until the next conference', async () => {
    const told = () =>
      sentTo(personal('procesregisseur').id).flatMap(one => (one.message.kind === 'line' ? [one.message.text] : []));
    const empty = await press('wijkteam', 'reminder.blocked', { to: entraId('procesregisseur') });
    expect(notices(empty)).toEqual(['refusal:required:reason']);
    expect(filledIn(empty)).toMatchObject({ to: entraId('procesregisseur') });
    const answer = await press('wijkteam', 'reminder.blocked', { reason: 'Toestemming van de ouders' });
    expect(textOf(answer)).toContain('Zit vast: A1');
    await table.settled();
    expect(told()).toEqual([expect.stringContaining('A1 van casus ZVH-2026-002 zit vast.')]);
    await table.at('2026-12-14T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
    await startAgain(table);
    await table.say('procesregisseur', 'volgende');
    expect(textOf(table.offering('action.review'))).toContain('zit vast: Toestemming van de ouders');
  });

  it('handing over asks a participant, whose it is after a yes', async () => {
    const inputs = { to: entraId('procesregisseur'), reason: 'Verlof' };
    expect(textOf(await press('wijkteam', 'reminder.handOver', inputs))).toContain('Gevraagd om A1 over te nemen');
    await table.settled();
    const [asked] = reminders('procesregisseur');
    expect(textOf(cardOf(asked))).toContain('vraagt of jij dit overneemt: Verlof');
    const inChat = { card: cardOf(asked), conversation: personal('procesregisseur') };
    await table.press('procesregisseur', 'action.accept', { answer: 'yes' }, inChat);
    expect((await actionOf())?.owner.person).toBe(entraId('procesregisseur'));
    await table.at('2026-12-14T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
    expect(reminders('procesregisseur')).toHaveLength(2);
  });

  it('handing over that is declined is told to the owner, whose it stays', async () => {
    await press('wijkteam', 'reminder.handOver', { to: entraId('procesregisseur') });
    await table.settled();
    const inChat = { card: cardOf(reminders('procesregisseur')[0]), conversation: personal('procesregisseur') };
    await table.press('procesregisseur', 'action.accept', { answer: 'no', reason: 'Geen mandaat' }, inChat);
    await table.settled();
    const said = { kind: 'line', text: 'A1 van casus ZVH-2026-002 wordt niet overgenomen. De actie blijft van jou.' };
    expect(reminders().at(-1)?.message).toEqual(said);
    await table.at('2026-12-14T08:00:00.000Z');
    expect(reminders()).toHaveLength(3);
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
    await startAgain(table);
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
    table.chat.failNext(1, refused, (method, to) => method === 'personalChat' && to === entraId('wijkteam'));
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
    table.chat.failNext(1, refused, toOwner);
    await table.at('2026-12-11T08:00:00.000Z');
    expect(linesInMeeting()).toMatchObject([{ mention: entraId('wijkteam') }]);
  });

  it('because they are not in the chat gets a line without a mention', async () => {
    await agreedFor('2026-12-11', 'Jeugdreclasseerder, Reclassering');
    await table.at('2026-12-11T08:00:00.000Z');
    expect(linesInMeeting()).toEqual([{ kind: 'line', text: expect.stringContaining(line) }]);
    expect(reminders('procesregisseur')).toEqual([]);
    expect(reminders()).toEqual([]);
  });
});

describe('a reminder whose sending', () => {
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
