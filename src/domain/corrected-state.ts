import { acceptanceOf, risksOf, risksWith } from './action-defaults.ts';
import type { CaseState, Conference } from './case-state.ts';
import type { EventOf } from './events.ts';
import type { Action } from './items.ts';
import { plannedAnew, plansAnew } from './reminder-policy.ts';
import type { ItemId } from './values.ts';

/** A case after a correction: what refers to an item that was mended or withdrawn follows. */

export function evolveItemEdited(state: CaseState, { item: id, changes }: EventOf<'ItemEdited'>): CaseState {
  const edit = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] =>
    items.map(item => (item.id === id ? { ...item, ...(changes as Partial<T>) } : item));
  const edited: CaseState = {
    ...state,
    risks: edit(state.risks),
    factors: edit(state.factors),
    subjects: edit(state.subjects),
    scenarios: edit(state.scenarios),
    actions: edit(state.actions).map(action => (action.id === id && plansAnew(changes) ? plannedAnew(action) : action)),
  };
  const owned =
    changes.owner === undefined ? edited : { ...edited, actions: edited.actions.map(askedAnew(edited, id)) };
  return changes.risks === undefined ? owned : withRisksFollowing(state, owned, id);
}

/** Another owner promises anew. */
function askedAnew({ conferences }: CaseState, id: ItemId) {
  const conference = conferences.at(-1);
  return (action: Action): Action => {
    if (action.id !== id || conference === undefined) return action;
    const { acceptance: _earlier, acceptanceReason: _reason, ...rest } = action;
    const acceptance = acceptanceOf(conference, action.owner);
    return acceptance === undefined ? rest : { ...rest, acceptance };
  };
}

/**
 * An action works on the risks of its factors, also when those are mended or withdrawn; risks that were named besides stay.
 * @param edited an item whose risks the event itself says
 */
function withRisksFollowing(before: CaseState, after: CaseState, edited?: ItemId): CaseState {
  const actions = after.actions.map((action): Action => {
    const was = before.actions.find(one => one.id === action.id);
    if (was === undefined || action.id === edited) return action;
    const ofFactors = risksOf(before, was.factors);
    const named = was.risks.filter(risk => !ofFactors.includes(risk));
    return { ...action, risks: risksWith(after, action.factors, named) };
  });
  return { ...after, actions };
}

/** Withdrawn items leave every list and every reference; the events keep them. */
export function evolveItemWithdrawn(state: CaseState, { item: id }: EventOf<'ItemWithdrawn'>): CaseState {
  const without = <T extends { readonly id: string }>(items: readonly T[]) => items.filter(item => item.id !== id);
  const less = (ids: readonly string[]) => ids.filter(one => one !== id);
  const withdrawn: CaseState = {
    ...state,
    subjects: without(state.subjects),
    risks: without(state.risks),
    factors: without(state.factors).map(factor => ({ ...factor, risks: less(factor.risks) })),
    actions: without(state.actions).map(action => ({
      ...action,
      factors: less(action.factors),
      risks: less(action.risks),
      subjects: less(action.subjects),
    })),
    scenarios: without(state.scenarios).map(scenario => ({ ...scenario, actions: less(scenario.actions) })),
    // What was said about it has nothing to be about any more.
    warnings: state.warnings.filter(warning => warning.item !== id),
    conferences: state.conferences.map(conference =>
      conference.closed === undefined ? withoutItem(conference, id) : conference,
    ),
  };
  return withRisksFollowing(state, withdrawn);
}

function withoutItem(conference: Conference, id: ItemId): Conference {
  const drop = <V>(byId: Readonly<Record<string, V>>) =>
    Object.fromEntries(Object.entries(byId).filter(([key]) => key !== id));
  return {
    ...conference,
    carriedActions: conference.carriedActions.filter(action => action !== id),
    reviews: drop(conference.reviews),
    agreedScores: drop(conference.agreedScores),
    scalingUp: drop(conference.scalingUp),
    agreedLevels: drop(conference.agreedLevels),
    withoutAction: drop(conference.withoutAction),
    scoreRounds: conference.scoreRounds.map(round => ({
      ...round,
      answers: round.answers.filter(one => one.subject !== id),
    })),
    ratingRounds: conference.ratingRounds.map(round => ({
      ...round,
      answers: round.answers.filter(one => one.risk !== id),
    })),
    voteRounds: conference.voteRounds.map(round => ({
      ...round,
      answers: round.answers
        .map(vote => ({ ...vote, factors: vote.factors.filter(factor => factor !== id) }))
        .filter(vote => vote.factors.length > 0),
    })),
    ...(conference.topThree && {
      topThree: { ...conference.topThree, factors: conference.topThree.factors.filter(factor => factor !== id) },
    }),
  };
}
