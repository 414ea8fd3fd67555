import type { CaseCode } from './values.ts';

/** Letters, digits and hyphens: `ZVH-2026-014`. */
const caseCodePattern = /^[A-Z]{2,6}-\d{4}-\d{1,5}$/;

/** Reads a code as people type it (lower case, spaces around or beside the hyphens); undefined when it has the wrong form. */
export function readCaseCode(typed: string): CaseCode | undefined {
  const code = typed
    .trim()
    .toUpperCase()
    .replace(/\s*-\s*/g, '-');
  return caseCodePattern.test(code) ? code : undefined;
}
