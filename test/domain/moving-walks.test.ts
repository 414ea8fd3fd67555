import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agendaOf,
  type BlindPhase,
  isBlind,
  type OpenableStep,
  openableSteps,
  roundsOf,
} from '../../src/domain/agenda.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { Conference } from '../../src/domain/case-state.ts';
import type { Command } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent, EventBody } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { by, stamped } from '../support/given.ts';
import { subject, tableOf } from '../support/history.ts';

// Whatever the chair turns on and off, in whatever order: the way through stays open, and what was revealed stays in sight.

const chair = by('procesregisseur');
const blindPhases: readonly BlindPhase[] = ['safety.score', 'risks.rate', 'topThree.vote'];

interface Walked {
  readonly command: Command;
  readonly events: readonly EventBody[];
  readonly before: Conference;
  readonly conference: Conference;
}

/** Presses of the chair after this start; what is refused changes nothing. Gives every conference on the way. */
function walk(start: readonly EventBody[], commands: readonly Command[]): readonly Walked[] {
  const log: CaseEvent[] = [...stamped(start)];
  let state = fold(log);
  return commands.map(command => {
    const before = lastOf(state);
    const decision = decide(state, command, chair);
    const events = decision.kind === 'accepted' ? decision.events : [];
    state = fold(stamped(events), state);
    return { command, events, before, conference: lastOf(state) };
  });
}

function lastOf(state: ReturnType<typeof fold>): Conference {
  const conference = state?.conferences.at(-1);
  if (conference === undefined) throw new Error('No conference');
  return conference;
}

const next: Command = { verb: 'step.next' };
const moves = fc.constantFrom<Command>(
  next,
  next,
  next,
  { verb: 'step.back' },
  { verb: 'step.reveal' },
  { verb: 'step.reveal' },
  { verb: 'step.again' },
);
const switches = fc.constantFrom<Command>(
  { verb: 'conference.setUrgent', urgent: true },
  { verb: 'conference.setUrgent', urgent: false },
  { verb: 'conference.setGoal', purpose: 'shareInformation' },
  { verb: 'conference.setGoal', purpose: 'riskManagement' },
);
const opening = fc
  .record({ step: fc.constantFrom<OpenableStep>(...openableSteps), reasoned: fc.boolean() })
  .map(({ step, reasoned }): Command => ({ verb: 'step.open', step, ...(reasoned && { reason: 'Daarom' }) }));
const decisions = fc.oneof(
  fc
    .integer({ min: 0, max: 10 })
    .map((score): Command => ({ verb: 'safety.agree', scores: [{ subject: 'P1', score }] })),
  fc.constantFrom<Command>(
    { verb: 'risk.raise', what: 'Brandstichting' },
    { verb: 'risk.agree', levels: [{ risk: 'R1', level: 'high' }] },
    { verb: 'item.withdraw', item: 'P1' },
    { verb: 'item.withdraw', item: 'R1' },
  ),
);
const anyPresses = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: moves },
    { weight: 2, arbitrary: switches },
    { weight: 2, arbitrary: opening },
    { weight: 2, arbitrary: decisions },
  ),
  { maxLength: 30, size: 'max' },
);
const anyStart = fc
  .record({
    approach: fc.constantFrom(...usualApproaches.map(({ name }) => name)),
    urgent: fc.boolean(),
    carriedActions: fc.constantFrom<readonly string[]>([], ['A1']),
    resumedSteps: fc.constantFrom<readonly ('safety' | 'topThree')[]>([], ['safety'], ['topThree']),
  })
  .map(more => [...tableOf(more), subject('P1')]);

/** Enough for every phase there is. */
const allTheWay = Array.from({ length: 14 }, () => next);
const manyRuns = { numRuns: 300 };

