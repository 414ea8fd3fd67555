import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { MinutesArchive } from '../../src/ports/minutes-archive.ts';
import { textOf } from '../cards/read-card.ts';
import { type House, openHouse } from '../support/house.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { entraId } from '../support/seats.ts';
import { cardsOf, code, notices, type TableUnderTest } from '../support/table.ts';
import { playTo, typedWords } from '../support/table-stages.ts';

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minutes-'));
});
afterEach(async () => {
  await house.tidy();
  await rm(folder, { recursive: true });
});
afterAll(() => house.close());

const archiveIn = (directory: string) => createFolderArchive({ directory, log: createKeptLog() });
const filings = async (table: TableUnderTest) => (await table.events()).filter(event => event.type === 'MinutesFiled');
const lines = (table: TableUnderTest) =>
  table.chat.shown.flatMap(one => (one.message.kind === 'line' ? [one.message.text] : []));
const cards = (table: TableUnderTest) =>
  table.chat.shown.flatMap(one => (one.message.kind === 'card' ? [textOf(one.message.card)] : []));
async function later(table: TableUnderTest, minutes: number): Promise<void> {
  await table.at(new Date(Date.parse(table.clock.now()) + minutes * 60_000).toISOString());
}

describe('a conference', () => {
  it('goes from start to filed minutes and a reminder', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join();
    await table.press('procesregisseur', 'conference.setGoal', { purpose: 'riskManagement', goal: 'Gedeeld beeld' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkagent', 'risk.raise', { what: 'Geweld tegen een voorbijganger' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    await table.press('procesregisseur', 'step.reveal');
    await table.press('procesregisseur', 'risk.agree', { 'level:R1': 'high' });
    await table.press('wijkteam', 'factor.raise', { what: 'Geen dagbesteding' });
    await table.press('procesregisseur', 'step.next');
    await table.press('wijkteam', 'topThree.vote', { factors: 'F1' });
    await table.press('procesregisseur', 'step.reveal');
    await table.press('procesregisseur', 'topThree.decide', { factors: 'F1' });
    const refused = await table.press('procesregisseur', 'conference.close', {});
    expect(notices(refused)).toEqual(['refusal:topThreeWithoutAction:F1']);
    await table.press('wijkteam', 'action.agree', {
      what: 'Gesprek over werk',
      owner: entraId('wijkteam'),
      due: '2026-12-11',
      factors: 'F1',
    });
    await table.press('procesregisseur', 'conference.close', { nextDate: '2026-12-14' });
    await table.press('procesregisseur', 'minutes.adopt');
    const minutes = JSON.parse(await readFile(join(folder, code, `${code}-1-v1.json`), 'utf8'));
    expect(minutes.topThree.factors).toEqual(['F1']);
    await table.at('2026-12-11T08:00:30.000Z');
    const own = table.chat.shown.findLast(one => one.conversation === `personal:${entraId('wijkteam')}`);
    expect(JSON.stringify(own?.message)).toContain('Gesprek over werk');
  });
});

describe('adopted minutes', () => {
  it('are filed with the hashes that the event and the files beside them say', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await playTo(table, 'adopted');
    const [filed] = await filings(table);
    expect(filed?.files.map(file => file.name)).toEqual([
      `${code}/${code}-1-v1.json`,
      `${code}/${code}-1-v1.docx`,
      `${code}/${code}-plan-1-v1.docx`,
      `${code}/${code}-tijdlijn-1-v1.docx`,
      `${code}/${code}-pgax-1-v1.txt`,
      `${code}/${code}-pgax-1-v1.csv`,
      `${code}/${code}-1-v1.ics`,
    ]);
    for (const { name, sha256 } of filed?.files ?? []) {
      const bytes = await readFile(join(folder, name));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
      expect(await readFile(join(folder, `${name}.sha256`), 'utf8')).toContain(sha256);
    }
    expect(lines(table)).toEqual([expect.stringContaining(`${code}-1-v1.docx`)]);
  });

  it('are adopted by the chair, and by nobody else', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await playTo(table, 'closed');
    const refused = await table.press('wijkagent', 'minutes.adopt');
    expect(notices(refused)).toEqual(['refusal:notChair']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are adopted once, although the button is pressed from two places', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await playTo(table, 'closed');
    const card = table.offering('minutes.adopt');
    const twice = await Promise.all([
      table.pressOnly('procesregisseur', 'minutes.adopt', {}, { card }),
      table.pressOnly('procesregisseur', 'minutes.adopt', { also: 'this' }, { card }),
    ]);
    await table.settled();
    expect(twice.flatMap(notices)).toEqual(['refusal:alreadyAdopted']);
    expect(await filings(table)).toHaveLength(1);
  });

  it('are of their own conference, also when the next one is open already', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await playTo(table, 'closed');
    const card = table.offering('minutes.adopt');
    await table.say('procesregisseur', `start ${code}`);
    for (let step = 0; step < 2; step++) await table.say('procesregisseur', 'volgende');
    await table.press('wijkagent', 'risk.raise', { what: 'Brandstichting in de flat' });
    await table.press('procesregisseur', 'minutes.adopt', {}, { card });
    const minutes = JSON.parse(await readFile(join(folder, code, `${code}-1-v1.json`), 'utf8'));
    expect(minutes.risks).toHaveLength(1);
    expect(table.cardWith('"verb":"risk.raise"')).toBeDefined();
    expect(textOf(table.offering('summary.request'))).toContain('Brandstichting in de flat');
  });
});

