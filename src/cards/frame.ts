import type { Approaches } from '../domain/approaches.ts';
import type { CaseState, Conference } from '../domain/case-state.ts';
import { leadsTheTable } from '../domain/decision.ts';
import type { PersonId } from '../domain/values.ts';
import type { Calendar } from '../domain/working-days.ts';
import type { FormView } from '../ports/card-renderer.ts';
import { clockOf, stepRuns } from './board-words.ts';
import { organisationChoices, peopleChoices } from './choices.ts';
import { courseOfSafety } from './course.ts';
import type { Dates } from './dates.ts';
import type { ViewData } from './expand.ts';
import { messagesOf } from './notices.ts';
import type { Room } from './room.ts';
import { literal, shorten } from './text.ts';
import type { Words } from './words.ts';

/** What every view is made with, besides what it shows. */
export interface Tools {
  readonly words: Words;
  readonly dates: Dates;
  readonly room: Room;
  /** Of this house. */
  readonly approaches: Approaches;
  /** Days off of this house. */
  readonly calendar: Calendar;
}

/** Makes the data for the template of one form. Pure. */
export type FormViewBuilder = (view: FormView, tools: Tools) => ViewData;

/** What stands on top of every form: refusals, what was recorded, the board in three lines, who are you. */
export function frameOf(view: FormView, tools: Tools): ViewData {
  return {
    token: view.token,
    ...messagesOf(view, { ...tools, form: view.form }),
    boardLines: view.withBoardLines ? boardLines(view, tools) : [],
    join: view.askToJoin ? [joinInputs(view, tools)] : [],
    forChair: view.viewer === undefined || leads(view, view.viewer) ? [{}] : [],
  };
}

/** The button that moves on stands on everybody's prompt, so that nobody has to look for the board; not on a participant's own card. */
function leads(view: FormView, person: PersonId): boolean {
  const conference = view.state?.conferences.find(one => one.id === view.conference);
  return conference !== undefined && leadsTheTable(conference, person);
}

/** A way back for an answer that stands in the place of the board; none without a token. */
export function backToBoard(token: string | undefined): ViewData {
  return { back: token === undefined ? [] : [{}] };
}

/** A way back for a form that was opened from a row of a list, which is what it's about then. */
export function backToList({ item }: Pick<FormView, 'item'>): ViewData {
  return { back: item === undefined ? [] : [{}] };
}

/** The case and the conference of a form that needs them. @throws when the caller left them out */
export function tableOf(view: Pick<FormView, 'state' | 'conference'> & { readonly form?: string }): {
  state: CaseState;
  conference: Conference;
} {
  const conference = view.state?.conferences.find(one => one.id === view.conference);
  if (view.state === undefined || conference === undefined)
    throw new Error(`[cards] ${view.form ?? 'card'}: rendered without its case and conference`);
  return { state: view.state, conference };
}

/** Typed text for a TextRun, at most as long as there is room for. */
export function typed(text: string, { room }: Tools): string {
  return shorten(literal(text), room.text);
}

/**
 * What the inputs of a form are filled in with: what was sent, when something was sent, else what is known. Every id is there,
 * empty when there's nothing.
 */
export function filledIn<Id extends string>(
  view: FormView,
  { room }: Tools,
  ids: readonly Id[],
  known: { readonly [Key in Id]?: string | undefined } = {},
): Readonly<Record<Id, string>> {
  const sent = Object.keys(view.values).length > 0;
  const value = (id: Id) => (sent ? (view.values[id] ?? '') : (known[id] ?? '')).slice(0, room.value).toWellFormed();
  return Object.fromEntries(ids.map(id => [id, value(id)])) as Record<Id, string>;
}

/**
 * Whether something behind "Meer" was filled in or refused: then it must not be hidden. What was filled in beforehand (`known`)
 * comes along with every press and says nothing.
 */
export function isOpen(
  view: FormView,
  ids: readonly string[],
  known: { readonly [id: string]: string | undefined } = {},
): boolean {
  return (
    ids.some(id => (view.values[id] ?? '') !== '' && view.values[id] !== known[id]) ||
    view.refusals.some(refusal => refusal.item !== undefined && ids.includes(refusal.item))
  );
}

