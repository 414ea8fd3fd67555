import { leadsTheTable } from '../../domain/decision.ts';
import { carePhases, considerationKinds, processPhases } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { backToBoard, type FormViewBuilder, filledIn, frameOf, isOpen, type Tools, tableOf } from '../frame.ts';
import { considerationsText, voiceLines } from '../person-words.ts';

const voiceInputs = [
  'invited',
  'invitedReason',
  'agreesTo',
  'letterSent',
  'letterReason',
  'zsmAdvice',
  'zsmDate',
] as const;

/**
 * What is known of the person besides risks: what to take into account, their own voice, and where case and care stand. Everybody
 * at the table reads it; chair and note-taker fill it in, and the chair says where the case stands.
 */
export const personView: FormViewBuilder = (view, tools) => {
  const { conference } = tableOf(view);
  const isRunning = conference.closed === undefined;
  const mayFillIn = view.viewer !== undefined && leadsTheTable(conference, view.viewer) && isRunning;
  const isChair = view.viewer === conference.chair && isRunning;
  return {
    ...frameOf(view, tools),
    ...backToBoard(view.token),
    facts: factsOf(view, tools),
    fillIn: mayFillIn ? [considerationInputs(view, tools)] : [],
    voice: mayFillIn ? [voicePart(view, tools)] : [],
    process: isChair ? [processPart(view, tools)] : [],
    care: isChair ? carePart(view, tools) : [],
  };
};

function factsOf(view: FormView, tools: Tools): readonly ViewData[] {
  const { state } = tableOf(view);
  const { words } = tools;
  const considerations = considerationsText(state, tools);
  return [
    ...(considerations === undefined ? [] : [{ label: words.t('person.considerations'), text: considerations }]),
    ...voiceLines(state, tools),
    { label: words.t('person.processPhase'), text: words.t(`processPhase.${state.processPhase}`) },
    ...(state.carePhase === undefined
      ? []
      : [{ label: words.t('person.carePhase'), text: words.t(`carePhase.${state.carePhase}`) }]),
  ];
}

function considerationInputs(view: FormView, tools: Tools): ViewData {
  const { considerations } = tableOf(view).state;
  const known = { kinds: considerations?.kinds.join(','), text: considerations?.text };
  return {
    kinds: considerationKinds.map(value => ({ title: tools.words.t(`consideration.${value}`), value })),
    v: filledIn(view, tools, ['kinds', 'text'], known),
  };
}

function voicePart(view: FormView, tools: Tools): ViewData {
  const { invited, letterSent, ...voice } = tableOf(view).state.voice ?? {};
  const answerOf = (answer: boolean | undefined) => (answer === undefined ? '' : answer ? 'yes' : 'no');
  const known = { ...voice, invited: answerOf(invited), letterSent: answerOf(letterSent) };
  const { words } = tools;
  return {
    ...opened(isOpen(view, voiceInputs, known)),
    answers: [
      { title: words.t('answer.yes'), value: 'yes' },
      { title: words.t('answer.no'), value: 'no' },
    ],
    v: filledIn(view, tools, voiceInputs, known),
  };
}

/** A part behind a button; once it's open the button is gone, because a card has six at most. */
function opened(isOpen: boolean): { isOpen: boolean; toggle: readonly ViewData[] } {
  return { isOpen, toggle: isOpen ? [] : [{}] };
}

/** One button for each phase that the case isn't in. */
function processPart(view: FormView, { words }: Tools): ViewData {
  const now = tableOf(view).state.processPhase;
  const others = processPhases.filter(phase => phase !== now);
  return {
    phases: others.map(phase => ({
      title: words.t(`processPhase.${phase}`),
      data: { token: view.token, verb: 'case.setPhase', phase },
    })),
  };
}

/** The care of violence at home has phases of its own; elsewhere there's nothing to ask. */
function carePart(view: FormView, tools: Tools): readonly ViewData[] {
  const { state, conference } = tableOf(view);
  if (!conference.steps.includes('safety') && state.subjects.length === 0 && state.carePhase === undefined) return [];
  const known = { phase: state.carePhase, reason: undefined };
  return [
    {
      ...opened(isOpen(view, ['phase', 'reason'], known)),
      phases: carePhases.map(value => ({ title: tools.words.t(`carePhase.${value}`), value })),
      v: filledIn(view, tools, ['phase', 'reason'], known),
    },
  ];
}