describe('after filing', () => {
  it('every card of the conference is one line, and nothing that was typed is left', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await playTo(table, 'risks.revealed');
    await table.say('wijkagent', 'stand');
    await table.say('wijkagent', 'samenvatting');
    await playTo(table, 'actions', 'risks.revealed');
    await table.say('procesregisseur', 'sluiten');
    await table.say('procesregisseur', 'summary');
    await playTo(table, 'closed', 'actions');
    for (const words of typedWords) expect(table.chat.everything.join(), words).toContain(words);
    await playTo(table, 'adopted', 'closed');
    const left = JSON.stringify(table.chat.shown);
    for (const words of typedWords) expect(left).not.toContain(words);
    expect(new Set(cards(table))).toEqual(new Set(['Casusoverleg 1 afgesloten; verslag in het archief']));
  });

  it('a start form that was refused is one line too, whether it opened this conference or came during it', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    const [refused] = cardsOf(await table.say('procesregisseur', `start ${code} Top Z`));
    await table.press(
      'procesregisseur',
      'conference.open',
      { case: code, approach: 'Top X OGG' },
      { ...(refused && { card: refused }) },
    );
    await table.join();
    await table.say('procesregisseur', 'start ZVH-2026-003 Top X');
    expect(JSON.stringify(table.chat.shown)).toContain('ZVH-2026-003');
    await playTo(table, 'adopted', 'opening');
    expect(JSON.stringify(table.chat.shown)).not.toContain('conference.open');
    expect(JSON.stringify(table.chat.shown)).not.toContain('ZVH-2026-003');
    expect(new Set(cards(table))).toEqual(new Set(['Casusoverleg 1 afgesloten; verslag in het archief']));
  });

  it('it is not brought back by asking for it', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await playTo(table, 'adopted');
    for (const words of ['stand', 'samenvatting']) await table.say('wijkagent', words);
    expect(new Set(cards(table))).toEqual(new Set(['Casusoverleg 1 afgesloten; verslag in het archief']));
  });

  it('cards of a chat where edits fail for a while become a line later', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await playTo(table, 'closed');
    const away = new AdapterError('away', { code: 'serverError', retryable: true });
    table.chat.failNext(3, away, method => method === 'edit');
    await playTo(table, 'adopted', 'closed');
    await later(table, 1);
    await later(table, 1);
    expect(new Set(cards(table))).toEqual(new Set(['Casusoverleg 1 afgesloten; verslag in het archief']));
  });
});

describe('the line that says where the minutes are', () => {
  it('names folder and file of the archive, never a path of the server', async () => {
    const table = await house.open({ archive: archiveIn(folder) });
    await playTo(table, 'adopted');
    expect(lines(table)).toEqual([expect.stringContaining(`is opgeslagen: ${code}/${code}-1-v1.docx`)]);
    expect(lines(table).join()).not.toContain(folder);
  });
});

describe('an archive that refuses for good', () => {
  const refusal = new AdapterError('no such place', { code: 'badMinutes', retryable: false });
  const refusing: MinutesArchive = {
    file: () => Promise.reject(refusal),
    fileCaseload: () => Promise.reject(refusal),
    locationOf: file => file.name,
  };

  it('is told once, with whom to ask and without a promise to try again', async () => {
    const table = await house.open({ archive: refusing });
    await playTo(table, 'adopted');
    for (let minute = 0; minute < 5; minute++) await later(table, 1);
    expect(lines(table)).toEqual([expect.stringContaining('Vraag de functioneel beheerder')]);
    expect(lines(table).join()).not.toContain('blijf het proberen');
    expect(await filings(table)).toEqual([]);
  });

  it('is told when the chat, which was away at that moment, is back', async () => {
    const table = await house.open({ archive: refusing });
    await playTo(table, 'closed');
    const away = new AdapterError('away', { code: 'serverError', retryable: true });
    table.chat.failNext(1, away, method => method === 'post');
    await playTo(table, 'adopted', 'closed');
    await later(table, 1);
    expect(lines(table)).toEqual([expect.stringContaining('Vraag de functioneel beheerder')]);
  });
});

