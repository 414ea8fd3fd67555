import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../src/domain/minutes.ts';
import { measured } from '../support/case-measures.ts';
import { type CaseFile, playCase, readCaseFile } from '../support/domain-case.ts';

const file = readCaseFile('casus-x.json');
const { state, turns } = playCase(file, '2026-11-20');
const minutes = minutesOf(state, 'c1');

/** `expect` of a conference with the ids of this case. */
function expectedOf({ conferences }: CaseFile, number: number): Record<string, unknown> {
  return JSON.parse(JSON.stringify(conferences[number - 1]?.expect).replaceAll('$', ''));
}

describe('the first conference of casus X, in the domain', () => {
  const expected = expectedOf(file, 1);

  it.each(Object.keys(expected))('gives %s as the file expects', line => {
    expect(measured(state, 1, [line])).toEqual({ [line]: expected[line] });
  });

  it('refuses what the file says is refused, for the reason it gives', () => {
    const refused = turns[0]?.filter(({ refusals }) => refusals.length > 0) ?? [];
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
    expect(refused.flatMap(({ turn }) => turn.because?.replaceAll('$', '') ?? [])).toEqual([
      'topThreeWithoutAction:F4',
    ]);
  });

  it('puts the reason of the chair beside the warning that the only intervention is light', () => {
    const { reason } = turns[0]?.find(({ turn }) => turn.verb === 'warning.override')?.turn.inputs ?? {};
    expect(minutes.warnings).toContainEqual({
      id: expect.stringMatching(/^W\d+$/),
      code: 'rnr.intensity',
      item: 'R1',
      overrideReason: reason,
    });
    expect(minutes.warnings.filter(({ overrideReason }) => overrideReason === null)).toEqual([]);
  });

  it('ties every action to the risk that its factors are about', () => {
    expect(minutes.actions.map(({ risks }) => risks)).toEqual([['R1'], ['R1'], ['R1']]);
  });

  it('names who was missing', () => {
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

describe('the second conference of casus X, three weeks later', () => {
  const expected = expectedOf(file, 2);

  it.each(Object.keys(expected))('gives %s as the file expects', line => {
    expect(measured(state, 2, [line])).toEqual({ [line]: expected[line] });
  });

  it('hears that the information that came back may change the risk', () => {
    const heard = turns[1]?.flatMap(({ hints }) => hints) ?? [];
    expect(heard.filter(hint => hint === 'rateAgain')).toHaveLength(2);
  });

  it('asks for a new day for what was partly done and is past its day', () => {
    const review = turns[1]?.find(({ turn }) => turn.by === 'wijkteam' && turn.verb === 'action.review');
    expect(review?.warnings).toEqual(['smart.due']);
  });

  it('judges no intensity while nobody has spoken about the risk, and none is too light once it is moderate', () => {
    const heard = turns[1]?.flatMap(({ warnings }) => warnings) ?? [];
    expect(heard).not.toContain('rnr.intensity');
  });
});
