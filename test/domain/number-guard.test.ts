import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalNumbers, personalNumbersIn, withoutPersonalNumbers } from '../../src/domain/number-guard.ts';
import { bankAccount, citizenNumber, examples, grouped, phoneNumber } from '../support/personal-numbers.ts';

const kindsIn = (text: string) => personalNumbersIn(text).map(({ kind }) => kind);
const words = fc.constantFrom(
  '',
  'bel ',
  'nummer: ',
  'Moeder (42), ',
  'zie R1 en F3; ',
  '12-12-2026, ',
  'om 14.30 uur ',
);
const after = fc.constantFrom(
  '',
  '.',
  ', en dan',
  ' (haar eigen)',
  '; morgen om 9.00 uur',
  ', 112 bellen',
  '\nanders 113',
);

describe('a number that leads to a person', () => {
  it.each(personalNumbers.flatMap(kind => examples[kind].map(text => [kind, text] as const)))(
    'is %s: %s',
    (kind, text) => {
      expect(kindsIn(text)).toEqual([kind]);
      expect(kindsIn(`Staat er zo: ${text}.`)).toEqual([kind]);
    },
  );

  it.each([
    ['citizenNumber', citizenNumber, 2, [[' ', '.', '-', '\u00A0', ' - ', '\n']]],
    ['bankAccount', bankAccount, 2, [[' '], ['.'], ['-'], ['\u00A0']]],
    ['phoneNumber', phoneNumber, 2, [[' '], ['.'], ['-'], ['/'], ['\u2011'], ['\u00A0']]],
  ] as const)('is found as %s in any grouping, in the middle of words', (kind, numbers, least, separators) => {
    const typed = fc.tuple(
      words,
      fc.tuple(numbers, fc.constantFrom(...separators)).chain(([number, between]) => grouped(number, between, least)),
      after,
    );
    fc.assert(
      fc.property(typed, ([before, number, rest]) => {
        expect(kindsIn(before + number + rest)).toEqual([kind]);
        expect(withoutPersonalNumbers(before + number + rest)).toBe(`${before}…${rest}`);
      }),
    );
  });

  it('is found with the country in front: +31, 0031, +31 (0)', () => {
    fc.assert(
      fc.property(
        phoneNumber,
        fc.constantFrom('+31', '+31 ', '0031', '0031 ', '+31 (0)', '+31(0)'),
        (number, country) => {
          expect(kindsIn(country + number.slice(1))).toEqual(['phoneNumber']);
        },
      ),
    );
  });

  it('is found through invisible characters and in the digits of any script', () => {
    fc.assert(
      fc.property(citizenNumber, number => {
        expect(kindsIn(Array.from(number).join(' '))).toEqual(['citizenNumber']);
        expect(kindsIn(Array.from(number).join('\u200B'))).toEqual(['citizenNumber']);
        expect(kindsIn(Array.from(number).join('\u0007'))).toEqual(['citizenNumber']);
        for (const zero of [0xff10, 0x0660, 0x06f0, 0x0966, 0x1d7ce, 0x1d7d8])
          expect(kindsIn(inScript(number, zero))).toEqual(['citizenNumber']);
      }),
    );
  });

  it('is told by kind and place when there are several', () => {
    const text = '😀 123456782 of 06-12345678, rekening NL91 ABNA 0417 1643 00';
    expect(personalNumbersIn(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['citizenNumber', '123456782'],
      ['phoneNumber', '06-12345678'],
      ['bankAccount', 'NL91 ABNA 0417 1643 00'],
    ]);
    expect(withoutPersonalNumbers(text)).toBe('😀 … of …, rekening …');
  });
});

