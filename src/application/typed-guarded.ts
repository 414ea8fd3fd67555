import { guardsDirection } from '../domain/direction.ts';
import type { PersonId } from '../domain/values.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import { createAccesses } from './accesses.ts';
import type { Answers, Asker } from './answers.ts';
import { createCaseOfCode, type NamedCase } from './case-of-code.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { createToPerson } from './effects/personal-chat.ts';
import { alone, createOwnForm } from './own-form.ts';
import type { TypedMessage } from './turn.ts';

interface Parts {
  readonly deps: Pick<
    Dependencies,
    'tokens' | 'ids' | 'renderer' | 'processDirectors' | 'conversations' | 'chat' | 'log' | 'access' | 'clock'
  >;
  readonly reader: CaseReader;
  readonly answers: Answers;
}

type Guarded = 'direction' | 'closeCase';
const saidAlone: Readonly<Record<Guarded, string>> = {
  direction: 'chat.directionAlone',
  closeCase: 'chat.closeCaseAlone',
};
const codeMissing: Readonly<Record<Guarded, string>> = {
  direction: 'chat.directionCode',
  closeCase: 'chat.closeCaseCode',
};

/**
 * `regie`: the form for a step of the escalation when nobody directs the case. `casus sluiten`: the form that closes the case. In the meeting
 * chat each is about the case of that chat and comes in the own chat of whoever asks, because it's no talk for the table.
 */
export function createTypedGuarded({ deps, reader, answers }: Parts) {
  const caseOfCode = createCaseOfCode(deps, reader);
  const ownForm = createOwnForm(deps, answers);
  const toPerson = createToPerson(deps);
  const accesses = createAccesses(deps);

  function refusalFor({ state, conference }: NamedCase, asker: Asker): readonly ChatMessage[] | undefined {
    if (guardsDirection(state, asker.person, deps.processDirectors)) return undefined;
    const no = { code: 'notChair', values: { chair: conference.chairName } } as const;
    return [{ kind: 'card', card: answers.notice(asker, [], [no]) }];
  }

  return {
    /** `regie CODE`, `casus sluiten CODE`, in one's own chat. */
    async alone(
      message: TypedMessage,
      person: PersonId,
      { kind: form, code }: { readonly kind: Guarded; readonly code?: string },
    ): Promise<readonly ChatMessage[]> {
      const { tenant, language } = message.conversation;
      const line = (key: string): readonly ChatMessage[] => [{ kind: 'line', text: deps.renderer.line(language, key) }];
      if (code === undefined) return line(codeMissing[form]);
      const by = { person, client: message.client };
      const named = await caseOfCode(tenant, by, form, code);
      if (named === undefined) return line('refusal.unknown.case');
      const asker = alone(person, message.name, language);
      await accesses.record(by, 'show', form, { tenant, states: [named.state] });
      return refusalFor(named, asker) ?? [{ kind: 'card', card: await ownForm(named, asker, form) }];
    },

    /** In the meeting chat. */
    async fromMeeting(
      message: TypedMessage,
      asker: Asker,
      entry: ConferenceEntry,
      form: Guarded,
    ): Promise<readonly ChatMessage[]> {
      const { conversation } = message;
      const { state } = await reader.load(entry.stream);
      const conference = state?.conferences.at(-1);
      if (state === undefined || conference === undefined) return [];
      const named = { stream: entry.stream, state, conference };
      const no = refusalFor(named, asker);
      if (no !== undefined) return no;
      const said = (key: string): readonly ChatMessage[] => [
        { kind: 'line', text: deps.renderer.line(conversation.language, key) },
      ];
      try {
        await toPerson([conversation], asker.person, async ({ language }) => ({
          kind: 'card',
          card: await ownForm(named, { ...asker, language }, form),
        }));
        return said(saidAlone[form]);
      } catch (error) {
        if (!(error instanceof AdapterError)) throw error;
        deps.log.warn('ownForm.notDelivered', { code: error.code });
        return said('chat.correctNotDelivered');
      }
    },
  };
}
