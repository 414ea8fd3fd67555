import type { DueMoment, Effect } from '../domain/effects.ts';
import type { CaseEvent } from '../domain/events.ts';
import type { Projection } from '../domain/overview.ts';
import type { CaseCode, ConferenceId, Instant, PersonId } from '../domain/values.ts';
import type { Access } from './access-log.ts';
import type { FormToken } from './form-tokens.ts';

/** One stream per (tenant, case). */
export interface StreamId {
  readonly tenant: string;
  readonly case: CaseCode;
}

/** What makes a press the same press: its activity id, or the same person, token and inputs as the latest press on that token. */
export interface PressKey {
  readonly activityId: string;
  readonly person: PersonId;
  /** Absent for typed commands. */
  readonly token?: string;
  /** A digest of the inputs; equal inputs give equal digests. */
  readonly inputs?: string;
}

export interface Append {
  readonly stream: StreamId;
  /** The version the decision was made on: the number of events of the stream that were read. */
  readonly expectedVersion: number;
  /**
   * The id of the event at that version. Two appends may be on their way behind each other; when the first is refused and another process takes
   * its version, the number alone would let the second through.
   */
  readonly behind?: string;
  readonly events: readonly CaseEvent[];
  /** Where and when they go out is `Outbox` and `DueMoments`; here they're only made durable. */
  readonly effects: readonly Effect[];
  readonly dueMoments: readonly DueMoment[];
  /** Tokens of the cards that the effects and the answer will carry: stored before any card is sent. */
  readonly tokens: readonly FormToken[];
  /** What `OpenActions` and `CaseOverviews` give of this case from now on; absent when the events changed nothing in it. */
  readonly projection?: Projection;
  /** What the access log says of it, in the same transaction. */
  readonly access?: Access;
  /** The press that caused it and the answer that this person gets, to be given again to the same press. */
  readonly press?: { readonly key: PressKey; readonly answer: unknown };
}

export type Appended =
  | { readonly kind: 'appended'; readonly version: number }
  /** Someone else appended first: read on and decide again. */
  | { readonly kind: 'conflict' }
  /** This press was appended before; `answer` is what was answered then. */
  | { readonly kind: 'duplicate'; readonly answer: unknown }
  /** A conference is open in that conversation, or for that case, already. */
  | { readonly kind: 'conferenceOpen'; readonly where: 'conversation' | 'case' };

/**
 * The record. Guarantees: `append` is one transaction over events, effects, due moments, tokens, projection and the press, durable when it
 * resolves; it takes a row lock on the stream and refuses any version but the current one; bodies are sealed at rest with the
 * key of their case; versions of a stream have no gaps; one open conference per conversation and per case.
 */
export interface EventStore {
  /**
   * Events after version `after` (default 0: all), in order. An unknown stream is an empty list. Rejects with `storage.gone` when the stream
   * doesn't have version `after` (any more): the case was destroyed.
   */
  read(stream: StreamId, after?: number): Promise<readonly CaseEvent[]>;
  append(append: Append): Promise<Appended>;
  /** The answer given earlier to the same press; undefined when it's a new one. */
  findAnswer(tenant: string, press: PressKey): Promise<{ readonly answer: unknown } | undefined>;
}

/** Which case a chat is about, without opening anything. Kept in the transaction of the events. */
export interface ConferenceIndex {
  /** The open conference of a conversation, else its most recent one. */
  inConversation(tenant: string, conversation: string): Promise<ConferenceEntry | undefined>;
}
export interface ConferenceEntry {
  readonly stream: StreamId;
  readonly conference: ConferenceId;
  readonly open: boolean;
  readonly openedAt: Instant;
}
