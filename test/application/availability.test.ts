import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/ports/card-renderer.ts';
import { textOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { startAgain } from '../support/start-again.ts';
import { cardsOf, code, filledIn, madeUp, notices } from '../support/table.ts';
import { useHouse, useTable } from '../support/use-house.ts';

const house = useHouse();
const table = useTable({}, house);

async function agreed(...actions: readonly Record<string, string>[]): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X OGG`);
  await table.join(['procesregisseur', 'wijkteam']);
  const card = madeUp('action.agree', table.offering('conference.join'));
  for (const action of actions) {
    const inputs = { what: 'Gesprek over werk', due: '2026-12-11', owner: entraId('wijkteam'), ...action };
    await table.press('wijkteam', 'action.agree', inputs, { card });
  }
  await table.say('procesregisseur', 'sluiten');
}
const inOwnChat = {
  get conversation() {
    return table.own('wijkteam');
  },
};
const say = async (text: string): Promise<Card> => {
  const [card] = cardsOf(await table.say('wijkteam', text, inOwnChat));
  if (card === undefined) throw new Error(`no card for ${text}`);
  return card;
};
const set = (card: Card, inputs: Record<string, string>) =>
  table.press('wijkteam', 'availability.set', { ...filledIn(card), ...inputs }, { card, ...inOwnChat });
const away = async (text = 'verlof 7-12-2026 t/m 18-12-2026') => set(await say(text), {});
const reminders = () =>
  table.chat.shown.flatMap(({ conversation, message }) =>
    conversation === table.own('wijkteam').id &&
    message.kind === 'card' &&
    /Vandaag|uiterlijk|Te laat|staan \d+ dingen/.test(textOf(message.card)) &&
    JSON.stringify(message.card).includes('reminder.done') &&
    !textOf(message.card).startsWith('Jouw')
      ? [message.card]
      : [],
  );
const profile = () => house.storage.people.find(table.tenant, entraId('wijkteam'));

describe('leave', () => {
  it('that is typed comes back to be confirmed, and counts from then on', async () => {
    const form = await say('verlof 1-12-2026 t/m 12-12-2026');
    expect(filledIn(form)).toMatchObject({ from: '2026-12-01', until: '2026-12-12', hour: '09:00' });
    expect(notices(form)).toEqual(['hint:checkTyped']);
    expect((await profile())?.availability).toBeUndefined();
    expect(textOf(await set(form, {}))).toContain('Verlof tot en met 12 december');
    expect((await profile())?.availability).toMatchObject({ from: '2026-12-01', until: '2026-12-12' });
  });

  it('that cannot be read asks for the days', async () => {
    const form = await say('verlof met kerst');
    expect(notices(form)).toEqual(['hint:noDayRead']);
    expect(textOf(form)).toContain('met kerst');
    expect(filledIn(form).from).toBeUndefined();
  });

  it('that ends before it begins, or in the past, is refused with everything kept', async () => {
    const form = await say('verlof');
    const inputs = { from: '2026-12-10', until: '2026-12-01' };
    const wrong = await set(form, inputs);
    expect(notices(wrong)).toEqual(['refusal:pastDate:until']);
    expect(filledIn(wrong)).toMatchObject(inputs);
    expect(notices(await set(form, { from: '2026-11-01', until: '2026-11-10' }))).toEqual(['refusal:pastDate:until']);
    expect(notices(await set(form, { from: '2026-12-01', until: '' }))).toEqual(['refusal:required:until']);
    expect(notices(await set(form, { hour: '07:00' }))).toEqual(['refusal:notOffered:hour']);
    expect((await profile())?.availability).toBeUndefined();
  });

  it('lets reminders wait until they are back, as one card', async () => {
    await agreed({}, { what: 'Huisbezoek', due: '2026-12-09' });
    await away();
    for (const day of ['04', '07', '08', '09', '10', '11', '14', '15', '16', '17', '18'])
      await table.at(`2026-12-${day}T08:00:00.000Z`);
    // The first was reminded of three working days before, on a day before the leave.
    expect(reminders()).toHaveLength(1);
    await table.at('2026-12-21T07:59:59.000Z');
    expect(reminders()).toHaveLength(1);
    await table.at('2026-12-21T08:00:00.000Z');
    expect(reminders()).toHaveLength(2);
    expect(textOf(reminders()[1] ?? {})).toContain('Er staan 2 dingen voor je klaar');
  });

  it('does not hold up what the chair hears', async () => {
    await agreed({ due: '2026-12-09' });
    await away();
    await table.at('2026-12-14T08:00:00.000Z');
    const told = table.chat.shown.filter(({ conversation }) => conversation === table.own('procesregisseur').id);
    expect(JSON.stringify(told)).toContain('A1 van casus ZVH-2026-002 is drie werkdagen te laat');
  });

  it('never holds up a safety measure', async () => {
    await agreed({ due: '2026-12-12', type: 'safetyMeasure', what: 'Slot vervangen' }, { due: '2026-12-12' });
    await away();
    await table.at('2026-12-09T08:00:00.000Z');
    await table.at('2026-12-11T08:00:00.000Z');
    await table.at('2026-12-12T08:00:00.000Z');
    expect(reminders().map(card => textOf(card).includes('Slot vervangen'))).toEqual([true, true]);
    expect(JSON.stringify(reminders())).not.toContain('Gesprek over werk');
  });

  it('that ends early brings what waited on the next working day', async () => {
    await agreed({});
    await away();
    await table.at('2026-12-08T08:00:00.000Z');
    expect(reminders()).toEqual([]);
    expect(textOf(await say('verlof uit'))).toContain('Je staat nu niet met verlof');
    await table.at('2026-12-09T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
  });

  it('says which actions fall due in it, and lets them be given away', async () => {
    await agreed({}, { what: 'Huisbezoek', due: '2026-12-22' });
    const answer = await away();
    expect(textOf(answer)).toContain('In je verlof vallen acties: 1');
    expect(textOf(answer)).toContain('Gesprek over werk');
    expect(textOf(answer)).not.toContain('Huisbezoek');
    const opened = await table.press('wijkteam', 'form.show', {}, { card: answer, ...inOwnChat });
    const after = await table.press(
      'wijkteam',
      'reminder.snooze',
      { until: '2026-12-21' },
      { card: opened, ...inOwnChat },
    );
    expect(textOf(after)).toContain('In je verlof vallen acties: 1');
    expect(textOf(after)).toContain('✓ Later: 21 december');
  });

  it('stays known when they join the next conference', async () => {
    await agreed({});
    await away();
    await startAgain(table);
    await table.join(['wijkteam']);
    expect((await profile())?.availability).toMatchObject({ until: '2026-12-18' });
  });

  it('is of the person who typed it: nobody else presses on it, and in a group it is not taken', async () => {
    const form = await say('verlof');
    const strange = await table.press(
      'behandelaar',
      'availability.set',
      {},
      { card: form, conversation: table.own('behandelaar') },
    );
    expect(notices(strange)).toEqual(['refusal:unknown']);
    const [said] = await table.say('wijkteam', 'verlof 1-12-2026');
    expect(said).toMatchObject({ kind: 'line', text: expect.stringContaining('in je eigen chat met mij') });
  });
});

describe('hours and days', () => {
  it('bring the card at the hour that was chosen', async () => {
    await agreed({});
    expect(textOf(await set(await say('verlof'), { hour: '10:30' }))).toContain('Vastgelegd');
    await table.at('2026-12-08T08:00:00.000Z');
    await table.at('2026-12-08T09:29:59.000Z');
    expect(reminders()).toEqual([]);
    await table.at('2026-12-08T09:30:00.000Z');
    expect(reminders()).toHaveLength(1);
  });

  it('hold up nothing that has a clock time of its own', async () => {
    await agreed({ due: '2026-12-11T14:30' });
    await set(await say('verlof'), { hour: '16:00' });
    await table.at('2026-12-08T15:00:00.000Z');
    expect(reminders()).toHaveLength(1);
    await table.at('2026-12-11T11:30:00.000Z');
    expect(textOf(reminders()[1] ?? {})).toContain('Vandaag om 14.30');
  });

  it('bring the card on the days that somebody works', async () => {
    await agreed({});
    await set(await say('verlof'), { days: 'mo,th' });
    await table.at('2026-12-08T08:00:00.000Z');
    await table.at('2026-12-09T08:00:00.000Z');
    expect(reminders()).toEqual([]);
    await table.at('2026-12-10T08:00:00.000Z');
    expect(reminders()).toHaveLength(1);
  });

  it('are filled in the next time, and survive the end of a leave', async () => {
    await set(await say('verlof 1-12-2026 t/m 12-12-2026'), { hour: '11:00', days: 'mo,tu' });
    await say('verlof uit');
    expect(filledIn(await say('verlof'))).toMatchObject({ hour: '11:00', days: 'mo,tu' });
    expect(filledIn(await say('verlof')).from).toBeUndefined();
  });

  it('come without a leave that is over', async () => {
    await away();
    await table.at('2027-01-04T08:00:00.000Z');
    const form = await say('verlof');
    expect(filledIn(form).until).toBeUndefined();
    expect(notices(await set(form, {}))).toEqual([]);
  });
});

describe('mijn acties', () => {
  const press = (card: Card, verb: string, inputs: Record<string, string> = {}) =>
    table.press('wijkteam', verb, inputs, { card, ...inOwnChat });

  it('shows everything open of this person across cases, by due date', async () => {
    await agreed(
      {},
      { what: 'Huisbezoek', due: '2026-12-09' },
      { what: 'Van een ander', owner: entraId('procesregisseur') },
    );
    const other = await table.otherChat();
    await table.say('procesregisseur', 'start ZVH-2026-555 Top X OGG', { conversation: other });
    const form = table.offering('conference.join');
    await table.press('wijkteam', 'conference.join', { organisation: 'Wijkteam' }, { card: form, conversation: other });
    const school = { what: 'Bellen met school', due: '2026-12-10', owner: entraId('wijkteam') };
    await table.press('wijkteam', 'action.agree', school, { card: madeUp('action.agree', form), conversation: other });
    const text = textOf(await say('mijn acties'));
    expect(text).toContain('Jouw open acties: 3');
    expect(text).not.toContain('Van een ander');
    const order = ['Huisbezoek', 'Bellen met school', 'Gesprek over werk'].map(words => text.indexOf(words));
    expect(order).toEqual(order.toSorted((one, two) => one - two));
    expect(order).not.toContain(-1);
  });

  it('takes an answer to each, and shows it', async () => {
    await agreed({}, { what: 'Huisbezoek', due: '2026-12-09' });
    const answer = await press(await say('mijn acties'), 'reminder.done');
    expect(textOf(answer)).toContain('✓ Gedaan');
    expect((await table.state()).actions.map(({ status }) => status)).toEqual(['open', 'done']);
    expect(textOf(await say('my actions'))).toContain('Jouw open acties: 1');
  });

  it('is leafed through when there are many, and stays on the page where somebody presses', async () => {
    await agreed(...Array.from({ length: 14 }, (_, at) => ({ what: `Actie nummer ${at + 1}` })));
    const first = await say('mijn acties');
    expect(textOf(first).match(/Actie nummer/g)).toHaveLength(12);
    expect(textOf(first)).toContain('Bladzijde 1 van 2');
    const second = await press(first, 'form.show', { form: 'myActions', item: '2' });
    expect(textOf(second).match(/Actie nummer/g)).toHaveLength(2);
    const answered = await press(second, 'reminder.done');
    expect(textOf(answered)).toContain('Bladzijde 2 van 2');
    expect(textOf(answered)).toContain('✓ Gedaan');
  });

  it('says so when there is nothing, and leads to leave and hours', async () => {
    const empty = await say('mijn acties');
    expect(textOf(empty)).toContain('Je hebt nu geen open acties.');
    expect(filledIn(await press(empty, 'form.show'))).toMatchObject({ hour: '09:00', days: 'mo,tu,we,th,fr' });
  });

  it('is for the own chat only', async () => {
    const said = await table.say('wijkteam', 'mijn acties');
    expect(said).toMatchObject([{ kind: 'line', text: expect.stringContaining('in je eigen chat met mij') }]);
  });
});
