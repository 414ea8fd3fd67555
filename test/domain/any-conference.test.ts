import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/domain/case-state.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent, EventBody } from '../../src/domain/events.ts';
import { evolve, fold } from '../../src/domain/evolve.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { reactionsTo } from '../../src/domain/reactions.ts';
import { refusalCodes } from '../../src/domain/refusal.ts';
import { type AnyPress, anyPress, mark } from '../support/any-conference.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { stamped } from '../support/given.ts';
import { action, closed, factor, phase, rated, revealed, risk, table, topThree, voted } from '../support/history.ts';

/** Somewhere in a conference, so that every rule is within reach. */
const raised = [...table(), risk('R1'), factor('F1'), factor('F2')];
const start = fc.constantFrom<readonly EventBody[]>(
  table(),
  [...raised, phase('risks.rate')],
  [...raised, phase('risks.rate'), rated('wijkagent', 'R1', 'high'), ...revealed('risks.rate')],
  [...raised, phase('topThree.vote')],
  [...raised, phase('topThree.vote'), voted('wijkagent', 'F1'), ...revealed('topThree.vote')],
  [...raised, topThree('F1', 'F2'), action('A1', { factors: ['F2'] }), phase('actions')],
  [...raised, action('A1'), closed()],
);
const anyConference = fc.tuple(start, fc.array(anyPress, { minLength: 1, maxLength: 40, size: 'max' }));

interface Step {
  readonly press: AnyPress;
  readonly before: CaseState;
  readonly events: readonly EventBody[];
  readonly after: CaseState;
}

/** Presses one after the other on frozen states; a rule that changes what it was given throws here. */
function play([history, presses]: readonly [readonly EventBody[], readonly AnyPress[]]) {
  const log: CaseEvent[] = [...stamped(history)];
  let state = caseOf(fold(log));
  const steps: Step[] = [];
  for (const press of presses) {
    const before = state;
    const decision = decide(before, deepFreeze(press.command), deepFreeze(press.context));
    if (decision.kind === 'refused') {
      expect(decision.refusals).not.toHaveLength(0);
      for (const refusal of decision.refusals) expect(refusalCodes).toContain(refusal.code);
      continue;
    }
    const events = deepFreeze(stamped(decision.events));
    for (const event of events) state = deepFreeze(evolve(state, event));
    log.push(...events);
    steps.push({ press, before, events: decision.events, after: state });
  }
  return { log, state, steps };
}

function caseOf(state: CaseState | undefined): CaseState {
  if (state === undefined) throw new Error('No case');
  return deepFreeze(state);
}

const manyRuns = { numRuns: 100 };