describe('a folder that cannot be written to', () => {
  it('is told once in the chat; the minutes are filed, once, when it can', async () => {
    const inTheWay = join(folder, 'archive');
    await writeFile(inTheWay, 'not a folder');
    const table = await house.open({ archive: archiveIn(inTheWay) });
    await playTo(table, 'adopted');
    for (let minute = 0; minute < 5; minute++) await later(table, 1);
    expect(lines(table)).toEqual([expect.stringContaining('kan nu niet worden opgeslagen')]);
    expect(await filings(table)).toEqual([]);
    expect(JSON.stringify(table.chat.shown)).toContain(typedWords[1]);

    await rm(inTheWay);
    await later(table, 1);
    await later(table, 5);
    expect(await filings(table)).toHaveLength(1);
    expect(await readdir(join(inTheWay, code))).toHaveLength(14);
    expect(lines(table)).toHaveLength(2);
    expect(JSON.stringify(table.chat.shown)).not.toContain(typedWords[1]);
  });

  it('for an hour is tried again every minute or so, told once, and has the minutes within two minutes after it', {
    timeout: 60_000,
  }, async () => {
    const inTheWay = join(folder, 'archive');
    await writeFile(inTheWay, 'not a folder');
    const real = archiveIn(inTheWay);
    const tries: number[] = [];
    let table: TableUnderTest | undefined;
    const archive: MinutesArchive = {
      ...real,
      file(...parameters) {
        tries.push(Date.parse(table?.clock.now() ?? ''));
        return real.file(...parameters);
      },
    };
    table = await house.open({ archive });
    await playTo(table, 'adopted');
    for (let minute = 0; minute < 60; minute++) await later(table, 1);
    expect(lines(table)).toEqual([expect.stringContaining('kan nu niet worden opgeslagen')]);
    const waits = tries.slice(8).map((at, index) => at - (tries[index + 7] ?? at));
    expect(tries.length).toBeGreaterThan(25);
    expect(Math.max(...waits)).toBeLessThanOrEqual(120_000);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(60_000);
    await rm(inTheWay);
    for (let minute = 0; minute < 2; minute++) await later(table, 1);
    expect(await filings(table)).toHaveLength(1);
    expect(lines(table)).toHaveLength(2);
  });

  it('does not stand in the way of the next conference', async () => {
    const inTheWay = join(folder, 'archive');
    await writeFile(inTheWay, 'not a folder');
    const table = await house.open({ archive: archiveIn(inTheWay) });
    await playTo(table, 'adopted');
    expect(await table.say('procesregisseur', `start ${code}`)).toEqual([]);
    expect(table.offering('conference.join')).toBeDefined();
  });
});

describe('a process that ends between filing and recording', () => {
  it.each([
    ['because it was killed', new AdapterError('gone', { code: 'gone', retryable: true })],
    ['because of a fault of ours', new TypeError('not a function')],
  ])('%s files the same again, and records it once', async (_name, error) => {
    const real = archiveIn(folder);
    const hashes: string[][] = [];
    const archive: MinutesArchive = {
      ...real,
      async file(minutes, plan) {
        const files = await real.file(minutes, plan);
        hashes.push(files.map(file => file.sha256));
        if (hashes.length === 1) throw error;
        return files;
      },
    };
    const table = await house.open({ archive });
    await playTo(table, 'adopted');
    await later(table, 1);
    const [first, second, third] = hashes;
    expect(second).toEqual(first);
    expect(third).toBeUndefined();
    expect(await filings(table)).toHaveLength(1);
    expect(await readdir(join(folder, code))).toHaveLength(14);
  });

  it('because others kept coming first records it later', async () => {
    const { events } = house.storage;
    let conflicts = 0;
    const crowded: typeof events = {
      ...events,
      async append(append) {
        if (append.events.some(event => event.type === 'MinutesFiled') && ++conflicts <= 10)
          return { kind: 'conflict' };
        return events.append(append);
      },
    };
    const table = await house.open({ archive: archiveIn(folder), storage: { ...house.storage, events: crowded } });
    await playTo(table, 'adopted');
    await later(table, 1);
    expect(conflicts).toBe(11);
    expect(await filings(table)).toHaveLength(1);
  });
});
