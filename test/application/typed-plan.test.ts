import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { linesOf, textOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { entraId } from '../support/seats.ts';
import type { TableUnderTest } from '../support/table.ts';
import { playTo, typedWords } from '../support/table-stages.ts';

let house: House;
let folder: string;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-'));
  table = await house.open({
    archive: createFolderArchive({ directory: folder, log: createKeptLog() }),
    others: ['buitenstaander'],
  });
});
afterEach(async () => {
  await house.tidy();
  await rm(folder, { recursive: true });
});
afterAll(() => house.close());

/** What stands in a chat now: cards that became a line are that line. */
const shownIn = (conversation: string) =>
  table.chat.shown
    .filter(one => one.conversation === conversation)
    .map(({ message }) => (message.kind === 'card' ? textOf(message.card) : message.text));

describe('plan', () => {
  it.each(['plan', 'Plan', 'risicomanagementplan', 'risk-management plan'])(
    'typed as "%s" shows the plan of the case to everyone',
    async words => {
      await playTo(table, 'agreed');
      expect(await table.say('wijkagent', words)).toEqual([]);
      const card = table.cardWith('Risicomanagementplan');
      expect(textOf(card)).toContain('Geweld tegen een voorbijganger: hoog');
      expect(textOf(card)).toContain('Gesprek over werk');
      expect(shownIn(table.conversation.id).at(-1)).toBe(textOf(card));
    },
  );

  it('shows nothing of a blind round', async () => {
    await playTo(table, 'risks.rate');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'veryHigh', 'reason:R1': 'Drie meldingen' });
    await table.say('wijkagent', 'plan');
    const text = textOf(table.cardWith('Risicomanagementplan'));
    expect(text).toContain('nog geen niveau');
    expect(text).not.toMatch(/zeer hoog|Drie meldingen/);
  });

  it('records nothing', async () => {
    await playTo(table, 'agreed');
    const before = (await table.events()).length;
    await table.say('wijkagent', 'plan');
    await table.say('wijkagent', 'acties');
    expect((await table.events()).length).toBe(before);
  });

  it('stands until the minutes are filed, in whatever phase it was asked, and is tidied then', async () => {
    await playTo(table, 'actions');
    await table.say('wijkagent', 'plan');
    await playTo(table, 'closed', 'actions');
    await table.say('wijkagent', 'acties');
    const titles = () =>
      shownIn(table.conversation.id).filter(text => /^(Risicomanagementplan|Open acties)/.test(text));
    expect(titles()).toHaveLength(2);
    await table.press('procesregisseur', 'minutes.adopt');
    expect(titles()).toHaveLength(0);
    for (const words of typedWords) expect(shownIn(table.conversation.id).join('\n')).not.toContain(words);
  });

  it('is nothing where no conference was held', async () => {
    const [line] = await table.say('wijkagent', 'plan');
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('Er loopt hier geen casusoverleg') });
  });

  it('comes in the language of the chat', async () => {
    await playTo(table, 'agreed');
    await table.say('wijkagent', 'taal en');
    await table.say('wijkagent', 'plan');
    expect(textOf(table.cardWith('Risk-management plan'))).toContain('Open actions');
  });
});

describe('plan, once the minutes are filed', () => {
  beforeEach(() => playTo(table, 'adopted'));

  it.each([
    ['plan', 'Risicomanagementplan'],
    ['acties', 'Open acties van deze casus'],
  ])('%s goes to the own chat of whoever asks, and not back into the chat', async (words, title) => {
    const [line] = await table.say('wijkagent', words);
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('in je eigen chat') });
    const own = await table.storage.conversations.personalOf(table.tenant, entraId('wijkagent'));
    expect(shownIn(own?.id ?? '').at(-1)).toMatch(new RegExp(`^${title}`));
    expect(shownIn(own?.id ?? '').at(-1)).toContain('Gesprek over werk');
    for (const typed of typedWords) expect(shownIn(table.conversation.id).join('\n')).not.toContain(typed);
  });

  it('is unknown to somebody in the chat who is nobody of the case', async () => {
    const before = table.chat.shown.length;
    const [line] = await table.say('buitenstaander', 'plan');
    expect(line).toMatchObject({ kind: 'line' });
    expect(JSON.stringify(line)).not.toContain('eigen chat');
    expect(table.chat.shown).toHaveLength(before + 1);
  });

  it('says so when somebody cannot be written to', async () => {
    const refused = new AdapterError('blocked', { code: 'ForbiddenOperationException' });
    table.chat.failNext(9, refused, (_method, to) => to !== table.conversation.id);
    const [line] = await table.say('wijkagent', 'plan');
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('geen eigen bericht') });
  });
});

describe('acties', () => {
  it.each(['acties', 'Acties', 'actions'])('typed as "%s" shows the open actions of the case', async words => {
    await playTo(table, 'agreed');
    expect(await table.say('wijkagent', words)).toEqual([]);
    const lines = linesOf(table.cardWith('Open acties van deze casus'));
    expect(lines[2]).toContain('Gesprek over werk');
    expect(lines[2]).toContain('11 dec');
  });
});
