import type { Caseload } from '../domain/caseload.ts';
import type { Minutes } from '../domain/minutes-data.ts';
import type { Pgax } from '../domain/pgax.ts';
import type { PlanRecord } from '../domain/plan-record.ts';
import type { TimelineRecord } from '../domain/timeline-record.ts';

export interface FiledFile {
  /** Relative to the archive: `ZVH-2026-002/ZVH-2026-002-1-v1.docx`. */
  readonly name: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** What is kept beside the minutes of a conference. */
export interface FiledBeside {
  readonly plan?: PlanRecord;
  readonly timeline?: TimelineRecord;
  readonly pgax?: Pgax;
}

/**
 * Where adopted minutes live. Guarantees: a file is whole or absent, never half written; filing the same version again gives
 * the same names and replaces; beside each file stands its `.sha256`. Rejects with `AdapterError` (`retryable` when the place
 * is away or full).
 */
export interface MinutesArchive {
  /**
   * Files JSON and DOCX of an adopted version, and behind them in the list what is kept beside them: when they're given the plan
   * (`<code>-plan-<number>-v<version>.docx`) and the timeline (`<code>-tijdlijn-…`) as that conference left them, the bundle for PGAx (`<code>-pgax-…`, `.txt` and `.csv`), and the calendar
   * (`<code>-<number>-v<version>.ics`) when the minutes have a day to put in it.
   */
  file(minutes: Minutes, beside?: FiledBeside): Promise<readonly FiledFile[]>;
  /** Files the cases of the house as `caseload/caseload-<day>.csv`; of one day the last one stays. */
  fileCaseload(caseload: Caseload): Promise<FiledFile>;
  /** How somebody in the chat finds a filed file: a link, or a path inside the archive. Never where that is on a server. */
  locationOf(file: FiledFile): string;
}
