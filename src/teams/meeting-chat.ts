import type { ConnectorClient } from 'botframework-connector';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Conversation } from '../ports/conversations.ts';
import type { ChatMessage, MeetingChat } from '../ports/meeting-chat.ts';
import { nothingSent, type TeamsAdapter } from './adapter.ts';
import type { TeamsMember, TeamsRoster } from './roster.ts';

type Outgoing = Parameters<ConnectorClient['conversations']['sendToConversation']>[1];

export interface MeetingChatOptions {
  readonly adapter: TeamsAdapter;
  readonly roster: TeamsRoster;
}

/**
 * The meeting chat in Teams. One request per message, never repeated here; each takes ten seconds at most (the adapter's
 * time limit), after which its outcome is unknown. A card is one activity by itself, because Teams splits a text with a card
 * and the id is lost.
 */
export function createMeetingChat({ adapter, roster }: MeetingChatOptions): MeetingChat {
  async function outgoing(to: Conversation, message: ChatMessage): Promise<Outgoing> {
    if (message.kind === 'card') return cardActivity(to, message.card);
    const member =
      message.mention === undefined ? undefined : await roster.find(to.tenant, to.id, { person: message.mention });
    return member === undefined ? lineActivity(to, message.text) : mentionActivity(to, message.text, member);
  }

  return {
    async post(to, message) {
      const activity = await outgoing(to, message);
      return refusedByPerson(writingTo(to), () =>
        adapter.connect(to, async client => {
          const { id } = await client.conversations.sendToConversation(to.id, activity);
          if (typeof id === 'string' && id !== '') return id;
          // It arrived, but under an id that we don't know: it can't be edited later.
          throw new AdapterError('[teams] posted without an id', { code: 'noMessageId', outcomeUnknown: true });
        }),
      );
    },
    async edit(to, messageId, message) {
      const activity = await outgoing(to, message);
      await refusedByPerson(writingTo(to), () =>
        adapter.connect(to, client =>
          client.conversations.updateActivity(to.id, messageId, { ...activity, id: messageId }),
        ),
      );
    },
    async personalChat(via, person) {
      if (via.kind === 'personal' && via.person === person) return via;
      const member = await roster.find(via.tenant, via.id, { person });
      if (member === undefined) throw refused('not a member of the chat');
      const id = await refusedByPerson(creating, () => nothingSent(() => createPersonalChat(adapter, via, member)));
      return { ...via, id, kind: 'personal', person };
    },
  };
}

async function createPersonalChat(adapter: TeamsAdapter, via: Conversation, member: TeamsMember): Promise<string> {
  return adapter.connect(via, async client => {
    const { id } = await client.conversations.createConversation({
      isGroup: false,
      bot: { id: via.botId, name: '' },
      members: [{ id: member.teamsId, name: member.name }],
      tenantId: via.tenant,
      channelData: { tenant: { id: via.tenant } },
    });
    if (typeof id === 'string' && id !== '') return id;
    throw new AdapterError('[teams] a personal chat without an id', { code: 'badAnswer', retryable: true });
  });
}

type CodeByCode = Readonly<Record<string, string>>;
/** 400 is what anonymous people give, 404 people who left the tenant. */
const creating: CodeByCode = { badRequest: 'anonymous', forbidden: 'refused', notFound: 'refused' };

/** Only a person can refuse us; a group that forbids writing is a broken set-up. */
function writingTo(to: Conversation): CodeByCode {
  return to.kind === 'personal' ? { forbidden: 'refused' } : {};
}

/** A person can be out of our reach, for a reason that Teams tells or doesn't: the reminder takes its next road then. */
async function refusedByPerson<Result>(codes: CodeByCode, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof AdapterError && Object.hasOwn(codes, error.code) ? codes[error.code] : undefined;
    if (error instanceof AdapterError && code !== undefined) throw refused(error.message, code, error);
    throw error;
  }
}

function refused(message: string, code = 'refused', cause?: unknown): AdapterError {
  return new AdapterError(message, { code, cause });
}

function base(to: Conversation) {
  return { type: 'message', from: { id: to.botId, name: '' }, conversation: { id: to.id } as never };
}

function cardActivity(to: Conversation, card: unknown): Outgoing {
  return {
    ...base(to),
    attachmentLayout: 'list',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  };
}

function lineActivity(to: Conversation, text: string): Outgoing {
  return { ...base(to), textFormat: 'plain', text: literal(text) };
}

function mentionActivity(to: Conversation, text: string, member: TeamsMember): Outgoing {
  const name = literal(member.name).trim() || 'deelnemer';
  const at = `<at>${name}</at>`;
  return {
    ...base(to),
    // Teams makes a mention out of the entity; in markdown the rest of the line has to be escaped.
    textFormat: 'markdown',
    text: `${at} ${literal(text).replace(/[\\`*_[\]#~|]/g, '\\$&')}`,
    entities: [{ type: 'mention', text: at, mentioned: { id: member.teamsId, name } }],
  };
}

/** No text of ours or of anybody becomes a tag: `<at>` typed by someone is shown, not obeyed. */
function literal(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/</g, '‹')
    .replace(/>/g, '›');
}
