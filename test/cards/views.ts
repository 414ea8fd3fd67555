import type { Phase } from '../../src/domain/agenda.ts';
import type { CardView, FormView } from '../../src/ports/card-renderer.ts';
import type { Language } from '../../src/ports/conversations.ts';
import { type FormName, formNames } from '../../src/ports/form-tokens.ts';
import { closedAndAdopted, inPhase, now, type Scene, token } from './states.ts';

/** In which phase each form stands in the chat. */
export const phaseOfForm: Readonly<Record<FormName, Phase>> = {
  openConference: 'opening',
  opening: 'opening',
  raiseRisk: 'risks.raise',
  rateRisks: 'risks.rate',
  agreeRisks: 'risks.revealed',
  raiseFactor: 'topThree.raise',
  voteTopThree: 'topThree.vote',
  decideTopThree: 'topThree.revealed',
  agreeAction: 'actions',
  chairActions: 'actions',
  close: 'closing',
  board: 'topThree.vote',
  minutes: 'closing',
  reminder: 'closing',
};

/** A form of this scene, in the phase it belongs to, as everyone sees it; `more` makes it something else. */
export function formView(scene: Scene, form: FormName, more: Partial<FormView> = {}): FormView {
  const staged = inPhase(scene, phaseOfForm[form]);
  const { state } = form === 'minutes' || form === 'reminder' ? closedAndAdopted(staged) : staged;
  const action = state.actions[0]?.id;
  return {
    kind: 'form',
    form,
    language: 'nl',
    token,
    now,
    ...(form !== 'openConference' && { state, conference: 'c1' }),
    members: scene.members,
    refusals: [],
    recorded: [],
    values: {},
    askToJoin: false,
    withBoardLines: form !== 'minutes' && form !== 'board',
    ...(form === 'reminder' && action !== undefined && { action, withBoardLines: false }),
    ...(form === 'openConference' && { withBoardLines: false }),
    ...more,
  };
}

/** Every form this scene can show. A reminder needs an action. */
export function formsOf(scene: Scene): readonly FormName[] {
  return formNames.filter(form => form !== 'reminder' || scene.state.actions.length > 0);
}

/** Cards that aren't forms. */
export function otherViews(scene: Scene, language: Language): readonly CardView[] {
  const phases: readonly Phase[] = ['opening', 'risks.rate', 'topThree.revealed', 'actions'];
  const boards = [...phases.map(phase => inPhase(scene, phase)), closedAndAdopted(scene)];
  return [
    ...boards.map(({ state }) => ({ kind: 'board' as const, language, token, state, conference: 'c1', now })),
    { kind: 'summary', language, state: scene.state, conference: 'c1' },
    { kind: 'line', language, line: 'phaseDone', state: scene.state, conference: 'c1', phase: 'risks.rate' },
    { kind: 'line', language, line: 'boardMoved' },
    { kind: 'line', language, line: 'conferenceFiled', state: scene.state, conference: 'c1' },
    { kind: 'help', language, personal: true },
    { kind: 'help', language, personal: false },
    { kind: 'notice', language, refusals: [{ code: 'noConference' }], recorded: [{ key: 'conferenceClosed' }] },
  ];
}
