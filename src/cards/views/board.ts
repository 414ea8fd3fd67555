import { isBlind, nextPhase, previousPhase } from '../../domain/agenda.ts';
import type { CaseState, Conference } from '../../domain/case-state.ts';
import { absentOrganisations, answeringOrganisations, organisationsThatAnswered } from '../../domain/counts.ts';
import { sameWords } from '../../domain/same-words.ts';
import type { Instant } from '../../domain/values.ts';
import { actionRows, factorRows, riskRows, withoutActionRows } from '../board-rows.ts';
import { clockOf, stepRuns, whereNow } from '../board-words.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import { nameList } from '../lists.ts';

export interface BoardView {
  readonly token: string;
  readonly state: CaseState;
  readonly conference: Conference;
  readonly now: Instant;
}

/** The conference so far, in the order of the minutes. Who answered in a blind phase is in it, what they answered never is. */
export function boardView({ token, state, conference, now }: BoardView, tools: Tools): ViewData {
  const { words } = tools;
  return {
    token,
    title: words.t('board.title', { number: conference.number }),
    about: `${state.code} · ${state.approach}`,
    where: whereNow(conference, words),
    clock: [clockOf(conference, now, words)].filter(text => text !== '').map(text => ({ text })),
    steps: stepRuns(conference, words),
    goal: conference.goal === undefined ? [] : [{ label: words.t('board.goal'), text: typed(conference.goal, tools) }],
    sections: [
      riskRows(state, conference, tools),
      ...factorRows(state, conference, tools),
      actionRows(state, conference, tools),
      withoutActionRows(state, conference, tools),
    ].filter(section => section.rows.length > 0),
    answers: [...presence(state, conference, tools), ...answers(conference, tools)],
    ...buttons(conference),
    ended: ending(conference, tools),
  };
}

/** During the opening: who has joined, and who is expected by the approach and hasn't yet. */
function presence(state: CaseState, conference: Conference, tools: Tools): readonly ViewData[] {
  if (conference.phase !== 'opening' || conference.closed !== undefined) return [];
  const here = conference.attendees.map(attendee => attendee.organisation);
  const present = here.filter((one, index) => here.findIndex(other => sameWords(one, other)) === index);
  const missing = absentOrganisations(state, conference);
  if (present.length + missing.length === 0) return [];
  return [
    {
      title: tools.words.t('opening.title'),
      answered: present.length === 0 ? [] : [{ text: `✓ ${nameList(present, tools)}` }],
      waiting: missing.length === 0 ? [] : [{ text: `… ${nameList(missing, tools)}` }],
      hint: [],
    },
  ];
}

/** Who has answered and who still may; and from two thirds on, that results can be shown. */
function answers(conference: Conference, tools: Tools): readonly ViewData[] {
  if (!isBlind(conference.phase) || conference.closed !== undefined) return [];
  const { words } = tools;
  const answered = organisationsThatAnswered(conference);
  const waiting = answeringOrganisations(conference).filter(
    organisation => !answered.some(other => sameWords(other, organisation)),
  );
  const all = answered.length + waiting.length;
  if (all === 0) return [];
  return [
    {
      title: words.t(conference.phase === 'risks.rate' ? 'board.whoRated' : 'board.whoVoted'),
      answered: answered.length === 0 ? [] : [{ text: `✓ ${nameList(answered, tools)}` }],
      waiting: waiting.length === 0 ? [] : [{ text: `… ${nameList(waiting, tools)}` }],
      hint:
        answered.length >= (2 / 3) * all
          ? [{ text: words.t(answered.length === all ? 'board.canRevealAll' : 'board.canReveal') }]
          : [],
    },
  ];
}

function buttons(conference: Conference): ViewData {
  if (conference.closed !== undefined) return { controls: [] };
  const blind = isBlind(conference.phase);
  return {
    controls: [
      {
        reveal: blind ? [{}] : [],
        next: nextPhase(conference) === undefined ? [] : [{ style: blind ? 'default' : 'positive' }],
        back: previousPhase(conference) === undefined ? [] : [{}],
        closing: conference.phase === 'closing' ? 'positive' : 'default',
      },
    ],
  };
}

function ending(conference: Conference, { words, dates }: Tools): readonly ViewData[] {
  if (conference.closed === undefined) return [];
  const { nextDate } = conference.closed;
  const lines = [
    ...(nextDate === undefined ? [] : [words.t('board.nextDate', { day: dates.day(nextDate) })]),
    words.t(
      conference.filed === undefined
        ? conference.adopted === undefined
          ? 'board.minutesDraft'
          : 'board.minutesAdopted'
        : 'board.minutesFiled',
    ),
  ];
  return [{ end: lines.map(text => ({ text })) }];
}
