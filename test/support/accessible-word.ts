import type { WordDocument } from './word-document.ts';
import { elements, textOf, type XmlElement } from './xml.ts';

/**
 * What stands in the way of somebody who has a document read aloud, in larger letters or in other colours: EN 301 549, chapter 10, as far
 * as a program can see it in a DOCX. Each barrier is one line.
 */
export function barriersIn(document: WordDocument): readonly string[] {
  return [
    ...barriersOfProperties(document),
    ...barriersOfHeadings(document),
    ...barriersOfTables(document),
    ...barriersOfPictures(document),
    ...barriersOfParagraphs(document),
    ...barriersOfColours(document),
  ];
}

/** A name in the title bar, and the language in which to pronounce it. */
function barriersOfProperties(document: WordDocument): readonly string[] {
  const [title] = elements(document.part('docProps/core.xml'), 'dc:title');
  const [spoken] = elements(document.part('docProps/core.xml'), 'dc:language');
  const languages = elements(document.part('word/styles.xml'), 'w:docDefaults').flatMap(one => elements(one, 'w:lang'));
  return [
    ...(title !== undefined && textOf(title).trim() !== '' ? [] : ['no title']),
    ...(spoken !== undefined && textOf(spoken) === 'nl-NL' ? [] : ['no language in its properties']),
    ...(languages.some(one => one.attributes['w:val'] === 'nl-NL') ? [] : ['no language of its letters']),
  ];
}

/** One title, no level skipped, every heading known to Word as one. */
function barriersOfHeadings(document: WordDocument): readonly string[] {
  const used = document.blocks.flatMap(block =>
    block.kind === 'paragraph' && /^(Title|Heading\d)$/.test(block.style ?? '') ? [block] : [],
  );
  const levels = used.map(({ style = '' }) => (style === 'Title' ? 0 : Number(style.slice('Heading'.length))));
  const outlined = new Set(
    elements(document.part('word/styles.xml'), 'w:style')
      .filter(style => elements(style, 'w:outlineLvl').length > 0)
      .map(style => style.attributes['w:styleId']),
  );
  return [
    ...(levels[0] === 0 && levels.lastIndexOf(0) === 0 ? [] : ['not one title, on top']),
    ...used
      .filter((_, at) => (levels[at] ?? 0) > (levels[at - 1] ?? 0) + 1)
      .map(({ text }) => `a level skipped: ${text}`),
    ...used.filter(({ text }) => text.trim() === '').map(() => 'an empty heading'),
    ...used
      .filter(({ style }) => style !== 'Title' && !outlined.has(style))
      .map(({ text }) => `only looks like a heading: ${text}`),
  ];
}

/** A header row that says what each column is, and a plain grid. */
function barriersOfTables(document: WordDocument): readonly string[] {
  return elements(document.part('word/document.xml'), 'w:tbl').flatMap((table, nth) => {
    const name = `table ${nth + 1}`;
    const [head] = elements(table, 'w:tr');
    const isHeader = head !== undefined && elements(head, 'w:tblHeader').some(isOn);
    const empty = head === undefined ? [] : elements(head, 'w:tc').filter(cell => wordsOf(cell) === '');
    return [
      ...(isHeader ? [] : [`${name} has no header row`]),
      ...empty.map(() => `${name} has a column without a name`),
      ...['w:gridSpan', 'w:vMerge', 'w:hMerge']
        .filter(merged => elements(table, merged).length > 0)
        .map(() => `${name} has cells that are merged`),
      ...(elements(table, 'w:tbl').length > 0 ? [`${name} has a table in it`] : []),
    ];
  });
}

/** In the line of the text, with words that say what is in it. */
function barriersOfPictures(document: WordDocument): readonly string[] {
  return elements(document.part('word/document.xml'), 'w:drawing').flatMap(drawing => {
    const [properties] = elements(drawing, 'wp:docPr');
    const said = properties?.attributes.descr ?? '';
    return [
      ...(said.trim().length > 10 ? [] : ['a picture without words']),
      ...(elements(drawing, 'wp:anchor').length > 0 ? ['a picture that floats'] : []),
    ];
  });
}

/** Lists that are lists, headings that are headings, no lines made of empty paragraphs. */
function barriersOfParagraphs(document: WordDocument): readonly string[] {
  const [body] = elements(document.part('word/document.xml'), 'w:body');
  const paragraphs = (body?.children ?? []).filter(
    (one): one is XmlElement => typeof one !== 'string' && one.name === 'w:p',
  );
  const plain = paragraphs.filter(
    one => elements(one, 'w:pStyle').length === 0 && elements(one, 'w:drawing').length === 0,
  );
  return [
    ...paragraphs.filter(one => /^[•·*-]\s/.test(wordsOf(one))).map(one => `a list by hand: ${wordsOf(one)}`),
    ...plain.filter(looksLikeHeading).map(one => `a heading by hand: ${wordsOf(one)}`),
    ...plain
      .filter((one, at) => wordsOf(one) === '' && wordsOf(plain[at + 1] ?? one) === '' && at < plain.length - 1)
      .map(() => 'room made of empty lines'),
  ];
}

function looksLikeHeading(paragraph: XmlElement): boolean {
  const runs = elements(paragraph, 'w:r').filter(run => wordsOf(run) !== '');
  return (
    runs.length > 0 && runs.every(run => elements(run, 'w:b').some(isOn)) && elements(paragraph, 'w:numPr').length === 0
  );
}

/** Letters against white, or against what their style or cell has behind them. */
function barriersOfColours(document: WordDocument): readonly string[] {
  const fills = elements(document.part('word/document.xml'), 'w:tcPr').flatMap(one => elements(one, 'w:shd'));
  const [head = 'FFFFFF'] = fills.map(one => one.attributes['w:fill'] ?? 'FFFFFF');
  return elements(document.part('word/styles.xml'), 'w:style').flatMap(style => {
    const [colour] = elements(style, 'w:color').map(one => one.attributes['w:val'] ?? 'auto');
    if (colour === undefined || colour === 'auto') return [];
    const [own] = elements(style, 'w:shd').map(one => one.attributes['w:fill'] ?? 'FFFFFF');
    const ratio = contrast(colour, own ?? (colour === 'FFFFFF' ? head : 'FFFFFF'));
    return ratio >= 4.5 ? [] : [`${style.attributes['w:styleId']} has letters of ${ratio.toFixed(1)}:1`];
  });
}

/** By WCAG 2.2; colours as six hexadecimal digits. */
function contrast(one: string, other: string): number {
  const [light = 1, dark = 0] = [brightness(one), brightness(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(at => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function isOn(element: XmlElement): boolean {
  return !['false', '0'].includes(element.attributes['w:val'] ?? 'true');
}

function wordsOf(element: XmlElement): string {
  return elements(element, 'w:t').map(textOf).join('').trim();
}
