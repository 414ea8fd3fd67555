import { describe, expect, it } from 'vitest';
import type { EditableFields } from '../../src/domain/editable-fields.ts';
import { correctableItems } from '../../src/domain/may-correct.ts';
import { idOf, type Seat, said } from '../support/domain-people.ts';
import { by, conferenceAfter, given, stateAfter, today } from '../support/given.ts';
import {
  action,
  closed,
  factor,
  noteTaker,
  phase,
  risk,
  scenario,
  secondConference,
  subject,
  table,
  tableOf,
  topThree,
} from '../support/history.ts';

const edit = (item: string, changes: EditableFields) => ({ verb: 'item.edit', item, changes }) as const;
const withdraw = (item: string) => ({ verb: 'item.withdraw', item }) as const;
const chair = by('procesregisseur');

/** The wijkagent's risk and action, the behandelaar's factor and person at risk, the reclasseerder's scenario. */
const raised = [
  ...table(),
  subject('P1'),
  risk('R1'),
  factor('F1', { risks: ['R1'] }),
  action('A1', { factors: ['F1'], risks: ['R1'] }),
  scenario('S1', { actions: ['A1'] }),
];
const own: readonly (readonly [
  item: string,
  who: Seat,
  lastPhase: Parameters<typeof phase>[0],
  after: Parameters<typeof phase>[0],
])[] = [
  ['P1', 'behandelaar', 'safety.revealed', 'risks.raise'],
  ['R1', 'wijkagent', 'risks.revealed', 'topThree.raise'],
  ['F1', 'behandelaar', 'topThree.revealed', 'actions'],
  ['A1', 'wijkagent', 'actions', 'scenarios'],
  ['S1', 'reclasseerder', 'scenarios', 'closing'],
];

describe('correcting an item of one’s own', () => {
  it.each(own)('%s is possible for the %s up to and including %s', (item, who, lastPhase) => {
    given(raised, phase(lastPhase)).when(withdraw(item), by(who)).thenEvents({ type: 'ItemWithdrawn', item });
    given(raised).when(withdraw(item), by(who)).thenEvents({ type: 'ItemWithdrawn', item });
  });

  it.each(own)('%s is over for the %s after %s, in %s', (item, who, _lastPhase, after) => {
    given(raised, phase(after)).when(withdraw(item), by(who)).thenRefused('stepIsOver:item');
    given(raised, phase(after)).when(edit(item, {}), by(who)).thenRefused('stepIsOver:item');
    given(raised, phase(after)).when(withdraw(item), chair).thenEvents({ type: 'ItemWithdrawn', item });
  });

  it.each(own)('%s of an earlier conference is for the chair, not for the %s', (item, who) => {
    const later = { conference: 'c2' };
    given(raised, secondConference()).when(withdraw(item), by(who, later)).thenRefused('stepIsOver:item');
    given(raised, secondConference())
      .when(withdraw(item), by('procesregisseur', later))
      .thenEvents({ type: 'ItemWithdrawn', item });
  });

  it('says who can do it when the step is over', () => {
    const { decision } = given(raised, phase('actions')).when(withdraw('R1'), by('wijkagent'));
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'stepIsOver', item: 'item', values: { chair: 'procesregisseur' } }],
    });
  });

  it('is for whom it was recorded, and for the note-taker who recorded it as long as that is the note-taker', () => {
    const recorded = [...table(), noteTaker(), risk('R1', { by: said('wijkagent', 'notulist') })];
    given(recorded)
      .when(edit('R1', { what: 'Anders' }), by('wijkagent'))
      .thenEvents({
        type: 'ItemEdited',
        item: 'R1',
        changes: { what: 'Anders' },
      });
    given(recorded).when(withdraw('R1'), by('notulist')).thenEvents({ type: 'ItemWithdrawn', item: 'R1' });
    given(recorded, noteTaker('rechercheur')).when(withdraw('R1'), by('notulist')).thenRefused('notYours:item');
  });

  it('is not for the note-taker when somebody else recorded it, nor for a colleague of the same organisation', () => {
    given(raised, noteTaker()).when(withdraw('R1'), by('notulist')).thenRefused('notYours:item');
    given(raised)
      .when(edit('R1', { what: 'Anders' }), by('rechercheur'))
      .thenRefused('notYours:item');
  });

  it('is over when the conference is closed, for the chair too', () => {
    given(raised, closed()).when(withdraw('R1'), chair).thenRefused('closed');
    given(raised, closed())
      .when(edit('R1', { what: 'Anders' }), by('wijkagent'))
      .thenRefused('closed');
    given(raised, closed()).when(withdraw('R1'), by('rechercheur')).thenRefused('notYours:item');
  });

  it('is of an item that the case has', () => {
    given(raised).when(withdraw('R9'), chair).thenRefused('unknown:item');
    given(raised).when(edit('W1', {}), chair).thenRefused('unknown:item');
    given(raised, { type: 'ItemWithdrawn', item: 'R1' }).when(withdraw('R1'), chair).thenRefused('unknown:item');
  });

  it('is offered for exactly the items for which it is accepted', () => {
    const offered = (who: Seat) =>
      correctableItems(stateAfter(raised), conferenceAfter(raised), idOf(who)).map(({ id }) => id);
    expect(offered('procesregisseur')).toEqual(['P1', 'R1', 'F1', 'A1', 'S1']);
    expect(offered('wijkagent')).toEqual(['R1', 'A1']);
    expect(offered('wijkteam')).toEqual([]);
  });
});

