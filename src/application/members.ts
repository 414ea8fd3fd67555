import type { Actor, Command, KnownMember, Verb } from '../domain/commands.ts';
import type { EventBody } from '../domain/events.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Member } from '../ports/roster.ts';
import type { Dependencies } from './dependencies.ts';
import type { Turn } from './turn.ts';

const namesSomebody: ReadonlySet<Verb> = new Set([
  'conference.join',
  'conference.setCaseDirector',
  'conference.setNoteTaker',
  'conference.setChair',
  'conference.close',
  'case.setPreparer',
  'action.agree',
  'scenario.draft',
  'item.edit',
] as const);

/** Who is in a chat and what we know of them. Organisation and role are asked once and kept for the person, across cases. */
export function createMembers(deps: Pick<Dependencies, 'roster' | 'people' | 'log'>) {
  const { roster, people, log } = deps;
  return {
    /** Members by the chat's own list; a personal chat has one. `unavailable` when the list can't be had now. */
    async of({ conversation, person, name }: Turn): Promise<readonly Member[] | 'unavailable'> {
      if (conversation.kind === 'personal') return person === undefined ? [] : [{ person, name }];
      try {
        return await roster.members(conversation.tenant, conversation.id);
      } catch (error) {
        if (!(error instanceof AdapterError)) throw error;
        log.warn('roster.unavailable', { code: error.code });
        return 'unavailable';
      }
    },

    /** Members with the organisation they told us earlier, for commands that name somebody who may not have joined yet. */
    async known(tenant: string, members: readonly Member[], command: Command): Promise<readonly KnownMember[]> {
      if (!namesSomebody.has(command.verb)) return members;
      return Promise.all(
        members.map(async member => {
          const organisation = (await people.find(tenant, member.person))?.organisation;
          return { ...member, ...(organisation !== undefined && { organisation }) };
        }),
      );
    },

    /** Whoever presses or types; what they fill in now goes before what they told us earlier. `isNew`: never joined a conference of this house. */
    async actor(
      turn: Turn,
      join?: { readonly organisation: string; readonly role?: string },
    ): Promise<{ readonly actor: Actor; readonly isNew: boolean }> {
      const person = turn.person ?? '';
      const known = person === '' ? undefined : await people.find(turn.conversation.tenant, person);
      const told = join ?? known;
      const actor: Actor = {
        person,
        name: turn.name,
        ...(told?.organisation !== undefined && { organisation: told.organisation }),
        ...(told?.role !== undefined && { role: told.role }),
      };
      // Leave can be told before anybody ever joined.
      return { actor, isNew: person !== '' && known?.organisation === undefined };
    },

    /** Keeps organisation and role of whoever joined in this turn. Losing it costs one question, so it needn't be in the append. */
    async remember(turn: Turn, events: readonly EventBody[]): Promise<void> {
      for (const event of events) {
        if (event.type !== 'ParticipantJoined' || event.participant.person !== turn.person) continue;
        const { tenant, id: lastChat } = turn.conversation;
        const availability = (await people.find(tenant, event.participant.person))?.availability;
        await people.save(tenant, {
          ...event.participant,
          lastChat,
          ...(availability !== undefined && { availability }),
        });
      }
    },
  };
}

export type Members = ReturnType<typeof createMembers>;
