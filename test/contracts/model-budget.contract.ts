import { describe, expect, it } from 'vitest';
import type { ModelBudget } from '../../src/ports/model-budget.ts';
import { unique } from './samples.ts';

export function describeModelBudget(name: string, ports: () => { readonly modelBudget: ModelBudget }): void {
  describe(`model budget: ${name}`, () => {
    const take = (tenant: string, day: string, perDay: number) => ports().modelBudget.take(tenant, day, perDay);

    it('gives as many requests as there are in a day, and starts anew the next', async () => {
      const tenant = unique('tenant');
      const taken = [];
      for (let request = 0; request < 4; request++) taken.push(await take(tenant, '2026-11-23', 3));
      expect(taken).toEqual([true, true, true, false]);
      expect(await take(tenant, '2026-11-24', 3)).toBe(true);
    });

    it('gives none when there are none', async () => {
      expect(await take(unique('tenant'), '2026-11-23', 0)).toBe(false);
    });

    it('never gives the same request to two who ask at once', async () => {
      const tenant = unique('tenant');
      const taken = await Promise.all(Array.from({ length: 20 }, () => take(tenant, '2026-11-23', 7)));
      expect(taken.filter(one => one)).toHaveLength(7);
    });

    it('is of one house', async () => {
      await take(unique('tenant'), '2026-11-23', 1);
      expect(await take(unique('tenant'), '2026-11-23', 1)).toBe(true);
    });
  });
}
