import type { Round, SafetyScore } from '../domain/answers.ts';
import type { Conference } from '../domain/case-state.ts';
import { scoreRoundsOf } from '../domain/safety-line.ts';
import type { Score, SubjectId } from '../domain/values.ts';
import type { ViewData } from './expand.ts';
import { type Tools, typed } from './frame.ts';
import { nameList } from './lists.ts';

/** What somebody gave in the last revealed round, with what they gave before it when that was something else. */
interface ShownScore {
  readonly organisation: string;
  readonly score?: SafetyScore;
  readonly before?: Score;
}

/** The scores of the last revealed round from low to high, each beside the one of the rounds before ("eerst 2"). */
export function scoreAnswers(conference: Conference, subject: SubjectId, tools: Tools): readonly ViewData[] {
  const shown = shownScores(conference, subject);
  if (shown.length === 0) return [{ runs: [run(tools.words.t('agreeSafety.nobody'))], up: [] }];
  return tools.room.reasons ? shown.map(one => eachAnswer(one, tools)) : [groupedAnswers(shown, tools)];
}

function shownScores(conference: Conference, subject: SubjectId): readonly ShownScore[] {
  const rounds = conference.scoreRounds.filter(round => round.revealed);
  const last = about(rounds.at(-1), subject);
  const earlier = rounds.slice(0, -1).flatMap(round => about(round, subject));
  const answered = last.map((score): ShownScore => {
    const before = earlier.findLast(one => one.person === score.person)?.score;
    return {
      organisation: score.organisation,
      score,
      ...(before !== undefined && before !== score.score && { before }),
    };
  });
  const silent = earlier.filter(
    (one, index) =>
      !last.some(score => score.person === one.person) &&
      earlier.findLastIndex(other => other.person === one.person) === index,
  );
  return [
    ...answered.toSorted((one, other) => (one.score?.score ?? 0) - (other.score?.score ?? 0)),
    ...silent.map((one): ShownScore => ({ organisation: one.organisation, before: one.score })),
  ];
}

function about(round: Round<SafetyScore> | undefined, subject: SubjectId): readonly SafetyScore[] {
  return round?.answers.filter(answer => answer.subject === subject) ?? [];
}

function eachAnswer({ organisation, score, before }: ShownScore, tools: Tools): ViewData {
  const { words } = tools;
  const explanation = score?.explanation;
  const first =
    before === undefined ? '' : words.t(score ? 'agreeSafety.first' : 'agreeSafety.onlyFirst', { score: before });
  return {
    runs: [
      run(score === undefined ? '–' : String(score.score), 'Bolder'),
      run(`  ${typed(organisation, tools)}`),
      ...(first === '' ? [] : [{ ...run(first), subtle: true }]),
      ...(explanation === undefined ? [] : [{ ...run(` – ${typed(explanation, tools)}`), subtle: true }]),
    ],
    up: score?.onePointUp === undefined ? [] : [{ text: typed(score.onePointUp, tools) }],
  };
}

/** One line for all, without reasons: a long conference has those in the minutes. */
function groupedAnswers(shown: readonly ShownScore[], tools: Tools): ViewData {
  const given = shown.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const scores = [...new Set(given.map(one => one.score))];
  if (scores.length === 0) return { runs: [run(tools.words.t('agreeSafety.nobody'))], up: [] };
  return {
    runs: scores.flatMap((score, index) => [
      run(`${index === 0 ? '' : '  ·  '}${score}`, 'Bolder'),
      run(`  ${nameList(organisations(given.filter(one => one.score === score)), tools)}`),
    ]),
    up: [],
  };
}

function run(text: string, weight: 'Bolder' | 'Default' = 'Default') {
  return { text, weight, subtle: false };
}

/** Two or more apart in the last round: the lowest and the highest are asked what the others may not know. */
export function outlierHint(conference: Conference, subject: SubjectId, tools: Tools): readonly ViewData[] {
  const rounds = conference.scoreRounds.filter(round => round.revealed);
  const last = scoreRoundsOf({ ...conference, scoreRounds: rounds.slice(-1) }, subject).at(-1);
  if (last === undefined || last.highest - last.lowest < askedApart) return [];
  const whoIsAt = (at: Score) =>
    `${nameList(organisations(last.scores.filter(({ score }) => score === at)), tools)} (${at})`;
  const text = tools.words.t('hint.askOutlier.risk', { high: whoIsAt(last.highest), low: whoIsAt(last.lowest) });
  return [{ id: `notice:hint:askOutlier:${subject}`, text }];
}

const askedApart = 2;

function organisations(scores: readonly SafetyScore[]): readonly string[] {
  return [...new Set(scores.map(one => one.organisation))];
}
