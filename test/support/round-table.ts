import { expect } from 'vitest';
import { actionsOf, type CardJson, noticesOf, wordsOf } from '../../src/demo/client-card.ts';
import { type BotChanges, type BotProcess, startBotProcess } from './bot-process.ts';
import { createStubConnector, type ShownMessage, type StubConnector, stubPeople } from './stub-connector.ts';
import { createTeamsClient, type PressOptions, type SayOptions, type TeamsClient } from './teams-client.ts';

/** More than the Playground seats: a chair and fifteen partners, each of an organisation of their own. */
export const chair = 'procesregisseur';
export const partners = [
  ...['wijkagent', 'reclasseerder', 'behandelaar', 'wijkteam', 'officier', 'jeugdbeschermer', 'schuldhulpverlener'],
  ...['huisarts', 'woonconsulent', 'leerplichtambtenaar', 'jongerenwerker', 'toezichthouder', 'ervaringsdeskundige'],
  ...['verpleegkundige', 'arbeidsconsulent'],
] as const;
export const organisationOf = (name: string): string => `Organisatie van de ${name}`;

/** What somebody got back on a press. */
export interface Answer {
  readonly status: number;
  readonly chat: string;
  readonly card: CardJson;
  /** What a reader sees of it. */
  readonly words: string;
  /** `topThreeWithoutAction:F4`. */
  readonly refusals: readonly string[];
  /** What stands in the notices. */
  readonly reasons: string;
}

type Inputs = Readonly<Record<string, string>>;
type Pressable = ShownMessage | { readonly chat: string; readonly card: Readonly<Record<string, unknown>> };

/** One group chat with everybody in it, for one case, through the stub of the Bot Connector. */
export interface RoundTable {
  readonly chat: string;
  readonly code: string;
  entraId(name: string): string;
  say(name: string, text: string, options?: SayOptions): Promise<void>;
  /** The newest message that offers that verb, as soon as there's one; `after` asks for one that came later. */
  card(verb: string, after?: ShownMessage): Promise<ShownMessage>;
  /** Presses on the newest message with that verb, or on the given one. */
  press(name: string, verb: string, inputs?: Inputs, on?: Pressable, options?: PressOptions): Promise<Answer>;
  /** The same, for a press that has to be recorded. */
  record(name: string, verb: string, inputs?: Inputs, on?: Pressable): Promise<Answer>;
  /** The chair types it; resolves when the card with that verb has come. */
  move(typed: string, verb: string): Promise<ShownMessage>;
  join(names: readonly string[]): Promise<void>;
  board(): Promise<ShownMessage>;
  /** Resolves when the board says all of this. */
  boardSays(...words: readonly string[]): Promise<ShownMessage>;
  /** The conference so far, by rule; asked by a button, so that it leaves nothing in the chat. */
  summary(): Promise<string>;
  /** Lines (not cards) of the bot in this chat. */
  lines(): readonly string[];
}

export interface House {
  readonly bot: BotProcess;
  readonly stub: StubConnector;
  readonly client: TeamsClient;
  /** Starts a conference in a chat of its own. */
  open(code: string, approach?: string): Promise<RoundTable>;
  /** A chat in which nothing has happened yet, at which everybody waits that long for a card. */
  seat(code: string, patienceMs?: number): RoundTable;
  dispose(): Promise<void>;
}

/** Long enough for a start on a busy machine; whoever waits goes on as soon as it's there. */
const usualPatienceMs = 20_000;

const usualClient = (bot: BotProcess, stub: StubConnector) => createTeamsClient({ botUrl: bot.messages, stub });

