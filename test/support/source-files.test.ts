import { describe, expect, it } from 'vitest';
import { findCircle } from './find-circle.ts';
import { importsOf, withoutComments } from './source-files.ts';

describe('the reader of imports behind the architecture test', () => {
  const read = (code: string) => importsOf('src/domain/a.ts', withoutComments(code));

  it('sees every way to import, and what is gone at run time', () => {
    const code = `
import 'pg-boss';
import { z } from 'zod';
import type { A } from './b.ts';
import { type B } from '../ports/c.ts';
import d, * as e from '@scope/name/deep';
import {
  f,
  type G,
} from "node:fs";
export { h } from './steps/h.ts';
export type { I } from './i.ts';
export * from './j.ts';
const k = await import('docx');
const l = require('node:net');
`;
    expect(read(code).map(({ target, atRunTime }) => [target, atRunTime])).toEqual([
      ['pg-boss', true],
      ['zod', true],
      ['src/domain/b.ts', false],
      ['src/ports/c.ts', true],
      ['@scope/name', true],
      ['node:fs', true],
      ['src/domain/steps/h.ts', true],
      ['src/domain/i.ts', false],
      ['src/domain/j.ts', true],
      ['docx', true],
      ['node:net', true],
    ]);
  });

  it('passes over comments and plain words', () => {
    const code = `
/** import 'docx'; */
// import 'zod';
export const text = 'imported from "somewhere"';
export function a() {}
`;
    expect(read(code)).toEqual([]);
  });

  it('finds a circle and names it', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
      ['d', ['a', 'd2']],
      ['d2', []],
    ]);
    expect(findCircle(graph)).toEqual(['b', 'c', 'b']);
    expect(
      findCircle(
        new Map([
          ['d', ['e', 'f']],
          ['e', ['f']],
          ['f', []],
        ]),
      ),
    ).toBeUndefined();
  });
});
