import type { PlaygroundClient, TranscriptLine } from '../../src/demo/client.ts';
import { type CardJson, noticesOf } from '../../src/demo/client-card.ts';
import { collectInputs, filledByHand, findAction } from '../../src/demo/client-press.ts';
import type { Seat } from '../../src/demo/seats.ts';
import type { ShownMessage, ShownMessages } from '../../src/demo/shown-messages.ts';
import type { StubConnector } from './stub-connector.ts';
import type { TeamsClient } from './teams-client.ts';

/**
 * The room of a case on the stub of the Bot Connector, in the hands of the same player that plays in the Playground: faster,
 * and with as many people as the case has. Nobody watches its messages, so the transcript holds what people did only.
 */
export function createStubClient(options: {
  readonly stub: StubConnector;
  readonly teams: TeamsClient;
  readonly meetingChat: string;
  /** Function → organisation. */
  readonly people: Readonly<Record<string, string>>;
}): PlaygroundClient {
  const { stub, teams, meetingChat, people } = options;
  const seats: readonly Seat[] = Object.entries(people).map(([name, organisation]) => {
    const { teamsId, entraId = '' } = stub.person(name);
    return { function: name, name, organisation, teamsId, entraId };
  });
  const transcript: TranscriptLine[] = [];
  const answers = new Map<string, { readonly edits: number; readonly card: CardJson }>();

  const messages: ShownMessages = {
    put() {
      throw new Error('only the bot posts here');
    },
    find: id => [meetingChat, ...seats.map(client.personalChatOf)].flatMap(messages.of).find(one => one.id === id),
    of: chat =>
      stub
        .messages(chat)
        .filter(message => !message.deleted)
        .map(({ id, text = '', edits, card }) => ({
          ...{ id, chat, from: stub.botId, at: Number(id), edits, text },
          ...(card !== undefined && { card: card as CardJson }),
        })),
    answer: (person, id, card) => {
      answers.set(`${person} ${id}`, { edits: messages.find(id)?.edits ?? 0, card });
    },
    cardFor(person, message) {
      const answer = answers.get(`${person} ${message.id}`);
      return answer !== undefined && answer.edits === message.edits ? answer.card : message.card;
    },
    watch: () => () => undefined,
  };

  const client: PlaygroundClient = {
    seats,
    bot: { id: stub.botId, name: 'Rondetafel' },
    meetingChat,
    messages,
    transcript,
    seat(name) {
      const seat = seats.find(one => one.function === name);
      if (seat === undefined) throw new Error(`nobody in the room is called "${name}"`);
      return seat;
    },
    personalChatOf: person => stub.personalChat(person.function).id,
    chatsOf: person => [meetingChat, client.personalChatOf(person)],
    async say(person, chat, text) {
      transcript.push({ kind: 'said', by: person.function, chat, text });
      const status = await teams.say(person.function, chat, text);
      if (status >= 300) throw new Error(`the bot answered ${status} to "${text}"`);
    },
    async press(person, message, verb, inputs = {}) {
      const card = messages.cardFor(person.function, message);
      const on = { ...stubMessage(message), card: card ?? {} };
      const action = findAction(on.card, verb, inputs);
      const sent = { ...inputs, ...collectInputs(action, inputs) };
      const filled = filledByHand(action, inputs);
      transcript.push({ kind: 'pressed', by: person.function, verb: action.verb, sent, filled });
      const { status, card: answered } = await teams.press(person.function, on, verb, inputs);
      const shown = answered as CardJson | undefined;
      if (shown !== undefined) messages.answer(person.function, message.id, shown);
      const answer = { status, ...(shown !== undefined && { card: shown }), notices: shown ? noticesOf(shown) : [] };
      transcript.push({ kind: 'answered', by: person.function, verb: action.verb, answer });
      return answer;
    },
    offeredChoices(person, message, verb, input) {
      const card = messages.cardFor(person.function, message);
      const inputs = card === undefined ? [] : findAction(card, verb, { [input]: '' }).inputs;
      return inputs.find(one => one.id === input)?.choices.map(choice => choice.value) ?? [];
    },
    until: (look, what, withinMs = 20_000) =>
      stub.until(look, withinMs).catch((cause: unknown) => {
        throw new Error(`${what} didn't come within ${withinMs / 1000} s`, { cause });
      }),
    close: () => undefined,
  };
  return client;

  function stubMessage({ id, chat, edits }: ShownMessage) {
    return { id, chat, edits, deleted: false };
  }
}
