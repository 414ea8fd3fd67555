import { describe, expect, it } from 'vitest';
import { createGathered } from '../../src/storage/gathered.ts';

/** Statements that go on when the test says so. */
function held() {
  const asked: { readonly keys: readonly string[]; readonly answer: PromiseWithResolvers<readonly string[]> }[] = [];
  const read = createGathered((keys: readonly string[]) => {
    const answer = Promise.withResolvers<readonly string[]>();
    asked.push({ keys, answer });
    return answer.promise;
  });
  return { asked, read };
}

describe('statements that gather', () => {
  it('go at once when nothing is on its way', () => {
    const { asked, read } = held();
    void read('a');
    expect(asked.map(({ keys }) => keys)).toEqual([['a']]);
  });

  it('go together when they were asked while another was on its way, and never get what was read before they asked', async () => {
    const { asked, read } = held();
    const first = read('a');
    const others = [read('a'), read('b')];
    asked[0]?.answer.resolve(['before']);
    expect(await first).toBe('before');
    expect(asked.map(({ keys }) => keys)).toEqual([['a'], ['a', 'b']]);
    asked[1]?.answer.resolve(['after', 'b']);
    expect(await Promise.all(others)).toEqual(['after', 'b']);
  });

  it('fail together, and the next is asked again', async () => {
    const { asked, read } = held();
    const first = read('a');
    asked[0]?.answer.reject(new Error('away'));
    await expect(first).rejects.toThrow('away');
    const again = read('a');
    asked[1]?.answer.resolve(['there']);
    expect(await again).toBe('there');
  });
});
