import { belongsToCase } from '../domain/belonging.ts';
import { readCaseCode } from '../domain/case-code.ts';
import type { CaseState, Conference } from '../domain/case-state.ts';
import type { PersonId } from '../domain/values.ts';
import type { StreamId } from '../ports/event-store.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';

/** A case that somebody named by its code, with its latest conference. */
export interface NamedCase {
  readonly stream: StreamId;
  readonly state: CaseState;
  readonly conference: Conference;
}

export type CaseOfCode = (tenant: string, person: PersonId, typed: string) => Promise<NamedCase | undefined>;

/** Undefined for a code that nobody uses, and just so for a case that isn't there for this person: nobody can tell which. */
export function createCaseOfCode(deps: Pick<Dependencies, 'processDirectors'>, reader: CaseReader): CaseOfCode {
  return async (tenant, person, typed) => {
    const code = readCaseCode(typed);
    if (code === undefined) return undefined;
    const stream = { tenant, case: code };
    const { state } = await reader.load(stream);
    const conference = state?.conferences.at(-1);
    if (state === undefined || conference === undefined) return undefined;
    return belongsToCase(state, person, deps.processDirectors) ? { stream, state, conference } : undefined;
  };
}
