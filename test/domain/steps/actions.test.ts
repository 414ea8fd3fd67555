import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../src/domain/events.ts';
import type { AgreeAction } from '../../../src/domain/steps/actions.ts';
import type { RiskLevel } from '../../../src/domain/values.ts';
import { idOf, newcomer, said } from '../../support/domain-people.ts';
import { by, given, today } from '../../support/given.ts';
import {
  action,
  agreedLevel,
  closed,
  factor,
  joined,
  noteTaker,
  opened,
  phase,
  risk,
  table,
} from '../../support/history.ts';

const acting = [
  ...table(),
  risk('R1'),
  risk('R2'),
  factor('F1', { risks: ['R2', 'R1'] }),
  factor('F2', { risks: ['R2'] }),
  phase('actions'),
];
const visit: AgreeAction = {
  verb: 'action.agree',
  what: 'Huisbezoek',
  owner: { person: idOf('wijkteam') },
  due: '2026-12-04',
};
const wijkteam = { person: idOf('wijkteam'), name: 'wijkteam', organisation: 'Wijkteam gemeente' };

/** The action that this command gives; a refusal shows up as such. */
function agreed(history: readonly EventBody[], command: AgreeAction, who = by('wijkteam')) {
  const { decision } = given(history).when(command, who);
  const event = decision.kind === 'accepted' ? decision.events.find(one => one.type === 'ActionAgreed') : undefined;
  return event?.type === 'ActionAgreed' ? event.action : decision;
}

describe('agreeing on an action', () => {
  it('needs what, who and when; the rest has defaults', () => {
    given(acting)
      .when(visit, by('wijkteam'))
      .thenEvents({
        type: 'ActionAgreed',
        action: {
          id: 'A1',
          type: 'intervention',
          what: 'Huisbezoek',
          owner: wijkteam,
          due: '2026-12-04',
          horizon: 'short',
          factors: [],
          risks: [],
          subjects: [],
          by: said('wijkteam'),
          conference: 'c1',
          agreedOn: today,
          status: 'open',
        },
      });
  });

  it('keeps everything that is said about it', () => {
    const more = {
      type: 'information',
      horizon: 'long',
      intensity: 'medium',
      fit: 'Vaste dag',
      effect: 'Zicht op gebruik',
      factors: ['F1'],
      every: 'week',
      mandate: 'toConfirm',
      framework: 'voluntary',
      subjects: [],
    } as const;
    given(acting)
      .when(
        { ...visit, ...more, due: '2026-12-04T14:30', reportTo: { person: idOf('procesregisseur') } },
        by('wijkteam'),
      )
      .thenEvents({
        type: 'ActionAgreed',
        action: {
          id: 'A1',
          what: 'Huisbezoek',
          owner: wijkteam,
          due: '2026-12-04T14:30',
          ...more,
          risks: ['R1', 'R2'],
          reportTo: {
            person: idOf('procesregisseur'),
            name: 'procesregisseur',
            organisation: 'Zorg- en Veiligheidshuis',
          },
          by: said('wijkteam'),
          conference: 'c1',
          agreedOn: today,
          status: 'open',
        },
      });
  });

  it('works on the risks of its factors, in the order of the case', () => {
    expect(agreed(acting, { ...visit, factors: ['F2', 'F1'] })).toMatchObject({
      factors: ['F2', 'F1'],
      risks: ['R1', 'R2'],
    });
    expect(agreed(acting, { ...visit, factors: ['F2'] })).toMatchObject({ risks: ['R2'] });
  });

  it('is short up to and including six weeks', () => {
    expect(agreed(acting, { ...visit, due: '2027-01-01' })).toMatchObject({ horizon: 'short' });
    expect(agreed(acting, { ...visit, due: '2027-01-02' })).toMatchObject({ horizon: 'long' });
    expect(agreed(acting, { ...visit, due: '2027-01-01T17:00' })).toMatchObject({ horizon: 'short' });
  });

  it.each<[RiskLevel, string]>([
    ['low', 'light'],
    ['moderate', 'medium'],
    ['high', 'intensive'],
    ['veryHigh', 'intensive'],
  ])('proposes for a risk agreed as %s an intensity that is %s', (level, intensity) => {
    const history = [...acting, agreedLevel('R2', level)];
    expect(agreed(history, { ...visit, factors: ['F2'] })).toMatchObject({ intensity });
    expect(agreed(history, { ...visit, type: 'safetyMeasure', factors: ['F2'] })).toMatchObject({ intensity });
  });

  it('follows the highest of several risks', () => {
    const history = [...acting, agreedLevel('R1', 'low'), agreedLevel('R2', 'moderate')];
    expect(agreed(history, { ...visit, factors: ['F1'] })).toMatchObject({ intensity: 'medium' });
  });

  it('follows the level of an earlier conference until this one agrees on another', () => {
    const before = [
      ...acting,
      agreedLevel('R2', 'high'),
      closed(),
      opened({ conference: 'c2', number: 2 }),
      joined('wijkteam'),
    ];
    const who = by('wijkteam', { conference: 'c2' });
    expect(agreed(before, { ...visit, factors: ['F2'] }, who)).toMatchObject({
      intensity: 'intensive',
      conference: 'c2',
    });
    const adjusted = [...before, agreedLevel('R2', 'low')];
    expect(agreed(adjusted, { ...visit, factors: ['F2'] }, who)).toMatchObject({ intensity: 'light' });
  });

  it('proposes no intensity without an agreed level, and none for finding out', () => {
    expect(agreed(acting, { ...visit, factors: ['F2'] })).not.toHaveProperty('intensity');
    const history = [...acting, agreedLevel('R2', 'high')];
    expect(agreed(history, visit)).not.toHaveProperty('intensity');
    expect(agreed(history, { ...visit, type: 'information', factors: ['F2'] })).not.toHaveProperty('intensity');
  });

  it('keeps the intensity that was given', () => {
    const history = [...acting, agreedLevel('R2', 'high')];
    expect(agreed(history, { ...visit, factors: ['F2'], intensity: 'light' })).toMatchObject({ intensity: 'light' });
  });

  it('fits the person as was said last', () => {
    const history = [
      ...acting,
      action('A1', { fit: 'Vaste dag' }),
      action('A2', { fit: 'In de ochtend' }),
      action('A3'),
    ];
    expect(agreed(history, visit)).toMatchObject({ id: 'A4', fit: 'In de ochtend' });
    expect(agreed(history, { ...visit, fit: 'Met plaatjes' })).toMatchObject({ fit: 'Met plaatjes' });
  });

  it('is possible in every phase', () => {
    expect(agreed([...table(), phase('risks.rate')], visit)).toMatchObject({ id: 'A1' });
  });
});

