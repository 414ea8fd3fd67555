import type { Log } from '../ports/log.ts';
import type { MinutesArchive } from '../ports/minutes-archive.ts';
import { createArchive } from './archive.ts';
import { createFolderShelf } from './folder-shelf.ts';
import type { Template } from './template/template.ts';

interface FolderArchiveOptions {
  /** Where the folder of each case is made, for instance `./data/minutes`. */
  readonly directory: string;
  readonly log: Log;
  /** Of the house, for the minutes. Absent: our own document. */
  readonly template?: Template;
}

/** Minutes in a folder per case; what it rejects with is that of `createArchive` and `createFolderShelf`. */
export function createFolderArchive({ directory, ...rest }: FolderArchiveOptions): MinutesArchive {
  return createArchive({ shelf: createFolderShelf(directory), ...rest });
}
