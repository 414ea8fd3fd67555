import type { Conversation, Conversations } from '../../src/ports/conversations.ts';

/** Conversations in memory, for tests of what stands around the store. */
export function createMemoryConversations(first: readonly Conversation[] = []): Conversations & {
  readonly all: () => readonly Conversation[];
} {
  const known = new Map(first.map(conversation => [`${conversation.tenant} ${conversation.id}`, conversation]));
  return {
    all: () => [...known.values()],
    find: async (tenant, id) => known.get(`${tenant} ${id}`),
    personalOf: async (tenant, person) =>
      [...known.values()].find(
        ({ tenant: of, kind, person: owner }) => of === tenant && kind === 'personal' && owner === person,
      ),
    save: async conversation => {
      const key = `${conversation.tenant} ${conversation.id}`;
      const isNew = !known.has(key);
      known.set(key, conversation);
      return isNew;
    },
  };
}
