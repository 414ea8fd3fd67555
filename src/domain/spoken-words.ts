/** Words that days and times are said with, Dutch and English; the place in a list is the number. */

export type Names = readonly (readonly string[])[];

export const weekdayNames: Names = [
  ['zondag', 'sunday'],
  ['maandag', 'monday', 'mon'],
  ['dinsdag', 'tuesday', 'tue', 'tues'],
  ['woensdag', 'wednesday', 'wed'],
  ['donderdag', 'thursday', 'thu', 'thur', 'thurs'],
  ['vrijdag', 'friday', 'fri'],
  ['zaterdag', 'saturday'],
];
/** These are words of their own as well, so they count beside a date only: "zo 6-12", never "zo snel mogelijk". */
export const shortWeekdayNames: Names = [['zo', 'sun'], ['ma'], ['di'], ['wo'], ['do'], ['vr'], ['za', 'sat']];
export const monthNames: Names = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb'],
  ['maart', 'march', 'mrt', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['augustus', 'august', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];
export const numberNames: Names = [
  [],
  ['een', 'a', 'an', 'one'],
  ['twee', 'two'],
  ['drie', 'three'],
  ['vier', 'four'],
  ['vijf', 'five'],
  ['zes', 'six'],
  ['zeven', 'seven'],
  ['acht', 'eight'],
  ['negen', 'nine'],
  ['tien', 'ten'],
  ['elf', 'eleven'],
  ['twaalf', 'twelve'],
  [],
  ['veertien', 'fourteen'],
];

export const anyOf = (names: Names) => names.flat().join('|');
/** A pattern for the whole of a text. */
export const exactly = (pattern: string) => new RegExp(`^(?:${pattern})$`);

export function indexIn(names: Names, name: string): number | undefined {
  const index = names.findIndex(same => same.includes(name));
  return index < 0 ? undefined : index;
}

export const twoFigures = (number: number) => String(number).padStart(2, '0');

/** Without the marks around it. */
export function withoutMarks(text: string): string {
  return text.replace(/^[\s,;:(–-]+/, '').replace(/(?<![\s,;:.)–-])[\s,;:.)–-]+$/, '');
}

/** Single spaces, none around it. */
export function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
