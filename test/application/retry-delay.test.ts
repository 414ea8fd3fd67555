import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../src/application/retry-delay.ts';

describe('the wait before the next try', () => {
  const attempts = [0, 1, 2, 3, 4, 5, 6, 7, 50];

  it('is one second, two, four … a minute at most', () => {
    const waits = attempts.map(attempt => retryDelayMs({ retryAfterMs: undefined }, attempt, () => 0) / 1_000);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('is up to a quarter longer by chance, so that many do not come back at once', () => {
    const one = { retryAfterMs: undefined };
    expect(retryDelayMs(one, 2, () => 0.999)).toBe(4_999);
    expect(new Set(Array.from({ length: 50 }, () => retryDelayMs(one, 6))).size).toBeGreaterThan(25);
  });

  it('is what the other side asks for, to the millisecond, and ten minutes at most', () => {
    for (const asked of [0, 500, 2_000, 600_000]) expect(retryDelayMs({ retryAfterMs: asked }, 5)).toBe(asked);
    expect(retryDelayMs({ retryAfterMs: 999_999_999_000 }, 0)).toBe(600_000);
  });
});
