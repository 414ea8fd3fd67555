import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseloadOf } from '../../src/domain/caseload.ts';
import { pgaxAtClosing } from '../../src/domain/pgax.ts';
import { planRecordOf } from '../../src/domain/plan-record.ts';
import { timelineRecordOf } from '../../src/domain/timeline-record.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { MinutesArchive } from '../../src/ports/minutes-archive.ts';
import { stamped, stateAfter } from '../support/given.ts';
import { closed, table } from '../support/history.ts';
import { sampleMinutes, sampleNames } from '../support/sample-minutes.ts';
import { overview } from './samples.ts';

export interface ArchiveUnderTest {
  readonly archive: MinutesArchive;
  /** Names of everything in the archive, relative to it, sorted; other things than files may be left out. */
  names(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
  /** The place is away, as it would be with a lost share or a full disk. */
  breakDown(): Promise<void>;
  heal(): Promise<void>;
  close(): Promise<void>;
}

export function describeMinutesArchive(name: string, open: () => Promise<ArchiveUnderTest>): void {
  describe(`minutes archive: ${name}`, () => {
    let place: ArchiveUnderTest;
    beforeEach(async () => {
      place = await open();
    });
    afterEach(async () => {
      await place.close();
    });
    const minutes = sampleMinutes('casus-x');
    const allNames = ['docx', 'docx.sha256', 'ics', 'ics.sha256', 'json', 'json.sha256'].map(
      ending => `ZVH-2026-002/ZVH-2026-002-1-v1.${ending}`,
    );

    it('files JSON, DOCX and calendar by case, number and version, with the hash of each beside it', async () => {
      const filed = await place.archive.file(minutes);
      expect(filed.map(file => file.name).toSorted()).toEqual(allNames.filter(each => !each.endsWith('.sha256')));
      expect(await place.names()).toEqual(allNames);
      for (const file of filed) {
        expect(sha256(await place.read(file.name))).toBe(file.sha256);
        const line = new TextDecoder().decode(await place.read(`${file.name}.sha256`));
        expect(line).toBe(`${file.sha256}  ${file.name.slice('ZVH-2026-002/'.length)}\n`);
      }
    });

    it('files plan, timeline, PGAx and calendar behind the minutes, with their hashes beside them, the same every time', async () => {
      const events = stamped([...table(), closed()]);
      const state = stateAfter(table(), closed());
      const plan = planRecordOf(state, 'c1', 1);
      const timeline = timelineRecordOf(events, state, 'c1', 1);
      const pgax = pgaxAtClosing(state, 'c1');
      const filed = await place.archive.file(minutes, { plan, timeline, pgax });
      expect(filed.map(file => file.name)).toEqual([
        'ZVH-2026-002/ZVH-2026-002-1-v1.json',
        'ZVH-2026-002/ZVH-2026-002-1-v1.docx',
        'ZVH-2026-002/ZVH-2026-002-plan-1-v1.docx',
        'ZVH-2026-002/ZVH-2026-002-tijdlijn-1-v1.docx',
        'ZVH-2026-002/ZVH-2026-002-pgax-1-v1.txt',
        'ZVH-2026-002/ZVH-2026-002-pgax-1-v1.csv',
        'ZVH-2026-002/ZVH-2026-002-1-v1.ics',
      ]);
      expect(await place.archive.file(minutes, { plan, timeline, pgax })).toEqual(filed);
      for (const file of filed) {
        expect(sha256(await place.read(file.name))).toBe(file.sha256);
        expect(new TextDecoder().decode(await place.read(`${file.name}.sha256`))).toContain(file.sha256);
      }
    });

    it.each(sampleNames)('gives back the minutes as data, whatever was typed: %s', async sample => {
      const [json] = (await place.archive.file(sampleMinutes(sample))).filter(file => file.name.endsWith('.json'));
      expect(JSON.parse(new TextDecoder().decode(await place.read(json?.name ?? '')))).toEqual(sampleMinutes(sample));
    });

    it('files the same version again under the same names and with the same hashes', async () => {
      const first = await place.archive.file(minutes);
      expect(await place.archive.file(sampleMinutes('casus-x'))).toEqual(first);
      expect(await place.names()).toEqual(allNames);
    });

    it('files the same version by two callers at the same moment', async () => {
      const [one, other] = await Promise.all([place.archive.file(minutes), place.archive.file(minutes)]);
      expect(other).toEqual(one);
      expect(await place.names()).toEqual(allNames);
      for (const file of one) expect(sha256(await place.read(file.name))).toBe(file.sha256);
    });

    it('keeps an earlier version beside a later one', async () => {
      const first = await place.archive.file(minutes);
      await place.archive.file({ ...minutes, reflection: 'Gecorrigeerd', version: 2 });
      expect(await place.names()).toHaveLength(12);
      for (const file of first) expect(sha256(await place.read(file.name))).toBe(file.sha256);
    });

    it('says that trying again may help while the place is away, and files when it is back', async () => {
      await place.breakDown();
      await expect(place.archive.file(minutes)).rejects.toSatisfy(
        error => error instanceof AdapterError && error.retryable,
      );
      await place.heal();
      expect(await place.archive.file(minutes)).toHaveLength(3);
      expect(await place.names()).toEqual(allNames);
    });

    it('files nothing under a code that could lead elsewhere', async () => {
      for (const code of ['../buiten', 'a/b', '', '..', 'ZVH 2026', 'C:', 'x'.repeat(65)]) {
        await expect(place.archive.file({ ...minutes, case: { ...minutes.case, code } })).rejects.toMatchObject({
          name: 'AdapterError',
          code: 'badName',
          retryable: false,
        });
      }
      expect(await place.names()).toEqual([]);
    });

    it('does not file a draft', async () => {
      const { adopted, ...draft } = minutes;
      expect(adopted).toBeDefined();
      for (const unfit of [draft, { ...minutes, version: 0 }]) {
        await expect(place.archive.file(unfit)).rejects.toMatchObject({ code: 'notAdopted', retryable: false });
      }
      expect(await place.names()).toEqual([]);
    });

    it('does not file what is not rondetafel.minutes/1, and repeats none of its text', async () => {
      const unfit = { ...minutes, nextDate: 'canarie' };
      const error = await place.archive.file(unfit).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ code: 'badMinutes', retryable: false });
      expect(`${error} ${JSON.stringify(error)}`).not.toContain('canarie');
      expect(await place.names()).toEqual([]);
    });

    it('files no calendar when there is no day to put in it', async () => {
      const { nextDate: _none, ...rest } = minutes;
      const filed = await place.archive.file({ ...rest, actions: [] });
      expect(filed.map(file => file.name.split('.').at(-1))).toEqual(['json', 'docx']);
    });

    it('files the cases of the house by day, the last of one day in place of the one before', async () => {
      const caseload = caseloadOf([overview('ZVH-2026-001')], '2026-11-23', []);
      const filed = await place.archive.fileCaseload(caseload);
      expect(filed.name).toBe('caseload/caseload-2026-11-23.csv');
      expect(new TextDecoder().decode(await place.read(filed.name))).toContain('"ZVH-2026-001"');
      const later = await place.archive.fileCaseload({ ...caseload, cases: [] });
      expect(sha256(await place.read(later.name))).toBe(later.sha256);
      expect(await place.names()).toEqual([filed.name, `${filed.name}.sha256`]);
    });

    it('says that trying again may help while the place for the cases is away', async () => {
      await place.breakDown();
      const caseload = caseloadOf([], '2026-11-23', []);
      await expect(place.archive.fileCaseload(caseload)).rejects.toMatchObject({
        name: 'AdapterError',
        retryable: true,
      });
    });

    it('says where a person finds a file', async () => {
      const [file] = await place.archive.file(minutes);
      if (file === undefined) throw new Error('nothing filed');
      expect(place.archive.locationOf(file)).toContain('ZVH-2026-002-1-v1.');
    });
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
