import { withoutUnseen } from '../domain/unseen.ts';

/**
 * Typed text on its way into a card. Cards put it in TextRuns, where nothing is markdown; what is left to neutralise is what
 * clients expand or draw wrongly wherever it stands: macros, mentions, invisible and direction-changing characters.
 */

/** Joins what it stands between without a trace on screen; breaks up `{{`, `](` and the like. */
const wordJoiner = '\u2060';
/** Private use: no font draws it alike. */
const privateUse = /[\uE000-\uF8FF]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is taken out here
const control = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g;

/** Nearly everything that people type: letters, figures and signs that mean nothing to a client, without space around it. */
const harmless = /^(?! )[ -;=-z|}~\u00A1-\u00AC\u00AE-\u017F\u2013\u2014\u2018\u2019\u201C\u201D\u2026\u20AC]*(?<! )$/;

/** One line of typed text for a TextRun: shown as it was typed, without macros, mentions, hidden or control characters. */
export function literal(typed: string): string {
  if (harmless.test(typed)) return typed;
  return withoutUnseen(typed.toWellFormed().replace(control, ' '))
    .replace(privateUse, '\uFFFD')
    .replaceAll('{{', `{${wordJoiner}{`)
    .replace(/<(\/?)(at)\b/gi, '‹$1$2')
    .trim();
}

const lookalikes: Readonly<Record<string, string>> = {
  '*': '∗',
  _: '＿',
  '`': 'ˋ',
  '[': '［',
  ']': '］',
  '~': '∼',
  '<': '‹',
  '>': '›',
  '\\': '＼',
};

/**
 * Typed text for a label or the title of a choice. Some clients read those as markdown and some don't, so a backslash would
 * show in half of them: characters that markdown gives a meaning become their lookalikes instead.
 */
export function plainTitle(typed: string): string {
  return literal(typed)
    .replace(/[*_`[\]~<>\\]/g, character => lookalikes[character] ?? character)
    .replace(/^#/, '＃')
    .replace(/^[-+](?=\s)/, '–')
    .replaceAll('://', `:${wordJoiner}//`)
    .replace(/&(?=#?\w+;)/g, `&${wordJoiner}`);
}

/** At most `limit` characters as a reader counts them, at a word's end when there's one nearby, with "…" in place of the rest. */
export function shorten(text: string, limit: number): string {
  // A string never has more characters than code units, and most texts are short.
  if (text.length <= limit) return text;
  const kept = onePerUnit.test(text) ? text.slice(0, limit - 1) : firstGraphemes(text, limit);
  if (kept === text) return text;
  const space = kept.lastIndexOf(' ');
  const whole = space > kept.length * 0.7 ? kept.slice(0, space) : kept;
  return `${whole.replace(/[\s,;:.–-]+$/u, '')}…`;
}

/** Latin letters and usual punctuation: one code unit each, so that no slow counting is needed. */
const onePerUnit = /^[\u0020-\u024F\u2010-\u2027]*$/;
const segmenter = new Intl.Segmenter('nl', { granularity: 'grapheme' });
/** Code units allowed per character on average: a pile of combining marks is one character of any length. */
const longestGrapheme = 8;

/** The whole text when it has at most `limit` graphemes, else one less than that, to leave room for "…". */
function firstGraphemes(text: string, limit: number): string {
  let last = 0;
  let count = 0;
  for (const { index } of segmenter.segment(text)) {
    if (index > limit * longestGrapheme || ++count > limit) return text.slice(0, last).toWellFormed();
    last = index;
  }
  return text.length <= limit * longestGrapheme ? text : text.slice(0, limit * longestGrapheme).toWellFormed();
}
