/**
 * Typed text on its way into a card. Cards put it in TextRuns, where nothing is markdown; what is left to neutralise is what
 * clients expand or draw wrongly wherever it stands: macros, mentions, invisible and direction-changing characters.
 */

/** Joins what it stands between without a trace on screen; breaks up `{{`, `](` and the like. */
const wordJoiner = '\u2060';
/** Direction marks and overrides, zero-width characters, the byte order mark, line and paragraph separators, soft hyphen. */
const invisible = /[\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;
/** Private use: no font draws it alike. */
const privateUse = /[\uE000-\uF8FF]/g;
/** A joiner keeps composed emoji together; anywhere else it hides. */
const looseJoiner =
  /(?<!\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is taken out here
const control = /[\u0000-\u001F\u007F-\u009F]+/g;

/** One line of typed text for a TextRun: shown as it was typed, without macros, mentions, hidden or control characters. */
export function literal(typed: string): string {
  return typed
    .toWellFormed()
    .replace(control, ' ')
    .replace(invisible, '')
    .replace(looseJoiner, '')
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

const segmenter = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/** At most `limit` characters as a reader counts them, at a word's end when there's one nearby, with "…" in place of the rest. */
export function shorten(text: string, limit: number): string {
  // A string never has more graphemes than code units, and most texts are short.
  if (text.length <= limit) return text;
  const graphemes = Array.from(segmenter.segment(text), part => part.segment);
  if (graphemes.length <= limit && text.length <= limit * longestGrapheme) return text;
  const kept = graphemes.slice(0, Math.max(1, limit - 1)).join('');
  const bounded = kept.slice(0, limit * longestGrapheme).toWellFormed();
  const space = bounded.lastIndexOf(' ');
  return `${(space > bounded.length * 0.7 ? bounded.slice(0, space) : bounded).trimEnd()}…`;
}

/** Code units allowed per grapheme on average: a pile of combining marks is one grapheme of any length. */
const longestGrapheme = 8;
