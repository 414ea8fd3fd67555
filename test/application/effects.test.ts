import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { ChatMessage } from '../../src/ports/meeting-chat.ts';
import { linesOf, textOf, verbsOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import { organisationOf, type Someone } from '../support/seats.ts';
import { code, dataOf, madeUp, notices, type TableUnderTest } from '../support/table.ts';
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

const isCard = (verb: string) => (method: string, _to: string, message?: ChatMessage) =>
  method === 'post' && JSON.stringify(message).includes(`"verb":"${verb}"`);
const verbsShown = () =>
  table.chat.shown
    .map(one => (one.message.kind === 'card' ? verbsOf(one.message.card) : []))
    .map(verbs => verbs.join(' '));
const linesShown = () =>
  table.chat.shown.flatMap(one => (one.message.kind === 'card' ? [linesOf(one.message.card).join(' | ')] : []));

describe('prompts', () => {
  it('come one after another: the former one shrinks to a line, after the next one is there', async () => {
    await playTo(table, 'risks.raise');
    await table.press('wijkagent', 'risk.raise', { what: 'Brandstichting' });
    const before = table.chat.sent.length;
    await table.press('procesregisseur', 'step.next');
    const sent = table.chat.sent
      .slice(before)
      .map(
        one =>
          `${one.method} ${one.json.includes('"verb":"risk.rate"') ? 'prompt' : one.json.includes('Risico’s noemen: klaar') ? 'line' : 'board'}`,
      );
    expect(sent.filter(one => !one.endsWith('board'))).toEqual(['post prompt', 'edit line']);
    expect(verbsShown().filter(verbs => verbs.includes('risk.raise'))).toEqual([]);
  });

  it('are never edited while their phase is open', async () => {
    await playTo(table, 'risks.raise');
    const prompt = table.chat.shown.at(-1);
    for (const what of ['Brandstichting', 'Bedreiging van de huisarts', 'Overlast in het park'])
      await table.press('wijkagent', 'risk.raise', { what });
    expect(prompt?.edits).toBe(0);
    expect((await table.state()).risks).toHaveLength(3);
  });

  it('of a phase that is over before they are sent are not sent', async () => {
    await playTo(table, 'opening');
    const busy = new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 60_000 });
    table.chat.failNext(1, busy, isCard('risk.raise'));
    await table.say('procesregisseur', 'volgende');
    await table.say('procesregisseur', 'terug');
    await table.at(new Date(Date.parse(table.clock.now()) + 61_000).toISOString());
    expect(table.chat.everything.filter(json => json.includes('"verb":"risk.raise"'))).toEqual([]);
    expect(verbsShown().filter(verbs => verbs.includes('conference.join'))).toHaveLength(1);
  });
});

describe('a chat that is busy', () => {
  it('gets its messages later, in their order, once it says so', async () => {
    await playTo(table, 'opening');
    const busy = new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 45_000 });
    table.chat.failNext(1, busy, isCard('risk.raise'));
    const before = table.chat.shown.length;
    await table.say('procesregisseur', 'volgende');
    await table.say('wijkagent', 'samenvatting');
    expect(table.chat.shown).toHaveLength(before);
    table.clock.advance(30_000);
    await table.rondetafel.sweep();
    await table.settled();
    expect(table.chat.shown).toHaveLength(before);
    table.clock.advance(20_000);
    await table.rondetafel.sweep();
    await table.settled();
    const [prompt, summary] = verbsShown().slice(before);
    expect(prompt).toContain('risk.raise');
    expect(summary).toBe('');
    expect(linesShown().filter(line => line.includes('Opening: klaar'))).toHaveLength(1);
  });

  it('that gives no time is tried again after one second, two, four', async () => {
    await playTo(table, 'opening');
    const away = new AdapterError('away', { code: 'serverError', retryable: true });
    table.chat.failNext(3, away, isCard('risk.raise'));
    const asked = Date.parse(table.clock.now());
    await table.say('procesregisseur', 'volgende');
    const prompt = () => table.chat.sent.find(one => one.json.includes('"verb":"risk.raise"'));
    while (prompt() === undefined && Date.parse(table.clock.now()) < asked + 60_000) {
      table.clock.advance(100);
      await table.rondetafel.sweep();
      await table.settled();
    }
    const seconds = (Date.parse(prompt()?.at ?? '') - asked) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(7);
    expect(seconds).toBeLessThan(9.5);
  });

  it('that refuses one message for good gets the ones behind it', async () => {
    await playTo(table, 'opening');
    const tooLarge = new AdapterError('too large', { code: 'tooLarge' });
    table.chat.failNext(1, tooLarge, isCard('risk.raise'));
    await table.say('procesregisseur', 'volgende');
    expect(table.log.lines.join()).toContain('"effect":"postForm","outcome":"failed","code":"tooLarge"');
    await table.say('procesregisseur', 'volgende');
    expect(linesShown().at(-1)).toContain('Hoe hoog zijn de risico’s?');
  });

  it('does not hold up another chat', async () => {
    await playTo(table, 'opening');
    const busy = new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 45_000 });
    table.chat.failNext(9, busy, (method, to) => method !== 'members' && to === table.conversation.id);
    await table.say('procesregisseur', 'volgende');
    const other = await table.otherChat();
    await table.say('wijkagent', 'start ZVH-2026-003 Top X', { conversation: other });
    expect(table.chat.shown.filter(one => one.conversation === other.id)).toHaveLength(2);
  });
});