describe('the owner of an action', () => {
  it('may be a member of the chat who has not joined', () => {
    expect(agreed(acting, { ...visit, owner: { person: idOf('rechercheur') } })).toMatchObject({
      owner: { person: idOf('rechercheur'), name: 'rechercheur', organisation: 'Politie' },
    });
  });

  it('may be somebody outside the chat, by function and organisation', () => {
    const owner = { name: 'Woonconsulent', organisation: 'Woningcorporatie' };
    expect(agreed(acting, { ...visit, owner })).toMatchObject({ owner });
  });

  it('has the organisation of the table, not that of an older profile', () => {
    const history = [...table('procesregisseur'), joined('wijkteam', { organisation: 'Gemeente' })];
    expect(agreed(history, visit)).toMatchObject({ owner: { organisation: 'Gemeente' } });
  });

  it('is not an id that is nobody in the chat, nor is whom to report to', () => {
    given(acting)
      .when({ ...visit, owner: { person: 'id-nobody' }, reportTo: { person: 'id-nobody' } }, by('wijkteam'))
      .thenRefused('notParticipant:owner', 'notParticipant:reportTo');
  });
});

describe('an action that is not right', () => {
  it('is refused when it was due before today; today is fine', () => {
    const { decision } = given(acting).when({ ...visit, due: '2026-11-19T23:59' }, by('wijkteam'));
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'pastDate', item: 'due', values: { date: '2026-11-19' } }],
    });
    expect(agreed(acting, { ...visit, due: today })).toMatchObject({ due: today });
  });

  it('is refused for a factor of another case', () => {
    given(acting)
      .when({ ...visit, factors: ['F1', 'F9'] }, by('wijkteam'))
      .thenRefused('unknown:factors');
  });

  it('says everything that is wrong at once', () => {
    given(acting)
      .when({ ...visit, owner: { person: 'id-nobody' }, due: '2026-01-01', factors: ['F9'] }, by('wijkteam'))
      .thenRefused('notParticipant:owner', 'unknown:factors', 'pastDate:due');
  });

  it('is asked about once when the same owner has the same open action', () => {
    const twin = action('A1', { what: 'huisbezoek', owner: wijkteam });
    given(acting, twin).when(visit, by('wijkteam')).thenRefused('duplicateItem:what');
    expect(agreed([...acting, twin], visit, by('wijkteam', { duplicateConfirmed: true }))).toMatchObject({ id: 'A2' });
  });

  it('is no twin of an action of somebody else, or of one that is done', () => {
    expect(agreed([...acting, action('A1', { what: 'Huisbezoek' })], visit)).toMatchObject({ id: 'A2' });
    const done = [action('A1', { what: 'Huisbezoek', owner: wijkteam }), { type: 'ActionDone', action: 'A1' } as const];
    expect(agreed([...acting, ...done], visit)).toMatchObject({ id: 'A2' });
  });

  it('is refused on a closed conference, before asking to join', () => {
    given(acting, closed())
      .when(visit, by(newcomer('rechercheur')))
      .thenRefused('closed');
  });

  it('waits until an unknown person has joined', () => {
    given(acting)
      .when(visit, by(newcomer('rechercheur')))
      .thenRefused('joinFirst');
  });

  it('says who recorded it for somebody else', () => {
    const who = by('notulist', { onBehalfOf: { person: idOf('wijkteam') } });
    expect(agreed([...acting, noteTaker()], visit, who)).toMatchObject({ by: said('wijkteam', 'notulist') });
  });
});
