import { inflateRawSync } from 'node:zlib';

/** What a file says that a Word document can't be: not a zip, damaged, or larger than any template. */
export class NotAZip extends Error {
  override readonly name = 'NotAZip';
}

/** Unpacked, in bytes: a template with pictures is a few megabytes. */
const limit = 50_000_000;
const endLength = 22;

/** The files in a plain zip (stored or deflated, no ZIP64), in its order. For a document that the house itself gives. */
export function readZip(bytes: Uint8Array): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const files: { name: string; bytes: Uint8Array }[] = [];
  let entry = view.getUint32(end + 16, true);
  let left = limit;
  try {
    for (let count = view.getUint16(end + 10, true); count > 0; count--) {
      const [method, packed, unpacked] = [
        view.getUint16(entry + 10, true),
        view.getUint32(entry + 20, true),
        view.getUint32(entry + 24, true),
      ];
      const lengths = [28, 30, 32].map(at => view.getUint16(entry + at, true));
      const [nameLength = 0] = lengths;
      const name = Buffer.from(bytes.subarray(entry + 46, entry + 46 + nameLength)).toString('utf8');
      const local = view.getUint32(entry + 42, true);
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const data = bytes.subarray(from, from + packed);
      left -= unpacked;
      if (left < 0) throw new NotAZip('too large');
      if (!name.endsWith('/')) files.push({ name, bytes: method === 0 ? data.slice() : unpack(data, unpacked) });
      entry += lengths.reduce((sum, length) => sum + length, 46);
    }
  } catch (error) {
    throw error instanceof NotAZip ? error : new NotAZip('damaged', { cause: error });
  }
  return files;
}

function unpack(data: Uint8Array, length: number): Uint8Array {
  return new Uint8Array(inflateRawSync(data, { maxOutputLength: Math.max(1, length) }));
}

function endOf(view: DataView): number {
  for (let at = view.byteLength - endLength; at >= Math.max(0, view.byteLength - 65_600); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new NotAZip('no zip');
}
