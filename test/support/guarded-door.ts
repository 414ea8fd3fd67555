import type { Rondetafel } from '../../src/application/turn.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { MeetingChat } from '../../src/ports/meeting-chat.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { createTeamsServer } from '../../src/teams/create-server.ts';
import { createMeetingChat } from '../../src/teams/meeting-chat.ts';
import { createRoster } from '../../src/teams/roster.ts';
import { groupActivity, tenant } from './activities.ts';
import { createKeptLog } from './kept-log.ts';
import { createMemoryConversations } from './memory-conversations.ts';
import { watchOutgoing } from './outgoing.ts';
import { createStubConnector, stubPeople } from './stub-connector.ts';
import { startTokenIssuer } from './token-issuer.ts';

export const guestTenant = '22222222-bbbb-4bbb-8bbb-000000000002';
export const foreignTenant = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

/** What came back, and whether anything of it got past the door. */
export interface Knock {
  readonly status: number;
  readonly body: string;
  /** How many turns the application was given by this request. */
  readonly turns: number;
}

/**
 * The server as in production, with a registration, in front of an application that only counts; keys come from a token issuer on
 * this machine, and a stub of the Bot Connector stands where nothing may be sent.
 */
export async function openGuardedDoor(options: { readonly checkWithinMs?: number } = {}) {
  const issuer = await startTokenIssuer();
  const stub = await createStubConnector({ people: stubPeople(['wijkagent']) });
  const log = createKeptLog();
  const conversations = createMemoryConversations();
  const adapter = createTeamsAdapter({
    log,
    registration: { appId: issuer.appId, tenantId: tenant, type: 'SingleTenant', password: 'not-a-secret' },
    guestTenants: [guestTenant],
    authentication: issuer.authentication,
    ...options,
  });
  const roster = createRoster({ adapter, conversations });
  const chat = createMeetingChat({ adapter, roster });
  // Tried once only: nobody is there, and a later try would be taken for a request that somebody else's activity caused.
  const once = (cause: unknown) => Promise.reject(new AdapterError('nobody is there', { code: 'unreachable', cause }));
  const answering: MeetingChat = { ...chat, post: (to, message) => chat.post(to, message).catch(once) };
  let turns = 0;
  const rondetafel: Rondetafel = {
    press: async () => {
      turns++;
      return { type: 'AdaptiveCard', version: '1.5', body: [] };
    },
    typed: async () => {
      turns++;
      return [];
    },
    seen: async conversation => void (await conversations.save(conversation)),
    added: async conversation => void (await conversations.save(conversation)),
  };
  const words = { failed: (): Card => ({ type: 'AdaptiveCard', body: [] }), notDelivered: () => '' };
  const server = createTeamsServer({ adapter, conversations, roster, chat: answering, log, rondetafel, words });
  const origin = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  const outgoing = watchOutgoing([origin]);

  return {
    issuer,
    stub,
    log,
    conversations,
    adapter,
    roster,
    chat,
    origin,
    /** Requests that went anywhere but to the issuer since the last time somebody asked. */
    outgoing: () => outgoing.take().filter(place => !issuer.isAt(place)),
    async knock(
      authorization: string | undefined,
      activity: unknown = groupActivity(),
      headers: Readonly<Record<string, string>> = {},
    ): Promise<Knock> {
      const before = turns;
      const response = await fetch(`${origin}/api/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization !== undefined && { authorization }),
          ...headers,
        },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      return { status: response.status, body: await response.text(), turns: turns - before };
    },
    async close() {
      outgoing.stop();
      await server.close();
      await issuer.close();
      await stub.close();
    },
  };
}
