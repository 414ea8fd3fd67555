import type { Conference } from '../domain/case-state.ts';
import type { AskedCard, Effect } from '../domain/effects.ts';
import type { StreamId } from '../ports/event-store.ts';
import type { Ids } from '../ports/ids.ts';
import type { Asker } from './answers.ts';
import type { Enqueue } from './enqueue.ts';
import { tokenOf } from './tokens-of.ts';
import { refuseTooLate } from './too-late.ts';

type Posted =
  | { readonly kind: 'postBoard' }
  | { readonly kind: 'postForm'; readonly form: AskedCard | 'close'; readonly withUncovered?: true };

export type PostToChat = (
  stream: StreamId,
  conference: Conference,
  what: Posted,
  asker: Pick<Asker, 'signal'>,
) => Promise<void>;

/**
 * What holds words of the case goes out like prompts do, so that it's among the cards that are tidied away when the minutes
 * are filed.
 */
export function createPostToChat({ ids, enqueue }: { readonly ids: Ids; readonly enqueue: Enqueue }): PostToChat {
  return async function post(stream, conference, what, asker) {
    refuseTooLate(asker);
    const effect: Effect = {
      ...what,
      lane: conference.conversation,
      conference: conference.id,
      phase: conference.phase,
      token: ids.newToken(),
    };
    await enqueue(stream, effect, tokenOf(stream, conference, effect));
  };
}
