import { fdatasyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What we use of Emscripten's file system for Node: its streams carry the descriptor of the real file. */
interface WithNodeStreams {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number } };
}

/**
 * A directory on disk in which an fsync of the database is an fsync of the disk. Stock PGlite ignores fsync: after a power cut
 * most databases wouldn't open again. It leans on `NODEFS.stream_ops`, which is not documented: pglite is pinned exactly, and
 * `proveDurable` refuses to start when nothing is counted.
 */
export class SyncedNodeFS extends NodeFS {
  /** How often the disk was asked to sync. */
  syncs = 0;

  override async init(...parameters: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...parameters);
    const before = result.emscriptenOpts.preRun;
    const hooks = typeof before === 'function' ? [before] : (before ?? []);
    result.emscriptenOpts.preRun = [
      ...hooks,
      (module: unknown) => {
        (module as WithNodeStreams).NODEFS.stream_ops.fsync = stream => {
          fdatasyncSync(stream.nfd);
          this.syncs++;
          return 0;
        };
      },
    ];
    return result;
  }
}
