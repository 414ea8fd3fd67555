import type { Minutes } from '../domain/minutes-data.ts';
import {
  actionTypeWords,
  frameworkWords,
  horizonWords,
  intensityWords,
  mandateWords,
  repetitionWords,
} from './choice-words.ts';
import { type Block, list, subheading, values } from './docx-parts.ts';
import { dateWords, dueWords } from './dutch-dates.ts';
import { allOf, contributorWords, personWords } from './people.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { headings, labels } from './words.ts';

type Action = Minutes['actions'][number];

export function actions(minutes: Minutes): Section | undefined {
  return section(
    headings.actions,
    minutes.actions.flatMap(action => actionBlocks(action, minutes)),
  );
}

function actionBlocks(action: Action, minutes: Minutes): readonly Block[] {
  return [
    subheading(`${action.id} ${action.what}`),
    ...values([
      [labels.who, personWords(action.owner)],
      [labels.when, whenWords(action)],
      [labels.forFactor, named(action.factors, minutes.factors) ?? noFactorWords(action)],
      [labels.forRisk, named(action.risks, minutes.risks)],
      [labels.forWhom, forWhom(action, minutes)],
      [labels.effect, action.effect ?? sentences.noEffect],
      [labels.type, typeWords(action)],
      [labels.fit, action.fit],
      [labels.reportTo, action.reportTo && personWords(action.reportTo)],
      [labels.mandate, mandate(action)],
      [labels.acceptance, acceptance(action)],
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

/** A safety measure serves safety itself; any other action without a factor says so. */
function noFactorWords({ type }: Action): string | undefined {
  return type === 'safetyMeasure' ? undefined : sentences.noFactorLinked;
}

function forWhom({ subjects }: Action, minutes: Minutes): string | undefined {
  const names = minutes.subjects.filter(({ id }) => subjects.includes(id)).map(({ name }) => name);
  return names.length === 0 ? undefined : allOf(names);
}

function mandate({ mandate: given, mandateBy }: Action): string | undefined {
  if (given === 'toConfirm' && mandateBy !== undefined) return phrases.confirmBefore(dateWords(mandateBy));
  return given && mandateWords[given];
}

/** What an owner who wasn't at the table said of it, afterwards. */
function acceptance({ acceptance: answer, acceptanceReason }: Action): string | undefined {
  if (answer === undefined) return undefined;
  const words = { asked: sentences.mustAccept, accepted: sentences.accepted, declined: sentences.declined }[answer];
  return acceptanceReason === undefined ? words : phrases.because(words, acceptanceReason);
}

/** `F1 Middelengebruik`, one a line; undefined when there's none. */
function named(
  ids: readonly string[],
  items: readonly { readonly id: string; readonly what: string }[],
): string | undefined {
  const found = items.filter(({ id }) => ids.includes(id)).map(({ id, what }) => `${id} ${what}`);
  return found.length === 0 ? undefined : found.join('\n');
}

export function withoutAction(minutes: Minutes): Section | undefined {
  const items = minutes.withoutAction.map(({ factor: id, reason }) => {
    const what = minutes.factors.find(factor => factor.id === id)?.what;
    return { lead: id, text: what === undefined ? reason : `${what} – ${reason}` };
  });
  return section(headings.withoutAction, list('bullets', items));
}