describe('editing', () => {
  it('is an event with what changed and nothing else', () => {
    given(raised)
      .when(edit('R1', { what: 'Risico R1', severity: 'Letsel', mark: 'fact' }), chair)
      .thenEvents({ type: 'ItemEdited', item: 'R1', changes: { severity: 'Letsel', mark: 'fact' } });
    const state = stateAfter(raised, { type: 'ItemEdited', item: 'R1', changes: { severity: 'Letsel' } });
    expect(state.risks[0]).toEqual({ ...risk('R1').risk, severity: 'Letsel' });
  });

  it('to what it is already is no event', () => {
    given(raised)
      .when(edit('F1', { what: 'Factor F1', kind: 'dynamic', risks: ['R1'] }), chair)
      .thenNothing();
    given(raised).when(edit('P1', {}), chair).thenNothing();
  });

  it('keeps out what belongs to another kind of item', () => {
    given(raised)
      .when(edit('P1', { name: 'Moeder', what: 'Anders', due: '2020-01-01' }), chair)
      .thenEvents({
        type: 'ItemEdited',
        item: 'P1',
        changes: { name: 'Moeder' },
      });
  });

  it('does not refer to what the case does not have, nor to what was withdrawn', () => {
    given(raised)
      .when(edit('A1', { factors: ['F9'], risks: ['R9'], subjects: ['P9'] }), chair)
      .thenRefused('unknown:risks', 'unknown:factors', 'unknown:subjects');
    given(raised)
      .when(edit('S1', { actions: ['A9'] }), chair)
      .thenRefused('unknown:actions');
    given(raised, { type: 'ItemWithdrawn', item: 'F1' })
      .when(edit('A1', { factors: ['F1'] }), chair)
      .thenRefused('unknown:factors');
  });

  it('knows the kinds of a factor and of a scenario apart', () => {
    given(raised)
      .when(edit('F1', { kind: 'recovery' }), chair)
      .thenRefused('notOffered:kind');
    given(raised)
      .when(edit('S1', { kind: 'static' }), chair)
      .thenRefused('notOffered:kind');
    given(raised)
      .when(edit('S1', { kind: 'recovery' }), chair)
      .thenEvents({
        type: 'ItemEdited',
        item: 'S1',
        changes: { kind: 'recovery' },
      });
  });

  it('finds people as when it was agreed', () => {
    given(raised)
      .when(edit('A1', { owner: { person: 'id-nobody' }, reportTo: { person: 'id-nobody' } }), chair)
      .thenRefused('notParticipant:owner', 'notParticipant:reportTo');
    const who = { person: idOf('wijkteam'), name: 'wijkteam', organisation: 'Wijkteam gemeente' };
    given(raised)
      .when(edit('S1', { who: { person: idOf('wijkteam') } }), chair)
      .thenEvents({
        type: 'ItemEdited',
        item: 'S1',
        changes: { who },
      });
  });
});

