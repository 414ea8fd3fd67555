import { strFromU8, unzipSync } from 'fflate';
import { elements, parseXml, textOf, type XmlElement } from './xml.ts';

/** A table as cells of text, a paragraph a line. */
interface WordTable {
  readonly kind: 'table';
  readonly rows: readonly (readonly string[])[];
  readonly element: XmlElement;
}
interface WordParagraph {
  readonly kind: 'paragraph';
  /** `Title`, `Heading1`, or undefined for plain text. */
  readonly style: string | undefined;
  readonly text: string;
}

/** A DOCX, opened: unzipped, every part of it parsed as XML. */
export interface WordDocument {
  /** All parts by path, as text. */
  readonly parts: Readonly<Record<string, string>>;
  /** What the body holds, in order. */
  readonly blocks: readonly (WordParagraph | WordTable)[];
  part(path: string): XmlElement;
}

export function openWordDocument(docx: Uint8Array): WordDocument {
  const parts = Object.fromEntries(Object.entries(unzipSync(docx)).map(([path, data]) => [path, strFromU8(data)]));
  const part = (path: string) => {
    const xml = parts[path];
    if (xml === undefined) throw new Error(`no part ${path}`);
    return parseXml(xml);
  };
  const [body] = elements(part('word/document.xml'), 'w:body');
  if (body === undefined) throw new Error('a document without a body');
  const blocks = body.children.flatMap((child): readonly (WordParagraph | WordTable)[] => {
    if (typeof child === 'string') return [];
    if (child.name === 'w:p') return [paragraphOf(child)];
    return child.name === 'w:tbl' ? [tableOf(child)] : [];
  });
  return { parts, blocks, part };
}

export function tables(document: WordDocument): readonly WordTable[] {
  return document.blocks.filter(block => block.kind === 'table');
}

/** Titles and headings, in order. */
export function headings(document: WordDocument): readonly string[] {
  return document.blocks.flatMap(block =>
    block.kind === 'paragraph' && /^(Title|Heading\d)$/.test(block.style ?? '') ? [block.text] : [],
  );
}

/** The text of the blocks under a heading, up to the next one of whatever level; cells are separated by ` | `. */
export function textUnder(document: WordDocument, heading: string): readonly string[] {
  const { blocks } = document;
  const isHeading = (block: WordParagraph | WordTable) =>
    block.kind === 'paragraph' && (block.style ?? '').startsWith('Heading');
  const at = blocks.findIndex(block => isHeading(block) && block.kind === 'paragraph' && block.text === heading);
  if (at < 0) throw new Error(`no heading ${heading}`);
  const rest = blocks.slice(at + 1);
  const end = rest.findIndex(isHeading);
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .flatMap(block => (block.kind === 'table' ? block.rows.map(row => row.join(' | ')) : [block.text]));
}

function paragraphOf(element: XmlElement): WordParagraph {
  const style = elements(element, 'w:pStyle')[0]?.attributes['w:val'];
  return { kind: 'paragraph', style, text: visibleText(element) };
}

function tableOf(element: XmlElement): WordTable {
  const rows = elements(element, 'w:tr').map(row =>
    elements(row, 'w:tc').map(cell => elements(cell, 'w:p').map(visibleText).join('\n')),
  );
  return { kind: 'table', rows, element };
}

/** What a reader sees of a paragraph: text, tabs and line breaks. */
function visibleText(element: XmlElement): string {
  return element.children
    .map(child => {
      if (typeof child === 'string') return '';
      if (child.name === 'w:t') return textOf(child);
      if (child.name === 'w:br') return '\n';
      if (child.name === 'w:tab') return '\t';
      return visibleText(child);
    })
    .join('');
}
