import type { CaseState, Conference } from '../domain/case-state.ts';
import { dissentOf, ratingsOf, revealedRound } from '../domain/counts.ts';
import type { Action, Factor } from '../domain/items.ts';
import { risksAtHand } from '../domain/urgent.ts';
import type { PersonRef, RiskId, RiskLevel } from '../domain/values.ts';
import { sortedBy } from './choices.ts';
import { type Course, courseOfRisk } from './course.ts';
import type { ViewData } from './expand.ts';
import { type Tools, typed } from './frame.ts';
import { firstRows, nameList } from './lists.ts';
import { literal } from './text.ts';

export type Section = {
  readonly title: string;
  readonly rows: readonly ViewData[];
  readonly more: readonly ViewData[];
};

export const seeSummary = 'list.moreSeeSummary';

/** What was agreed through the conferences, and who saw it otherwise. In a spoed only the risks it is about. */
export function riskRows(state: CaseState, conference: Conference, tools: Tools): Section {
  const atHand = conference.urgent ? risksAtHand(state, conference) : undefined;
  const { shown, more } = firstRows(
    state.risks.filter(risk => atHand === undefined || atHand.includes(risk.id)),
    tools,
    seeSummary,
  );
  const rows = shown.map(risk =>
    courseRow(
      risk.id,
      typed(risk.what, tools),
      courseOfRisk(state, conference, risk.id, tools.words),
      seenOtherwise(conference, risk.id, tools),
    ),
  );
  return { title: tools.words.t('board.risks'), rows, more };
}

/** "Politie schatte zeer hoog, GGZ heeft geen zicht": from revealed rounds only. */
export function seenOtherwise(conference: Conference, risk: RiskId, tools: Tools): readonly string[] {
  const { words } = tools;
  const ratings = ratingsOf(revealedRound(conference.ratingRounds), risk);
  const noView = distinct(ratings.filter(rating => rating.level === 'unknown').map(rating => rating.organisation));
  const parts = [
    ...byLevel(dissentOf(conference, risk)).map(([level, who]) =>
      words.t(who.length === 1 ? 'board.sawOtherwise' : 'board.sawOtherwiseMany', {
        who: nameList(who, tools),
        level: words.t(`level.${level}`).toLowerCase(),
      }),
    ),
    ...(noView.length === 0
      ? []
      : [
          words.t(noView.length === 1 ? 'board.noViewOne' : 'board.noView', {
            who: nameList(noView, tools),
          }),
        ]),
  ];
  return parts.length === 0 ? [] : [parts.join(', ')];
}

function byLevel(
  ratings: readonly { level: string; organisation: string }[],
): readonly [RiskLevel, readonly string[]][] {
  const levels = distinct(ratings.map(rating => rating.level)) as readonly RiskLevel[];
  return levels.map(level => [
    level,
    distinct(ratings.filter(rating => rating.level === level).map(rating => rating.organisation)),
  ]);
}

/** The top three first, once there is one; then the other factors. */
export function factorRows(state: CaseState, conference: Conference, tools: Tools): readonly Section[] {
  const topThree = conference.topThree?.factors ?? [];
  const top = sortedBy(state.factors, topThree).filter(factor => topThree.includes(factor.id));
  const { shown, more } = firstRows(
    state.factors.filter(factor => !topThree.includes(factor.id)),
    tools,
    seeSummary,
  );
  const { words } = tools;
  const others = words.t(top.length === 0 ? 'board.factors' : 'board.otherFactors');
  return [
    { title: words.t('board.topThree'), rows: top.map(factor => factorRow(factor, tools)), more: [] },
    { title: others, rows: shown.map(factor => factorRow(factor, tools)), more },
  ];
}

function factorRow(factor: Factor, tools: Tools): ViewData {
  const { words } = tools;
  const marks = [
    ...(factor.kind === 'dynamic' ? [] : [words.t(`kind.${factor.kind}`)]),
    ...(factor.assessable ? [] : [words.t('board.hardToSee')]),
  ];
  return row(
    factor.id,
    typed(factor.what, tools),
    marks.length === 0 ? undefined : { text: marks.join(', '), alarming: false },
  );
}

/**
 * What, who, when, for which factor; open actions of earlier conferences too, what was done then not. In a spoed only what was
 * agreed in it.
 */
export function actionRows(state: CaseState, conference: Conference, tools: Tools): Section {
  const { words } = tools;
  const { shown, more } = firstRows(
    state.actions.filter(
      action => action.conference === conference.id || (action.status === 'open' && !conference.urgent),
    ),
    tools,
    seeSummary,
  );
  const rows = shown.map(action =>
    row(
      action.id,
      typed(action.what, tools),
      action.status === 'done' ? { text: words.t('board.done'), alarming: false } : undefined,
      [ownerAndDay(action, tools)],
    ),
  );
  return { title: words.t(conference.urgent ? 'board.measures' : 'board.actions'), rows, more };
}

/** "Behandelaar, GGZ · 12 dec · F1, F2". */
function ownerAndDay(action: Action, tools: Tools): string {
  const factors = action.factors.slice(0, 6).join(', ');
  return [ownerName(action, tools), tools.dates.shortDue(action.due), factors].filter(part => part !== '').join(' · ');
}

export function ownerName({ owner }: Action, tools: Tools): string {
  return personName(owner, tools);
}

/** "Wijkagent, Politie": both short. */
export function personName({ name, organisation }: PersonRef, tools: Tools): string {
  return [name, organisation]
    .map(part => typed(part, { ...tools, room: { ...tools.room, text: Math.min(tools.room.text, 60) } }))
    .filter(part => part !== '')
    .join(', ');
}

export function withoutActionRows(_state: CaseState, conference: Conference, tools: Tools): Section {
  const { shown, more } = firstRows(Object.entries(conference.withoutAction), tools, seeSummary);
  const rows = shown.map(([factor, reason]) => row(factor, typed(reason, tools)));
  return { title: tools.words.t('board.withoutAction'), rows, more };
}

/** What stands beside a line: a level, a number, a kind. */
export type Mark = Pick<Course, 'text' | 'alarming'>;

/** A line with its course beside it; what was agreed the time before stands below it until this conference agrees. */
export function courseRow(id: string, what: string, course: Course | undefined, notes: readonly string[]): ViewData {
  if (course === undefined || course.isNow) return row(id, what, course, notes);
  return row(id, what, undefined, [course.text, ...notes]);
}

/** Colour only repeats the word. The green of "Good" and the yellow of "Warning" are too pale on white, so those have none. */
export function row(id: string, what: string, right?: Mark, notes: readonly string[] = []): ViewData {
  const line = { id, what };
  const color = right?.alarming ? 'Attention' : 'Default';
  return {
    plain: right === undefined ? [line] : [],
    marked: right === undefined ? [] : [{ ...line, right: literal(right.text), color }],
    notes: notes.map(text => ({ text })),
  };
}

export function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
