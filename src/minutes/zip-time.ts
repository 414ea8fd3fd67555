import type { Instant } from '../domain/values.ts';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;

/**
 * A zip with every file in it dated `at` (UTC, whole even seconds), in place of the moment of writing, so that the same content
 * gives the same bytes. For the plain zips that docx makes: without a comment, without ZIP64.
 */
export function withZipTime(zip: Uint8Array, at: Instant): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.byteLength - 22;
  expect(view, end, endOfDirectory);
  const time = dosTime(new Date(at));
  const files = view.getUint16(end + 10, true);
  let entry = view.getUint32(end + 16, true);
  for (let file = 0; file < files; file += 1) {
    expect(view, entry, directoryEntry);
    view.setUint32(entry + 12, time, true);
    const local = view.getUint32(entry + 42, true);
    expect(view, local, localHeader);
    view.setUint32(local + 10, time, true);
    // Name, extra field and comment follow the 46 bytes of an entry.
    const lengths = [28, 30, 32].map(at => view.getUint16(entry + at, true));
    entry += lengths.reduce((sum, length) => sum + length, 46);
  }
  return bytes;
}

function expect(view: DataView, offset: number, signature: number): void {
  if (offset < 0 || view.getUint32(offset, true) !== signature) throw new Error('not a zip as docx writes it');
}

/** Date in the upper half, time in the lower; years from 1980. */
function dosTime(date: Date): number {
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
