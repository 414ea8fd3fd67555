import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AdapterError } from '../../ports/adapter-error.ts';
import { flushFolder } from '../keys/key-file.ts';

/** A destroyed case as it stands outside the database: ids that we made, a digest, a moment. */
export interface DestroyedCase {
  readonly tenant: string;
  /** `digestOfCase`. */
  readonly digest: string;
  /** Of the case, and of the people who went with it: which keys, and so which rows, must not come back. */
  readonly keys: readonly string[];
  /** ISO 8601. */
  readonly at: string;
  readonly facts: {
    readonly openedOn: string;
    readonly closedOn: string;
    readonly conferences: number;
    readonly minutes: number;
  };
}

/** The list of destroyed cases, apart from the database and from its backups. */
export interface DestroyedList {
  /** On the disk when it resolves. */
  add(cases: readonly DestroyedCase[]): Promise<void>;
  all(): Promise<readonly DestroyedCase[]>;
}

/**
 * A file with a line of JSON for each. Lines are only ever added, in one write, so that several processes may add. Half a line, of a process
 * that was killed, is passed over: what it was about is added again. Rejects with `AdapterError`.
 */
export function openDestroyedList(file: string): DestroyedList {
  return {
    async add(cases) {
      if (cases.length === 0) return;
      try {
        await mkdir(dirname(file), { recursive: true });
        const handle = await open(file, 'a', 0o600);
        try {
          // A line break first ends the half line that a killed process may have left.
          await handle.write(cases.map(one => `\n${JSON.stringify(one)}\n`).join(''));
          await handle.sync();
        } finally {
          await handle.close();
        }
        await flushFolder(dirname(file));
      } catch (error) {
        throw unavailable(error);
      }
    },

    async all() {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
        throw unavailable(error);
      });
      return text.split('\n').flatMap(line => parse(line) ?? []);
    },
  };
}

/** For a database in memory, which has no backup. */
export function listInMemory(): DestroyedList {
  const kept: DestroyedCase[] = [];
  return {
    async add(cases) {
      kept.push(...cases);
    },
    all: async () => [...kept],
  };
}

function parse(line: string): DestroyedCase | undefined {
  if (line === '') return undefined;
  try {
    const read: unknown = JSON.parse(line);
    return isDestroyedCase(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isDestroyedCase(read: unknown): read is DestroyedCase {
  if (typeof read !== 'object' || read === null) return false;
  const { tenant, digest, keys, at, facts } = read as Record<string, unknown>;
  const texts = [tenant, digest, at, ...(Array.isArray(keys) ? (keys as unknown[]) : [undefined])];
  return texts.every(text => typeof text === 'string' && text !== '') && typeof facts === 'object' && facts !== null;
}

function unavailable(cause: unknown): AdapterError {
  return new AdapterError('Storage: the list of destroyed cases can not be read or written', {
    code: 'storage.destroyedList',
    retryable: true,
    cause,
  });
}
