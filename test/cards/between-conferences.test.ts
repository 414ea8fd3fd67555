import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { Scenario, Signal } from '../../src/domain/items.ts';
import type { FormView } from '../../src/ports/card-renderer.ts';
import { buttonsOf, choicesOf, element, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, closedAndAdopted, now, person, token } from './states.ts';
import { formView } from './views.ts';

const wijkagent = { person: person(2), name: 'Wijkagent', organisation: 'Politie' };
const by = { person: person(2), organisation: 'Politie' };
const agreement = (id: string, kind: Scenario['kind'], more: Partial<Scenario> = {}): Scenario => ({
  id,
  kind,
  signals: `Signaal ${id}`,
  response: `Antwoord ${id}`,
  actions: [],
  by,
  conference: 'c1',
  ...more,
});
const scenarios = [
  agreement('S1', 'recovery'),
  agreement('S2', 'escalation', { who: wijkagent, byWhen: 'binnen een uur' }),
];
const signal: Signal = {
  id: 'G1',
  what: 'Schreeuwen gehoord',
  kind: 'condition',
  by: wijkagent,
  at: '2026-11-20T19:00:00.000Z',
};

function shown(form: FormView['form'], changes: Partial<CaseState> = {}, more: Partial<FormView> = {}) {
  const { state } = closedAndAdopted(casusX());
  const viewer = person(1);
  return renderer.render(formView(casusX(), form, { state: { ...state, ...changes }, viewer, ...more }));
}

describe('the form of a signal', () => {
  it('asks what was seen, of which kind, and offers the agreements; danger goes before the form', () => {
    const card = shown('signal', { scenarios });
    expect(inputsOf(card).map(input => input.id)).toEqual(['what', 'kind', 'scenario']);
    expect(inputOf(card, 'kind').value).toBe('rising');
    expect(choicesOf(card, 'scenario')).toEqual([
      { title: 'S1  Signaal S1 → Antwoord S1', value: 'S1' },
      { title: 'S2  Signaal S2 → Antwoord S2', value: 'S2' },
    ]);
    expect(linesOf(card)[2]).toContain('112');
    expect(verbsOf(card)).toEqual(['signal.record']);
  });

  it('does not ask for an agreement when there is none', () => {
    expect(inputsOf(shown('signal')).map(input => input.id)).toEqual(['what', 'kind']);
  });

  it('shows nothing of the case besides its code and its agreements', () => {
    expect(textOf(shown('signal'))).not.toMatch(/Geweld|Middelengebruik|Behandelaar/);
  });

  it('is recorded all the same by a second press when the same was told', () => {
    const refusals = [{ code: 'duplicateItem', item: 'what', values: { twin: 'G1' } }] as const;
    const [button] = buttonsOf(shown('signal', {}, { refusals, values: { what: 'Schreeuwen gehoord' } }));
    expect(button?.data).toMatchObject({ verb: 'signal.record', confirm: '1' });
  });
});

describe('a signal that is told', () => {
  it('says what, of which kind, by whom, and the agreement that was chosen', () => {
    const card = shown('tellSignal', { scenarios, signals: [{ ...signal, scenario: 'S2' }] });
    expect(linesOf(card).slice(0, 6)).toEqual([
      'Signaal G1',
      'ZVH-2026-002 · Een voorwaarde of afspraak is niet nagekomen · 20 november',
      'Schreeuwen gehoord',
      'Doorgegeven door Wijkagent, Politie',
      'Dit is hiervoor afgesproken',
      'S2 Signaal S2 → Antwoord S2 (Wijkagent, Politie, binnen een uur)',
    ]);
    expect(textOf(card)).not.toContain('S1');
  });

  it('shows the agreements about escalation when none was chosen, or says that there is none', () => {
    expect(textOf(shown('tellSignal', { scenarios, signals: [signal] }))).toMatch(
      /Kijk of een van deze[\s\S]*S2 Signaal/,
    );
    expect(textOf(shown('tellSignal', { signals: [signal] }))).toContain('Hiervoor is nog niets afgesproken.');
  });

  it('offers a spoed, and while a conference runs says to bring it in there', () => {
    expect(verbsOf(shown('tellSignal', { signals: [signal] }))).toEqual(['signal.startUrgent']);
    const running = shown('tellSignal', { signals: [signal], conferences: casusX().state.conferences });
    expect(verbsOf(running)).toEqual([]);
    expect(textOf(running)).toContain('Breng het daar in');
  });

  it('tells whoever told it who gets it now, and nobody else', () => {
    const told = textOf(shown('tellSignal', { signals: [signal] }, { viewer: person(2) }));
    expect(told).toContain('Dit gaat nu naar: Procesregisseur, Behandelaar.');
    const own = { ...signal, by: { ...wijkagent, person: person(1) } };
    expect(textOf(shown('tellSignal', { signals: [own] }))).toContain('Dit gaat nu naar: Behandelaar.');
    expect(textOf(shown('tellSignal', { signals: [signal] }))).not.toContain('Dit gaat nu naar');
  });
});

