import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { NotAZip, readZip, writeZip } from '../src/zip.ts';

describe('a zip', () => {
  it('gives back every file as it was put in, whatever its bytes and letters', () => {
    const name = fc
      .array(fc.stringMatching(/^[\w é-]{1,12}$/), { minLength: 1, maxLength: 3 })
      .map(parts => parts.join('/'));
    const entries = fc.uniqueArray(fc.record({ name, bytes: fc.uint8Array({ maxLength: 200 }) }), {
      selector: entry => entry.name,
    });
    fc.assert(
      fc.property(entries, files => {
        const read = unzipSync(writeZip(files));
        // An object puts names that are numbers first, whatever the zip says.
        expect(Object.keys(read).toSorted()).toEqual(files.map(({ name }) => name).toSorted());
        for (const { name, bytes } of files) expect(read[name]).toEqual(bytes);
      }),
    );
  });

  it.each(['../x', '/x', 'a/../x', 'a//x', 'C:\\x', 'a\\x', '', '.', 'a\0'])('has no file named %j', name => {
    expect(() => writeZip([{ name, bytes: new Uint8Array() }])).toThrow('not a plain name');
  });

  it('has no two files of one name', () => {
    const file = { name: 'a.txt', bytes: new Uint8Array() };
    expect(() => writeZip([file, file])).toThrow('the same name');
  });

  it('is read back, packed or not, without its folders', () => {
    const packed = zipSync({ map: { 'a.txt': strToU8('aaaaaaaaaaaaaaaaaaaa') }, leeg: {} });
    expect(readZip(packed, 1_000)).toEqual([{ name: 'map/a.txt', bytes: strToU8('aaaaaaaaaaaaaaaaaaaa') }]);
    const stored = [{ name: 'b.txt', bytes: strToU8('b') }];
    expect(readZip(writeZip(stored), 1)).toEqual(stored);
  });

  it('that is damaged, isn’t one, or unpacks to more than may be, is told apart from a fault of ours', () => {
    const packed = zipSync({ 'a.txt': new Uint8Array(10_000) });
    expect(readZip(packed, 10_000)).toHaveLength(1);
    expect(() => readZip(packed, 9_999)).toThrow(new NotAZip('too large'));
    for (const bytes of [new Uint8Array(), strToU8('Geen zip.'), packed.slice(0, 40)])
      expect(() => readZip(bytes, 10_000)).toThrow(new NotAZip('damaged, or no zip'));
  });

  it('says the same on every clock of the world', () => {
    expect(Buffer.from(writeZip([{ name: 'a', bytes: strToU8('a') }])).toString('hex', 10, 14)).toBe('00002100');
  });
});
