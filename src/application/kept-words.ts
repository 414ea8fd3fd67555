import { theBot } from '../domain/events.ts';
import type { EventStore, PressKey, StreamId } from '../ports/event-store.ts';
import type { CaseReader } from './case-reader.ts';

/**
 * What a machine said, and notes that it's asked about: kept like the answer to a press, sealed with the key of the case and gone with
 * it. No part of the record: no event holds it.
 */
export interface KeptWords {
  /** The first that is kept under a name stays. */
  keep(stream: StreamId, name: string, words: unknown): Promise<void>;
  find(tenant: string, name: string): Promise<unknown>;
}

export function createKeptWords(deps: { readonly events: EventStore }, reader: CaseReader): KeptWords {
  const keyOf = (name: string): PressKey => ({ activityId: `words ${name}`, person: theBot });
  return {
    async keep(stream, name, words) {
      let kind = 'conflict';
      while (kind === 'conflict') {
        const { version } = await reader.load(stream);
        // The case was destroyed meanwhile.
        if (version === 0) return;
        const nothing = { events: [], effects: [], dueMoments: [], tokens: [] };
        const press = { key: keyOf(name), answer: words };
        kind = (await deps.events.append({ stream, expectedVersion: version, ...nothing, press })).kind;
      }
    },
    async find(tenant, name) {
      return (await deps.events.findAnswer(tenant, keyOf(name)))?.answer;
    },
  };
}

/** Under which the notes are kept that something was asked about. */
export function notesOf(asked: string): string {
  return `notes ${asked}`;
}
