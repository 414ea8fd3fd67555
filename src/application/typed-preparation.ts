import { readCaseCode } from '../domain/case-code.ts';
import { askedBeforehand, hasAnswered, mayPrepare, preparerOf } from '../domain/preparation-plan.ts';
import type { PersonId } from '../domain/values.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import { createAccesses } from './accesses.ts';
import type { Answers } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { alone, createOwnForm } from './own-form.ts';
import type { TypedMessage, TypedRequest } from './turn.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'tokens' | 'ids' | 'renderer' | 'clock' | 'access'>;
  readonly reader: CaseReader;
  readonly answers: Answers;
}

/**
 * `voorbereiding CODE`, in one's own chat: the form, and for whoever sees to the preparation who hasn't answered. For somebody who has
 * nothing to do with the case the code is unknown.
 */
export function createTypedPreparation({ deps, reader, answers }: Parts) {
  const ownForm = createOwnForm(deps, answers);
  const accesses = createAccesses(deps);

  return async (
    message: TypedMessage,
    person: PersonId,
    { code: typed }: Extract<TypedRequest, { readonly kind: 'preparation' }>,
  ): Promise<readonly ChatMessage[]> => {
    const { tenant, language } = message.conversation;
    const line = (key: string): readonly ChatMessage[] => [{ kind: 'line', text: deps.renderer.line(language, key) }];
    if (typed === undefined) return line('chat.preparationCode');
    const code = readCaseCode(typed);
    const stream = { tenant, case: code ?? '' };
    const state = code === undefined ? undefined : (await reader.load(stream)).state;
    const conference = state?.conferences.at(-1);
    if (state === undefined || conference === undefined) return line('refusal.unknown.case');
    const by = { person, client: message.client };
    if (!mayPrepare(state, conference, person)) {
      await accesses.record(by, 'refuse', 'preparation', { tenant, states: [state] });
      return line('refusal.unknown.case');
    }
    if (conference.closed === undefined) return line('chat.preparationRuns');
    await accesses.record(by, 'show', 'preparation', { tenant, states: [state] });
    const sees = preparerOf(state, conference) === person;
    const asked = askedBeforehand(state, conference).includes(person) || hasAnswered(conference, person);
    const who = deps.renderer.render({
      kind: 'preparation',
      language,
      now: deps.clock.now(),
      state,
      conference: conference.id,
    });
    return [
      ...(sees ? [{ kind: 'card' as const, card: who }] : []),
      ...(asked || !sees
        ? [
            {
              kind: 'card' as const,
              card: await ownForm({ stream, state, conference }, alone(person, message.name, language), 'beforehand'),
            },
          ]
        : []),
    ];
  };
}
