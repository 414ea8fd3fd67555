import type { CaseState, Conference } from './case-state.ts';
import { absentOrganisations, ratingsOf, revealedRound, unknownsOf, votesPerFactor } from './counts.ts';
import { present } from './decision.ts';
import type { Minutes, MinutesPerson } from './minutes-data.ts';
import type { Attribution, ConferenceId, PersonId, PersonRef } from './values.ts';

/** A chair or note-taker who never joined speaks for the house; an Entra id says nothing to a reader. */
const house = 'Zorg- en Veiligheidshuis';

/**
 * The minutes of one conference as they stand: version 0 while they're a draft. Only what was revealed is in them.
 * @throws when the conference isn't closed or isn't of this case
 */
export function minutesOf(current: CaseState, id: ConferenceId): Minutes {
  const conference = current.conferences.find(one => one.id === id);
  if (conference?.closed === undefined) throw new Error('Minutes are made of a closed conference');
  const state: CaseState = { ...current, ...conference.atClosing };
  const { closed, adopted } = conference;
  const votes = votesPerFactor(revealedRound(conference.voteRounds));
  const topThree = conference.topThree?.factors ?? [];
  const by = (attribution: Attribution) => attributed(conference, attribution);
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
      chair: personNamed(conference, conference.chair),
      caseDirector: conference.caseDirector && person(conference.caseDirector),
      caseDirectorReason: conference.caseDirectorReason,
      urgent: conference.urgent,
    }),
    attendees: conference.attendees.map(({ name, organisation, role, recordedBy }) => ({
      name,
      organisation,
      ...(role !== undefined && { role }),
      ...(recordedBy !== undefined && { recordedBy: personNamed(conference, recordedBy).name }),
    })),
    absentOrganisations: absentOrganisations(state, conference),
    lookBack: [],
    safety: [],
    risks: state.risks.map(risk => {
      const agreed = conference.agreedLevels[risk.id];
      return present<Minutes['risks'][number]>({
        ...risk,
        ratings: ratingsOf(revealedRound(conference.ratingRounds), risk.id).map(rating => ({
          organisation: rating.organisation,
          level: rating.level,
          ...(rating.reason !== undefined && { reason: rating.reason }),
          ...(rating.recordedBy !== undefined && { recordedBy: personNamed(conference, rating.recordedBy).name }),
        })),
        agreedLevel: agreed?.level,
        reason: agreed?.reason,
        by: by(risk.by),
      });
    }),
    factors: state.factors.map(factor => {
      const rank = topThree.indexOf(factor.id);
      return present<Minutes['factors'][number]>({
        ...factor,
        by: by(factor.by),
        votes: votes.get(factor.id)?.length ?? 0,
        rank: rank < 0 ? undefined : rank + 1,
      });
    }),
    topThree: present<Minutes['topThree']>({ factors: topThree, reason: conference.topThree?.reason }),
    actions: state.actions
      .filter(action => action.conference === conference.id)
      .map(action =>
        present<Minutes['actions'][number]>({
          id: action.id,
          type: action.type,
          what: action.what,
          owner: person(action.owner),
          due: action.due,
          horizon: action.horizon,
          intensity: action.intensity,
          fit: action.fit,
          effect: action.effect,
          factors: action.factors,
          risks: action.risks,
          every: action.every,
          mandate: action.mandate,
          framework: action.framework,
          reportTo: action.reportTo && person(action.reportTo),
          by: by(action.by),
        }),
      ),
    withoutAction: Object.entries(conference.withoutAction).map(([factor, reason]) => ({ factor, reason })),
    scenarios: [],
    warnings: [],
    unknowns: unknownsOf(state, conference),
    nextDate: closed.nextDate,
    reflection: closed.reflection,
    adopted: adopted && { at: adopted.at, by: personNamed(conference, adopted.by) },
    version: adopted?.version ?? 0,
  });
}

function person({ name, organisation }: PersonRef): MinutesPerson {
  return { name, organisation };
}

function personNamed(conference: Conference, id: PersonId): MinutesPerson {
  const attendee = conference.attendees.find(one => one.person === id);
  if (attendee !== undefined) return person(attendee);
  if (id === conference.chair) return { name: conference.chairName, organisation: house };
  return { name: (id === conference.noteTaker && conference.noteTakerName) || house, organisation: house };
}

function attributed(conference: Conference, by: Attribution): MinutesPerson & { readonly recordedBy?: string } {
  const attendee = conference.attendees.find(one => one.person === by.person);
  return {
    name: attendee?.name ?? by.organisation,
    organisation: by.organisation,
    ...(by.recordedBy !== undefined && { recordedBy: personNamed(conference, by.recordedBy).name }),
  };
}
