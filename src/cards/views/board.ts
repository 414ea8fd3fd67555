import { type BlindPhase, isBlind, nextPhase, previousPhase } from '../../domain/agenda.ts';
import type { CaseState, Conference } from '../../domain/case-state.ts';
import { absentOrganisations, answeringOrganisations, organisationsThatAnswered } from '../../domain/counts.ts';
import { revealPossibleAfterMs } from '../../domain/reactions.ts';
import { distinctWords, sameWords } from '../../domain/same-words.ts';
import { isBudgetSpent } from '../../domain/time.ts';
import type { Instant } from '../../domain/values.ts';
import { boardLinesOf } from '../board-lines.ts';
import { actionRows, factorRows, riskRows, type Section, withoutActionRows } from '../board-rows.ts';
import { clockOf, stepClockOf, stepRuns, whereNow } from '../board-words.ts';
import type { ViewData } from '../expand.ts';
import type { Tools } from '../frame.ts';
import { nameList } from '../lists.ts';
import { safetyRows } from '../safety-rows.ts';
import { scenarioRows } from '../scenario-rows.ts';
import type { WordKey } from '../words.ts';

export interface BoardView {
  readonly token: string;
  readonly state: CaseState;
  readonly conference: Conference;
  readonly now: Instant;
}

/** The conference so far, in the order of the minutes. Who answered in a blind phase is in it, what they answered never is. */
export function boardView(view: BoardView, tools: Tools): ViewData {
  const { token, state, conference, now } = view;
  const { words } = tools;
  const clocks = [clockOf(conference, now, words), stepClockOf(conference, now, words)];
  return {
    token,
    title: words.t(conference.urgent ? 'board.titleUrgent' : 'board.title', { number: conference.number }),
    titleColor: conference.urgent ? 'Attention' : 'Default',
    about: aboutOf(state, conference, tools),
    where: whereNow(conference, words),
    clock: clocks.filter(text => text !== '').map(text => ({ text })),
    steps: stepRuns(conference, words),
    lines: boardLinesOf(view, tools),
    sections: sectionsOf(state, conference, tools).filter(section => section.rows.length > 0),
    answers: [...presence(conference, tools), ...answers(conference, now, tools)],
    ...buttons(conference, isBudgetSpent(conference, now)),
    ended: ending(conference, tools),
  };
}

/** "ZVH-2026-014 · MDA++ · Interventieteam · Uitvoering · Veiligheidsplan": where the case stands, once it's past the analysis. */
function aboutOf(state: CaseState, { meetingKind }: Conference, { words }: Tools): string {
  const phase = state.processPhase === 'analysis' ? undefined : words.t(`processPhase.${state.processPhase}`);
  const care = state.carePhase && words.t(`carePhase.${state.carePhase}`);
  return [state.code, state.approach, meetingKind, phase, care].filter(part => part !== undefined).join(' · ');
}

/** Under acute danger only what matters then: who is at risk, the risk, the measures. */
function sectionsOf(state: CaseState, conference: Conference, tools: Tools): readonly Section[] {
  const safety = safetyRows(state, conference, tools);
  const [risks, actions] = [riskRows(state, conference, tools), actionRows(state, conference, tools)];
  if (conference.urgent) return [safety, risks, actions];
  return [
    safety,
    risks,
    ...factorRows(state, conference, tools),
    actions,
    withoutActionRows(state, conference, tools),
    scenarioRows(state, tools),
  ];
}

/** During the opening: who has joined, and who is expected by the approach and hasn't yet. */
function presence(conference: Conference, tools: Tools): readonly ViewData[] {
  if (conference.phase !== 'opening' || conference.closed !== undefined) return [];
  const present = distinctWords(conference.attendees.map(attendee => attendee.organisation));
  const missing = absentOrganisations(conference);
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

const whoAnswered: Readonly<Record<BlindPhase, WordKey>> = {
  'safety.score': 'board.whoScored',
  'risks.rate': 'board.whoRated',
  'topThree.vote': 'board.whoVoted',
};

/** Who has answered and who still may; and from two thirds or a minute on, that results can be shown. */
function answers(conference: Conference, now: Instant, tools: Tools): readonly ViewData[] {
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
      title: words.t(whoAnswered[conference.phase]),
      answered: answered.length === 0 ? [] : [{ text: `✓ ${nameList(answered, tools)}` }],
      waiting: waiting.length === 0 ? [] : [{ text: `… ${nameList(waiting, tools)}` }],
      hint: canReveal(conference, answered.length / all, now).map(key => ({ text: words.t(key) })),
    },
  ];
}

function canReveal(conference: Conference, share: number, now: Instant): readonly WordKey[] {
  if (share === 1) return ['board.canRevealAll'];
  if (share >= 2 / 3) return ['board.canReveal'];
  const waited = Date.parse(now) - Date.parse(conference.phaseEnteredAt);
  return waited >= revealPossibleAfterMs ? ['board.canRevealMinute'] : [];
}

/** Six buttons at most: while the time of a blind step is spent, the summary makes room for more time. */
function buttons(conference: Conference, spent: boolean): ViewData {
  if (conference.closed !== undefined) return { controls: [] };
  const blind = isBlind(conference.phase);
  return {
    controls: [
      {
        reveal: blind ? [{}] : [],
        next: nextPhase(conference) === undefined ? [] : [{ style: blind ? 'default' : 'positive' }],
        back: previousPhase(conference) === undefined ? [] : [{}],
        spent: spent ? [{}] : [],
        summary: spent && blind ? [] : [{}],
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
