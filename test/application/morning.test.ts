import { beforeEach, describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/evolve.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { textOf } from '../cards/read-card.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { startAgain } from '../support/start-again.ts';
import { madeUp, notices } from '../support/table.ts';
import { useHouse, useTable } from '../support/use-house.ts';

const house = useHouse();
const table = useTable({}, house);

const nine = '2026-12-11T08:00:00.000Z';

/** A conference of Monday 23 November 2026 on that case, in a chat of its own, closed as soon as these were agreed. */
async function agreed(code: string, ...actions: readonly Record<string, string>[]) {
  const conversation = await table.otherChat();
  const inChat = { conversation };
  await table.say('procesregisseur', `start ${code} Top X OGG`, inChat);
  const form = { ...inChat, card: table.offering('conference.join') };
  for (const name of ['procesregisseur', 'wijkteam', 'behandelaar'] as const)
    await table.press(name, 'conference.join', { organisation: `Organisatie van ${name}` }, form);
  for (const action of actions) {
    const inputs = { what: `Gesprek over ${code}`, due: '2026-12-11', owner: entraId('wijkteam'), ...action };
    await table.press('wijkteam', 'action.agree', inputs, { ...inChat, card: madeUp('action.agree', form.card) });
  }
  await table.say('procesregisseur', 'sluiten', inChat);
  return conversation;
}

const inOwnChat = (name: Someone = 'wijkteam') =>
  table.chat.shown.filter(({ conversation }) => conversation === table.own(name).id);
/** Cards with buttons of a reminder, in somebody's own chat. */
const cards = (name?: Someone): readonly Card[] =>
  inOwnChat(name).flatMap(({ message }) =>
    message.kind === 'card' && JSON.stringify(message.card).includes('"reminder.done"') ? [message.card] : [],
  );
const linesIn = ({ id }: { id: string }) =>
  table.chat.shown.flatMap(one => (one.conversation === id && one.message.kind === 'line' ? [one.message] : []));
const toOwner = (method: string, to: string) => method === 'post' && to === table.own('wijkteam').id;
const actionsOf = async (code: string) =>
  fold(await house.storage.events.read({ tenant: table.tenant, case: code }))?.actions ?? [];

/** The n-th button with that verb: each row has its own token. */
function button(card: Card | undefined, verb: string, nth = 0): Card {
  const found: Record<string, string>[] = [];
  JSON.parse(
    JSON.stringify(card ?? {}),
    (_key, value: { type?: string; verb?: string; data?: Record<string, string> }) => {
      if (value?.type === 'Action.Execute' && value.verb === verb && value.data !== undefined) found.push(value.data);
      return value;
    },
  );
  const data = found[nth];
  if (data === undefined) throw new Error(`no button ${nth} of ${verb}`);
  return { type: 'AdaptiveCard', body: [{ type: 'Action.Execute', verb, data }] };
}
const press = (card: Card | undefined, verb: string, nth = 0, inputs: Record<string, string> = {}) =>
  table.press('wijkteam', verb, inputs, { card: button(card, verb, nth), conversation: table.own('wijkteam') });

describe('a morning', () => {
  it('brings one card with everything of one owner, whatever case it is from', async () => {
    await agreed('ZVH-2026-101', {}, { what: 'Huisbezoek', due: '2026-12-16' });
    await agreed('ZVH-2026-102', { what: 'Bellen met school' });
    await table.at(nine);
    expect(inOwnChat()).toHaveLength(1);
    const text = textOf(cards()[0] ?? {});
    expect(text).toContain('Er staan 3 dingen voor je klaar');
    for (const words of ['A1 Gesprek over ZVH-2026-101', 'A2 Huisbezoek', 'A1 Bellen met school', 'ZVH-2026-102'])
      expect(text).toContain(words);
    expect(text.indexOf('Bellen met school')).toBeLessThan(text.indexOf('Huisbezoek'));
  });

  it('brings the card of a single action when there is only one', async () => {
    await agreed('ZVH-2026-101', {});
    await table.at(nine);
    expect(textOf(cards()[0] ?? {})).toContain('Vandaag: één actie van jou');
  });

  it('brings each owner their own', async () => {
    await agreed('ZVH-2026-101', {}, { owner: entraId('behandelaar') });
    await agreed('ZVH-2026-102', {}, { owner: entraId('behandelaar') });
    await table.at(nine);
    expect([cards().length, cards('behandelaar').length]).toEqual([1, 1]);
  });

  it('leaves out what was answered between the moment and the sending', async () => {
    await agreed('ZVH-2026-101', {});
    await agreed('ZVH-2026-102', {});
    await agreed('ZVH-2026-103', {});
    await table.at('2026-12-08T08:00:00.000Z');
    const busy = new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 3_600_000 });
    table.chat.failNext(1, busy, toOwner);
    await table.at(nine);
    expect(cards()).toHaveLength(1);
    await press(cards()[0], 'reminder.done', 1);
    await table.at('2026-12-11T09:00:00.000Z');
    const text = textOf(cards()[1] ?? {});
    expect(text).toContain('Er staan 2 dingen voor je klaar');
    expect(text).not.toContain('ZVH-2026-102');
  });

  it('is tried again as a whole when the chat is away for a while, and comes once', async () => {
    await agreed('ZVH-2026-101', {});
    await agreed('ZVH-2026-102', {});
    await table.at('2026-12-10T08:00:00.000Z');
    const before = cards().length;
    const busy = new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 20_000 });
    table.chat.failNext(1, busy, toOwner);
    await table.at(nine);
    expect(cards()).toHaveLength(before);
    await table.at('2026-12-11T08:00:25.000Z');
    await table.at('2026-12-11T08:10:00.000Z');
    expect(cards()).toHaveLength(before + 1);
  });

  it('whose sending has an unknown outcome is marked for all of it, and nothing is repeated or said in a meeting', async () => {
    const chats = [await agreed('ZVH-2026-101', {}), await agreed('ZVH-2026-102', {})];
    table.chat.loseAnswerOf(1, toOwner);
    await table.at('2026-12-08T08:00:00.000Z');
    await table.at('2026-12-08T12:00:00.000Z');
    expect(inOwnChat()).toHaveLength(1);
    expect(chats.flatMap(linesIn).filter(({ mention }) => mention !== undefined)).toEqual([]);
    expect(table.log.lines.join()).toContain('"outcome":"possiblySent"');
  });

  it('survives a restart between firing and sending, as one card', async () => {
    await agreed('ZVH-2026-101', {});
    await agreed('ZVH-2026-102', {});
    await house.storage.dueMoments.fire('2026-12-08T08:00:00.000Z');
    expect(cards()).toEqual([]);
    await table.at('2026-12-08T08:00:05.000Z');
    expect(cards()).toHaveLength(1);
  });

  it('that was spent off line brings one card when we are back', async () => {
    await agreed('ZVH-2026-101', {});
    await agreed('ZVH-2026-102', { due: '2026-12-10' });
    await table.at('2026-12-11T14:00:00.000Z');
    expect(cards()).toHaveLength(1);
    expect(textOf(cards()[0] ?? {})).toContain('te laat, was voor 10 december');
  });

  it('that the process slept through until the weekend comes on Monday', async () => {
    await agreed('ZVH-2026-101', {});
    await agreed('ZVH-2026-102', {});
    await table.at('2026-12-12T10:00:00.000Z');
    expect(cards()).toEqual([]);
    await table.at('2026-12-14T08:00:00.000Z');
    expect(cards()).toHaveLength(1);
  });

  it('comes once when the clock jumps on and back', async () => {
    await agreed('ZVH-2026-101', {});
    await agreed('ZVH-2026-102', {});
    await table.at('2026-12-11T10:00:00.000Z');
    await table.at('2026-12-08T07:00:00.000Z');
    await table.at('2026-12-08T08:00:00.000Z');
    await table.at(nine);
    expect(cards()).toHaveLength(1);
  });

  it('comes at nine on the wall, before and after the clocks change', async () => {
    await agreed('ZVH-2026-101', { due: '2027-03-26' }, { due: '2027-03-29' });
    await agreed('ZVH-2026-102', { due: '2027-03-26' }, { due: '2027-03-31' });
    await table.at('2027-03-24T12:00:00.000Z');
    const before = cards().length;
    for (const [moment, count] of [
      ['2027-03-25T07:59:59.000Z', 0],
      ['2027-03-25T08:00:00.000Z', 1],
      // Good Friday, and Easter Monday: what was for those days came on Thursday.
      ['2027-03-29T12:00:00.000Z', 1],
      ['2027-03-30T06:59:59.000Z', 1],
      ['2027-03-30T07:00:00.000Z', 2],
    ] as const) {
      await table.at(moment);
      expect(cards().length - before, moment).toBe(count);
    }
  });

  it('has twelve rows, and says how to see the rest', async () => {
    await agreed('ZVH-2026-101', ...Array.from({ length: 18 }, (_, at) => ({ what: `Actie nummer ${at + 1}` })));
    await table.at(nine);
    const text = textOf(cards()[0] ?? {});
    expect(text).toContain('… en nog 6: typ ‘mijn acties’');
    expect(text.match(/Actie nummer/g)).toHaveLength(12);
  });
});

