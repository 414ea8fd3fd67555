import type { CaseState } from '../domain/case-state.ts';
import type { Effect } from '../domain/effects.ts';
import type { Refusal } from '../domain/refusal.ts';
import { basisOf } from '../domain/wording-facts.ts';
import type { Card, WordedSummary } from '../ports/card-renderer.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { Answers, Asker } from './answers.ts';
import type { Enqueue } from './enqueue.ts';
import type { KeptWords } from './kept-words.ts';
import { conferenceOf, streamOf } from './press-target.ts';
import { summaryPosted } from './recorded-lines.ts';

interface Parts {
  readonly deps: { readonly ids: { newToken(): string } };
  readonly answers: Answers;
  readonly enqueue: Enqueue;
  readonly kept: KeptWords;
}

/**
 * The chair read the summary in their own chat and wants it in the meeting: the very sentences that they read, if what those rest on is
 * still so. Pressed again it stands there once.
 */
export function createPostSummary({ deps, answers, enqueue, kept }: Parts) {
  return async (asker: Asker, pressed: FormToken, state: CaseState | undefined): Promise<Card> => {
    const refused = (refusal: Refusal) => answers.notice(asker, [], [refusal]);
    const stream = streamOf(pressed);
    const conference = conferenceOf(state, pressed);
    if (pressed.form !== 'summary') return refused({ code: 'notUnderstood' });
    if (state === undefined || conference === undefined || stream === undefined) return refused({ code: 'unknown' });
    if (asker.person !== conference.chair)
      return refused({ code: 'notChair', values: { chair: conference.chairName } });
    if (conference.filed !== undefined) return refused({ code: 'closed' });
    if (pressed.item !== undefined) {
      const worded = (await kept.find(stream.tenant, pressed.item)) as WordedSummary | undefined;
      const ids = worded?.sentences.flatMap(one => one.ids) ?? [];
      // By rule there was nothing to keep.
      if (worded !== undefined && basisOf(state, conference, ids) !== worded.basis)
        return refused({ code: 'summaryStale' });
    }
    const effect: Effect = {
      kind: 'postForm',
      lane: conference.conversation,
      conference: conference.id,
      form: 'summary',
      phase: conference.phase,
      token: deps.ids.newToken(),
      ...(pressed.item !== undefined && { worded: pressed.item }),
    };
    await enqueue(stream, effect, [], { id: `summary ${pressed.token}` });
    return answers.notice(asker, [summaryPosted]);
  };
}