describe('an answer that is brought', () => {
  const brought = (answers: CaseState['actions'][number]['answers'], viewer = person(1)) => {
    const { state } = closedAndAdopted(casusX());
    const actions = state.actions.map((action, index) =>
      index === 0 && answers !== undefined ? { ...action, answers } : action,
    );
    const about = { language: 'nl', now, conference: 'c1', action: 'A1', viewer } as const;
    const answer = (answers?.length ?? 1) - 1;
    return renderer.render({ kind: 'broughtAnswer', ...about, state: { ...state, actions }, answer });
  };

  it('has the question, who found it out, the answer, and which risk it is about', () => {
    const card = brought([{ status: 'partly', note: 'Nog niet alles bekend' }]);
    expect(linesOf(card)).toEqual([
      'Er is antwoord op een vraag',
      'ZVH-2026-002 · uitgezocht door Behandelaar, GGZ',
      'A1 Middelengebruik monitoren met een wekelijkse urinecontrole',
      'Deels gedaan',
      'Nog niet alles bekend',
      'Bij risico R1 Geweld tegen een willekeurige voorbijganger in de eigen buurt',
      'Het komt ook terug in het volgende overleg. Past het niveau van het risico dan nog?',
    ]);
    expect(verbsOf(card)).toEqual([]);
  });

  it('is the one answer that it was sent for', () => {
    const card = brought([
      { status: 'done', note: 'Eerste keer', occurrence: '2026-11-27' },
      { status: 'notDone', occurrence: '2026-12-04' },
    ]);
    expect(textOf(card)).toContain('Niet gebeurd');
    expect(textOf(card)).toContain('Zonder toelichting.');
    expect(textOf(card)).not.toContain('Eerste keer');
  });

  it('says for whom it was when somebody else gets it', () => {
    expect(textOf(brought([{ status: 'done' }], person(3)))).toContain('bedoeld voor Procesregisseur');
    expect(textOf(brought([{ status: 'done' }]))).not.toContain('bedoeld voor');
  });
});

describe('the form about case direction', () => {
  const chair = { person: person(1), name: 'Procesregisseur', organisation: 'Zorg- en Veiligheidshuis' };
  const steps = [{ step: 'report', note: 'Gemeld door de politie', at: now, until: '2026-11-25', by: chair }] as const;

  it('says since when and where it stands, tells the steps so far and proposes the next one', () => {
    const card = shown('direction', { direction: { since: '2026-11-20', steps } });
    expect(linesOf(card).slice(2, 4)).toEqual([
      'Geen casusregisseur sinds 20 november. Nu: Melden, uiterlijk 25 november.',
      '21 nov  Melden, uiterlijk 25 november – Gemeld door de politie (Procesregisseur, Zorg- en Veiligheidshuis)',
    ]);
    expect(inputOf(card, 'step').value).toBe('talk');
    expect(choicesOf(card, 'step')).toHaveLength(6);
    expect(inputsOf(card).map(input => input.id)).toEqual(['step', 'note', 'until', 'director', 'directorOther']);
  });

  it('says that the time for a step is over', () => {
    const late = shown('direction', { direction: { since: '2026-11-20', steps } }, { now: '2026-11-26T08:00:00.000Z' });
    expect(textOf(late)).toContain('De termijn van deze stap is om');
  });

  it('begins with reporting it, and names the case director when there is one', () => {
    const card = shown('direction');
    expect(textOf(card)).toContain('Casusregisseur is Behandelaar, GGZ');
    expect(inputOf(card, 'step').value).toBe('report');
  });

  it('asks who directs the case only when somebody does, and keeps it in sight when it was refused', () => {
    expect(element(shown('direction'), 'found')?.isVisible).toBe(false);
    const refusals = [{ code: 'needPersonAndOrganisation', item: 'directorOther' }] as const;
    const card = shown('direction', {}, { refusals, values: { director: 'other', directorOther: 'Iemand' } });
    expect(element(card, 'found')?.isVisible).toBe(true);
  });
});

describe('the reminder of what repeats', () => {
  const { state } = closedAndAdopted(casusX());
  const weekly = (more = {}, at = '2026-12-05T08:00:00.000Z') =>
    renderer.render(
      formView(casusX(), 'reminder', {
        state: {
          ...state,
          actions: state.actions.map((action, index) => (index === 0 ? { ...action, every: 'week', ...more } : action)),
        },
        viewer: person(4),
        token,
        now: at,
      }),
    );

  it('asks only whether it happened and whether there is anything to say', () => {
    const card = weekly();
    expect(linesOf(card)[0]).toBe('Is dit gebeurd?');
    expect(inputOf(card, 'reason').label).toBe('Bijzonderheden? (hoeft niet)');
    expect(verbsOf(card)).toEqual([
      'reminder.done',
      'reminder.missed',
      'reminder.snooze',
      'reminder.blocked',
      'reminder.handOver',
    ]);
    const behind = element(card, 'otherWays');
    expect(behind?.isVisible).toBe(false);
    expect(inputsOf(behind).map(input => input.id)).toEqual(['until', 'to']);
  });

  it('counts how often it happened, and says when it is the last time', () => {
    const answers = [
      { status: 'done', occurrence: '2026-11-28' },
      { status: 'notDone', occurrence: '2026-12-05' },
    ];
    expect(textOf(weekly({ answers }))).toContain('1 van de 2 keer gebeurd');
    expect(textOf(weekly({}, '2026-12-12T08:00:00.000Z'))).toContain('Dit is de laatste keer.');
  });

  it('is the usual one once its last day has passed', () => {
    expect(verbsOf(weekly({}, '2026-12-14T08:00:00.000Z'))).not.toContain('reminder.missed');
  });
});