describe('a row of the card of a morning', () => {
  beforeEach(async () => {
    await agreed('ZVH-2026-101', {}, { what: 'Huisbezoek' });
    await agreed('ZVH-2026-102', { what: 'Bellen met school' });
    await table.at(nine);
  });

  it('done is recorded in its own case, marked, and leaves the others to be pressed', async () => {
    const answer = await press(cards()[0], 'reminder.done', 2);
    expect((await actionsOf('ZVH-2026-102')).map(({ status }) => status)).toEqual(['done']);
    expect((await actionsOf('ZVH-2026-101')).map(({ status }) => status)).toEqual(['open', 'open']);
    expect(textOf(answer)).toContain('✓ Gedaan');
    const second = await press(answer, 'reminder.done', 0);
    expect(textOf(second).match(/✓ Gedaan/g)).toHaveLength(2);
    expect((await actionsOf('ZVH-2026-101')).map(({ status }) => status)).toEqual(['done', 'open']);
  });

  it('pressed twice is one event, and answered with the list', async () => {
    const once = await press(cards()[0], 'reminder.done', 0);
    const twice = await press(cards()[0], 'reminder.done', 0);
    expect(textOf(twice)).toBe(textOf(once));
    const events = await house.storage.events.read({ tenant: table.tenant, case: 'ZVH-2026-101' });
    expect(events.filter(({ type }) => type === 'ActionDone')).toHaveLength(1);
  });

  it('opens the card of its action, which goes back to the list', async () => {
    const opened = await press(cards()[0], 'form.show', 2);
    expect(textOf(opened)).toContain('Bellen met school');
    const back = await press(opened, 'form.show');
    expect(textOf(back)).toContain('Er staan 3 dingen voor je klaar');
    const answer = await press(opened, 'reminder.snooze', 0, { until: '2026-12-16', reason: 'School is dicht' });
    expect(textOf(answer)).toContain('✓ Later: 16 december');
    expect(textOf(answer)).not.toContain('School is dicht');
    expect((await actionsOf('ZVH-2026-102'))[0]?.snoozedUntil).toBe('2026-12-16');
  });

  it('that is refused comes back as the form, filled in; opened from the list it stays so', async () => {
    const opened = await press(cards()[0], 'form.show', 0);
    const refused = await press(opened, 'reminder.snooze', 0, { until: '2026-12-11', reason: 'Later' });
    expect(notices(refused)).toEqual(['refusal:pastDate:until']);
    expect(textOf(await press(refused, 'form.show'))).toContain('Er staan 3 dingen voor je klaar');
  });

  it('says what became of an action that was taken over or withdrawn meanwhile', async () => {
    await press(await press(cards()[0], 'form.show', 0), 'reminder.handOver', 0, { to: entraId('behandelaar') });
    const asked = table.chat.shown.findLast(({ message }) => JSON.stringify(message).includes('action.accept'));
    if (asked?.message.kind !== 'card') throw new Error('nobody was asked');
    const card = asked.message.card;
    await table.press(
      'behandelaar',
      'action.accept',
      { answer: 'yes' },
      { card, conversation: table.own('behandelaar') },
    );
    const answer = await press(cards()[0], 'reminder.done', 1);
    expect(textOf(answer)).toContain('✓ Nu van Behandelaar');
    const late = await press(cards()[0], 'reminder.done', 0);
    expect(notices(late)).toEqual(['refusal:notOwner:action']);
    expect(textOf(late)).toContain('Er staan 3 dingen voor je klaar');
    expect(textOf(await press(cards()[0], 'form.show', 0))).toContain('✓ Nu van Behandelaar');
  });

  it('of what repeats asks whether it happened this time', async () => {
    await agreed('ZVH-2026-103', { what: 'Weekgesprek', due: '2027-01-11', every: 'week' }, { due: '2026-12-18' });
    await table.at('2026-12-18T08:00:00.000Z');
    const card = cards().at(-1);
    expect(textOf(card ?? {})).toContain('Weekgesprek');
    const answer = await press(card, 'reminder.missed');
    expect(textOf(answer)).toContain('✓ Niet gebeurd');
    expect((await actionsOf('ZVH-2026-103'))[0]).toMatchObject({ status: 'open' });
  });

  it('of an action that was withdrawn says so, on the list and on a card of its own', async () => {
    const opened = await press(cards()[0], 'form.show', 0);
    const [chat] = table.chat.shown.filter(({ message }) => JSON.stringify(message).includes('ZVH-2026-101'));
    const conversation = { ...table.conversation, id: chat?.conversation ?? '' };
    await startAgain(table, { code: 'ZVH-2026-101', conversation });
    const edit = { card: madeUp('item.withdraw', table.offering('conference.join')), conversation };
    await table.press('procesregisseur', 'item.withdraw', { item: 'A1' }, edit);
    for (const card of [cards()[0], opened])
      expect(notices(await press(card, 'reminder.done', 0))).toEqual(['refusal:unknown:action']);
    expect(textOf(await press(cards()[0], 'reminder.done', 1))).toContain('Deze actie is vervallen');
    expect(textOf(await press(cards()[0], 'form.show', 0))).toContain('Deze actie is vervallen');
  });

  it('is for its owner only, and there is no way from it to the rest of a case', async () => {
    const own = { conversation: table.own('behandelaar') };
    const strange = await table.press(
      'behandelaar',
      'reminder.done',
      {},
      { card: button(cards()[0], 'reminder.done'), ...own },
    );
    expect(notices(strange)).toEqual(['refusal:unknown']);
    for (const verb of [
      'summary.request',
      'board.show',
      'conference.close',
      'minutes.adopt',
      'action.accept',
      'step.next',
    ]) {
      const sent = { card: madeUp(verb, button(cards()[0], 'reminder.done')), conversation: table.own('wijkteam') };
      expect(
        notices(await table.press('wijkteam', verb, { ask: '1', action: 'A1', answer: 'yes' }, sent)),
        verb,
      ).toContain('refusal:notUnderstood');
    }
    for (const form of ['roles', 'items', 'correctMinutes', 'close', 'more']) {
      const sent = {
        card: madeUp('form.show', button(cards()[0], 'reminder.done')),
        conversation: table.own('wijkteam'),
      };
      const answer = await table.press('wijkteam', 'form.show', { form }, sent);
      expect(notices(answer), form).toContain('refusal:notUnderstood');
    }
  });

  it('keeps nothing of one case under the key of another', async () => {
    const answer = await press(cards()[0], 'reminder.done', 0);
    expect(textOf(answer)).toContain('Bellen met school');
    const again = { activityId: 'x', person: entraId('wijkteam'), token: String(tokenIn(cards()[0])) };
    const kept = await house.storage.events.findAnswer(table.tenant, { ...again, inputs: keptInputs });
    expect(JSON.stringify(kept)).toContain('Gesprek over ZVH-2026-101');
    expect(JSON.stringify(kept)).not.toContain('Bellen met school');
  });
});

