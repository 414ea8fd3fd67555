import { isBlind } from '../../domain/agenda.ts';
import { seatsToRecord } from '../../domain/show-of-hands.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, type Tools, tableOf, typed } from '../frame.ts';
import { type AskedOfAll, askedOfAll, handChoices } from '../hands-asked.ts';
import { plainTitle, shorten } from '../text.ts';
import type { WordKey } from '../words.ts';

type Seat = ReturnType<typeof seatsToRecord>[number];

/**
 * The grid for a room that shares one screen: everybody's answer after a show of hands. What others answered stays blind, also for
 * whoever records: a tick says that somebody answered, and only what this person recorded is filled in.
 */
export const showOfHandsView: FormViewBuilder = (view, tools) => {
  const { conference } = tableOf(view);
  const { words } = tools;
  const phase = isBlind(conference.phase) && conference.closed === undefined ? conference.phase : undefined;
  const asked = phase === undefined ? [] : askedOfAll(phase, view);
  const seats = seatsToRecord(conference);
  const why: WordKey | undefined =
    phase === undefined
      ? 'showOfHands.notNow'
      : seats.length === 0
        ? 'showOfHands.nobody'
        : asked.length === 0
          ? 'showOfHands.nothing'
          : undefined;
  const choices = phase === undefined ? [] : handChoices(phase, view, tools);
  const isVote = phase === 'topThree.vote';
  const { shown, isCut } = why === undefined ? cut(asked, seats, isVote ? choices.length : 1, tools) : nothingShown;
  const sections = shown.map(part => section(view, tools, part));
  const flag = (isOn: boolean) => (isOn ? [{}] : []);
  return {
    ...frameOf(view, tools),
    nothing: why === undefined ? [] : [{ text: words.t(why) }],
    asking: flag(why === undefined),
    ticked: flag(shown.some(({ asked: { answers } }) => answers.length > 0)),
    choices,
    grids: isVote ? [] : sections,
    ballots: isVote ? sections : [],
    ratings: flag(why === undefined && phase === 'risks.rate'),
    scores: flag(why === undefined && phase === 'safety.score'),
    votes: flag(why === undefined && isVote),
    more: isCut ? [{ text: words.t('showOfHands.more') }] : [],
  };
};

/** Some of what is asked, of some of the seats. */
interface Part {
  readonly asked: AskedOfAll;
  readonly seats: readonly Seat[];
}

const nothingShown = { shown: [], isCut: false } as const;
/** Inputs in one go, per item that a form asks in one go; a list to tick counts for each of its lines. */
const cellsPerItem = 4;
const ticksPerItem = 10;

/**
 * What nobody answered yet comes first, so that a large table is recorded in a few goes.
 * @param width how many lines one seat's answer takes
 */
function cut(
  asked: readonly AskedOfAll[],
  seats: readonly Seat[],
  width: number,
  { room }: Tools,
): { shown: readonly Part[]; isCut: boolean } {
  const cells = room.items * cellsPerItem;
  const perItem = width === 1 ? cells : Math.max(2, Math.floor((room.items * ticksPerItem) / width));
  const items = Math.max(1, Math.floor(cells / Math.min(seats.length, perItem)));
  const shown = asked
    .toSorted((one, other) => Number(isComplete(one, seats)) - Number(isComplete(other, seats)))
    .slice(0, items)
    .map(one => ({ asked: one, seats: unansweredFirst(one, seats).slice(0, perItem) }));
  return { shown, isCut: shown.length < asked.length || seats.length > perItem };
}

function isComplete(asked: AskedOfAll, seats: readonly Seat[]): boolean {
  return seats.every(seat => hasAnswered(asked, seat));
}

function hasAnswered({ answers }: AskedOfAll, { participant }: Seat): boolean {
  return answers.some(answer => answer.person === participant.person);
}

/** A table that fits stays in the order of sitting. */
function unansweredFirst(asked: AskedOfAll, seats: readonly Seat[]): readonly Seat[] {
  return seats.toSorted((one, other) => Number(hasAnswered(asked, one)) - Number(hasAnswered(asked, other)));
}

function section(view: FormView, tools: Tools, { asked, seats }: Part): ViewData {
  const cells = seats.map(seat => cell(view, tools, asked, seat));
  const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, row) => ({
    left: cells.slice(2 * row, 2 * row + 1),
    right: cells.slice(2 * row + 1, 2 * row + 2),
  }));
  return { id: asked.id, what: typed(asked.what, tools), cells, rows };
}

function cell(view: FormView, tools: Tools, asked: AskedOfAll, { seat, participant }: Seat): ViewData {
  const input = `${asked.input}:${seat}`;
  const given = asked.answers.find(answer => answer.person === participant.person);
  const isMine = view.viewer !== undefined && given?.recordedBy === view.viewer;
  const v = filledIn(view, tools, [input], { [input]: isMine ? given.value : undefined });
  const who = plainTitle(`${participant.name} · ${participant.organisation}`);
  const name = shorten(who, Math.min(tools.room.text, 60));
  return { input, label: given === undefined ? name : `✓ ${name}`, value: v[input] ?? '' };
}