describe('other factors and risks of an action', () => {
  const coupled = [
    ...table(),
    risk('R1'),
    risk('R2'),
    risk('R3'),
    factor('F1', { risks: ['R1'] }),
    factor('F2', { risks: ['R2'] }),
    action('A1', { factors: ['F1'], risks: ['R1'] }),
  ];
  const changed = (changes: object) => ({ type: 'ItemEdited', item: 'A1', changes }) as const;

  it('bring the risks of the new factors, and take those of the former ones away', () => {
    given(coupled)
      .when(edit('A1', { factors: ['F2'] }), chair)
      .thenEvents(changed({ factors: ['F2'], risks: ['R2'] }));
    given(coupled)
      .when(edit('A1', { factors: [] }), chair)
      .thenEvents(changed({ factors: [], risks: [] }));
  });

  it('leave the risks that were named besides, until others are named', () => {
    const named = [...coupled, changed({ risks: ['R1', 'R3'] })];
    given(named)
      .when(edit('A1', { factors: ['F2'] }), chair)
      .thenEvents(changed({ factors: ['F2'], risks: ['R2', 'R3'] }));
    given(named)
      .when(edit('A1', { risks: [] }), chair)
      .thenEvents(changed({ risks: ['R1'] }));
  });

  it('come besides those of its factors, which stay', () => {
    const both = changed({ risks: ['R1', 'R2'] });
    given(coupled)
      .when(edit('A1', { risks: ['R2'] }), chair)
      .thenEvents(both);
    given(coupled, both)
      .when(edit('A1', { risks: ['R2'] }), chair)
      .thenNothing();
    given(coupled)
      .when(edit('A1', { risks: [] }), chair)
      .thenNothing();
  });
});

describe('another day for an action', () => {
  it('is not before today; a day that has passed may stay', () => {
    given(raised)
      .when(edit('A1', { due: '2026-11-19' }), chair)
      .thenRefused('pastDate:due');
    given(raised)
      .when(edit('A1', { mandateBy: '2026-11-19' }), chair)
      .thenRefused('pastDate:mandateBy');
    given(table(), action('A1', { due: '2026-11-19' }))
      .when(edit('A1', { due: '2026-11-19', effect: 'Rust' }), chair)
      .thenEvents({ type: 'ItemEdited', item: 'A1', changes: { effect: 'Rust' } });
    given(raised)
      .when(edit('A1', { due: today }), chair)
      .thenEvents({ type: 'ItemEdited', item: 'A1', changes: { due: today } });
  });

  it('takes the term along when that was the usual one, and leaves one that was chosen', () => {
    given(raised)
      .when(edit('A1', { due: '2027-03-01' }), chair)
      .thenEvents({ type: 'ItemEdited', item: 'A1', changes: { due: '2027-03-01', horizon: 'long' } });
    given(table(), action('A1', { horizon: 'long' }))
      .when(edit('A1', { due: '2027-03-01' }), chair)
      .thenEvents({ type: 'ItemEdited', item: 'A1', changes: { due: '2027-03-01' } });
    given(raised)
      .when(edit('A1', { due: '2027-03-01', horizon: 'short' }), chair)
      .thenEvents({ type: 'ItemEdited', item: 'A1', changes: { due: '2027-03-01' } });
  });

  it('has a time in a spoed', () => {
    const inDanger = [...tableOf({ urgent: true }), risk('R1'), action('A1', { due: '2026-11-20T18:00' })];
    given(inDanger)
      .when(edit('A1', { due: '2026-11-21' }), chair)
      .thenRefused('timeNeeded:due');
    given(inDanger)
      .when(edit('A1', { due: '2026-11-21T09:00' }), chair)
      .thenEvents({ type: 'ItemEdited', item: 'A1', changes: { due: '2026-11-21T09:00' } });
  });
});

