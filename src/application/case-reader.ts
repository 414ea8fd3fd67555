import type { CaseState } from '../domain/case-state.ts';
import { fold } from '../domain/evolve.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { EventStore, StreamId } from '../ports/event-store.ts';

export interface LoadedCase {
  /** Undefined for a case that doesn't exist. */
  readonly state: CaseState | undefined;
  readonly version: number;
  /** The id of the event at that version; absent at version 0. */
  readonly last?: string;
}

/** Reads the state of a case; remembers the last ones read and reads only the events behind them. */
export interface CaseReader {
  /** As it is now. */
  load(stream: StreamId): Promise<LoadedCase>;
  /**
   * As it was when this process last saw it, without asking. For deciding only: an append behind it is refused when it isn't so any more, and
   * whatever is not appended has to be looked at again.
   */
  known(stream: StreamId): LoadedCase | undefined;
  /** What this process appended itself needn't be read back. */
  remember(stream: StreamId, loaded: LoadedCase): void;
}

/** @param limit how many cases are remembered, a large house has five hundred (pilot report); the least recently used one goes first */
export function createCaseReader(events: EventStore, limit = 600): CaseReader {
  const known = new Map<string, LoadedCase>();
  const keyOf = (stream: StreamId) => `${stream.tenant}/${stream.case}`;

  const remember = (stream: StreamId, loaded: LoadedCase) => {
    const key = keyOf(stream);
    const before = known.get(key);
    known.delete(key);
    // Two loads of one case may overlap: an older version never takes the place of a newer one.
    known.set(key, before !== undefined && before.version > loaded.version ? before : loaded);
    const oldest = known.size > limit ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
  };

  return {
    remember,
    known: stream => known.get(keyOf(stream)),
    async load(stream) {
      const before = known.get(keyOf(stream)) ?? { state: undefined, version: 0 };
      const newer = await events.read(stream, before.version).catch(goneOrThrow);
      if (newer === 'gone') {
        // Destroyed, by this process or another: nothing of it stays in memory either.
        known.delete(keyOf(stream));
        return this.load(stream);
      }
      if (newer.length === 0) return before;
      const last = newer.at(-1)?.id;
      const loaded: LoadedCase = {
        state: fold(newer, before.state),
        version: before.version + newer.length,
        ...(last !== undefined && { last }),
      };
      remember(stream, loaded);
      return loaded;
    },
  };
}

function goneOrThrow(error: unknown): 'gone' {
  if (error instanceof AdapterError && error.code === 'storage.gone') return 'gone';
  throw error;
}
