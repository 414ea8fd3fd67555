import type { Rating } from '../../domain/answers.ts';
import { ratingsOf, revealedRound } from '../../domain/counts.ts';
import type { Risk } from '../../domain/items.ts';
import { risksToRate } from '../../domain/urgent.ts';
import { type RatingLevel, riskLevels } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { levelChoices } from '../choices.ts';
import { levelBefore } from '../course.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, type Tools, tableOf, typed } from '../frame.ts';
import { nameList } from '../lists.ts';

/** Every answer by organisation, who sees it otherwise, and the chair's form. Only what was revealed is in it. */
export const agreeRisksView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const round = revealedRound(conference.ratingRounds);
  const open = risksToRate(state, conference).toSorted(
    (one, other) =>
      Number(conference.agreedLevels[one.id] !== undefined) - Number(conference.agreedLevels[other.id] !== undefined),
  );
  const shown = open.slice(0, room.items);
  const left = open.length - shown.length;
  return {
    ...frameOf(view, tools),
    hint: hintOf(view, tools),
    risks: shown.map(risk => agreement(view, tools, risk, ratingsOf(round, risk.id))),
    levels: levelChoices(words, false),
    nothing: shown.length === 0 ? [{ text: words.t('rateRisks.none') }] : [],
    decide: shown.length === 0 ? [] : [{}],
    more: left > 0 ? [{ text: words.t('agreeRisks.more', { count: left }) }] : [],
  };
};

/** Whoever agreed on some levels hears which ones still keep us here. */
function hintOf(view: FormView, { words }: Tools): string {
  const { state, conference } = tableOf(view);
  const left = risksToRate(state, conference)
    .filter(risk => conference.agreedLevels[risk.id] === undefined)
    .map(risk => risk.id);
  return view.recorded.length === 0 || left.length === 0
    ? words.t('agreeRisks.hint')
    : words.t('agreeRisks.left', { items: left.join(', ') });
}

function agreement(
  view: Parameters<FormViewBuilder>[0],
  tools: Tools,
  risk: Risk,
  ratings: readonly Rating[],
): ViewData {
  const { state, conference } = tableOf(view);
  const before = levelBefore(state, conference, risk.id);
  const [level, reason] = [`level:${risk.id}`, `reason:${risk.id}`] as const;
  const agreed = conference.agreedLevels[risk.id];
  const v = filledIn(view, tools, [level, reason], {
    [level]: agreed?.level ?? unanimous(ratings),
    [reason]: agreed?.reason,
  });
  return {
    id: risk.id,
    what: typed(risk.what, tools),
    before:
      before === undefined
        ? []
        : [{ text: tools.words.t('agreeRisks.before', { level: tools.words.t(`level.${before}`).toLowerCase() }) }],
    answers: tools.room.reasons ? eachAnswer(ratings, tools) : groupedAnswers(ratings, tools),
    hints: outlierHint(risk, ratings, tools),
    levelLabel: tools.words.t('agreeRisks.levelOf', { item: risk.id }),
    reasonLabel: tools.words.t('agreeRisks.reasonOf', { item: risk.id }),
    level: v[level] ?? '',
    reason: v[reason] ?? '',
  };
}

/** From high to low, "geen zicht" last. */
const order: readonly RatingLevel[] = [...riskLevels.toReversed(), 'unknown'];

function eachAnswer(ratings: readonly Rating[], tools: Tools): readonly ViewData[] {
  if (ratings.length === 0) return nobody(tools);
  return ratings
    .toSorted((one, other) => order.indexOf(one.level) - order.indexOf(other.level))
    .map(rating => ({
      runs: [
        run(tools.words.t(`level.${rating.level}`), 'Bolder'),
        run(`  ${typed(rating.organisation, tools)}`),
        ...(rating.reason === undefined ? [] : [{ ...run(` – ${typed(rating.reason, tools)}`), subtle: true }]),
      ],
    }));
}

/** One line for all, without reasons: a long conference has those in the minutes. */
function groupedAnswers(ratings: readonly Rating[], tools: Tools): readonly ViewData[] {
  if (ratings.length === 0) return nobody(tools);
  const groups = order
    .map(level => ({ level, who: organisations(ratings.filter(rating => rating.level === level)) }))
    .filter(({ who }) => who.length > 0);
  return [
    {
      runs: groups.flatMap(({ level, who }, index) => [
        run(`${index === 0 ? '' : '  ·  '}${tools.words.t(`level.${level}`)}`, 'Bolder'),
        run(`  ${nameList(who, tools)}`),
      ]),
    },
  ];
}

function nobody({ words }: Tools): readonly ViewData[] {
  return [{ runs: [run(words.t('agreeRisks.nobody'))] }];
}

function run(text: string, weight: 'Bolder' | 'Default' = 'Default') {
  return { text, weight, subtle: false };
}

function organisations(ratings: readonly Rating[]): readonly string[] {
  return [...new Set(ratings.map(rating => rating.organisation))];
}

/** A proposal only when there's nothing to discuss: everybody who gave a level gave the same. */
function unanimous(ratings: readonly Rating[]): string | undefined {
  const levels = new Set(ratings.filter(rating => rating.level !== 'unknown').map(rating => rating.level));
  return levels.size === 1 ? [...levels][0] : undefined;
}

/** Two or more levels apart: the lowest and the highest are asked what the others may not know. */
function outlierHint(risk: Risk, ratings: readonly Rating[], tools: Tools): readonly ViewData[] {
  const ranked = ratings
    .map(rating => ({
      organisation: rating.organisation,
      rank: (riskLevels as readonly RatingLevel[]).indexOf(rating.level),
    }))
    .filter(({ rank }) => rank >= 0);
  const ranks = ranked.map(({ rank }) => rank);
  const [lowest, highest] = [Math.min(...ranks), Math.max(...ranks)];
  if (ranked.length === 0 || highest - lowest < 2) return [];
  const whoIsAt = (at: number) =>
    nameList([...new Set(ranked.filter(({ rank }) => rank === at).map(({ organisation }) => organisation))], tools);
  const text = tools.words.t('hint.askOutlier.risk', { high: whoIsAt(highest), low: whoIsAt(lowest) });
  return [{ id: `notice:hint:askOutlier:${risk.id}`, text }];
}
