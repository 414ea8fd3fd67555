import { type CardJson, type Notice, noticesOf } from './client-card.ts';
import { ClientRefuses, collectInputs, filledByHand, findAction, type Inputs } from './client-press.ts';
import type { Playground } from './playground.ts';
import { callPlayground, openTraffic, requestMs } from './playground-calls.ts';
import { type PlaygroundConfig, playgroundConfigSchema, readAnswer, readTraffic } from './playground-wire.ts';
import type { Seat } from './seats.ts';
import { createShownMessages, type ShownMessage, type ShownMessages } from './shown-messages.ts';
import { type LineMentions, withNames } from './typed-line.ts';

/** What a press came back with. */
export interface Answer {
  readonly status: number;
  /** Shown to the presser alone. */
  readonly card?: CardJson;
  readonly text?: string;
  readonly notices: readonly Notice[];
}

export type TranscriptLine =
  | { readonly kind: 'said'; readonly by: string; readonly chat: string; readonly text: string }
  | {
      readonly kind: 'pressed';
      readonly by: string;
      readonly verb: string;
      /** What the button itself sends along included, as far as it was asked for. */
      readonly sent: Inputs;
      /** Of these, what took a hand to fill in on what stood open. */
      readonly filled: readonly string[];
    }
  | { readonly kind: 'answered'; readonly by: string; readonly verb: string; readonly answer: Answer }
  | { readonly kind: 'posted' | 'edited'; readonly message: ShownMessage };

/** The Playground without a browser: anybody in the room can type and press, and sees what the chat shows. */
export interface PlaygroundClient {
  readonly seats: readonly Seat[];
  readonly bot: PlaygroundConfig['bot'];
  readonly meetingChat: string;
  readonly messages: ShownMessages;
  readonly transcript: readonly TranscriptLine[];
  /** By function. Throws when nobody has it. */
  seat(name: string): Seat;
  /** The personal chat of this person with the bot. */
  personalChatOf(person: Seat): string;
  /** The chats that this person sees. */
  chatsOf(person: Seat): readonly string[];
  /** Types a line; in the meeting chat with a mention of the bot, unless told not to. Resolves when the bot has taken it. */
  say(person: Seat, chat: string, text: string, mentions?: LineMentions): Promise<void>;
  /**
   * Presses the button with that verb (or title) on a message as this person sees it. Rejects with `ClientRefuses` when the
   * real client wouldn't send it: no such button, no such input, a required input empty.
   */
  press(person: Seat, message: ShownMessage, verb: string, inputs?: Inputs): Promise<Answer>;
  /** The values that an input of that button lets this person choose from; empty when it's free text. */
  offeredChoices(person: Seat, message: ShownMessage, verb: string, input: string): readonly string[];
  /** The first value that `look` gives, looked for again after every change. Rejects after `withinMs`, naming `what`. */
  until<T>(look: () => T | undefined, what: string, withinMs?: number): Promise<T>;
  close(): void;
}

