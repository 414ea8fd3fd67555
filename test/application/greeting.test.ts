import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import { linesOf, textOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable();
const cardsIn = (conversation: string) =>
  table.chat.shown.flatMap(one =>
    one.conversation === conversation && one.message.kind === 'card' ? [one.message.card] : [],
  );
const newChat = (more: Partial<Conversation> = {}): Conversation => ({
  ...table.conversation,
  id: `19:new-${Math.trunc(table.chat.shown.length)}@thread.v2`,
  ...more,
});

describe('a chat that we were added to', () => {
  it('is greeted once in three lines with a form that starts, however often Teams tells it', async () => {
    const chat = newChat();
    await Promise.all(Array.from({ length: 4 }, () => table.rondetafel.added(chat)));
    await table.rondetafel.added(chat);
    const [card, ...others] = cardsIn(chat.id);
    expect(others).toEqual([]);
    expect(card && linesOf(card).slice(0, 3)).toEqual([
      expect.stringContaining('Ik ben Rondetafel'),
      expect.stringContaining('risico’s, top drie, acties'),
      expect.stringContaining('@Rondetafel help'),
    ]);
    expect(JSON.stringify(card)).toContain('"verb":"conference.open"');
  });

  it('is not greeted when we knew it already', async () => {
    const before = cardsIn(table.conversation.id).length;
    await table.rondetafel.added(table.conversation);
    expect(cardsIn(table.conversation.id)).toHaveLength(before);
  });

  it('is not greeted later when it could not be greeted, and goes on working', async () => {
    const chat = newChat({ id: '19:silent@thread.v2' });
    const away = new AdapterError('away', { code: 'unreachable', retryable: true });
    table.chat.failNext(1, away, (method, to) => method === 'post' && to === chat.id);
    await table.rondetafel.added(chat);
    await table.rondetafel.added(chat);
    expect(cardsIn(chat.id)).toEqual([]);
  });
});

describe('somebody’s own chat, when the app is installed', () => {
  it('says what it does, with a button for one’s actions as they are when it is pressed', async () => {
    const own = table.own('wijkteam');
    await table.rondetafel.added({ ...own, id: 'personal:fresh', person: entraId('wijkteam') });
    const [card] = cardsIn('personal:fresh');
    expect(card && textOf(card)).toMatch(/Welkom[\s\S]*herinner ik je aan je acties[\s\S]*language en/);
    await playTo(table, 'adopted');
    const [, token = ''] = /"token":"([^"]+)"/.exec(JSON.stringify(card)) ?? [];
    const answer = await table.rondetafel.press({
      conversation: { ...own, id: 'personal:fresh', person: entraId('wijkteam') },
      activityId: 'press-1',
      person: entraId('wijkteam'),
      name: 'wijkteam',
      token,
      verb: 'form.show',
      values: { form: 'myActions', item: 'new' },
      request: { kind: 'showForm', form: 'myActions', item: 'new' },
      submitted: false,
    });
    expect(textOf(answer)).toContain('Gesprek over werk');
  }, 120_000);
});
