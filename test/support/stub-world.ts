import type { Conversation } from '../../src/ports/conversations.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { createMeetingChat } from '../../src/teams/meeting-chat.ts';
import { createRoster } from '../../src/teams/roster.ts';
import { createKeptLog } from './kept-log.ts';
import { createMemoryConversations } from './memory-conversations.ts';
import { createStubConnector, stubPeople } from './stub-connector.ts';

export const meetingId = '19:meeting@thread.v2';

/** Chat and roster of the bot on a stub of the Bot Connector, with one group chat of ten people. */
export async function openStubWorld(options: { readonly sendTimeoutMs?: number; readonly pageSize?: number } = {}) {
  const names = ['procesregisseur', 'wijkagent', 'reclasseerder', 'behandelaar', 'wijkteam', 'jurist', 'arts', 'tolk'];
  const anonymous = { name: 'gast', teamsId: '29:gast' };
  const stub = await createStubConnector({ people: [...stubPeople([...names, 'buitenstaander']), anonymous] });
  stub.groupChat(meetingId, [...names, 'gast']);
  const group: Conversation = {
    tenant: stub.tenant,
    id: meetingId,
    kind: 'groupChat',
    serviceUrl: stub.url,
    botId: stub.botId,
    language: 'nl',
  };
  const log = createKeptLog();
  const conversations = createMemoryConversations([group]);
  const { sendTimeoutMs, pageSize } = options;
  const adapter = createTeamsAdapter({ log, ...(sendTimeoutMs !== undefined && { sendTimeoutMs }) });
  let elapsed = 0;
  const roster = createRoster({
    adapter,
    conversations,
    monotonic: () => elapsed,
    ...(pageSize !== undefined && { pageSize }),
  });
  const chat = createMeetingChat({ adapter, roster });
  return {
    stub,
    group,
    log,
    conversations,
    adapter,
    roster,
    chat,
    members: stub
      .chat(meetingId)
      .members.flatMap(({ name, entraId }) => (entraId === undefined ? [] : [{ person: entraId, name }])),
    entraId: (name: string) => stub.person(name).entraId ?? '',
    /** Lets time pass for what measures age. */
    pass: (ms: number) => {
      elapsed += ms;
    },
  };
}
