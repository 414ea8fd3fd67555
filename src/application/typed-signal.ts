import type { PersonId } from '../domain/values.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import { createAccesses } from './accesses.ts';
import type { Answers } from './answers.ts';
import { createCaseOfCode } from './case-of-code.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { alone, createOwnForm } from './own-form.ts';
import type { TypedMessage, TypedRequest } from './turn.ts';
import { typedFor } from './typed-numbers.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'tokens' | 'ids' | 'renderer' | 'processDirectors' | 'access' | 'clock'>;
  readonly reader: CaseReader;
  readonly answers: Answers;
}

/** `signaal CODE`, in one's own chat: the form, with what was typed behind the code filled in. One press records it. */
export function createTypedSignal({ deps, reader, answers }: Parts) {
  const caseOfCode = createCaseOfCode(deps, reader);
  const ownForm = createOwnForm(deps, answers);
  const accesses = createAccesses(deps);

  return async (
    message: TypedMessage,
    person: PersonId,
    { code, what }: Extract<TypedRequest, { readonly kind: 'signal' }>,
  ): Promise<readonly ChatMessage[]> => {
    const { tenant, language } = message.conversation;
    const line = (key: string): readonly ChatMessage[] => [{ kind: 'line', text: deps.renderer.line(language, key) }];
    if (code === undefined) return line('chat.signalCode');
    const by = { person, client: message.client };
    const named = await caseOfCode(tenant, by, 'signal', code);
    if (named === undefined) return line('refusal.unknown.case');
    await accesses.record(by, 'show', 'signal', { tenant, states: [named.state] });
    const { value, refusals } = typedFor('what', what ?? '');
    const asker = alone(person, message.name, language);
    const values: Record<string, string> = value === '' ? {} : { what: value };
    return [{ kind: 'card', card: await ownForm(named, asker, 'signal', values, refusals) }];
  };
}
