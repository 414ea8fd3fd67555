import { z } from 'zod';
import { readEntraId } from '../cards/input-fields.ts';
import { readName } from '../cards/input-values.ts';
import type { PersonId } from '../domain/values.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Conversation, Conversations } from '../ports/conversations.ts';
import type { Member, Roster } from '../ports/roster.ts';
import { nothingSent, type TeamsAdapter } from './adapter.ts';

/** A member with the id that Teams wants in mentions and personal chats. */
export interface TeamsMember extends Member {
  readonly teamsId: string;
}

export interface TeamsRoster extends Roster {
  /** The Teams id of a person in that chat; undefined when they aren't in it. */
  teamsIdOf(tenant: string, conversation: string, person: PersonId): Promise<string | undefined>;
  /** The member with that Entra id or that Teams id; undefined when there's none. */
  find(
    tenant: string,
    conversation: string,
    who: { readonly person: PersonId } | { readonly teamsId: string },
  ): Promise<TeamsMember | undefined>;
}

export interface RosterOptions {
  readonly adapter: TeamsAdapter;
  readonly conversations: Conversations;
  /** Milliseconds that only go forward; for measuring age. */
  readonly monotonic?: () => number;
  /** @default 200 */
  readonly pageSize?: number;
}

const freshForMs = 60_000;
/** More chats than a house has open at the same time; the longest unused one is forgotten. */
const rememberedConversations = 500;
/** A chat has at most 250 members, a team 25,000; whoever comes after this many pages isn't at a table of eight. */
const pageLimit = 50;

const memberSchema = z.object({
  id: z.string().min(1),
  aadObjectId: z.string().optional().catch(undefined),
  /** Some answers of the connector name it so. */
  objectId: z.string().optional().catch(undefined),
  name: z.string().transform(readName).catch(''),
});

/**
 * Who is in a chat, asked from Teams page by page and remembered for 60 seconds per conversation. Questions at the same
 * moment share one answer; a failed question isn't remembered. A conversation that we don't know has no members. Rejects with
 * `AdapterError`.
 */
export function createRoster(options: RosterOptions): TeamsRoster {
  const { adapter, conversations, pageSize = 200 } = options;
  const monotonic = options.monotonic ?? (() => performance.now());
  const remembered = new Map<string, { readonly at: number; readonly members: Promise<readonly TeamsMember[]> }>();
  const keyOf = (tenant: string, conversation: string) => JSON.stringify([tenant, conversation]);

  function membersOf(tenant: string, id: string): Promise<readonly TeamsMember[]> {
    const key = keyOf(tenant, id);
    const known = remembered.get(key);
    remembered.delete(key);
    const fresh = known !== undefined && monotonic() - known.at < freshForMs;
    const entry = fresh ? known : { at: monotonic(), members: ask(tenant, id) };
    remembered.set(key, entry);
    if (!fresh) entry.members.catch(() => forgetEntry(key, entry));
    forgetOldest();
    return entry.members;
  }

  function forgetEntry(key: string, entry: unknown): void {
    if (remembered.get(key) === entry) remembered.delete(key);
  }

  function forgetOldest(): void {
    const [oldest] = remembered.keys();
    if (remembered.size > rememberedConversations && oldest !== undefined) remembered.delete(oldest);
  }

  async function ask(tenant: string, id: string): Promise<readonly TeamsMember[]> {
    const conversation = await conversations.find(tenant, id);
    return conversation === undefined ? [] : nothingSent(() => pagedMembers(adapter, conversation, pageSize));
  }

  const roster: TeamsRoster = {
    async members(tenant, conversation) {
      const members = await membersOf(tenant, conversation);
      return members.filter(hasEntraId).map(({ person, name }) => ({ person, name }));
    },
    forget(tenant, conversation) {
      remembered.delete(keyOf(tenant, conversation));
    },
    async find(tenant, conversation, who) {
      const members = await membersOf(tenant, conversation);
      return members
        .filter(hasEntraId)
        .find(member => ('person' in who ? member.person === who.person : member.teamsId === who.teamsId));
    },
    async teamsIdOf(tenant, conversation, person) {
      return (await roster.find(tenant, conversation, { person }))?.teamsId;
    },
  };
  return roster;
}

/** Anonymous people have no Entra id; they stay out. */
function hasEntraId(member: TeamsMember): boolean {
  return member.person !== '';
}

type PageOptions = { readonly pageSize: number; readonly continuationToken: string };

async function pagedMembers(
  adapter: TeamsAdapter,
  conversation: Conversation,
  pageSize: number,
): Promise<readonly TeamsMember[]> {
  return adapter.connect(conversation, async client => {
    const members: TeamsMember[] = [];
    let continuationToken: string | undefined;
    for (let page = 0; page < pageLimit; page++) {
      // The typing asks for a token, but the first page has none.
      const from = { pageSize, ...(continuationToken !== undefined && { continuationToken }) } as PageOptions;
      const answer = await client.conversations.getConversationPagedMembers(conversation.id, from);
      if (!Array.isArray(answer.members)) {
        throw new AdapterError('[teams] a page of members without members', { code: 'badAnswer', retryable: true });
      }
      members.push(...answer.members.flatMap(toMember));
      if (!answer.continuationToken || answer.continuationToken === continuationToken) return members;
      continuationToken = answer.continuationToken;
    }
    return members;
  });
}

function toMember(answer: unknown): readonly TeamsMember[] {
  const member = memberSchema.safeParse(answer).data;
  if (member === undefined) return [];
  return [
    { person: readEntraId(member.aadObjectId ?? member.objectId ?? '') ?? '', name: member.name, teamsId: member.id },
  ];
}