describe('any other number', () => {
  it('of nine digits that does not pass the eleven test is left', () => {
    fc.assert(
      fc.property(citizenNumber, fc.integer({ min: 1, max: 9 }), (number, other) => {
        const wrong = `${number.slice(0, 8)}${(Number(number.slice(8)) + other) % 10}`;
        expect(kindsIn(wrong)).toEqual([]);
      }),
    );
  });

  it('with the form of an account and the wrong check digits is left, and is no phone number either', () => {
    fc.assert(
      fc.property(bankAccount, fc.integer({ min: 1, max: 96 }), (account, off) => {
        const check = ((Number(account.slice(2, 4)) + off) % 97) + 1;
        fc.pre(check % 97 !== Number(account.slice(2, 4)) % 97);
        expect(kindsIn(`NL${String(check).padStart(2, '0')}${account.slice(4)}`)).toEqual([]);
      }),
    );
  });

  it('of a public line or an organisation is left, because agreements need it', () => {
    const line = fc.oneof(
      fc.constantFrom('112', '113', '144', '14 030', '14 0493', '0800-0113', '0800 2000', '0900 8844', '09008844'),
      fc
        .tuple(fc.constantFrom('088', '085', '+31 88', '0031 88', '+31 (0)85'), fc.stringMatching(/^\d{7}$/))
        .chain(([line, rest]) => grouped(rest, [' ', '-'], 1).map(number => `${line} ${number}`)),
      fc
        .tuple(fc.constantFrom('0800', '0900', '0906', '0909'), fc.stringMatching(/^(\d{4}|\d{7})$/))
        .map(([line, rest]) => `${line}-${rest}`),
    );
    fc.assert(
      fc.property(line, words, after, (number, before, rest) => {
        expect(kindsIn(`${before}${number}${rest}`)).toEqual([]);
      }),
    );
  });

  it('that is a day, a time, a code or an id is left', () => {
    const numbers = fc.oneof(
      fc.date({ min: new Date('1930-01-01'), max: new Date('2039-12-31'), noInvalidDate: true }).chain(day => {
        const [year = '', month = '', date = ''] = day.toISOString().slice(0, 10).split('-');
        return fc.constantFrom(
          `${date}-${month}-${year}`,
          `${Number(date)}/${Number(month)}/${year}`,
          `${year}-${month}-${date}`,
          `${date}.${month}.${year}`,
        );
      }),
      fc.constantFrom(
        '2026-12-12T14:30',
        '9.00-10.30',
        '14.30 uur',
        'F1,F2,F3',
        'R1:2',
        'ZVH-2026-01234',
        'zvh - 2026 - 98765',
      ),
      fc.uuid(),
    );
    fc.assert(
      fc.property(numbers, fc.constantFrom('', ' 3 keer', ', 2 van de 5', ' en 112'), (number, rest) => {
        expect(kindsIn(number + rest)).toEqual([]);
      }),
    );
    expect(kindsIn('000000000')).toEqual([]);
  });

  it('in the sample cases, and in the filed minutes of them, is left: nothing there is refused', () => {
    const files = globSync(['src/demo/*.json', 'test/fixtures/{cases,half-year,minutes}/*.json'], { cwd: root });
    const texts = files.flatMap(file => stringsOf(JSON.parse(readFileSync(`${root}${file}`, 'utf8'))));
    expect(texts.length).toBeGreaterThan(3_000);
    expect(texts.filter(text => personalNumbersIn(text).length > 0)).toEqual([]);
  });
});

it('costs no time to speak of, whatever is typed', () => {
  const long = [
    '1 '.repeat(1_000),
    '0 '.repeat(1_000),
    'nl91 '.repeat(400),
    '+(((((('.repeat(300),
    ' \n'.repeat(1_000),
    '0.0-'.repeat(500),
  ];
  const started = performance.now();
  for (const text of long) personalNumbersIn(text);
  expect(performance.now() - started).toBeLessThan(1_000);
});

it('never fails, and leaves text without nine digits as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      for (const { start, end } of personalNumbersIn(text)) expect(start < end && end <= text.length).toBe(true);
      if (text.replace(/\P{Nd}/gu, '').length < 9) expect(withoutPersonalNumbers(text)).toBe(text);
    }),
  );
});

const root = fileURLToPath(new URL('../../', import.meta.url));

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

function inScript(number: string, zero: number): string {
  return Array.from(number, digit => String.fromCodePoint(zero + Number(digit))).join('');
}
