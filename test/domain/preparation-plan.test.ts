import { describe, expect, it } from 'vitest';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { EventBody } from '../../src/domain/events.ts';
import {
  askedBeforehand,
  isStillAsked,
  notAnsweredYet,
  preparationsAfterClosing,
  preparerOf,
} from '../../src/domain/preparation-plan.ts';
import { reactionsTo } from '../../src/domain/reactions.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { idOf, type Seat, said } from '../support/domain-people.ts';
import { conferenceAfter, type History, now, stateAfter } from '../support/given.ts';
import { action, joined, noteTaker, opened, table, tableOf } from '../support/history.ts';

const owner = (seat: Seat) => ({ person: idOf(seat), name: seat, organisation: said(seat).organisation });
/** A Monday. */
const closing = { type: 'ConferenceClosed', nextDate: '2026-12-14' } as const;
const answered = (seat: Seat): EventBody => ({
  type: 'PreparationAnswered',
  conference: 'c1',
  ...said(seat),
  reviews: [],
  factors: [],
});
const tableAfter = (...history: History): readonly [CaseState, Conference] => [
  stateAfter(...history),
  conferenceAfter(...history),
];
/** `day kind person`, of everything about preparation that follows from the last event. */
function planned(before: History, last: EventBody): readonly string[] {
  const [state, conference] = tableAfter(...before, last);
  const { reminders } = reactionsTo([last], state, conference, now, publicHolidaysOnly, () => 't');
  return reminders.flatMap(({ day, time, effect, before: until }) =>
    effect.kind === 'askBeforehand' || effect.kind === 'tellPreparation'
      ? [`${day} ${time} ${effect.kind} ${effect.person}${until === undefined ? '' : ` before ${until}`}`]
      : [],
  );
}
const ask = (day: string, seat: Seat) => `${day} 09:00 askBeforehand ${idOf(seat)} before 2026-12-14`;
const partnersOf: readonly Seat[] = ['wijkagent', 'reclasseerder', 'behandelaar', 'wijkteam'];

describe('before the next conference', () => {
  it('everybody at the table is asked three working days before it, and the chair hears the working day before who did not answer', () => {
    expect(planned([table()], closing)).toEqual([
      ...partnersOf.map(seat => ask('2026-12-09', seat)),
      `2026-12-11 09:00 tellPreparation ${idOf('procesregisseur')}`,
    ]);
  });

  it('is as long before as the approach says', () => {
    const [first] = planned([tableOf({ preparationDays: 5 })], closing);
    expect(first).toBe(ask('2026-12-07', 'wijkagent'));
    expect(planned([tableOf({ preparationDays: 1 })], closing).at(-1)).toBe(ask('2026-12-11', 'wijkteam'));
  });

  it('nobody is asked when no day was agreed', () => {
    expect(planned([table()], { type: 'ConferenceClosed' })).toEqual([]);
  });

  it('an owner who was not there is asked too, and chair and note-taker only for an action', () => {
    const without = [...table('procesregisseur', 'wijkagent', 'notulist'), noteTaker()];
    expect(askedBeforehand(...tableAfter(without))).toEqual([idOf('wijkagent')]);
    const actions = [
      action('A1', { owner: owner('notulist') }),
      action('A2', { owner: owner('procesregisseur') }),
      action('A3', { owner: owner('rechercheur') }),
      action('A4', { owner: owner('reclasseerder'), status: 'done' }),
      action('A5', { owner: { name: 'Jurist', organisation: 'Gemeente' } }),
    ];
    expect(askedBeforehand(...tableAfter(without, actions))).toEqual(
      (['wijkagent', 'notulist', 'procesregisseur', 'rechercheur'] as const).map(idOf),
    );
  });

  it('somebody who was put on the list without a chat of their own is not asked', () => {
    const outside = joined('wijkteam', { person: 'x:jurist|gemeente', name: 'Jurist' });
    expect(askedBeforehand(...tableAfter(table('procesregisseur'), outside))).toEqual([]);
  });

  it('whoever took an action over is asked as well, once', () => {
    const before = [...table('procesregisseur', 'wijkagent'), action('A1'), action('A2'), closing];
    const asking = (id: string, seat: Seat): EventBody => ({ type: 'HandOverAsked', action: id, to: owner(seat) });
    const accepted = (id: string): EventBody => ({ type: 'HandOverAnswered', action: id, accepted: true });
    expect(planned([before, asking('A1', 'wijkteam')], accepted('A1'))).toEqual([ask('2026-12-09', 'wijkteam')]);
    const [taken, second] = [[asking('A1', 'wijkteam'), accepted('A1')], [asking('A2', 'wijkteam')]];
    expect(planned([before, taken, second], accepted('A2'))).toEqual([]);
    const there = [...table(), action('A1'), closing, asking('A1', 'wijkteam')];
    expect(planned([there], accepted('A1'))).toEqual([]);
    const refused: EventBody = { type: 'HandOverAnswered', action: 'A1', accepted: false, reason: 'Vol' };
    expect(planned([before, asking('A1', 'wijkteam')], refused)).toEqual([]);
  });
});

describe('somebody who was asked', () => {
  it('is asked until they answered or the next conference runs', () => {
    const closed = [...table(), closing];
    expect(isStillAsked(...tableAfter(closed), idOf('wijkagent'))).toBe(true);
    expect(isStillAsked(...tableAfter(closed, answered('wijkagent')), idOf('wijkagent'))).toBe(false);
    expect(isStillAsked(...tableAfter(closed), idOf('rechercheur'))).toBe(false);
    const running = stateAfter(closed, opened({ conference: 'c2', number: 2 }));
    const [first] = running.conferences;
    expect(first && isStillAsked(running, first, idOf('wijkagent'))).toBe(false);
  });

  it('is named until they answered', () => {
    const history = [...table(), closing, answered('wijkagent'), answered('behandelaar')];
    expect(notAnsweredYet(...tableAfter(history)).map(({ name, organisation }) => `${name}, ${organisation}`)).toEqual([
      'reclasseerder, Reclassering',
      'wijkteam, Wijkteam gemeente',
    ]);
  });
});

describe('who sees to it', () => {
  it('is who was named, else the case director, else the chair', () => {
    const director: EventBody = { type: 'CaseDirectorSet', director: owner('reclasseerder') };
    const named: EventBody = { type: 'PreparerSet', preparer: owner('wijkteam') };
    expect(preparerOf(...tableAfter(table()))).toBe(idOf('procesregisseur'));
    expect(preparerOf(...tableAfter(table(), director))).toBe(idOf('reclasseerder'));
    expect(preparerOf(...tableAfter(table(), director, named))).toBe(idOf('wijkteam'));
  });

  it('hears nothing when there was nobody to ask', () => {
    const [state, conference] = tableAfter(table('procesregisseur'), closing);
    expect(preparationsAfterClosing(state, conference, publicHolidaysOnly, () => 't')).toEqual([]);
  });
});