describe('a fault of ours', () => {
  it('in one message is recorded, without words of the case, and lets the ones behind it go', async () => {
    await playTo(table, 'risks.raise');
    await table.press('wijkagent', 'risk.raise', { what: 'Kanarie op straat' });
    table.chat.failNext(1, new TypeError('Kanarie is not a function'), isCard('risk.rate'));
    await table.say('procesregisseur', 'volgende');
    expect(table.log.lines.join()).toContain('effect.threw {"effect":"postForm","code":"TypeError"}');
    expect(table.log.lines.join()).not.toContain('Kanarie');
    await table.say('procesregisseur', 'volgende');
    expect(verbsShown().at(-1)).toContain('factor.raise');
  });
});

describe('a message of which nobody knows whether it arrived', () => {
  it('is posted again when it is a prompt, under the same token, so that both copies work', async () => {
    await playTo(table, 'opening');
    table.chat.loseAnswerOf(1, isCard('risk.raise'));
    await table.say('procesregisseur', 'volgende');
    table.clock.advance(2_000);
    await table.rondetafel.sweep();
    await table.settled();
    const copies = table.chat.shown
      .flatMap(one => (one.message.kind === 'card' ? [one.message.card] : []))
      .filter(card => verbsOf(card).includes('risk.raise'));
    const [lost, known] = copies;
    expect(copies).toHaveLength(2);
    if (lost === undefined || known === undefined) return;
    expect(dataOf(lost, 'risk.raise')).toEqual(dataOf(known, 'risk.raise'));
    expect(notices(await table.press('wijkagent', 'risk.raise', { what: 'Brandstichting' }, { card: lost }))).toEqual(
      [],
    );
    expect(notices(await table.press('wijkagent', 'risk.raise', { what: 'Bedreiging' }, { card: known }))).toEqual([]);
    expect((await table.state()).risks).toHaveLength(2);
  });
});

