import { beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { buttonsOf, inputsOf, linesOf, textOf, verbsOf } from '../cards/read-card.ts';
import { entraId, functions, type Someone } from '../support/seats.ts';
import { cardsOf, code, filledIn, madeUp, notices, type TableUnderTest } from '../support/table.ts';
import { useHouse } from '../support/use-house.ts';

const house = useHouse();
let table: TableUnderTest;
beforeEach(async () => {
  table = await house.open();
});

/** A conference of Monday 23 November 2026, closed with the next one on Monday 14 December. */
async function met(nextDate = '2026-12-14', names: readonly Someone[] = functions, due = '2026-12-18'): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X OGG`);
  await table.join(names);
  await agree('wijkteam', 'Gesprek over werk', due);
  await close(nextDate);
}
async function agree(owner: Someone, what: string, due: string): Promise<void> {
  const card = madeUp('action.agree', table.offering('conference.join'));
  await table.press(owner, 'action.agree', { what, due, owner: entraId(owner) }, { card });
}
async function close(nextDate: string): Promise<void> {
  const card = madeUp('conference.close', table.offering('conference.join'));
  await table.press('procesregisseur', 'conference.close', { nextDate }, { card });
  await table.press('procesregisseur', 'minutes.adopt');
}
const atNine = (day: string) => table.at(`${day}T08:00:00.000Z`);
const alone = (name: Someone) => ({ conversation: table.own(name) });
const sentTo = (name: Someone) =>
  table.chat.shown.flatMap(({ conversation, message }) =>
    conversation === table.own(name).id && message.kind === 'card' ? [message.card] : [],
  );
const asked = (name: Someone): Card | undefined =>
  sentTo(name).findLast(card => verbsOf(card).includes('preparation.answer'));
function formOf(name: Someone): Card {
  const card = asked(name);
  if (card === undefined) throw new Error(`${name} wasn't asked`);
  return card;
}
const answer = (name: Someone, inputs: Record<string, string>, card = formOf(name)) =>
  table.press(name, 'preparation.answer', inputs, { card, ...alone(name) });
const type = async (name: Someone, words: string) => table.say(name, words, alone(name));
/** Lines in the meeting chat that mention somebody. */
const mentions = () =>
  table.chat.shown.flatMap(({ conversation, message }) =>
    conversation === table.conversation.id && message.kind === 'line' && message.mention !== undefined ? [message] : [],
  );
const partners = functions.filter(name => name !== 'procesregisseur');
const openNext = () => table.say('procesregisseur', `start ${code}`);

describe('three working days before the next conference, at nine', () => {
  it('everybody who was at the table is asked once, in their own chat; the chair is not', async () => {
    await met();
    await table.at('2026-12-09T07:59:59.000Z');
    expect(functions.filter(name => asked(name) !== undefined)).toEqual([]);
    await atNine('2026-12-09');
    expect(functions.filter(name => asked(name) !== undefined)).toEqual(partners);
    const before = partners.map(name => sentTo(name).length);
    await atNine('2026-12-10');
    expect(partners.map(name => sentTo(name).length)).toEqual(before);
  });

  it('somebody asked is asked by the day, with their own actions and nobody else’s', async () => {
    await met();
    await atNine('2026-12-09');
    expect(linesOf(formOf('wijkteam'))[0]).toBe('Voor het overleg van 14 december');
    const ids = (name: Someone) => inputsOf(formOf(name)).map(input => input.id);
    expect(ids('wijkteam')).toEqual(expect.arrayContaining(['changes', 'factors', 'status:A1', 'note:A1']));
    expect(ids('wijkagent')).not.toContain('status:A1');
  });

  it('is the next working day when that morning has passed, and nobody is asked when the conference is then', async () => {
    await met('2026-11-26');
    await table.at('2026-11-23T20:00:00.000Z');
    expect(asked('wijkagent')).toBeUndefined();
    await atNine('2026-11-24');
    expect(asked('wijkagent')).toBeDefined();
    table = await house.open();
    await met('2026-11-24');
    await atNine('2026-11-24');
    expect(asked('wijkagent')).toBeUndefined();
  });

  it('nobody is asked on the day of the conference itself, after days off line', async () => {
    await met();
    await table.at('2026-12-14T08:00:00.000Z');
    expect(functions.filter(name => asked(name) !== undefined)).toEqual([]);
    expect(sentTo('procesregisseur').map(textOf).join()).not.toContain('Voorbereiding');
  });

  it('nobody is asked when no day was agreed', async () => {
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join();
    await table.say('procesregisseur', 'sluiten');
    await atNine('2027-02-01');
    expect(functions.filter(name => asked(name) !== undefined)).toEqual([]);
  });

  it('whoever answered before that is not asked', async () => {
    await met();
    const [form] = cardsOf(await type('wijkagent', `voorbereiding ${code}`));
    await answer('wijkagent', { nothing: 'yes' }, form);
    const before = sentTo('wijkagent').length;
    await atNine('2026-12-09');
    expect(sentTo('wijkagent')).toHaveLength(before);
  });

  it('whom we may not write to is mentioned in the meeting chat, with the code only', async () => {
    await met();
    const refused = new AdapterError('blocked', { code: 'blockedByUser' });
    table.chat.failNext(1, refused, (method, to) => method === 'personalChat' && to === entraId('wijkagent'));
    await atNine('2026-12-09');
    expect(asked('wijkagent')).toBeUndefined();
    expect(asked('behandelaar')).toBeDefined();
    expect(mentions()).toEqual([
      {
        kind: 'line',
        text: `Er zijn drie vragen voor jou vóór het volgende overleg over ${code}. Typ in je eigen chat met mij: voorbereiding ${code}`,
        mention: entraId('wijkagent'),
      },
    ]);
    const [form] = cardsOf(await type('wijkagent', `voorbereiding ${code}`));
    expect(verbsOf(form)).toEqual(['preparation.answer']);
  });
});

