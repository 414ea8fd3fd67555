import type { Conference } from '../domain/case-state.ts';
import type { StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { Enqueue } from './enqueue.ts';

/** Makes a card that no event asked for one of the conference: it's tidied like the others. */
export function createCardStands(enqueue: Enqueue) {
  return (
    stream: StreamId,
    { id, conversation, phase }: Conference,
    { form, token }: FormToken,
    messageId: string,
  ): Promise<void> =>
    enqueue(stream, { kind: 'cardStands', lane: conversation, conference: id, phase, form, token, messageId });
}
