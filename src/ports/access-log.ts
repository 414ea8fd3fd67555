import type { CaseCode, Instant, PersonId } from '../domain/values.ts';
import type { StreamId } from './event-store.ts';

/**
 * What was done with a case. `show`: to one person, in answer to what they pressed or typed. `disclose`: to a chat, or to somebody who
 * didn't ask at that moment. `read`: by a tool, without showing it. `refuse`: asked for by somebody for whom the case isn't there, who was
 * shown nothing. The others say what they are.
 */
export type AccessAction = 'read' | 'show' | 'disclose' | 'refuse' | 'export' | 'file' | 'change' | 'destroy';

/** One access, as NEN 7513 asks: what, when, who, from which client, why. Which case is `AccessTo`. */
export interface Access {
  readonly at: Instant;
  /** An Entra id, or the bot, or the operator of a tool. */
  readonly person: PersonId;
  readonly action: AccessAction;
  /** A code of ours: a verb, a form, a word that was typed. Never what people typed. */
  readonly what: string;
  /** Channel and kind of device (`msteams/ios`), the bot itself, or the command line. */
  readonly client: string;
  /** The purpose of the conference, or the reason of an export; sealed with the case. */
  readonly why?: string;
}

/** To a case, or to what is about all of them (the cases of the house). */
export interface AccessTo extends Access {
  readonly tenant: string;
  readonly case?: CaseCode;
}

export interface LoggedAccess extends Access {
  /** From 1, per case, without gaps. */
  readonly seq: number;
}

/**
 * Who saw and did what, chained per case with a key outside the database, so that `npm run audit` names an entry that was changed or
 * taken out. Changes are logged in their own transaction (`Append.access`). It outlives the case: what is in clear holds no content.
 */
export interface AccessLog {
  /** Durable when it resolves: to be awaited before what is logged is done. All of them, or none. */
  record(accesses: readonly AccessTo[]): Promise<void>;
  /** In order; without `why` once the case was destroyed. */
  of(stream: StreamId): Promise<readonly LoggedAccess[]>;
}
