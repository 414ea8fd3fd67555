import type { CaseState, Conference } from '../../domain/case-state.ts';
import { uncoveredFactors, unknownsOf } from '../../domain/counts.ts';
import type { Action } from '../../domain/items.ts';
import { risksWithoutMeasure } from '../../domain/urgent.ts';
import { remainingWarnings } from '../../domain/warnings.ts';
import { ownerName, seenOtherwise } from '../board-rows.ts';
import {
  type Fact,
  lookBackText,
  overriddenTexts,
  safetyText,
  scenarioText,
  urgentFacts,
} from '../conference-facts.ts';
import { courseOfRisk } from '../course.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import { nameList } from '../lists.ts';

/** The limit that the issue sets; what doesn't fit is counted in the last line of its kind. */
export const summaryLimit = 15;

/** The conference so far by rule, in at most fifteen lines: `label` in bold, then `text`. Nothing in it is made up or weighed. */
export function summaryView(state: CaseState, conference: Conference, tools: Tools): ViewData {
  const { words } = tools;
  return {
    title: words.t('summary.title', { number: conference.number }),
    about: [state.code, state.approach, ...(conference.wasUrgent ? [words.t('board.urgent')] : [])].join(' · '),
    lines: summaryLines(state, conference, tools),
  };
}

function summaryLines(state: CaseState, conference: Conference, tools: Tools): readonly ViewData[] {
  const { words, dates } = tools;
  const one = (label: string, text: string | undefined): readonly Fact[] =>
    text === undefined || text === '' ? [] : [{ label, text }];
  const fixed = [
    ...one(words.t('board.goal'), goalText(conference, tools)),
    ...one(words.t('board.caseDirector'), directorText(conference, tools)),
    ...one(words.t('facts.lookBack'), lookBackText(state, conference, tools)),
    ...one(words.t('step.safety'), safetyText(state, conference, tools)),
  ];
  const nextDate = conference.closed?.nextDate;
  const last = [
    ...one(words.t('step.scenarios'), scenarioText(state, conference, tools)),
    ...one(words.t('board.warnings'), warningsText(state, conference, tools)),
    ...one(words.t('summary.uncovered'), uncovered(state, conference)),
    ...one(words.t('summary.unknown'), unknowns(state, conference, tools)),
    ...urgentFacts(conference, tools),
    ...one(words.t('summary.nextDate'), nextDate === undefined ? undefined : dates.day(nextDate)),
  ];
  const room = summaryLimit - fixed.length - last.length;
  const risks = riskLines(state, conference, tools);
  const actions = actionLines(state, conference, tools);
  // The top three is what the conference is for: it gets its lines first, at least three are left for risks.
  const reserved = Math.max(3, Math.min(risks.length, room > 9 ? 5 : 3));
  const actionRoom = capped(actions, Math.max(room - reserved, 1), tools);
  const lines = [...fixed, ...capped(risks, room - actionRoom.length, tools), ...actionRoom, ...last];
  return lines.length === 0
    ? [{ label: '', text: words.t('summary.empty') }]
    : lines.map(({ label, text }) => ({ label: label === '' ? '' : `${label}  `, text }));
}

function goalText({ goal, purpose }: Conference, tools: Tools): string {
  const said = goal === undefined ? [] : [typed(goal, tools)];
  const only = purpose === 'shareInformation' ? [tools.words.t('facts.shareInformation')] : [];
  return [...only, ...said].join(' ');
}

function directorText({ caseDirector, caseDirectorReason }: Conference, tools: Tools): string | undefined {
  if (caseDirector === undefined) return caseDirectorReason && typed(caseDirectorReason, tools);
  const { name, organisation } = caseDirector;
  return typed([name, organisation].filter(part => part !== '').join(', '), tools);
}

function capped(lines: readonly Fact[], limit: number, { words }: Tools): readonly Fact[] {
  if (lines.length <= limit) return lines;
  const kept = lines.slice(0, limit - 1);
  return [...kept, { label: '', text: words.t('list.more', { count: lines.length - kept.length }) }];
}

