import type { CaseState, Conference } from '../domain/case-state.ts';
import { risksAtHand } from '../domain/urgent.ts';
import type { FactorId, RiskId, SubjectId } from '../domain/values.ts';
import type { FormView } from '../ports/card-renderer.ts';
import { sortedBy } from './choices.ts';
import { measuresFor, openActionsOn, timedMeasuresOn, unsafeSubjects } from './coverage.ts';
import type { ViewData } from './expand.ts';
import { type Tools, tableOf, typed } from './frame.ts';

/**
 * What actions are needed for, above the form for actions: people who aren't safe, in a spoed the risks, else the top three;
 * with what is agreed on each. That is only in a person's own answer, because the card for everyone stays as it was posted.
 */
export function whatIsAgreed(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const topThree = conference.topThree?.factors ?? [];
  return [
    ...unsafeLines(view, tools),
    ...(conference.urgent
      ? state.risks
          .filter(risk => risksAtHand(state, conference).includes(risk.id))
          .slice(0, tools.room.rows)
          .map(risk => ({ id: risk.id, what: typed(risk.what, tools), marks: onRisk(view, risk.id) }))
      : sortedBy(state.factors, topThree)
          .filter(factor => topThree.includes(factor.id))
          .map(factor => ({
            id: factor.id,
            what: typed(factor.what, tools),
            marks: onFactor(view, tools, factor.id),
          }))),
  ];
}

/** "P1 moeder. Bodemeisen: …". */
function unsafeLines(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  return unsafeSubjects(state)
    .slice(0, tools.room.rows)
    .map(({ id, name }) => {
      const requirements = requirementsOf(state, conference, id);
      const needed =
        requirements === undefined
          ? ''
          : `. ${tools.words.t('agreeAction.requirements', { text: typed(requirements, tools) })}`;
      return { id, what: `${typed(name, tools)}${needed}`, marks: onSubject(view, id) };
    });
}

/** What must be true before a 6 can be given, as it was said last. */
function requirementsOf(state: CaseState, { number }: Conference, subject: SubjectId): string | undefined {
  const said = state.conferences
    .filter(one => one.number <= number)
    .map(one => one.agreedScores[subject]?.requirements);
  return said.findLast(text => text !== undefined);
}

function onSubject(view: FormView, subject: SubjectId): readonly ViewData[] {
  return marks(view, measuresFor(tableOf(view).state, subject));
}

function onRisk(view: FormView, risk: RiskId): readonly ViewData[] {
  return marks(view, timedMeasuresOn(tableOf(view).state, risk));
}

function onFactor(view: FormView, { words }: Tools, factor: FactorId): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  const actions = openActionsOn(state, factor);
  if (actions.length > 0) return marks(view, actions);
  const none = conference.withoutAction[factor] === undefined ? [] : [words.t('board.withoutAction').toLowerCase()];
  return marks(view, none);
}

function marks(view: FormView, texts: readonly string[]): readonly ViewData[] {
  return view.viewer === undefined || texts.length === 0 ? [] : [{ text: texts.slice(0, 6).join(', ') }];
}
