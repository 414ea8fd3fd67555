import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/domain/commands.ts';
import { theBot } from '../../../src/domain/events.ts';
import { idOf } from '../../support/domain-people.ts';
import { by, conferenceAfter, given, now, today } from '../../support/given.ts';
import {
  action,
  adopted,
  closed,
  factor,
  joined,
  noteTaker,
  opened,
  phase,
  risk,
  table,
  topThree,
} from '../../support/history.ts';

const close = { verb: 'conference.close' } as const;
const decided = [
  ...table(),
  risk('R1'),
  factor('F1', { what: 'Middelengebruik' }),
  factor('F2', { what: 'Dagbesteding' }),
  factor('F4', { what: 'Conflict met de buren' }),
  topThree('F1', 'F2', 'F4'),
  phase('actions'),
];
const reason = { type: 'FactorLeftWithoutAction', factor: 'F4', reason: 'Loopt al' } as const;

describe('closing', () => {
  it('takes a next date and a reflection, both optional', () => {
    given(table())
      .when({ ...close, nextDate: '2026-12-11', reflection: 'Wat weten we nog niet?' }, by('procesregisseur'))
      .thenEvents({ type: 'ConferenceClosed', nextDate: '2026-12-11', reflection: 'Wat weten we nog niet?' });
    given(table()).when(close, by('procesregisseur')).thenEvents({ type: 'ConferenceClosed' });
  });

  it.each(['opening', 'risks.raise', 'risks.rate', 'topThree.vote', 'closing'] as const)('is offered in %s', at => {
    given(table(), phase(at)).when(close, by('procesregisseur')).thenEvents({ type: 'ConferenceClosed' });
  });

  it('is refused for each top-three factor that has neither action nor reason, by id and by name', () => {
    const { decision } = given(decided, action('A1', { factors: ['F2'] })).when(close, by('procesregisseur'));
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [
        { code: 'topThreeWithoutAction', item: 'F1', values: { factor: 'Middelengebruik' } },
        { code: 'topThreeWithoutAction', item: 'F4', values: { factor: 'Conflict met de buren' } },
      ],
    });
  });

  it('is covered by an action or by a reason', () => {
    given(decided, action('A1', { factors: ['F1', 'F2'] }), reason)
      .when(close, by('procesregisseur'))
      .thenEvents({ type: 'ConferenceClosed' });
  });

  it('is covered by an open action of an earlier conference, not by one that is done', () => {
    const before = [
      ...table(),
      risk('R1'),
      factor('F1'),
      action('A1', { factors: ['F1'] }),
      closed(),
      opened({ conference: 'c2', number: 2 }),
      joined('procesregisseur'),
      topThree('F1'),
    ];
    const context = by('procesregisseur', { conference: 'c2' });
    given(before).when(close, context).thenEvents({ type: 'ConferenceClosed' });
    given(before, { type: 'ActionDone', action: 'A1' }).when(close, context).thenRefused('topThreeWithoutAction:F1');
  });

  it('asks again after another top three was decided', () => {
    given(decided, action('A1', { factors: ['F1', 'F2'] }), reason, topThree('F1', 'F2'))
      .when(close, by('procesregisseur'))
      .thenEvents({ type: 'ConferenceClosed' });
    given(decided, action('A1', { factors: ['F1'] }), reason, topThree('F1', 'F2'))
      .when(close, by('procesregisseur'))
      .thenRefused('topThreeWithoutAction:F2');
  });

  it('refuses a next date before today together with what is not covered', () => {
    given(decided, action('A1', { factors: ['F1', 'F2'] }))
      .when({ ...close, nextDate: '2026-11-19' }, by('procesregisseur'))
      .thenRefused('topThreeWithoutAction:F4', 'pastDate:nextDate');
    given(table())
      .when({ ...close, nextDate: today }, by('procesregisseur'))
      .thenEvents({ type: 'ConferenceClosed', nextDate: today });
  });

  it('is for the chair alone', () => {
    given(table(), noteTaker()).when(close, by('notulist')).thenRefused('notChair');
    given(table()).when(close, by('wijkagent')).thenRefused('notChair');
  });

  it('happens once', () => {
    given(table(), closed()).when(close, by('procesregisseur')).thenRefused('closed');
  });

  it('is remembered with time and person', () => {
    expect(
      conferenceAfter(table(), { ...closed(), type: 'ConferenceClosed', nextDate: '2026-12-11' }).closed,
    ).toStrictEqual({
      at: now,
      by: idOf('procesregisseur'),
      nextDate: '2026-12-11',
    });
  });
});

