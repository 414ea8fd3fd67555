import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Shelf } from '../../src/ports/shelf.ts';
import { paper } from '../support/sharepoint-under-test.ts';

export interface ShelfUnderTest {
  readonly shelf: Shelf;
  close(): Promise<void>;
}

export function describeShelf(name: string, open: () => Promise<ShelfUnderTest>): void {
  describe(`shelf: ${name}`, () => {
    let place: ShelfUnderTest;
    let shelf: Shelf;
    beforeEach(async () => {
      place = await open();
      ({ shelf } = place);
    });
    afterEach(() => place.close());
    const read = async (file: string) => new TextDecoder().decode(await shelf.read(file));

    it('is empty at first', async () => {
      expect([await shelf.folders(), await shelf.filesIn('A-1')]).toEqual([[], []]);
      expect(shelf.keepsRemoved).toBe(false);
    });

    it('gives back what was put there, with the digest beside it', async () => {
      const [one, other] = [paper('A-1/een.json', 'één'), paper('A-1/twee.csv', 'a;b\r\n')];
      await shelf.put([one, other]);
      expect(await shelf.folders()).toEqual(['A-1']);
      expect((await shelf.filesIn('A-1')).toSorted()).toEqual(
        ['een.json', 'een.json.sha256', 'twee.csv', 'twee.csv.sha256'].toSorted(),
      );
      expect(await read(one.name)).toBe('één');
      expect(await read(other.hash.name)).toBe(`${other.sha256}  twee.csv\n`);
    });

    it('has the last of what was put there under a name', async () => {
      await shelf.put([paper('A-1/een.json', 'eerst')]);
      const last = paper('A-1/een.json', 'daarna');
      await shelf.put([last]);
      expect([await read(last.name), await read(last.hash.name)]).toEqual(['daarna', `${last.sha256}  een.json\n`]);
      expect(await shelf.filesIn('A-1')).toHaveLength(2);
    });

    it('puts nothing and makes nothing when there is nothing to put', async () => {
      await shelf.put([]);
      expect(await shelf.folders()).toEqual([]);
    });

    it('removes a file, or a folder with all that is in it, and nothing else; again is no error', async () => {
      await shelf.put([paper('A-1/een.json', '1'), paper('A-1/twee.json', '2')]);
      await shelf.put([paper('A-12/een.json', '1')]);
      for (let time = 0; time < 2; time += 1) await shelf.remove('A-1/een.json');
      expect((await shelf.filesIn('A-1')).toSorted()).toEqual(['een.json.sha256', 'twee.json', 'twee.json.sha256']);
      for (let time = 0; time < 2; time += 1) await shelf.remove('A-1');
      expect([await shelf.folders(), await shelf.filesIn('A-1')]).toEqual([['A-12'], []]);
    });

    it('says of a file that is not there that it cannot be read', async () => {
      await expect(shelf.read('A-1/een.json')).rejects.toMatchObject({ name: 'AdapterError' });
    });

    it('says where a file is', () => {
      expect(shelf.locationOf('A-1/een.json')).toContain('A-1/een.json');
    });
  });
}
