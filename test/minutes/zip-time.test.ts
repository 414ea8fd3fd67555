import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { withZipTime } from '../../src/minutes/zip-time.ts';

const files = { 'een.xml': strToU8('<een/>'), 'map/twee.xml': strToU8('<twee/>'.repeat(100)), 'drie.xml': strToU8('') };

describe('dates in a zip', () => {
  it('are one moment for every file, wherever and whenever it was made', () => {
    const one = withZipTime(zipSync(files, { mtime: '2001-02-03T04:05:06Z' }), '2026-11-21T08:35:00.000Z');
    const other = withZipTime(zipSync(files, { mtime: '2050-12-31T23:59:58Z' }), '2026-11-21T08:35:00.000Z');
    expect(Buffer.from(one).equals(other)).toBe(true);
    // 2026-11-21 08:35:00 as MS-DOS writes it, in the first local header.
    expect(new DataView(one.buffer).getUint32(10, true)).toBe(
      (((2026 - 1980) << 25) | (11 << 21) | (21 << 16) | (8 << 11) | (35 << 5)) >>> 0,
    );
  });

  it('leave the content and the given bytes alone', () => {
    const zip = zipSync(files);
    const before = zip.slice();
    const dated = withZipTime(zip, '2026-11-21T08:35:00.000Z');
    expect(zip).toEqual(before);
    expect(unzipSync(dated)).toEqual(unzipSync(zip));
  });

  it('are refused for what is no zip', () => {
    expect(() => withZipTime(strToU8('geen zip'), '2026-11-21T08:35:00.000Z')).toThrow('not a zip');
    expect(() => withZipTime(new Uint8Array(100), '2026-11-21T08:35:00.000Z')).toThrow('not a zip');
  });
});
