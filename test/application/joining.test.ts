import { describe, expect, it } from 'vitest';
import { choicesOf, inputsOf, textOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { cardsOf, code, dataOf, filledIn, notices } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useHouse, useTable } from '../support/use-house.ts';

const house = useHouse();
const table = useTable({}, house);

const typesAfter = async (version: number) => (await table.events()).slice(version).map(event => event.type);
const idsOf = (card: object) => inputsOf(card).map(input => input.id);

async function openUnjoined(): Promise<void> {
  await table.say('procesregisseur', `start ${code} Top X OGG`);
  await table.join(['procesregisseur']);
  await table.say('procesregisseur', 'volgende');
}

describe('a first contribution before joining', () => {
  const typed = { what: 'Geweld tegen een voorbijganger', severity: 'Letsel', whereWhen: 'Op straat, ’s avonds' };

  it('asks the organisation on the same form, with everything kept', async () => {
    await openUnjoined();
    const before = (await table.events()).length;
    const answer = await table.press('wijkagent', 'risk.raise', typed);
    expect(notices(answer)).toEqual(['refusal:joinFirst']);
    expect(filledIn(answer)).toMatchObject(typed);
    expect(idsOf(answer)).toEqual(expect.arrayContaining(['organisation', 'organisationOther', 'role']));
    expect(choicesOf(answer, 'organisation').map(choice => choice.value)).toContain('Politie');
    expect(await typesAfter(before)).toEqual([]);
  });

  it('pressed again with the organisation joins and is recorded, in one go', async () => {
    await openUnjoined();
    const before = (await table.events()).length;
    const asked = await table.press('wijkagent', 'risk.raise', typed);
    const inputs = { ...filledIn(asked), organisation: 'Politie', role: 'Wijkagent' };
    const answer = await table.press('wijkagent', 'risk.raise', inputs, { card: asked });
    expect(await typesAfter(before)).toEqual(['ParticipantJoined', 'RiskRaised']);
    const { risks } = await table.state();
    expect(risks).toMatchObject([{ ...typed, by: { person: entraId('wijkagent'), organisation: 'Politie' } }]);
    expect((await table.conference()).attendees.at(-1)).toMatchObject({ organisation: 'Politie', role: 'Wijkagent' });
    expect(textOf(answer)).toContain('Je doet mee namens Politie');
    expect(textOf(answer)).toContain('R1');
    expect(idsOf(answer)).not.toContain('organisation');
  });

  it('takes an organisation that is typed because it is not in the list', async () => {
    await openUnjoined();
    const asked = await table.press('wijkteam', 'risk.raise', typed);
    const organisationOther = 'Woningcorporatie';
    await table.press('wijkteam', 'risk.raise', { ...filledIn(asked), organisationOther }, { card: asked });
    expect((await table.conference()).attendees.at(-1)?.organisation).toBe('Woningcorporatie');
  });

  it('is asked for ratings and votes and actions too', async () => {
    await openUnjoined();
    await table.press('procesregisseur', 'risk.raise', typed);
    await table.say('procesregisseur', 'volgende');
    const rated = await table.press('behandelaar', 'risk.rate', {
      'level:R1': 'low',
      'reason:R1': 'Rustig in behandeling',
    });
    expect(notices(rated)).toEqual(['refusal:joinFirst']);
    expect(filledIn(rated)).toMatchObject({ 'level:R1': 'low', 'reason:R1': 'Rustig in behandeling' });
    await table.press('behandelaar', 'risk.rate', { ...filledIn(rated), organisation: 'GGZ' }, { card: rated });
    expect((await table.conference()).ratingRounds.at(-1)?.answers).toMatchObject([
      { organisation: 'GGZ', level: 'low' },
    ]);
  });

  it('is not asked in the next case: the organisation is known', async () => {
    await playTo(table, 'closed');
    const other = 'ZVH-2026-003';
    const chat = await table.otherChat();
    await table.say('procesregisseur', `start ${other} Top X`, { conversation: chat });
    await table.say('procesregisseur', 'volgende', { conversation: chat });
    const answer = await table.press('wijkagent', 'risk.raise', typed, { conversation: chat });
    expect(notices(answer)).toEqual([]);
    const events = await house.storage.events.read({ tenant: table.tenant, case: other });
    expect(events.map(event => event.type).slice(-2)).toEqual(['ParticipantJoined', 'RiskRaised']);
    expect(events.at(-2)).toMatchObject({ participant: { organisation: 'Politie', role: 'Wijkagent' } });
  });

  it('is not asked in the next conference on the same case', async () => {
    await playTo(table, 'closed');
    await table.say('procesregisseur', `start ${code}`);
    for (const phase of ['lookBack', 'risks.raise']) {
      await table.say('procesregisseur', 'volgende');
      expect((await table.conference()).phase).toBe(phase);
    }
    const answer = await table.press('wijkagent', 'risk.raise', { what: 'Brandstichting' });
    expect(notices(answer)).toEqual([]);
    expect((await table.conference()).attendees.map(one => one.organisation)).toContain('Politie');
  });
});

