import { describe, expect, it } from 'vitest';
import type { EventBody, EventOf } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import type { AnswerPreparation } from '../../src/domain/preparation.ts';
import { isStillDue } from '../../src/domain/reminder-policy.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { idOf, newcomer, type Seat, said } from '../support/domain-people.ts';
import { by, given, type History, stamped, stateAfter } from '../support/given.ts';
import { action, caseOpened, closed, code, factor, joined, opened, risk, table } from '../support/history.ts';

const owner = (seat: Seat) => ({ person: idOf(seat), name: seat, organisation: said(seat).organisation });
/** The wijkagent has A1 and A2, the behandelaar has A3; the next conference is on 14 December. */
const agreed = [
  ...table(),
  risk('R1'),
  factor('F1', { what: 'Geen dagbesteding' }),
  action('A1'),
  action('A2'),
  action('A3', { owner: owner('behandelaar') }),
];
const between: History = [agreed, { type: 'ConferenceClosed', nextDate: '2026-12-14' }];

const answer = (more: Partial<AnswerPreparation> = {}): AnswerPreparation => ({
  verb: 'preparation.answer',
  reviews: [],
  ...more,
});
const answered = (seat: Seat, more: Partial<EventOf<'PreparationAnswered'>> = {}): EventOf<'PreparationAnswered'> => ({
  type: 'PreparationAnswered',
  conference: 'c1',
  ...said(seat),
  reviews: [],
  factors: [],
  ...more,
});
const partly = { action: 'A1', status: 'partly', note: 'Eén keer gelukt' } as const;
const told = { changes: 'Hij woont weer bij zijn zus', factors: ['Weinig zelfcontrole'] };
const reopened = (...history: History) =>
  given(...history).when(
    { verb: 'conference.open', case: code },
    by('procesregisseur', {
      today: '2026-12-14',
      members: [],
      opening: { conferenceId: 'c2', conversation: 'chat-1', processDirectors: [] },
    }),
  );

describe('what somebody tells before the next conference', () => {
  it('is what changed, what came of their own actions and which factors they know from a current assessment', () => {
    given(...between)
      .when(answer({ reviews: [partly], ...told, instrument: 'RISC', instrumentDate: '2026-11-01' }), by('wijkagent'))
      .thenEvents(
        answered('wijkagent', { reviews: [partly], ...told, instrument: 'RISC', instrumentDate: '2026-11-01' }),
      );
  });

  it('may be that there is nothing to tell', () => {
    given(...between)
      .when(answer({ nothing: true }), by('wijkteam'))
      .thenEvents(answered('wijkteam'));
  });

  it('is told for the organisation one sat there for, whatever one says later', () => {
    const moved = { ...newcomer('wijkteam'), organisation: 'Ergens anders' };
    given(...between)
      .when(answer({ nothing: true }), by(moved))
      .thenEvents(answered('wijkteam'));
  });

  it('says each factor once', () => {
    const factors = ['Weinig zelfcontrole', ' weinig  zelfcontrole', 'Schulden'];
    given(...between)
      .when(answer({ factors }), by('behandelaar'))
      .thenEvents(answered('behandelaar', { factors: ['Weinig zelfcontrole', 'Schulden'] }));
  });

  it('hears it when the assessment is older than a year, and is recorded all the same', () => {
    const old = { factors: ['Schulden'], instrument: 'RISC', instrumentDate: '2025-11-01' };
    given(...between)
      .when(answer(old), by('behandelaar'))
      .thenHinted('notCurrent');
  });

  it('is refused of somebody who has nothing to do with the case', () => {
    given(...between)
      .when(answer({ nothing: true }), by('rechercheur'))
      .thenRefused('unknown');
  });

  it('is taken from an owner who never was at the table', () => {
    const history = [
      ...between,
      { type: 'ActionAgreed', action: { ...action('A4').action, owner: owner('rechercheur') } },
    ];
    given(...(history as History))
      .when(answer({ reviews: [{ action: 'A4', status: 'done' }] }), by('rechercheur'))
      .thenEvents(answered('rechercheur', { reviews: [{ action: 'A4', status: 'done' }] }));
  });

  it('is about one’s own actions only, and about those that came up since the last time', () => {
    const about = (id: string) => answer({ reviews: [{ action: id, status: 'done' }] });
    given(...between)
      .when(about('A3'), by('wijkagent'))
      .thenRefused('notOwner:status:A3');
    given(...between)
      .when(about('A9'), by('wijkagent'))
      .thenRefused('unknown:status:A9');
  });

  it('comes after closing and before the next conference', () => {
    given(agreed)
      .when(answer({ nothing: true }), by('wijkagent'))
      .thenRefused('notClosedYet');
    given(...between, opened({ conference: 'c2', number: 2 }))
      .when(answer({ nothing: true }), by('wijkagent'))
      .thenRefused('preparationOver');
  });
});

