import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timesDone } from '../../src/domain/answered.ts';
import type { EventBody } from '../../src/domain/events.ts';
import type { Action } from '../../src/domain/items.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { reactionsTo } from '../../src/domain/reactions.ts';
import { reviewStatuses } from '../../src/domain/values.ts';
import { addDays, publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { actor, idOf } from '../support/domain-people.ts';
import { by, given, now, stateAfter } from '../support/given.ts';
import { action, closed, reviewed, secondConference, table } from '../support/history.ts';

const chair = { person: idOf('procesregisseur'), name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' };
const reclasseerder = { person: idOf('reclasseerder'), name: 'reclasseerder', organisation: 'Reclassering' };

function tellings(before: readonly EventBody[], ...events: readonly EventBody[]) {
  const after = stateAfter(before, events);
  const conference = after.conferences.at(-1);
  if (conference === undefined) throw new Error('No conference in this history');
  const { effects } = reactionsTo(events, after, conference, now, publicHolidaysOnly, () => 't');
  return effects.filter(effect => effect.kind === 'tellAnswer');
}
const answeredBy = (events: readonly EventBody[]) => stateAfter(events).actions[0];

describe('what was found out', () => {
  const asked = (more: Partial<Action> = {}) => [
    ...table(),
    action('A1', { type: 'information', reportTo: reclasseerder, ...more }),
    closed(),
  ];
  const done = { type: 'ActionDone', action: 'A1', note: 'Gebruikt niet' } as const;

  it('is brought to whom it was promised, with ids only', () => {
    expect(tellings(asked(), done)).toEqual([
      {
        kind: 'tellAnswer',
        lane: 'person:id-reclasseerder',
        conference: 'c1',
        action: 'A1',
        person: idOf('reclasseerder'),
        answer: 0,
      },
    ]);
  });

  it('goes to the chair when that person has no chat of their own', () => {
    const outside = { name: 'huisarts', organisation: 'Praktijk' };
    expect(tellings(asked({ reportTo: outside }), done)[0]).toMatchObject({ person: chair.person });
  });

  it('goes to nobody who found it out, and nowhere when it was promised to nobody', () => {
    const { person, name, organisation = '' } = actor('wijkagent');
    expect(tellings(asked({ reportTo: { person, name, organisation } }), done)).toEqual([]);
    const { reportTo: _nobody, ...alone } = action('A1', { type: 'information' }).action;
    expect(tellings([...table(), { type: 'ActionAgreed', action: alone }, closed()], done)).toEqual([]);
  });

  it('is of finding out only', () => {
    expect(tellings(asked({ type: 'intervention' }), done)).toEqual([]);
  });

  it('is brought from a look-back as well, but not when nothing was found out yet', () => {
    const looking = [...asked(), ...secondConference({ carriedActions: ['A1'] })];
    expect(tellings(looking, reviewed('A1', 'partly', 'Nog één week')).map(one => one.answer)).toEqual([0]);
    expect(tellings(looking, reviewed('A1', 'notPossible')).map(one => one.answer)).toEqual([0]);
    expect(tellings(looking, reviewed('A1', 'notDone'))).toEqual([]);
  });

  it('is brought once for each answer, whatever was answered before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...reviewStatuses), { minLength: 1, maxLength: 6 }), statuses => {
        const looking = [...asked(), ...secondConference({ carriedActions: ['A1'] })];
        const reviews = statuses.map((status, at) => reviewed('A1', status, `antwoord ${at}`));
        const told = reviews.flatMap((review, at) => tellings([...looking, ...reviews.slice(0, at)], review));
        const brought = statuses.filter(status => status !== 'notDone');
        expect(told).toHaveLength(brought.length);
        expect(new Set(told.map(one => one.answer)).size).toBe(brought.length);
        const { answers = [] } = answeredBy([...looking, ...reviews]) ?? {};
        expect(told.map(one => answers[one.answer]?.status)).toEqual(brought);
      }),
    );
  });
});

