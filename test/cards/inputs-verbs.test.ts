import { describe, expect, it } from 'vitest';
import { schemas } from '../../src/cards/input-schemas.ts';
import { readValues } from '../../src/cards/input-values.ts';
import { readRequest } from '../../src/cards/inputs.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { type InputKind, type VerbUnderTest, verbsUnderTest } from './verb-inputs.ts';

type Values = Readonly<Record<string, string>>;

const valuesOf = ({ inputs }: VerbUnderTest): Values =>
  Object.fromEntries(Object.entries(inputs).map(([id, { value }]) => [id, value]));

/** One row for each input of each verb: the verb, its other inputs, and the one that is tried. */
const eachInput = verbsUnderTest.flatMap(one =>
  Object.entries(one.inputs).map(([id, input]) => ({ verb: one.verb, values: valuesOf(one), id, ...input })),
);
const ofKinds = (...kinds: readonly InputKind[]) => eachInput.filter(({ kind }) => kinds.includes(kind));

function refusalsOf(verb: string, values: Values): readonly Refusal[] {
  const request = readRequest(verb, values);
  return request.kind === 'invalid' ? request.refusals : [];
}

const withoutInput = (values: Values, id: string): Values =>
  Object.fromEntries(Object.entries(values).filter(([other]) => other !== id));

/** What is sent in place of a right value, and what is said about it. */
const wrong: Readonly<Record<Exclude<InputKind, 'line' | 'text'>, readonly (readonly [string, Refusal['code']])[]>> = {
  code: [
    ['jansen', 'caseCode'],
    ['ZVH-2026', 'caseCode'],
  ],
  choice: [
    ['anders', 'notOffered'],
    ['toString', 'notOffered'],
  ],
  ids: [
    ['X1', 'notOffered'],
    ['F0', 'notOffered'],
    [' , ', 'required'],
  ],
  id: [
    ['X1', 'notOffered'],
    ['R', 'notOffered'],
    ['P01', 'notOffered'],
  ],
  date: [
    ['morgen', 'notADate'],
    ['2026-02-30', 'notADate'],
    ['12-12-2026', 'notADate'],
  ],
  time: [
    ['half drie', 'notADate'],
    ['24:00', 'notADate'],
    ['14:60', 'notADate'],
  ],
  due: [
    ['morgen', 'notADate'],
    ['2026-12-12T25:00', 'notADate'],
    ['2026-12-12T10:00T11:00', 'notADate'],
  ],
  person: [
    ['behandelaar', 'needPersonAndOrganisation'],
    [', GGZ', 'needPersonAndOrganisation'],
  ],
  flag: [['misschien', 'notOffered']],
  score: [
    ['11', 'notOffered'],
    ['-1', 'notOffered'],
    ['6.5', 'notOffered'],
    ['zes', 'notOffered'],
  ],
};

describe('every verb', () => {
  it('that a card may carry is tried here', () => {
    expect([...new Set(verbsUnderTest.map(({ verb }) => verb))].sort()).toEqual(Object.keys(schemas).sort());
  });

  it.each(verbsUnderTest)('$verb gives the command of the domain: $fields', one => {
    const request = readRequest(one.verb, valuesOf(one));
    expect(request).toEqual({ kind: 'command', command: { verb: one.verb, ...one.fields } });
  });

  it.each(verbsUnderTest)('$verb ignores inputs that it does not have', one => {
    const hostile = JSON.parse('{"__proto__":"x","toString":"y","unheardOf":"z","level:Z9":"high","note:R1:R2":"q"}');
    const request = readRequest(one.verb, { ...valuesOf(one), ...hostile });
    expect(request).toEqual({ kind: 'command', command: { verb: one.verb, ...one.fields } });
  });
});

describe('every input', () => {
  it.each(eachInput.flatMap(one => (one.missing === undefined ? [] : [{ ...one, missing: one.missing }])))(
    '$verb asks for $id when it is left out or shows nothing',
    ({ verb, values, id, missing }) => {
      const withoutIt = withoutInput(values, id);
      expect(refusalsOf(verb, withoutIt)).toEqual([missing]);
      expect(refusalsOf(verb, { ...withoutIt, [id]: ' \u200b\n' })).toEqual([missing]);
    },
  );

  it.each(eachInput.filter(({ missing }) => missing === undefined))(
    '$verb does without $id',
    ({ verb, values, id }) => {
      const others = withoutInput(values, id);
      expect(refusalsOf(verb, others)).toEqual([]);
    },
  );

  it.each(ofKinds('line', 'text'))('$verb says how much too long $id is', ({ verb, values, id, kind }) => {
    const limit = kind === 'line' ? 200 : 1000;
    expect(refusalsOf(verb, { ...values, [id]: '🙂'.repeat(limit) })).toEqual([]);
    const tooLong = { code: 'tooLong', item: id, values: { limit, length: limit + 1 } };
    expect(refusalsOf(verb, { ...values, [id]: '🙂'.repeat(limit + 1) })).toEqual([tooLong]);
  });

  it.each(
    eachInput.flatMap(one =>
      one.kind === 'line' || one.kind === 'text' ? [] : wrong[one.kind].map(([sent, code]) => ({ ...one, sent, code })),
    ),
  )('$verb says $code when $id holds "$sent"', ({ verb, values, id, sent, code }) => {
    expect(refusalsOf(verb, { ...values, [id]: sent })).toEqual([{ code, item: id }]);
  });

  it.each(eachInput)('$verb does not understand a list or an object as $id', ({ values, id }) => {
    expect(readValues({ ...values, [id]: ['x'] }).refusals).toEqual([{ code: 'notUnderstood', item: id }]);
    expect(readValues({ ...values, [id]: { value: 'x' } }).refusals).toEqual([{ code: 'notUnderstood', item: id }]);
  });

  it.each(eachInput)('$verb takes $id as a number or a yes/no too, as text', ({ values, id }) => {
    expect(readValues({ ...values, [id]: 7 })).toEqual({ values: { ...values, [id]: '7' }, refusals: [] });
    expect(readValues({ ...values, [id]: true })).toEqual({ values: { ...values, [id]: 'true' }, refusals: [] });
  });
});

describe('a form with several wrong inputs', () => {
  it.each(verbsUnderTest.filter(({ inputs }) => Object.keys(inputs).length > 1))(
    '$verb names all of them at once',
    one => {
      const bad = Object.entries(one.inputs).filter(([id]) => id !== 'item');
      const values = Object.fromEntries(
        bad.map(([id, { kind }]) => [id, kind === 'line' || kind === 'text' ? 'x'.repeat(2000) : '#']),
      );
      const item = one.inputs.item?.value;
      const refusals = refusalsOf(one.verb, { ...values, ...(item !== undefined && { item }) });
      expect(refusals.map(refusal => refusal.item).sort()).toEqual(bad.map(([id]) => id).sort());
    },
  );
});
