import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { MinutesArchive } from '../../src/ports/minutes-archive.ts';
import { textOf, verbsOf } from '../cards/read-card.ts';
import type { Someone } from '../support/seats.ts';
import { cardsOf, code, filledIn, notices, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';
import { useHouse } from '../support/use-house.ts';

const house = useHouse();
let table: TableUnderTest;
beforeEach(async () => {
  table = await house.open();
});

const own = () => table.own('procesregisseur');
const file = (version: number, kind: 'json' | 'docx') =>
  readFile(join(house.folder, code, `${code}-1-v${version}.${kind}`));
const versions = async () =>
  (await table.events()).flatMap(event => (event.type === 'MinutesFiled' ? [event.version] : []));

/** What the chair gets in their own chat after `verbeteren`. */
async function asked(): Promise<Card> {
  const before = table.chat.shown.length;
  await table.say('procesregisseur', 'verbeteren');
  const form = table.chat.shown.slice(before).find(one => one.conversation === own().id);
  if (form?.message.kind !== 'card') throw new Error('no form in the own chat');
  return form.message.card;
}
const correct = (card: Card, inputs: Record<string, string>, name: Someone = 'procesregisseur') =>
  table.press(name, 'minutes.correct', inputs, { card, conversation: table.own(name) });

describe('a correction of adopted minutes', () => {
  it('is a new version that is filed beside the first, with the hashes in the event', { timeout: 60_000 }, async () => {
    await playTo(table, 'adopted');
    const first = await file(1, 'json');
    const answer = await correct(await asked(), { item: 'A1', text: 'De dag was 18 december' });
    expect(notices(answer)).toEqual([]);

    expect(await versions()).toEqual([1, 2]);
    const filed = (await table.events()).findLast(event => event.type === 'MinutesFiled');
    for (const kind of ['json', 'docx'] as const) {
      const sha256 = createHash('sha256')
        .update(await file(2, kind))
        .digest('hex');
      expect(filed).toMatchObject({ files: expect.arrayContaining([expect.objectContaining({ sha256 })]) });
    }
    expect(await file(1, 'json')).toEqual(first);
    expect(JSON.parse(first.toString())).toMatchObject({ version: 1, corrections: [] });
    expect(JSON.parse((await file(2, 'json')).toString())).toMatchObject({
      version: 2,
      corrections: [{ version: 2, item: 'A1', text: 'De dag was 18 december' }],
    });
    expect((await readdir(join(house.folder, code))).filter(name => name.endsWith('.sha256'))).toHaveLength(14);
  });

  it('keeps its words out of the meeting chat', async () => {
    await playTo(table, 'adopted');
    const form = await asked();
    expect(textOf(form)).toBeDefined();
    await correct(form, { text: 'De dag was 18 december' });
    const meeting = table.chat.shown.filter(one => one.conversation === table.conversation.id);
    expect(JSON.stringify(meeting)).not.toContain('18 december');
    expect(JSON.stringify(meeting)).not.toContain('Gesprek over werk');
    const lines = meeting.flatMap(({ message }) => (message.kind === 'line' ? [message.text] : []));
    expect(lines.filter(line => line.includes('v2.docx'))).toHaveLength(1);
  });

  it('is one press away right after adopting, too', async () => {
    await playTo(table, 'closed');
    const adopted = await table.press('procesregisseur', 'minutes.adopt');
    expect(verbsOf(adopted)).toEqual(['form.show']);
    const form = await table.press('procesregisseur', 'form.show', {}, { card: adopted });
    expect(
      notices(await table.press('procesregisseur', 'minutes.correct', { text: 'Anders' }, { card: form })),
    ).toEqual([]);
    expect(await versions()).toEqual([1, 2]);
  });

  it('is about the conference that was adopted, also when the next one is open', async () => {
    await playTo(table, 'adopted');
    await table.say('procesregisseur', `start ${code}`);
    await correct(await asked(), { text: 'Anders' });
    const [first, second] = (await table.state()).conferences;
    expect(first?.corrections).toHaveLength(1);
    expect(second?.corrections).toEqual([]);
  });

  it('asks for words, keeps what was chosen, and knows what it can be about', async () => {
    await playTo(table, 'adopted');
    const form = await asked();
    const before = (await table.events()).length;
    const empty = await correct(form, { item: 'A1' });
    expect(notices(empty)).toEqual(['refusal:required:text']);
    expect(filledIn(empty)).toMatchObject({ item: 'A1' });
    expect(notices(await correct(form, { item: 'A7', text: 'x' }))).toEqual(['refusal:unknown:item']);
    const long = await correct(form, { text: 'x'.repeat(1001) });
    expect(notices(long)).toEqual(['refusal:tooLong:text']);
    expect(filledIn(long).text).toHaveLength(1001);
    expect((await table.events()).length).toBe(before);
  });

  it('said twice is one version', async () => {
    await playTo(table, 'adopted');
    const form = await asked();
    await correct(form, { text: 'Anders' });
    await correct(form, { text: 'Anders', also: 'this' });
    expect(await versions()).toEqual([1, 2]);
  });

  it('is for the chair, once the minutes were adopted', async () => {
    expect(await table.say('procesregisseur', 'verbeteren')).toMatchObject([{ kind: 'line' }]);
    await playTo(table, 'closed');
    const said = async (name: Someone) => cardsOf(await table.say(name, 'verbeteren')).flatMap(notices);
    expect(await said('procesregisseur')).toEqual(['refusal:notAdoptedYet']);
    await playTo(table, 'adopted', 'closed');
    expect(await said('wijkagent')).toEqual(['refusal:notChair']);
    expect(notices(await correct(await asked(), { text: 'x' }, 'wijkagent'))).toEqual(['refusal:unknown']);
  });

  it('is told how, to a chair who has no chat of their own', async () => {
    await playTo(table, 'adopted');
    table.chat.failNext(1, new AdapterError('no', { code: 'forbidden' }), call => call === 'personalChat');
    expect(await table.say('procesregisseur', 'verbeteren')).toMatchObject([
      { kind: 'line', text: expect.stringContaining('Voeg Rondetafel toe') },
    ]);
  });

  it('that comes while the archive is away leaves both versions, each as it was', async () => {
    const { archive, comeBack } = awayUntilTold();
    table = await house.open({ archive });
    await playTo(table, 'adopted');
    await correct(await asked(), { text: 'Anders' });
    expect(await versions()).toEqual([]);
    comeBack();
    await table.at('2026-11-23T10:00:00.000Z');
    expect(await versions()).toEqual([1, 2]);
    expect(filedMinutes.map(({ version, corrections }) => [version, corrections])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  const filedMinutes: { version: number; corrections: number }[] = [];
  function awayUntilTold(): { archive: MinutesArchive; comeBack: () => void } {
    let isAway = true;
    filedMinutes.length = 0;
    return {
      comeBack() {
        isAway = false;
      },
      archive: {
        async file({ version, corrections }) {
          if (isAway) throw new AdapterError('away', { code: 'away', retryable: true });
          filedMinutes.push({ version, corrections: corrections.length });
          return [{ name: `v${version}.docx`, sha256: 'a'.repeat(64) }];
        },
        fileCaseload: () => Promise.reject(new AdapterError('away', { code: 'away', retryable: true })),
        locationOf: one => one.name,
      },
    };
  }
});