describe('answering again', () => {
  const first = answered('wijkagent', { reviews: [partly], ...told, instrument: 'RISC' });

  it('is no event when it says the same', () => {
    given(...between, first)
      .when(answer({ reviews: [partly], ...told, instrument: 'RISC' }), by('wijkagent'))
      .thenNothing();
  });

  it('records what is different only, and leaves what isn’t said again', () => {
    const after = given(...between, first).when(answer({ changes: 'Toch niet' }), by('wijkagent'));
    after.thenEvents(answered('wijkagent', { changes: 'Toch niet' }));
    expect(after.thenConference()).toMatchObject({
      preparations: [{ person: idOf('wijkagent'), changes: 'Toch niet', factors: told.factors, instrument: 'RISC' }],
      beforehand: { A1: { ...partly, ...said('wijkagent') } },
    });
  });

  it('takes nothing back by saying that there is nothing', () => {
    given(...between, first)
      .when(answer({ nothing: true }), by('wijkagent'))
      .thenNothing();
  });

  it('opens an action again that was said to be done', () => {
    const done = answered('wijkagent', { reviews: [{ action: 'A1', status: 'done' }] });
    const after = given(...between, done).when(answer({ reviews: [partly] }), by('wijkagent'));
    after.thenEvents(answered('wijkagent', { reviews: [partly] }));
    expect(after.thenCase().actions[0]).toMatchObject({ status: 'open', note: 'Eén keer gelukt' });
  });
});

describe('an action that was answered beforehand', () => {
  const onTheDay = { stage: 'due', day: '2026-12-04', time: '09:00', plan: 0 } as const;
  const reminded = (...more: EventBody[]) =>
    isStillDue(stateAfter(...between, ...more).actions[0], onTheDay, publicHolidaysOnly);
  const said = (status: 'done' | 'partly' | 'notDone' | 'notPossible') =>
    answered('wijkagent', { reviews: [{ action: 'A1', status }] });

  it('is closed by done and by no longer possible', () => {
    expect(stateAfter(...between, said('done')).actions[0]?.status).toBe('done');
    expect(stateAfter(...between, said('notPossible')).actions[0]?.status).toBe('notPossible');
  });

  it('is left alone until the next conference when it goes on', () => {
    expect(reminded()).toBe(true);
    expect(reminded(said('partly'))).toBe(false);
    expect(reminded(said('notDone'))).toBe(false);
    expect(reminded(said('notDone'), opened({ conference: 'c2', number: 2 }))).toBe(true);
  });

  it('is reminded of again when its owner asks for it or somebody else takes it over', () => {
    const put = stateAfter(...between, said('partly'), { type: 'ReminderSnoozed', action: 'A1', until: '2026-12-09' });
    expect(put.actions[0]).not.toHaveProperty('silentUntilNext');
    const taken: EventBody[] = [
      { type: 'HandOverAsked', action: 'A1', to: owner('wijkteam') },
      { type: 'HandOverAnswered', action: 'A1', accepted: true },
    ];
    expect(stateAfter(...between, said('partly'), ...taken).actions[0]).not.toHaveProperty('silentUntilNext');
  });
});

