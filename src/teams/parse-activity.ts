import { z } from 'zod';
import { readEntraId } from '../cards/input-fields.ts';
import { forFillingInAgain, readName, readValues } from '../cards/input-values.ts';
import { isVerb, readRequest } from '../cards/inputs.ts';
import type { Request } from '../domain/request.ts';
import type { PersonId } from '../domain/values.ts';
import type { Conversation } from '../ports/conversations.ts';
import { clientInfoSchema, mentionSchema, type RawActivity } from './activity-schema.ts';

/** The sender as the channel names them. `person` is absent for people without an Entra id. */
export interface Sender {
  readonly teamsId: string;
  readonly person?: PersonId;
  readonly name: string;
}

/** A mention whose Entra id may still have to be looked up in the roster by `teamsId`. */
export interface ParsedMention {
  readonly text: string;
  readonly teamsId: string;
  readonly bot: boolean;
  readonly person?: PersonId;
}

/** A conversation as one activity shows it; the language is kept with the stored one. */
export type SeenConversation = Omit<Conversation, 'language'>;

interface FromSomebody {
  readonly conversation: SeenConversation;
  readonly activityId: string;
  readonly sender: Sender;
  /** Channel and kind of device, when the activity says. */
  readonly client?: string;
}

export type ParsedActivity =
  | (FromSomebody & {
      readonly kind: 'press';
      /** Of the card that was pressed. */
      readonly messageId?: string;
      readonly token?: string;
      readonly verb: string;
      readonly values: Readonly<Record<string, string>>;
      readonly request: Request;
      readonly submitted: boolean;
    })
  | (FromSomebody & { readonly kind: 'typed'; readonly text: string; readonly mentions: readonly ParsedMention[] })
  /** Somebody came or went, or the bot was added. `removed`: the bot itself was taken out. */
  | { readonly kind: 'membership'; readonly conversation: SeenConversation; readonly removed: boolean }
  /** An invoke that isn't a button of a card. */
  | { readonly kind: 'unknownInvoke' }
  | { readonly kind: 'ignored' };

/**
 * Reads a raw activity. Pure; never throws. Whoever sends it, a button press becomes a `press`, however malformed its data:
 * without a token it is answered in words, not with silence.
 */
export function parseActivity(activity: RawActivity): ParsedActivity {
  const conversation = conversationOf(activity);
  if (conversation === undefined) return { kind: activity.type === 'invoke' ? 'unknownInvoke' : 'ignored' };
  switch (activity.type) {
    case 'conversationUpdate':
    case 'installationUpdate':
      return { kind: 'membership', conversation, removed: botRemoved(activity) };
    case 'invoke':
      return activity.name === 'adaptiveCard/action'
        ? (executed(activity, conversation) ?? { kind: 'unknownInvoke' })
        : { kind: 'unknownInvoke' };
    case 'message':
      return message(activity, conversation) ?? { kind: 'ignored' };
    default:
      return { kind: 'ignored' };
  }
}

const kinds: Readonly<Record<string, Conversation['kind']>> = {
  personal: 'personal',
  groupChat: 'groupChat',
  channel: 'channel',
};

function conversationOf(activity: RawActivity): SeenConversation | undefined {
  const tenant = activity.conversation?.tenantId ?? activity.channelData?.tenant?.id;
  const { conversation, recipient, serviceUrl } = activity;
  if (tenant === undefined || conversation === undefined || recipient === undefined || serviceUrl === undefined) {
    return undefined;
  }
  const kind = kindOf(conversation);
  const owner = kind === 'personal' ? senderOf(activity)?.person : undefined;
  return {
    tenant,
    id: conversation.id,
    kind,
    serviceUrl,
    botId: recipient.id,
    ...(owner !== undefined && { person: owner }),
  };
}

/** Whoever writes in a personal chat is its only member, so nothing that Teams numbers as a group counts as one. */
function kindOf({ id, conversationType: type = '' }: { id: string; conversationType?: string | undefined }) {
  const kind = (Object.hasOwn(kinds, type) ? kinds[type] : undefined) ?? 'groupChat';
  return kind === 'personal' && id.startsWith('19:') ? 'groupChat' : kind;
}

