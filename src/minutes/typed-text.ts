import { withoutUnseen } from '../domain/unseen.ts';

/**
 * What somebody typed as lines that show it literally: in Word nothing of it becomes markup, a field or a link. Control
 * characters that XML can't hold, and what nobody would see or what turns the reading direction round are taken
 * out; half characters become U+FFFD.
 */
export function literalLines(typed: string): readonly string[] {
  return withoutUnseen(typed.toWellFormed().replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n'))
    .replace(/\p{Noncharacter_Code_Point}|(?![\t\n])\p{Cc}/gu, '')
    .split('\n');
}

/** The same on one line, for a heading or a place where it's repeated. */
export function oneLine(typed: string): string {
  return literalLines(typed).join(' ').replace(/\s+/g, ' ').trim();
}

/** The text as it is when it has at most `length` characters, else one line of so many, cut between words, with an ellipsis. */
export function shortened(typed: string, length: number): string {
  if (Array.from(typed).length <= length) return typed;
  const cut = Array.from(oneLine(typed))
    .slice(0, length - 1)
    .join('');
  const space = cut.lastIndexOf(' ');
  return `${space > length / 2 ? cut.slice(0, space) : cut}…`;
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
