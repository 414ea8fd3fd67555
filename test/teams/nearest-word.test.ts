import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../src/teams/nearest-word.ts';
import { parseTyped } from '../../src/teams/parse-typed.ts';

const words = ['volgende', 'terug', 'toon', 'plan', 'acties', 'mijn acties'];

describe('the word that was meant', () => {
  it.each([
    ['vlogende', 'volgende'],
    ['volgend', 'volgende'],
    ['actis', 'acties'],
    ['mijn actie', 'mijn acties'],
    ['paln', 'plan'],
  ])('%s is %s', (typed, meant) => {
    expect(nearestWord(typed, words)).toBe(meant);
  });

  it.each(['plan', 'brand', 'goedemorgen allemaal', '', 'x'.repeat(10_000)])('of %j there is none', typed => {
    expect(nearestWord(typed, words)).toBeUndefined();
  });

  it('is none when two are equally near', () => {
    expect(nearestWord('board', ['boare', 'boarx'])).toBeUndefined();
  });
});

describe('a typed line that is no command', () => {
  it('comes with a guess, of its first word too', () => {
    expect(parseTyped('vogende', [])).toEqual({ kind: 'unknown', guess: 'volgende' });
    expect(parseTyped('tijdlyn Politie', [])).toEqual({ kind: 'unknown', guess: 'tijdlijn' });
    expect(parseTyped('sammenvating', [])).toEqual({ kind: 'unknown', guess: 'samenvatting' });
    expect(parseTyped('acties ZVH-2026-001', [])).toEqual({ kind: 'unknown', guess: 'acties' });
  });

  it('comes without one when nothing is near, and never with a word that is for process directors', () => {
    expect(parseTyped('wat vinden jullie ervan?', [])).toEqual({ kind: 'unknown' });
    expect(parseTyped('caselaod', [])).toEqual({ kind: 'unknown' });
  });
});
