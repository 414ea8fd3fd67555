import type { CaseState } from '../../src/domain/case-state.ts';
import { dissentOf } from '../../src/domain/counts.ts';
import { fold } from '../../src/domain/evolve.ts';
import { levelLine } from '../../src/domain/levels.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import type { Minutes } from '../../src/domain/minutes-data.ts';

/** What each line of `expect` in a case file is about, read from the minutes or, where they don't say it, from the case. */
const measures: Readonly<Record<string, (minutes: Minutes, state: CaseState) => unknown>> = {
  risks: ({ risks }) => risks.length,
  agreedLevels: ({ risks }) => byKey(risks.map(risk => [risk.id, risk.agreedLevel])),
  dissent: ({ conference, risks }, state) => {
    const held = state.conferences.find(one => one.id === conference.id);
    const levels = (id: string) => (held === undefined ? [] : dissentOf(held, id).map(({ level }) => level));
    return byKey(risks.map(({ id }) => [id, levels(id)]));
  },
  levelOverTime: ({ risks }, state) => byKey(risks.map(({ id }) => [id, levelLine(state, id).map(one => one.level)])),
  unknown: ({ unknowns }) => unknowns.map(({ id }) => id),
  factors: ({ factors }) => counted(factors.map(({ kind }) => kind)),
  votes: ({ factors }) => byKey(factors.filter(({ votes }) => votes > 0).map(({ id, votes }) => [id, votes])),
  topThree: ({ topThree }) => topThree.factors,
  decisionReason: ({ topThree }) => topThree.reason !== undefined,
  actions: ({ actions }) => actions.length,
  newActions: ({ actions }) => actions.length,
  safetyMeasures: ({ actions }) => actions.filter(({ type }) => type === 'safetyMeasure').length,
  owners: ({ actions }) => byKey(actions.map(({ id, owner }) => [id, owner.organisation])),
  withoutAction: ({ withoutAction }) => withoutAction.map(({ factor }) => factor),
  lookBack: ({ lookBack }) =>
    byKey(lookBack.filter(({ status }) => status !== 'unanswered').map(({ action, status }) => [action, status])),
  safety: ({ safety }) => byKey(safety.map(({ name, agreed }) => [name, agreed])),
  safetyOverTime: ({ safety }) => byKey(safety.map(({ name, line }) => [name, line])),
  absentOrganisations: ({ absentOrganisations }) => (absentOrganisations.length > 0 ? 'reported' : 'none'),
  /** What an earlier conference left to this one: its risks, the top three that was chosen last, and what is still to be done. */
  carriedOver: ({ conference }, state) => {
    const [earlier = []] = [state.conferences.filter(one => one.number < conference.number)];
    const isEarlier = (one: { readonly conference: string }) => earlier.some(({ id }) => id === one.conference);
    return [
      ...state.risks.filter(isEarlier).map(({ id }) => id),
      ...(earlier.findLast(one => one.topThree !== undefined)?.topThree?.factors ?? []),
      ...state.actions.filter(action => action.status === 'open' && isEarlier(action)).map(({ id }) => id),
    ];
  },
};

/**
 * The lines of `expect` as they are, for the lines that were asked for.
 * @param number of the conference, from 1; one that is still open is looked at as if it closed now
 * @throws for a line that nobody knows how to measure
 */
export function measured(state: CaseState, number: number, lines: readonly string[]): Record<string, unknown> {
  const minutes = minutesOf(closedNow(state), `c${number}`);
  return byKey(
    lines.map(line => {
      const measure = measures[line];
      if (measure === undefined) throw new Error(`Nobody knows how to measure ${line}`);
      return [line, measure(minutes, state)];
    }),
  );
}

function closedNow(state: CaseState): CaseState {
  if (state.conferences.at(-1)?.closed !== undefined) return state;
  const closing = {
    id: 'end',
    at: '2099-01-01T00:00:00.000Z',
    actor: { person: '' },
    type: 'ConferenceClosed',
  } as const;
  return fold([closing], state) ?? state;
}

function byKey(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries);
}

function counted(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...new Set(names)].map(name => [name, names.filter(one => one === name).length]));
}
