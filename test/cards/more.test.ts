import { describe, expect, it } from 'vitest';
import { readRequest } from '../../src/cards/inputs.ts';
import { readingNames } from '../../src/domain/readings.ts';
import { centralEight, processPhases } from '../../src/domain/values.ts';
import { buttonsOf, choicesOf, element, elementsOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, inPhase, person, type Scene, smallest, token, withConference } from './states.ts';
import { formView } from './views.ts';

const chair = person(1);
const participant = person(2);
const noteTaker = person(3);

function more(scene: Scene, viewer: string, refused: Parameters<typeof formView>[2] = {}): unknown {
  const { state } = scene;
  return renderer.render(formView(scene, 'more', { viewer, state, ...refused }));
}

/** What its buttons ask for, as "form.show items". */
function offers(card: unknown): readonly string[] {
  return buttonsOf(card).map(({ verb, data }) => {
    const { form, reading, urgent } = data as Record<string, string | undefined>;
    return [verb, form ?? reading ?? urgent].filter(part => part !== undefined).join(' ');
  });
}

const actions = inPhase(casusX(), 'actions');
const blind = inPhase(casusX(), 'risks.rate');

describe('the menu', () => {
  it('has for everybody the questions at hand, explanations, what was recorded, the person and the roles', () => {
    expect(offers(more(actions, participant))).toEqual([
      'reading.show questions',
      'reading.show method',
      'reading.show centralEight',
      'reading.show rnr',
      'form.show items',
      'form.show person',
      'form.show roles',
      'board.show',
    ]);
  });

  it('asks for things that are understood', () => {
    for (const { verb, data } of [...buttonsOf(more(actions, chair)), ...buttonsOf(more(blind, chair))]) {
      if (verb === 'step.open') continue;
      const request = readRequest(String(verb), data as Record<string, string>);
      expect(request.kind, String(verb)).not.toBe('invalid');
    }
  });

  it('has for the chair besides: more time, spoed, and parts to open', () => {
    const card = more(actions, chair);
    const leading = element(card, 'leading');
    expect(leading?.isVisible).toBe(false);
    expect(offers(leading)).toEqual(['step.extend', 'conference.setUrgent yes', 'form.show roles', 'step.open']);
    expect(choicesOf(card, 'step').map(one => one.value)).toEqual(['safety', 'monitor', 'scenarios']);
  });

  it('has for the note-taker more time, and nothing that changes the agenda', () => {
    const scene = withConference(actions, { noteTaker });
    expect(offers(element(more(scene, noteTaker), 'leading'))).toEqual(['step.extend', 'form.show roles']);
    expect(inputsOf(more(scene, noteTaker))).toEqual([]);
  });

  it('offers a show of hands in a blind phase to chair and note-taker, and to nobody else', () => {
    expect(offers(more(blind, chair))).toContain('form.show showOfHands');
    expect(offers(more(withConference(blind, { noteTaker }), noteTaker))).toContain('form.show showOfHands');
    expect(offers(more(blind, participant))).not.toContain('form.show showOfHands');
    expect(offers(more(actions, chair))).not.toContain('form.show showOfHands');
  });

  it('offers the way back from a spoed', () => {
    const card = more(withConference(actions, { urgent: true }), chair);
    expect(offers(card)).toContain('conference.setUrgent no');
    expect(choicesOf(card, 'step').map(one => one.value)).toContain('topThree');
  });

  it('explains the safety scale where safety is looked at', () => {
    const scene = withConference(smallest(), { steps: ['opening', 'safety', 'actions', 'closing'] });
    expect(offers(more(scene, participant))).toContain('reading.show scale');
    expect(offers(more(actions, participant))).not.toContain('reading.show scale');
  });

  it('keeps open what was refused, as it was sent', () => {
    const refusals = [{ code: 'reasonNeeded', item: 'reason', values: { why: 'underSix' } }] as const;
    const card = more(actions, chair, { values: { step: 'scenarios' }, refusals });
    expect(element(card, 'leading')?.isVisible).toBe(true);
    expect(inputsOf(card).find(input => input.id === 'step')?.value).toBe('scenarios');
    expect(linesOf(card)[0]).toBe('De veiligheid is nog geen 6. Schrijf op waarom dit nu toch kan.');
  });

  it('changes nothing any more once the conference is closed', () => {
    const closed = withConference(actions, { closed: { at: '2026-11-21T08:40:00.000Z', by: chair } });
    expect(verbsOf(more(closed, chair))).toEqual(['reading.show', 'form.show', 'board.show']);
  });
});

describe('something to read', () => {
  const { state } = casusX();
  const read = (reading: (typeof readingNames)[number], about = state, withToken = true) =>
    renderer.render({
      kind: 'reading',
      language: 'nl',
      reading,
      state: about,
      conference: 'c1',
      ...(withToken && { token }),
    });

  it.each(processPhases)('has three to six questions for the phase %s, each a question or a task of its own', phase => {
    const [title, ...questions] = linesOf(read('questions', { ...state, processPhase: phase }));
    expect(title).toMatch(/^Vragen bij deze fase: \S/);
    expect(questions.length).toBeGreaterThanOrEqual(3);
    expect(questions.length).toBeLessThanOrEqual(6);
    expect(questions.map(question => question.slice(0, 3))).toEqual(questions.map((_, index) => `${index + 1}. `));
    for (const question of questions) expect(question).toMatch(/\?$/);
  });

  it('tells the method in five lines', () => {
    expect(linesOf(read('method'))).toHaveLength(6);
  });

  it('names all of the Central Eight, and that the past is not for choosing', () => {
    expect(linesOf(read('centralEight'))).toHaveLength(1 + centralEight.length);
    expect(textOf(read('centralEight'))).toContain('verleden verandert niet');
  });

  it('explains risk, need, responsivity and integrity', () => {
    expect(linesOf(read('rnr')).map(line => line.split(/[ :]/)[0])).toEqual([
      'Het',
      'Risico',
      'Behoefte',
      'Responsiviteit',
      'Integriteit',
    ]);
  });

  it('says what 0, 6, 7 and 10 mean on the safety scale', () => {
    expect(linesOf(read('scale')).slice(1, 5)).toEqual([
      expect.stringMatching(/^0:/),
      expect.stringMatching(/^6:/),
      expect.stringMatching(/^7:/),
      expect.stringMatching(/^10:/),
    ]);
  });

  it.each(readingNames)('%s has a way back, and none without a token', reading => {
    expect(verbsOf(read(reading))).toEqual(['form.show', 'board.show']);
    expect(verbsOf(read(reading, state, false))).toEqual([]);
  });

  it.each(readingNames)('%s has no input and nothing that was typed', reading => {
    expect(inputsOf(read(reading))).toEqual([]);
    expect(elementsOf(read(reading)).length).toBeGreaterThan(3);
    expect(textOf(read(reading))).not.toContain('voorbijganger');
  });
});
