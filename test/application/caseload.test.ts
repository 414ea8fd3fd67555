import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { buttonsOf, linesOf, textOf } from '../cards/read-card.ts';
import { append, goal, overview } from '../contracts/samples.ts';
import { type House, openHouse } from '../support/house.ts';
import { createKeptLog } from '../support/kept-log.ts';
import type { Someone } from '../support/seats.ts';
import { cardsOf, code, notices, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';

let house: House;
let table: TableUnderTest;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseload-'));
  const archive = createFolderArchive({ directory: folder, log: createKeptLog() });
  table = await house.open({ archive, processDirectors: ['procesregisseur'], others: ['buitenstaander'] });
});
afterEach(async () => {
  await house.tidy();
  await rm(folder, { recursive: true });
});
afterAll(() => house.close());

const alone = (name: Someone, text = 'caseload') => table.say(name, text, { conversation: table.own(name) });
async function shown(): Promise<Card> {
  const [card] = cardsOf(await alone('procesregisseur'));
  if (card === undefined) throw new Error('no card');
  return card;
}
/** So many cases besides that of the table, each with an action that is overdue. */
async function cases(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const stream = { tenant: table.tenant, case: `ZVH-2025-${String(index + 1).padStart(3, '0')}` };
    const kept = overview(stream.case, { dues: ['2026-11-20'], nextDate: '2026-12-03' });
    const projection = { overview: kept, openActions: [] };
    await table.storage.events.append(append(stream, 0, { events: [goal('iets')], projection }));
  }
}
const page = (card: Card, to: string, name: Someone = 'procesregisseur') =>
  table.press(name, 'caseload.show', { page: to }, { card, conversation: table.own(name) });

describe('caseload', () => {
  it('follows a case from its opening to its action that is overdue', async () => {
    expect(textOf(await shown())).toContain('nog geen casussen');
    await playTo(table, 'risks.raise');
    expect(linesOf(await shown()).join('\n')).toMatch(
      new RegExp(`${code}\\s+Top X OGG\\nGeen casusregisseur · Overleg loopt nu`),
    );
    await playTo(table, 'adopted', 'risks.raise');
    expect(textOf(await shown())).toContain('Open acties: 1');
    expect(textOf(await shown())).toContain('Volgend overleg 14 dec');
    table.clock.set('2026-12-12T09:00:00.000Z');
    expect(textOf(await shown())).toContain('Acties te laat: 1 van 1');
  });

  it('files the list of the day, and says where', async () => {
    await playTo(table, 'closed');
    await cases(2);
    expect(textOf(await shown())).toContain('Alle casussen staan in caseload/caseload-2026-11-23.csv');
    const csv = await readFile(join(folder, 'caseload', 'caseload-2026-11-23.csv'), 'utf8');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(4);
    expect(csv).toContain(`"${code}";"Top X OGG"`);
  });

  it('comes without the file while the archive is away', async () => {
    await cases(1);
    await writeFile(join(folder, 'caseload'), '');
    const text = textOf(await shown());
    expect(text).toMatch(/ZVH-2025-001[\s\S]*kon niet worden opgeslagen/);
    expect(table.log.lines.join('\n')).toContain('caseload.notFiled');
    await rm(join(folder, 'caseload'));
    await mkdir(join(folder, 'caseload'));
  });

  it('is leafed through on the card, which goes on saying where the list is', async () => {
    await cases(30);
    const first = await shown();
    const second = await page(first, '2');
    expect(textOf(second)).toMatch(/13 tot en met 24 van 30[\s\S]*caseload-2026-11-23.csv/);
    expect(textOf(await page(second, '1'))).toContain('1 tot en met 12 van 30');
  });

  it('is an unknown word to anyone else, in their own chat and in the meeting chat', async () => {
    await cases(1);
    const unknown = await alone('wijkagent', 'dit is geen woord');
    expect(await alone('wijkagent')).toEqual(unknown);
    const inMeeting = await table.say('wijkagent', 'dit is geen woord');
    expect(await table.say('wijkagent', 'caseload')).toEqual(inMeeting);
    expect(await table.say('wijkagent', 'caseload', { anonymous: true })).toEqual(inMeeting);
  });

  it('is not shown to everybody in the meeting chat', async () => {
    await cases(1);
    const [line] = await table.say('procesregisseur', 'caseload');
    expect(line).toMatchObject({ kind: 'line', text: expect.stringContaining('eigen chat') });
    expect(JSON.stringify(table.chat.shown)).not.toContain('ZVH-2025');
  });

  it('shows no page to somebody else who has the card, or made one up', async () => {
    await cases(30);
    const card = await shown();
    const answer = await page(card, '2', 'wijkagent');
    expect(notices(answer)).toEqual(['refusal:unknown']);
    expect(JSON.stringify(answer)).not.toContain('ZVH-2025');
  });

  it('takes nothing but the asking for another page', async () => {
    await cases(30);
    const card = await shown();
    expect(notices(await page(card, '0'))).toEqual(['refusal:notUnderstood']);
    const [button] = buttonsOf(card);
    expect(button?.verb).toBe('caseload.show');
    const other = await table.press(
      'procesregisseur',
      'risk.raise',
      { what: 'x' },
      {
        card: JSON.parse(JSON.stringify(card).replaceAll('caseload.show', 'risk.raise')),
        conversation: table.own('procesregisseur'),
      },
    );
    expect(notices(other)).toEqual(['refusal:notUnderstood']);
  });

  it('has nothing of another house', async () => {
    await cases(2);
    const other = await house.open({ processDirectors: ['procesregisseur'] });
    const [card] = cardsOf(
      await other.say('procesregisseur', 'caseload', { conversation: other.own('procesregisseur') }),
    );
    expect(textOf(card)).toContain('nog geen casussen');
  });
});
