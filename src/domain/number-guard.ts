import { isBankAccount, readBankAccounts } from './bank-account.ts';

/**
 * Numbers that lead straight to a person, and that a case conference doesn't need: the case has a code, people are known by
 * function (AVG 5: only what the conference needs; AVG 87 and UAVG 46 on the citizen service number). They are recognised by their
 * form and, where there's one, their check digit.
 */
export const personalNumbers = ['citizenNumber', 'bankAccount', 'phoneNumber'] as const;
export type PersonalNumber = (typeof personalNumbers)[number];

export interface FoundNumber {
  readonly kind: PersonalNumber;
  /** In UTF-16 code units of the text that was given. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds them in typed text, in order of place, however their digits are grouped (spaces, line breaks, dots, hyphens, slashes; with
 * invisible characters between; in the digits of any script).
 *
 * - citizen service number: nine digits that pass the eleven test; eight digits don't count, because dates have eight
 * - bank account: an IBAN of a country that has them, with its length and check digits (ISO 13616)
 * - phone number: ten digits from 0 (06…, a region, a person's own number), or from + or 00 and the code of a country
 *
 * Public lines stay: 112, 113, 144, 14 0xx, 0800, 0900, 0906, 0909, and numbers of organisations (085, 088), because if-then
 * agreements need them. So do dates, times, case codes and ids. About one in eleven other numbers of nine digits passes the eleven
 * test by chance; whoever typed it is told what to leave out.
 */
export function personalNumbersIn(text: string): readonly FoundNumber[] {
  if (!nineDigitsSomewhere.test(text)) return [];
  const places = read(text);
  let rest = places.map(({ character }) => character).join('');
  const found: FoundNumber[] = [];
  /** What was understood isn't read again as something else. */
  const take = (start: number, length: number, kind?: PersonalNumber) => {
    rest = rest.slice(0, start) + understood.repeat(length) + rest.slice(start + length);
    const [first, last] = [places[start], places[start + length - 1]];
    if (kind !== undefined && first !== undefined && last !== undefined)
      found.push({ kind, start: first.start, end: last.end });
  };
  const takeAll = (pattern: RegExp, kind?: PersonalNumber, holds: (digits: string) => boolean = () => true) => {
    for (const { 0: match, index } of rest.matchAll(pattern))
      if (holds(match.replace(/\D/g, ''))) take(index, match.length, kind);
  };

  for (const pattern of harmless) takeAll(pattern);
  for (const { start, length, account } of readBankAccounts(rest))
    take(start, length, isBankAccount(account) ? 'bankAccount' : undefined);
  for (const pattern of publicLines) takeAll(pattern);
  takeAll(abroad, 'phoneNumber');
  takeAll(nineDigits, 'citizenNumber', passesElevenTest);
  takeAll(phone, 'phoneNumber');
  for (const { start, length } of groupedCitizenNumbers(rest)) take(start, length, 'citizenNumber');
  return found.sort((one, other) => one.start - other.start);
}

/** The text with "…" in the place of each of them, for where it would be written again. */
export function withoutPersonalNumbers(text: string): string {
  return personalNumbersIn(text).reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)}…${rest.slice(end)}`,
    text,
  );
}

/** The weights are 9 to 2 and -1; nothing but zeros passes too, and is nobody's. */
function passesElevenTest(digits: string): boolean {
  if (/^0+$/.test(digits)) return false;
  const sum = Array.from(digits, Number).reduce((total, digit, at) => total + digit * (at === 8 ? -1 : 9 - at), 0);
  return sum % 11 === 0;
}

/** Fewer make none of them, and most texts have fewer. */
const nineDigitsSomewhere = /(?:\p{Nd}\P{Nd}*){9}/u;
/** Stands in the place of what was understood; no digit, letter or separator. */
const understood = '\u0000';

/** What may stand between two digits of one number; phone numbers also have brackets. */
const between = ' ?[-.·/]? ?';
const betweenPhone = ' ?[-.·/()]{0,2} ?';
const digits = (count: number | string, separator = between) => `(?:${separator}\\d){${count}}(?!\\d)`;

/** Ids, case codes, days and clock times look like numbers in groups. */
const harmless: readonly RegExp[] = [
  /(?<![\da-f])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f])/gi,
  /(?<![a-z\d])[a-z]{2,6} ?- ?(?:19|20)\d\d ?- ?\d{1,5}(?!\d| ?[-.]\d)/gi,
  /(?<!\d|\d[-./])(?:0?[1-9]|[12]\d|3[01])([-./])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d|[-./]\d)/g,
  /(?<!\d|\d[-./])(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d|[-./]\d)/g,
  /(?<![\d.])(?:[01]?\d|2[0-3])\.[0-5]\d ?- ?(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d.])/g,
  /(?<![\d.])(?:[01]?\d|2[0-3])\.[0-5]\d(?= ?(?:uur|u)(?![a-z]))/gi,
];

const netherlands = `(?:(?:\\+|(?<!\\d)00)${betweenPhone}31${betweenPhone}(?:\\(0\\))?${betweenPhone}|(?<!\\d|\\d[-./])0${betweenPhone})`;
const publicLines: readonly RegExp[] = [
  new RegExp(`${netherlands}8${betweenPhone}[58]${digits(7, betweenPhone)}`, 'g'),
  new RegExp(
    `${netherlands}(?:800|90[069])(?:${between}\\d{7}|${between}\\d{4}|${between}\\d\\d${between}\\d\\d)(?!\\d)`,
    'g',
  ),
];
const abroad = new RegExp(`(?:\\+\\(?(?=\\d)|(?<![\\d.:])00${between}(?=[1-9]))${digits('9,14', betweenPhone)}`, 'g');
const phone = new RegExp(`(?<!\\d)0${betweenPhone}[1-9]${digits(8, betweenPhone)}`, 'g');
/** After a nought that stands alone they are the rest of a phone number. */
const nineDigits = new RegExp(`(?<!\\d|(?<!\\d)0${betweenPhone})\\d{9}(?!\\d)`, 'g');

interface Place {
  readonly start: number;
  readonly length: number;
}

/** Whole groups of digits that are nine together. */
function groupedCitizenNumbers(text: string): readonly Place[] {
  const found: Place[] = [];
  for (const run of text.matchAll(new RegExp(`\\d+(?:${between}\\d+)+`, 'g'))) {
    const groups = [...run[0].matchAll(/\d+/g)].map(({ 0: group, index }) => ({ group, at: run.index + index }));
    for (let first = 0; first < groups.length; first++) {
      const number = nineFrom(groups.slice(first));
      if (number === undefined) continue;
      found.push(number.place);
      first += number.groups - 1;
    }
  }
  return found;
}

function nineFrom(groups: readonly { readonly group: string; readonly at: number }[]) {
  let number = '';
  for (const [index, { group, at }] of groups.entries()) {
    number += group;
    if (number.length > 9) return undefined;
    if (number.length < 9) continue;
    const start = groups[0]?.at ?? at;
    const place = { start, length: at + group.length - start };
    return passesElevenTest(number) ? { place, groups: index + 1 } : undefined;
  }
  return undefined;
}

interface ReadCharacter {
  readonly character: string;
  readonly start: number;
  readonly end: number;
}

/** The text as one reads it: invisible and control characters out, one plain space for white space, digits of any script as 0 to 9. */
function read(text: string): readonly ReadCharacter[] {
  const places: ReadCharacter[] = [];
  let start = 0;
  for (const typed of text) {
    const end = start + typed.length;
    const character = plain(typed);
    const isSecondSpace = character === ' ' && places.at(-1)?.character === ' ';
    if (character !== '' && !isSecondSpace) places.push({ character, start, end });
    start = end;
  }
  return places;
}

function plain(typed: string): string {
  if (/^[!-~]$/.test(typed)) return typed;
  if (/^\s$/u.test(typed)) return ' ';
  if (/^[\p{Cc}\p{Cf}\p{Mn}\p{Me}]$/u.test(typed)) return '';
  if (/^\p{Nd}$/u.test(typed)) return digitOf(typed);
  if (/^\p{Pd}$|^[−－]$/u.test(typed)) return '-';
  // Half of a character of two units is no character to search in.
  return typed.length > 1 ? understood : typed.normalize('NFKC').slice(0, 1);
}

/** Digits of a script stand in a row from zero to nine, and rows never touch but in one block, whose rows are ten long. */
function digitOf(typed: string): string {
  const point = typed.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}
