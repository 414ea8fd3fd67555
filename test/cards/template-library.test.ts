import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../src/cards/template-library.ts';

const opening = '\u0024{';
const expression = (inside: string) => `${opening}${inside}}`;

const leaf = fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.boolean(), fc.constant(''));
const name = fc.constantFrom('a', 'b', 'A', 'length', 'constructor');
/** Never two that differ in capitals only: of those the library takes the first, and ours the right one. */
const key = fc.constantFrom('a', 'b', 'length', 'constructor');
const data = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf), fc.array(leaf, { maxLength: 2 })), {
  maxKeys: 4,
});
const path = fc
  .tuple(fc.constantFrom('', '$root.', '$data.'), fc.array(name, { minLength: 1, maxLength: 2 }))
  .map(([from, names]) => `${from}${names.join('.')}`);

/** The library's own way: what is named so deep in an expression isn't looked up directly. */
const byTheLibrary = (named: string) => `if(true, if(true, ${named}, ''), '')`;

function filled(text: string, root: unknown): unknown {
  const template = compileTemplate({ text });
  return template.expand({ $root: root });
}

describe('a name in a template', () => {
  it('means what the library makes of it, whatever the data is', () => {
    fc.assert(
      fc.property(path, data, (named, root) => {
        const direct = filled(expression(named), root) as { readonly text?: unknown };
        // What is missing stands there with its name, which is another one in a longer expression.
        if (JSON.stringify(direct).includes(opening)) return;
        expect(direct).toEqual(filled(expression(byTheLibrary(named)), root));
      }),
      { numRuns: 500 },
    );
  });

  it('stays as it is when it is not there', () => {
    expect(filled(expression('missing'), { a: 1 })).toEqual({ text: expression('missing') });
    expect(filled(`x ${expression('a.missing')}`, { a: {} })).toEqual({ text: `x ${expression('a.missing')}` });
  });

  it('is filled in among other words, and in each row with the data of that row', () => {
    const template = compileTemplate({
      rows: { $data: expression('rows'), text: `${expression('text')} bij ${expression('$root.case')}` },
    });
    const root = { case: 'ZVH-2026-014', rows: [{ text: 'een' }, { text: 'twee' }] };
    expect(template.expand({ $root: root })).toEqual({
      rows: [{ text: 'een bij ZVH-2026-014' }, { text: 'twee bij ZVH-2026-014' }],
    });
  });
});
