import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCaseFile } from '../../src/demo/case-file.ts';
import type { TranscriptLine } from '../../src/demo/client.ts';
import { actionsOf, wordsOf } from '../../src/demo/client-card.ts';
import { finishConference } from '../../src/demo/closing.ts';
import { holdAgainst } from '../../src/demo/expectations.ts';
import { type FiledMinutes, type MinutesOnFile, readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { playConference, type Step } from '../../src/demo/player.ts';
import { today } from '../../src/demo/references.ts';
import { type DueAction, findReminder, offsetTo } from '../../src/demo/reminder.ts';
import { expectLightLoad } from '../support/load.ts';
import { casusX, openPlaygroundRoom, type PlaygroundRoom } from '../support/playground-room.ts';

const day = today();
let table: PlaygroundRoom;
let steps: readonly Step[];
let filed: FiledMinutes;
let played: number;

beforeAll(async () => {
  table = await openPlaygroundRoom(casusX, { database: 'embedded' });
  steps = await playConference({ client: table.client, file: casusX, conference: 0, today: day });
  filed = await readFiledMinutes(table.bot.minutesDir, 'ZVH-2026-002', 1);
  played = table.client.transcript.length;
}, 150_000);
afterAll(() => table?.dispose());

const dueOf = (id: string, owner: string): DueAction => {
  const action = filed.minutes.actions.find(one => one.id === id);
  return { id, what: action?.what ?? '', owner: table.client.seat(owner), day: action?.due ?? '' };
};
const ownedActions = () => [dueOf('A1', 'behandelaar'), dueOf('A2', 'wijkteam'), dueOf('A3', 'wijkagent')] as const;
const reminded = (action: DueAction) =>
  table.client.until(() => findReminder(table.client, action), `a reminder of ${action.id}`, 20_000);

describe('the first conference of casus X in the Playground', () => {
  it('refuses what has to be refused, and nothing else', () => {
    const refused = steps.filter(step => step.outcome === 'refused');
    expect(
      refused.map(({ by, verb, notices }) => [by, verb, ...notices.map(({ code, item }) => `${code}:${item}`)]),
    ).toEqual([
      ['wijkagent', 'risk.agree', 'notChair:undefined'],
      ['reclasseerder', 'topThree.vote', expect.stringContaining('notDynamic')],
      ['procesregisseur', 'conference.close', 'topThreeWithoutAction:F4'],
    ]);
  });

  it('files minutes that hold every line the case file expects', () => {
    const expected = casusX.conferences[0]?.expect ?? {};
    expect(Object.keys(expected)).toHaveLength(11);
    expect(holdAgainst(filed.minutes, expected, day)).toEqual([]);
  });

  it('points out what the table should hear, and keeps why the chair set it aside', () => {
    const heard = steps.flatMap(({ verb, notices }) =>
      notices.filter(({ kind }) => kind !== 'refusal').map(({ kind, code }) => `${verb} ${kind} ${code}`),
    );
    expect(heard).toContain('factor.raise hint protectiveAbsence');
    expect(heard).toContain('action.agree warning rnr.intensity');
    const reason = 'Intensiever volgt als duidelijk is wat er gebruikt wordt';
    expect(filed.minutes.warnings).toContainEqual(
      expect.objectContaining({ code: 'rnr.intensity', item: 'R1', overrideReason: reason }),
    );
  });

  it('is light to carry', () => {
    expectLightLoad(table.client.transcript.slice(0, played), casusX, 0);
  });

  it('keeps who said what, and leaves no trace of what was refused', () => {
    const [risk] = filed.minutes.risks;
    expect(risk?.ratings.map(({ organisation, level }) => [organisation, level])).toEqual([
      ['Politie', 'veryHigh'],
      ['Reclassering', 'high'],
      ['GGZ', 'unknown'],
      ['Wijkteam gemeente', 'high'],
    ]);
    expect(risk).toMatchObject({ agreedLevel: 'high', by: { organisation: 'Politie' } });
    expect(filed.minutes.factors.find(factor => factor.id === 'F3')).toMatchObject({ kind: 'static', votes: 0 });
    expect(filed.minutes.conference.caseDirector).toMatchObject({ organisation: 'GGZ' });
    expect(filed.minutes.attendees.map(one => one.organisation)).toEqual(Object.values(casusX.people));
    expect(filed.minutes.absentOrganisations).toEqual(['Openbaar Ministerie']);
  });

  it('shows nobody what was answered blind before it is revealed', () => {
    const cardsUntilRevealOf = (verb: string) => {
      const lines = table.client.transcript;
      const reveal = lines.findIndex(
        (line, index) => isPress(line, 'step.reveal') && lines.slice(0, index).some(one => isPress(one, verb)),
      );
      return lines
        .slice(0, reveal)
        .flatMap(line => ('message' in line ? [JSON.stringify(line.message.card ?? {})] : []));
    };
    expect(cardsUntilRevealOf('risk.rate').length).toBeGreaterThan(3);
    for (const reason of [
      'Drie meldingen in een maand',
      'Eerdere veroordeling voor',
      'gebruik is niet te zien',
      'Buren durven',
    ])
      expect(cardsUntilRevealOf('risk.rate').filter(card => card.includes(reason))).toEqual([]);
    expect(cardsUntilRevealOf('topThree.vote').filter(card => card.includes('F1,F4'))).toEqual([]);
  });

  it('leaves cards without buttons in the chat once the minutes are filed', async () => {
    const { client } = table;
    const withButtons = () =>
      client.messages.of(client.meetingChat).filter(({ card }) => card !== undefined && actionsOf(card).length > 0);
    await client.until(() => (withButtons().length === 0 ? true : undefined), 'a chat without buttons', 15_000);
  });

  it('reminds the owners of what is due, in their personal chat, over a restart', async () => {
    const [a1, a2, a3] = ownedActions();
    expect([a1, a2, a3].map(action => findReminder(table.client, action))).toEqual([undefined, undefined, undefined]);
    await table.bot.restart({ clockOffset: offsetTo(a2.day, day) });
    // What repeats is asked about each week, long before its last day.
    await Promise.all([reminded(a1), reminded(a2), reminded(a3)]);
  }, 120_000);
});

describe('the second conference of casus X, three weeks later', () => {
  let minutes: MinutesOnFile;
  let board: string;

  beforeAll(async () => {
    const { client, bot, room } = table;
    const [a1] = ownedActions();
    await bot.restart({ clockOffset: offsetTo(a1.day, day) });
    await playConference({ client, file: casusX, conference: 1, today: a1.day });
    board = await client.until(() => {
      const shown = wordsOf(room.offer(client.seat(casusX.chair), 'summary.request', {})?.card ?? {});
      return shown.includes('hoog → matig') ? shown : undefined;
    }, 'the level before and after on the board');
    await finishConference(client, casusX);
    ({ minutes } = await readFiledMinutes(bot.minutesDir, 'ZVH-2026-002', 2));
  }, 120_000);

  it('goes on with what the first one left, and shows the line through time on the board', () => {
    const expected = casusX.conferences[1]?.expect ?? {};
    expect(Object.keys(expected)).toEqual(['carriedOver', 'lookBack', 'levelOverTime']);
    expect(holdAgainst(minutes, expected, day)).toEqual([]);
    expect(board).toContain('A2');
    expect(board).not.toMatch(/A1|A3/);
  });

  it('knows by now what it did not know then', () => {
    expect(minutes.unknowns.map(({ id }) => id)).not.toContain('R1');
    expect(minutes.lookBack.find(({ action }) => action === 'A1')).toMatchObject({
      type: 'information',
      status: 'done',
      note: 'Drie controles, alle negatief',
    });
  });

  it('finds every owner reminded once a moment: A1 as it repeats and on its last day, the others on their day and when late', async () => {
    const { client } = table;
    const actions = ownedActions();
    await Promise.all(actions.map(reminded));
    const received = (action: DueAction) => client.messages.of(client.personalChatOf(action.owner)).length;
    expect(actions.map(received)).toEqual([2, 2, 2]);
  });

  it('opens another case by the form that a bare start gives', async () => {
    const { client, room } = table;
    const file = parseCaseFile('ander', {
      ...casusX,
      case: { code: 'ZVH-2026-703', approach: 'Top X', minutes: 45 },
      conferences: [
        { turns: [{ by: 'procesregisseur', verb: 'conference.setGoal', inputs: { goal: 'Kennismaken' } }] },
      ],
    });
    const opened = await playConference({ client, file, conference: 0, today: day, opening: 'form' });
    expect(opened.map(step => step.outcome)).toEqual(opened.map(() => 'done'));
    expect(room.phase()).toBe('opening');
    const board = client.messages
      .of(client.meetingChat)
      .findLast(({ card }) => card !== undefined && wordsOf(card).includes('ZVH-2026-703 · Top X'));
    expect(wordsOf(board?.card ?? {})).toContain('nog 45 min');
  }, 60_000);
});

function isPress(line: TranscriptLine, verb: string): boolean {
  return line.kind === 'pressed' && line.verb === verb;
}
