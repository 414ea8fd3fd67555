import type { SafetyScore } from '../../domain/answers.ts';
import type { Subject } from '../../domain/items.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, forOthers, frameOf, isOpen, type Tools, tableOf, typed } from '../frame.ts';
import { scoreChoices } from '../score-choices.ts';

/**
 * A number for each person at risk, why, and what makes it one point higher; below it who else is at risk. What a person answered
 * before is filled in, for that person only.
 */
export const scoreSafetyView: FormViewBuilder = (view, tools) => {
  const { state } = tableOf(view);
  const { words, room } = tools;
  const own = ownScores(view);
  // Unanswered first, so that a long list is answered in a few goes.
  const asked = state.subjects.toSorted((one, other) => Number(own.has(one.id)) - Number(own.has(other.id)));
  const shown = asked.slice(0, room.items);
  const left = asked.length - shown.length;
  const data = shown.map(subject => question(view, tools, subject, own.get(subject.id)));
  const others = shown.length === 0 ? { front: [], behind: [] } : forOthers(view, tools, { mustChoose: true });
  const reasons = data.filter(one => !one.open).map(one => `why:${one.id}`);
  const behindMore = { targets: [...(others.behind.length === 0 ? [] : ['aside']), 'addSubject'] };
  return {
    ...frameOf(view, tools),
    ...others,
    subjects: data,
    scores: scoreChoices(words),
    nothing: shown.length === 0 ? [{ text: words.t('scoreSafety.none') }] : [],
    record:
      shown.length === 0
        ? []
        : [
            reasons.length === 0
              ? { reasons: [], more: [behindMore], below: [] }
              : { reasons: [{ targets: reasons }], more: [], below: [behindMore] },
          ],
    aside: others.behind.length === 0 ? [] : [{}],
    more: left > 0 ? [{ text: words.t('scoreSafety.more', { count: left }) }] : [],
    ...addition(view, tools, shown.length === 0),
  };
};

/** For more people than this the reasons stand behind a button, so that the card stays one look. */
const fewSubjects = 2;

function question(view: FormView, tools: Tools, { id, name }: Subject, own: SafetyScore | undefined) {
  const { words } = tools;
  const [score, explanation, onePointUp] = [`score:${id}`, `explanation:${id}`, `onePointUp:${id}`] as const;
  const v = filledIn(view, tools, [score, explanation, onePointUp], {
    [score]: own === undefined ? undefined : String(own.score),
    [explanation]: own?.explanation,
    [onePointUp]: own?.onePointUp,
  });
  const isFew = tableOf(view).state.subjects.length <= fewSubjects;
  return {
    id,
    name: typed(name, tools),
    scoreLabel: words.t('scoreSafety.scoreOf', { item: id }),
    explanationLabel: words.t('scoreSafety.explanationOf', { item: id }),
    onePointUpLabel: words.t('scoreSafety.onePointUpOf', { item: id }),
    score: v[score] ?? '',
    explanation: v[explanation] ?? '',
    onePointUp: v[onePointUp] ?? '',
    open: isFew || isOpen(view, [explanation, onePointUp]) || `${v[explanation]}${v[onePointUp]}` !== '',
  };
}

/** One line for who else is at risk: open while the list is empty, and when it was refused. */
function addition(view: FormView, tools: Tools, isEmpty: boolean): ViewData {
  const { words } = tools;
  const { name } = filledIn(view, tools, ['name']);
  const isTwin = view.refusals.some(refusal => refusal.code === 'duplicateItem');
  return {
    name,
    addOpen: isEmpty || name !== '' || view.refusals.some(refusal => refusal.item === 'name'),
    add: {
      title: words.t(isTwin ? 'button.recordAnyway' : 'scoreSafety.add'),
      style: isEmpty ? 'positive' : 'default',
      data: { token: view.token, verb: 'subject.add', ...(isTwin && { confirm: '1' }) },
    },
  };
}

/** Only the viewer's own answers of the current round: what others said stays blind. */
function ownScores(view: FormView): ReadonlyMap<string, SafetyScore> {
  if (view.viewer === undefined) return new Map();
  const answers = tableOf(view).conference.scoreRounds.at(-1)?.answers ?? [];
  return new Map(answers.filter(answer => answer.person === view.viewer).map(answer => [answer.subject, answer]));
}
