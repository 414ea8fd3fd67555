import { isUnderSix } from '../../domain/agenda.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { actionChoices, factorChoices, targetChoices } from '../action-choices.ts';
import { whatIsAgreed } from '../agreed-so-far.ts';
import { choice, otherPerson, peopleChoices } from '../choices.ts';
import { knownFit } from '../fit.ts';
import {
  type FormViewBuilder,
  filledIn,
  forOthers,
  frameOf,
  isOpen,
  recordButton,
  type Tools,
  tableOf,
} from '../frame.ts';

const details = [
  'ownerOther',
  'type',
  'horizon',
  'intensity',
  'fit',
  'effect',
  'every',
  'reportTo',
  'reportToOther',
  'mandate',
  'mandateBy',
  'framework',
  'risks',
  'subjects',
] as const;
/** On the table in a spoed, behind "Meer" otherwise; factors the other way round. */
const byUrgency = ['dueTime', 'factors'] as const;

/**
 * What, who, by when, for which factor; everything else has a default and stands behind "Meer". In a spoed: what, who, and at
 * what time today. `item` may name a factor, or `alternativeAnalysis`.
 */
export const agreeActionView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const { urgent } = conference;
  const measures = urgent || isUnderSix(conference);
  const factors = factorChoices(state, conference, room);
  const elsewhere = choice(words.t('person.elsewhereMore'), otherPerson, 100);
  const known = {
    fit: knownFit(state, words),
    ...(urgent && { due: tools.dates.dayOf(view.now) }),
    ...asked(view, tools),
  };
  const hidden = [...details, urgent ? 'factors' : 'dueTime'];
  return {
    ...frameOf(view, tools),
    ...recordButton(view, tools, 'action.agree'),
    title: words.t(urgent ? 'agreeAction.titleUrgent' : 'agreeAction.title'),
    hint: words.t(hintOf(view)),
    example: words.t(urgent ? 'agreeAction.exampleUrgent' : 'agreeAction.example'),
    agreed: whatIsAgreed(view, tools),
    time: urgent ? [{}] : [],
    timeBehind: urgent ? [] : [{}],
    factors: urgent ? [] : factors,
    factorsBehind: urgent ? factors : [],
    ...targetChoices(state, room),
    owners: [...peopleChoices(conference, view.members, room), elsewhere],
    ...actionChoices(words),
    typeDefault: words.t(`actionType.${measures ? 'safetyMeasure' : 'intervention'}`),
    ...forOthers(view, tools),
    moreOpen: view.values.owner === otherPerson || isOpen(view, hidden, known),
    v: filledIn(view, tools, ['what', 'owner', 'due', ...byUrgency, ...details], known),
  };
};

function hintOf(view: FormView) {
  const { conference } = tableOf(view);
  if (conference.urgent) return 'agreeAction.hintUrgent';
  return isUnderSix(conference) ? 'agreeAction.hintUnderSix' : 'agreeAction.hint';
}

/** What the button that opened this form asks for. */
function asked(view: FormView, { words }: Tools): { what?: string; type?: string; factors?: string } {
  if (view.item === 'alternativeAnalysis') return { what: words.t('agreeAction.alternative'), type: 'information' };
  const isFactor = tableOf(view).state.factors.some(factor => factor.id === view.item);
  return isFactor && view.item !== undefined ? { factors: view.item } : {};
}
