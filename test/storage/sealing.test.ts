import { describe, expect, it } from 'vitest';
import { type DataKey, keyedDigest, open, type Place, seal } from '../../src/storage/sealing.ts';

const key: DataKey = { id: 'key-1', bytes: new Uint8Array(32).fill(7) };
const place: Place = { tenant: 'tenant', scope: 'case:ZVH-2026-014', kind: 'event', position: '1' };
const damaged = expect.objectContaining({ name: 'AdapterError', code: 'storage.damaged' });

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a sealed value', () => {
  it.each([
    ['an object', { goal: 'é 💬 \u0000', list: [1, null] }],
    ['a text', 'tekst'],
    ['nothing', null],
    ['a large one', 'x'.repeat(100_000)],
  ])('opens in its place: %s', (_, value) => {
    expect(open(key, place, seal(key, place, value))).toEqual(value);
  });

  it('is different each time it is sealed', () => {
    expect(seal(key, place, 'a')).not.toEqual(seal(key, place, 'a'));
  });

  it.each<[string, Partial<Place>]>([
    ['tenant', { tenant: 'other' }],
    ['case', { scope: 'case:ZVH-2026-015' }],
    ['kind', { kind: 'answer' }],
    ['position', { position: '2' }],
  ])('does not open with another %s', (_, change) => {
    const sealed = seal(key, place, 'a');
    expect(refusalOf(() => open(key, { ...place, ...change }, sealed))).toEqual(damaged);
  });

  it('does not open with another key, nor with the same key under another id', () => {
    const sealed = seal(key, place, 'a');
    expect(refusalOf(() => open({ ...key, bytes: new Uint8Array(32) }, place, sealed))).toEqual(damaged);
    expect(refusalOf(() => open({ ...key, id: 'key-2' }, place, sealed))).toEqual(damaged);
  });

  it('does not open when any of its bytes was changed', () => {
    const sealed = seal(key, place, 'abc');
    for (const position of sealed.keys()) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === position ? byte ^ 1 : byte));
      expect(
        refusalOf(() => open(key, place, changed)),
        `byte ${position}`,
      ).toEqual(damaged);
    }
  });

  it('does not open when it was cut short, so that a short tag is no tag', () => {
    const sealed = seal(key, place, 'abc');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(
        refusalOf(() => open(key, place, sealed.subarray(0, length))),
        `${length} bytes`,
      ).toEqual(damaged);
    }
  });
});

describe('a keyed digest', () => {
  it('is the same for the same parts under the same key only', () => {
    expect(keyedDigest(key, 'a', 'b')).toBe(keyedDigest(key, 'a', 'b'));
    expect(keyedDigest(key, 'a', 'b')).not.toBe(keyedDigest(key, 'ab', ''));
    expect(keyedDigest(key, 'a', 'b')).not.toBe(keyedDigest({ ...key, bytes: new Uint8Array(32) }, 'a', 'b'));
  });
});
