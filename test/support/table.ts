import { fileURLToPath } from 'node:url';
import { createRondetafel, type RunningRondetafel } from '../../src/application/create-rondetafel.ts';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { readName } from '../../src/cards/input-values.ts';
import { readRequest } from '../../src/cards/inputs.ts';
import { houseZone } from '../../src/clock.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { type Calendar, publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { randomIds } from '../../src/ids.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { CaseDocuments } from '../../src/ports/case-documents.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { LanguageModel } from '../../src/ports/language-model.ts';
import type { ChatMessage } from '../../src/ports/meeting-chat.ts';
import type { MinutesArchive } from '../../src/ports/minutes-archive.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import { parseTyped, typedWords } from '../../src/teams/parse-typed.ts';
import { createKeptLog } from './kept-log.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createRecordingChat, type RecordingChat } from './recording-chat.ts';
import { entraId, functions, memberOf, organisationOf, type Someone, titled } from './seats.ts';

/** The application on a real database with real cards, a clock with hands and a chat in memory. */
export interface TableUnderTest {
  readonly chat: RecordingChat;
  readonly clock: ManualClock;
  readonly rondetafel: RunningRondetafel;
  readonly storage: Storage;
  readonly log: ReturnType<typeof createKeptLog>;
  readonly tenant: string;
  /** The meeting chat. */
  readonly conversation: Conversation;
  /**
   * Types in the meeting chat (without the mention of the bot) and returns what was said back; it stands in the chat then. Who is
   * mentioned stands where the text says `@wie`, or at its end.
   */
  say(name: Someone, text: string, options?: SayOptions): Promise<readonly ChatMessage[]>;
  /** Presses the newest card in the chat that offers the verb, or the given one; returns the answer to that person. */
  press(name: Someone, verb: string, inputs?: Record<string, string>, options?: PressOptions): Promise<Card>;
  /** The same without waiting for what follows from it. */
  pressOnly(name: Someone, verb: string, inputs?: Record<string, string>, options?: PressOptions): Promise<Card>;
  /** Everybody of the five joins, or those that are given. */
  join(names?: readonly Someone[]): Promise<void>;
  events(): Promise<readonly CaseEvent[]>;
  state(): Promise<CaseState>;
  conference(): Promise<Conference>;
  /** Resolves when nothing that may go out now waits in any lane and the board is right. */
  settled(): Promise<void>;
  /** Moves the clock to that moment, and lets what is due go out. */
  at(moment: string): Promise<void>;
  /** The newest card in the chat whose JSON holds the text. */
  cardWith(text: string): Card;
  /** The newest card in the chat that offers the verb. */
  offering(verb: string): Card;
  /** Somebody's own chat with the bot. */
  own(name: Someone): Conversation;
  /** Another meeting chat of the same house with the same people in it. */
  otherChat(): Promise<Conversation>;
  close(): Promise<void>;
}
export interface SayOptions {
  readonly activityId?: string;
  readonly conversation?: Conversation;
  readonly mention?: Someone;
  /** Nobody that the house knows: without Entra id. */
  readonly anonymous?: boolean;
  /** The device that Teams says it is. */
  readonly client?: string;
  readonly name?: string;
}
export interface PressOptions {
  readonly card?: Card;
  readonly activityId?: string;
  readonly conversation?: Conversation;
  readonly anonymous?: boolean;
  readonly client?: string;
  /** In place of the card's own; null for none at all. */
  readonly token?: string | null;
  /** What Teams calls them, when that isn't their function. */
  readonly name?: string;
  readonly signal?: AbortSignal;
}
export interface TableOptions {
  /** Shared by the tests of one file; each table is a tenant of its own. */
  readonly storage: Storage;
  readonly archive: MinutesArchive;
  /** What that archive has of a case; nothing unless it's given. */
  readonly documents?: CaseDocuments;
  readonly start?: string;
  /** Of an earlier table; a new one when it isn't given. */
  readonly tenant?: string;
  /** Who else is in the chat, besides the five. */
  readonly others?: readonly Someone[];
  readonly processDirectors?: readonly Someone[];
  readonly calendar?: Calendar;
  readonly model?: LanguageModel;
  readonly wordingHelp?: boolean;
  /**
   * `hands`: a board that has to wait moves the clock on by itself. `patient`: it waits until `settled` has moved the clock far
   * enough, a tenth of a second at a time, so that meanwhile changes gather.
   * @default 'hands'
   */
  readonly boards?: 'hands' | 'patient';
}

export const code = 'ZVH-2026-002';
const noDocuments: CaseDocuments = { outOfReach: [], codes: async () => [], forget: async () => undefined };

