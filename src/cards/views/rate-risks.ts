import type { Rating } from '../../domain/answers.ts';
import type { Risk } from '../../domain/items.ts';
import { risksToRate } from '../../domain/urgent.ts';
import { levelChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { findingLines } from '../findings.ts';
import { type FormViewBuilder, filledIn, forOthers, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';
import { plainTitle, shorten } from '../text.ts';
import type { Words } from '../words.ts';

/** One risk: five buttons, one tap. Several: a choice for each and one button. What a person answered before is filled in. */
export const rateRisksView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const own = ownRatings(view);
  // Unanswered first, so that a long list is answered in a few goes.
  const asked = risksToRate(state, conference).toSorted(
    (one, other) => Number(own.has(one.id)) - Number(own.has(other.id)),
  );
  const shown = asked.slice(0, room.items);
  const left = asked.length - shown.length;
  const others = forOthers(view, tools, { mustChoose: true });
  const single = shown.length === 1;
  const reasons = shown.map(risk => `reason:${risk.id}`);
  // Who has to say more than a level (for whom, on whose behalf) gets the form and no one-tap buttons.
  const formOnly = view.askToJoin || others.front.length > 0;
  const formOpen = formOnly || isOpen(view, reasons);
  const buttons = (one: { id: string; given: string }) => taps(view.token, words, one);
  const data = shown.map(risk => ratingInputs(view, tools, risk, own.get(risk.id)));
  const frame = frameOf(view, tools);
  return {
    ...frame,
    ...(shown.length === 0 && { forChair: [] }),
    title: words.t(single ? 'rateRisks.titleOne' : 'rateRisks.title'),
    single: single
      ? data.map(one => ({
          ...one,
          formOpen,
          oneTap: formOnly ? [] : [{ open: !formOpen, first: buttons(one).slice(0, 3), last: buttons(one).slice(3) }],
          others: [...others.front, ...others.behind],
        }))
      : [],
    several: single ? [] : data,
    ...(single ? { front: [], behind: [] } : others),
    behindToggle: single || others.behind.length === 0 ? [] : [{}],
    withReasons:
      single || shown.length === 0 ? [] : [{ targets: [...reasons, ...(others.behind.length === 0 ? [] : ['aside'])] }],
    levels: levelChoices(words, true),
    findings: findingLines(view, tools),
    nothing: shown.length === 0 ? [{ text: words.t('rateRisks.none') }] : [],
    more: left > 0 ? [{ text: words.t('rateRisks.more', { count: left }) }] : [],
  };
};

function taps(token: string, words: Words, { id, given }: { id: string; given: string }): readonly ViewData[] {
  return levelChoices(words, true).map(({ title, value }) => ({
    title: value === given ? `✓ ${title}` : title,
    data: { token, verb: 'risk.rate', [`level:${id}`]: value },
  }));
}

function ratingInputs(view: Parameters<FormViewBuilder>[0], tools: Tools, risk: Risk, own: Rating | undefined) {
  const [level, reason] = [`level:${risk.id}`, `reason:${risk.id}`] as const;
  const v = filledIn(view, tools, [level, reason], { [level]: own?.level, [reason]: own?.reason });
  return {
    id: risk.id,
    what: typed(risk.what, tools),
    label: `${risk.id}  ${shorten(plainTitle(risk.what), tools.room.text)}`,
    reasonLabel: tools.words.t('rateRisks.reasonOf', { item: risk.id }),
    reasonOpen: isOpen(view, [reason]),
    given: own?.level ?? '',
    level: v[level] ?? '',
    reason: v[reason] ?? '',
  };
}

/** Only the viewer's own answers of the current round: what others said stays blind. */
function ownRatings(view: Parameters<FormViewBuilder>[0]): ReadonlyMap<string, Rating> {
  if (view.viewer === undefined) return new Map();
  const answers = tableOf(view).conference.ratingRounds.at(-1)?.answers ?? [];
  return new Map(answers.filter(answer => answer.person === view.viewer).map(answer => [answer.risk, answer]));
}