describe('recording for somebody else', () => {
  async function openWithNoteTaker(): Promise<void> {
    await playTo(table, 'risks.rate');
    await table.say('procesregisseur', 'notulist', { mention: 'reclasseerder' });
  }

  it('is for the note-taker, and the minutes say who recorded it', async () => {
    await openWithNoteTaker();
    const rated = { 'level:R1': 'low', for: entraId('behandelaar') };
    const answer = await table.press('reclasseerder', 'risk.rate', rated);
    expect(notices(answer)).toEqual([]);
    expect(textOf(answer)).toContain('De inschatting van Behandelaar staat erin: R1 Laag');
    await table.press('procesregisseur', 'step.reveal');
    await table.press('procesregisseur', 'risk.agree', { 'level:R1': 'low' });
    await table.press('reclasseerder', 'factor.raise', { what: 'Schulden', for: entraId('wijkteam') });
    const by = { person: entraId('wijkteam'), organisation: 'Wijkteam gemeente', recordedBy: entraId('reclasseerder') };
    expect((await table.state()).factors).toMatchObject([{ what: 'Schulden', by }]);
    expect((await table.conference()).ratingRounds.at(-1)?.answers).toMatchObject([
      { organisation: 'GGZ', recordedBy: entraId('reclasseerder') },
    ]);
  });

  it('is not for a participant', async () => {
    await openWithNoteTaker();
    const inputs = { 'level:R1': 'low', 'reason:R1': 'Namens de kliniek', for: entraId('behandelaar') };
    const answer = await table.press('wijkagent', 'risk.rate', inputs);
    expect(notices(answer)).toEqual(['refusal:notForOthers:for']);
    expect(filledIn(answer)).toMatchObject({ 'level:R1': 'low', 'reason:R1': 'Namens de kliniek' });
    expect((await table.conference()).ratingRounds.at(-1)?.answers).toEqual([]);
  });

  it('is only for somebody at the table', async () => {
    await openWithNoteTaker();
    const answer = await table.press('reclasseerder', 'risk.rate', {
      'level:R1': 'low',
      for: entraId('buitenstaander'),
    });
    expect(notices(answer)).toEqual(['refusal:notParticipant:for']);
  });

  it('does not make the note-taker answer in a blind round', async () => {
    await openWithNoteTaker();
    const answer = await table.press('reclasseerder', 'risk.rate', { 'level:R1': 'low' });
    expect(notices(answer)).toEqual(['refusal:noteTakerDoesNotRate']);
    const chair = await table.press('procesregisseur', 'risk.rate', { 'level:R1': 'low' });
    expect(notices(chair)).toEqual(['refusal:chairDoesNotRate']);
  });

  it('puts somebody on the list who has no Teams', async () => {
    await playTo(table, 'opening');
    const absent = { organisation: 'Openbaar Ministerie', for: 'Officier van justitie, Openbaar Ministerie' };
    const answer = await table.press('procesregisseur', 'conference.join', { ...absent, goal: 'half getypt' });
    expect(textOf(answer)).toContain('Aangemeld: Officier van justitie, Openbaar Ministerie');
    expect(filledIn(answer)).toMatchObject({ organisation: 'Zorg- en Veiligheidshuis', goal: 'half getypt' });
    expect((await table.conference()).attendees.at(-1)).toMatchObject({
      name: 'Officier van justitie',
      organisation: 'Openbaar Ministerie',
      recordedBy: entraId('procesregisseur'),
    });
  });

  it('is told to whoever asks to name the note-taker without a mention', async () => {
    await playTo(table, 'opening');
    const [line] = await table.say('procesregisseur', 'notulist');
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('notulist @wie') });
    const [refused] = cardsOf(await table.say('wijkagent', 'notulist', { mention: 'reclasseerder' }));
    expect(notices(refused ?? { type: 'AdaptiveCard' })).toEqual(['refusal:notChair']);
    expect((await table.conference()).noteTaker).toBeUndefined();
  });
});

describe('the same words again', () => {
  it.each([
    ['risk.raise', 'risks.rate', { what: 'geweld tegen een voorbijganger ' }, 'R1'],
    ['factor.raise', 'topThree.vote', { what: 'GEEN  dagbesteding' }, 'F1'],
  ] as const)('with %s are asked about once, then recorded', async (verb, stage, inputs, twin) => {
    await playTo(table, stage);
    await table.say('procesregisseur', 'terug');
    const before = (await table.events()).length;
    const asked = await table.press('behandelaar', verb, inputs);
    expect(notices(asked)).toEqual(['refusal:duplicateItem:what']);
    expect(textOf(asked)).toContain(twin);
    expect(filledIn(asked)).toMatchObject({ what: inputs.what });
    expect(dataOf(asked, verb).confirm).toBe('1');
    expect(await typesAfter(before)).toEqual([]);
    const recorded = await table.press('behandelaar', verb, filledIn(asked), { card: asked });
    expect(notices(recorded)).toEqual([]);
    expect(await typesAfter(before)).toHaveLength(1);
  });

  it('in an action of the same owner are asked about once, then recorded', async () => {
    await playTo(table, 'agreed');
    const same = { what: 'Gesprek over werk', owner: entraId('wijkteam'), due: '2026-12-18' };
    const asked = await table.press('behandelaar', 'action.agree', same);
    expect(notices(asked)).toEqual(['refusal:duplicateItem:what']);
    await table.press('behandelaar', 'action.agree', filledIn(asked), { card: asked });
    expect((await table.state()).actions).toHaveLength(2);
  });
});
