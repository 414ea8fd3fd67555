import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { type House, openHouse } from '../support/house.ts';
import type { TableUnderTest } from '../support/table.ts';

let house: House;
let table: TableUnderTest;
let kept: string[];
let isFull: boolean;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  kept = [];
  isFull = false;
  const heads = {
    keep: async (day: string) => {
      if (isFull) throw new AdapterError('full', { code: 'audit.headsNotKept', retryable: true });
      kept.push(day);
    },
  };
  table = await house.open({ storage: { ...house.storage, heads }, start: '2026-11-23T22:30:00.000Z' });
});
afterEach(() => house.tidy());
afterAll(() => house.close());

describe('the heads of the chains', () => {
  it('are kept once a day of the house, by the first round of the sweep', async () => {
    for (const at of ['22:31:00', '22:40:00', '22:59:59', '23:00:00', '23:30:00'])
      await table.at(`2026-11-23T${at}.000Z`);
    expect(kept).toEqual(['2026-11-23', '2026-11-24']);
  });

  it('are tried again every minute while the disk is full, and hold nothing else up', async () => {
    isFull = true;
    for (const second of ['01', '02', '59']) await table.at(`2026-11-23T22:31:${second}.000Z`);
    expect(table.log.lines.filter(line => line.startsWith('error audit.headsNotKept'))).toHaveLength(1);
    isFull = false;
    await table.at('2026-11-23T22:32:00.000Z');
    expect(kept).toEqual(['2026-11-23']);
  });
});
