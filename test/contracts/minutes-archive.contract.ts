import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planRecordOf } from '../../src/domain/plan-record.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { MinutesArchive } from '../../src/ports/minutes-archive.ts';
import { stateAfter } from '../support/given.ts';
import { closed, table } from '../support/history.ts';
import { sampleMinutes, sampleNames } from '../support/sample-minutes.ts';

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
    const allNames = ['docx', 'docx.sha256', 'json', 'json.sha256'].map(
      ending => `ZVH-2026-002/ZVH-2026-002-1-v1.${ending}`,
    );

    it('files JSON and DOCX by case, number and version, with the hash of each beside it', async () => {
      const filed = await place.archive.file(minutes);
      expect(filed.map(file => file.name).toSorted()).toEqual(allNames.filter(each => !each.endsWith('.sha256')));
      expect(await place.names()).toEqual(allNames);
      for (const file of filed) {
        expect(sha256(await place.read(file.name))).toBe(file.sha256);
        const line = new TextDecoder().decode(await place.read(`${file.name}.sha256`));
        expect(line).toBe(`${file.sha256}  ${file.name.slice('ZVH-2026-002/'.length)}\n`);
      }
    });

    it('files the plan behind the minutes, with its hash beside it, the same every time', async () => {
      const plan = planRecordOf(stateAfter(table(), closed()), 'c1', 1);
      const filed = await place.archive.file(minutes, plan);
      expect(filed.map(file => file.name)).toEqual([
        'ZVH-2026-002/ZVH-2026-002-1-v1.json',
        'ZVH-2026-002/ZVH-2026-002-1-v1.docx',
        'ZVH-2026-002/ZVH-2026-002-plan-1-v1.docx',
      ]);
      expect(await place.archive.file(minutes, plan)).toEqual(filed);
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
      expect(await place.names()).toHaveLength(8);
      for (const file of first) expect(sha256(await place.read(file.name))).toBe(file.sha256);
    });

    it('says that trying again may help while the place is away, and files when it is back', async () => {
      await place.breakDown();
      await expect(place.archive.file(minutes)).rejects.toSatisfy(
        error => error instanceof AdapterError && error.retryable,
      );
      await place.heal();
      expect(await place.archive.file(minutes)).toHaveLength(2);
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
