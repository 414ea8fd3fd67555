import type { Minutes } from '../domain/minutes-data.ts';
import { type Block, heading, list, paragraph, subheading, values } from './docx-parts.ts';
import { dueWords, weekdayWords } from './dutch-dates.ts';
import { contributorWords, personWords } from './people.ts';
import { capitalised } from './typed-text.ts';
import {
  actionTypeWords,
  frameworkWords,
  headings,
  horizonWords,
  intensityWords,
  labels,
  mandateWords,
  phrases,
  repetitionWords,
  sentences,
} from './words.ts';

type Action = Minutes['actions'][number];

export function actions(minutes: Minutes): readonly Block[] {
  if (minutes.actions.length === 0) return [heading(headings.actions), paragraph(sentences.noActions)];
  return [heading(headings.actions), ...minutes.actions.flatMap(action => actionBlocks(action, minutes))];
}

function actionBlocks(action: Action, minutes: Minutes): readonly Block[] {
  return [
    subheading(`${action.id} ${action.what}`),
    ...values([
      [labels.who, personWords(action.owner)],
      [labels.when, whenWords(action)],
      [labels.forFactor, named(action.factors, minutes.factors) ?? sentences.noFactorLinked],
      [labels.forRisk, named(action.risks, minutes.risks)],
      [labels.effect, action.effect ?? sentences.noEffect],
      [labels.type, typeWords(action)],
      [labels.fit, action.fit],
      [labels.reportTo, action.reportTo && personWords(action.reportTo)],
      [labels.mandate, action.mandate && mandateWords[action.mandate]],
      [labels.framework, action.framework && frameworkWords[action.framework]],
      [labels.agreedBy, contributorWords(action.by)],
    ]),
  ];
}

/** `12 december 2026, elke week` */
function whenWords({ due, every }: Action): string {
  return every === undefined ? dueWords(due) : `${dueWords(due)}, ${repetitionWords[every]}`;
}

/** `Interventie, korte termijn, intensiteit: licht` */
function typeWords({ type, horizon, intensity }: Action): string {
  const words = `${actionTypeWords[type]}, ${horizonWords[horizon]}`;
  return intensity === undefined ? words : `${words}, ${phrases.intensity(intensityWords[intensity])}`;
}

/** `F1 Middelengebruik`, one a line; undefined when there's none. */
function named(
  ids: readonly string[],
  items: readonly { readonly id: string; readonly what: string }[],
): string | undefined {
  const found = items.filter(({ id }) => ids.includes(id)).map(({ id, what }) => `${id} ${what}`);
  return found.length === 0 ? undefined : found.join('\n');
}

export function withoutAction(minutes: Minutes): readonly Block[] {
  if (minutes.withoutAction.length > 0) {
    const items = minutes.withoutAction.map(({ factor: id, reason }) => {
      const what = minutes.factors.find(factor => factor.id === id)?.what;
      return { lead: id, text: what === undefined ? reason : `${what} – ${reason}` };
    });
    return [heading(headings.withoutAction), ...list('bullets', items)];
  }
  const nothing = minutes.topThree.factors.length === 0 ? sentences.noTopThree : sentences.everyFactorCovered;
  return [heading(headings.withoutAction), paragraph(nothing)];
}

export function closing(minutes: Minutes): readonly Block[] {
  const { nextDate, reflection } = minutes;
  return [
    heading(headings.nextConference),
    paragraph(nextDate === undefined ? sentences.noNextDate : capitalised(weekdayWords(nextDate))),
    heading(headings.reflection),
    paragraph(reflection ?? sentences.noReflection),
  ];
}
