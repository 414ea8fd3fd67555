import { HeadingLevel, Paragraph, Tab, type Table, TextRun } from 'docx';
import { lists, styleNames } from './docx-style.ts';
import { literalLines, oneLine } from './typed-text.ts';

export type Block = Paragraph | Table;

/** A line in a document: an id or label in bold, then text. Both are shown literally. */
export interface Line {
  readonly lead?: string;
  readonly text: string;
}

/**
 * Text as runs, literally, line breaks and tabs kept. It's always given to docx as `text`: as one of its `children` the word
 * CURRENT would become a page number.
 */
export function runs(text: string, bold = false): readonly TextRun[] {
  return literalLines(text).flatMap((line, index) =>
    line
      .split('\t')
      .flatMap((piece, column) => [
        ...(column > 0 ? [tab()] : []),
        new TextRun({ text: piece, ...(bold ? { bold } : {}), ...(index > 0 && column === 0 ? { break: 1 } : {}) }),
      ]),
  );
}

function tab(): TextRun {
  return new TextRun({ children: [new Tab()] });
}

export function lineRuns(line: Line): readonly TextRun[] {
  if (line.lead === undefined) return runs(line.text);
  return [...runs(line.lead, true), ...runs(` ${line.text}`)];
}

export function title(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.TITLE, children: runs(oneLine(text)) });
}

export function heading(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(oneLine(text)) });
}

export function subheading(text: string): Paragraph {
  return new Paragraph({ heading: HeadingLevel.HEADING_2, children: runs(oneLine(text)) });
}

export interface ParagraphOptions {
  readonly style?: (typeof styleNames)[keyof typeof styleNames];
  /** Some room above, for a paragraph under a table. */
  readonly spaceBefore?: boolean;
  /** On one page with what follows. */
  readonly keepNext?: boolean;
}

/** A line above the table that it belongs to. */
export function lineOf(line: Line): Paragraph {
  return new Paragraph({ keepNext: true, children: lineRuns(line) });
}

export function paragraph(text: string, { style, spaceBefore, keepNext }: ParagraphOptions = {}): Paragraph {
  return new Paragraph({
    ...(keepNext === true ? { keepNext } : {}),
    ...(style === undefined ? {} : { style }),
    ...(spaceBefore === true ? { spacing: { before: 140 } } : {}),
    children: runs(text),
  });
}

/**
 * Labels and values beside each other without a table, so that a screen reader says them as one sentence. A value that is
 * absent isn't shown. The first two and the last two stay together on a page; keeping all together would leave white behind.
 */
export function values(pairs: readonly (readonly [label: string, text: string | undefined])[]): readonly Paragraph[] {
  const shown = pairs.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
  return shown.map(
    ({ label, text }, index) =>
      new Paragraph({
        style: styleNames.value,
        ...(index === 0 || index === shown.length - 2 ? { keepNext: true } : {}),
        children: [...runs(label, true), tab(), ...runs(text)],
      }),
  );
}

/** Items of a real list; a numbered one starts at 1 and can be used once in a document. */
export function list(kind: keyof typeof lists, items: readonly Line[]): readonly Paragraph[] {
  return items.map(
    item => new Paragraph({ numbering: { reference: lists[kind], level: 0 }, children: lineRuns(item) }),
  );
}
