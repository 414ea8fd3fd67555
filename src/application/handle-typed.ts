import type { Command } from '../domain/commands.ts';
import type { ReadingName } from '../domain/readings.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Conversation, Language } from '../ports/conversations.ts';
import type { ConferenceEntry } from '../ports/event-store.ts';
import type { ChatMessage } from '../ports/meeting-chat.ts';
import { createAccesses } from './accesses.ts';
import type { Answers, Asker } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import { createCorrectForm } from './correct-form.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import type { Accepted, Answer, Execute } from './execute.ts';
import { createHandleStart } from './handle-start.ts';
import type { KeptWords } from './kept-words.ts';
import type { Members } from './members.ts';
import { createPersonalTyped, isPersonalOnly } from './personal-typed.ts';
import { createPostToChat } from './post-to-chat.ts';
import { recordedLines } from './recorded-lines.ts';
import { activityKey, type TypedMessage } from './turn.ts';
import { createTypedGuarded } from './typed-guarded.ts';
import { createTypedItems } from './typed-items.ts';
import { isToldOnItsForm, numbersTypedIn } from './typed-numbers.ts';
import { createTypedPgax } from './typed-pgax.ts';
import { createTypedPlan } from './typed-plan.ts';
import { createTypedTimeline } from './typed-timeline.ts';
import { hasWordingHelp } from './wording-help.ts';

interface Parts {
  readonly deps: Dependencies;
  readonly reader: CaseReader;
  readonly execute: Execute;
  readonly answers: Answers;
  readonly members: Members;
  readonly enqueue: Enqueue;
  readonly kept: KeptWords;
}

const mendableOnTheForm: ReadonlySet<Refusal['code']> = new Set([
  'topThreeWithoutAction',
  'safetyWithoutMeasure',
  'urgentRiskWithoutMeasure',
] as const);
/** Nobody would see that these happened; new prompts and boards speak for themselves. */
const spokenOf: ReadonlySet<Command['verb']> = new Set(['conference.setNoteTaker', 'conference.setChair'] as const);

/** Logged with what they change. */
const changes: ReadonlySet<string> = new Set<TypedMessage['request']['kind']>([
  'move',
  'close',
  'adopt',
  'urgent',
  'extend',
  'chair',
  'noteTaker',
]);
/** These come in the own chat of whoever asks. */
const forWhoAsks: ReadonlySet<string> = new Set<TypedMessage['request']['kind']>([
  'correct',
  'direction',
  'closeCase',
  'pgax',
]);

