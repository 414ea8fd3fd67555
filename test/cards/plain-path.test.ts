import { describe, expect, it } from 'vitest';
import { openButtons, openInputs } from './house-rules.ts';
import { renderer } from './renderer.ts';
import { casusX, inFull, inPhase, type Scene, withConference } from './states.ts';
import { formView, phaseOfForm } from './views.ts';

/**
 * What stands open on the prompts of a plain conference, for everyone and for one participant. The method has more to ask than
 * this; whatever is added goes behind a button, because the long form was often not used for lack of time (pilot report).
 */
const plain = {
  raiseRisk: { inputs: ['what'], buttons: 3, own: 2 },
  rateRisks: { inputs: [], buttons: 6, own: 5 },
  raiseFactor: { inputs: ['what', 'kind'], buttons: 3, own: 2 },
  voteTopThree: { inputs: ['factors'], buttons: 3, own: 1 },
  agreeAction: { inputs: ['what', 'owner', 'due', 'factors'], buttons: 2, own: 2 },
} as const;
type Prompt = keyof typeof plain;
const prompts = Object.keys(plain) as Prompt[];

const idsOf = (card: unknown) => openInputs(card).map(input => input.id);

describe.each(prompts)('%s on the plain path', form => {
  const shared = renderer.render(formView(casusX(), form));
  const own = renderer.render(formView(casusX(), form, { viewer: casusX().participant, withBoardLines: false }));

  it('has these inputs open and no other', () => {
    expect(idsOf(shared)).toEqual(plain[form].inputs);
    expect(idsOf(own)).toEqual(plain[form].inputs);
  });

  it('has no more buttons than it had', () => {
    expect(openButtons(shared).length).toBeLessThanOrEqual(plain[form].buttons);
    expect(openButtons(own).length).toBeLessThanOrEqual(plain[form].own);
  });

  it('opens nothing more when the case holds the whole method', () => {
    // Several risks are rated in one form; the agenda is that of a case where everybody is safe.
    const scene = withoutDanger(inFull());
    const { state } = inPhase(scene, phaseOfForm[form]);
    const levels = state.risks.map(risk => `level:${risk.id}`);
    const full = renderer.render(formView(scene, form, { state }));
    expect(idsOf(full)).toEqual(form === 'rateRisks' ? levels : plain[form].inputs);
    expect(openButtons(full).length).toBeLessThanOrEqual(plain[form].buttons);
  });
});

function withoutDanger(scene: Scene): Scene {
  return withConference({ ...scene, state: { ...scene.state, subjects: [] } }, { agreedScores: {}, scoreRounds: [] });
}
