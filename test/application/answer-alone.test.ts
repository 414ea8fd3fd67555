import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { textOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { cardsOf, code, notices, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';

let house: House;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  table = await house.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const alone = (name: Someone, text: string) => table.say(name, text, { conversation: table.own(name) });
const ratings = async () => (await table.conference()).ratingRounds.at(-1)?.answers ?? [];

describe('an answer typed in the own chat', () => {
  it('counts like a press, and is seen nowhere else', async () => {
    await playTo(table, 'risks.rate');
    const [said] = cardsOf(await alone('wijkagent', 'R1 hoog'));
    expect(textOf(said)).toContain('R1');
    expect(await ratings()).toMatchObject([{ risk: 'R1', level: 'high', organisation: 'Politie' }]);
    expect(table.chat.shown.filter(one => one.conversation === table.conversation.id).join()).not.toContain('Hoog');
    await alone('wijkagent', 'R1 matig');
    expect(await ratings()).toMatchObject([{ risk: 'R1', level: 'moderate' }]);
  });

  it('may be a vote or a score too', async () => {
    await playTo(table, 'topThree.vote');
    await alone('wijkagent', 'stem F1');
    expect((await table.conference()).voteRounds.at(-1)?.answers).toMatchObject([
      { factors: ['F1'], organisation: 'Politie' },
    ]);
    await table.press('procesregisseur', 'form.show', { form: 'more' }, { card: table.offering('step.back') });
    await table.press('procesregisseur', 'subject.add', { name: 'moeder' }, { card: await opened('scoreSafety') });
    await table.press('procesregisseur', 'step.open', { step: 'safety' }, { card: await opened('more') });
    const [scored] = cardsOf(await alone('wijkagent', 'P1 4'));
    expect(notices(scored ?? { type: 'AdaptiveCard' })).toEqual([]);
    expect((await table.conference()).scoreRounds.at(-1)?.answers).toMatchObject([{ subject: 'P1', score: 4 }]);
  });

  const opened = (form: string) =>
    table.press('procesregisseur', 'form.show', { form }, { card: table.offering('step.back') });

  it('of the chair is not counted, and the chair hears why', async () => {
    await playTo(table, 'risks.rate');
    const [said] = cardsOf(await alone('procesregisseur', 'R1 hoog'));
    expect(notices(said ?? { type: 'AdaptiveCard' })).toEqual(['refusal:chairDoesNotRate']);
    expect(await ratings()).toEqual([]);
  });

  it('outside the blind phase is refused in words', async () => {
    await playTo(table, 'risks.revealed');
    const before = (await table.events()).length;
    const [said] = cardsOf(await alone('wijkagent', 'R1 laag'));
    expect(notices(said ?? { type: 'AdaptiveCard' })).toEqual(['refusal:wrongPhase']);
    const [unknown] = cardsOf(await alone('wijkagent', 'R9 laag'));
    expect(notices(unknown ?? { type: 'AdaptiveCard' })).toEqual(['refusal:unknown:level:R9']);
    expect((await table.events()).length).toBe(before);
  });

  it('is about the chat where somebody joined last, as long as that chat has them', async () => {
    await playTo(table, 'risks.rate');
    const chat = await table.otherChat();
    await table.say('procesregisseur', 'start ZVH-2026-003 Top X', { conversation: chat });
    expect(await alone('wijkagent', 'R1 hoog')).toHaveLength(1);
    expect(await ratings()).toHaveLength(1);
    const joining = { organisation: 'Politie', role: 'Wijkagent' };
    await table.press('wijkagent', 'conference.join', joining, { conversation: chat });
    // The other conference has no risks yet.
    const [elsewhere] = cardsOf(await alone('wijkagent', 'R1 laag'));
    expect(notices(elsewhere ?? { type: 'AdaptiveCard' })).toEqual(['refusal:unknown:level:R1']);
    table.chat.leave(entraId('wijkagent'));
    expect(await alone('wijkagent', 'R1 laag')).toMatchObject([
      { kind: 'line', text: expect.stringContaining('geen open casusoverleg') },
    ]);
    expect(await ratings()).toMatchObject([{ level: 'high' }]);
  });

  it('of somebody who is at no table gets a line, also when nobody can say who is there', async () => {
    await playTo(table, 'risks.rate');
    expect(await alone('buitenstaander', 'R1 hoog')).toMatchObject([{ kind: 'line' }]);
    table.chat.failNext(
      1,
      new AdapterError('away', { code: 'throttled', retryable: true }),
      call => call === 'members',
    );
    const away = await alone('wijkagent', 'R1 hoog');
    expect(away).toEqual([{ kind: 'line', text: expect.stringContaining('Probeer het zo nog een keer') }]);
    expect(await ratings()).toEqual([]);
    await playTo(table, 'closed', 'risks.rate');
    expect(await alone('wijkagent', 'R1 hoog')).toMatchObject([{ kind: 'line' }]);
  });

  it('sent twice is one event', async () => {
    await playTo(table, 'risks.rate');
    const options = { conversation: table.own('wijkagent'), activityId: 'the same' };
    const before = (await table.events()).length;
    const both = [await table.say('wijkagent', 'R1 hoog', options), await table.say('wijkagent', 'R1 hoog', options)];
    expect(both[1]).toEqual(both[0]);
    expect((await table.events()).length).toBe(before + 1);
  });
});

describe('an answer typed in the meeting chat', () => {
  it.each(['R1 hoog', 'P1 4', 'stem F1'])('%s is not counted, and asked for in the own chat', async text => {
    await playTo(table, 'risks.rate');
    const before = (await table.events()).length;
    expect(await table.say('wijkagent', text)).toMatchObject([
      { kind: 'line', text: expect.stringContaining('eigen chat') },
    ]);
    expect((await table.events()).length).toBe(before);
    expect(code).toBe((await table.state()).code);
  });
});