describe('an action that repeats', () => {
  // Agreed on Friday 20 November: asked about on 27 November, 4, 11 and 18 December, and on its last day.
  const weekly = [...table(), action('A1', { every: 'week', due: '2026-12-23' }), closed()];
  const on = (today: string) => by('wijkagent', { today, now: `${today}T09:00:00.000Z` });
  const missed = (note?: string) =>
    ({ verb: 'reminder.missed', action: 'A1', ...(note !== undefined && { reason: note }) }) as const;
  const happened = { verb: 'reminder.done', action: 'A1' } as const;

  it('is told to have happened or not, each about the time that was asked about last', () => {
    given(weekly)
      .when(happened, on('2026-11-30'))
      .thenEvents({ type: 'OccurrenceDone', action: 'A1', day: '2026-11-30', occurrence: '2026-11-27' });
    given(weekly).when(missed('Was ziek'), on('2026-12-04')).thenEvents({
      type: 'OccurrenceMissed',
      action: 'A1',
      day: '2026-12-04',
      occurrence: '2026-12-04',
      note: 'Was ziek',
    });
  });

  it('may be told before it was asked', () => {
    given(weekly)
      .when(happened, on('2026-11-23'))
      .thenEvents({ type: 'OccurrenceDone', action: 'A1', day: '2026-11-23' });
  });

  it('goes on after a time that it did not happen', () => {
    const after = given(weekly).when(missed(), on('2026-12-18')).thenCase();
    expect(after.actions[0]?.status).toBe('open');
    given(weekly)
      .when(missed(), on('2026-12-23'))
      .thenEvents({ type: 'OccurrenceMissed', action: 'A1', day: '2026-12-23', occurrence: '2026-12-23' });
  });

  it('said again is nothing new; said otherwise the last word counts', () => {
    const told = { type: 'OccurrenceMissed', action: 'A1', day: '2026-11-27', occurrence: '2026-11-27' } as const;
    given(weekly, told).when(missed(), on('2026-11-30')).thenNothing();
    const corrected = given(weekly, told).when(happened, on('2026-11-30')).thenCase();
    expect(corrected.actions[0]?.answers).toEqual([{ status: 'done', occurrence: '2026-11-27' }]);
  });

  it('is the only kind that can be missed, by its owner or the chair, while it is open', () => {
    given(table(), action('A1'), closed()).when(missed(), on('2026-11-27')).thenRefused('notOffered:action');
    given(weekly).when(missed(), by('reclasseerder')).thenRefused('notOwner:action');
    given(weekly, { type: 'ActionDone', action: 'A1' })
      .when(missed(), on('2026-11-27'))
      .thenRefused('alreadyHappened:action');
  });

  it('is counted by what was answered: four of the five times', () => {
    const answers = ['2026-11-27', '2026-12-04', '2026-12-11', '2026-12-18'].map(
      (day, at): EventBody => ({
        type: at === 1 ? 'OccurrenceMissed' : 'OccurrenceDone',
        action: 'A1',
        day,
        occurrence: day,
      }),
    );
    const last = { type: 'ActionDone', action: 'A1' } as const;
    const after = answeredBy([...weekly, ...answers, last]);
    expect(after && timesDone(after)).toEqual({ done: 4, answered: 5 });
    const looked = stateAfter(weekly, answers, secondConference({ carriedActions: ['A1'] }), closed());
    expect(minutesOf(looked, 'c2').lookBack[0]).toMatchObject({ times: { done: 3, answered: 4 } });
  });

  it('never counts more times than were asked about, in whatever order and however often they are answered', () => {
    const days = Array.from({ length: 40 }, (_, at) => addDays('2026-11-20', at));
    const presses = fc.array(fc.tuple(fc.constantFrom(...days), fc.boolean(), fc.boolean()), { maxLength: 20 });
    fc.assert(
      fc.property(presses, all => {
        let events: readonly EventBody[] = weekly;
        for (const [day, isDone, withNote] of all.toSorted(([one], [other]) => (one < other ? -1 : 1))) {
          const said = withNote ? { reason: day } : {};
          const { decision } = given(events).when({ ...(isDone ? happened : missed()), ...said }, on(day));
          if (decision.kind === 'accepted') events = [...events, ...decision.events];
        }
        const times = timesDone(answeredBy(events) ?? action('A1').action) ?? { done: 0, answered: 0 };
        // Days before the first time that is asked about stand for themselves.
        const early = new Set(all.map(([day]) => day).filter(day => day < '2026-11-27')).size;
        expect(times.answered).toBeLessThanOrEqual(5 + early);
        expect(times.done).toBeLessThanOrEqual(times.answered);
      }),
    );
  });
});