/** The level through the conferences, and who saw it otherwise. */
function riskLines(state: CaseState, conference: Conference, tools: Tools): readonly Fact[] {
  return state.risks.map(risk => {
    const level = courseOfRisk(state, conference, risk.id, tools.words)?.text ?? tools.words.t('summary.noLevel');
    const otherwise = seenOtherwise(conference, risk.id, tools).map(text => ` (${text})`);
    return { label: risk.id, text: `${typed(risk.what, tools)}: ${level}${otherwise.join('')}` };
  });
}

/** Warnings that are open, and what the chair said about the others. */
function warningsText(state: CaseState, conference: Conference, tools: Tools): string {
  const day = tools.dates.dayOf(conference.closed?.at ?? conference.openedAt);
  const open = remainingWarnings(state, conference, day).length;
  const aside = overriddenTexts(state, conference, tools).slice(0, tools.room.rows);
  return [
    ...(open === 0 ? [] : [tools.words.t('facts.open', { count: open })]),
    ...(aside.length === 0 ? [] : [`${tools.words.t('facts.overridden').toLowerCase()}: ${aside.join(', ')}`]),
  ].join(' · ');
}

/** The top three with what is done about each; then what else was agreed in this conference. */
function actionLines(state: CaseState, conference: Conference, tools: Tools): readonly Fact[] {
  const topThree = conference.topThree?.factors ?? [];
  const others = state.actions.filter(
    action => action.conference === conference.id && !action.factors.some(factor => topThree.includes(factor)),
  );
  return [
    ...topThreeLines(state, conference, tools),
    ...others.map(action => ({ label: action.id, text: actionText(action, tools) })),
  ];
}

function actionText(action: Action, tools: Tools): string {
  return `${typed(action.what, tools)} (${ownerName(action, tools)}, ${tools.dates.shortDue(action.due)})`;
}

function topThreeLines(state: CaseState, conference: Conference, tools: Tools): readonly Fact[] {
  const { words } = tools;
  const named = new Set<string>();
  return (conference.topThree?.factors ?? []).flatMap(id => {
    const what = typed(state.factors.find(factor => factor.id === id)?.what ?? '', tools);
    const actions = state.actions.filter(action => action.status === 'open' && action.factors.includes(id));
    const again = actions.filter(action => named.has(action.id)).map(action => action.id);
    const first = actions.filter(action => !named.has(action.id));
    for (const action of first) named.add(action.id);
    const reason = actions.length > 0 ? undefined : conference.withoutAction[id];
    const also = again.length === 0 ? '' : ` (${words.t('summary.also', { actions: again.join(', ') })})`;
    const none = reason === undefined ? '' : ` ${words.t('summary.withoutAction', { reason: typed(reason, tools) })}`;
    return [
      { label: id, text: `${what}${also}${none}` },
      ...first.map(action => ({ label: `→ ${action.id}`, text: actionText(action, tools) })),
    ];
  });
}

function uncovered(state: CaseState, conference: Conference): string | undefined {
  const ids = conference.urgent ? risksWithoutMeasure(state, conference) : uncoveredFactors(state, conference);
  return ids.length === 0 ? undefined : ids.join(', ');
}

/** By id where the lines above say what it is, with who has no view of it. */
function unknowns(state: CaseState, conference: Conference, tools: Tools): string | undefined {
  const found = unknownsOf(state, conference);
  if (found.length === 0) return undefined;
  const above = (id: string) => conference.topThree?.factors.includes(id) === true;
  const names = found.map(({ id, kind, what, organisations }) => {
    if (kind === 'risk') return `${id} (${nameList(organisations, tools)})`;
    return kind === 'action' || above(id) ? id : `${id} ${what}`;
  });
  return nameList(names, { ...tools, room: { ...tools.room, rows: 8 } });
}