describe('the board', () => {
  const partners = Array.from({ length: 15 }, (_, index): Someone => `partner${index + 1}`);

  it('is edited at most once a second when fifteen people press in the same moment, and is right at the end', async () => {
    table = await house.open({ others: partners, boards: 'patient' });
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.say('procesregisseur', 'volgende');
    const first = { what: 'Brandstichting', organisation: organisationOf('partner1') };
    await table.press('partner1', 'risk.raise', first);
    await table.say('procesregisseur', 'volgende');
    const before = table.chat.sent.length;
    const card = table.offering('risk.rate');
    const answers = await Promise.all(
      partners.map(name =>
        table.pressOnly(name, 'risk.rate', { 'level:R1': 'high', organisation: organisationOf(name) }, { card }),
      ),
    );
    expect(answers.flatMap(notices).filter(id => id !== 'hint:newcomer')).toEqual([]);
    await table.settled();

    expect((await table.conference()).ratingRounds.at(-1)?.answers).toHaveLength(15);
    const edits = table.chat.sent.slice(before);
    expect(edits.every(one => one.method === 'edit')).toBe(true);
    expect(edits.length).toBeGreaterThan(0);
    expect(edits.length).toBeLessThan(10);
    const moments = edits.map(one => Date.parse(one.at));
    const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
    expect(gaps.filter(gap => gap < 1_000)).toEqual([]);
    const board = table.offering('step.back');
    expect(textOf(board)).toContain('Tonen kan');
    const asked = await table.press('partner1', 'board.show', {}, { card: madeUp('board.show', board) });
    expect(linesOf(board)).toEqual(linesOf(asked));
  });

  it('shows the last version although an edit failed in between', async () => {
    await playTo(table, 'risks.raise');
    const away = new AdapterError('away', { code: 'serverError', retryable: true });
    table.chat.failNext(2, away, method => method === 'edit');
    await table.press('wijkagent', 'risk.raise', { what: 'Brandstichting' });
    await table.press('wijkagent', 'risk.raise', { what: 'Bedreiging' });
    const board = textOf(table.offering('summary.request'));
    expect(board).toContain('Brandstichting');
    expect(board).toContain('Bedreiging');
  });

  it('that somebody removed from the chat is left alone, and the conference goes on', async () => {
    await playTo(table, 'risks.raise');
    const gone = new AdapterError('gone', { code: 'notFound' });
    table.chat.failNext(99, gone, method => method === 'edit');
    await table.press('wijkagent', 'risk.raise', { what: 'Brandstichting' });
    await table.say('procesregisseur', 'volgende');
    expect(verbsShown().at(-1)).toContain('risk.rate');
    await table.say('procesregisseur', 'stand');
    expect(textOf(table.offering('summary.request'))).toContain('Brandstichting');
  });

  it('carries buttons of the phase that it shows', async () => {
    await playTo(table, 'risks.raise');
    await table.say('procesregisseur', 'volgende');
    const board = table.offering('summary.request');
    expect(notices(await table.press('procesregisseur', 'step.back', {}, { card: board }))).toEqual([]);
    expect(notices(await table.press('procesregisseur', 'step.back', {}, { card: board }))).toEqual([]);
    expect((await table.conference()).phase).toBe('risks.raise');
  });
});

describe('a message that follows on another one', () => {
  const away = new AdapterError('away', { code: 'serverError', retryable: true });
  const minuteLater = () => table.at(new Date(Date.parse(table.clock.now()) + 90_000).toISOString());
  const boards = () => verbsShown().filter(verbs => verbs.includes('summary.request'));

  it('is tried again by itself: a new board is posted once while the earlier one cannot shrink', async () => {
    await playTo(table, 'opening');
    const isShrinking = (method: string, _to: string, message?: ChatMessage) =>
      method === 'edit' && JSON.stringify(message).includes('Het bord staat verder naar beneden.');
    table.chat.failNext(3, away, isShrinking);
    await table.say('wijkagent', 'stand');
    expect(boards()).toHaveLength(2);
    for (let minute = 0; minute < 3; minute++) await minuteLater();
    expect(boards()).toHaveLength(1);
  });

  it('is said once when nobody knows whether it arrived: where the minutes are', async () => {
    await playTo(table, 'closed');
    table.chat.loseAnswerOf(
      1,
      (_method, _to, message) => message?.kind === 'line' && message.text.includes('opgeslagen'),
    );
    await playTo(table, 'adopted', 'closed');
    await minuteLater();
    const said = table.chat.shown.filter(
      ({ message }) => message.kind === 'line' && message.text.includes('opgeslagen'),
    );
    expect(said).toHaveLength(1);
  });
});

describe('the board that time alone changes', () => {
  it('shows it although the first try failed', async () => {
    await playTo(table, 'risks.rate');
    table.chat.failNext(
      1,
      new AdapterError('away', { code: 'serverError', retryable: true }),
      method => method === 'edit',
    );
    await table.at(new Date(Date.parse(table.clock.now()) + 65_000).toISOString());
    expect(textOf(table.offering('step.back'))).toContain('Tonen kan');
  });
});