describe('an answer beforehand', () => {
  beforeEach(async () => {
    await met();
    await atNine('2026-12-09');
  });
  const told = {
    changes: 'Hij woont weer bij zijn zus',
    'status:A1': 'partly',
    'note:A1': 'Eén gesprek gehad',
    factors: '- Weinig zelfcontrole\n\n• Foute vrienden',
    instrument: 'HKT-R',
    instrumentDate: '2026-10-01',
  };

  it('is recorded in one press, and says back what it was', async () => {
    const card = await answer('wijkteam', told);
    expect(linesOf(card).map(line => line.replace(/^✓ /, ''))).toEqual([
      `Dank je. Dit staat klaar voor het overleg. Iets vergeten? Typ: voorbereiding ${code}`,
      'A1 staat erin: Deels gedaan',
      'Veranderd: Hij woont weer bij zijn zus',
      'Factoren: Weinig zelfcontrole · Foute vrienden',
    ]);
    expect((await table.events()).at(-1)).toMatchObject({
      type: 'PreparationAnswered',
      organisation: 'Wijkteam gemeente',
      factors: ['Weinig zelfcontrole', 'Foute vrienden'],
    });
    const before = (await table.events()).length;
    await answer('wijkteam', told);
    expect(await table.events()).toHaveLength(before);
  });

  it('is "nothing to tell" in one press', async () => {
    await answer('wijkagent', { nothing: 'yes' });
    expect((await table.conference()).preparations).toEqual([
      { person: entraId('wijkagent'), organisation: 'Politie', factors: [] },
    ]);
  });

  it('that is empty is refused, and one that is wrong comes back as it was sent', async () => {
    expect(notices(await answer('wijkteam', {}))).toEqual(['refusal:nothingAnswered']);
    const wrong = { ...told, instrumentDate: '2026-02-30', 'note:A1': 'x'.repeat(1001) };
    const card = await answer('wijkteam', wrong);
    expect(notices(card).sort()).toEqual(['refusal:notADate:instrumentDate', 'refusal:tooLong:note:A1']);
    expect(filledIn(card)).toMatchObject({ changes: told.changes, 'status:A1': 'partly', factors: told.factors });
    const many = Array.from({ length: 9 }, (_, index) => `Factor ${index}`).join('\n');
    expect(notices(await answer('wijkteam', { factors: many }))).toEqual(['refusal:tooMany:factors']);
    expect(notices(await answer('wijkteam', { factors: 'x'.repeat(201) }))).toEqual(['refusal:tooLong:factors']);
    expect(await table.conference()).toMatchObject({ preparations: [] });
  });

  it('is of the one who was asked, and the form shows nothing else of the case', async () => {
    const strange = await table.press('wijkagent', 'preparation.answer', told, {
      card: formOf('wijkteam'),
      ...alone('wijkagent'),
    });
    expect(notices(strange)).toEqual(['refusal:unknown']);
    for (const verb of ['summary.request', 'conference.close', 'minutes.adopt', 'reminder.done']) {
      const card = madeUp(verb, formOf('wijkteam'));
      const refused = await table.press('wijkteam', verb, { action: 'A1', ask: '1' }, { card, ...alone('wijkteam') });
      expect(notices(refused), verb).toEqual(['refusal:notUnderstood']);
    }
  });

  it('comes back filled in on `voorbereiding`, and answering again replaces it', async () => {
    await answer('wijkteam', told);
    const [again] = cardsOf(await type('wijkteam', `voorbereiding ${code}`));
    expect(filledIn(again as Card)).toMatchObject({
      changes: told.changes,
      'status:A1': 'partly',
      'note:A1': told['note:A1'],
      factors: 'Weinig zelfcontrole\nFoute vrienden',
      instrument: 'HKT-R',
      instrumentDate: '2026-10-01',
    });
    await answer('wijkteam', { ...told, changes: 'Hij heeft een eigen kamer' }, again);
    const { preparations } = await table.conference();
    expect(preparations).toMatchObject([{ changes: 'Hij heeft een eigen kamer', instrument: 'HKT-R' }]);
  });

  it('silences the reminders of what goes on until the next conference', async () => {
    table = await house.open();
    await met('2026-12-14', functions, '2026-12-11');
    await atNine('2026-12-08');
    await atNine('2026-12-09');
    await answer('wijkteam', told);
    const before = sentTo('wijkteam').length;
    await atNine('2026-12-11');
    expect(sentTo('wijkteam')).toHaveLength(before);
    await openNext();
    await atNine('2026-12-16');
    expect(sentTo('wijkteam')).toHaveLength(before + 1);
  });

  it('opened from the card of a morning comes back as that card, with what else is there', async () => {
    table = await house.open();
    await met('2026-12-14', functions, '2026-12-14');
    await atNine('2026-12-09');
    const list = sentTo('wijkteam').at(-1);
    expect(textOf(list)).toContain('A1');
    const [row] = buttonsOf(list).filter(button => JSON.stringify(button.data).includes('"beforehand"'));
    const form = await table.press(
      'wijkteam',
      'form.show',
      {},
      { card: { type: 'AdaptiveCard', body: [row] }, ...alone('wijkteam') },
    );
    expect(verbsOf(form)).toContain('preparation.answer');
    const answered = await answer('wijkteam', told, form);
    expect(textOf(answered)).toContain('A1');
    expect((await table.conference()).preparations).toHaveLength(1);
  });

  it('is too late once the conference runs, and what was typed stays', async () => {
    await openNext();
    const card = await answer('wijkteam', told);
    expect(notices(card)).toEqual(['refusal:preparationOver']);
    expect(filledIn(card)).toMatchObject({ changes: told.changes, factors: told.factors });
  });
});

