import { readdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetAtStart } from '../../src/application/effects/ending-retention.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { createFiledDocuments } from '../../src/minutes/filed-documents.ts';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { createFolderShelf } from '../../src/minutes/folder-shelf.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import {
  embeddedHouse,
  type ForgettingHouse,
  openedWith,
  type SealedRow,
  serverHouse,
} from '../support/forgetting-house.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { cardsOf, openTable, type TableUnderTest } from '../support/table.ts';

const perCase = 250;
const destroyed = ['ZVH-2026-101', 'ZVH-2026-102'] as const;
const kept = ['ZVH-2026-103', 'ZVH-2026-104'] as const;
/** A list of the house of when that case was open. */
const earlier = 'caseload-2026-11-20.csv';
const all = [...destroyed, ...kept];

/** Letters only, so that no number and no encoding hides one. */
function canary(code: string, index: number): string {
  const letters = (n: number) => String(n).replace(/\d/g, figure => 'abcdefghij'[Number(figure)] ?? '');
  return `Kanarie${letters(Number(code.slice(-3)))}x${letters(index)}q`;
}
const canariesOf = (code: string) => Array.from({ length: perCase }, (_none, index) => canary(code, index));
/** In one pass: the files of a database are large. */
function found(text: string, codes: readonly string[]): readonly string[] {
  const there = new Set(text.match(/Kanarie[a-j]+x[a-j]+q/g));
  return codes.flatMap(canariesOf).filter(one => there.has(one));
}

/** Plays a case with every canary of its own in it: typed, named, answered, filed; then closes it. */
async function playCase(table: TableUnderTest, code: string): Promise<void> {
  const partner: Someone = `partner${all.indexOf(code as (typeof all)[number]) + 1}`;
  const conversation: Conversation = await table.otherChat();
  let next = 0;
  const word = () => canary(code, next++);
  const press = (name: Someone, verb: string, inputs: Record<string, string> = {}) =>
    table.press(name, verb, inputs, { conversation });
  await table.say('procesregisseur', `start ${code} Top X`, { conversation });
  await press('procesregisseur', 'conference.join', { organisation: 'Zorg- en Veiligheidshuis' });
  await press(partner, 'conference.join', { organisation: word(), role: word() });
  await press('procesregisseur', 'conference.setGoal', { purpose: 'riskManagement', goal: word() });
  await press('procesregisseur', 'step.next');
  await press(partner, 'risk.raise', {
    what: word(),
    severity: word(),
    triggers: word(),
    affected: word(),
    whereWhen: word(),
  });
  // The rest as events of other people, names and organisations among them.
  const bodies: EventBody[] = [];
  while (next < perCase)
    bodies.push(
      next % 3 === 0
        ? { type: 'CarePhaseSet', phase: 'safetyPlan', reason: word() }
        : { type: 'CaseDirectorSet', director: { name: word(), organisation: next < perCase ? word() : 'Politie' } },
    );
  const stream = { tenant: table.tenant, case: code };
  const { length } = await table.storage.events.read(stream);
  const events = bodies.map((body, index) => ({
    id: `${code}-${index}`,
    at: table.clock.now(),
    actor: { person: entraId(partner) },
    ...body,
  }));
  const planted = { stream, expectedVersion: length, events, effects: [], dueMoments: [], tokens: [] };
  expect((await table.storage.events.append(planted)).kind).toBe('appended');
  await table.storage.people.save(table.tenant, { person: entraId(partner), name: canary(code, 0) });
  await table.say('procesregisseur', 'sluiten', { conversation });
  await table.say('procesregisseur', 'vaststellen', { conversation });
  await table.say('procesregisseur', 'caseload', { conversation: table.own('procesregisseur') });
  if (kept.some(one => one === code)) return;
  const own = table.own('procesregisseur');
  const [form] = cardsOf(await table.say('procesregisseur', `casus sluiten ${code}`, { conversation: own }));
  if (form === undefined) throw new Error('no form');
  await table.press('procesregisseur', 'case.close', { reason: 'goalsMet' }, { card: form, conversation: own });
}

const engines = [
  { name: 'embedded PGlite on disk', house: embeddedHouse, server: false },
  { name: 'PostgreSQL server', house: serverHouse, server: true },
] as const;

