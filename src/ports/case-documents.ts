import type { CaseCode } from '../domain/values.ts';
import type { OutOfReach } from './case-destructions.ts';

/** The documents of a case, for forgetting it. Rejects with `AdapterError`, `retryable` when the place is away. */
export interface CaseDocuments {
  /** What this archive can't delete; empty for one that can. */
  readonly outOfReach: readonly OutOfReach[];
  /** Of which cases there is anything. */
  codes(): Promise<readonly CaseCode[]>;
  /** Deletes everything of that case, and lists of cases that name it. Doing it again is no error. */
  forget(code: CaseCode): Promise<void>;
}