/** Connects to a running Playground. Messages from before that moment aren't seen. */
export async function connectClient({ url, seats }: Playground): Promise<PlaygroundClient> {
  const request = (path: string, body?: unknown) => callPlayground(url, path, body);
  const { config } = playgroundConfigSchema.parse((await request('/_internal/v1/testConfig')).body);
  const [group] = config.groupChats;
  if (group === undefined) throw new Error('the Playground has no group chat');
  const meetingChat = group.id;
  const personalChats = new Map<string, string>();
  for (const seat of seats) personalChats.set(seat.function, await openPersonalChat(seat));

  const messages = createShownMessages();
  const transcript: TranscriptLine[] = [];
  const delivered = new Map<string, number>();
  const waiting = new Set<() => void>();
  const lookAgain = () => {
    for (const look of [...waiting]) look();
  };
  messages.watch(change => transcript.push(change));

  // One source for all chats: the conversation stream leaves out the personal chats of everyone but the current user.
  const traffic = await openTraffic(url, line => {
    const seen = readTraffic(line);
    if (seen.kind === 'delivered') delivered.set(seen.activity, seen.status);
    if (seen.kind === 'message') {
      const chat = seen.chat ?? messages.find(seen.id)?.chat;
      if (chat !== undefined) messages.put({ ...seen, chat, from: config.bot.id });
    }
    lookAgain();
  });

  /** The Playground makes one personal chat a person and gives it again to whoever asks, the bot included. */
  async function openPersonalChat(seat: Seat): Promise<string> {
    const { body } = await request('/_connector/v3/conversations', {
      isGroup: false,
      bot: config.bot,
      members: [{ id: seat.teamsId }],
      tenantId: config.tenantId,
      channelData: { tenant: { id: config.tenantId } },
    });
    const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
    if (typeof id !== 'string') throw new Error(`the Playground has no personal chat for ${seat.name}`);
    return id;
  }

  const client: PlaygroundClient = {
    seats,
    bot: config.bot,
    meetingChat,
    messages,
    transcript,
    seat(name) {
      const seat = seats.find(one => one.function === name);
      if (seat === undefined) throw new Error(`nobody in the room is called "${name}"`);
      return seat;
    },
    personalChatOf: person => personalChats.get(person.function) ?? '',
    chatsOf: person => [meetingChat, client.personalChatOf(person)],
    async say(person, chat, text, { mention = chat === meetingChat, people = [] } = {}) {
      const at = `<at>${config.bot.name}</at>`;
      const mentions = [...(mention ? [{ text: at, mentioned: config.bot }] : []), ...people];
      const line = mention ? `${at} ${text}` : text;
      const { body } = await request(
        `/_internal/v1/customActivities/template?conversationId=${encodeURIComponent(chat)}`,
      );
      const template = body as { readonly id: string };
      const activity = {
        ...template,
        type: 'message',
        textFormat: 'plain',
        text: line,
        from: { id: person.teamsId, name: person.name, aadObjectId: person.entraId },
        channelData: { tenant: { id: config.tenantId } },
        locale: 'nl-NL',
        ...(mentions.length > 0 && { entities: mentions.map(one => ({ type: 'mention', ...one })) }),
      };
      transcript.push({ kind: 'said', by: person.function, chat, text });
      messages.put({ id: template.id, chat, from: person.teamsId, at: Date.now(), text: withNames(line) });
      await request('/_internal/v1/customActivities', activity);
      const status = await client.until(() => delivered.get(template.id), `the bot's answer to "${text}"`, requestMs);
      if (status >= 300) throw new Error(`the bot answered ${status} to "${text}"`);
    },
    async press(person, message, verb, inputs = {}) {
      const card = messages.cardFor(person.function, message);
      if (card === undefined) throw new ClientRefuses('that message has no card');
      const action = findAction(card, verb, inputs);
      const sent = collectInputs(action, inputs);
      const common = { from: { id: person.teamsId }, conversation: { id: message.chat }, replyToId: message.id };
      const data = { ...action.data, ...sent };
      const filled = filledByHand(action, inputs);
      const all = { ...inputs, ...sent };
      transcript.push({ kind: 'pressed', by: person.function, verb: action.verb, sent: all, filled });
      const response =
        action.type === 'Action.Submit'
          ? await request('/_conversation/v1/submit', { ...common, value: data })
          : await request('/_conversation/v1/invoke', {
              ...common,
              name: 'adaptiveCard/action',
              value: { action: { type: action.type, title: action.title, verb: action.verb, data }, trigger: 'manual' },
            });
      const shown = readAnswer(response.body);
      if (shown.card !== undefined) messages.answer(person.function, message.id, shown.card);
      const answer = { status: response.status, ...shown, notices: shown.card ? noticesOf(shown.card) : [] };
      transcript.push({ kind: 'answered', by: person.function, verb: action.verb, answer });
      lookAgain();
      return answer;
    },
    offeredChoices(person, message, verb, input) {
      const card = messages.cardFor(person.function, message);
      const inputs = card === undefined ? [] : findAction(card, verb, { [input]: '' }).inputs;
      return inputs.find(one => one.id === input)?.choices.map(choice => choice.value) ?? [];
    },
    until(look, what, withinMs = 20_000) {
      return new Promise((resolve, reject) => {
        const stop = () => {
          clearTimeout(timer);
          waiting.delete(again);
        };
        const again = () => {
          try {
            const found = look();
            if (found === undefined) return;
            stop();
            resolve(found);
          } catch (error) {
            stop();
            reject(error);
          }
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`${what} didn't come within ${withinMs / 1000} s`));
        }, withinMs);
        waiting.add(again);
        again();
      });
    },
    close: () => traffic.close(),
  };
  return client;
}
