import { crc32 } from 'node:zlib';

export interface ZipEntry {
  /** With forward slashes, relative, nothing that climbs out of the zip. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 1 January 1980, the first day that a zip knows: nothing in it tells when it was made. */
const noTime = 0x00210000;
/** Names are UTF-8. */
const flags = 0x0800;
const most = 0xffff_ffff;

/**
 * A zip of these files in this order, stored as they are, without times: the same files give the same bytes on every machine. Throws an
 * Error for a name that isn't plain or comes twice, and for more than ZIP holds without its extensions (65,534 files, 4 GB).
 */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  checkNames(entries.map(({ name }) => name));
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of entries) {
    const named = Buffer.from(name, 'utf8');
    const about = Buffer.alloc(26);
    // Version needed 2.0, flags, stored (0), time and date, check, both sizes, length of the name, no extra field.
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(flags, 2);
    about.writeUInt32LE(noTime, 6);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(bytes.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), about, named]);
    parts.push(local, bytes);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), about, place, named]));
    at += local.length + bytes.length;
  }
  const listed = Buffer.concat(directory);
  if (entries.length > 0xfffe || at + listed.length > most) throw new Error('more than a plain zip can hold');
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}

function checkNames(names: readonly string[]): void {
  for (const name of names) {
    const plain = name !== '' && !/^[/\\]|[\\\0:]/.test(name) && !name.split('/').some(part => /^\.{0,2}$/.test(part));
    if (!plain) throw new Error(`not a plain name for a file in a zip: ${JSON.stringify(name)}`);
  }
  if (new Set(names).size < names.length) throw new Error('two files in a zip with the same name');
}
