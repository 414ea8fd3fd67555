import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { promptOf, reactionsTo } from '../../src/domain/reactions.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { idOf } from '../support/domain-people.ts';
import { now as happenedAt, stateAfter } from '../support/given.ts';
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
  scenario,
  scored,
  subject,
  table,
  tableOf,
  topThree,
  urgent,
  voted,
} from '../support/history.ts';

/** What follows from the last events of a history, with tokens `t1`, `t2`, in the order in which they were asked for. */
function reactions(before: readonly EventBody[], ...now: readonly EventBody[]) {
  const after = stateAfter(before, now);
  const conference = after.conferences.at(-1);
  if (conference === undefined) throw new Error('No conference in this history');
  let tokens = 0;
  return reactionsTo(now, after, conference, happenedAt, publicHolidaysOnly, () => `t${++tokens}`);
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
  it('ask again when a person at risk is added while safety is being scored, and not in another phase', () => {
    const scoring = [...table(), phase('safety.score')];
    expect(shown(scoring, subject('P1'))).toEqual(['post scoreSafety safety.score t1']);
    expect(shown([...scoring, phase('risks.raise', 'safety.score')], subject('P1'))).toEqual([]);
  });

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
    ['lookBack', ['reviewActions']],
    ['safety.score', ['scoreSafety']],
    ['safety.revealed', ['agreeSafety']],
    ['monitor', ['monitor']],
    ['risks.raise', ['raiseRisk']],
    ['risks.rate', ['rateRisks']],
    ['risks.revealed', ['agreeRisks']],
    ['topThree.raise', ['raiseFactor']],
    ['topThree.vote', ['voteTopThree']],
    ['topThree.revealed', ['decideTopThree']],
    ['actions', ['chairActions', 'agreeAction']],
    ['scenarios', ['draftScenario']],
    ['closing', ['close']],
  ])('of %s are %s; the last of them is the prompt, and the former ones shrink', (entered, forms) => {
    expect(shown([...table(), factor('F1'), topThree('F1')], phase(entered, 'risks.raise'))).toEqual([
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
    const unposted: readonly EventBody[] = [
      subject('P1'),
      scored('wijkagent', 'P1', 5),
      scenario('S1'),
      { type: 'StepOpened', step: 'monitor' },
      { type: 'ConsiderationsSet', kinds: ['language'] },
      { type: 'VoiceSet', invited: true },
      { type: 'ChairSet', chair: idOf('wijkteam'), name: 'wijkteam' },
      { type: 'ItemWithdrawn', item: 'R1' },
    ];
    const contributions = [
      joined('rechercheur'),
      risk('R2'),
      factor('F2'),
      rated('wijkagent', 'R1', 'high'),
      voted('wijkagent', 'F1'),
      action('A1'),
      { type: 'GoalSet', purpose: 'riskManagement' } as const,
    ];
    for (const event of [...contributions, ...unposted])
      expect(reactions(rating, event)).toEqual({ effects: [], reminders: [], moments: [] });
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

describe('a spoed in the chat', () => {
  const spoed = [...tableOf({ urgent: true }), risk('R1')];

  it('starts with the first risk', () => {
    expect(shown([], ...spoed.slice(0, 2))).toEqual(['board risks.raise t1', 'post raiseRisk risks.raise t2']);
  });

  it('has no card about the top three, also when there is one', () => {
    const before = [...spoed, factor('F1'), topThree('F1')];
    expect(shown(before, phase('actions', 'risks.revealed'))).toEqual([
      'post agreeAction actions t1',
      'shrink risks.revealed',
    ]);
  });

  it('posts the next card when the chair switches in the middle', () => {
    expect(shown([...table(), phase('topThree.raise')], urgent(), phase('risks.raise', 'topThree.raise'))).toEqual([
      'post raiseRisk risks.raise t1',
      'shrink topThree.raise',
    ]);
    expect(shown([...table(), phase('actions')], urgent())).toEqual([]);
  });
});

describe('adopting', () => {
  it('files that version in the archive of the case', () => {
    expect(reactions([...table(), closed()], adopted())).toEqual({
      effects: [{ kind: 'fileMinutes', lane: `archive:${code}`, conference: 'c1', version: 1 }],
      reminders: [],
      moments: [],
    });
  });
});
