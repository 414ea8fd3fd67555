import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Storage } from '../../src/storage/open-storage.ts';

type Which = (...parameters: readonly unknown[]) => boolean;

/** A storage that goes away when it's told to. */
export interface FailingStorage {
  readonly storage: Storage;
  /**
   * The next calls of `port.method` that `when` says yes to reject as they do when a connection breaks; `done` says that the call was
   * carried out all the same, and that only the answer was lost.
   */
  failNext(times: number, call: `${keyof Storage & string}.${string}`, how?: { done?: true; when?: Which }): void;
}

export function createFailingStorage(storage: Storage): FailingStorage {
  const failures: { left: number; readonly call: string; readonly done: boolean; readonly when: Which }[] = [];

  function take(call: string, done: boolean, parameters: readonly unknown[]): void {
    const failure = failures.find(
      one => one.left > 0 && one.call === call && one.done === done && one.when(...parameters),
    );
    if (failure === undefined) return;
    failure.left -= 1;
    throw new AdapterError('Storage: the database refused', {
      code: 'storage.unavailable',
      retryable: true,
      outcomeUnknown: true,
    });
  }

  /** The ports are literals of functions, so a copy with other functions is the same port. */
  const failing = (port: string, functions: object) =>
    Object.fromEntries(
      Object.entries(functions).map(([method, work]) => [
        method,
        async (...parameters: unknown[]) => {
          const call = `${port}.${method}`;
          take(call, false, parameters);
          const result: unknown = await work(...parameters);
          take(call, true, parameters);
          return result;
        },
      ]),
    );

  const ports = Object.entries(storage).map(([port, value]) => [
    port,
    typeof value === 'object' && port !== 'jobs' ? failing(port, value) : value,
  ]);
  return {
    storage: Object.fromEntries(ports) as unknown as Storage,
    failNext(times, call, { done = false, when = () => true } = {}) {
      failures.push({ left: times, call, done, when });
    },
  };
}
