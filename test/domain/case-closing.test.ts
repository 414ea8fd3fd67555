import { describe, expect, it } from 'vitest';
import { usualApproaches } from '../../src/domain/approaches.ts';
import { type CloseCase, type ExtendRetention, isSilent, isToBeDestroyed } from '../../src/domain/case-closing.ts';
import { caseloadOf } from '../../src/domain/caseload.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { overviewOf, projectionOf } from '../../src/domain/overview.ts';
import { reactionsTo } from '../../src/domain/reactions.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { idOf } from '../support/domain-people.ts';
import { by, given, type History, now, stateAfter } from '../support/given.ts';
import { action, code, closed as conferenceClosed, table } from '../support/history.ts';

const close = (reason: CloseCase['reason'] = 'goalsMet'): CloseCase => ({ verb: 'case.close', reason });
const extend = (years = 2): ExtendRetention => ({ verb: 'case.extendRetention', years, reason: 'Loopt nog' });
const caseClosed: EventBody = { type: 'CaseClosed', reason: 'goalsMet', retentionUntil: '2031-11-20' };
const chair = by('procesregisseur');
const director = by('rechercheur', { processDirectors: [idOf('rechercheur')] });

/** A conference that closes, with the next one agreed. */
function closed(nextDate?: string): EventBody {
  return { ...conferenceClosed(), ...(nextDate !== undefined && { nextDate }) } as EventBody;
}

function plannedAfter(history: History, ...events: EventBody[]) {
  const state = stateAfter(...history, events);
  const conference = state.conferences.at(-1);
  if (conference === undefined) throw new Error('no conference');
  return reactionsTo(events, state, conference, now, publicHolidaysOnly, () => 'token', [idOf('rechercheur')]);
}

describe('closing a case', () => {
  it('says why, and starts five years of retention', () => {
    given(table(), closed()).when(close(), chair).thenEvents(caseClosed);
  });

  it('can be done while a conference runs', () => {
    given(table())
      .when(close('longDetention'), chair)
      .thenEvents({ ...caseClosed, reason: 'longDetention' });
  });

  it('keeps it as long as its approach says', () => {
    const approaches = usualApproaches.map(one => ({ ...one, retentionYears: 1 }));
    given(table())
      .when(close(), by('procesregisseur', { approaches }))
      .thenEvents({ ...caseClosed, retentionUntil: '2027-11-20' });
  });

  it('keeps it five years when the house has that approach no more', () => {
    given(table())
      .when(close(), by('procesregisseur', { approaches: [] }))
      .thenEvents(caseClosed);
  });

  it('on the last day of February ends on a day that exists', () => {
    given(table())
      .when(close(), by('procesregisseur', { today: '2028-02-29' }))
      .thenEvents({ ...caseClosed, retentionUntil: '2033-02-28' });
  });

  it('is for the chair and the process directors; for whoever is outside the case there is nothing', () => {
    given(table()).when(close(), by('wijkagent')).thenRefused('notChair');
    given(table()).when(close(), by('rechercheur')).thenRefused('unknown');
    given(table()).when(close(), director).thenEvents(caseClosed);
  });

  it('said again is nothing new, and with another reason it is refused', () => {
    given(table(), caseClosed).when(close(), chair).thenNothing();
    given(table(), caseClosed).when(close('transferred'), chair).thenRefused('caseClosed');
  });
});

describe('keeping a closed case longer', () => {
  it('takes a process director, years and a reason, and counts from the day it would have gone', () => {
    given(table(), caseClosed)
      .when(extend(2), director)
      .thenEvents({
        type: 'RetentionExtended',
        years: 2,
        reason: 'Loopt nog',
        retentionUntil: '2033-11-20',
        by: { person: idOf('rechercheur'), name: 'rechercheur', organisation: 'Politie' },
      });
  });

  it('is refused to a chair, and for a case that is open', () => {
    given(table(), caseClosed).when(extend(), chair).thenRefused('notProcessDirector');
    given(table(), caseClosed).when(extend(), by('rechercheur')).thenRefused('unknown');
    given(table()).when(extend(), director).thenRefused('caseNotClosed');
  });

  it('stands with the case, name and reason, each time', () => {
    const state = given(table(), caseClosed).when(extend(), director).thenCase();
    expect(state.ended).toMatchObject({
      retentionUntil: '2033-11-20',
      extensions: [{ years: 2, reason: 'Loopt nog', by: { name: 'rechercheur' } }],
    });
  });
});

