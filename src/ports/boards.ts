import type { CaseCode, ConferenceId, Instant } from '../domain/values.ts';

/** The board of one conference: which version of the case it should show, and which it shows. */
export interface BoardDue {
  readonly tenant: string;
  readonly case: CaseCode;
  readonly conference: ConferenceId;
  readonly conversation: string;
  readonly messageId: string;
  readonly token: string;
  readonly wanted: number;
}

/**
 * Board edits, gathered: every append marks the board of its conference as wanting that version; an edit shows the last one.
 * Guarantees: `claim` counts in the database, across processes: at most one edit a second and 1,400 an hour per conversation
 * (three seconds apart when the hour is running short), and never two edits of one board at the same time.
 */
export interface Boards {
  /**
   * The board to edit now; or the wait in milliseconds until the next edit is allowed; or undefined when it shows the last version,
   * unless it must be edited `anyway` because time alone changed what it says.
   */
  claim(
    tenant: string,
    conference: ConferenceId,
    now: Instant,
    anyway?: boolean,
  ): Promise<BoardDue | { readonly waitMs: number } | undefined>;
  /** `shown` true after an edit that worked; false gives the claim back without counting it as shown. */
  settle(board: BoardDue, shown: boolean): Promise<void>;
  /** Conferences whose board is behind. */
  behind(): Promise<readonly { readonly tenant: string; readonly conference: ConferenceId }[]>;
}
