import { findApproach } from '../domain/approaches.ts';
import { readCaseCode } from '../domain/case-code.ts';
import type { Conference } from '../domain/case-state.ts';
import type { Command } from '../domain/commands.ts';
import type { Effect } from '../domain/reactions.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { ConferenceEntry, StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import { type Answers, type Asker, recordedLines } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import { type Accepted, type Answer, type Execute, tokenOf } from './execute.ts';
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
        return again(asker, entry, 'summary');
      case 'board':
        return again(asker, entry, 'board');
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
    const { state } = await reader.load(entry.stream);
    const conference = state?.conferences.find(one => one.id === entry.conference);
    const mendable = refusals.some(refusal => refusal.code === 'topThreeWithoutAction');
    if (command.verb === 'conference.close' && mendable && conference !== undefined) {
      await post(entry.stream, conference, { kind: 'postForm', form: 'close', withUncovered: true });
      return [];
    }
    return asCard(deps.renderer.render({ kind: 'notice', language: asker.language, refusals, recorded: [] }));
  }

  /** New prompts and boards speak for themselves; only what nobody would see gets a card. */
  function spoken(asker: Asker, accepted: Accepted, command: Command): Answer {
    if (command.verb !== 'conference.setNoteTaker') return noAnswer(asker);
    const recorded = recordedLines(accepted);
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

  /** The board or the summary at the end of the chat; a new board is the one that is edited from now on. */
  async function again(
    asker: Asker,
    entry: ConferenceEntry,
    what: 'board' | 'summary',
  ): Promise<readonly ChatMessage[]> {
    const { state } = await reader.load(entry.stream);
    const conference = state?.conferences.find(one => one.id === entry.conference);
    if (state === undefined || conference === undefined) return [];
    if (conference.filed !== undefined) {
      const about = { language: asker.language, state, conference: conference.id };
      return asCard(deps.renderer.render({ kind: 'line', line: 'conferenceFiled', ...about }));
    }
    await post(entry.stream, conference, what === 'board' ? { kind: 'postBoard' } : { kind: 'postForm', form: what });
    return [];
  }

  /**
   * What holds words of the case goes out like prompts do, so that it's among the cards that are tidied away when the minutes
   * are filed.
   */
  async function post(
    stream: StreamId,
    conference: Conference,
    what:
      | { readonly kind: 'postBoard' }
      | { readonly kind: 'postForm'; readonly form: 'summary' | 'close'; readonly withUncovered?: true },
  ): Promise<void> {
    const effect: Effect = {
      ...what,
      lane: conference.conversation,
      conference: conference.id,
      phase: conference.phase,
      token: deps.ids.newToken(),
    };
    await enqueue(stream, effect, tokenOf(stream, conference, effect));
  }
}