describe('the next conference', () => {
  it('opens with what was told, brings the factors along and has the look-back filled in', async () => {
    await met();
    await atNine('2026-12-09');
    await answer('wijkteam', {
      changes: 'Hij woont weer bij zijn zus',
      'status:A1': 'partly',
      'note:A1': 'Eén gesprek gehad',
    });
    await answer('behandelaar', { factors: 'Weinig zelfcontrole', instrument: 'HKT-R' });
    await answer('wijkagent', { nothing: 'yes' });
    await table.at('2026-12-14T12:00:00.000Z');
    await openNext();
    const opening = textOf(table.offering('conference.join'));
    expect(opening).toContain('Vooraf gemeld');
    expect(opening).toContain('Wijkteam gemeente Hij woont weer bij zijn zus');
    expect(opening).toContain('Nieuwe factoren op tafel: F1 Weinig zelfcontrole (GGZ).');
    expect(opening).toContain('Niets te melden: Politie.');
    expect(opening).toContain('Nog iets dat hier niet staat?');
    expect((await table.state()).factors).toMatchObject([
      { id: 'F1', source: 'instrument', instrument: 'HKT-R', by: { person: entraId('behandelaar') } },
    ]);

    await table.say('procesregisseur', 'volgende');
    const lookBack = table.offering('action.review');
    expect(textOf(lookBack)).toContain('✓ A1 Gesprek over werk · deels gedaan: Eén gesprek gehad · Wijkteam');
    await table.press('wijkteam', 'action.review', { 'status:A1': 'done', 'note:A1': 'Gisteren toch' });
    expect((await table.conference()).reviews).toMatchObject({ A1: { status: 'done', note: 'Gisteren toch' } });
  });

  it('opens as it always did when nobody answered', async () => {
    await met();
    await openNext();
    const opening = textOf(table.offering('conference.join'));
    expect(opening).not.toContain('Vooraf gemeld');
    expect(opening).not.toContain('Nog iets dat hier niet staat?');
  });
});

