import { describe, expect, it } from 'vitest';
import { createGate } from '../../src/application/gate.ts';

describe('a gate', () => {
  it('lets so many in at once, and the others in the order in which they came', async () => {
    const gate = createGate(3);
    const began: number[] = [];
    let inside = 0;
    let most = 0;
    const work = (index: number) => async () => {
      began.push(index);
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(resolve => setImmediate(resolve));
      inside -= 1;
      return index;
    };
    const all = Array.from({ length: 20 }, (_, index) => index);
    expect(await Promise.all(all.map(index => gate.through(work(index))))).toEqual(all);
    expect(began).toEqual(all);
    expect(most).toBe(3);
  });

  it('gives the place on when work fails', async () => {
    const gate = createGate(1);
    const failed = gate.through(async () => {
      throw new Error('no');
    });
    const next = gate.through(async () => 'yes');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
    await expect(gate.through(async () => 'again')).resolves.toBe('again');
  });
});
