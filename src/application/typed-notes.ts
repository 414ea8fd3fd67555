import type { PersonId } from '../domain/values.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Answers } from './answers.ts';
import { createCaseOfCode } from './case-of-code.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import { type KeptWords, notesOf } from './kept-words.ts';
import { alone } from './own-form.ts';
import { activityKey, type TypedMessage, type TypedRequest } from './turn.ts';
import { hasWordingHelp } from './wording-help.ts';

interface Parts {
  readonly deps: Dependencies;
  readonly reader: CaseReader;
  readonly answers: Answers;
  readonly enqueue: Enqueue;
  readonly kept: KeptWords;
}

/** More is a report, and reports aren't shared here. */
const longestNotes = 4_000;

/**
 * `notities CODE: …`, in the own chat of the chair: what they noted freely comes back in pieces, each to take over, change or leave out.
 * Nothing of it is recorded by typing it.
 */
export function createTypedNotes({ deps, reader, answers, enqueue, kept }: Parts) {
  const caseOfCode = createCaseOfCode(deps, reader);

  return async (
    message: TypedMessage,
    person: PersonId,
    { code, notes }: Extract<TypedRequest, { readonly kind: 'notes' }>,
  ): Promise<readonly ChatMessage[]> => {
    const { tenant, language } = message.conversation;
    const line = (key: string): readonly ChatMessage[] => [{ kind: 'line', text: deps.renderer.line(language, key) }];
    if (!hasWordingHelp(deps)) return line('chat.notesOff');
    if (code === undefined || notes === undefined) return line('chat.notesCode');
    const named = await caseOfCode(tenant, { person, client: message.client }, 'notes', code);
    if (named === undefined) return line('refusal.unknown.case');
    const { stream, conference } = named;
    const asker = alone(person, message.name, language);
    const refused = (refusal: Parameters<Answers['notice']>[2]) => [
      { kind: 'card' as const, card: answers.notice(asker, [], refusal) },
    ];
    if (person !== conference.chair) return refused([{ code: 'notChair', values: { chair: conference.chairName } }]);
    if (conference.closed !== undefined) return refused([{ code: 'closed' }]);
    if (notes.length > longestNotes) return line('chat.notesTooLong');
    const asked = deps.ids.newId();
    await kept.keep(stream, notesOf(asked), notes);
    const lane = `model:${stream.case}`;
    const effect = { kind: 'askModel', lane, conference: conference.id, person, about: 'notes', asked } as const;
    await enqueue(stream, effect, [], { id: `notes ${activityKey(message)}` });
    return line('chat.notesComing');
  };
}
