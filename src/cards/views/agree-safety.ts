import { revealedRound } from '../../domain/counts.ts';
import type { Subject } from '../../domain/items.ts';
import { isStable, type ScoreSpread, safetyLine, scoreRoundsOf } from '../../domain/safety-line.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, type Tools, tableOf, typed } from '../frame.ts';
import { scaleUpSection } from '../scale-up.ts';
import { outlierHint, scoreAnswers } from '../score-answers.ts';
import { scoreChoices } from '../score-choices.ts';
import type { Words } from '../words.ts';

/** Every score by organisation beside earlier rounds, the line through time, and the chair's form. Only what was revealed is in it. */
export const agreeSafetyView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const open = state.subjects.toSorted(
    (one, other) =>
      Number(conference.agreedScores[one.id] !== undefined) - Number(conference.agreedScores[other.id] !== undefined),
  );
  // Each may ask about scaling up too, so there's room for half as many as in other forms.
  const shown = open.slice(0, Math.ceil(room.items / 2));
  const left = open.length - shown.length;
  return {
    ...frameOf(view, tools),
    ...scaleUpSection(view, tools, shown),
    hint: hintOf(view, tools),
    subjects: shown.map(subject => agreement(view, tools, subject)),
    scores: scoreChoices(words),
    nothing: shown.length === 0 ? [{ text: words.t('agreeSafety.none') }] : [],
    decide: shown.length === 0 ? [] : [{}],
    more: left > 0 ? [{ text: words.t('agreeSafety.more', { count: left }) }] : [],
  };
};

/** Whoever agreed on some scores hears which ones still keep us here. */
function hintOf(view: FormView, { words }: Tools): string {
  const { state, conference } = tableOf(view);
  const left = state.subjects.filter(({ id }) => conference.agreedScores[id] === undefined).map(({ id }) => id);
  return view.recorded.length === 0 || left.length === 0
    ? words.t('agreeSafety.hint')
    : words.t('agreeSafety.left', { items: left.join(', ') });
}

function agreement(view: FormView, tools: Tools, { id, name }: Subject): ViewData {
  const { conference } = tableOf(view);
  const { words } = tools;
  const [score, requirements] = [`score:${id}`, `requirements:${id}`] as const;
  const agreed = conference.agreedScores[id];
  const given = revealedRound(conference.scoreRounds)?.answers.filter(answer => answer.subject === id) ?? [];
  const before = agreed?.requirements ?? requirementsBefore(view, id);
  // A prefilled field without a number would be refused: who got no number this time has theirs as a line to read.
  const isAsked = agreed !== undefined || given.length > 0;
  const v = filledIn(view, tools, [score, requirements], {
    [score]: agreed === undefined ? unanimous(given.map(answer => answer.score)) : String(agreed.score),
    [requirements]: isAsked ? before : undefined,
  });
  return {
    id,
    name: typed(name, tools),
    course: course(view, tools, id),
    answers: scoreAnswers(conference, id, tools),
    hints: outlierHint(conference, id, tools),
    before: before === undefined || isAsked ? [] : [{ text: typed(before, tools) }],
    scoreLabel: words.t('agreeSafety.scoreOf', { item: id }),
    requirementsLabel: words.t('agreeSafety.requirementsOf', { item: id }),
    score: v[score] ?? '',
    requirements: v[requirements] ?? '',
  };
}

/** Ground requirements stay what they are until the table says otherwise. */
function requirementsBefore(view: FormView, id: string): string | undefined {
  const { state, conference } = tableOf(view);
  return state.conferences
    .filter(one => one.id !== conference.id)
    .map(one => one.agreedScores[id]?.requirements)
    .findLast(requirements => requirements !== undefined);
}

/** "Eerder: 2 → 6", whether it's stable, and how far the table moved between two rounds. */
function course(view: FormView, { words }: Tools, id: string): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const earlier = safetyLine(
    { ...state, conferences: state.conferences.filter(one => one.id !== conference.id) },
    id,
  ).slice(-mostEarlier);
  const rounds = scoreRoundsOf(conference, id);
  const [first, last] = [rounds.at(0), rounds.at(-1)];
  const lines = [
    ...(earlier.length === 0
      ? []
      : [
          words.t(earlier.length === 1 ? 'agreeSafety.earlierOne' : 'agreeSafety.earlier', {
            line: earlier.join(' → '),
          }),
        ]),
    ...(isStable(safetyLine(state, id)) ? [words.t('agreeSafety.stable')] : []),
    ...(first === undefined || last === undefined || first === last
      ? []
      : [words.t('agreeSafety.rounds', { first: rangeOf(first, words), last: rangeOf(last, words) })]),
  ];
  return lines.map(text => ({ text }));
}

/** "3 tot 5", or the one number that everybody gave. */
function rangeOf({ lowest, highest }: ScoreSpread, words: Words): string {
  return lowest === highest ? String(lowest) : words.t('agreeSafety.range', { low: lowest, high: highest });
}

/** A line of more than this isn't read on a card; the minutes have them all. */
const mostEarlier = 8;

/** A proposal only when there's nothing to discuss: everybody gave the same. */
function unanimous(scores: readonly number[]): string | undefined {
  const [first] = scores;
  return first !== undefined && scores.every(score => score === first) ? String(first) : undefined;
}
