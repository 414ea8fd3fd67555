import type { Command } from '../domain/commands.ts';
import type { AskedCard } from '../domain/effects.ts';
import type { ReadingName } from '../domain/readings.ts';
import type { Request } from '../domain/request.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Conversation, Language } from '../ports/conversations.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { TypedItem } from './typed-items.ts';

/** One activity of a person, verified by the edge. */
export interface Turn {
  readonly conversation: Conversation;
  readonly activityId: string;
  /** Absent for somebody without an Entra id: they may read, not press. */
  readonly person?: PersonId;
  readonly name: string;
  /** Channel and kind of device (`msteams/ios`), for the access log; absent when the activity doesn't say. */
  readonly client?: string;
  /** Aborted when this person was told to try again: what isn't on its way to the database by then isn't recorded later. */
  readonly signal?: AbortSignal;
}

/** What makes it the same activity. Teams numbers messages per chat, so an id says nothing outside its chat or of someone else. */
export function activityKey({ conversation, person, activityId }: Turn): string {
  return JSON.stringify([conversation.id, person, activityId]);
}

export interface Press extends Turn {
  /** The message that the card stands in, as far as the channel says. Only ever used for a message of ours in this same chat. */
  readonly messageId?: string;
  /** Missing or malformed in data that no card of ours made. */
  readonly token?: string;
  readonly verb: string;
  /** The inputs as sent, by input id, without the card's own data. */
  readonly values: Readonly<Record<string, string>>;
  readonly request: Request;
  /**
   * True for an Action.Submit, whose answer can't replace the card for one person: the edge puts a private answer in the
   * personal chat, else it answers with a line without content.
   */
  readonly submitted: boolean;
}

/** What somebody typed, read by `src/teams/parse-typed.ts`. */
export type TypedRequest =
  | { readonly kind: 'start'; readonly code?: string; readonly approach?: string; readonly urgent?: boolean }
  /** To the short path of a spoed, or back from it. */
  | { readonly kind: 'urgent'; readonly urgent: boolean }
  | { readonly kind: 'extend' }
  | { readonly kind: 'reading'; readonly reading: ReadingName }
  /** `risico:`, `factor:`, `actie:` …: read back on its form, recorded by one press. */
  | ({ readonly kind: 'item' } & TypedItem)
  /** A blind answer; counted in one's own chat only. */
  | { readonly kind: 'answer'; readonly command: Command }
  | { readonly kind: 'move'; readonly verb: 'step.next' | 'step.back' | 'step.reveal' | 'step.again' }
  | { readonly kind: 'close' }
  | { readonly kind: 'adopt' }
  /** The form for a correction of adopted minutes. */
  | { readonly kind: 'correct' }
  | { readonly kind: 'board' }
  | { readonly kind: 'more' }
  /** A card without buttons for everyone. */
  | { readonly kind: AskedCard }
  /** Only of that partner, when one is named. */
  | { readonly kind: 'timeline'; readonly partner?: string }
  /** In the order of PGAx, in the own chat of whoever asks; there with a code. */
  | { readonly kind: 'pgax'; readonly code?: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'noteTaker'; readonly person?: PersonId }
  | { readonly kind: 'chair'; readonly person?: PersonId }
  | { readonly kind: 'language'; readonly language: Language }
  /** Everything open of whoever asks, across cases; in one's own chat only. */
  | { readonly kind: 'myActions' }
  /** Days on which somebody isn't there, as they were typed; `off` ends it, neither asks for the form. */
  | { readonly kind: 'leave'; readonly days?: string; readonly off?: true }
  /** A sign of rising risk or a broken condition; in one's own chat only. */
  | { readonly kind: 'signal'; readonly code?: string; readonly what?: string }
  /** What one tells before the next conference; in one's own chat only. */
  | { readonly kind: 'preparation'; readonly code?: string }
  /** The escalation when nobody directs the case. */
  | { readonly kind: 'direction'; readonly code?: string }
  /** Closing the case, or how long it's kept. */
  | { readonly kind: 'closeCase'; readonly code?: string }
  /** Free notes of the chair, to be split; in one's own chat only. */
  | { readonly kind: 'notes'; readonly code?: string; readonly notes?: string }
  /** The cases of the house: for its process directors; to anyone else the word is unknown. */
  | { readonly kind: 'caseload' }
  /** `guess`: the command that was perhaps meant, a word of ours. */
  | { readonly kind: 'unknown'; readonly guess?: string };

export interface TypedMessage extends Turn {
  /** What was typed, without the mentions: looked at for numbers that lead to a person, and never kept. */
  readonly text: string;
  readonly request: TypedRequest;
}

/** What the edge calls. Both are safe to call again with the same activity: one event, the same answer. */
export interface Rondetafel {
  /** The card that answers this person. */
  press(press: Press): Promise<Card>;
  /** What to say back in that chat, in order; empty when the effects say enough (a new board, a new prompt). */
  typed(message: TypedMessage): Promise<readonly ChatMessage[]>;
  /** A chat that we heard from: remember how to write to it. Idempotent. */
  seen(conversation: Conversation): Promise<void>;
  /** A chat that we were added to: remember it, and greet it when nobody knew it yet. */
  added(conversation: Conversation): Promise<void>;
}