/** The real bot as a process, with the stub as Teams. Several may share one stub: processes on one database. */
export async function openHouse(
  changes: BotChanges = {},
  shared?: StubConnector,
  clientOf = usualClient,
): Promise<House> {
  const stub = shared ?? (await createStubConnector({ people: stubPeople([chair, ...partners, 'buitenstaander']) }));
  const bot = await startBotProcess(changes);
  const client = clientOf(bot, stub);
  const house: House = {
    bot,
    stub,
    client,
    seat: (code, patienceMs) => seatTable(house, code, patienceMs),
    async open(code, approach = 'Top X') {
      const table = house.seat(code);
      await table.say(chair, `start ${code} ${approach}`);
      await table.card('conference.join');
      return table;
    },
    async dispose() {
      await bot.dispose();
      if (shared === undefined) await stub.close();
    },
  };
  return house;
}

function seatTable({ stub, client }: House, code: string, patienceMs = usualPatienceMs): RoundTable {
  const chat = `19:${code}@thread.v2`;
  stub.groupChat(chat, [chair, ...partners]);
  const offers = (message: ShownMessage, verb: string) =>
    message.card !== undefined && actionsOf(message.card as CardJson).some(action => action.verb === verb);

  const table: RoundTable = {
    chat,
    code,
    entraId: name => stub.person(name).entraId ?? '',
    async say(name, text, options) {
      expect(await client.say(name, chat, text, options)).toBe(200);
    },
    card: (verb, after) =>
      stub.until(
        () =>
          stub
            .messages(chat)
            .findLast(message => offers(message, verb) && (after === undefined || message.id > after.id)),
        patienceMs,
      ),
    async press(name, verb, inputs = {}, on, options) {
      const where = on ?? (await table.card(verb));
      return readAnswer(chat, await client.press(name, where, verb, inputs, options));
    },
    async record(name, verb, inputs, on) {
      const answer = await table.press(name, verb, inputs, on);
      expect(answer.refusals, answer.reasons).toEqual([]);
      return answer;
    },
    async move(typed, verb) {
      const before = stub.messages(chat).findLast(message => offers(message, verb));
      await table.say(chair, typed);
      return table.card(verb, before);
    },
    async join(names) {
      const opening = await table.card('conference.join');
      for (const name of names)
        await table.record(name, 'conference.join', { organisationOther: organisationOf(name), role: name }, opening);
    },
    board: () =>
      stub.until(() => stub.messages(chat).findLast(message => offers(message, 'summary.request')), patienceMs),
    async boardSays(...words) {
      const { id } = await table.board();
      return stub.until(() => {
        const message = stub.messages(chat).find(one => one.id === id);
        const said = wordsOf((message?.card ?? {}) as CardJson);
        return words.every(word => said.includes(word)) ? message : undefined;
      }, patienceMs);
    },
    async summary() {
      const { words } = await table.press(chair, 'summary.request');
      return words;
    },
    lines: () => stub.messages(chat).flatMap(({ text }) => (text === undefined ? [] : [text])),
  };
  return table;
}

/** What went back over HTTP as the presser sees it. Nothing that was never meant to be read may be in any answer. */
export function readAnswer(
  chat: string,
  { status, card }: { readonly status: number; readonly card?: Readonly<Record<string, unknown>> },
): Answer {
  if (card === undefined) throw new Error(`no card came back, but ${status}`);
  const shown = card as CardJson;
  const refusals = noticesOf(shown).filter(notice => notice.kind === 'refusal');
  const plain = (text: string) => text.replace(/\s+/g, ' ');
  const words = plain(wordsOf(shown));
  expectReadable(shown);
  return {
    status,
    chat,
    card: shown,
    words,
    refusals: refusals.map(({ code, item }) => (item === undefined ? code : `${code}:${item}`)),
    reasons: plain(refusals.map(refusal => refusal.text).join(' ')),
  };
}

/** No placeholder, no missing value, no trace of a stack. */
function expectReadable(card: CardJson): void {
  const json = JSON.stringify(card);
  expect(json).not.toMatch(/\$\{|:null[,}]|\[object |node_modules|\bat \S+ \(|\.ts:\d/);
  expect(wordsOf(card)).not.toMatch(/\b(undefined|null|NaN)\b/);
}
