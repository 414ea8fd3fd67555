import type { CaseState } from '../domain/case-state.ts';
import type { CaseEvent } from '../domain/events.ts';
import { fold } from '../domain/evolve.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { EventStore, StreamId } from '../ports/event-store.ts';
import type { Log } from '../ports/log.ts';
import type { Snapshots } from '../ports/snapshots.ts';

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
  /**
   * What this process appended itself needn't be read back.
   * @param recorded the events of that append
   */
  remember(stream: StreamId, loaded: LoadedCase, recorded?: readonly CaseEvent[]): void;
  /** Resolves when no snapshot is being kept. */
  settled(): Promise<void>;
}

interface Needs {
  readonly events: Pick<EventStore, 'read'>;
  readonly snapshots: Snapshots;
  readonly log: Log;
}

/** Reading so many events takes as long as anybody wants to wait for a case that isn't at hand. */
const eventsBetweenSnapshots = 1_000;

/** @param limit how many cases are remembered, a large house has five hundred (pilot report); the least recently used one goes first */
export function createCaseReader({ events, snapshots, log }: Needs, limit = 600): CaseReader {
  const known = new Map<string, LoadedCase>();
  const keeping = new Set<Promise<void>>();
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

  /** Behind the back of whoever waits; without it the next reader reads more. */
  function keep(stream: StreamId, { state, version, last }: LoadedCase): void {
    if (state === undefined || last === undefined) return;
    const kept = snapshots
      .keep(stream, { state, version, last })
      .catch((error: unknown) => {
        log.warn('snapshot.notKept', { code: error instanceof AdapterError ? error.code : 'unexpected' });
      })
      .finally(() => keeping.delete(kept));
    keeping.add(kept);
  }

  async function readBehind(stream: StreamId, before: LoadedCase): Promise<LoadedCase | 'gone'> {
    const newer = await events.read(stream, before.version).catch(goneOrThrow);
    if (newer === 'gone') return 'gone';
    if (newer.length === 0) return before;
    const last = newer.at(-1)?.id;
    const loaded: LoadedCase = {
      state: fold(newer, before.state),
      version: before.version + newer.length,
      ...(last !== undefined && { last }),
    };
    if (newer.length >= eventsBetweenSnapshots) keep(stream, loaded);
    return loaded;
  }

  return {
    known: stream => known.get(keyOf(stream)),

    remember(stream, loaded, recorded = []) {
      const before = loaded.version - recorded.length;
      const isFull = Math.floor(loaded.version / eventsBetweenSnapshots) > Math.floor(before / eventsBetweenSnapshots);
      // A conference that is over is read again at the next one, months later.
      if (isFull || recorded.some(({ type }) => type === 'ConferenceClosed')) keep(stream, loaded);
      remember(stream, loaded);
    },

    async load(stream) {
      const before = known.get(keyOf(stream)) ?? (await snapshots.latest(stream));
      let loaded = await readBehind(stream, before ?? nothing);
      if (loaded === 'gone') {
        // Destroyed, by this process or another: nothing of it stays in memory either.
        known.delete(keyOf(stream));
        loaded = await readBehind(stream, nothing);
      }
      if (loaded === 'gone') throw new Error('Nothing can not be gone');
      if (loaded.version > 0) remember(stream, loaded);
      return loaded;
    },

    async settled() {
      await Promise.all(keeping);
    },
  };
}

const nothing: LoadedCase = { state: undefined, version: 0 };

function goneOrThrow(error: unknown): 'gone' {
  if (error instanceof AdapterError && error.code === 'storage.gone') return 'gone';
  throw error;
}
