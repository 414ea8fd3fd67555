import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let taken = pool.length;

/**
 * Random bytes for ids, tokens and vectors, up to 4,096: as good as `randomBytes`, which costs a system call each time. What is
 * given away is wiped here, so that it exists once.
 */
export function randomBytes(length: number): Buffer {
  if (taken + length > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const bytes = Buffer.from(pool.subarray(taken, taken + length));
  pool.fill(0, taken, taken + length);
  taken += length;
  return bytes;
}