/** The bot's own activities have no sender for us. */
function senderOf(activity: RawActivity): Sender | undefined {
  const { from, recipient } = activity;
  if (from === undefined || from.id === recipient?.id) return undefined;
  const person = from.aadObjectId === undefined ? undefined : readEntraId(from.aadObjectId);
  return { teamsId: from.id, name: readName(from.name ?? ''), ...(person !== undefined && { person }) };
}

function fromSomebody(activity: RawActivity, conversation: SeenConversation): FromSomebody | undefined {
  const sender = senderOf(activity);
  // Without an id a delivery can't be told from its repetition.
  if (sender === undefined || activity.id === undefined || activity.id === '') return undefined;
  return { conversation, activityId: activity.id, sender, ...clientOf(activity) };
}

/** Written by the client, so only what we know is believed: `msteams/ios`. */
function clientOf({ entities }: RawActivity): { client?: string } {
  const info = entities?.map(entity => clientInfoSchema.safeParse(entity).data).find(found => found !== undefined);
  return info === undefined ? {} : { client: `msteams/${info.platform.toLowerCase()}` };
}

const executeSchema = z.object({
  action: z.object({ verb: z.string().max(100).optional().catch(undefined), data: z.unknown().optional() }),
});

function executed(activity: RawActivity, conversation: SeenConversation): ParsedActivity | undefined {
  const from = fromSomebody(activity, conversation);
  if (from === undefined) return undefined;
  const action = executeSchema.safeParse(activity.value).data?.action;
  return { kind: 'press', ...from, ...cardOf(activity), ...readPress(action?.verb, action?.data), submitted: false };
}

function cardOf({ replyToId }: RawActivity): { messageId?: string } {
  return replyToId === undefined ? {} : { messageId: replyToId };
}

function message(activity: RawActivity, conversation: SeenConversation): ParsedActivity | undefined {
  const from = fromSomebody(activity, conversation);
  if (from === undefined) return undefined;
  if (activity.value !== undefined && activity.value !== null) {
    return { kind: 'press', ...from, ...cardOf(activity), ...readPress(undefined, activity.value), submitted: true };
  }
  const mentions = mentionsOf(activity);
  // In a group only what is said to the bot is for the bot.
  if (conversation.kind !== 'personal' && !mentions.some(mention => mention.bot)) return undefined;
  return { kind: 'typed', ...from, text: activity.text ?? '', mentions };
}

const cardDataSchema = z.object({
  token: z.string().min(1).max(200).optional().catch(undefined),
  verb: z.string().max(100).optional().catch(undefined),
});

/** Verb and token from a button's data; the rest of the data are the inputs. */
function readPress(actionVerb: string | undefined, data: unknown) {
  const own = cardDataSchema.safeParse(data).data;
  const named = actionVerb ?? own?.verb ?? '';
  // It's written in logs, so what a client made up doesn't get in.
  const verb = isVerb(named) ? named : 'unknown';
  const { values, refusals } = readValues(data);
  const request = withRefusals(readRequest(verb, values), refusals);
  return { ...(own?.token !== undefined && { token: own.token }), verb, values: forFillingInAgain(values), request };
}

function withRefusals(request: Request, refusals: Extract<Request, { kind: 'invalid' }>['refusals']): Request {
  if (refusals.length === 0) return request;
  const others = request.kind === 'invalid' ? request.refusals : [];
  const named = new Set(refusals.map(refusal => refusal.item));
  return { kind: 'invalid', refusals: [...refusals, ...others.filter(other => !named.has(other.item))] };
}

function mentionsOf(activity: RawActivity): readonly ParsedMention[] {
  return (activity.entities ?? []).flatMap(entity => {
    const mention = mentionSchema.safeParse(entity).data;
    if (mention === undefined) return [];
    const { id, aadObjectId } = mention.mentioned;
    const person = aadObjectId === undefined ? undefined : readEntraId(aadObjectId);
    return [
      {
        text: mention.text,
        teamsId: id,
        bot: id === activity.recipient?.id,
        ...(person !== undefined && { person }),
      },
    ];
  });
}

function botRemoved(activity: RawActivity): boolean {
  if (activity.type === 'installationUpdate') return activity.action?.startsWith('remove') ?? false;
  return activity.membersRemoved?.some(member => member.id === activity.recipient?.id) ?? false;
}
