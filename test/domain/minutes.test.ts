import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { idOf, said } from '../support/domain-people.ts';
import { now, stateAfter } from '../support/given.ts';
import {
  action,
  adopted,
  agreedLevel,
  caseOpened,
  closed,
  factor,
  joined,
  noteTaker,
  opened,
  phase,
  rated,
  revealed,
  risk,
  table,
  topThree,
  voted,
} from '../support/history.ts';

function minutesAfter(...history: readonly (EventBody | readonly EventBody[])[]) {
  return minutesOf(stateAfter(...history, closed()), 'c1');
}

describe('minutes', () => {
  it('of a conference in which nothing was said have every list, empty, and no field without a value', () => {
    expect(minutesAfter(caseOpened(), opened())).toStrictEqual({
      schema: 'rondetafel.minutes/1',
      case: { code: 'ZVH-2026-002', approach: 'Top X' },
      conference: {
        id: 'c1',
        number: 1,
        openedAt: now,
        closedAt: now,
        purpose: 'riskManagement',
        chair: { name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' },
        urgent: false,
        openedSteps: [],
        skippedSteps: [],
        time: [{ step: 'opening', minutes: 0, budget: 3 }],
      },
      person: { processPhase: 'analysis' },
      subjects: [],
      monitor: [],
      corrections: [],
      attendees: [],
      absentOrganisations: ['Politie', 'Openbaar Ministerie', 'Reclassering', 'GGZ', 'Gemeente'],
      lookBack: [],
      safety: [],
      risks: [],
      factors: [],
      topThree: { factors: [] },
      actions: [],
      withoutAction: [],
      scenarios: [],
      warnings: [],
      unknowns: [],
      version: 0,
    });
  });

  it('are only made of a closed conference of this case', () => {
    expect(() => minutesOf(stateAfter(table()), 'c1')).toThrow('closed conference');
    expect(() => minutesOf(stateAfter(table(), closed()), 'c2')).toThrow('closed conference');
  });

  it('are a draft until they are adopted', () => {
    expect(minutesAfter(table())).toMatchObject({ version: 0 });
    expect(minutesAfter(table())).not.toHaveProperty('adopted');
    expect(minutesOf(stateAfter(table(), closed(), adopted()), 'c1')).toMatchObject({
      version: 1,
      adopted: { at: now, by: { name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' } },
    });
  });

  it('show every answer of a revealed round, of three officers too, and count their votes once', () => {
    const minutes = minutesAfter(
      table(),
      joined('rechercheur'),
      risk('R1'),
      factor('F1'),
      phase('risks.rate'),
      rated('wijkagent', 'R1', 'high', 'Meldingen'),
      rated('rechercheur', 'R1', 'low'),
      revealed('risks.rate'),
      phase('topThree.vote'),
      voted('wijkagent', 'F1'),
      voted('rechercheur', 'F1'),
      revealed('topThree.vote'),
    );
    expect(minutes.risks[0]?.ratings).toEqual([
      { organisation: 'Politie', level: 'high', reason: 'Meldingen' },
      { organisation: 'Politie', level: 'low' },
    ]);
    expect(minutes.factors[0]?.votes).toBe(1);
  });

  it('never show what stayed blind: a round that was skipped', () => {
    const minutes = minutesAfter(
      table(),
      risk('R1'),
      factor('F1'),
      phase('risks.rate'),
      rated('wijkagent', 'R1', 'unknown', 'blinde reden'),
      phase('topThree.vote'),
      voted('wijkagent', 'F1'),
    );
    expect(minutes.risks[0]?.ratings).toEqual([]);
    expect(minutes.factors[0]?.votes).toBe(0);
    expect(minutes.unknowns).toEqual([]);
    expect(JSON.stringify(minutes)).not.toContain('blinde reden');
  });

  it('show the last revealed round when another one was opened and skipped', () => {
    const minutes = minutesAfter(
      table(),
      risk('R1'),
      phase('risks.rate'),
      rated('wijkagent', 'R1', 'high', 'eerste ronde'),
      revealed('risks.rate'),
      { type: 'RoundOpenedAgain', phase: 'risks.rate' },
      phase('risks.rate', 'risks.revealed'),
      rated('wijkagent', 'R1', 'low', 'tweede ronde'),
    );
    expect(minutes.risks[0]?.ratings).toEqual([{ organisation: 'Politie', level: 'high', reason: 'eerste ronde' }]);
  });

  it('say who typed it when that was somebody else', () => {
    const minutes = minutesAfter(
      table(),
      noteTaker(),
      { ...joined('rechercheur'), recordedBy: idOf('notulist') },
      risk('R1', { by: said('wijkagent', 'notulist') }),
      factor('F1', { by: said('wijkagent', 'procesregisseur') }),
      action('A1', { by: said('wijkagent', 'notulist') }),
      phase('risks.rate'),
      {
        type: 'RiskRated',
        rating: { ...said('wijkagent', 'notulist'), risk: 'R1', level: 'high' },
      },
      revealed('risks.rate'),
    );
    expect(minutes.attendees.at(-1)).toEqual({ name: 'rechercheur', organisation: 'Politie', recordedBy: 'notulist' });
    expect(minutes.risks[0]?.by).toEqual({ name: 'wijkagent', organisation: 'Politie', recordedBy: 'notulist' });
    expect(minutes.risks[0]?.ratings[0]).toMatchObject({ recordedBy: 'notulist' });
    expect(minutes.factors[0]?.by).toMatchObject({ recordedBy: 'procesregisseur' });
    expect(minutes.actions[0]?.by).toMatchObject({ recordedBy: 'notulist' });
  });

  it('never show an Entra id, also not of a note-taker who never joined and was replaced', () => {
    const minutes = minutesAfter(
      table(),
      risk('R1', { by: said('wijkagent', 'notulist') }),
      noteTaker('notulist'),
      noteTaker('rechercheur'),
      action('A1', { owner: { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' } }),
    );
    expect(JSON.stringify(minutes)).not.toContain('id-');
    expect(minutes.risks[0]?.by.recordedBy).toBe('Zorg- en Veiligheidshuis');
  });

  it('list who was there in order of joining, with the role when there is one', () => {
    const minutes = minutesAfter(table('procesregisseur'), joined('wijkagent', { role: 'wijkagent Noord' }));
    expect(minutes.attendees).toStrictEqual([
      { name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' },
      { name: 'wijkagent', organisation: 'Politie', role: 'wijkagent Noord' },
    ]);
  });

  it('give the source of a factor with instrument and date', () => {
    const source = { source: 'instrument', instrument: 'RISC', instrumentDate: '2026-05-05' } as const;
    const minutes = minutesAfter(table(), factor('F1', source), factor('F2', { source: 'observation' }), factor('F3'));
    expect(minutes.factors[0]).toMatchObject(source);
    expect(minutes.factors[1]).toMatchObject({ source: 'observation' });
    expect(minutes.factors[1]).not.toHaveProperty('instrument');
    expect(minutes.factors[2]).not.toHaveProperty('source');
  });

  it('give the agreed level with its reason, and the top three in the order of the chair with its reason', () => {
    const minutes = minutesAfter(
      table(),
      risk('R1'),
      factor('F1'),
      factor('F2'),
      agreedLevel('R1', 'high', 'Meldingen'),
      {
        ...topThree('F2', 'F1'),
        type: 'TopThreeDecided',
        factors: ['F2', 'F1'],
        reason: 'Eerst dagbesteding',
      },
    );
    expect(minutes.risks[0]).toMatchObject({ agreedLevel: 'high', reason: 'Meldingen' });
    expect(minutes.topThree).toEqual({ factors: ['F2', 'F1'], reason: 'Eerst dagbesteding' });
    expect(minutes.factors.map(({ id, rank }) => [id, rank])).toEqual([
      ['F1', 2],
      ['F2', 1],
    ]);
  });

  it('give why nobody is case director', () => {
    const minutes = minutesAfter(table(), { type: 'CaseDirectorSet', reason: 'Nog in overleg' });
    expect(minutes.conference).toMatchObject({ caseDirectorReason: 'Nog in overleg' });
    expect(minutes.conference).not.toHaveProperty('caseDirector');
  });

  it('are of the case as it stood at closing, also when they are adopted after the next conference added to it', () => {
    const first = [...table(), risk('R1'), factor('F1'), action('A1', { type: 'information' }), closed()];
    const later: readonly EventBody[] = [
      opened({ conference: 'c2', number: 2, approach: 'Top X OGG' }),
      joined('wijkagent'),
      risk('R2'),
      factor('F2', { assessable: false }),
      { type: 'ActionDone', action: 'A1' },
    ];
    expect(minutesOf(stateAfter(first, later), 'c1')).toStrictEqual(minutesOf(stateAfter(first), 'c1'));
  });

  it('hold the actions of this conference only, and the ratings of this conference only', () => {
    const state = stateAfter(
      table(),
      risk('R1'),
      phase('risks.rate'),
      rated('wijkagent', 'R1', 'high'),
      revealed('risks.rate'),
      agreedLevel('R1', 'high'),
      action('A1'),
      closed(),
      opened({ conference: 'c2', number: 2 }),
      joined('wijkagent'),
      action('A2', { conference: 'c2' }),
      closed(),
    );
    expect(minutesOf(state, 'c1').actions.map(({ id }) => id)).toEqual(['A1']);
    const second = minutesOf(state, 'c2');
    expect(second.conference.number).toBe(2);
    expect(second.actions.map(({ id }) => id)).toEqual(['A2']);
    expect(second.risks[0]).toMatchObject({ id: 'R1', ratings: [] });
    expect(second.risks[0]).not.toHaveProperty('agreedLevel');
  });
});
