/** A document with what stands beside it. Names are relative to the shelf: `ZVH-2026-002/ZVH-2026-002-1-v1.docx`. */
export interface Paper {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Lower-case hex, of the bytes. */
  readonly sha256: string;
  /** The file beside it with that digest, in the form that `sha256sum -c` reads. */
  readonly hash: { readonly name: string; readonly bytes: Uint8Array };
}

/**
 * Where documents are put: folders with files in them, one level deep. What is in the files isn't known here. Each call rejects with
 * `AdapterError`: `retryable` when the place is away, full, or somebody can mend it.
 */
export interface Shelf {
  /**
   * Puts papers of one folder there, in this order, each with its hash behind it, and makes the folder when it's needed. A file is whole or
   * absent; one with that name is replaced.
   */
  put(papers: readonly Paper[]): Promise<void>;
  /** Names of the folders; none when nothing was ever put there. */
  folders(): Promise<readonly string[]>;
  /** Names of the files of a folder, without the folder; none when it isn't there. */
  filesIn(folder: string): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
  /** A folder with everything in it, or a file. What isn't there is no error. */
  remove(name: string): Promise<void>;
  /** How somebody in the chat finds a file: a link, or its name on the shelf. */
  locationOf(name: string): string;
  /** True when something that was removed can still be brought back by others, from a recycle bin. */
  readonly keepsRemoved: boolean;
}
