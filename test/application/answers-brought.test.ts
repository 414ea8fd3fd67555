import { beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { textOf } from '../cards/read-card.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { startAgain } from '../support/start-again.ts';
import { code, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { useHouse } from '../support/use-house.ts';

const house = useHouse();
let table: TableUnderTest;
beforeEach(async () => {
  table = await house.open();
});

const found = 'Drie weken niets gebruikt';

/** Closed with one action of the wijkteam. */
async function agreed(inputs: Record<string, string>): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X OGG`);
  await table.join(['procesregisseur', 'behandelaar', 'wijkteam']);
  const card = madeUp('action.agree', table.offering('conference.join'));
  const action = { what: 'Vraag na wat hij gebruikt', owner: entraId('wijkteam'), due: '2026-12-11', ...inputs };
  await table.press('wijkteam', 'action.agree', action, { card });
  await table.say('procesregisseur', 'sluiten');
}

const tellings = (name: Someone) =>
  table.chat.shown.flatMap(({ conversation, message }) =>
    conversation === table.own(name).id && message.kind === 'card' && textOf(message.card).includes('Er is antwoord')
      ? [textOf(message.card)]
      : [],
  );
/** Presses the newest reminder in the owner's own chat. */
const answer = (verb: string, inputs: Record<string, string> = {}) =>
  table.press('wijkteam', verb, inputs, { card: table.offering(verb), conversation: table.own('wijkteam') });
const linesInMeeting = () =>
  table.chat.shown.flatMap(one =>
    one.conversation === table.conversation.id && one.message.kind === 'line' ? [one.message] : [],
  );

describe('what was found out', () => {
  const information = { type: 'information', reportTo: entraId('behandelaar') };

  it('is brought to whom it was promised, with the question and the note, in their own chat only', async () => {
    await agreed(information);
    await table.at('2026-12-11T08:00:00.000Z');
    await answer('reminder.done', { reason: found });
    const [told = ''] = tellings('behandelaar');
    expect(told).toContain('A1 Vraag na wat hij gebruikt');
    expect(told).toContain(found);
    expect(told).toContain('Wijkteam');
    const places = new Set(table.chat.sent.filter(one => one.json.includes(found)).map(one => one.conversation));
    expect([...places]).toEqual([table.own('behandelaar').id]);
  });

  it('is brought once, also when it is pressed again and the table looks back on it', async () => {
    await agreed(information);
    await table.at('2026-12-11T08:00:00.000Z');
    await answer('reminder.done', { reason: found });
    await answer('reminder.done', { reason: found });
    await startAgain(table);
    await table.say('procesregisseur', 'volgende');
    const card = table.offering('action.review');
    await table.press('procesregisseur', 'action.review', { 'status:A1': 'done', 'note:A1': found }, { card });
    expect(tellings('behandelaar')).toHaveLength(1);
  });

  it('is brought from the look-back when it is answered there', async () => {
    await agreed(information);
    await startAgain(table);
    await table.say('procesregisseur', 'volgende');
    const card = table.offering('action.review');
    await table.press('wijkteam', 'action.review', { 'status:A1': 'partly', 'note:A1': found }, { card });
    expect(tellings('behandelaar')).toEqual([expect.stringContaining('Deels gedaan')]);
  });

  it('goes to the chair when the person it was promised to has no chat, and says for whom it was', async () => {
    await agreed({ type: 'information', reportTo: 'other', reportToOther: 'Huisarts, Praktijk' });
    await table.at('2026-12-11T08:00:00.000Z');
    await answer('reminder.done', { reason: found });
    expect(tellings('procesregisseur')).toEqual([expect.stringContaining('bedoeld voor Huisarts')]);
  });

  it('goes to the chair when that person cannot be written to; to the meeting chat, without words, when the chair cannot either', async () => {
    await agreed(information);
    await table.at('2026-12-11T08:00:00.000Z');
    const blocked = new AdapterError('blocked', { code: 'blockedByUser' });
    const isOf = (name: Someone) => (_method: string, to: string) => to === table.own(name).id || to === entraId(name);
    table.chat.failNext(5, blocked, isOf('behandelaar'));
    await answer('reminder.done', { reason: found });
    expect(tellings('procesregisseur')).toHaveLength(1);

    table = await house.open();
    await agreed(information);
    await table.at('2026-12-11T08:00:00.000Z');
    table.chat.failNext(5, blocked, isOf('behandelaar'));
    table.chat.failNext(5, blocked, isOf('procesregisseur'));
    await answer('reminder.done', { reason: found });
    const said = linesInMeeting().filter(line => line.mention === entraId('procesregisseur'));
    expect(said.map(line => line.text)).toEqual([expect.stringContaining(`A1 van casus ${code}`)]);
    expect(JSON.stringify(linesInMeeting())).not.toContain(found);
  });

  it('is nobody’s to hear of an intervention', async () => {
    await agreed({ reportTo: entraId('behandelaar') });
    await table.at('2026-12-11T08:00:00.000Z');
    await answer('reminder.done', { reason: found });
    expect(tellings('behandelaar')).toEqual([]);
  });
});

describe('an action that repeats', () => {
  const weekly = { every: 'week', type: 'information', reportTo: entraId('behandelaar') };
  const reminder = () => textOf(table.offering('reminder.missed'));

  it('asks whether it happened, and each answer is brought', async () => {
    await agreed(weekly);
    await table.at('2026-11-30T08:00:00.000Z');
    expect(reminder()).toContain('Is dit gebeurd?');
    await answer('reminder.done', { reason: 'Negatief getest' });
    await table.at('2026-12-07T08:00:00.000Z');
    expect(reminder()).toContain('1 van de 1 keer gebeurd');
    const said = await answer('reminder.missed', { reason: 'Was er niet' });
    expect(textOf(said)).toContain('Deze keer niet gebeurd: A1');
    expect(tellings('behandelaar')).toEqual([
      expect.stringMatching(/Gebeurd[\s\S]*Negatief getest/),
      expect.stringMatching(/Niet gebeurd[\s\S]*Was er niet/),
    ]);
    expect((await table.state()).actions[0]).toMatchObject({ status: 'open' });
  });

  it('is counted in the look-back and in the plan', async () => {
    await agreed(weekly);
    await table.at('2026-11-30T08:00:00.000Z');
    await answer('reminder.done');
    await table.at('2026-12-07T08:00:00.000Z');
    await answer('reminder.missed');
    await startAgain(table);
    await table.say('procesregisseur', 'volgende');
    expect(textOf(table.offering('action.review'))).toContain('1 van de 2 keer gebeurd');
    await table.say('procesregisseur', 'plan');
    expect(textOf(table.cardWith('Risicomanagementplan'))).toContain('1 van de 2 keer gebeurd');
  });

  it('is not told to be missed when it happens once', async () => {
    await agreed({ type: 'information' });
    await table.at('2026-12-11T08:00:00.000Z');
    const card = table.offering('reminder.done');
    const pressed = await table.press(
      'wijkteam',
      'reminder.missed',
      { action: 'A1' },
      { card: madeUp('reminder.missed', card), conversation: table.own('wijkteam') },
    );
    expect(notices(pressed)).toEqual(['refusal:notOffered:action']);
  });
});
