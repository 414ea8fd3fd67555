import type { CaseState, Conference } from './case-state.ts';
import { concernsOf } from './concerns.ts';
import { absentOrganisations, unknownsOf } from './counts.ts';
import { present } from './decision.ts';
import type { Minutes } from './minutes-data.ts';
import { actionsIn, directionIn, factorsIn, risksIn, scenariosIn, signalsIn } from './minutes-items.ts';
import { person, personNamed } from './minutes-people.ts';
import { lookBackOf, monitorOf, preparationOf, safetyOf } from './minutes-steps.ts';
import { timeOf } from './time.ts';
import type { ConferenceId } from './values.ts';

/**
 * The minutes of one conference as they stand: version 0 while they're a draft. Only what was revealed is in them.
 * @param version an earlier version, without the corrections that came after it
 * @throws when the conference isn't closed or isn't of this case
 */
export function minutesOf(current: CaseState, id: ConferenceId, version = Number.POSITIVE_INFINITY): Minutes {
  const conference = current.conferences.find(one => one.id === id);
  if (conference?.closed === undefined) throw new Error('Minutes are made of a closed conference');
  const state = stateAtClosing(current, conference);
  const { closed, adopted } = conference;
  const corrections = conference.corrections.filter(correction => correction.version <= version);
  return present<Minutes>({
    schema: 'rondetafel.minutes/1',
    case: { code: state.code, approach: state.approach },
    conference: present<Minutes['conference']>({
      id: conference.id,
      number: conference.number,
      openedAt: conference.openedAt,
      closedAt: closed.at,
      purpose: conference.purpose,
      goal: conference.goal,
      chair: personNamed(state, conference, conference.chair),
      caseDirector: conference.caseDirector && person(conference.caseDirector),
      caseDirectorReason: conference.caseDirectorReason,
      caseDirectorUntil: conference.caseDirectorUntil,
      caseDirectorElsewhere: conference.caseDirectorElsewhere,
      urgent: conference.wasUrgent,
      meetingKind: conference.meetingKind,
      openedSteps: conference.openedSteps.map(({ urgent: _urgent, ...opened }) => opened),
      skippedSteps: closed.skippedSteps ?? [],
      time: timeOf(conference, closed.at),
    }),
    attendees: conference.attendees.map(({ name, organisation, role, recordedBy }) => ({
      name,
      organisation,
      ...(role !== undefined && { role }),
      ...(recordedBy !== undefined && { recordedBy: personNamed(state, conference, recordedBy).name }),
    })),
    absentOrganisations: absentOrganisations(conference),
    lookBack: lookBackOf(state, conference),
    preparation: someOf(preparationOf(state, conference)),
    subjects: state.subjects.map(({ id, name }) => ({ id, name })),
    safety: safetyOf(state, conference),
    monitor: monitorOf(state, conference),
    person: present<Minutes['person']>({
      processPhase: state.processPhase,
      carePhase: state.carePhase,
      carePhaseReason: state.carePhaseReason,
      considerations: state.considerations,
      voice: state.voice,
    }),
    risks: risksIn(state, conference),
    factors: factorsIn(state, conference, closed.at.slice(0, 10)),
    topThree: present<Minutes['topThree']>({
      factors: conference.topThree?.factors ?? [],
      reason: conference.topThree?.reason,
    }),
    actions: actionsIn(state, conference),
    withoutAction: Object.entries(conference.withoutAction).map(([factor, reason]) => ({ factor, reason })),
    scenarios: scenariosIn(state, conference),
    signals: someOf(signalsIn(state)),
    direction: someOf(directionIn(state)),
    warnings: warningsIn(state, conference),
    urgentAgreements: urgentAgreementsOf(conference),
    unknowns: unknownsOf(state, conference),
    nextDate: closed.nextDate,
    reflection: closed.reflection,
    adopted: adopted && { at: adopted.at, by: personNamed(state, conference, adopted.by) },
    corrections: corrections.map(correction => ({
      ...correction,
      by: personNamed(state, conference, correction.by),
    })),
    version: corrections.at(-1)?.version ?? adopted?.version ?? 0,
  });
}

/** The case as a conference left it: later ones may have added to it. */
export function stateAtClosing(current: CaseState, conference: Conference): CaseState {
  return {
    ...(conference.atClosing ?? current),
    code: current.code,
    numbered: current.numbered,
    conferences: current.conferences.filter(one => one.number <= conference.number),
  };
}

/** Absent rather than empty, because minutes were filed before it was there. */
function someOf<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

function warningsIn(state: CaseState, conference: Conference): Minutes['warnings'] {
  const holding = concernsOf(state, conference, conference.closed?.at.slice(0, 10) ?? '');
  return state.warnings
    .filter(warning => warning.conference === conference.id)
    .filter(
      warning =>
        warning.overrideReason !== undefined ||
        holding.some(concern => concern.code === warning.code && concern.item === warning.item),
    )
    .map(({ id, code, item, overrideReason }) => ({
      id,
      code,
      ...(item !== undefined && { item }),
      overrideReason: overrideReason ?? null,
    }));
}

function urgentAgreementsOf({ closed }: Conference): Minutes['urgentAgreements'] | undefined {
  const said = present<NonNullable<Minutes['urgentAgreements']>>({
    ifItGoesWrong: closed?.ifItGoesWrong,
    follower: closed?.follower && person(closed.follower),
    followUntil: closed?.followUntil,
  });
  return Object.keys(said).length === 0 ? undefined : said;
}
