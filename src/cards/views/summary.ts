import type { CaseState, Conference } from '../../domain/case-state.ts';
import { unknownsOf } from '../../domain/counts.ts';
import type { Hint } from '../../domain/hints.ts';
import type { Action } from '../../domain/items.ts';
import { type Change, changeKinds } from '../../domain/plan-changes.ts';
import { type Summary, summaryOf } from '../../domain/summary.ts';
import type { RiskLevel } from '../../domain/values.ts';
import { remainingWarnings } from '../../domain/warnings.ts';
import type { CardView } from '../../ports/card-renderer.ts';
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
import { type Tools, tableOf, typed } from '../frame.ts';
import { nameList } from '../lists.ts';
import { messagesOf } from '../notices.ts';
import { summaryTable } from '../summary-table.ts';
import { wordedLines } from '../worded.ts';

/** The limit that the issue sets; what doesn't fit is counted in the last line of its kind. */
export const summaryLimit = 15;

type SummaryCard = Extract<CardView, { readonly kind: 'summary' }>;

/**
 * One table first; then the conference so far by rule, in at most fifteen lines: `label` in bold, then `text`. Or the sentences of a
 * machine, and below them by rule what may never be missing. Nothing in it is made up or weighed.
 */
export function summaryView(view: SummaryCard, tools: Tools): ViewData {
  const { words } = tools;
  const { state, conference } = tableOf(view);
  const summary = summaryOf(state, conference, view.today);
  const { worded } = view;
  return {
    ...messagesOf({ hints: hintsOf(view, tools) }, tools),
    title: words.t('summary.title', { number: conference.number }),
    about: [state.code, state.approach, ...(conference.wasUrgent ? [words.t('board.urgent')] : [])].join(' · '),
    table: summaryTable(state, conference, summary, tools),
    sentences: worded === undefined ? [] : wordedLines(worded, state, conference, tools),
    lines: (worded === undefined
      ? summaryLines(state, conference, summary, tools)
      : neverMissing(state, conference, summary, tools)
    ).map(spaced),
    post: view.post === undefined ? [] : [{}],
  };
}

const hintOf = { away: 'modelAway', unusable: 'modelUnusable', spent: 'modelSpent' } as const;

function hintsOf({ worded, why }: SummaryCard, { dates }: Tools): readonly Hint[] {
  if (why !== undefined) return [{ code: hintOf[why] }];
  if (worded === undefined) return [];
  const { model, prompt, at } = worded;
  return [{ code: 'wordedByMachine', values: { model, prompt, day: dates.day(dates.dayOf(at)) } }];
}

function spaced({ label, text }: Fact): Fact {
  return { label: label === '' ? '' : `${label}  `, text };
}

function summaryLines(state: CaseState, conference: Conference, summary: Summary, tools: Tools): readonly Fact[] {
  const { words } = tools;
  const fixed = [
    ...one(words.t('board.goal'), goalText(conference, tools)),
    ...one(words.t('board.caseDirector'), directorText(conference, tools)),
    ...one(words.t('facts.lookBack'), lookBackText(state, conference, tools)),
    ...one(words.t('plan.changes'), changesText(summary.changes, tools)),
    ...one(words.t('step.safety'), safetyText(state, conference, tools)),
  ];
  const last = [
    ...one(words.t('step.scenarios'), scenarioText(state, conference, tools)),
    ...one(words.t('board.warnings'), warningsText(state, conference, tools)),
    ...neverMissing(state, conference, summary, tools),
  ];
  const room = summaryLimit - fixed.length - last.length;
  const risks = riskLines(state, conference, tools);
  const actions = actionLines(state, conference, tools);
  // The top three is what the conference is for: it gets its lines first, at least three are left for risks.
  const reserved = Math.max(3, Math.min(risks.length, room > 9 ? 5 : 3));
  const actionRoom = capped(actions, Math.max(room - reserved, 1), tools);
  const lines = [...fixed, ...capped(risks, room - actionRoom.length, tools), ...actionRoom, ...last];
  return lines.length === 0 ? [{ label: '', text: words.t('summary.empty') }] : lines;
}

/** What no wording may leave out: what nothing is done about, what is late, what nobody knows, what comes next. */
function neverMissing(state: CaseState, conference: Conference, summary: Summary, tools: Tools): readonly Fact[] {
  const { words, dates } = tools;
  const nextDate = conference.closed?.nextDate;
  return [
    ...one(words.t('summary.uncovered'), summary.uncovered.join(', ')),
    ...one(words.t('summary.overdue'), summary.overdue.join(', ')),
    ...one(words.t('summary.unknown'), unknowns(state, conference, tools)),
    ...urgentFacts(conference, tools),
    ...one(words.t('summary.nextDate'), nextDate === undefined ? undefined : dates.day(nextDate)),
  ];
}

function one(label: string, text: string | undefined): readonly Fact[] {
  return text === undefined || text === '' ? [] : [{ label, text }];
}

/** "Nieuw: R3, A4 · Veranderd: R1 (hoog → matig) · Afgesloten: A2". */
function changesText(changes: readonly Change[], { words, room }: Tools): string {
  const level = (one: RiskLevel | undefined) => (one === undefined ? '' : words.t(`level.${one}`).toLowerCase());
  const nameOf = ({ item, level: step }: Change) =>
    step?.before === undefined ? item.id : `${item.id} (${level(step.before)} → ${level(step.now)})`;
  return changeKinds
    .flatMap(kind => {
      const names = changes.filter(change => change.kind === kind).map(nameOf);
      if (names.length === 0) return [];
      const shown = names.slice(0, Math.min(room.rows, 8));
      const more = names.length - shown.length;
      const rest = more === 0 ? '' : ` ${words.t('list.more', { count: more })}`;
      return [`${words.t(`plan.change.${kind}`)}: ${shown.join(', ')}${rest}`];
    })
    .join(' · ');
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
