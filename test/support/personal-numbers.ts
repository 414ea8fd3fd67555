import fc from 'fast-check';

// Numbers that pass their check, made as a register would make them; none of them is anybody's that we know of.

/** Grouped by hand in a few ways that people do. */
export const examples = {
  citizenNumber: ['123456782', '1234.56.782', '123 456 782', '012345672', '111222333'],
  bankAccount: [
    'NL91ABNA0417164300',
    'NL91 ABNA 0417 1643 00',
    'nl91-abna-0417-1643-00',
    'DE89 3704 0044 0532 0130 00',
  ],
  phoneNumber: [
    '0612345678',
    '06-12 34 56 78',
    '+31 6 12345678',
    '(020) 123 45 67',
    '0031612345678',
    '+32 470 12 34 56',
  ],
} as const;

/** Those whose digits pass the eleven test. A first digit of its own keeps them from looking like a public line. */
export const citizenNumber: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 }))
  .map(([first, rest]) => [first, ...rest])
  .map(digits => ({ digits, check: digits.reduce((sum, digit, at) => sum + digit * (9 - at), 0) % 11 }))
  .filter(({ check }) => check < 10)
  .map(({ digits, check }) => [...digits, check].join(''));

const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const digit = fc.constantFrom(...'0123456789');
const afterwards = fc.constantFrom(...'123456789');
const times = (one: fc.Arbitrary<string>, count: number) =>
  fc.array(one, { minLength: count, maxLength: count }).map(all => all.join(''));

/** Dutch ones, with the check digits that ISO 7064 gives them. */
export const bankAccount: fc.Arbitrary<string> = fc
  .tuple(times(letter, 4), times(digit, 10))
  .map(([bank, number]) => ({ own: bank + number, check: 98 - remainderOf(`${bank}${number}NL00`) }))
  .map(({ own, check }) => `NL${String(check).padStart(2, '0')}${own}`);

function remainderOf(text: string): number {
  return Number(BigInt(Array.from(text, character => Number.parseInt(character, 36)).join('')) % 97n);
}

/** Ten digits: a mobile one, or one of a region. No nought further on, so that no group of it looks like a public line. */
export const phoneNumber: fc.Arbitrary<string> = fc.oneof(
  times(afterwards, 8).map(rest => `06${rest}`),
  fc
    .tuple(fc.constantFrom('020', '030', '010', '0493', '0492', '073', '040'), times(afterwards, 7))
    .map(([region, rest]) => (region + rest).slice(0, 10)),
);

/** The same number in groups as people write them, with something between: each of at least so many characters. */
export function grouped(number: string, separators: readonly string[], least: number): fc.Arbitrary<string> {
  const gap = fc.constantFrom('', '', '', ...separators);
  return fc.array(gap, { minLength: number.length, maxLength: number.length }).map(gaps => {
    const groups = [''];
    for (const [at, character] of Array.from(number).entries()) {
      const ends = (groups.at(-1) ?? '').length >= least && number.length - at >= least;
      if (ends && gaps[at] !== '') groups.push(gaps[at] ?? '', character);
      else groups.push((groups.pop() ?? '') + character);
    }
    return groups.join('');
  });
}
