import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAdmission } from '../../src/application/admission.ts';

/** Work that is over when the test says so. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const state = { begun: false };
  const work = () => {
    state.begun = true;
    return promise;
  };
  return { state, work, resolve, reject };
}

describe('admission', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const settle = () => vi.advanceTimersByTimeAsync(0);

  it('lets so many in at once, and the next when one is through', async () => {
    const admission = createAdmission({ atOnce: 2 });
    const works = [held(), held(), held()];
    const all = works.map(({ work }, index) => admission.enter(`chat ${index}`, work));
    await settle();
    expect(works.map(({ state }) => state.begun)).toEqual([true, true, false]);
    works[1]?.reject(new Error('no'));
    await expect(all[1]).rejects.toThrow('no');
    await settle();
    expect(works[2]?.state.begun).toBe(true);
    works[0]?.resolve('one');
    works[2]?.resolve('three');
    expect(await Promise.all([all[0], all[2]])).toEqual(['one', 'three']);
  });

  it('turns away who had to wait for too long, without beginning', async () => {
    const admission = createAdmission({ atOnce: 1, patienceMs: 1_000 });
    const first = held();
    const second = held();
    void admission.enter('a', first.work);
    const turnedAway = expect(admission.enter('b', second.work)).rejects.toMatchObject({
      code: 'busy',
      retryable: true,
    });
    await vi.advanceTimersByTimeAsync(1_000);
    await turnedAway;
    first.resolve('done');
    await settle();
    expect(second.state.begun).toBe(false);
  });

  it('turns away at once when too many wait', async () => {
    const admission = createAdmission({ atOnce: 1, waitingAtMost: 1 });
    void admission.enter('a', held().work);
    void admission.enter('a', held().work).catch(() => undefined);
    await expect(admission.enter('b', held().work)).rejects.toMatchObject({ code: 'busy' });
  });

  it('keeps places free of one chat whose work hangs', async () => {
    const admission = createAdmission({ atOnce: 4, ofOneChat: 3 });
    const hanging = Array.from({ length: 10 }, held);
    for (const { work } of hanging) void admission.enter('stuck', work).catch(() => undefined);
    await settle();
    expect(hanging.filter(({ state }) => state.begun)).toHaveLength(3);
    await expect(admission.enter('other', async () => 'helped')).resolves.toBe('helped');
  });

  it('helps a chat with one press before the rest of a chat with a hundred', async () => {
    const admission = createAdmission({ atOnce: 1 });
    const order: string[] = [];
    const first = held();
    const all = [admission.enter('busy', first.work)];
    const note = (name: string) => async () => {
      order.push(name);
      return name;
    };
    for (let press = 0; press < 100; press++) all.push(admission.enter('busy', note('busy')));
    all.push(admission.enter('quiet', note('quiet')));
    await settle();
    first.resolve('first');
    await Promise.all(all);
    expect(order.indexOf('quiet')).toBeLessThan(2);
  });

  it('whatever comes, never has more in hand than it may, keeps the order of each chat and answers everybody', async () => {
    const limits = { atOnce: 3, ofOneChat: 2, waitingAtMost: 6, patienceMs: 50 };
    const arrival = fc.record({ chat: fc.constantFrom('a', 'b', 'c'), afterMs: fc.nat(20), takesMs: fc.nat(60) });
    await fc.assert(
      fc.asyncProperty(fc.array(arrival, { maxLength: 40 }), async arrivals => {
        const admission = createAdmission(limits);
        const inside: Record<string, number> = { a: 0, b: 0, c: 0 };
        const begun: Record<string, number[]> = { a: [], b: [], c: [] };
        const outcomes: Promise<string>[] = [];
        for (const [index, { chat, afterMs, takesMs }] of arrivals.entries()) {
          await vi.advanceTimersByTimeAsync(afterMs);
          const work = async () => {
            begun[chat]?.push(index);
            inside[chat] = (inside[chat] ?? 0) + 1;
            expect(inside[chat]).toBeLessThanOrEqual(limits.ofOneChat);
            expect(Object.values(inside).reduce((sum, one) => sum + one)).toBeLessThanOrEqual(limits.atOnce);
            await new Promise(resolve => setTimeout(resolve, takesMs));
            inside[chat] = (inside[chat] ?? 0) - 1;
            return 'helped';
          };
          outcomes.push(admission.enter(chat, work).catch((error: { code?: string }) => error.code ?? 'wrong'));
        }
        await vi.advanceTimersByTimeAsync(10_000);
        const told = await Promise.all(outcomes);
        for (const [index, word] of told.entries()) {
          const chat = arrivals[index]?.chat ?? '';
          expect(word).toBe(begun[chat]?.includes(index) ? 'helped' : 'busy');
        }
        for (const order of Object.values(begun)) expect(order).toEqual(order.toSorted((one, other) => one - other));
      }),
    );
  });
});