describe('a closed case', () => {
  it('opens again with a new conference, and is not destroyed then', () => {
    const opening = { conferenceId: 'c2', conversation: 'chat-1', processDirectors: [] };
    const after = given(table(), closed(), caseClosed)
      .when({ verb: 'conference.open', case: code }, by('procesregisseur', { opening, members: [] }))
      .thenCase();
    expect(after.ended).toBeUndefined();
    expect(isToBeDestroyed(after, '2099-01-01')).toBe(false);
    expect(after.conferences).toHaveLength(2);
  });

  it('is destroyed on its day and not before', () => {
    const state = stateAfter(table(), caseClosed);
    expect(isToBeDestroyed(state, '2031-11-19')).toBe(false);
    expect(isToBeDestroyed(state, '2031-11-20')).toBe(true);
    expect(isToBeDestroyed(stateAfter(table()), '2031-11-20')).toBe(false);
  });

  it('plans its end in the night of that day, and again when it is kept longer', () => {
    expect(plannedAfter([table()], caseClosed).reminders).toEqual([
      {
        day: '2031-11-20',
        time: '03:00',
        effect: { kind: 'endRetention', lane: 'retention', conference: 'c1', until: '2031-11-20' },
      },
    ]);
    const longer: EventBody = {
      type: 'RetentionExtended',
      years: 1,
      reason: 'Loopt nog',
      retentionUntil: '2032-11-20',
      by: { name: 'rechercheur', organisation: 'Politie' },
    };
    const { reminders } = plannedAfter([table(), caseClosed], longer);
    expect(reminders.map(({ day }) => day)).toEqual(['2032-11-20']);
    expect(JSON.stringify(reminders)).not.toContain('Loopt nog');
  });

  it('asks nobody anything: no reminders, no preparation, no direction', () => {
    const history = [table(), action('A1', { due: '2026-12-04' })];
    const closing = closed('2026-12-18');
    const kinds = (more: History) =>
      new Set(plannedAfter([...history, ...more], closing).reminders.map(({ effect }) => effect.kind));
    expect(kinds([])).toContain('remindOwner');
    expect(kinds([])).toContain('askBeforehand');
    expect(kinds([])).toContain('tellDirection');
    expect(kinds([caseClosed])).toEqual(new Set());
  });

  it('is silent about what was planned before, and still passes on a signal', () => {
    const state = stateAfter(table(), caseClosed);
    for (const kind of ['remindOwner', 'tellOverdue', 'askBeforehand', 'tellDirection', 'askOwner'] as const) {
      expect(isSilent(state, { kind }), kind).toBe(true);
      expect(isSilent(stateAfter(table()), { kind }), kind).toBe(false);
    }
    expect(isSilent(state, { kind: 'tellSignal' })).toBe(false);
    expect(isSilent(state, { kind: 'fileMinutes' })).toBe(false);
  });

  it('takes no step of direction and nothing beforehand', () => {
    given(table(), closed('2026-12-18'), caseClosed)
      .when({ verb: 'direction.record', step: 'talk', note: 'Gesproken' }, chair)
      .thenRefused('caseClosed');
    given(table(), closed('2026-12-18'), caseClosed)
      .when({ verb: 'preparation.answer', reviews: [], changes: 'Niets' }, by('wijkagent'))
      .thenRefused('caseClosed');
  });

  it('is in nobody’s list of actions, nor among the cases of the house', () => {
    const history = [table(), action('A1'), closed()];
    expect(projectionOf(stateAfter(...history)).openActions).toHaveLength(1);
    const state = stateAfter(...history, caseClosed);
    expect(projectionOf(state).openActions).toEqual([]);
    expect(caseloadOf([overviewOf(state)], '2026-11-20', usualApproaches).cases).toEqual([]);
  });
});
