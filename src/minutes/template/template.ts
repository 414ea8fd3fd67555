import { NotAZip, readZip, writeZip } from '../../zip.ts';
import { literalLines } from '../typed-text.ts';
import { type FieldValues, rowFields, singleFields } from './template-fields.ts';

/** A Word document of the house with `{{fields}}`, checked. */
export interface Template {
  /** The document with the fields filled in. What people typed is never taken for a field. The same values give the same bytes. */
  fill(values: FieldValues): Uint8Array;
}

/** The template isn't as it has to be: a line for each thing, in plain words, with the field. */
export class TemplateError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'TemplateError';
    this.lines = lines;
  }
}

/** Bytes: a template with pictures is a few megabytes. */
const mostUnpacked = 50_000_000;
/** Where text of a document stands; other parts are taken over as they are. */
const textParts = /^word\/(?:document|header\d*|footer\d*)\.xml$/;
const paragraphs = /<w:p(?: [^>]*)?>(?:(?!<w:p[ >])[\s\S])*?<\/w:p>/g;
const rows = /<w:tr(?: [^>]*)?>(?:(?!<w:tr[ >])[\s\S])*?<\/w:tr>/g;
const texts = /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g;
const fields = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Reads a template once. A field is `{{casus}}`; in a table row `{{actie.wat}}` repeats that row for each action.
 * @throws TemplateError
 */
export function readTemplate(docx: Uint8Array): Template {
  const files = partsOf(docx);
  const parts = files.map(file => ({
    ...file,
    xml: textParts.test(file.name) ? gathered(Buffer.from(file.bytes).toString('utf8')) : undefined,
  }));
  const lines = parts.flatMap(({ xml }) => (xml === undefined ? [] : problemsIn(xml)));
  if (!parts.some(({ name }) => name === 'word/document.xml'))
    throw new TemplateError(['Dit is geen Word-document (.docx).']);
  if (lines.length > 0) throw new TemplateError([...new Set(lines)]);
  return {
    fill: values =>
      writeZip(
        parts.map(({ name, bytes, xml }) => ({
          name,
          bytes: xml === undefined ? bytes : Buffer.from(filled(xml, values), 'utf8'),
        })),
      ),
  };
}

function partsOf(docx: Uint8Array) {
  try {
    return readZip(docx, mostUnpacked);
  } catch (error) {
    if (error instanceof NotAZip) throw new TemplateError(['Dit is geen Word-document (.docx).']);
    throw error;
  }
}

/** Word cuts a field in pieces as it likes. A paragraph with a field gets its whole text in its first piece, with the looks of that. */
function gathered(xml: string): string {
  return xml.replace(paragraphs, paragraph => {
    const all = [...paragraph.matchAll(texts)].map(([, text = '']) => text).join('');
    if (!/\{\{|\}\}/.test(all)) return paragraph;
    let first = true;
    return paragraph.replace(texts, () => {
      const text = first ? `<w:t xml:space="preserve">${all}</w:t>` : '<w:t></w:t>';
      first = false;
      return text;
    });
  });
}

function problemsIn(xml: string): readonly string[] {
  const inRows = [...xml.matchAll(rows)].map(([row]) => row);
  const outside = xml.replace(rows, '');
  return [...inRows.flatMap(rowProblems), ...fieldsIn(outside).flatMap(outsideProblems), ...braceProblems(xml)];
}

function rowProblems(row: string): readonly string[] {
  const names = fieldsIn(row);
  const lists = new Set(names.flatMap(name => (name.includes('.') ? [name.split('.')[0] ?? ''] : [])));
  if (lists.size > 1) return [`Eén rij van een tabel kan maar één lijst herhalen, niet ${[...lists].join(' en ')}.`];
  return names.flatMap(name => (isKnown(name) ? [] : [unknownField(name)]));
}

function outsideProblems(name: string): readonly string[] {
  if (!isKnown(name)) return [unknownField(name)];
  return name.includes('.') ? [`Het veld {{${name}}} hoort in een rij van een tabel: die rij wordt herhaald.`] : [];
}

function unknownField(name: string): string {
  const [list = '', field] = name.split('.');
  const known = field === undefined ? singleFields : rowFields[list];
  if (name === '') return 'Er staat een veld zonder naam: {{}}.';
  if (known === undefined)
    return `Het veld {{${name}}} bestaat niet. Lijsten zijn: ${Object.keys(rowFields).join(', ')}.`;
  return `Het veld {{${name}}} bestaat niet. Kies uit: ${known.join(', ')}.`;
}

function isKnown(name: string): boolean {
  const [list = '', field, ...more] = name.split('.');
  if (field === undefined) return singleFields.some(one => one === name);
  return more.length === 0 && Object.hasOwn(rowFields, list) && (rowFields[list] ?? []).includes(field);
}

/** Accolades that are opened and not closed, or the other way round, would be shown as they are. */
function braceProblems(xml: string): readonly string[] {
  return [...xml.matchAll(texts)].flatMap(([, text = '']) => {
    const rest = text.replace(fields, '');
    return /\{\{|\}\}/.test(rest)
      ? [`Een veld is niet afgesloten: “${rest.trim().slice(0, 60)}”. Schrijf {{naam}}.`]
      : [];
  });
}

function fieldsIn(xml: string): readonly string[] {
  return [...xml.matchAll(texts)].flatMap(([, text = '']) =>
    [...text.matchAll(fields)].map(([, name = '']) => unescaped(name)),
  );
}

/** One pass over the template: what is put in is never looked at again. */
function filled(xml: string, { single, rows: lists }: FieldValues): string {
  const parts: string[] = [];
  let at = 0;
  for (const match of xml.matchAll(rows)) {
    const [row] = match;
    const list = fieldsIn(row)
      .find(name => name.includes('.'))
      ?.split('.')[0];
    parts.push(withTexts(xml.slice(at, match.index), single));
    at = match.index + row.length;
    if (list === undefined) parts.push(withTexts(row, single));
    else for (const item of lists[list] ?? []) parts.push(withTexts(row, { ...single, ...prefixed(list, item) }));
  }
  parts.push(withTexts(xml.slice(at), single));
  return parts.join('');
}

function prefixed(list: string, item: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [`${list}.${name}`, value]));
}

function withTexts(xml: string, values: Readonly<Record<string, string>>): string {
  return xml.replace(texts, (whole, text: string) => {
    if (!text.includes('{{')) return whole;
    const pieces = text.replace(fields, (_field, name: string) => escaped(values[unescaped(name)] ?? '')).split('\n');
    return pieces.map(piece => `<w:t xml:space="preserve">${piece}</w:t>`).join('<w:br/>');
  });
}

/** Literally: nothing of it is XML, and what Word can't hold is left out. */
function escaped(typed: string): string {
  return literalLines(typed).join('\n').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function unescaped(name: string): string {
  return name.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
