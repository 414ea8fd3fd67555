import { describe, expect, it } from 'vitest';
import { textOf } from '../cards/read-card.ts';
import { entraId } from '../support/seats.ts';
import { code } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable({ others: ['buitenstaander'] });
const shownIn = (conversation: string) =>
  table.chat.shown
    .filter(one => one.conversation === conversation)
    .map(({ message }) => (message.kind === 'card' ? textOf(message.card) : message.text));

async function ownChatOf(person: 'wijkagent' | 'buitenstaander'): Promise<string> {
  return (
    (await table.storage.conversations.personalOf(table.tenant, entraId(person)))?.id ?? `personal:${entraId(person)}`
  );
}

describe('pgax', () => {
  it('comes in the own chat of whoever asks, and records nothing', async () => {
    await playTo(table, 'agreed');
    const before = (await table.events()).length;
    expect(await table.say('wijkagent', 'pgax')).toEqual([
      { kind: 'line', text: 'Dit staat in je eigen chat met mij.' },
    ]);
    const text = shownIn(await ownChatOf('wijkagent')).at(-1) ?? '';
    expect(text).toMatch(
      /^Voor PGAx[\s\S]*Risico’s[\s\S]*R1[\s\S]*: hoog[\s\S]*Factoren per leefgebied[\s\S]*F1[\s\S]*Acties[\s\S]*A1 {2}Gesprek over werk/,
    );
    expect(text).not.toContain('Om in te lezen');
    expect(shownIn(table.conversation.id).join('\n')).not.toContain('Voor PGAx');
    expect((await table.events()).length).toBe(before);
  });

  it('says where the file is, once the minutes are filed', async () => {
    await playTo(table, 'adopted');
    await table.say('wijkagent', 'PGAX');
    expect(shownIn(await ownChatOf('wijkagent')).at(-1)).toContain(`${code}-pgax-1-v1.csv`);
  });

  it('is unknown to somebody who never took part', async () => {
    await playTo(table, 'agreed');
    const answer = await table.say('buitenstaander', 'pgax');
    expect(answer).toMatchObject([{ kind: 'line' }]);
    expect(JSON.stringify(answer)).not.toContain('eigen chat');
    expect(shownIn(await ownChatOf('buitenstaander'))).toEqual([]);
  });
});