describe('whatever people press', () => {
  it('never throws, changes nothing in place, and gives a state that the events alone give too', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        const { log, state } = play(conference);
        expect(fold(log)).toStrictEqual(state);
        expect(fold(log)).toStrictEqual(fold(log));
      }),
      manyRuns,
    );
  });

  it('is decided the same when asked again', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        for (const { press, before, events } of play(conference).steps) {
          const again = decide(before, press.command, press.context);
          expect(again.kind === 'accepted' && again.events).toStrictEqual(events);
          expect(decide(before, press.command, press.context)).toStrictEqual(again);
        }
      }),
      manyRuns,
    );
  });

  it('gives events and states that are JSON as they stand', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        const { log, state } = play(conference);
        expect(JSON.parse(JSON.stringify(log))).toStrictEqual(log);
        expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
      }),
      manyRuns,
    );
  });

  it('numbers risks, factors and actions from 1 without gaps', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        const { state } = play(conference);
        for (const [letter, items] of [
          ['R', state.risks],
          ['F', state.factors],
          ['A', state.actions],
        ] as const)
          expect(items.map(({ id }) => id)).toEqual(items.map((_item, index) => `${letter}${index + 1}`));
      }),
      manyRuns,
    );
  });

  it('has at most one conference open, the last one', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        const { state } = play(conference);
        expect(state.conferences.slice(0, -1).every(({ closed }) => closed !== undefined)).toBe(true);
      }),
      manyRuns,
    );
  });

  it('never lets the chair or the note-taker of that moment rate or vote', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        for (const { before, events } of play(conference).steps) {
          const { chair, noteTaker } = before.conferences.at(-1) ?? {};
          for (const event of events) {
            if (event.type === 'RiskRated') expect([chair, noteTaker]).not.toContain(event.rating.person);
            if (event.type === 'TopThreeVoted') expect([chair, noteTaker]).not.toContain(event.vote.person);
          }
        }
      }),
      manyRuns,
    );
  });

  it('never changes a round that was revealed', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        for (const { before, after } of play(conference).steps)
          for (const [index, earlier] of before.conferences.entries()) {
            const later = after.conferences[index];
            for (const rounds of ['ratingRounds', 'voteRounds'] as const)
              for (const [at, round] of earlier[rounds].entries())
                if (round.revealed) expect(later?.[rounds][at]).toStrictEqual(round);
          }
      }),
      manyRuns,
    );
  });

  it('puts no typed text, name or organisation in any effect: ids only', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        for (const { press, events, after } of play(conference).steps) {
          const { conference: id } = press.context;
          const current = after.conferences.find(one => one.id === id) ?? after.conferences.at(-1);
          if (current === undefined) continue;
          const out = JSON.stringify(
            reactionsTo(events, after, current, press.context.now, press.context.calendar, () => 'token'),
          );
          expect(out).not.toContain(mark);
          for (const { name, organisation } of current.attendees) {
            expect(out.replaceAll(/id-\w+/g, '')).not.toContain(name);
            expect(out).not.toContain(organisation);
          }
        }
      }),
      manyRuns,
    );
  });

  it('keeps what stayed blind out of the minutes, and Entra ids too', () => {
    fc.assert(
      fc.property(anyConference, conference => {
        // Reasons are made unique, so that one of a blind round can be told from one that was revealed.
        const [history, presses] = conference;
        const unique = presses.map((press, index) =>
          press.command.verb === 'risk.rate'
            ? {
                ...press,
                command: {
                  ...press.command,
                  ratings: press.command.ratings.map(rating => ({ ...rating, reason: `reden-${index}-` })),
                },
              }
            : press,
        );
        const { state } = play([history, unique]);
        for (const one of state.conferences.filter(({ closed }) => closed !== undefined)) {
          const minutes = JSON.stringify(minutesOf(state, one.id));
          const blind = one.ratingRounds.filter(round => !round.revealed).flatMap(round => round.answers);
          for (const { reason = '' } of blind) expect(minutes).not.toContain(reason);
          expect(minutes).not.toMatch(/"id-\w+"/);
        }
      }),
      manyRuns,
    );
  });
});

describe('the presses of these tests', () => {
  it('reach every kind of event', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyConference, conference => {
        for (const { events } of play(conference).steps) for (const { type } of events) seen.add(type);
      }),
      { numRuns: 300, seed: 2026 },
    );
    expect([...seen].sort()).toEqual([
      'ActionAgreed',
      'ActionBlocked',
      'ActionDone',
      'CaseDirectorSet',
      'ConferenceClosed',
      'ConferenceOpened',
      'FactorLeftWithoutAction',
      'FactorRaised',
      'GoalSet',
      'HandOverAsked',
      'MinutesAdopted',
      'MinutesFiled',
      'NoteTakerSet',
      'ParticipantJoined',
      'PhaseEntered',
      'ReminderSnoozed',
      'RiskLevelAgreed',
      'RiskRaised',
      'RiskRated',
      'RoundOpenedAgain',
      'RoundRevealed',
      'TopThreeDecided',
      'TopThreeVoted',
      'WarningRaised',
    ]);
  });
});