describe('who sees to the preparation', () => {
  const status = (name: Someone) =>
    sentTo(name).filter(card => textOf(card).startsWith('Voorbereiding van het overleg'));

  it('hears the working day before, at nine, who has not answered: the chair unless somebody was named', async () => {
    await met();
    await atNine('2026-12-09');
    await answer('wijkagent', { nothing: 'yes' });
    await table.at('2026-12-11T07:59:59.000Z');
    expect(status('procesregisseur')).toEqual([]);
    await atNine('2026-12-11');
    expect(status('procesregisseur').map(linesOf)).toEqual([
      [
        'Voorbereiding van het overleg van 14 december',
        `${code} · nog geen antwoord van 3 van 4:`,
        '• Reclasseerder, Reclassering',
        '• Behandelaar, GGZ',
        '• Wijkteam, Wijkteam gemeente',
        'Wel geantwoord: Politie',
      ],
    ]);
    await atNine('2026-12-12');
    expect(status('procesregisseur')).toHaveLength(1);
  });

  it('is whoever the chair named', async () => {
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join();
    const card = madeUp('case.setPreparer', table.offering('conference.join'));
    const named = await table.press(
      'procesregisseur',
      'case.setPreparer',
      { preparer: entraId('behandelaar') },
      { card },
    );
    expect(textOf(named)).toContain('Let op de voorbereiding: Behandelaar');
    await close('2026-12-14');
    await atNine('2026-12-09');
    await atNine('2026-12-11');
    expect(status('behandelaar')).toHaveLength(1);
    expect(status('procesregisseur')).toEqual([]);
  });

  it('hears nothing when everybody answered', async () => {
    await met();
    await atNine('2026-12-09');
    for (const name of partners) await answer(name, { nothing: 'yes' });
    await atNine('2026-12-11');
    expect(status('procesregisseur')).toEqual([]);
  });

  it('hears nothing on the morning on which it was only just asked', async () => {
    await met('2026-11-25');
    await atNine('2026-11-24');
    expect(asked('wijkagent')).toBeDefined();
    expect(status('procesregisseur')).toEqual([]);
  });

  it('asks for it in words too; the chair gets no form of their own', async () => {
    await met();
    const cards = cardsOf(await type('procesregisseur', `voorbereiding ${code}`));
    expect(cards.map(card => linesOf(card)[0])).toEqual(['Voorbereiding van het overleg van 14 december']);
    expect(cardsOf(await type('wijkagent', `voorbereiding ${code}`)).map(verbsOf)).toEqual([['preparation.answer']]);
  });
});

describe('`voorbereiding` in words', () => {
  const said = async (name: Someone, words: string, where = alone(name)) =>
    (await table.say(name, words, where)).map(reply => (reply.kind === 'line' ? reply.text : 'a card'));

  it('knows no case for somebody who has nothing to do with it, nor a code that nobody uses', async () => {
    await met('2026-12-14', ['procesregisseur', 'wijkteam']);
    const unknown = ['Deze casus ken ik hier niet. Kijk of de code klopt, of vraag het de procesregisseur.'];
    expect(await said('behandelaar', `voorbereiding ${code}`)).toEqual(unknown);
    expect(await said('wijkteam', 'voorbereiding ZVH-2026-999')).toEqual(unknown);
    expect(await said('wijkteam', 'voorbereiding jansen')).toEqual(unknown);
  });

  it('asks which case, is for one’s own chat, and says so while the conference runs', async () => {
    await met();
    expect(await said('wijkteam', 'voorbereiding')).toEqual([
      'Welke casus? Typ: voorbereiding, met de code van de casus.',
    ]);
    expect(await said('wijkteam', `voorbereiding ${code}`, { conversation: table.conversation })).toEqual([
      'Typ dit in je eigen chat met mij. Hier ziet iedereen het.',
    ]);
    expect(await said('wijkteam', `preparation ${code}`)).toEqual(['a card']);
    await openNext();
    expect(await said('wijkteam', `voorbereiding ${code}`)).toEqual([
      'Het overleg over deze casus is bezig. Zeg het daar.',
    ]);
  });
});
