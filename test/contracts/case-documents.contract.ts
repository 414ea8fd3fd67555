import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseDocuments } from '../../src/ports/case-documents.ts';

export interface DocumentsUnderTest {
  readonly documents: CaseDocuments;
  /** Puts a file there, past the archive. */
  plant(name: string, content: string): Promise<void>;
  /** Names of all files, relative to the archive, sorted. */
  names(): Promise<readonly string[]>;
  /** The place is away. */
  breakDown(): Promise<void>;
  close(): Promise<void>;
}

export function describeCaseDocuments(name: string, open: () => Promise<DocumentsUnderTest>): void {
  describe(`documents of a case: ${name}`, () => {
    let place: DocumentsUnderTest;
    beforeEach(async () => {
      place = await open();
    });
    afterEach(() => place.close());

    async function filed(...codes: readonly string[]): Promise<void> {
      for (const code of codes)
        for (const ending of ['json', 'json.sha256', 'docx', 'docx.sha256', 'ics', 'ics.sha256'])
          await place.plant(`${code}/${code}-1-v1.${ending}`, 'inhoud');
    }

    it('are all of them gone afterwards, and those of no other case', async () => {
      await filed('ZVH-2026-002', 'ZVH-2026-0021');
      await place.documents.forget('ZVH-2026-002');
      const names = await place.names();
      expect(names).toHaveLength(6);
      expect(names.filter(one => !one.startsWith('ZVH-2026-0021/'))).toEqual([]);
      expect(await place.documents.codes()).toEqual(['ZVH-2026-0021']);
      expect(place.documents.outOfReach).toEqual([]);
    });

    it('take along every list of cases that names it, and no other list', async () => {
      await place.plant('caseload/caseload-2026-11-20.csv', '"Casus"\r\n"ZVH-2026-002"\r\n');
      await place.plant('caseload/caseload-2026-11-20.csv.sha256', 'hash');
      await place.plant('caseload/caseload-2026-11-21.csv', '"Casus"\r\n"ZVH-2026-0021"\r\n');
      await place.documents.forget('ZVH-2026-002');
      expect(await place.names()).toEqual(['caseload/caseload-2026-11-21.csv']);
    });

    it('may be forgotten again, or when nothing was ever filed', async () => {
      await expect(place.documents.forget('ZVH-2026-002')).resolves.toBeUndefined();
      expect(await place.documents.codes()).toEqual([]);
      await filed('ZVH-2026-002');
      await place.documents.forget('ZVH-2026-002');
      await expect(place.documents.forget('ZVH-2026-002')).resolves.toBeUndefined();
      expect(await place.names()).toEqual([]);
    });

    it('are listed by code, without what is no case', async () => {
      await filed('ZVH-2026-002', 'ZVH-2026-003', 'ZVH-2026-004', 'ZVH-2026-005', 'ZVH-2026-006', 'ZVH-2026-007');
      await place.plant('caseload/caseload-2026-11-20.csv', '"Casus"\r\n');
      await place.plant('README.txt', '');
      const codes = [2, 3, 4, 5, 6, 7].map(one => `ZVH-2026-00${one}`);
      expect((await place.documents.codes()).toSorted()).toEqual(codes);
    });

    it.each(['../elders', '..', '', '/etc', 'ZVH-2026-002/..', 'caseload'])(
      'refuses %j, which names no folder of a case',
      async code => {
        await filed('ZVH-2026-002');
        await expect(place.documents.forget(code)).rejects.toMatchObject({ code: 'badName', retryable: false });
        expect(await place.names()).toHaveLength(6);
      },
    );

    it('say that trying again may help while the place is away, without naming the case', async () => {
      await place.breakDown();
      for (const work of [() => place.documents.codes(), () => place.documents.forget('ZVH-2026-002')]) {
        const error: unknown = await work().catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ name: 'AdapterError', retryable: true });
        expect(String(error)).not.toContain('ZVH-2026-002');
      }
    });
  });
}
