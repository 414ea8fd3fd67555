import {
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx';
import { type Line, lineRuns, runs } from './docx-parts.ts';
import { styleNames, tableColours, textWidth } from './docx-style.ts';
import { literalLines } from './typed-text.ts';

export interface Column {
  readonly title: string;
  /** Share of the text width; the shares of a table needn't add up to anything. */
  readonly share: number;
}

/** More lines than this in one cell, roughly, and a row may be cut by a page: kept whole it would leave a page of white. */
const tallestWholeRow = 36;
/** Room in a cell besides its text, and the width of an average character of table text, in twips. */
const cellMargin = 90;
const characterWidth = 95;

/**
 * A table as every program and screen reader understands it: a header row that repeats on each page, no merged cells, rows
 * that aren't cut in two. A cell is one paragraph a line.
 */
export function table(columns: readonly Column[], rows: readonly (readonly (readonly Line[])[])[]): Table {
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map(column => Math.floor((textWidth * column.share) / total));
  const line = { style: BorderStyle.SINGLE, size: 4, color: tableColours.line };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, index) =>
      cell(widths[index] ?? 0, [new Paragraph({ style: styleNames.tableHead, children: runs(column.title) })], true),
    ),
  });
  const body = rows.map(
    row =>
      new TableRow({
        cantSplit: row.every((lines, index) => heightOf(lines, widths[index] ?? 0) <= tallestWholeRow),
        children: row.map((lines, index) =>
          cell(
            widths[index] ?? 0,
            lines.map(text => new Paragraph({ style: styleNames.tableText, children: lineRuns(text) })),
            false,
          ),
        ),
      }),
  );
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    tableLook: { firstRow: true, lastRow: false, firstColumn: false, lastColumn: false, noHBand: true, noVBand: true },
    borders: { top: none, left: none, right: none, bottom: line, insideHorizontal: line, insideVertical: none },
    rows: [head, ...body],
  });
}

/** The lines that a cell takes, estimated. */
function heightOf(lines: readonly Line[], width: number): number {
  const perLine = Math.max(1, Math.floor((width - 2 * cellMargin) / characterWidth));
  return lines
    .flatMap(({ lead = '', text }) => literalLines(`${lead} ${text}`))
    .reduce((sum, text) => sum + Math.max(1, Math.ceil(text.length / perLine)), 0);
}

function cell(width: number, children: readonly Paragraph[], head: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(head ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: tableColours.head } } : {}),
    verticalAlign: head ? VerticalAlign.BOTTOM : VerticalAlign.TOP,
    margins: { top: 70, bottom: 50, left: cellMargin, right: cellMargin },
    // A cell without a paragraph isn't valid.
    children: children.length > 0 ? children : [new Paragraph({ style: styleNames.tableText })],
  });
}
