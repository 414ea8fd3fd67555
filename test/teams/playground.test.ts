import { meetingChatContract } from '../contracts/meeting-chat.contract.ts';
import { rosterContract } from '../contracts/roster.contract.ts';
import { openPlaygroundChat } from '../support/playground-chat.ts';

meetingChatContract('Teams, on the Agents Playground', async () => {
  const { chat, group, seats, shown, close } = await openPlaygroundChat();
  const [, member] = seats;
  if (member === undefined) throw new Error('the Playground is empty');
  return {
    chat,
    group,
    member: { person: member.entraId, name: member.name },
    stranger: '00000000-0000-4000-8000-000000000099',
    shown: (_chat, id, fits = () => true) => shown(id, fits),
    close,
  };
});

rosterContract('Teams, on the Agents Playground', async () => {
  const { roster, group, seats, close } = await openPlaygroundChat();
  const members = seats.map(({ entraId, name }) => ({ person: entraId, name }));
  return { roster, tenant: group.tenant, conversation: group.id, members, close };
});
