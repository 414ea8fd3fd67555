import type { Member } from '../../../src/ports/roster.ts';
import { createRoster as createRealRoster, type RosterOptions, type TeamsRoster } from '../../../src/teams/roster.ts';

/** Who is in a chat is asked once, and believed for ever. */
export function createRoster(options: RosterOptions): TeamsRoster {
  const real = createRealRoster({ ...options, monotonic: () => 0 });
  const known = new Map<string, readonly Member[]>();
  return {
    ...real,
    async members(tenant, conversation) {
      const members = known.get(conversation) ?? (await real.members(tenant, conversation));
      known.set(conversation, members);
      return members;
    },
    forget: () => undefined,
  };
}
