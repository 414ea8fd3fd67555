import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agendaOf } from '../../src/domain/agenda.ts';
import { approaches, approachNames } from '../../src/domain/approaches.ts';
import type { Conference } from '../../src/domain/case-state.ts';
import { decide } from '../../src/domain/decide.ts';
import type { EventBody } from '../../src/domain/events.ts';
import type { MoveStep } from '../../src/domain/moving.ts';
import { by, conferenceAfter, stateAfter } from '../support/given.ts';
import { caseOpened, joined, opened } from '../support/history.ts';

const _next: MoveStep = { verb: 'step.next' };
const _back: MoveStep = { verb: 'step.back' };
const _reveal: MoveStep = { verb: 'step.reveal' };
const _again: MoveStep = { verb: 'step.again' };
const chair = by('procesregisseur');

/** Plays moves as the chair from the opening of this approach; what is refused changes nothing. Gives every conference on the way. */
function walk(history: readonly EventBody[], verbs: readonly MoveStep['verb'][]): readonly Conference[] {
  const events = [...history];
  return verbs.map(verb => {
    const decision = decide(stateAfter(events), { verb }, chair);
    if (decision.kind === 'accepted') events.push(...decision.events);
    return conferenceAfter(events);
  });
}

describe('walking through the agenda', () => {
  const anyApproach = fc.constantFrom(...approachNames);
  const anyMoves = fc.array(fc.constantFrom('step.next', 'step.back', 'step.reveal', 'step.again'), { maxLength: 25 });
  const start = (name: (typeof approachNames)[number]) => [
    caseOpened(name),
    opened({ approach: name, steps: approaches[name].steps }),
    joined('procesregisseur'),
  ];

  it('with "next" alone reaches closing in every approach, from wherever one has wandered', () => {
    fc.assert(
      fc.property(anyApproach, anyMoves, (name, wandered) => {
        const phases = agendaOf(conferenceAfter(start(name)));
        const walked = walk(start(name), [...wandered, ...phases.map(() => 'step.next' as const)]);
        expect(walked.at(-1)?.phase).toBe('closing');
      }),
    );
  });

  it('keeps to the agenda, and never hides a round that was revealed', () => {
    fc.assert(
      fc.property(anyApproach, anyMoves, (name, wandered) => {
        for (const [index, conference] of walk(start(name), wandered).entries()) {
          expect(agendaOf(conference)).toContain(conference.phase);
          const current = { 'risks.rate': conference.ratingRounds, 'topThree.vote': conference.voteRounds };
          const blind = current[conference.phase as keyof typeof current];
          // Only "again" makes a phase blind that was revealed, and then with a new round.
          if (blind !== undefined) expect(blind.at(-1), wandered[index]).toMatchObject({ revealed: false });
        }
      }),
    );
  });
});
