import { unzipSync, zipSync } from 'fflate';

export interface ZipEntry {
  /** With forward slashes, relative, nothing that climbs out of the zip. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The bytes aren't a zip, are damaged, or unpack to more than may be. */
export class NotAZip extends Error {
  override readonly name = 'NotAZip';
}

/** The first day that a zip knows, on the clock of whatever place the machine is in: nothing in it tells when it was made. */
const noTime = new Date(1980, 0, 1);

/**
 * A zip of these files, stored as they are, without times: the same files give the same bytes on every machine. Throws an Error for a name
 * that isn't plain or comes twice.
 */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  checkNames(entries.map(({ name }) => name));
  return zipSync(Object.fromEntries(entries.map(({ name, bytes }) => [name, bytes])), { level: 0, mtime: noTime });
}

/**
 * The files in a zip, in its order; folders are left out.
 * @param most bytes, all files unpacked
 * @throws NotAZip
 */
export function readZip(bytes: Uint8Array, most: number): readonly ZipEntry[] {
  let left = most;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        left -= originalSize;
        if (left < 0) throw new NotAZip('too large');
        return !name.endsWith('/');
      },
    });
    return Object.entries(files).map(([name, content]) => ({ name, bytes: content }));
  } catch (error) {
    throw error instanceof NotAZip ? error : new NotAZip('damaged, or no zip', { cause: error });
  }
}

function checkNames(names: readonly string[]): void {
  for (const name of names) {
    const plain = name !== '' && !/^[/\\]|[\\\0:]/.test(name) && !name.split('/').some(part => /^\.{0,2}$/.test(part));
    if (!plain) throw new Error(`not a plain name for a file in a zip: ${JSON.stringify(name)}`);
  }
  if (new Set(names).size < names.length) throw new Error('two files in a zip with the same name');
}
