import type { CardJson } from './client-card.ts';

/** A message as a chat shows it now: the last edit. */
export interface ShownMessage {
  readonly id: string;
  readonly chat: string;
  /** The bot, or the chat id of whoever typed it. */
  readonly from: string;
  readonly at: number;
  /** How often it was edited. */
  readonly edits: number;
  readonly text: string;
  readonly card?: CardJson;
}

export type MessageChange = { readonly kind: 'posted' | 'edited'; readonly message: ShownMessage };

export interface ShownMessages {
  /** Adds a message, or edits the one with that id. */
  put(message: Omit<ShownMessage, 'edits'>): void;
  find(id: string): ShownMessage | undefined;
  /** Oldest first. */
  of(chat: string): readonly ShownMessage[];
  /** The answer to a press replaces the card for the presser alone, until the message is edited. */
  answer(person: string, messageId: string, card: CardJson): void;
  /** The card of a message as this person sees it. */
  cardFor(person: string, message: ShownMessage): CardJson | undefined;
  /** Calls back after every change; returns how to stop. */
  watch(listener: (change: MessageChange) => void): () => void;
}

export function createShownMessages(): ShownMessages {
  const messages = new Map<string, ShownMessage>();
  const answers = new Map<string, { readonly edits: number; readonly card: CardJson }>();
  const listeners = new Set<(change: MessageChange) => void>();
  const answerKey = (person: string, messageId: string) => `${person} ${messageId}`;

  return {
    put(message) {
      const before = messages.get(message.id);
      const shown = before
        ? { ...message, from: before.from, at: before.at, edits: before.edits + 1 }
        : { ...message, edits: 0 };
      messages.set(shown.id, shown);
      for (const listener of [...listeners]) listener({ kind: before ? 'edited' : 'posted', message: shown });
    },
    find: id => messages.get(id),
    of: chat => [...messages.values()].filter(message => message.chat === chat),
    answer(person, messageId, card) {
      answers.set(answerKey(person, messageId), { edits: messages.get(messageId)?.edits ?? 0, card });
    },
    cardFor(person, message) {
      const answer = answers.get(answerKey(person, message.id));
      return answer !== undefined && answer.edits === message.edits ? answer.card : message.card;
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
