import type { ApproachName } from './approaches.ts';
import type { CaseState } from './case-state.ts';
import { stateAtClosing } from './minutes.ts';
import { type Plan, planOf } from './plan.ts';
import type { CaseCode, ConferenceId, FactorId, Instant } from './values.ts';

/** The plan as one conference left it, to be kept beside its minutes. */
export interface PlanRecord {
  readonly case: { readonly code: CaseCode; readonly approach: ApproachName };
  readonly conference: { readonly number: number; readonly closedAt: Instant };
  /** Of the minutes it stands beside. */
  readonly version: number;
  readonly adoptedAt?: Instant;
  readonly plan: Plan;
  /** Why nothing is done about a factor, as the last conference said that spoke of it. */
  readonly withoutAction: Readonly<Record<FactorId, string>>;
}

/**
 * What was revealed and agreed until that conference closed; the same for every filing of a version.
 * @throws when the conference isn't closed or isn't of this case
 */
export function planRecordOf(current: CaseState, id: ConferenceId, version: number): PlanRecord {
  const conference = current.conferences.find(one => one.id === id);
  if (conference?.closed === undefined) throw new Error('A plan is kept of a closed conference');
  const state = stateAtClosing(current, conference);
  return {
    case: { code: state.code, approach: state.approach },
    conference: { number: conference.number, closedAt: conference.closed.at },
    version,
    ...(conference.adopted !== undefined && { adoptedAt: conference.adopted.at }),
    plan: planOf(state),
    withoutAction: Object.assign({}, ...state.conferences.map(one => one.withoutAction)),
  };
}
