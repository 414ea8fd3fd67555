import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Member, Roster } from '../../src/ports/roster.ts';

/** What an implementation brings along to be tested. */
export interface RosterWorld {
  readonly roster: Roster;
  readonly tenant: string;
  readonly conversation: string;
  /** Who is in it, in any order. */
  readonly members: readonly Member[];
  close(): Promise<void>;
}

/** The suite that every Roster has to pass. */
export function rosterContract(name: string, open: () => Promise<RosterWorld>): void {
  describe(`roster: ${name}`, () => {
    let world: RosterWorld;
    const byPerson = (members: readonly Member[]) => members.toSorted((a, b) => a.person.localeCompare(b.person));
    beforeAll(async () => {
      world = await open();
    }, 60_000);
    afterAll(() => world?.close());

    it('names everybody in the chat with their Entra id', async () => {
      const members = await world.roster.members(world.tenant, world.conversation);
      expect(byPerson(members)).toEqual(byPerson(world.members));
    });

    it('says the same after forgetting', async () => {
      world.roster.forget(world.tenant, world.conversation);
      expect(await world.roster.members(world.tenant, world.conversation)).toHaveLength(world.members.length);
    });

    it('has nobody in a chat that is not known', async () => {
      expect(await world.roster.members(world.tenant, '19:unknown@thread.v2')).toEqual([]);
    });

    it('has nobody of one tenant in the same chat of another', async () => {
      expect(await world.roster.members('22222222-aaaa-4aaa-8aaa-000000000002', world.conversation)).toEqual([]);
    });
  });
}
