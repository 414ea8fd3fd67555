import { belongsToCase } from '../domain/belonging.ts';
import { readCaseCode } from '../domain/case-code.ts';
import type { CaseState, Conference } from '../domain/case-state.ts';
import type { StreamId } from '../ports/event-store.ts';
import { type Accessor, createAccesses } from './accesses.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';

/** A case that somebody named by its code, with its latest conference. */
export interface NamedCase {
  readonly stream: StreamId;
  readonly state: CaseState;
  readonly conference: Conference;
}

/** @param word what was typed before the code, for the access log */
export type CaseOfCode = (tenant: string, by: Accessor, word: string, typed: string) => Promise<NamedCase | undefined>;

/**
 * Undefined for a code that nobody uses, and just so for a case that isn't there for this person: nobody can tell which. The log of that
 * case has the attempt.
 */
export function createCaseOfCode(
  deps: Pick<Dependencies, 'processDirectors' | 'access' | 'clock'>,
  reader: CaseReader,
): CaseOfCode {
  const accesses = createAccesses(deps);
  return async (tenant, by, word, typed) => {
    const code = readCaseCode(typed);
    if (code === undefined) return undefined;
    const stream = { tenant, case: code };
    const { state } = await reader.load(stream);
    const conference = state?.conferences.at(-1);
    if (state === undefined || conference === undefined) return undefined;
    if (belongsToCase(state, by.person, deps.processDirectors)) return { stream, state, conference };
    await accesses.record(by, 'refuse', word, { tenant, states: [state] });
    return undefined;
  };
}