describe('walking through the agenda', () => {
  it('with "next" alone reaches closing, from wherever one has wandered', () => {
    fc.assert(
      fc.property(anyStart, anyPresses, (start, wandered) => {
        expect(walk(start, [...wandered, ...allTheWay]).at(-1)?.conference.phase).toBe('closing');
      }),
      manyRuns,
    );
  });

  it('with "next" never goes back, and with "back" never ahead', () => {
    fc.assert(
      fc.property(anyStart, anyPresses, (start, wandered) => {
        for (const { command, before, conference } of walk(start, wandered)) {
          if (before.phase === conference.phase) continue;
          // Steps stand in the order of the method, and so do their phases.
          const order = agendaOf({ ...conference, purpose: 'riskManagement' });
          const [from, to] = [before.phase, conference.phase].map(phase => order.indexOf(phase));
          if (from === undefined || to === undefined || from < 0) continue;
          if (command.verb === 'step.next') expect(to).toBeGreaterThan(from);
          if (command.verb === 'step.back') expect(to).toBeLessThan(from);
        }
      }),
      manyRuns,
    );
  });

  it('keeps to the agenda of that moment', () => {
    fc.assert(
      fc.property(anyStart, anyPresses, (start, wandered) => {
        for (const { conference, command } of walk(start, wandered))
          expect(agendaOf(conference), JSON.stringify(command)).toContain(conference.phase);
      }),
      manyRuns,
    );
  });

  it('never hides a round that was revealed: a blind phase is blind, and only "again" opens another round', () => {
    fc.assert(
      fc.property(anyStart, anyPresses, (start, wandered) => {
        for (const { command, before, conference } of walk(start, wandered)) {
          const { phase } = conference;
          if (isBlind(phase))
            expect(roundsOf(conference, phase).at(-1), command.verb).toMatchObject({ revealed: false });
          if (command.verb === 'step.again') continue;
          for (const blind of blindPhases) {
            const revealed = (one: Conference) => roundsOf(one, blind).filter(round => round.revealed).length;
            expect(revealed(conference)).toBeGreaterThanOrEqual(revealed(before));
            // A new round in place of a revealed one takes "again".
            if (roundsOf(before, blind).at(-1)?.revealed)
              expect(roundsOf(conference, blind)).toHaveLength(roundsOf(before, blind).length);
          }
        }
      }),
      manyRuns,
    );
  });

  it('shows results only after a reveal', () => {
    fc.assert(
      fc.property(anyStart, anyPresses, (start, wandered) => {
        const blindBefore = {
          'safety.revealed': 'safety.score',
          'risks.revealed': 'risks.rate',
          'topThree.revealed': 'topThree.vote',
        } as const;
        for (const { conference } of walk(start, wandered)) {
          const { phase } = conference;
          if (!(phase in blindBefore)) continue;
          const rounds = roundsOf(conference, blindBefore[phase as keyof typeof blindBefore]);
          expect(rounds.at(-1)).toMatchObject({ revealed: true });
        }
      }),
      manyRuns,
    );
  });

  it('records every blind phase that was left ahead without a reveal, and no other', () => {
    fc.assert(
      fc.property(anyStart, anyPresses, (start, wandered) => {
        for (const { command, events } of walk(start, wandered)) {
          const entered = events.find(event => event.type === 'PhaseEntered');
          if (entered?.type !== 'PhaseEntered') continue;
          const isRevealed = events.some(event => event.type === 'RoundRevealed');
          if (entered.skippedReveal) expect(isBlind(entered.from) && !isRevealed).toBe(true);
          if (command.verb === 'step.next' && isBlind(entered.from)) expect(entered.skippedReveal).toBe(true);
        }
      }),
      manyRuns,
    );
  });

  it('opens a step where the chair presses, or says why not', () => {
    fc.assert(
      fc.property(anyStart, anyPresses, opening, (start, wandered, pressed) => {
        const walked = walk(start, [...wandered, pressed]).at(-1);
        if (walked === undefined || pressed.verb !== 'step.open') return;
        const isThere = walked.conference.phase.startsWith(pressed.step);
        const refused = walked.events.length === 0;
        expect(isThere || refused).toBe(true);
      }),
      manyRuns,
    );
  });
});
