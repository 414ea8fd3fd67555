import type { CaseState } from '../domain/case-state.ts';
import type { Append, Appended, EventStore, StreamId } from '../ports/event-store.ts';
import type { CaseReader, LoadedCase } from './case-reader.ts';

/** Decided and being recorded; what is decided next is decided behind it. */
interface OnItsWay extends LoadedCase {
  /** Shared by all that were decided behind each other: one that isn't recorded takes the others with it. */
  readonly line: { isBroken: boolean };
  readonly settled: Promise<unknown>;
}

/** After another process came first we look before we decide, for so long: deciding twice costs more than looking once. */
const contestedMs = 10_000;
const contestedAtMost = 500;

/** What is being written to the disk, per case, and the state that it will leave. */
export interface Ahead {
  /** What the next decision may be tried on without asking; undefined when it's better to look first. */
  known(stream: StreamId): LoadedCase | undefined;
  /** As it's recorded, behind everything that is on its way. */
  recorded(stream: StreamId): Promise<LoadedCase>;
  /** Hands it to the store, in the order of these calls. `state` is with its events. */
  send(append: Append, state: CaseState): Promise<Appended>;
  /** Another process came first. */
  contest(stream: StreamId): void;
}

export function createAhead(store: Pick<EventStore, 'append'>, reader: CaseReader): Ahead {
  const onTheirWay = new Map<string, OnItsWay>();
  const contested = new Map<string, number>();
  const nameOf = ({ tenant, case: code }: StreamId) => `${tenant}/${code}`;

  function last(name: string): OnItsWay | undefined {
    const found = onTheirWay.get(name);
    return found?.line.isBroken ? undefined : found;
  }

  return {
    known(stream) {
      const name = nameOf(stream);
      const until = contested.get(name);
      if (until !== undefined && until > performance.now()) return undefined;
      contested.delete(name);
      return last(name) ?? reader.known(stream);
    },

    async recorded(stream) {
      await onTheirWay.get(nameOf(stream))?.settled.catch(() => undefined);
      return reader.load(stream);
    },

    send(append, state) {
      const { stream, expectedVersion, events } = append;
      const name = nameOf(stream);
      const lastEvent = events.at(-1)?.id ?? append.behind;
      const reached: LoadedCase = {
        state,
        version: expectedVersion + events.length,
        ...(lastEvent !== undefined && { last: lastEvent }),
      };
      const line = last(name)?.line ?? { isBroken: false };
      const appended = store.append(append).then(
        outcome => {
          if (outcome.kind === 'appended') reader.remember(stream, reached, events);
          else line.isBroken = true;
          return outcome;
        },
        (error: unknown) => {
          line.isBroken = true;
          throw error;
        },
      );
      const mine: OnItsWay = { ...reached, line, settled: appended };
      onTheirWay.set(name, mine);
      const forget = () => {
        if (onTheirWay.get(name) === mine) onTheirWay.delete(name);
      };
      void appended.then(forget, forget);
      return appended;
    },

    contest(stream) {
      contested.set(nameOf(stream), performance.now() + contestedMs);
      const [oldest] = contested.keys();
      if (contested.size > contestedAtMost && oldest !== undefined) contested.delete(oldest);
    },
  };
}
