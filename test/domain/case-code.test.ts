import { describe, expect, it } from 'vitest';
import { readCaseCode } from '../../src/domain/case-code.ts';

describe('a case code', () => {
  it.each([
    ['ZVH-2026-014', 'ZVH-2026-014'],
    ['  zvh-2026-014 ', 'ZVH-2026-014'],
    ['ZVH - 2026 - 014', 'ZVH-2026-014'],
    ['ab-0001-1', 'AB-0001-1'],
  ])('%j is read as %s', (typed, code) => {
    expect(readCaseCode(typed)).toBe(code);
  });

  it.each([
    '',
    'Jan',
    'ZVH-2026',
    'ZVH-26-014',
    'Z-2026-014',
    'ZVH-2026-',
    'ZVH-2026-0140001',
    'ZVH2026014',
    '../ZVH-2026-014',
    'ZVH-2026-014/..',
    'ZVH-2026-014\nX',
  ])('%j has the wrong form', typed => {
    expect(readCaseCode(typed)).toBeUndefined();
  });
});
