import { describe, expect, it } from 'vitest';
import { concernsAfter } from '../support/concerns.ts';
import { idOf } from '../support/domain-people.ts';
import { action, factor, phase, reviewed, risk, secondConference, table, tableOf } from '../support/history.ts';

const acting = [...table(), risk('R1'), factor('F1'), phase('actions')];
/** An action about which nothing else is to be said. */
const whole = { fit: 'Vaste dag', effect: 'Rust in huis', factors: ['F1'], risks: ['R1'] } as const;
const ownedBy = (name: string, organisation = 'Woningcorporatie') =>
  concernsAfter(acting, action('A1', { ...whole, owner: { name, organisation } }));

describe('the owner of an action', () => {
  it.each(['Wij', 'we', 'iedereen', 'n.t.b.', 'ntb', 'nog onbekend', 'iemand', 'everyone', 'TBD', ' alle partners '])(
    'is nobody in person when it is "%s"',
    name => {
      expect(ownedBy(name)).toEqual(['smart.owner:A1']);
    },
  );

  it.each(['het team', 'Team Jeugd', 'ons team', 'de afdeling', 'Afdeling Zorg en Veiligheid', 'the team'])(
    'is nobody in person when it is "%s"',
    name => {
      expect(ownedBy(name)).toEqual(['smart.owner:A1']);
    },
  );

  it('is nobody in person when it is an organisation: its own, one at the table, or one that was expected', () => {
    expect(ownedBy('woningcorporatie ')).toEqual(['smart.owner:A1']);
    expect(ownedBy('Politie', 'Politie Noord')).toEqual(['smart.owner:A1']);
    expect(ownedBy('Openbaar Ministerie', 'OM')).toEqual(['smart.owner:A1']);
  });

  it.each(['Woonconsulent', 'teamleider', 'Wijkagent Noord', 'Iemands moeder', 'medewerker van het team'])(
    'is somebody when it is "%s"',
    name => {
      expect(ownedBy(name)).toEqual([]);
    },
  );

  it('is somebody when it is a person in the chat, whatever the function is called', () => {
    const owner = { person: idOf('wijkteam'), name: 'Politie', organisation: 'Politie' };
    expect(concernsAfter(acting, action('A1', { ...whole, owner }))).toEqual([]);
  });

  it('is asked for in a spoed too, where nothing else is asked', () => {
    const owner = { name: 'het team', organisation: 'Politie' };
    const measure = action('A1', { owner, type: 'safetyMeasure', due: '2026-11-20T18:00' });
    expect(concernsAfter(tableOf({ urgent: true }), risk('R1'), measure)).toEqual(['smart.owner:A1']);
  });

  it('is right again when a person takes its place', () => {
    const team = action('A1', { ...whole, owner: { name: 'het team', organisation: 'GGZ' } });
    const owner = { name: 'Casemanager', organisation: 'GGZ' };
    expect(concernsAfter(acting, team, { type: 'ItemEdited', item: 'A1', changes: { owner } })).toEqual([]);
  });
});

describe('the effect of an action', () => {
  const { effect: _effect, ...withoutEffect } = whole;

  it('is asked for, of any type of action, until it is said', () => {
    for (const type of ['intervention', 'information', 'safetyMeasure'] as const)
      expect(concernsAfter(acting, action('A1', { ...withoutEffect, type }))).toEqual(['smart.effect:A1']);
    const said = { type: 'ItemEdited', item: 'A1', changes: { effect: 'Rust in huis' } } as const;
    expect(concernsAfter(acting, action('A1', withoutEffect), said)).toEqual([]);
  });

  it('is asked for of each action', () => {
    expect(concernsAfter(acting, action('A1', withoutEffect), action('A2', withoutEffect))).toEqual([
      'smart.effect:A1',
      'smart.effect:A2',
    ]);
  });

  it('is not asked for in a spoed', () => {
    expect(concernsAfter(tableOf({ urgent: true }), risk('R1'), factor('F1'), action('A1', withoutEffect))).toEqual([]);
  });
});

describe('the day of an action that comes back', () => {
  const before = [...acting, action('A1', { ...whole, due: '2026-11-19' })];
  const again = [...before, ...secondConference({ carriedActions: ['A1'] })];

  it.each(['partly', 'notDone'] as const)('is asked for when it is %s and its day has passed', status => {
    expect(concernsAfter(again, reviewed('A1', status))).toEqual(['smart.due:A1']);
  });

  it.each(['done', 'notPossible'] as const)('is not asked for when it is %s', status => {
    expect(concernsAfter(again, reviewed('A1', status))).toEqual([]);
  });

  it('is not asked for before somebody said how it stands, nor while its day is still to come', () => {
    expect(concernsAfter(again)).toEqual([]);
    const inTime = [...acting, action('A1', { ...whole, due: '2026-11-20' }), ...secondConference()];
    expect(concernsAfter(inTime, reviewed('A1', 'partly'))).toEqual([]);
  });

  it('is there again with another day', () => {
    const mended = { type: 'ItemEdited', item: 'A1', changes: { due: '2026-12-11' } } as const;
    expect(concernsAfter(again, reviewed('A1', 'partly'), mended)).toEqual([]);
  });
});
