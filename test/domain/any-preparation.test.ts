import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { Command } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { askedBeforehand, isStillAsked } from '../../src/domain/preparation-plan.ts';
import { sameWords } from '../../src/domain/same-words.ts';
import { reviewStatuses } from '../../src/domain/values.ts';
import { idOf, type Seat, said } from '../support/domain-people.ts';
import { by, stamped, stateAfter } from '../support/given.ts';
import { action, code, factor, risk, table } from '../support/history.ts';

const seats = ['wijkagent', 'behandelaar', 'wijkteam'] as const;
const ids = ['A1', 'A2', 'A3', 'A4'] as const;
const owner = (seat: Seat) => ({ person: idOf(seat), name: seat, organisation: said(seat).organisation });
const closed = stateAfter(
  table(),
  risk('R1'),
  factor('F1', { what: 'Geen dagbesteding' }),
  ids.map((id, index) => action(id, { owner: owner(seats[index % seats.length] ?? 'wijkagent'), due: '2026-12-11' })),
  { type: 'ConferenceClosed', nextDate: '2026-12-14' },
);

interface Press {
  readonly who: Seat;
  readonly command: Command;
}

const words = fc.constantFrom('Schulden', ' schulden', 'Geen dagbesteding', 'Foute vrienden', 'Weinig zelfcontrole');
const oneOfThem = fc.constantFrom(...ids);
const anyPress: fc.Arbitrary<Press> = fc.record({
  who: fc.constantFrom<Seat>(...seats),
  command: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record(
        {
          verb: fc.constant('preparation.answer' as const),
          reviews: fc.uniqueArray(fc.record({ action: oneOfThem, status: fc.constantFrom(...reviewStatuses) }), {
            maxLength: 2,
            selector: review => review.action,
          }),
          changes: fc.constantFrom('Nieuw adres', 'Nieuwe baan'),
          factors: fc.array(words, { maxLength: 3 }),
          nothing: fc.boolean(),
        },
        { requiredKeys: ['verb', 'reviews'] },
      ),
    },
    { weight: 1, arbitrary: fc.record({ verb: fc.constant('reminder.done' as const), action: oneOfThem }) },
    {
      weight: 1,
      arbitrary: fc.record({
        verb: fc.constant('reminder.handOver' as const),
        action: oneOfThem,
        to: fc.constantFrom<Seat>(...seats).map(seat => ({ person: idOf(seat) })),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        verb: fc.constant('action.accept' as const),
        action: oneOfThem,
        accepted: fc.boolean(),
        reason: fc.constant('Vol'),
      }),
    },
  ) as fc.Arbitrary<Command>,
});

interface Step extends Press {
  readonly events: readonly CaseEvent[];
  readonly after: CaseState;
}

function play(presses: readonly Press[]): readonly Step[] {
  const steps: Step[] = [];
  let state = closed;
  for (const { who, command } of presses) {
    const decision = decide(state, command, by(who));
    const events = stamped(decision.kind === 'accepted' ? decision.events : []);
    state = fold(events, state) ?? state;
    steps.push({ who, command, events, after: state });
  }
  return steps;
}

function opened(state: CaseState): CaseState {
  const opening = { conferenceId: 'c2', conversation: 'chat-1', processDirectors: [] };
  const decision = decide(
    state,
    { verb: 'conference.open', case: code },
    by('procesregisseur', { opening, members: [] }),
  );
  if (decision.kind === 'refused') throw new Error('the next conference opens');
  return fold(stamped(decision.events), state) ?? state;
}

function everyWay(check: (steps: readonly Step[], next: CaseState) => void): void {
  fc.assert(
    fc.property(fc.array(anyPress, { minLength: 1, maxLength: 14 }), presses => {
      const steps = play(presses);
      check(steps, opened(steps.at(-1)?.after ?? closed));
    }),
    { numRuns: 300, seed: 2026 },
  );
}

describe('whatever is answered, done and handed over between two conferences, in whatever order', () => {
  it('the last answer about each action stands in the next look-back, once, and none that nobody gave', () => {
    everyWay((steps, next) => {
      const last = new Map<string, string>();
      for (const { events } of steps)
        for (const event of events) {
          if (event.type === 'ActionDone') last.set(event.action, 'done');
          if (event.type === 'PreparationAnswered')
            for (const review of event.reviews) last.set(review.action, review.status);
        }
      const reviews = Object.values(next.conferences.at(-1)?.reviews ?? {});
      expect(Object.fromEntries(reviews.map(review => [review.action, review.status]))).toEqual(
        Object.fromEntries(last),
      );
    });
  });

  it('what each person told last is kept, in one place', () => {
    everyWay((steps, next) => {
      const told = new Map<string, string | undefined>();
      for (const { events } of steps)
        for (const event of events)
          if (event.type === 'PreparationAnswered') told.set(event.person, event.changes ?? told.get(event.person));
      const kept = next.conferences[0]?.preparations ?? [];
      expect(new Map(kept.map(({ person, changes }) => [person, changes]))).toEqual(told);
      expect(kept).toHaveLength(told.size);
    });
  });

  it('every factor that was prepared stands on the table once', () => {
    everyWay((_steps, next) => {
      const prepared = next.conferences[0]?.preparations.flatMap(({ factors }) => factors) ?? [];
      for (const what of prepared) expect(next.factors.filter(one => sameWords(one.what, what))).toHaveLength(1);
      expect(new Set(next.factors.map(({ id }) => id)).size).toBe(next.factors.length);
    });
  });

  it('whoever answered is not asked again', () => {
    everyWay(steps => {
      const answered = new Set<string>();
      for (const { events, after } of steps) {
        for (const event of events) if (event.type === 'PreparationAnswered') answered.add(event.person);
        const conference = after.conferences[0];
        if (conference === undefined) continue;
        for (const person of askedBeforehand(after, conference))
          expect(isStillAsked(after, conference, person)).toBe(!answered.has(person));
      }
    });
  });

  it('saying the same again is no event', () => {
    everyWay(steps => {
      const answers = steps.filter(({ command, events }) => command.verb === 'preparation.answer' && events.length > 0);
      for (const { who, command, after } of answers)
        expect(decide(after, command, by(who))).toMatchObject({ kind: 'accepted', events: [] });
    });
  });
});