// Compiling the templates takes longer than most tests.
const renderer = createRenderer({
  cardsFolder: fileURLToPath(new URL('../../cards', import.meta.url)),
  zone: houseZone,
  approaches: usualApproaches,
  calendar: publicHolidaysOnly,
});

export async function openTable(options: TableOptions): Promise<TableUnderTest> {
  const log = createKeptLog();
  const tenant = options.tenant ?? randomIds.newId();
  const storage = mindingOnly(tenant, options.storage);
  const clock = createManualClock(options.start ?? '2026-11-23T09:00:00.000Z');
  const chat = createRecordingChat(tenant, [...functions, ...(options.others ?? [])].map(memberOf), clock.now);
  const waiting = createWaiting(clock);
  const rondetafel = createRondetafel(
    {
      ...storage,
      chat,
      roster: chat,
      archive: options.archive,
      documents: options.documents ?? noDocuments,
      clock,
      ids: randomIds,
      renderer,
      log,
      approaches: usualApproaches,
      calendar: options.calendar ?? publicHolidaysOnly,
      processDirectors: (options.processDirectors ?? []).map(entraId),
      ...(options.model && { model: options.model }),
      wordingHelp: options.wordingHelp ?? false,
    },
    {
      sweepEveryMs: 3_600_000,
      // A chat in memory takes everything at once.
      pauseBeforeSending: async () => undefined,
      pause: options.boards === 'patient' ? waiting.pause : async ms => clock.advance(ms),
    },
  );
  const meetingChat = (id: string): Conversation => ({
    tenant,
    id: `19:${id}@thread.v2`,
    kind: 'groupChat',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    botId: '28:rondetafel',
    language: 'nl',
  });
  const conversation = meetingChat(tenant);
  await rondetafel.seen(conversation);
  let activities = 0;

  /** As the edge recognises it: the stored conversation, and nobody's id for somebody without one. */
  async function turnOf(
    name: Someone,
    { conversation: where = conversation, activityId, anonymous, client, name: called }: Omit<SayOptions, 'mention'>,
  ) {
    activities += 1;
    const newActivity = `activity-${activities}`;
    return {
      conversation: (await storage.conversations.find(tenant, where.id)) ?? where,
      activityId: activityId ?? newActivity,
      name: readName(called ?? titled(name)),
      ...(anonymous !== true && { person: entraId(name) }),
      ...(client !== undefined && { client }),
    };
  }

  const table: TableUnderTest = {
    chat,
    clock,
    rondetafel,
    storage,
    log,
    tenant,
    conversation,
    async say(name, text, said = {}) {
      const at = said.mention === undefined ? '' : `<at>${titled(said.mention)}</at>`;
      const mentions = said.mention === undefined ? [] : [{ text: at, bot: false, person: entraId(said.mention) }];
      const turn = await turnOf(name, said);
      const words = text.includes('@wie') ? text.replace('@wie', at) : `${text} ${at}`;
      const replies = await rondetafel.typed({
        ...turn,
        text: typedWords(words, mentions),
        request: parseTyped(words, mentions),
      });
      for (const reply of replies) await chat.post(turn.conversation, reply);
      await table.settled();
      return replies;
    },
    async press(name, verb, inputs, pressed) {
      const answer = await table.pressOnly(name, verb, inputs, pressed);
      await table.settled();
      return answer;
    },
    async pressOnly(name, verb, inputs = {}, pressed = {}) {
      const card = pressed.card ?? table.offering(verb);
      const { token: own, verb: _verb, ...along } = dataOf(card, verb);
      const messageId = chat.shown.find(({ message }) => message.kind === 'card' && message.card === card)?.messageId;
      const token = pressed.token === undefined ? own : pressed.token;
      const values = { ...along, ...inputs };
      return rondetafel.press({
        ...(await turnOf(name, pressed)),
        verb,
        values,
        request: readRequest(verb, values),
        submitted: false,
        ...(pressed.signal && { signal: pressed.signal }),
        ...(typeof token === 'string' && { token }),
        ...(messageId !== undefined && { messageId }),
      });
    },
    async join(names = functions) {
      for (const name of names)
        await table.pressOnly(name, 'conference.join', { organisation: organisationOf(name), role: titled(name) });
      await table.settled();
    },
    events: () => storage.events.read({ tenant, case: code }),
    async state() {
      const state = fold(await table.events());
      if (state === undefined) throw new Error('there is no case');
      return state;
    },
    async conference() {
      const conference = (await table.state()).conferences.at(-1);
      if (conference === undefined) throw new Error('there is no conference');
      return conference;
    },
    async settled() {
      for (;;) {
        await (options.boards === 'patient' ? waiting.whileMoving(rondetafel.idle()) : rondetafel.idle());
        const lanes = await storage.outbox.waitingLanes(clock.now());
        if (lanes.length === 0) return;
        for (const { lane } of lanes) await rondetafel.drain(tenant, lane);
      }
    },
    async at(moment) {
      clock.set(moment);
      await rondetafel.sweep();
      await table.settled();
    },
    cardWith: text => newest(chat, text) ?? missing(`no card says ${text}`),
    offering: verb => newest(chat, `"verb":"${verb}"`) ?? missing(`no card in the chat offers ${verb}`),
    own: name => ({ ...conversation, id: `personal:${entraId(name)}`, kind: 'personal', person: entraId(name) }),
    async otherChat() {
      const other = meetingChat(randomIds.newId());
      await rondetafel.seen(other);
      return other;
    },
    close: () => rondetafel.stop(),
  };
  return table;
}

