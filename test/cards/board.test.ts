import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import { buttonOf, buttonsOf, inputsOf, linesOf, noticesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import {
  casusX,
  closedAndAdopted,
  inPhase,
  now,
  person,
  type Scene,
  smallest,
  token,
  withConference,
} from './states.ts';

function board({ state }: Scene, at = now) {
  return renderer.render({ kind: 'board', language: 'nl', token, state, conference: 'c1', now: at });
}
const boardIn = (phase: Phase, scene = casusX()) => board(inPhase(scene, phase));

describe('the board', () => {
  it('reads from top to bottom as the minutes do', () => {
    const lines = linesOf(boardIn('actions'));
    // Where it is now stands on top too: the step "Acties".
    const order = ['Casusoverleg 1', 'Acties', 'Risico’s', 'Top drie', 'Andere factoren', 'Acties', 'Nu geen actie'];
    expect(lines.filter(line => order.includes(line))).toEqual(order);
  });

  it('says where the conference is and how much time is left', () => {
    expect(textOf(boardIn('risks.rate'))).toContain('Risico’s 2/3');
    expect(textOf(board(casusX(), '2026-11-21T08:19:30.000Z'))).toContain('nog 11 min');
    expect(textOf(board(casusX(), '2026-11-21T08:35:00.000Z'))).toContain('5 min over tijd');
  });

  it('shows during the opening who has joined and who is still expected', () => {
    const lines = linesOf(boardIn('opening'));
    expect(lines).toContain('✓ Zorg- en Veiligheidshuis, Politie, Reclassering, GGZ en Wijkteam gemeente');
    expect(lines).toContain('… Openbaar Ministerie');
    expect(textOf(boardIn('risks.raise'))).not.toContain('Openbaar Ministerie');
  });

  it('shows the agreed level as a word, and who saw it otherwise', () => {
    const lines = linesOf(boardIn('actions'));
    expect(lines).toContain('hoog');
    expect(lines).toContain('Politie schatte zeer hoog, GGZ heeft geen zicht');
  });

  it('says what, who, when and for which factor of each action', () => {
    expect(linesOf(boardIn('actions'))).toEqual(
      expect.arrayContaining([
        'A1\u2002Middelengebruik monitoren met een wekelijkse urinecontrole',
        'Behandelaar, GGZ · 12 dec · F1',
      ]),
    );
  });

  it('has buttons and never inputs', () => {
    for (const phase of ['opening', 'risks.rate', 'topThree.revealed', 'actions', 'closing'] as const)
      expect(inputsOf(boardIn(phase))).toEqual([]);
  });

  it('offers to reveal in blind phases only', () => {
    expect(verbsOf(boardIn('risks.rate'))).toContain('step.reveal');
    expect(verbsOf(boardIn('topThree.vote'))).toContain('step.reveal');
    for (const phase of ['opening', 'risks.raise', 'risks.revealed', 'actions'] as const)
      expect(verbsOf(boardIn(phase))).not.toContain('step.reveal');
  });

  it('offers no step before the first and none after the last', () => {
    expect(verbsOf(boardIn('opening'))).not.toContain('step.back');
    expect(verbsOf(boardIn('closing'))).not.toContain('step.next');
  });

  it('asks for the closing form instead of closing at once', () => {
    expect(buttonOf(boardIn('actions'), 'conference.close').data).toMatchObject({ ask: '1' });
  });

  it('has no buttons once the conference is closed, and says what became of the minutes', () => {
    const closed = closedAndAdopted(casusX());
    expect(buttonsOf(board(closed))).toEqual([]);
    expect(textOf(board(closed))).toContain('Afgesloten');
    expect(textOf(board(closed))).toContain('Volgend overleg: 12 december');
    expect(textOf(board(closed))).toContain('Het verslag is nog een concept.');
    const adopted = withConference(closed, { adopted: { at: now, by: person(1), version: 1 } });
    expect(textOf(board(adopted))).toContain('Het verslag is vastgesteld.');
  });

  it('is as short as the conference', () => {
    const lines = linesOf(board(smallest()));
    expect(lines).not.toContain('Risico’s');
    expect(lines).not.toContain('Acties');
  });

  it('shows the presser what was wrong on top, and everyone else nothing', () => {
    const { state } = inPhase(casusX(), 'actions');
    const refusals = [{ code: 'notChair', values: { chair: 'Procesregisseur' } }] as const;
    const view = { kind: 'board', language: 'nl', token, state, conference: 'c1', now } as const;
    expect(noticesOf(renderer.render({ ...view, refusals }))).toEqual(['notice:refusal:notChair']);
    expect(noticesOf(renderer.render(view))).toEqual([]);
  });
});

describe('the board of a blind phase', () => {
  function answeredBy(...numbers: readonly number[]): Scene {
    const scene = inPhase(casusX(), 'risks.rate');
    const answers = scene.state.conferences[0]?.ratingRounds[0]?.answers ?? [];
    const given = answers.filter(answer => numbers.map(person).includes(answer.person));
    return withConference(scene, { ratingRounds: [{ revealed: false, answers: given }] });
  }

  it('says which organisations have answered and which still may', () => {
    const lines = linesOf(board(answeredBy(2, 4)));
    expect(lines).toContain('✓ Politie en GGZ');
    expect(lines).toContain('… Reclassering en Wijkteam gemeente');
  });

  it('never says what they answered', () => {
    const text = JSON.stringify(board(answeredBy(2, 3, 4, 5)));
    expect(text).not.toMatch(/zeer hoog|Drie meldingen|geen zicht/i);
  });

  it('says that results can be shown from two thirds on', () => {
    expect(textOf(board(answeredBy(2, 3)))).not.toContain('Tonen kan');
    expect(textOf(board(answeredBy(2, 3, 4)))).toContain('Tonen kan: twee derde heeft geantwoord.');
    expect(textOf(board(answeredBy(2, 3, 4, 5)))).toContain('Tonen kan: iedereen heeft geantwoord.');
  });

  it('does not wait for the chair, who does not rate', () => {
    expect(textOf(board(answeredBy()))).not.toContain('… Zorg- en Veiligheidshuis');
  });
});

describe('the board of a revealed round', () => {
  it('speaks of an organisation as one, however many of its people had no view', () => {
    const answers = [2, 9].map(number => ({
      person: person(number),
      organisation: 'Politie',
      risk: 'R1',
      level: 'unknown' as const,
    }));
    const scene = withConference(inPhase(casusX(), 'actions'), { ratingRounds: [{ revealed: true, answers }] });
    expect(linesOf(board(scene))).toContain('Politie heeft geen zicht');
  });
});

describe('a board that is too long', () => {
  it('says how much it leaves out and where that is', () => {
    const factors = Array.from({ length: 120 }, (_, i) => ({
      ...(casusX().state.factors[0] as CaseState['factors'][number]),
      id: `F${i + 1}`,
      what: `factor ${i + 1} met een zin van gewone lengte`,
    }));
    const scene = casusX();
    const text = textOf(board({ ...scene, state: { ...scene.state, factors } }));
    expect(text).toMatch(/… en nog \d+, zie samenvatting/);
  });
});
