import { readFileSync } from 'node:fs';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { defaultTemplate } from '../../../src/minutes/template/default-template.ts';
import { readTemplate, TemplateError } from '../../../src/minutes/template/template.ts';
import { fieldValues, rowFields, singleFields } from '../../../src/minutes/template/template-fields.ts';
import { sampleMinutes, sampleNames } from '../../support/sample-minutes.ts';
import { openWordDocument, tables } from '../../support/word-document.ts';
import { textOf } from '../../support/xml.ts';

const docx = (body: string) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': strToU8(`<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`),
  });
const p = (...texts: string[]) => `<w:p>${texts.map(text => `<w:r><w:t>${text}</w:t></w:r>`).join('')}</w:p>`;
const row = (...cells: string[]) => `<w:tr>${cells.map(text => `<w:tc>${p(text)}</w:tc>`).join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;
const values = fieldValues(sampleMinutes('casus-x'));
const filled = (body: string, from = values) => openWordDocument(readTemplate(docx(body)).fill(from));
const words = (body: string, from = values) => textOf(filled(body, from).part('word/document.xml'));
const linesOf = (body: string) => {
  try {
    readTemplate(docx(body));
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return error.lines;
    throw error;
  }
};

describe('a template of the house', () => {
  it('gets its fields filled in, also when Word cut them in pieces', () => {
    expect(words(p('Casus {{ca', 'sus', '}} van {{ aanpak }}'))).toBe(
      `Casus ${values.single.casus} van ${values.single.aanpak}`,
    );
  });

  it('repeats a row for each of a list, and leaves it out when there is none', () => {
    const body = table(row('Nr', 'Actie'), row('{{actie.nummer}}', '{{actie.wat}} ({{casus}})'));
    const [found] = tables(filled(body));
    const actions = values.rows.actie ?? [];
    expect(actions.length).toBeGreaterThan(1);
    expect(found?.rows).toEqual([
      ['Nr', 'Actie'],
      ...actions.map(({ nummer, wat }) => [nummer, `${wat} (${values.single.casus})`]),
    ]);
    expect(tables(filled(body, { ...values, rows: { ...values.rows, actie: [] } }))[0]?.rows).toHaveLength(1);
  });

  it('shows what was typed literally: no field, no markup', () => {
    const typed = '{{voorzitter}} <w:p>&amp;</w:p> {{actie.wat}}';
    const from = {
      single: { ...values.single, doel: typed },
      rows: { ...values.rows, actie: [{ nummer: 'A1', wat: typed }] },
    };
    expect(words(p('{{doel}}'), from)).toBe(typed);
    expect(tables(filled(table(row('{{actie.wat}}')), from))[0]?.rows).toEqual([[typed]]);
  });

  it.each([
    ['a field that does not exist', p('{{naam}}'), 'Het veld {{naam}} bestaat niet. Kies uit: casus'],
    [
      'a field of a list that does not exist',
      table(row('{{actie.prijs}}')),
      'Het veld {{actie.prijs}} bestaat niet. Kies uit: nummer, wat',
    ],
    [
      'a list that does not exist',
      table(row('{{kind.naam}}')),
      'Het veld {{kind.naam}} bestaat niet. Lijsten zijn: risico',
    ],
    ['a list outside a table', p('{{actie.wat}}'), 'Het veld {{actie.wat}} hoort in een rij van een tabel'],
    [
      'two lists in one row',
      table(row('{{actie.wat}}', '{{risico.wat}}')),
      'Eén rij van een tabel kan maar één lijst herhalen, niet actie en risico.',
    ],
    ['a field that is not closed', p('Casus {{casus'), 'Een veld is niet afgesloten: “Casus {{casus”'],
    ['a field without a name', p('{{ }}'), 'Er staat een veld zonder naam'],
    ['a name of every object', p('{{constructor}}'), 'Het veld {{constructor}} bestaat niet'],
  ])('is refused in plain words with the field: %s', (_what, body, line) => {
    expect(linesOf(body)).toEqual([expect.stringContaining(line)]);
  });

  it('is refused when it is no Word document', () => {
    for (const bytes of [strToU8('hallo'), zipSync({ 'a.txt': strToU8('a') }), docx(p('x')).subarray(0, 60)])
      expect(() => readTemplate(bytes)).toThrow('Dit is geen Word-document (.docx).');
  });

  it('knows every field by its name, and has a value for each', () => {
    expect(Object.keys(values.single)).toEqual([...singleFields]);
    for (const [list, names] of Object.entries(rowFields))
      for (const item of values.rows[list] ?? []) expect(Object.keys(item)).toEqual(names);
    expect(Object.keys(values.rows)).toEqual(Object.keys(rowFields));
  });
});

describe('the template to begin with', () => {
  it.each(sampleNames)(
    'holds the minutes, whatever was typed, with no field left over and the same bytes each time: %s',
    async sample => {
      const template = readTemplate(await defaultTemplate());
      const from = fieldValues(sampleMinutes(sample));
      const bytes = template.fill(from);
      expect(template.fill(from)).toEqual(bytes);
      const document = openWordDocument(bytes);
      const shown = textOf(document.part('word/document.xml'));
      expect(shown).toContain(from.single.casus);
      for (const list of Object.keys(rowFields)) expect(shown).not.toContain(`{{${list}.`);
      expect(Object.keys(unzipSync(bytes))).toContain('[Content_Types].xml');
    },
  );
});

describe('docs/template.md', () => {
  const page = readFileSync(new URL('../../../docs/template.md', import.meta.url), 'utf8');

  it('names every field and every list', () => {
    for (const name of [...singleFields, ...Object.keys(rowFields), ...Object.values(rowFields).flat()])
      expect(page).toContain(`\`${name}\``);
  });
});
