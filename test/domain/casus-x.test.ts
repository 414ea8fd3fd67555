import { describe, expect, it } from 'vitest';
import { dissentOf } from '../../src/domain/counts.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { playFirstConference, readCaseFile } from '../support/domain-case.ts';

const file = readCaseFile('casus-x.json');
const { state, refused } = playFirstConference(file, '2026-11-20');
const minutes = minutesOf(state, 'c1');
const expected = withoutDollars(file.conferences[0]?.expect);

function withoutDollars(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value).replaceAll('$', ''));
}

function count<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(Object.groupBy(items, keyOf)).map(([key, group]) => [key, group?.length ?? 0]),
  );
}

describe('casus X, played in the domain', () => {
  it('refuses what the file says is refused, for the reason it gives', () => {
    const codes = refused.map(({ turn, refusals }) => [
      turn.by,
      turn.verb,
      refusals.map(({ code, item }) => (item === undefined ? code : `${code}:${item}`)).join(),
    ]);
    expect(codes).toEqual([
      ['wijkagent', 'risk.agree', 'notChair'],
      ['reclasseerder', 'topThree.vote', 'notDynamic:F3'],
      ['procesregisseur', 'conference.close', 'topThreeWithoutAction:F4'],
    ]);
    const reasons = refused.flatMap(({ turn }) => turn.because?.replaceAll('$', '') ?? []);
    expect(reasons).toEqual(['topThreeWithoutAction:F4']);
  });

  it('gives the risks, agreed levels and dissent that are expected', () => {
    expect(minutes.risks).toHaveLength(Number(expected.risks));
    expect(Object.fromEntries(minutes.risks.map(risk => [risk.id, risk.agreedLevel]))).toEqual(expected.agreedLevels);
    const [conference] = state.conferences;
    const dissent = minutes.risks.map(({ id }) => [
      id,
      conference === undefined ? [] : dissentOf(conference, id).map(({ level }) => level),
    ]);
    expect(Object.fromEntries(dissent)).toEqual(expected.dissent);
  });

  it('gives the factors, votes and top three that are expected', () => {
    expect(count(minutes.factors, factor => factor.kind)).toEqual(expected.factors);
    expect(minutes.topThree).toEqual({ factors: expected.topThree });
    const voted = minutes.factors.filter(factor => factor.votes > 0);
    expect(Object.fromEntries(voted.map(factor => [factor.id, factor.votes]))).toEqual(expected.votes);
    expect(minutes.factors.flatMap(({ id, rank }) => (rank === undefined ? [] : [[rank, id]]))).toEqual([
      [1, 'F1'],
      [2, 'F2'],
      [3, 'F4'],
    ]);
  });

  it('gives the actions, their owners and what got none', () => {
    expect(minutes.actions).toHaveLength(Number(expected.actions));
    expect(Object.fromEntries(minutes.actions.map(action => [action.id, action.owner.organisation]))).toEqual(
      expected.owners,
    );
    expect(minutes.withoutAction.map(({ factor }) => factor)).toEqual(expected.withoutAction);
  });

  it('ties every action to the risk that its factors are about', () => {
    expect(minutes.actions.map(({ risks }) => risks)).toEqual([['R1'], ['R1'], ['R1']]);
  });

  it('gives what the table does not know yet', () => {
    expect(minutes.unknowns.map(({ id }) => id)).toEqual(expected.unknown);
  });

  it('reports who was missing', () => {
    expect(expected.absentOrganisations).toBe('reported');
    expect(minutes.absentOrganisations).toEqual(['Openbaar Ministerie']);
  });

  it('is adopted as version 1 by the chair, with the words of the table', () => {
    expect(minutes).toMatchObject({
      schema: 'rondetafel.minutes/1',
      case: { code: 'ZVH-2026-002', approach: 'Top X OGG' },
      conference: {
        number: 1,
        purpose: 'riskManagement',
        goal: 'Gedeeld beeld van het risico op geweld en afspraken voor de komende weken',
        chair: { name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' },
        caseDirector: { name: 'behandelaar', organisation: 'GGZ' },
        urgent: false,
      },
      nextDate: '2026-12-11',
      reflection: 'Ieder zag een ander stuk; samen werd het risico concreter',
      adopted: { by: { name: 'procesregisseur', organisation: 'Zorg- en Veiligheidshuis' } },
      version: 1,
    });
  });
});