describe('another owner of an action', () => {
  const asked = (action: 'asked' | 'declined' | undefined, owner: EditableFields['owner']) =>
    given(table(), risk('R1'), { ...actionOf(action) })
      .when(edit('A1', owner === undefined ? {} : { owner }), chair)
      .thenCase().actions[0];
  const actionOf = (acceptance: 'asked' | 'declined' | undefined) =>
    action('A1', acceptance === undefined ? {} : { acceptance, acceptanceReason: 'Geen tijd' });

  it('at the table has promised; what the one before said is gone', () => {
    const after = asked('declined', { person: idOf('wijkteam') });
    expect(after).not.toHaveProperty('acceptance');
    expect(after).not.toHaveProperty('acceptanceReason');
  });

  it('who is not at the table is asked', () => {
    expect(asked(undefined, { person: idOf('rechercheur') })).toMatchObject({ acceptance: 'asked' });
    expect(asked(undefined, { name: 'Woonconsulent', organisation: 'Woningcorporatie' })).toMatchObject({
      acceptance: 'asked',
    });
  });

  it('is nobody else when something else is edited', () => {
    const after = given(table(), actionOf('declined'))
      .when(edit('A1', { effect: 'Rust' }), chair)
      .thenCase();
    expect(after.actions[0]).toMatchObject({ acceptance: 'declined', acceptanceReason: 'Geen tijd' });
  });
});

describe('a factor in the top three', () => {
  const ranked = [...raised, factor('F2'), topThree('F1', 'F2')];

  it.each<[string, EditableFields]>([
    ['static', { kind: 'static' }],
    ['protective', { kind: 'protective' }],
    ['criminal history', { centralEight: 'history' }],
    ['criminal history that is called dynamic', { kind: 'dynamic', centralEight: 'history' }],
  ])('cannot become %s', (_what, changes) => {
    given(ranked).when(edit('F1', changes), chair).thenRefused('notDynamic:kind');
  });

  it('can when it is not in it, or not any more', () => {
    given(raised)
      .when(edit('F1', { kind: 'static' }), chair)
      .thenEvents({
        type: 'ItemEdited',
        item: 'F1',
        changes: { kind: 'static' },
      });
    given(ranked, topThree('F2'))
      .when(edit('F1', { kind: 'static' }), chair)
      .thenEvents({
        type: 'ItemEdited',
        item: 'F1',
        changes: { kind: 'static' },
      });
  });

  it('may be worded better', () => {
    given(ranked)
      .when(edit('F1', { what: 'Gebruikt speed' }), chair)
      .thenEvents({
        type: 'ItemEdited',
        item: 'F1',
        changes: { what: 'Gebruikt speed' },
      });
  });
});

describe('criminal history', () => {
  it('is static from the moment that a factor is said to be it, and stays so', () => {
    given(raised)
      .when(edit('F1', { centralEight: 'history' }), chair)
      .thenEvents({
        type: 'ItemEdited',
        item: 'F1',
        changes: { centralEight: 'history', kind: 'static' },
      });
    const history = [...table(), factor('F1', { kind: 'static', centralEight: 'history' })];
    given(history)
      .when(edit('F1', { kind: 'dynamic' }), chair)
      .thenNothing();
    given(history)
      .when(edit('F1', { kind: 'dynamic', centralEight: 'attitudes' }), chair)
      .thenEvents({
        type: 'ItemEdited',
        item: 'F1',
        changes: { kind: 'dynamic', centralEight: 'attitudes' },
      });
  });
});

describe('editing a factor gives the hints of raising one', () => {
  const aunt = [...table(), factor('F1', { kind: 'protective', what: 'Wekelijks contact met een tante' })];

  it('when the new words tell of an absence, or when it becomes protective', () => {
    given(aunt)
      .when(edit('F1', { what: 'Drinkt niet meer' }), chair)
      .thenHinted('protectiveAbsence:F1');
    given(table(), factor('F1', { what: 'Drinkt niet meer' }))
      .when(edit('F1', { kind: 'protective' }), chair)
      .thenHinted('protectiveAbsence:F1');
    given(aunt)
      .when(edit('F1', { instrumentDate: '2020-01-01' }), chair)
      .thenHinted('notCurrent:F1');
  });

  it('not when the words stay', () => {
    given(table(), factor('F1', { kind: 'protective', what: 'Drinkt niet meer' }))
      .when(edit('F1', { mark: 'fact' }), chair)
      .thenHinted();
  });
});
