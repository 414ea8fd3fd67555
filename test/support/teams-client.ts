import { randomUUID } from 'node:crypto';
import type { CardJson, OfferedAction } from '../../src/demo/client-card.ts';
import { collectInputs, findAction } from '../../src/demo/client-press.ts';
import type { ShownMessage, StubConnector } from './stub-connector.ts';

type Json = Readonly<Record<string, unknown>>;

export interface SayOptions {
  /** People to mention, by name; they stand after the text. */
  readonly mentions?: readonly string[];
  /** @default true in a group, false in a personal chat */
  readonly toBot?: boolean;
  readonly activityId?: string;
}

export interface PressOptions {
  /** Press as an old client does: the `fallback` Action.Submit. */
  readonly submit?: boolean;
  readonly activityId?: string;
}

/** What the bot answered to a press: the card for this person, or nothing for an Action.Submit. */
export interface PressAnswer {
  readonly status: number;
  readonly card?: Json;
}

export interface TeamsClient {
  /** Sends an activity of that person in that chat; `fields` go over the usual ones. Returns the HTTP answer. */
  send(name: string, chat: string, fields: Json): Promise<{ readonly status: number; readonly body: unknown }>;
  say(name: string, chat: string, text: string, options?: SayOptions): Promise<number>;
  /**
   * Presses the button with that verb or title, as the client does: refuses when a required input is empty or an input isn't
   * on the card, and sends the values that the card came with. Pass a message of the stub, or a card that was an answer.
   */
  press(
    name: string,
    on: ShownMessage | { readonly chat: string; readonly card: Json },
    verbOrTitle: string,
    inputs?: Readonly<Record<string, string>>,
    options?: PressOptions,
  ): Promise<PressAnswer>;
}

/** The Teams client of any number of people, over HTTP, towards a bot in development mode unless it's given what else needs. */
export function createTeamsClient(options: {
  readonly botUrl: string;
  readonly stub: StubConnector;
  /** What every activity comes with where tokens are checked. */
  readonly signed?: { readonly token: string; readonly serviceUrl: string };
}): TeamsClient {
  const { botUrl, stub, signed } = options;

  const client: TeamsClient = {
    async send(name, chat, fields) {
      const { teamsId, entraId } = stub.person(name);
      const { kind } = stub.chat(chat);
      const activity = {
        id: randomUUID(),
        channelId: 'msteams',
        serviceUrl: signed?.serviceUrl ?? stub.url,
        from: { id: teamsId, name, ...(entraId !== undefined && { aadObjectId: entraId }) },
        recipient: { id: stub.botId, name: 'Rondetafel' },
        conversation: { id: chat, conversationType: kind, isGroup: kind !== 'personal', tenantId: stub.tenant },
        channelData: { tenant: { id: stub.tenant } },
        locale: 'nl-NL',
        ...fields,
      };
      const response = await fetch(botUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(signed && { authorization: `Bearer ${signed.token}` }) },
        body: JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    async say(name, chat, text, { mentions = [], toBot, activityId } = {}) {
      const bot = (toBot ?? stub.chat(chat).kind !== 'personal') ? [{ id: stub.botId, name: 'Rondetafel' }] : [];
      const people = mentions.map(mentioned => ({ id: stub.person(mentioned).teamsId, name: mentioned }));
      const at = (who: { name: string }) => `<at>${who.name}</at>`;
      const entities = [...bot, ...people].map(mentioned => ({ type: 'mention', text: at(mentioned), mentioned }));
      const { status } = await client.send(name, chat, {
        type: 'message',
        textFormat: 'plain',
        text: [...bot.map(at), text, ...people.map(at)].join(' '),
        entities,
        ...(activityId !== undefined && { id: activityId }),
      });
      return status;
    },
    async press(name, on, verbOrTitle, inputs = {}, { submit = false, activityId } = {}) {
      if (on.card === undefined) throw new Error('that message has no card to press on');
      const button = findAction(on.card as CardJson, verbOrTitle, inputs);
      const inputsSent = collectInputs(button, inputs);
      const fields = {
        ...('id' in on && { replyToId: on.id }),
        ...(activityId !== undefined && { id: activityId }),
      };
      if (submit) {
        const action = button.type === 'Action.Submit' ? { data: button.data } : fallbackOf(on.card, button);
        const value = { ...(action.data as Json | undefined), ...inputsSent };
        const { status } = await client.send(name, on.chat, { ...fields, type: 'message', value });
        return { status };
      }
      const { status, body } = await client.send(name, on.chat, {
        ...fields,
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: {
          action: {
            type: 'Action.Execute',
            title: button.title,
            verb: button.verb,
            data: { ...button.data, ...inputsSent },
          },
          trigger: 'manual',
        },
      });
      const answer = body as { type?: string; value?: Json } | undefined;
      return {
        status,
        ...(answer?.type === 'application/vnd.microsoft.card.adaptive' && { card: answer.value ?? {} }),
      };
    },
  };
  return client;
}

/** Ids of the notices in a card: `notice:refusal:notChair`. */
export function noticesIn(card: Json | undefined): readonly string[] {
  return elementsOf(card ?? {})
    .map(element => element.id)
    .filter((id): id is string => typeof id === 'string' && id.startsWith('notice:'));
}

/** What an old client presses instead: the `fallback` of that very button. */
function fallbackOf(card: Json, button: OfferedAction): Json {
  const raw = elementsOf(card).find(element => element.type === 'Action.Execute' && element.data === button.data);
  const fallback = raw?.fallback;
  if (typeof fallback !== 'object' || fallback === null) throw new Error(`button ${button.title} has no fallback`);
  return fallback as Json;
}

/** Every element and action of a card, top-down; what only an older client would show (`fallback`) isn't in it. */
function elementsOf(node: unknown): readonly Json[] {
  if (Array.isArray(node)) return node.flatMap(elementsOf);
  if (typeof node !== 'object' || node === null) return [];
  const children = Object.entries(node).filter(([key]) => key !== 'fallback' && key !== 'data');
  return [node as Json, ...children.flatMap(([, child]) => elementsOf(child))];
}
