import type { ApproachName } from './approaches.ts';
import type { CaseState } from './case-state.ts';
import type { Action, Factor, Risk } from './items.ts';
import { stateAtClosing } from './minutes.ts';
import { planOf } from './plan.ts';
import { currentLevel } from './steps/monitor.ts';
import {
  type CaseCode,
  type ConferenceId,
  type LifeDomain,
  lifeDomains,
  type MonitorLevel,
  type RiskLevel,
} from './values.ts';

/**
 * A case in the order of PGAx, the system in which houses keep cases: risks, factors by life domain with the level of the PGA monitor, actions.
 * Only what was revealed and agreed is in it.
 */
export interface Pgax {
  readonly case: { readonly code: CaseCode; readonly approach: ApproachName };
  /** Number of the conference that was opened last; 0 before the first. */
  readonly conference: number;
  readonly risks: readonly { readonly risk: Risk; readonly level?: RiskLevel }[];
  /** Those of the twelve that have a level or a factor, in their order; last of all, without a name, factors of none. */
  readonly domains: readonly PgaxDomain[];
  /** Open ones, safety measures first, then by due date. */
  readonly actions: readonly Action[];
}

export interface PgaxDomain {
  readonly domain?: LifeDomain;
  readonly level?: MonitorLevel;
  readonly note?: string;
  /** `rank` is the place in the top three, from 1. */
  readonly factors: readonly { readonly factor: Factor; readonly rank?: number }[];
}

/** The case as it stands. Pure. */
export function pgaxOf(state: CaseState): Pgax {
  const plan = planOf(state);
  const factors = [...plan.topThree, ...plan.otherFactors, ...plan.protective].map(factor => {
    const rank = plan.topThree.indexOf(factor) + 1;
    return { factor, ...(rank > 0 && { rank }) };
  });
  const inDomain = (domain?: LifeDomain) => factors.filter(({ factor }) => factor.domain === domain);
  const domains = lifeDomains.map((domain): PgaxDomain => {
    const { level, note } = currentLevel(state, domain) ?? {};
    return {
      domain,
      ...(level !== undefined && { level }),
      ...(note !== undefined && { note }),
      factors: inDomain(domain),
    };
  });
  return {
    case: { code: state.code, approach: state.approach },
    conference: plan.conference,
    risks: plan.risks.map(({ risk, course }) => {
      const level = course.at(-1)?.value;
      return { risk, ...(level !== undefined && { level }) };
    }),
    domains: [...domains, { factors: inDomain() }].filter(
      ({ level, factors }) => level !== undefined || factors.length > 0,
    ),
    actions: plan.actions,
  };
}

/**
 * The same as one conference left it; the same for every filing of a version.
 * @throws when the conference isn't of this case
 */
export function pgaxAtClosing(current: CaseState, id: ConferenceId): Pgax {
  const conference = current.conferences.find(one => one.id === id);
  if (conference === undefined) throw new Error('A conference of another case');
  return pgaxOf(stateAtClosing(current, conference));
}
