import { describe, expect, it } from 'vitest';
import { capitalised, literalLines, oneLine, shortened } from '../../src/minutes/typed-text.ts';

describe('typed text', () => {
  it('keeps lines, whatever ends them', () => {
    expect(literalLines('een\ntwee\r\ndrie\rvier\u2028vijf\u2029zes\u0085zeven')).toEqual([
      'een',
      'twee',
      'drie',
      'vier',
      'vijf',
      'zes',
      'zeven',
    ]);
    expect(literalLines('')).toEqual(['']);
  });

  it('takes out every mark that turns the reading direction round', () => {
    const marks = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
    expect(literalLines(`a${marks}b`)).toEqual(['ab']);
  });

  it('goes on one line for a heading', () => {
    expect(oneLine('  een\n\ttwee   drie ')).toBe('een twee drie');
  });

  it('is cut between words, and marked, only when it is too long', () => {
    expect(shortened('precies tien', 12)).toBe('precies tien');
    expect(shortened('twee\nregels', 12)).toBe('twee\nregels');
    expect(shortened('een zin die te lang is', 14)).toBe('een zin die…');
    expect(shortened('x'.repeat(20), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(Array.from(shortened('👩'.repeat(20), 10))).toHaveLength(10);
  });

  it('begins a sentence with a capital', () => {
    expect(capitalised('zeer hoog')).toBe('Zeer hoog');
    expect(capitalised('')).toBe('');
  });
});
