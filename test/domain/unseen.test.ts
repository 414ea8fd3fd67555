import { describe, expect, it } from 'vitest';
import { withoutUnseen } from '../../src/domain/unseen.ts';

describe('what a reader sees of typed text', () => {
  it.each([
    ['direction marks and overrides', 'a\u202Eb\u202C\u2066c\u2069\u200E\u200F\u061Cd', 'abcd'],
    ['zero-width characters', 'on\u200Bzicht\u200Cbaar\u2060\uFEFF', 'onzichtbaar'],
    ['soft hyphens, fillers and annotations', 'woon\u00ADruimte\u3164\uFFA0\u115F\uFFF9x\uFFFB', 'woonruimtex'],
    ['joiners that join nothing', 'a\u200Db', 'ab'],
    ['a text in tags', 'lief\u{E0064}\u{E006F}\u{E006F}\u{E0064}', 'lief'],
    ['selectors that carry a message', 'x\u{E0101}\u{E0130}\u{E0142}', 'x'],
    [
      'piles of marks over the lines above',
      `z${'\u0301'.repeat(30)} e\u0301\u0323`,
      `z${'\u0301'.repeat(4)} e\u0301\u0323`,
    ],
  ])('has no %s', (_what, typed, seen) => {
    expect(withoutUnseen(typed)).toBe(seen);
  });

  it.each(['👩‍👩‍👧‍👦', '🏳️‍🌈', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏽‍⚕️', '❤️', 'e\u0301n', 'Ζωή 漢字 العربية', 'een\nregel\ttab'])(
    'has all of %s',
    text => {
      expect(withoutUnseen(text)).toBe(text);
    },
  );
});