export function joinInputs(view: FormView, tools: Tools): ViewData {
  const self = ownSeat(view);
  const organisations = organisationChoices(view.state, tools.room);
  const known = { organisation: self?.organisation, role: self?.role };
  return { organisations, v: filledIn(view, tools, ['organisation', 'organisationOther', 'role'], known) };
}

function ownSeat(view: FormView) {
  const conference = view.state?.conferences.find(one => one.id === view.conference);
  return conference?.attendees.find(attendee => attendee.person === view.viewer);
}

/**
 * The note-taker and the chair record for others. On their own cards the question stands open (`front`), on everybody's card it's
 * behind "Meer" (`behind`), and on a participant's own card it isn't there. `mustChoose`: this person has no answer of their own.
 */
export function forOthers(
  view: FormView,
  tools: Tools,
  { mustChoose = false } = {},
): { front: readonly ViewData[]; behind: readonly ViewData[] } {
  const { conference } = tableOf(view);
  const leading = view.viewer !== undefined && leadsTheTable(conference, view.viewer);
  if (view.viewer !== undefined && !leading && !isOpen(view, ['for'])) return { front: [], behind: [] };
  const choices = peopleChoices(conference, [], tools.room, [conference.chair, conference.noteTaker, view.viewer]);
  if (choices.length === 0) return { front: [], behind: [] };
  const placeholder = tools.words.t(leading && mustChoose ? 'choose' : 'for.nobody');
  const question = [{ choices, placeholder, v: filledIn(view, tools, ['for']) }];
  return leading || isOpen(view, ['for']) ? { front: question, behind: [] } : { front: [], behind: question };
}

/** Pressed again after "staat er al als R1", the button says that it's meant so. */
export function recordButton(view: FormView, { words }: Tools, verb: string): { readonly record: ViewData } {
  const again = view.refusals.some(refusal => refusal.code === 'duplicateItem');
  return {
    record: {
      title: words.t(again ? 'button.recordAnyway' : 'button.record'),
      data: { token: view.token, verb, ...(again && { confirm: '1' }) },
    },
  };
}

function boardLines(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const { words } = tools;
  const number = words.t('board.number', { number: conference.number });
  const urgent = conference.urgent ? words.t('board.urgent') : '';
  const clock = clockOf(conference, view.now, words);
  const first = [state.code, urgent, number, clock].filter(part => part !== '').join(' · ');
  const last = outcome(state, conference, tools);
  return [
    { runs: [{ text: first, weight: 'Default' }] },
    { runs: stepRuns(conference, words) },
    ...(last === undefined ? [] : [{ runs: [{ text: last, weight: 'Default' }] }]),
  ];
}

/** The latest thing that the table agreed on. */
function outcome(state: CaseState, conference: Conference, tools: Tools): string | undefined {
  const { words, room } = tools;
  const topThree = conference.topThree?.factors ?? [];
  if (topThree.length > 0)
    return shorten(
      `${words.t('board.topThree')}: ${topThree
        .map(id => `${id} ${literal(state.factors.find(factor => factor.id === id)?.what ?? '')}`)
        .join(', ')}`,
      Math.min(room.text, 140),
    );
  const levels = Object.entries(conference.agreedLevels);
  if (levels.length > 0)
    return levels
      .slice(0, 12)
      .map(([id, agreed]) => `${id} ${words.t(`level.${agreed.level}`).toLowerCase()}`)
      .join(' · ');
  const scores = state.subjects.filter(({ id }) => conference.agreedScores[id] !== undefined);
  if (scores.length > 0)
    return shorten(
      scores
        .map(({ id, name }) => `${literal(name)} ${courseOfSafety(state, conference, id, words)?.text ?? ''}`)
        .join(' · '),
      Math.min(room.text, 140),
    );
  if (conference.goal === undefined) return undefined;
  return shorten(`${words.t('board.goal')}: ${literal(conference.goal)}`, Math.min(room.text, 140));
}
