import { findApproach } from '../domain/approaches.ts';
import { readCaseCode } from '../domain/case-code.ts';
import type { Command } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { FormName, FormToken } from '../ports/form-tokens.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import type { Answers, Asker } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import type { Accepted, Answer, Execute } from './execute.ts';
import type { Members } from './members.ts';
import { activityKey, type TypedMessage } from './turn.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'index' | 'tokens' | 'conversations' | 'ids' | 'renderer' | 'processDirectors'>;
  readonly reader: CaseReader;
  readonly execute: Execute;
  readonly answers: Answers;
  readonly members: Members;
  readonly enqueue: Enqueue;
}

/** Typed words do what the buttons do: the same commands, the same rules; a refusal comes back as a card in the chat. */
export function createHandleTyped({ deps, reader, execute, answers, members, enqueue }: Parts) {
  const asCard = (card: Card): readonly ChatMessage[] => [{ kind: 'card', card }];

  return async function handleTyped(message: TypedMessage): Promise<readonly ChatMessage[]> {
    const { conversation, request } = message;
    const { language } = conversation;
    const personal = conversation.kind === 'personal';
    const line = (key: string): readonly ChatMessage[] => [{ kind: 'line', text: deps.renderer.line(language, key) }];

    if (request.kind === 'help') return asCard(deps.renderer.render({ kind: 'help', language, personal }));
    if (request.kind === 'unknown') return line('chat.unknownCommand');
    if (request.kind === 'language') {
      await deps.conversations.save({ ...conversation, language: request.language });
      return [{ kind: 'line', text: deps.renderer.line(request.language, 'chat.languageChanged') }];
    }
    if (message.person === undefined) return line('chat.readOnly');
    if (personal) return line('refusal.groupOnly');
    const present = await members.of(message);
    if (present === 'unavailable') return line('refusal.tryAgain');
    if (!present.some(member => member.person === message.person)) return line('refusal.unknown');
    const asker: Asker = { person: message.person, language, members: present, values: {} };

    if (request.kind === 'start') return start(message, message.person, asker);
    const entry = await deps.index.inConversation(conversation.tenant, conversation.id);
    if (entry === undefined) return line('chat.noConferenceHere');
    switch (request.kind) {
      case 'move':
        return perform(message, asker, entry, { verb: request.verb });
      case 'close':
        return perform(message, asker, entry, { verb: 'conference.close' });
      case 'adopt':
        return perform(message, asker, entry, { verb: 'minutes.adopt' });
      case 'noteTaker':
        if (request.person === undefined) return line('chat.mentionNoteTaker');
        return perform(message, asker, entry, {
          verb: 'conference.setNoteTaker',
          noteTaker: { person: request.person },
        });
      case 'summary':
        return summary(asker, entry);
      case 'board':
        return boardAgain(entry);
    }
  };

  async function start(message: TypedMessage, person: PersonId, asker: Asker): Promise<readonly ChatMessage[]> {
    const { request, conversation } = message;
    if (request.kind !== 'start') return [];
    const values = {
      ...(request.code !== undefined && { case: request.code }),
      ...(request.approach !== undefined && { approach: request.approach }),
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
      return asCard(answers.form(asker, token, undefined, { refusals, values }));
    };
    if (request.code === undefined) return showForm([]);
    const code = readCaseCode(request.code);
    if (code === undefined) return showForm([{ code: 'caseCode', item: 'case', values: { given: request.code } }]);
    const approach = request.approach === undefined ? undefined : findApproach(request.approach);
    if (approach === undefined && request.approach !== undefined)
      return showForm([{ code: 'approach', item: 'approach', values: { given: request.approach } }]);

    const executed = await execute({
      stream: { tenant: conversation.tenant, case: code },
      command: { verb: 'conference.open', case: code, ...(approach && { approach: approach.name }) },
      context: {
        actor: await members.actor(message),
        members: [],
        opening: {
          conferenceId: deps.ids.newId(),
          conversation: conversation.id,
          processDirectors: deps.processDirectors,
        },
      },
      press: { activityId: activityKey(message), person },
      answer: () => noAnswer(asker),
    });
    return executed.kind === 'refused' ? showForm(executed.refusals) : [];
  }

  async function perform(
    message: TypedMessage,
    asker: Asker,
    entry: ConferenceEntry,
    command: Command,
  ): Promise<readonly ChatMessage[]> {
    const executed = await execute({
      stream: entry.stream,
      command,
      context: {
        actor: await members.actor(message),
        members: await members.known(message.conversation.tenant, asker.members, command),
        conference: entry.conference,
      },
      press: { activityId: activityKey(message), person: asker.person },
      answer: accepted => spoken(asker, accepted, command),
    });
    if (executed.kind === 'accepted' && command.verb === 'conference.setNoteTaker') return asCard(executed.card);
    if (executed.kind !== 'refused') return [];
    return refusedInChat(asker, entry, command, executed.refusals);
  }

  /** Closing that is refused shows what is missing as a form, so that the chair mends it there. */
  async function refusedInChat(
    asker: Asker,
    entry: ConferenceEntry,
    command: Command,
    refusals: readonly Refusal[],
  ): Promise<readonly ChatMessage[]> {
    const mendable = refusals.some(refusal => refusal.code === 'topThreeWithoutAction');
    if (command.verb !== 'conference.close' || !mendable)
      return asCard(deps.renderer.render({ kind: 'notice', language: asker.language, refusals, recorded: [] }));
    const { state } = await reader.load(entry.stream);
    const conference = state?.conferences.find(one => one.id === entry.conference);
    const token: FormToken = {
      token: deps.ids.newToken(),
      tenant: entry.stream.tenant,
      form: 'close' satisfies FormName,
      case: entry.stream.case,
      conference: entry.conference,
      ...(conference && { conversation: conference.conversation, phase: conference.phase }),
    };
    await deps.tokens.save([token]);
    return asCard(answers.form(asker, token, state, { refusals }));
  }

  /** New prompts and boards speak for themselves; only what nobody would see gets a card. */
  function spoken(asker: Asker, accepted: Accepted, command: Command): Answer {
    if (command.verb !== 'conference.setNoteTaker') return noAnswer(asker);
    const recorded = [{ key: accepted.events.length === 0 ? 'unchanged' : 'noteTakerSet' }];
    return {
      card: deps.renderer.render({ kind: 'notice', language: asker.language, refusals: [], recorded }),
      tokens: [],
    };
  }

  function noAnswer(asker: Asker): Answer {
    return {
      card: deps.renderer.render({ kind: 'notice', language: asker.language, refusals: [], recorded: [] }),
      tokens: [],
    };
  }

  async function summary(asker: Asker, entry: ConferenceEntry): Promise<readonly ChatMessage[]> {
    const { state } = await reader.load(entry.stream);
    if (state === undefined) return [];
    return asCard(
      deps.renderer.render({ kind: 'summary', language: asker.language, state, conference: entry.conference }),
    );
  }

  /** The board again, at the end of the chat; from now on that one is edited. */
  async function boardAgain(entry: ConferenceEntry): Promise<readonly ChatMessage[]> {
    const { state } = await reader.load(entry.stream);
    const conference = state?.conferences.find(one => one.id === entry.conference);
    if (conference === undefined) return [];
    const token = deps.ids.newToken();
    const lane = conference.conversation;
    const about = { conference: conference.id, phase: conference.phase, token };
    const bound = { tenant: entry.stream.tenant, conversation: lane, case: entry.stream.case };
    await enqueue(entry.stream, { kind: 'postBoard', lane, ...about }, [{ ...bound, ...about, form: 'board' }]);
    return [];
  }
}
