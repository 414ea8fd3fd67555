import { fdatasyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** An open file of the database, as Emscripten's file system for Node knows it. */
interface NodeStream {
  /** The descriptor of the real file. */
  readonly nfd: number;
  readonly path?: string;
}

/** What we use of that file system. */
interface WithNodeStreams {
  readonly NODEFS: {
    readonly stream_ops: {
      fsync?: (stream: NodeStream) => number;
      write: (stream: NodeStream, ...rest: readonly unknown[]) => number;
    };
  };
}

/** Without these files written there's no going on: PostgreSQL ends itself then. */
const vital = /\/(pg_wal|pg_xact)\/|\/pg_control$/;

/**
 * A directory on disk in which an fsync of the database is an fsync of the disk. Stock PGlite ignores fsync: after a power cut
 * most databases wouldn't open again. It leans on `NODEFS.stream_ops`, which is not documented: pglite is pinned exactly, and
 * `proveDurable` refuses to start when nothing is counted.
 */
export class SyncedNodeFS extends NodeFS {
  /** How often the disk was asked to sync. */
  syncs = 0;
  readonly #onLost: (why: 'write' | 'fsync') => void;

  /** @param onLost called when the disk refuses what the database can't do without; it has to end the process before it returns */
  constructor(directory: string, onLost: (why: 'write' | 'fsync') => void) {
    super(directory);
    this.#onLost = onLost;
  }

  override async init(...parameters: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...parameters);
    const before = result.emscriptenOpts.preRun;
    const hooks = typeof before === 'function' ? [before] : (before ?? []);
    result.emscriptenOpts.preRun = [
      ...hooks,
      (module: unknown) => {
        const { stream_ops: files } = (module as WithNodeStreams).NODEFS;
        files.fsync = stream => {
          this.#orLost('fsync', () => fdatasyncSync(stream.nfd));
          this.syncs++;
          return 0;
        };
        const { write } = files;
        files.write = (stream, ...rest) =>
          vital.test(stream.path ?? '') ? this.#orLost('write', () => write(stream, ...rest)) : write(stream, ...rest);
      },
    ];
    return result;
  }

  #orLost<Result>(why: 'write' | 'fsync', work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.#onLost(why);
      throw error;
    }
  }
}
