import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { linesOf, textOf } from '../cards/read-card.ts';
import { code } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable();

const told = () =>
  table.chat.shown
    .filter(one => one.conversation === table.own('procesregisseur').id)
    .flatMap(({ message }) => (message.kind === 'line' ? [message.text] : []));
const minutesLater = (minutes: number) =>
  table.at(new Date(Date.parse(table.clock.now()) + minutes * 60_000).toISOString());

describe('a step whose time is spent', () => {
  it('is told to the chair once, alone', async () => {
    await playTo(table, 'risks.raise');
    const inMeeting = table.chat.shown.length;
    // Six minutes for risks in this approach.
    await minutesLater(5);
    expect(told()).toEqual([]);
    await minutesLater(2);
    expect(told()).toEqual([expect.stringContaining('De tijd voor de stap Risico’s is om')]);
    await minutesLater(10);
    await table.say('procesregisseur', 'volgende');
    await minutesLater(1);
    expect(told()).toHaveLength(1);
    const others = table.chat.shown.slice(inMeeting).filter(one => one.message.kind === 'line');
    expect(others.filter(one => one.conversation === table.conversation.id)).toEqual([]);
  });

  it('shows on the board, with five more minutes as one press', async () => {
    await playTo(table, 'risks.raise');
    await minutesLater(7);
    const board = table.offering('step.extend');
    const available = (await table.conference()).minutesAvailable;
    await table.press('procesregisseur', 'step.extend', {}, { card: board });
    expect((await table.conference()).minutesAvailable).toBe(available + 5);
    await minutesLater(3);
    expect(told()).toHaveLength(1);
    // The five extra ones are spent as well.
    await minutesLater(2);
    expect(told()).toHaveLength(2);
  });

  it('says nothing when it was extended in time', async () => {
    await playTo(table, 'risks.raise');
    await table.say('procesregisseur', '+5');
    await minutesLater(10);
    expect(told()).toEqual([]);
    await minutesLater(2);
    expect(told()).toHaveLength(1);
  });

  it('says nothing when it was left in time, and counts on when it is entered again', async () => {
    await playTo(table, 'risks.raise');
    await minutesLater(4);
    for (let phase = 0; phase < 2; phase++) await table.say('procesregisseur', 'volgende');
    expect((await table.conference()).phase).toBe('topThree.raise');
    await minutesLater(3);
    expect(told()).toEqual([]);
    await table.say('procesregisseur', 'terug');
    await minutesLater(1);
    expect(told()).toEqual([]);
    await minutesLater(2);
    expect(told()).toEqual([expect.stringContaining('Risico’s')]);
  });

  it('is told once when the process was away at the moments that it was planned for', async () => {
    await playTo(table, 'risks.raise');
    await table.say('procesregisseur', '+5');
    await table.say('procesregisseur', 'spoed');
    await table.say('procesregisseur', 'spoed uit');
    await minutesLater(60);
    expect(told()).toHaveLength(1);
  });

  it('says nothing in a spoed', async () => {
    await playTo(table, 'risks.raise');
    await table.say('procesregisseur', 'spoed');
    await minutesLater(60);
    expect(told()).toEqual([]);
  });

  it('is told to whoever chairs by then', async () => {
    await playTo(table, 'risks.raise');
    await table.say('procesregisseur', 'voorzitter', { mention: 'wijkteam' });
    await minutesLater(7);
    expect(told()).toEqual([]);
    expect(table.chat.shown.filter(one => one.conversation === table.own('wijkteam').id)).toHaveLength(1);
  });

  it('is told in the meeting, by a mention, to a chair who has no chat of their own', async () => {
    await playTo(table, 'risks.raise');
    table.chat.failNext(9, new AdapterError('no', { code: 'forbidden' }), call => call === 'personalChat');
    await minutesLater(7);
    expect(told()).toEqual([]);
    const lines = table.chat.shown.filter(({ message }) => message.kind === 'line');
    expect(lines).toMatchObject([{ message: { mention: (await table.conference()).chair } }]);
  });
});

describe('the board', () => {
  it('says a minute after a blind phase opened that it can be revealed, without anything that happened', async () => {
    await playTo(table, 'risks.rate');
    const events = (await table.events()).length;
    expect(textOf(table.offering('step.back'))).not.toContain('Tonen kan');
    await minutesLater(0.9);
    expect(textOf(table.offering('step.back'))).not.toContain('Tonen kan');
    await minutesLater(0.2);
    expect(textOf(table.offering('step.back'))).toContain('Tonen kan');
    expect((await table.events()).length).toBe(events);
  });

  it('is left alone when the blind phase was over by then', async () => {
    await playTo(table, 'risks.rate');
    await table.press('procesregisseur', 'step.reveal');
    const before = linesOf(table.offering('step.back'));
    const sent = table.chat.sent.length;
    await minutesLater(2);
    expect(table.chat.sent.length).toBe(sent);
    expect(linesOf(table.offering('step.back'))).toEqual(before);
    expect((await table.state()).code).toBe(code);
  });
});
