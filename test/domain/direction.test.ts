import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordDirection } from '../../src/domain/direction.ts';
import { currentStep, directorOf, nextStep, openDirection } from '../../src/domain/direction.ts';
import type { EventBody, EventOf } from '../../src/domain/events.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { reactionsTo } from '../../src/domain/reactions.ts';
import { directionSteps } from '../../src/domain/values.ts';
import { isWorkingDay, publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { actor, idOf, type Seat } from '../support/domain-people.ts';
import { by, given, now, stateAfter } from '../support/given.ts';
import { closed, opened, secondConference, table, urgent } from '../support/history.ts';

const director = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
const named = { type: 'CaseDirectorSet', director } as const;
const undirected = [...table(), closed()];
const note = 'Beide partners gesproken';

function taken(
  step: EventOf<'DirectionStepTaken'>['step'],
  more: Partial<EventOf<'DirectionStepTaken'>> = {},
  seat: Seat = 'procesregisseur',
): EventOf<'DirectionStepTaken'> {
  const { person, name, organisation = '' } = actor(seat);
  return { type: 'DirectionStepTaken', step, note, until: '2026-11-27', by: { person, name, organisation }, ...more };
}
const record = (step: RecordDirection['step'], more: Partial<RecordDirection> = {}) =>
  ({ verb: 'direction.record', step, note, ...more }) as const;

function remindersOf(before: readonly EventBody[], ...events: readonly EventBody[]) {
  const after = stateAfter(before, events);
  const conference = after.conferences.at(-1);
  if (conference === undefined) throw new Error('No conference in this history');
  const house = [idOf('procesregisseur'), 'id-collega'];
  return reactionsTo(events, after, conference, now, publicHolidaysOnly, () => 't', house).reminders;
}

describe('a case that nobody directs', () => {
  it('begins the escalation when a conference closes without a case director', () => {
    expect(openDirection(stateAfter(undirected))).toEqual({ since: '2026-11-20', steps: [] });
    expect(openDirection(stateAfter(table(), named, closed()))).toBeUndefined();
  });

  it('begins none after a spoed, which asks who follows', () => {
    expect(openDirection(stateAfter(table(), urgent(), closed()))).toBeUndefined();
  });

  it('is first reported, within two working days', () => {
    const direction = openDirection(stateAfter(undirected));
    expect(direction && currentStep(direction, publicHolidaysOnly)).toEqual({ step: 'report', until: '2026-11-24' });
  });

  it('goes on with its steps when the next conference closes without a case director again', () => {
    const again = stateAfter(undirected, taken('report'), opened({ conference: 'c2', number: 2 }), closed());
    expect(again.direction?.steps.map(one => one.step)).toEqual(['report']);
  });

  it('ends when there is a case director, at the table or between two conferences', () => {
    const atTable = stateAfter(undirected, opened({ conference: 'c2', number: 2 }), named);
    expect(atTable.direction?.ended).toEqual({ at: now, director });
    const between = stateAfter(undirected, taken('proposal', { director }));
    expect(openDirection(between)).toBeUndefined();
    expect(directorOf(between)).toEqual(director);
  });

  it('begins anew when a later conference closes without one', () => {
    const later = [opened({ conference: 'c2', number: 2 }), named, closed(), opened({ conference: 'c3', number: 3 })];
    const state = stateAfter(undirected, taken('report'), ...later, closed());
    expect(openDirection(state)).toEqual({ since: '2026-11-20', steps: [] });
  });
});

describe('a step of the escalation', () => {
  it.each([
    ['report', '2026-11-24'],
    ['talk', '2026-11-27'],
    ['proposal', '2026-11-27'],
    ['temporary', '2026-12-04'],
    ['directors', '2026-11-30'],
    ['administration', '2026-11-30'],
  ] as const)('%s has until %s unless somebody says otherwise', (step, until) => {
    given(undirected).when(record(step), by('procesregisseur')).thenEvents(taken(step, { until }));
  });

  it('takes the day that is given, unless it has passed', () => {
    given(undirected)
      .when(record('talk', { until: '2026-12-01' }), by('procesregisseur'))
      .thenEvents(taken('talk', { until: '2026-12-01' }));
    given(undirected)
      .when(record('talk', { until: '2026-11-19' }), by('procesregisseur'))
      .thenRefused('pastDate:until');
  });

  it('is for the chair and the process directors; for whoever is outside the case there is nothing', () => {
    given(undirected).when(record('talk'), by('wijkagent')).thenRefused('notChair');
    given(undirected).when(record('talk'), by('rechercheur')).thenRefused('unknown');
    given(undirected)
      .when(record('talk'), by('rechercheur', { processDirectors: [idOf('rechercheur')] }))
      .thenEvents(taken('talk', {}, 'rechercheur'));
  });

  it('may be taken while nobody is missing yet: direction can be contested', () => {
    given(table(), named)
      .when(record('report'), by('procesregisseur'))
      .thenEvents(taken('report', { until: '2026-11-24' }));
  });

  it('with a case director ends it and waits for nothing', () => {
    given(undirected)
      .when(
        record('proposal', { director: { person: idOf('behandelaar') }, until: '2026-12-01' }),
        by('procesregisseur'),
      )
      .thenEvents({
        type: 'DirectionStepTaken',
        step: 'proposal',
        note,
        by: taken('proposal').by,
        director,
      });
    given(undirected)
      .when(record('proposal', { director: { person: 'niemand' } }), by('procesregisseur'))
      .thenRefused('notParticipant:director');
  });

  it('said again is nothing new', () => {
    given(undirected, taken('talk')).when(record('talk'), by('procesregisseur')).thenNothing();
  });

  it('is followed by the next one, the administration being the last', () => {
    const next = (...events: EventBody[]) => nextStep(openDirection(stateAfter(undirected, events)));
    expect(next()).toBe('report');
    expect(next(taken('temporary'))).toBe('directors');
    expect(next(taken('administration'))).toBe('administration');
  });

  it('stands in the minutes of the conference that follows, once', () => {
    const played = [...undirected, taken('talk')];
    const state = stateAfter(played, opened({ conference: 'c2', number: 2 }), named, closed());
    expect(minutesOf(stateAfter(played), 'c1')).not.toHaveProperty('direction');
    expect(minutesOf(state, 'c2').direction).toEqual([
      {
        step: 'talk',
        note,
        at: now,
        until: '2026-11-27',
        by: { name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' },
      },
    ]);
  });
});

describe('the reminder of a step', () => {
  it('comes at nine on its day, to the chair and the process directors, each once', () => {
    const reminders = remindersOf(undirected, taken('talk'));
    expect(reminders.map(({ day, time, effect }) => [day, time, effect.kind, effect.lane])).toEqual([
      ['2026-11-27', '09:00', 'tellDirection', 'person:id-procesregisseur'],
      ['2026-11-27', '09:00', 'tellDirection', 'person:id-collega'],
    ]);
    expect(reminders[0]?.effect).toMatchObject({ step: 'talk', steps: 1, since: '2026-11-20' });
  });

  it('comes for reporting it after a closing, and not when somebody directs the case', () => {
    expect(remindersOf(table(), closed()).map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-24']);
    expect(remindersOf([...table(), named], closed())).toEqual([]);
    expect(remindersOf(undirected, taken('proposal', { director }))).toEqual([]);
  });

  it('holds no word that was typed', () => {
    expect(JSON.stringify(remindersOf(undirected, taken('talk')))).not.toContain(note);
  });
});

describe('whatever is recorded about direction', () => {
  const isAbout: ReadonlySet<EventBody['type']> = new Set([
    'CaseDirectorSet',
    'DirectionStepTaken',
    'ConferenceClosed',
  ]);
  const anyEvent: fc.Arbitrary<readonly EventBody[]> = fc.oneof(
    fc.constantFrom(...directionSteps).map(step => [taken(step)]),
    fc.constantFrom(...directionSteps).map(step => [taken(step, { director })]),
    fc.constant(secondConference()),
    fc.constant([named]),
  );

  it('there is never an open escalation once somebody directs the case, and each is asked about on a later working day', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), fc.constantFrom(...directionSteps), (history, step) => {
        const before = [...table(), ...history.flat()];
        const state = stateAfter(before);
        const word = before.findLast(event => isAbout.has(event.type));
        if (word !== undefined && 'director' in word) expect(openDirection(state)).toBeUndefined();
        const closedLast = state.conferences.findLast(one => one.closed !== undefined);
        if (word?.type === 'ConferenceClosed' && closedLast?.caseDirector === undefined)
          expect(openDirection(state)).toBeDefined();
        for (const { day, time } of remindersOf(before, taken(step))) {
          expect(day > '2026-11-20' && isWorkingDay(day, publicHolidaysOnly)).toBe(true);
          expect(time).toBe('09:00');
        }
      }),
    );
  });
});