/** Tests of one file share a storage: what one of them left behind isn't picked up by the sweep of the next. */
function mindingOnly(tenant: string, storage: Storage): Storage {
  const isOurs = (one: { readonly tenant: string }) => one.tenant === tenant;
  const { outbox, boards } = storage;
  return {
    ...storage,
    outbox: { ...outbox, waitingLanes: async now => (await outbox.waitingLanes(now)).filter(isOurs) },
    boards: { ...boards, behind: async () => (await boards.behind()).filter(isOurs) },
  };
}

/** Boards that wait for a clock that the test moves. */
function createWaiting(clock: ManualClock) {
  const waiting = new Set<{ until: number; go: () => void }>();
  return {
    pause: (ms: number, signal: AbortSignal) =>
      new Promise<void>(resolve => {
        const one = { until: Date.parse(clock.now()) + ms, go: resolve };
        waiting.add(one);
        signal.addEventListener('abort', () => resolve());
      }),
    /** Moves the clock on for as long as that work takes. */
    async whileMoving(work: Promise<void>): Promise<void> {
      let done = false;
      const watched = work.finally(() => {
        done = true;
      });
      while (!done) {
        await new Promise(resolve => setImmediate(resolve));
        if (waiting.size === 0) continue;
        clock.advance(100);
        for (const one of waiting) {
          if (one.until > Date.parse(clock.now())) continue;
          waiting.delete(one);
          one.go();
        }
      }
      return watched;
    },
  };
}

function newest(chat: RecordingChat, text: string): Card | undefined {
  const found = chat.shown.findLast(
    one => one.message.kind === 'card' && JSON.stringify(one.message.card).includes(text),
  );
  return found?.message.kind === 'card' ? found.message.card : undefined;
}

function missing(what: string): never {
  throw new Error(what);
}

/** Ids of the notices on a card, without `notice:`. */
export function notices(card: Card): string[] {
  return [...JSON.stringify(card).matchAll(/"id":"notice:([^"]+)"/g)].map(match => match[1] ?? '');
}

/** The cards among what was said back. */
export function cardsOf(replies: readonly ChatMessage[]): readonly Card[] {
  return replies.flatMap(reply => (reply.kind === 'card' ? [reply.card] : []));
}

/** What a client sends along when somebody presses the button of that verb. */
export function dataOf(card: Card, verb: string): Record<string, string> {
  let data: Record<string, string> | undefined;
  JSON.parse(JSON.stringify(card), (_key, value: unknown) => {
    if (data === undefined && isAction(value) && value.verb === verb) data = value.data;
    return value;
  });
  return data ?? missing(`the card doesn't offer ${verb}`);
}

/** A card as a client could make it up: it has a button of that verb, with the token of that other card. */
export function madeUp(verb: string, from?: Card): Card {
  const token = JSON.stringify(from ?? {}).match(/"token":"([^"]+)"/)?.[1];
  const data = { verb, ...(token !== undefined && { token }) };
  return { type: 'AdaptiveCard', body: [{ type: 'Action.Execute', verb, data }] };
}

/** What the inputs of a card are filled in with, by their id; a client sends that too. */
export function filledIn(card: Card): Record<string, string> {
  const values: Record<string, string> = {};
  JSON.parse(JSON.stringify(card), (_key, value: unknown) => {
    if (isInput(value) && value.value !== undefined) values[value.id] = value.value;
    return value;
  });
  return values;
}

function isInput(value: unknown): value is { id: string; value?: string } {
  return typeof value === 'object' && value !== null && 'type' in value && String(value.type).startsWith('Input.');
}

function isAction(value: unknown): value is { verb: string; data: Record<string, string> } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Action.Execute';
}