describe('a closed conference', () => {
  const over = [...decided, action('A1', { factors: ['F1', 'F2'] }), reason, closed()];
  const me = { person: idOf('wijkagent') };
  const refused: Command[] = [
    { verb: 'conference.join', organisation: 'Politie' },
    { verb: 'conference.setGoal', goal: 'Anders' },
    { verb: 'conference.setCaseDirector', director: me },
    { verb: 'conference.setNoteTaker', noteTaker: me },
    { verb: 'risk.raise', what: 'Nieuw' },
    { verb: 'risk.agree', levels: [{ risk: 'R1', level: 'low' }] },
    { verb: 'factor.raise', what: 'Nieuw' },
    { verb: 'topThree.decide', factors: ['F1'] },
    { verb: 'action.agree', what: 'Nieuw', owner: me, due: '2026-12-04' },
    { verb: 'factor.withoutAction', reasons: [{ factor: 'F1', reason: 'Nieuw' }] },
    { verb: 'step.next' },
    { verb: 'step.back' },
    { verb: 'step.reveal' },
    { verb: 'step.again' },
    { verb: 'conference.close' },
  ];

  it.each(refused.map(command => [command.verb, command] as const))('takes no %s', (_verb, command) => {
    given(over).when(command, by('procesregisseur')).thenRefused('closed');
  });

  it.each(['risk.rate', 'topThree.vote'] as const)('takes no %s', verb => {
    const answer: Command =
      verb === 'risk.rate' ? { verb, ratings: [{ risk: 'R1', level: 'low' }] } : { verb, factors: ['F1'] };
    given(over).when(answer, by('wijkagent')).thenRefused('closed');
  });

  it('takes adopting and reminders', () => {
    given(over).when({ verb: 'minutes.adopt' }, by('procesregisseur')).thenEvents(adopted());
    given(over)
      .when({ verb: 'reminder.done', action: 'A1' }, by('wijkagent'))
      .thenEvents({ type: 'ActionDone', action: 'A1' });
  });

  it('stays closed for a late press when the next one is open', () => {
    given(over, opened({ conference: 'c2', number: 2 }), joined('wijkagent'))
      .when({ verb: 'risk.raise', what: 'Te laat' }, by('wijkagent'))
      .thenRefused('closed');
  });
});

describe('adopting the minutes', () => {
  const adopt = { verb: 'minutes.adopt' } as const;

  it('makes version 1 of the draft, by the chair', () => {
    given(table(), closed())
      .when(adopt, by('procesregisseur'))
      .thenEvents({ type: 'MinutesAdopted', conference: 'c1', version: 1 });
  });

  it('waits for closing', () => {
    given(table()).when(adopt, by('procesregisseur')).thenRefused('notClosedYet');
  });

  it('happens once', () => {
    given(table(), closed(), adopted()).when(adopt, by('procesregisseur')).thenRefused('alreadyAdopted');
  });

  it('is not for the note-taker', () => {
    given(table(), noteTaker(), closed()).when(adopt, by('notulist')).thenRefused('notChair');
  });

  it('is about the conference of the card, also when the next one is open', () => {
    const history = [...table(), closed(), opened({ conference: 'c2', number: 2 })];
    given(history).when(adopt, by('procesregisseur')).thenEvents(adopted('c1'));
    const { state } = given(history, adopted('c1'));
    expect(state?.conferences.map(one => one.adopted?.version)).toEqual([1, undefined]);
  });
});

describe('filing', () => {
  const files = [{ name: 'ZVH-2026-002/ZVH-2026-002-1-v1.docx', sha256: 'ab'.repeat(32) }];
  const record = { verb: 'minutes.recordFiling', version: 1, files } as const;
  const bot = by({ person: theBot, name: 'Rondetafel' });

  it('is recorded with names and hashes', () => {
    given(table(), closed(), adopted())
      .when(record, bot)
      .thenEvents({ type: 'MinutesFiled', conference: 'c1', version: 1, files });
  });

  it('is recorded once per version', () => {
    const filed = { type: 'MinutesFiled', conference: 'c1', version: 1, files } as const;
    given(table(), closed(), adopted(), filed).when(record, bot).thenNothing();
    expect(conferenceAfter(table(), closed(), adopted(), filed).filed).toEqual({ version: 1, files });
  });
});
