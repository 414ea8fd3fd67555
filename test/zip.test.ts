import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeZip } from '../src/zip.ts';

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
});
