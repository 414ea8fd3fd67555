import type { CaseCode, Instant, LocalDate, PersonId } from '../domain/values.ts';
import type { StreamId } from './event-store.ts';

/** What may be said of a case that's gone: days and numbers. */
export interface DestructionFacts {
  readonly openedOn: LocalDate;
  readonly closedOn: LocalDate;
  readonly destroyedAt: Instant;
  readonly conferences: number;
  /** Versions of minutes that were filed. */
  readonly minutes: number;
}

/** What we can't destroy: cards and typed lines in Teams, backups until their term, documents in an archive that can't delete. */
export type OutOfReach = 'teamsMessages' | 'backups' | 'filedDocuments';

/**
 * Forgetting a case. Its data key goes, with every row about it and the profiles of people who take part in no other case; a record without
 * content stays, in the database and in a list outside it, by which a backup that is put back forgets the case again before anything
 * is read (`openStorage`). A code that was used is never used again.
 */
export interface CaseDestructions {
  /**
   * Destroys all that the storage has of a case. A process that is killed in between is finished by the next one that starts.
   * @param version what was looked at: with another version nothing happens, because somebody may have opened the case again
   * @param people those who took part in it, by Entra id
   * @returns false when it's at another version, or gone
   */
  destroy(stream: StreamId, version: number, facts: DestructionFacts, people: readonly PersonId[]): Promise<boolean>;
  /** Which of these codes are of destroyed cases: for whoever keeps something under a code, or is about to. */
  destroyedAmong(codes: readonly CaseCode[], tenant?: string): Promise<readonly CaseCode[]>;
  /** The documents of cases that were destroyed until that moment are gone too, or never will be: then the record says so. */
  finish(until: Instant, remains: readonly OutOfReach[]): Promise<void>;
}
