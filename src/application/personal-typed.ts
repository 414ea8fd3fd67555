import type { PersonId } from '../domain/values.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import { createAccesses } from './accesses.ts';
import { createActionLists } from './action-lists.ts';
import { createAnswerAlone } from './answer-alone.ts';
import type { Answers, Asker } from './answers.ts';
import { createAvailability } from './availability.ts';
import type { CaseReader } from './case-reader.ts';
import { createCaseloadCard } from './caseload-card.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import type { Execute } from './execute.ts';
import type { KeptWords } from './kept-words.ts';
import type { Members } from './members.ts';
import { openRowsOf } from './my-actions.ts';
import type { TypedMessage, TypedRequest } from './turn.ts';
import { createTypedGuarded } from './typed-guarded.ts';
import { createTypedNotes } from './typed-notes.ts';
import { createTypedPgax } from './typed-pgax.ts';
import { createTypedPreparation } from './typed-preparation.ts';
import { createTypedSignal } from './typed-signal.ts';

export interface PersonalParts {
  readonly deps: Dependencies;
  readonly reader: CaseReader;
  readonly execute: Execute;
  readonly answers: Answers;
  readonly members: Members;
  readonly enqueue: Enqueue;
  readonly kept: KeptWords;
}

/** Asked in a group everybody would see the answer, so there it only says where to ask. */
const personalKinds = ['answer', 'caseload', 'myActions', 'leave', 'signal', 'preparation', 'notes'] as const;
type PersonalOnly = Extract<TypedRequest, { readonly kind: (typeof personalKinds)[number] }>;

export function isPersonalOnly(request: TypedRequest): request is PersonalOnly {
  return personalKinds.some(kind => kind === request.kind);
}

/** What somebody types in their own chat with us. Each word has its own file; what isn't for this chat says where it belongs. */
export function createPersonalTyped(parts: PersonalParts) {
  const { deps, reader, answers } = parts;
  const answerAlone = createAnswerAlone(parts);
  const lists = createActionLists(deps, reader);
  const availability = createAvailability({ deps, reader, answers, lists });
  const caseload = createCaseloadCard(deps);
  const accesses = createAccesses(deps);
  const signal = createTypedSignal(parts);
  const guarded = createTypedGuarded(parts);
  const pgax = createTypedPgax(parts);
  const preparation = createTypedPreparation(parts);
  const notes = createTypedNotes(parts);

  return async function personalTyped(message: TypedMessage, person: PersonId): Promise<readonly ChatMessage[]> {
    const { request } = message;
    switch (request.kind) {
      case 'answer':
        return answerAlone(message, person, request.command);
      case 'caseload': {
        const { tenant, language } = message.conversation;
        await accesses.record({ person, client: message.client }, 'show', request.kind, { tenant });
        return [{ kind: 'card', card: await caseload.make(tenant, person, language) }];
      }
      case 'signal':
        return signal(message, person, request);
      case 'notes':
        return notes(message, person, request);
      case 'preparation':
        return preparation(message, person, request);
      case 'pgax':
        return pgax.alone(message, person, request.code);
      case 'direction':
      case 'closeCase':
        return guarded.alone(message, person, request);
      case 'myActions': {
        const { tenant, language } = message.conversation;
        const rows = await openRowsOf(deps, reader, tenant, person);
        return [
          {
            kind: 'card',
            card: await lists.make({ list: 'myActions', tenant, person, language, client: message.client }, rows),
          },
        ];
      }
      case 'leave': {
        const asker: Asker = {
          person,
          language: message.conversation.language,
          members: [],
          values: {},
          client: message.client,
        };
        const { tenant } = message.conversation;
        const card = request.off
          ? await availability.end(message, asker)
          : await availability.form(asker, tenant, request.days);
        return [{ kind: 'card', card }];
      }
      default: {
        const { language } = message.conversation;
        return [{ kind: 'line', text: deps.renderer.line(language, 'refusal.groupOnly') }];
      }
    }
  };
}
