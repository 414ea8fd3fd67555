import { describe, expect, it } from 'vitest';
import { createClock } from '../src/clock.ts';
import { describeClock } from './contracts/clock.contract.ts';
import { createManualClock } from './support/manual-clock.ts';

describeClock('the machine', now => createClock(0, () => Date.parse(now)));
describeClock('the machine with an offset', now => createClock(86_400_000, () => Date.parse(now) - 86_400_000));
describeClock('by hand', createManualClock);

describe('the clock with an offset', () => {
  it('is that much later than the machine', () => {
    const before = Date.now() + 60_000;
    const at = Date.parse(createClock(60_000).now());
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now() + 60_000);
  });
});
