import { expect, it } from 'vitest';
import { randomBytes } from '../src/random.ts';

it('gives bytes of each length that nothing else has, also across the end of what is made at once', () => {
  const lengths = [8, 12, 24, 32, 4096];
  const given = Array.from({ length: 2_000 }, (_, n) => randomBytes(lengths[n % lengths.length] ?? 8));
  expect(given.map(bytes => bytes.length)).toEqual(given.map((_, n) => lengths[n % lengths.length]));
  expect(new Set(given.map(bytes => bytes.toString('hex'))).size).toBe(given.length);
});

it('takes every value of a byte about as often', () => {
  const counts = new Array<number>(256).fill(0);
  for (let n = 0; n < 8_000; n++) for (const byte of randomBytes(12)) counts[byte] = (counts[byte] ?? 0) + 1;
  // 375 each; beyond ten standard deviations is a mistake, not chance.
  expect(Math.min(...counts)).toBeGreaterThan(180);
  expect(Math.max(...counts)).toBeLessThan(570);
});

it('gives away what nobody else can change', () => {
  const first = randomBytes(16);
  const before = Buffer.from(first);
  randomBytes(16).fill(0);
  randomBytes(4096);
  expect(first).toEqual(before);
});
