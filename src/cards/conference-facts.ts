import type { CaseState, Conference } from '../domain/case-state.ts';
import { lookBackActions } from '../domain/steps/look-back.ts';
import { personName } from './board-rows.ts';
import { courseOfSafety } from './course.ts';
import { type Tools, typed } from './frame.ts';
import { scenarioLine } from './scenario-rows.ts';
import { shorten } from './text.ts';

/** A label in bold and what is said about it, as the summary and the minutes card have it. */
export type Fact = { readonly label: string; readonly text: string };

/** "P1 moeder 3 → 6, P2 kind 7": of who was ever scored; undefined when nobody was. */
export function safetyText(state: CaseState, conference: Conference, tools: Tools): string | undefined {
  const parts = state.subjects.flatMap(({ id, name }) => {
    const course = courseOfSafety(state, conference, id, tools.words);
    return course === undefined ? [] : [`${id} ${typed(name, tools)} ${course.text}`];
  });
  return joined(parts, ', ', tools);
}

/** "A1 gedaan, A2 nog geen antwoord"; undefined when nothing came back. */
export function lookBackText(state: CaseState, conference: Conference, tools: Tools): string | undefined {
  const parts = lookBackActions(state, conference).map(({ id }) => {
    const status = conference.reviews[id]?.status ?? 'unanswered';
    return `${id} ${tools.words.t(`reviewStatus.${status}`).toLowerCase()}`;
  });
  return joined(parts, ', ', tools);
}

/** The scenarios of this conference in short, one after the other. */
export function scenarioText(state: CaseState, conference: Conference, tools: Tools): string | undefined {
  const parts = state.scenarios
    .filter(scenario => scenario.conference === conference.id)
    .map(scenario => `${scenario.id} ${shorten(scenarioLine(scenario, tools), 120)}`);
  return joined(parts, ' · ', tools);
}

/** "R1 intensiteit: eerst de indicatie afwachten": warnings that the chair set aside, each with the reason. */
export function overriddenTexts(state: CaseState, conference: Conference, tools: Tools): readonly string[] {
  return state.warnings
    .filter(warning => warning.conference === conference.id)
    .flatMap(({ code, item, overrideReason }) => {
      if (overrideReason === undefined) return [];
      const about = [item, tools.words.t(`warningShort.${code}`)].filter(part => part !== undefined).join(' ');
      return [`${about}: ${typed(overrideReason, tools)}`];
    });
}

/** What else a spoed agreed on when it closed: if it goes wrong, who follows, what comes back next time. */
export function urgentFacts({ closed }: Conference, tools: Tools): readonly Fact[] {
  const { words, dates } = tools;
  const { ifItGoesWrong, follower, followUntil, skippedSteps = [] } = closed ?? {};
  const until = followUntil && words.t('facts.until', { day: dates.day(followUntil) });
  const following = [follower && personName(follower, tools), until].filter(part => part !== undefined);
  const facts: readonly (readonly [Fact['label'], string | undefined])[] = [
    [words.t('facts.ifItGoesWrong'), ifItGoesWrong && typed(ifItGoesWrong, tools)],
    [words.t('facts.follow'), following.join(' ')],
    [words.t('facts.skipped'), skippedSteps.map(step => words.t(`step.${step}`)).join(', ')],
  ];
  return facts.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [{ label, text }]));
}

function joined(parts: readonly string[], by: string, { room, words }: Tools): string | undefined {
  if (parts.length === 0) return undefined;
  const shown = parts.slice(0, room.rows);
  const left = parts.length - shown.length;
  return [shown.join(by), ...(left > 0 ? [words.t('list.more', { count: left })] : [])].join(' ');
}
