import { describe, expect, it } from 'vitest';
import { buttonOf, linesBesideTables, linesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, closedAndAdopted, now, person, type Scene, urgent, withConference } from './states.ts';
import { formView } from './views.ts';

/** The lines of the summary beside its table, without its title and the line below it. */
function summary({ state }: Scene): readonly string[] {
  return linesBesideTables(renderer.render({ kind: 'summary', language: 'nl', state, conference: 'c1' })).slice(2);
}

describe('the summary of a conference with more than the three steps', () => {
  it('tells safety, look-back, scenarios and warnings in a line each, and who saw it otherwise', () => {
    const { state } = janna();
    const lines = summary({ ...casusX(), state });
    expect(lines).toEqual(
      expect.arrayContaining([
        'Terugblik  A1 deels gedaan',
        'Veiligheid  P1 moeder 3 → 6',
        'R1  Geweld tegen een willekeurige voorbijganger in de eigen buurt: zeer hoog → hoog (Politie schatte zeer hoog, GGZ heeft geen zicht)',
        'Scenario’s  S1 zegt afspraken af → huisbezoek',
        'Aandachtspunten  opzij gezet: A1 wat het oplevert: komt vrijdag',
      ]),
    );
  });

  it('says that only information was shared', () => {
    const sharing = withConference(casusX(), { purpose: 'shareInformation' });
    expect(summary(sharing)[0]).toMatch(/^Doel {2}Alleen informatie delen: er is niet ingeschat en niet gekozen\./);
  });

  it('tells of a spoed what was agreed for when it goes wrong', () => {
    expect(summary(closedSpoed())).toEqual(
      expect.arrayContaining([
        'A1  Om het uur langs het huis rijden (Behandelaar, GGZ, 21 nov om 14.30)',
        'Als het misgaat  Bel de crisisdienst',
        'Wie volgt  Wijkagent, Politie tot en met 27 november',
        'Komt de volgende keer  Top drie',
      ]),
    );
  });
});

/** Casus X with a person at risk, an action that came back, a scenario and a warning that was set aside. */
function janna(): Scene {
  const by = { person: person(2), organisation: 'Politie' };
  const base = casusX();
  const [current] = base.state.conferences;
  if (current === undefined) throw new Error('casus X has a conference');
  const { topThree: _topThree, ...blank } = current;
  const before = {
    ...blank,
    id: 'c0',
    number: 1,
    agreedScores: { P1: { score: 3 } },
    agreedLevels: { R1: { level: 'veryHigh' as const } },
  };
  const state = {
    ...base.state,
    subjects: [{ id: 'P1', name: 'moeder', by, conference: 'c0' }],
    scenarios: [
      {
        id: 'S1',
        kind: 'escalation' as const,
        signals: 'zegt afspraken af',
        response: 'huisbezoek',
        actions: [],
        by,
        conference: 'c1',
      },
    ],
    warnings: [
      { id: 'W1', code: 'smart.effect' as const, item: 'A1', conference: 'c1', overrideReason: 'komt vrijdag' },
    ],
    conferences: [before, { ...current, number: 2 }],
  };
  return withConference(
    { ...base, state },
    {
      agreedScores: { P1: { score: 6 } },
      carriedActions: ['A1'],
      reviews: { A1: { ...by, action: 'A1', status: 'partly' } },
      scoreRounds: [{ revealed: true, answers: [{ ...by, subject: 'P1', score: 4 }] }],
    },
  );
}

function closedSpoed(): Scene {
  const follower = { person: person(2), name: 'Wijkagent', organisation: 'Politie' };
  const said = { ifItGoesWrong: 'Bel de crisisdienst', follower, followUntil: '2026-11-27' };
  return withConference(urgent(), {
    phase: 'closing',
    closed: { at: now, by: person(1), nextDate: '2026-11-27', skippedSteps: ['topThree'], ...said },
  });
}

describe('the draft minutes of a conference with more than the three steps', () => {
  it('tell safety, look-back, scenarios and what was set aside, and who saw it otherwise', () => {
    const scene = closedAndAdopted(janna());
    const lines = linesOf(renderer.render(formView(scene, 'minutes', { state: scene.state })));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Terugblik  A1 deels gedaan',
        'P1  moeder: 3 → 6 (Politie gaf 4)',
        'R1\u2002Geweld tegen een willekeurige voorbijganger in de eigen buurt: zeer hoog → hoog (Politie schatte zeer hoog, GGZ heeft geen zicht)',
        'S1  zegt afspraken af → huisbezoek',
        'Opzij gezet  A1 wat het oplevert: komt vrijdag',
      ]),
    );
  });

  it('say so when it was a spoed, or when only information was shared', () => {
    const spoed = closedSpoed();
    const text = textOf(renderer.render(formView(spoed, 'minutes', { state: spoed.state })));
    expect(text).toContain('Dit was een spoedoverleg.');
    expect(text).toContain('Als het misgaat  Bel de crisisdienst');
    expect(text).toContain('Veiligheid R1');
    const sharing = closedAndAdopted(withConference(casusX(), { purpose: 'shareInformation' }));
    expect(textOf(renderer.render(formView(sharing, 'minutes', { state: sharing.state })))).toContain(
      'Alleen informatie delen: er is niet ingeschat en niet gekozen.',
    );
  });

  it('are about the case as it stood at closing', () => {
    const closed = closedAndAdopted(casusX());
    const { code: _code, conferences: _conferences, numbered: _numbered, ...atClosing } = closed.state;
    const { state } = withConference({ ...closed, state: { ...closed.state, actions: [], risks: [] } }, { atClosing });
    expect(textOf(renderer.render(formView(closed, 'minutes', { state })))).toContain('A1  Middelengebruik monitoren');
  });

  it('are corrected by the chair once they are adopted, not before and by nobody else', () => {
    const closed = closedAndAdopted(casusX());
    const adopted = withConference(closed, { adopted: { at: now, by: person(1), version: 1 } });
    const verbs = ({ state }: Scene, viewer?: string) =>
      verbsOf(renderer.render(formView(closed, 'minutes', { state, ...(viewer !== undefined && { viewer }) })));
    expect(verbs(closed, person(1))).not.toContain('form.show');
    expect(verbs(adopted, person(1))).toContain('form.show');
    expect(verbs(adopted, person(2))).not.toContain('form.show');
    const card = renderer.render(formView(closed, 'minutes', { state: adopted.state, viewer: person(1) }));
    expect(buttonOf(card, 'form.show')).toMatchObject({
      title: 'Verslag verbeteren',
      data: { form: 'correctMinutes' },
    });
  });
});