/** Typed words do what the buttons do: the same commands, the same rules; a refusal comes back as a card in the chat. */
export function createHandleTyped({ deps, reader, execute, answers, members, enqueue, kept }: Parts) {
  const start = createHandleStart({ deps, reader, execute, answers, members, enqueue });
  const items = createTypedItems({ deps, reader, answers, enqueue });
  const personalTyped = createPersonalTyped({ deps, reader, execute, answers, members, enqueue, kept });
  const correct = createCorrectForm({ deps, reader, answers });
  const guarded = createTypedGuarded({ deps, reader, answers });
  const plan = createTypedPlan({ deps, reader, enqueue });
  const pgax = createTypedPgax({ deps, reader });
  const timeline = createTypedTimeline({ deps, reader, enqueue });
  const post = createPostToChat({ ids: deps.ids, enqueue });
  const accesses = createAccesses(deps);
  const asCard = (card: Card): readonly ChatMessage[] => [{ kind: 'card', card }];

  return async function handleTyped(message: TypedMessage): Promise<readonly ChatMessage[]> {
    const { conversation, request } = message;
    const { language } = conversation;
    const personal = conversation.kind === 'personal';
    const line = (key: string): readonly ChatMessage[] => [{ kind: 'line', text: deps.renderer.line(language, key) }];

    const [number, ...others] = numbersTypedIn(message);
    if (number !== undefined && !isToldOnItsForm(message))
      return personal
        ? asCard(deps.renderer.render({ kind: 'notice', language, refusals: [number, ...others], recorded: [] }))
        : line(`refusal.${number.code}.typed`);
    if (request.kind === 'help')
      return asCard(deps.renderer.render({ kind: 'help', language, personal, notes: hasWordingHelp(deps) }));
    if (request.kind === 'unknown' || isKeptFrom(message)) return notUnderstood(message);
    if (message.person === undefined) return line('chat.readOnly');
    if (personal && request.kind === 'language') return changeLanguage(conversation, request.language);
    if (personal) return personalTyped(message, message.person);
    if (isPersonalOnly(request)) return line(request.kind === 'answer' ? 'chat.answerAlone' : 'chat.onlyAlone');
    const present = await members.of(message);
    if (present === 'unavailable') return line('refusal.tryAgain');
    if (!present.some(member => member.person === message.person)) return line('refusal.unknown');
    if (request.kind === 'language') return changeLanguage(conversation, request.language);
    const { person, client, signal } = message;
    const asker: Asker = { person, language, members: present, values: {}, client, signal };

    if (request.kind === 'start') return start(message, request, asker);
    const entry = await deps.index.inConversation(conversation.tenant, conversation.id);
    if (entry === undefined) return line('chat.noConferenceHere');
    if (!changes.has(request.kind)) await shown(asker, entry, request.kind);
    switch (request.kind) {
      case 'move':
        return perform(message, asker, entry, { verb: request.verb });
      case 'close':
        return perform(message, asker, entry, { verb: 'conference.close' });
      case 'adopt':
        return perform(message, asker, entry, { verb: 'minutes.adopt' });
      case 'urgent':
        return perform(message, asker, entry, { verb: 'conference.setUrgent', urgent: request.urgent });
      case 'extend':
        return perform(message, asker, entry, { verb: 'step.extend' });
      case 'chair':
        if (request.person === undefined) return line('chat.mentionChair');
        return perform(message, asker, entry, { verb: 'conference.setChair', chair: { person: request.person } });
      case 'correct':
        return correct(conversation, asker, entry);
      case 'direction':
      case 'closeCase':
        return guarded.fromMeeting(message, asker, entry, request.kind);
      case 'item':
        return items.echo(message, asker, entry, request);
      case 'more':
        return items.more(message, asker, entry);
      case 'reading':
        return read(asker, entry, request.reading);
      case 'noteTaker':
        if (request.person === undefined) return line('chat.mentionNoteTaker');
        return perform(message, asker, entry, {
          verb: 'conference.setNoteTaker',
          noteTaker: { person: request.person },
        });
      case 'summary':
        return (await askedOfModel(message, asker, entry)) ?? again(asker, entry, 'summary');
      case 'plan':
      case 'actions':
        return plan(conversation, asker, entry, request.kind);
      case 'timeline':
        return timeline(conversation, asker, entry, request.partner);
      case 'pgax':
        return pgax.fromMeeting(conversation, asker, entry);
      case 'board':
        return again(asker, entry, 'board');
    }
  };

  /** Of what was typed nothing is repeated: a guess is a word of ours. */
  function notUnderstood({ conversation, request }: TypedMessage): readonly ChatMessage[] {
    const key = conversation.kind === 'personal' ? 'chat.unknownCommandAlone' : 'chat.unknownCommand';
    const guess = request.kind === 'unknown' ? request.guess : undefined;
    const about = guess === undefined ? {} : { guess };
    return [{ kind: 'line', text: deps.renderer.line(conversation.language, key, about) }];
  }

  /** A word that is for the process directors of the house is no word to anyone else. */
  function isKeptFrom({ request, person }: TypedMessage): boolean {
    return request.kind === 'caseload' && (person === undefined || !deps.processDirectors.includes(person));
  }

  async function changeLanguage(conversation: Conversation, language: Language): Promise<readonly ChatMessage[]> {
    await deps.conversations.save({ ...conversation, language });
    return [{ kind: 'line', text: deps.renderer.line(language, 'chat.languageChanged') }];
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
        actor: (await members.actor(message)).actor,
        members: await members.known(message.conversation.tenant, asker.members, command),
        conference: entry.conference,
      },
      press: { activityId: activityKey(message), person: asker.person },
      client: message.client,
      signal: message.signal,
      answer: accepted => spoken(asker, accepted, command),
    });
    if (executed.kind === 'accepted' && spokenOf.has(command.verb)) return asCard(executed.card);
    if (executed.kind !== 'refused') return [];
    await shown(asker, entry, command.verb);
    return refusedInChat(asker, entry, command, executed.refusals);
  }

  /** Logged before it's there: to whoever asked, or to the whole chat. */
  async function shown(asker: Asker, entry: ConferenceEntry, what: string): Promise<void> {
    const { state } = await reader.load(entry.stream);
    const action = forWhoAsks.has(what) ? 'show' : 'disclose';
    await accesses.record(asker, action, what, { tenant: entry.stream.tenant, states: [state] });
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
    const mendable = refusals.some(refusal => mendableOnTheForm.has(refusal.code));
    if (command.verb === 'conference.close' && mendable && conference !== undefined) {
      await post(entry.stream, conference, { kind: 'postForm', form: 'close', withUncovered: true }, asker);
      return [];
    }
    return asCard(answers.notice(asker, [], refusals));
  }

  /** New prompts and boards speak for themselves; only what nobody would see gets a card. */
  function spoken(asker: Asker, accepted: Accepted, command: Command): Answer {
    const recorded = spokenOf.has(command.verb) ? recordedLines(accepted) : [];
    return { card: answers.notice(asker, recorded), tokens: [] };
  }

  async function read(asker: Asker, entry: ConferenceEntry, reading: ReadingName): Promise<readonly ChatMessage[]> {
    const { state } = await reader.load(entry.stream);
    if (state === undefined) return [];
    const about = { language: asker.language, state, conference: entry.conference };
    return asCard(deps.renderer.render({ kind: 'reading', reading, ...about }));
  }

  /** The chair gets it in words, later and in their own chat; the turn doesn't wait for a machine. Undefined where it's by rule. */
  async function askedOfModel(
    message: TypedMessage,
    { person, language }: Asker,
    { stream, conference: id }: ConferenceEntry,
  ): Promise<readonly ChatMessage[] | undefined> {
    const { state } = await reader.load(stream);
    const conference = state?.conferences.find(one => one.id === id);
    if (deps.model === undefined || conference?.chair !== person || conference.filed !== undefined) return undefined;
    const lane = `model:${stream.case}`;
    const asked = deps.ids.newId();
    const effect = { kind: 'askModel', lane, conference: id, person, about: 'summary', asked } as const;
    await enqueue(stream, effect, [], { id: `summary ${activityKey(message)}` });
    return [{ kind: 'line', text: deps.renderer.line(language, 'chat.summaryComing') }];
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
    await post(
      entry.stream,
      conference,
      what === 'board' ? { kind: 'postBoard' } : { kind: 'postForm', form: what },
      asker,
    );
    return [];
  }
}
