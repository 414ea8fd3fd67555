import type { MonitorScore } from '../answers.ts';
import type { CaseState, Conference } from '../case-state.ts';
import {
  acceptWithHints,
  contributorOf,
  type Decision,
  isRefusal,
  present,
  refuseAll,
  stillOpen,
  type Table,
} from '../decision.ts';
import type { EventBody } from '../events.ts';
import { type ConferenceId, type LifeDomain, lifeDomains, type MonitorLevel, monitorLevels } from '../values.ts';

/**
 * The PGA monitor: twelve life domains at five levels, filled in together; scores are to be discussed, reasoned and coupled to
 * priorities (pilot report). In the phase of analysis all twelve are asked for, elsewhere only what changed.
 */

export interface ScoreMonitor {
  readonly verb: 'monitor.score';
  readonly levels: readonly { readonly domain: LifeDomain; readonly level: MonitorLevel; readonly note?: string }[];
}

export function scoreMonitor(table: Table, command: ScoreMonitor): Decision {
  const no = stillOpen(table);
  if (no !== undefined) return refuseAll([no]);
  const who = contributorOf(table);
  if (isRefusal(who)) return refuseAll([who]);
  const { state, conference } = table;
  const changed = command.levels.filter(({ domain, level, note }) => {
    const now = currentLevel(state, domain);
    return now?.conference !== conference.id || now.level !== level || now.note !== note;
  });
  const events = changed.map((level): EventBody => {
    const score = present<MonitorScore>({ ...level, by: who.by, conference: conference.id });
    return { type: 'MonitorScored', score };
  });
  const low = changed.filter(({ domain, level }) => isLow(level) && !hasFactor(state, domain));
  return acceptWithHints(
    [...who.joining, ...events],
    low.map(({ domain }) => ({ code: 'lowLevel', item: domain, values: { domain } })),
  );
}

/** Acute problems and "not able" ask for attention. */
export function isLow(level: MonitorLevel): boolean {
  return monitorLevels.indexOf(level) <= monitorLevels.indexOf('notAble');
}

function hasFactor(state: CaseState, domain: LifeDomain): boolean {
  return state.factors.some(factor => factor.domain === domain && factor.kind === 'dynamic');
}

/** The level that was given last; undefined when nobody gave one yet. */
export function currentLevel(state: CaseState, domain: LifeDomain): MonitorScore | undefined {
  return state.monitor.findLast(score => score.domain === domain);
}

/** A life domain through the conferences: the last level of each conference that gave one, the latest last. */
export function monitorTrend(
  state: CaseState,
  domain: LifeDomain,
): readonly { conference: ConferenceId; level: MonitorLevel }[] {
  return state.conferences.flatMap(conference => {
    const last = state.monitor.findLast(score => score.domain === domain && score.conference === conference.id);
    return last === undefined ? [] : [{ conference: conference.id, level: last.level }];
  });
}

/** Which domains the card asks about: all twelve in the analysis or before anything is known, else none but what people pick. */
export function asksAllDomains(state: CaseState): boolean {
  return state.processPhase === 'analysis' || state.monitor.length === 0;
}

/** The low domains that no dynamic factor speaks of yet. */
export function lowDomains(state: CaseState, conference: Conference): readonly LifeDomain[] {
  return lifeDomains.filter(domain => {
    const now = currentLevel(state, domain);
    return now !== undefined && now.conference === conference.id && isLow(now.level) && !hasFactor(state, domain);
  });
}
