import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type House, openHouse } from './house.ts';
import type { TableOptions, TableUnderTest } from './table.ts';

/** The house of a test file: opened before its first test, tidied after each, closed after the last. Call it at the top. */
export function useHouse(): House {
  let house: House | undefined;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterEach(() => house?.tidy());
  afterAll(() => house?.close());
  return standIn(() => house);
}

/** A new table for each test of a file, in that house. */
export function useTable(options: Partial<TableOptions> = {}, house: House = useHouse()): TableUnderTest {
  let table: TableUnderTest | undefined;
  beforeEach(async () => {
    table = await house.open(options);
  });
  return standIn(() => table);
}

/** Stands for whichever one there is when it's used. */
function standIn<T extends object>(current: () => T | undefined): T {
  return new Proxy({} as T, {
    get(_none, name) {
      const there = current();
      if (there === undefined) throw new Error('only tests and hooks can use it');
      return Reflect.get(there, name);
    },
  });
}
