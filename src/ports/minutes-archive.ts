import type { Minutes } from '../domain/minutes-data.ts';
import type { PlanRecord } from '../domain/plan-record.ts';

export interface FiledFile {
  /** Relative to the archive: `ZVH-2026-002/ZVH-2026-002-1-v1.docx`. */
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Where adopted minutes live. Guarantees: a file is whole or absent, never half written; filing the same version again gives
 * the same names and replaces; beside each file stands its `.sha256`. Rejects with `AdapterError` (`retryable` when the place
 * is away or full).
 */
export interface MinutesArchive {
  /**
   * Files JSON and DOCX of an adopted version, and the plan as that conference left it when it's given: `<code>-plan-<number>-v<version>.docx`
   * behind the minutes in the list.
   */
  file(minutes: Minutes, plan?: PlanRecord): Promise<readonly FiledFile[]>;
  /** How somebody in the chat finds a filed file: a link, or a path inside the archive. Never where that is on a server. */
  locationOf(file: FiledFile): string;
}
