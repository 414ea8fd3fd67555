import type { Dependencies } from '../../src/application/dependencies.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { openActionsOf, overviewOf } from '../../src/domain/overview.ts';
import { byDue } from '../../src/domain/working-days.ts';
import type { AccessTo } from '../../src/ports/access-log.ts';
import type { ConferenceEntry, StreamId } from '../../src/ports/event-store.ts';
import type { FormToken } from '../../src/ports/form-tokens.ts';
import type { Profile } from '../../src/ports/people.ts';
import { createMemoryConversations } from './memory-conversations.ts';

type StoragePorts = Pick<
  Dependencies,
  | 'events'
  | 'index'
  | 'tokens'
  | 'outbox'
  | 'dueMoments'
  | 'people'
  | 'boards'
  | 'conversations'
  | 'posted'
  | 'openActions'
  | 'overviews'
  | 'access'
  | 'heads'
  | 'destructions'
>;

/** What is kept of a house, in plain memory. */
export interface MemoryStorage extends StoragePorts {
  /** The record of a case as it is now; what was handed in stays as it was. */
  eventsOf(stream: StreamId): readonly CaseEvent[];
  readonly accesses: readonly AccessTo[];
}

/**
 * Storage for thousands of presses in a second, for tests of who may do what: records and answers as the real one does, dedupes by
 * activity id only, and sends nothing. What the real one guarantees besides is in `test/contracts`.
 * @param first cases that are there already
 */
export function createMemoryStorage(
  first: readonly { readonly stream: StreamId; readonly events: readonly CaseEvent[] }[],
): MemoryStorage {
  const keyOf = ({ tenant, case: code }: StreamId) => JSON.stringify([tenant, code]);
  const streams = new Map(first.map(({ stream, events }) => [keyOf(stream), { stream, events: [...events] }]));
  const tokens = new Map<string, FormToken>();
  const answers = new Map<string, unknown>();
  const people = new Map<string, Profile>();
  const accesses: AccessTo[] = [];
  const states = (tenant: string) =>
    [...streams.values()]
      .filter(({ stream }) => stream.tenant === tenant)
      .flatMap(({ stream, events }) => {
        const state = fold(events);
        return state === undefined ? [] : [{ stream, state, events }];
      });

  return {
    accesses,
    eventsOf: stream => streams.get(keyOf(stream))?.events ?? [],
    events: {
      read: async (stream, after = 0) => (streams.get(keyOf(stream))?.events ?? []).slice(after),
      findAnswer: async (tenant, { activityId }) => {
        const key = JSON.stringify([tenant, activityId]);
        return answers.has(key) ? { answer: answers.get(key) } : undefined;
      },
      async append({ stream, expectedVersion, events, tokens: made, press, access }) {
        const kept = streams.get(keyOf(stream)) ?? { stream, events: [] };
        if (kept.events.length !== expectedVersion) return { kind: 'conflict' };
        streams.set(keyOf(stream), kept);
        kept.events.push(...events);
        for (const token of made) tokens.set(token.token, token);
        if (press !== undefined) answers.set(JSON.stringify([stream.tenant, press.key.activityId]), press.answer);
        if (access !== undefined) accesses.push({ ...access, tenant: stream.tenant, case: stream.case });
        return { kind: 'appended', version: kept.events.length };
      },
    },
    index: {
      async inConversation(tenant, conversation) {
        const held = states(tenant).flatMap(({ stream, state }) =>
          state.conferences
            .filter(conference => conference.conversation === conversation)
            .map(
              ({ id, openedAt, closed }): ConferenceEntry => ({
                stream,
                conference: id,
                openedAt,
                open: closed === undefined,
              }),
            ),
        );
        return held.findLast(({ open }) => open) ?? held.at(-1);
      },
    },
    tokens: {
      async save(made) {
        for (const token of made) tokens.set(token.token, token);
      },
      find: async token => tokens.get(token),
      together: async (tenant, item) =>
        [...tokens.values()].filter(token => token.tenant === tenant && token.item === item),
    },
    people: {
      find: async (tenant, person) => people.get(JSON.stringify([tenant, person])),
      async save(tenant, profile) {
        people.set(JSON.stringify([tenant, profile.person]), profile);
      },
    },
    conversations: createMemoryConversations(),
    openActions: {
      ofOwner: async (tenant, person) =>
        states(tenant)
          .flatMap(({ state }) =>
            openActionsOf(state).flatMap(({ owner, ...action }) =>
              owner === person ? [{ ...action, case: state.code }] : [],
            ),
          )
          .toSorted((one, other) => byDue(one.due, other.due)),
    },
    overviews: {
      all: async tenant => states(tenant).map(({ state }) => overviewOf(state)),
      missing: async () => [],
      save: async () => undefined,
    },
    access: {
      async record(entries) {
        accesses.push(...entries);
      },
      of: async () => [],
    },
    // Nothing leaves: what people get is the answer to what they press and type.
    outbox: { take: async () => undefined, settle: async () => undefined, waitingLanes: async () => [] },
    boards: { claim: async () => undefined, settle: async () => undefined, behind: async () => [] },
    dueMoments: { fire: async () => [] },
    posted: { of: async () => [] },
    heads: { keep: async () => undefined },
    destructions: { destroy: async () => false, destroyedAmong: async () => [], finish: async () => undefined },
  };
}
