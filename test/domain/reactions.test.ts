import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { promptOf, reactionsTo } from '../../src/domain/reactions.ts';
import { idOf } from '../support/domain-people.ts';
import { stateAfter } from '../support/given.ts';
import {
  action,
  adopted,
  caseOpened,
  closed,
  code,
  conversation,
  factor,
  joined,
  opened,
  phase,
  rated,
  risk,
  table,
  topThree,
  voted,
} from '../support/history.ts';

/** What follows from the last events of a history, with tokens `t1`, `t2`, in the order in which they were asked for. */
function reactions(before: readonly EventBody[], ...now: readonly EventBody[]) {
  const after = stateAfter(before, now);
  const conference = after.conferences.at(-1);
  if (conference === undefined) throw new Error('No conference in this history');
  let tokens = 0;
  return reactionsTo(now, after, conference, () => `t${++tokens}`);
}

/** What is posted and shrunk in the chat, shortly. */
function shown(before: readonly EventBody[], ...now: readonly EventBody[]): readonly string[] {
  return reactions(before, ...now).effects.map(effect => {
    if (effect.kind === 'postForm') return `post ${effect.form} ${effect.phase} ${effect.token}`;
    if (effect.kind === 'postBoard') return `board ${effect.phase} ${effect.token}`;
    return effect.kind === 'shrinkForms' ? `shrink ${effect.phase}` : effect.kind;
  });
}

describe('cards in the meeting chat', () => {
  it('start with the board and the opening form, each with its own token', () => {
    const start = [caseOpened(), opened(), joined('procesregisseur')];
    expect(shown([], ...start)).toEqual(['board opening t1', 'post opening opening t2']);
    expect(reactions([], ...start).effects.map(({ lane, conference }) => [lane, conference])).toEqual([
      [conversation, 'c1'],
      [conversation, 'c1'],
    ]);
  });

  it.each<[Phase, string[]]>([
    ['opening', ['opening']],
    ['risks.raise', ['raiseRisk']],
    ['risks.rate', ['rateRisks']],
    ['risks.revealed', ['agreeRisks']],
    ['topThree.raise', ['raiseFactor']],
    ['topThree.vote', ['voteTopThree']],
    ['topThree.revealed', ['decideTopThree']],
    ['actions', ['chairActions', 'agreeAction']],
    ['closing', ['close']],
  ])('of %s are %s; the last of them is the prompt, and the former ones shrink', (entered, forms) => {
    expect(shown(table(), phase(entered, 'risks.raise'))).toEqual([
      ...forms.map((form, index) => `post ${form} ${entered} t${index + 1}`),
      'shrink risks.raise',
    ]);
    expect(promptOf(entered)).toBe(forms.at(-1));
  });

  it('come once for a decision that also moves on', () => {
    const results = [...table(), risk('R1'), factor('F1'), phase('topThree.revealed')];
    expect(shown(results, topThree('F1'), phase('actions', 'topThree.revealed'))).toEqual([
      'post chairActions actions t1',
      'post agreeAction actions t2',
      'shrink topThree.revealed',
    ]);
  });

  it('are not posted for contributions, ratings and votes: the board is edited in place', () => {
    const rating = [...table(), risk('R1'), factor('F1'), phase('risks.rate')];
    const contributions = [
      joined('rechercheur'),
      risk('R2'),
      factor('F2'),
      rated('wijkagent', 'R1', 'high'),
      voted('wijkagent', 'F1'),
      action('A1'),
      { type: 'GoalSet', purpose: 'riskManagement' } as const,
    ];
    for (const event of contributions) expect(reactions(rating, event)).toEqual({ effects: [], reminders: [] });
  });

  it('end with the minutes to adopt when the conference closes, in whatever phase', () => {
    expect(shown([...table(), phase('risks.rate')], closed())).toEqual([
      'post minutes risks.rate t1',
      'shrink risks.rate',
    ]);
  });

  it('become a line each after filing, once it was said where the minutes are', () => {
    const files = [{ name: 'a.docx', sha256: 'ab'.repeat(32) }];
    const filed = { type: 'MinutesFiled', conference: 'c1', version: 1, files } as const;
    expect(shown([...table(), closed(), adopted()], filed)).toEqual(['announceFiled', 'tidyCards']);
  });
});

describe('adopting', () => {
  it('files that version in the archive of the case', () => {
    expect(reactions([...table(), closed()], adopted())).toEqual({
      effects: [{ kind: 'fileMinutes', lane: `archive:${code}`, conference: 'c1', version: 1 }],
      reminders: [],
    });
  });
});

describe('reminders', () => {
  it('are planned when the conference closes, for the actions agreed in it, at nine, in the chat of the owner', () => {
    const before = [...table(), action('A1', { due: '2026-12-04' }), action('A2', { due: '2026-12-06' })];
    expect(reactions(before, action('A3')).reminders).toEqual([]);
    expect(reactions(before, closed()).reminders).toEqual(
      [
        ['A1', 't2'],
        ['A2', 't3'],
      ].map(([id, token]) => ({
        day: '2026-12-04',
        time: '09:00',
        effect: {
          kind: 'remindOwner',
          lane: `person:${idOf('wijkagent')}`,
          conference: 'c1',
          action: id,
          person: idOf('wijkagent'),
          day: '2026-12-04',
          token,
        },
      })),
    );
  });

  it('go to the meeting chat for an owner outside it', () => {
    const owner = { name: 'Woonconsulent', organisation: 'Woningcorporatie' };
    expect(reactions([...table(), action('A1', { owner })], closed()).reminders).toEqual([
      {
        day: '2026-12-04',
        time: '09:00',
        effect: { kind: 'remindInMeeting', lane: conversation, conference: 'c1', action: 'A1', day: '2026-12-04' },
      },
    ]);
  });

  it('are not planned twice for an action of an earlier conference', () => {
    const before = [...table(), action('A1'), closed(), opened({ conference: 'c2', number: 2 })];
    expect(reactions(before, closed()).reminders).toEqual([]);
  });

  it('come again on the day that the owner chose', () => {
    const before = [...table(), action('A1'), closed()];
    const snoozed = { type: 'ReminderSnoozed', action: 'A1', until: '2026-12-12' } as const;
    expect(reactions(before, snoozed)).toMatchObject({
      effects: [],
      reminders: [{ day: '2026-12-11', effect: { kind: 'remindOwner', action: 'A1', day: '2026-12-11', token: 't1' } }],
    });
  });
});