const keptInputs = JSON.stringify(['reminder.done', [['action', 'A1']]]);
function tokenIn(card: Card | undefined): unknown {
  const [pressed] = (button(card, 'reminder.done').body as readonly { data: { token: string } }[]) ?? [];
  return pressed?.data.token;
}

describe('a morning before a conference', () => {
  it('asks for what changed on the same card, and takes the answer there', async () => {
    const conversation = await table.otherChat();
    await table.say('procesregisseur', 'start ZVH-2026-104 Top X OGG', { conversation });
    const form = { conversation, card: table.offering('conference.join') };
    for (const name of ['procesregisseur', 'wijkteam'] as const)
      await table.press(name, 'conference.join', { organisation: `Organisatie van ${name}` }, form);
    const inputs = { what: 'Huisbezoek', due: '2026-12-11', owner: entraId('wijkteam') };
    await table.press('wijkteam', 'action.agree', inputs, { ...form, card: madeUp('action.agree', form.card) });
    const closing = { ...form, card: madeUp('conference.close', form.card) };
    await table.press('procesregisseur', 'conference.close', { nextDate: '2026-12-16' }, closing);
    await table.at('2026-12-08T08:00:00.000Z');
    await table.at(nine);
    const card = cards().at(-1);
    expect(inOwnChat()).toHaveLength(2);
    expect(textOf(card ?? {})).toContain('Casusoverleg op 16 december: wat is er veranderd?');
    const opened = await press(card, 'form.show', 0);
    const answer = await press(opened, 'preparation.answer', 0, { changes: 'Heeft weer werk' });
    expect(textOf(answer)).toContain('✓ Beantwoord');
    expect(textOf(answer)).not.toContain('Heeft weer werk');
    expect(textOf(await press(opened, 'form.show', 0))).toContain('Er staan 2 dingen voor je klaar');
    await press(answer, 'reminder.done', 0);
    expect((await actionsOf('ZVH-2026-104'))[0]).toMatchObject({ status: 'done' });
  });
});