describe.each(engines)('1,000 planted words: $name', ({ house: makeHouse, server: needsServer }) => {
  let server: TestPostgres | undefined;
  let house: ForgettingHouse;
  const log = createKeptLog();
  let before: readonly SealedRow[];
  let tenant = '';
  let dayBefore: readonly number[];

  async function withTable<T>(storage: Storage, work: (table: TableUnderTest) => Promise<T>): Promise<T> {
    const table = await openTable({
      storage,
      archive: createFolderArchive({ directory: house.minutes, log }),
      documents: createFiledDocuments(createFolderShelf(house.minutes)),
      ...(tenant !== '' && { tenant }),
      others: ['partner1', 'partner2', 'partner3', 'partner4'],
      processDirectors: ['procesregisseur'],
    });
    try {
      return await work(table);
    } finally {
      await table.close();
    }
  }

  beforeAll(async () => {
    if (needsServer) server = await startPostgres();
    house = server === undefined ? await embeddedHouse() : await (makeHouse as typeof serverHouse)(server);
    let storage = await house.open(log);
    tenant = await withTable(storage, async table => {
      for (const code of all) await playCase(table, code);
      return table.tenant;
    });
    await storage.close();
    before = await house.sealed();
    const keys = await house.keys();
    const opened = await openedWith(keys, before);
    await keys.close();
    expect(found(opened, all), 'every canary is there before').toHaveLength(1_000);
    expect((await readdir(house.minutes)).toSorted()).toEqual([...all, 'caseload'].toSorted());
    const list = `${house.minutes}/caseload/${earlier}`;
    await writeFile(list, `"Casus"\r\n"${destroyed[0]}"\r\n`);
    await writeFile(`${list}.sha256`, 'of that list');
    await house.backUp();
    storage = await house.open(log);
    const reopened = storage;
    await withTable(reopened, async table => {
      await table.at('2031-11-23T01:59:00.000Z');
      dayBefore = await Promise.all(
        destroyed.map(async code => (await reopened.events.read({ tenant, case: code })).length),
      );
      await table.at('2031-11-23T02:00:00.000Z');
    });
    await reopened.close();
  }, 180_000);
  afterAll(async () => {
    await house?.close();
    await server?.stop();
  });

  it('are there until the night on which the retention ends', () => {
    for (const events of dayBefore) expect(events).toBeGreaterThan(100);
  });

  it('are in no table, no file and no line of the log of the destroyed cases', async () => {
    const dump = await house.dump();
    const files = await house.files();
    expect(found(dump, all), 'nothing typed is ever in clear').toEqual([]);
    expect(found(log.lines.join('\n'), all)).toEqual([]);
    const withCanaries = files.filter(({ bytes }) => found(bytes.toString('latin1'), destroyed).length > 0);
    expect(withCanaries.map(({ name }) => name)).toEqual([]);
    expect(
      files.some(({ bytes }) => found(bytes.toString('latin1'), kept).length > 0),
      'it looks in the right files',
    ).toBe(true);
  });

  it('come out of no row of then or now with the master key and every key that is left, but those of the other cases do', async () => {
    const keys = await house.keys();
    const opened = await openedWith(keys, [...before, ...(await house.sealed())]);
    await keys.close();
    expect(found(opened, destroyed)).toEqual([]);
    expect(found(opened, kept)).toHaveLength(2 * perCase);
  });

  it('leave no row that names the case, no minutes and no list in which it stood', async () => {
    const dump = await house.dump();
    for (const code of destroyed) expect(dump).not.toContain(code);
    for (const name of ['partner1', 'partner2'] as const)
      expect(dump.split('\n').filter(line => line.includes(entraId(name)) && !isLogOfAccess(line))).toEqual([]);
    expect(dump).toContain(kept[0]);
    expect((await readdir(house.minutes)).toSorted()).toEqual(['caseload', ...kept].toSorted());
    expect((await readdir(`${house.minutes}/caseload`)).filter(name => name.startsWith(earlier))).toEqual([]);
  });

  it('leave the other cases as they were, and a code that can not be used again', async () => {
    const storage = await house.open(log);
    try {
      for (const code of kept) expect((await storage.events.read({ tenant, case: code })).length).toBeGreaterThan(100);
      for (const code of destroyed) expect(await storage.events.read({ tenant, case: code })).toEqual([]);
      expect(await storage.destructions.destroyedAmong(all)).toEqual([...destroyed]);
    } finally {
      await storage.close();
    }
  });

  it('do not come back with a backup of everything: it is forgotten again before anything is read', async () => {
    await house.putBack();
    const restored = createKeptLog();
    const storage = await house.open(restored);
    try {
      expect(restored.lines).toContain('warn destroyed.cameBack {"cases":2}');
      for (const code of destroyed) expect(await storage.events.read({ tenant, case: code })).toEqual([]);
      for (const code of kept) expect((await storage.events.read({ tenant, case: code })).length).toBeGreaterThan(100);
      const clock = { now: () => '2031-12-01T09:00:00.000Z', localDate: () => '2031-12-01', instantAt: () => '' };
      const documents = createFiledDocuments(createFolderShelf(house.minutes));
      await forgetAtStart({ ...storage, documents, clock, log: restored });
    } finally {
      await storage.close();
    }
    const keys = await house.keys();
    const opened = await openedWith(keys, before);
    await keys.close();
    expect(found(opened, destroyed)).toEqual([]);
    expect(found(opened, kept)).toHaveLength(2 * perCase);
    const files = (await house.files()).filter(({ bytes }) => found(bytes.toString('latin1'), destroyed).length > 0);
    expect(files.map(({ name }) => name)).toEqual([]);
    expect((await readdir(house.minutes)).toSorted()).toEqual(['caseload', ...kept].toSorted());
  });
});

/** Who saw what stays: without the case, and without a word. */
function isLogOfAccess(line: string): boolean {
  return /,(read|show|disclose|export|file|change|destroy),/.test(line);
}
