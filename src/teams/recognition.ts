import type { Rondetafel, Turn } from '../application/turn.ts';
import type { PersonId } from '../domain/values.ts';
import type { Conversation, Conversations, Language } from '../ports/conversations.ts';
import type { Log } from '../ports/log.ts';
import { codeOf } from './adapter.ts';
import type { ParsedMention, SeenConversation, Sender } from './parse-activity.ts';
import type { Mention } from './parse-typed.ts';
import type { TeamsRoster } from './roster.ts';

export interface RecognitionOptions {
  readonly rondetafel: Rondetafel;
  readonly conversations: Conversations;
  readonly roster: TeamsRoster;
  readonly log: Log;
  /**
   * The language of a chat until somebody asks for the other one.
   * @default 'nl'
   */
  readonly language?: Language;
}

/** Who somebody is and which chat this is, as far as the activity, the store and the roster tell. Nothing here rejects. */
export interface Recognition {
  turnOf(parsed: {
    readonly conversation: SeenConversation;
    readonly activityId: string;
    readonly sender: Sender;
    readonly client?: string;
  }): Promise<Turn>;
  /** The same without looking anything up: in the language that the chat had when it was last looked up. */
  turnUnlooked(parsed: Parameters<Recognition['turnOf']>[0]): Turn;
  /** The stored conversation is brought up to date when the channel shows it otherwise; its language stays. */
  remember(seen: SeenConversation): Promise<Conversation>;
  /** The same for a chat that we were added to. */
  meet(seen: SeenConversation): Promise<void>;
  /** The mentions with the Entra ids that only the roster knows. */
  withPeople(conversation: Conversation, mentions: readonly ParsedMention[]): Promise<readonly Mention[]>;
}

/** For when the database is away; more chats than a house has open at the same time. */
const rememberedLanguages = 2_000;

export function createRecognition(options: RecognitionOptions): Recognition {
  const { rondetafel, conversations, roster, log, language = 'nl' } = options;
  const languages = new Map<string, Language>();
  const keyOf = ({ tenant, id }: SeenConversation) => JSON.stringify([tenant, id]);

  function rememberLanguage(conversation: Conversation): void {
    const key = keyOf(conversation);
    languages.delete(key);
    languages.set(key, conversation.language);
    const [oldest] = languages.keys();
    if (languages.size > rememberedLanguages && oldest !== undefined) languages.delete(oldest);
  }

  function turnUnlooked({ conversation, activityId, sender, client }: Parameters<Recognition['turnOf']>[0]): Turn {
    return {
      conversation: { ...conversation, language: languages.get(keyOf(conversation)) ?? language },
      activityId,
      name: sender.name,
      ...(sender.person !== undefined && { person: sender.person }),
      ...(client !== undefined && { client }),
    };
  }

  async function turnOf(parsed: {
    readonly conversation: SeenConversation;
    readonly activityId: string;
    readonly sender: Sender;
    readonly client?: string;
  }): Promise<Turn> {
    const conversation = await remember(parsed.conversation);
    const sender = await identify(conversation, parsed.sender);
    const isStranger = conversation.person !== undefined && conversation.person !== sender.person;
    if (isStranger) return { conversation, activityId: parsed.activityId, name: sender.name };
    return {
      conversation,
      activityId: parsed.activityId,
      name: sender.name,
      ...(sender.person !== undefined && { person: sender.person }),
      ...(parsed.client !== undefined && { client: parsed.client }),
    };
  }

  async function remember(
    seen: SeenConversation,
    tell = (one: Conversation) => rondetafel.seen(one),
  ): Promise<Conversation> {
    try {
      const known = await conversations.find(seen.tenant, seen.id);
      const conversation: Conversation = { language, ...known, ...seen, ...ownerOf(known) };
      rememberLanguage(conversation);
      if (known === undefined || !same(known, conversation)) await tell(conversation);
      return conversation;
    } catch (error) {
      log.error('teams.conversation.notRemembered', { code: codeOf(error) });
      return { language: languages.get(keyOf(seen)) ?? language, ...seen };
    }
  }

  /** Someone without an Entra id in the activity may have one in the roster; anonymous people have none there either. */
  async function identify(conversation: Conversation, sender: Sender): Promise<Sender> {
    if (sender.person !== undefined && sender.name !== '') return sender;
    const { teamsId } = sender;
    const member = await lookUp(conversation, teamsId);
    if (member === undefined) return sender;
    return { teamsId, person: sender.person ?? member.person, name: sender.name === '' ? member.name : sender.name };
  }

  async function lookUp(conversation: Conversation, teamsId: string) {
    try {
      return await roster.find(conversation.tenant, conversation.id, { teamsId });
    } catch (error) {
      log.warn('teams.roster.failed', { code: codeOf(error) });
      return undefined;
    }
  }

  async function withPeople(
    conversation: Conversation,
    mentions: readonly ParsedMention[],
  ): Promise<readonly Mention[]> {
    return Promise.all(
      mentions.map(async mention => {
        if (mention.bot || mention.person !== undefined) return mention;
        const member = await lookUp(conversation, mention.teamsId);
        return member === undefined ? mention : { ...mention, person: member.person };
      }),
    );
  }

  return {
    turnOf,
    turnUnlooked,
    remember: seen => remember(seen),
    meet: async seen => {
      await remember(seen, one => rondetafel.added(one));
    },
    withPeople,
  };
}

/** A personal chat doesn't change hands: somebody else in it is nobody we know. */
function ownerOf(known: Conversation | undefined): { readonly person?: PersonId } {
  return known?.kind === 'personal' && known.person !== undefined ? { person: known.person } : {};
}

function same(one: Conversation, other: Conversation): boolean {
  const keys = ['serviceUrl', 'botId', 'kind', 'person', 'language'] as const;
  return keys.every(key => one[key] === other[key]);
}
