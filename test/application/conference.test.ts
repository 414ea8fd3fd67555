import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { code, entraId, notices, openTable, type TableUnderTest } from '../support/table.ts';

describe('a conference', () => {
  let storage: Storage;
  let folder: string;
  beforeAll(async () => {
    storage = await openStorage({ dataDir: 'memory://', masterKey: randomBytes(32), log: createKeptLog() });
  });
  afterAll(() => storage.close());
  let table: TableUnderTest;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minutes-'));
    table = await openTable({ storage, archive: createFolderArchive({ directory: folder, log: createKeptLog() }) });
  });
  afterEach(async () => {
    await table.close();
    await rm(folder, { recursive: true });
  });

  it('goes from start to filed minutes', async () => {
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
    table.clock.set('2026-12-11T08:00:30.000Z');
    await table.rondetafel.sweep();
    await table.settled();
    expect(table.chat.shown.at(-1)?.conversation).toBe(`personal:${entraId('wijkteam')}`);
  });
});
