import { findApproach } from '../domain/approaches.ts';
import { readCaseCode } from '../domain/case-code.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Answers, Asker } from './answers.ts';
import { createCardStands } from './card-stands.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import type { Execute } from './execute.ts';
import type { Members } from './members.ts';
import { activityKey, type TypedMessage, type TypedRequest } from './turn.ts';

type StartRequest = Extract<TypedRequest, { readonly kind: 'start' }>;

interface Parts {
  readonly deps: Pick<Dependencies, 'index' | 'chat' | 'tokens' | 'ids' | 'processDirectors' | 'approaches'>;
  readonly reader: CaseReader;
  readonly execute: Execute;
  readonly answers: Answers;
  readonly members: Members;
  readonly enqueue: Enqueue;
}

/** `start CODE AANPAK`: opens a conference, or answers with a form that has in it what was understood. */
export function createHandleStart({ deps, reader, execute, answers, members, enqueue }: Parts) {
  const stands = createCardStands(enqueue);

  return async function start(
    message: TypedMessage,
    request: StartRequest,
    asker: Asker,
  ): Promise<readonly ChatMessage[]> {
    const { conversation } = message;
    const { person } = asker;
    const values = {
      ...(request.code !== undefined && { case: request.code }),
      ...(request.approach !== undefined && { approach: request.approach }),
      ...(request.urgent && { urgent: 'true' }),
    };
    const showForm = async (refusals: readonly Refusal[]): Promise<readonly ChatMessage[]> => {
      const token: FormToken = {
        token: deps.ids.newToken(),
        tenant: conversation.tenant,
        form: 'openConference',
        conversation: conversation.id,
        person,
      };
      await deps.tokens.save([token]);
      return posted(conversation, token, {
        kind: 'card',
        card: answers.form(asker, token, undefined, { refusals, values }),
      });
    };
    if (request.code === undefined) return showForm([]);
    const code = readCaseCode(request.code);
    if (code === undefined) return showForm([{ code: 'caseCode', item: 'case', values: { given: request.code } }]);
    const approach = request.approach === undefined ? undefined : findApproach(deps.approaches, request.approach);
    if (approach === undefined && request.approach !== undefined)
      return showForm([
        {
          code: 'approach',
          item: 'approach',
          values: { given: request.approach, approaches: deps.approaches.map(one => one.name).join(', ') },
        },
      ]);

    const executed = await execute({
      stream: { tenant: conversation.tenant, case: code },
      command: {
        verb: 'conference.open',
        case: code,
        ...(approach && { approach: approach.name }),
        ...(request.urgent && { urgent: true }),
      },
      context: {
        actor: (await members.actor(message)).actor,
        members: asker.members,
        opening: {
          conferenceId: deps.ids.newId(),
          conversation: conversation.id,
          processDirectors: deps.processDirectors,
        },
      },
      press: { activityId: activityKey(message), person },
      client: message.client,
      signal: message.signal,
      answer: () => ({ card: answers.notice(asker, []), tokens: [] }),
    });
    return executed.kind === 'refused' ? showForm(executed.refusals) : [];
  };
  /** The form names a case, so while a conference goes on here, it's one of the cards that are tidied with it. */
  async function posted(
    conversation: Conversation,
    token: FormToken,
    form: ChatMessage,
  ): Promise<readonly ChatMessage[]> {
    const entry = await deps.index.inConversation(conversation.tenant, conversation.id);
    const state = entry && (await reader.load(entry.stream)).state;
    const conference = state?.conferences.find(one => one.id === entry?.conference);
    if (entry === undefined || conference === undefined || conference.filed !== undefined) return [form];
    await stands(entry.stream, conference, token, await deps.chat.post(conversation, form));
    return [];
  }
}