describe('the next conference', () => {
  it('starts its look-back with what was answered', () => {
    const { reviews } = reopened(
      ...between,
      answered('wijkagent', { reviews: [partly, { action: 'A2', status: 'done' }] }),
    ).thenConference();
    expect(reviews).toEqual({
      A1: { ...partly, ...said('wijkagent'), beforehand: true },
      A2: { action: 'A2', status: 'done', ...said('wijkagent'), beforehand: true },
    });
  });

  it('takes the later answer when a reminder was answered after it', () => {
    const done = { type: 'ActionDone', action: 'A1', note: 'Nu wel' } as const;
    const { reviews } = reopened(...between, answered('wijkagent', { reviews: [partly] }), done).thenConference();
    expect(reviews).toMatchObject({ A1: { status: 'done', note: 'Nu wel' } });
  });

  it('brings prepared factors on the table by whoever prepared them, with where they come from', () => {
    const { factors } = reopened(
      ...between,
      answered('behandelaar', { factors: ['Weinig zelfcontrole'], instrument: 'HKT-R', instrumentDate: '2026-10-01' }),
    ).thenCase();
    expect(factors.at(-1)).toEqual({
      id: 'F2',
      kind: 'dynamic',
      what: 'Weinig zelfcontrole',
      assessable: true,
      source: 'instrument',
      instrument: 'HKT-R',
      instrumentDate: '2026-10-01',
      risks: ['R1'],
      by: said('behandelaar'),
      conference: 'c2',
    });
  });

  it('brings the same words once, and not when they were there already', () => {
    const { factors } = reopened(
      ...between,
      answered('behandelaar', { factors: ['Schulden', 'geen  dagbesteding'] }),
      answered('reclasseerder', { factors: ['schulden', 'Foute vrienden'] }),
    ).thenCase();
    expect(factors.map(({ id, what }) => [id, what])).toEqual([
      ['F1', 'Geen dagbesteding'],
      ['F2', 'Schulden'],
      ['F3', 'Foute vrienden'],
    ]);
  });

  it('has in its minutes what each organisation told', () => {
    const told = { changes: 'Hij woont weer bij zijn zus', instrument: 'HKT-R', instrumentDate: '2026-10-01' };
    const state = reopened(
      ...between,
      answered('behandelaar', { ...told, factors: ['Schulden'] }),
      answered('wijkteam'),
    );
    const closing = stamped([{ type: 'ConferenceClosed' }]);
    const after = fold(closing, state.thenCase());
    expect(after && minutesOf(after, 'c2').preparation).toEqual([
      { organisation: 'GGZ', ...told, factors: ['Schulden'] },
      { organisation: 'Wijkteam gemeente', factors: [] },
    ]);
    expect(after && minutesOf(after, 'c1')).not.toHaveProperty('preparation');
  });

  it('starts as it always did when nobody answered', () => {
    reopened(...between).thenEvents(expect.objectContaining({ type: 'ConferenceOpened' }), joined('procesregisseur'));
  });
});

describe('who sees to the preparation', () => {
  const set = { verb: 'case.setPreparer', preparer: { person: idOf('wijkteam') } } as const;
  const event = { type: 'PreparerSet', preparer: owner('wijkteam') } as const;

  it('is named by the chair, and is the same in the next conference', () => {
    given(agreed).when(set, by('procesregisseur')).thenEvents(event);
    given(agreed, event).when(set, by('procesregisseur')).thenNothing();
    expect(stateAfter(agreed, event, closed(), opened({ conference: 'c2', number: 2 })).preparer).toEqual(
      owner('wijkteam'),
    );
  });

  it('is named by nobody else, not after closing, and has a chat of their own', () => {
    given(agreed).when(set, by('wijkagent')).thenRefused('notChair');
    given(...between)
      .when(set, by('procesregisseur'))
      .thenRefused('closed');
    given(agreed)
      .when({ verb: 'case.setPreparer', preparer: { name: 'Jurist', organisation: 'Gemeente' } }, by('procesregisseur'))
      .thenRefused('notParticipant:preparer');
    given(caseOpened(), opened())
      .when({ verb: 'case.setPreparer', preparer: { person: 'niemand' } }, by('procesregisseur'))
      .thenRefused('notParticipant:preparer');
  });
});
