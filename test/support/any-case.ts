import fc from 'fast-check';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { DecisionContext } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { addDays, publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { anyMethodPress, type MethodPress } from './any-method.ts';
import { deepFreeze } from './deep-freeze.ts';
import { idOf, members } from './domain-people.ts';
import { fittingPress } from './fitting-press.ts';
import { today as firstDay } from './given.ts';

// A case from its first press on, over one conference or more: every event comes from `decide`.

export interface AnyStep {
  readonly press: MethodPress;
  readonly context: DecisionContext;
  readonly decision: Decision;
  readonly before: CaseState | undefined;
  readonly after: CaseState | undefined;
  readonly events: readonly CaseEvent[];
}

/** Cases that are the same on every run; each blind answer in them has words of its own. */
export function anyCases(many: number): readonly AnyCase[] {
  return fc.sample(fc.gen(), { numRuns: many, seed: 2026 }).map(playAnyCase);
}
export type AnyCase = readonly AnyStep[];

const length = () => fc.integer({ min: 20, max: 120 });
const isFitting = () => fc.constantFrom(true, true, true, true, false);
const anything = () => anyMethodPress;

/**
 * Presses one after the other on frozen states: mostly what belongs to where the case is, every fifth one anything. A minute lies
 * between presses, three weeks between conferences.
 */
function playAnyCase(pick: fc.GeneratorValue): AnyCase {
  const steps: AnyStep[] = [];
  let state: CaseState | undefined;
  const many = pick(length);
  for (let minute = 0; minute < many; minute++) {
    const before: CaseState | undefined = state;
    const today = addDays(firstDay, 21 * Math.max(0, (before?.conferences.length ?? 0) - 1));
    const fitting = before === undefined || pick(isFitting);
    const press = withItsOwnWords(fitting ? pick(() => fittingPress(before, today)) : pick(anything), minute);
    const context = contextOf(press, before, minute, today);
    const decision = deepFreeze(decide(before, deepFreeze(press.command), deepFreeze(context)));
    const events = (decision.kind === 'accepted' ? decision.events : []).map((event, index) => ({
      id: `e${minute}-${index}`,
      at: context.now,
      actor: { person: context.actor.person },
      ...event,
    }));
    for (const event of deepFreeze(events)) state = deepFreeze(evolve(state, event));
    steps.push({ press, context, decision, before, after: state, events });
  }
  return steps;
}

function contextOf(
  { command, who, onBehalfOf, duplicateConfirmed = false, earlier = false }: MethodPress,
  state: CaseState | undefined,
  minute: number,
  today: string,
): DecisionContext {
  const conferences = state?.conferences ?? [];
  const about = (earlier ? conferences.at(-2) : undefined) ?? conferences.at(-1);
  const at = (part: number) => String(part).padStart(2, '0');
  return {
    now: `${today}T${at(8 + Math.floor(minute / 60))}:${at(minute % 60)}:00.000Z`,
    today,
    actor: who,
    members,
    approaches: usualApproaches,
    calendar: publicHolidaysOnly,
    processDirectors: [],
    duplicateConfirmed,
    ...(about !== undefined && command.verb !== 'conference.open' && { conference: about.id }),
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    opening: {
      conferenceId: `c${conferences.length + 1}`,
      conversation: 'chat-1',
      processDirectors: [idOf('procesregisseur')],
    },
  };
}

/** Words of a blind answer that nobody else says, so that they can be told apart. */
function withItsOwnWords(press: MethodPress, index: number): MethodPress {
  const { command } = press;
  const words = `woorden-${index}-`;
  if (command.verb === 'risk.rate')
    return {
      ...press,
      command: { ...command, ratings: command.ratings.map(rating => ({ ...rating, reason: words })) },
    };
  if (command.verb === 'safety.score')
    return {
      ...press,
      command: { ...command, scores: command.scores.map(score => ({ ...score, explanation: words })) },
    };
  return press;
}
