import { AlignmentType, BorderStyle, type IPropertiesOptions, LevelFormat, ShadingType } from 'docx';

/** The one accent colour; everything that it marks is said in words too. */
const accent = '154273';
export const tableColours = { head: accent, line: 'B8C2CE' } as const;
const grey = '4A4A4A';
// On every Windows and Mac; LibreOffice replaces it by Liberation Sans, which has the same widths.
const font = 'Arial';

const millimetre = 1440 / 25.4;
/** A4 with margins of 20 mm, in twips. */
export const page = {
  size: { width: Math.round(210 * millimetre), height: Math.round(297 * millimetre) },
  margin: {
    top: Math.round(23 * millimetre),
    bottom: Math.round(19 * millimetre),
    left: Math.round(20 * millimetre),
    right: Math.round(20 * millimetre),
    header: Math.round(11 * millimetre),
    footer: Math.round(10 * millimetre),
  },
} as const;
export const textWidth = page.size.width - page.margin.left - page.margin.right;
/** Where the values of a list of labels begin, in twips from the left. */
const labelWidth = 2500;

/** Names of the styles that paragraphs ask for; a house can restyle the document through them. */
export const styleNames = {
  subtitle: 'Ondertitel',
  status: 'Status',
  note: 'Kader',
  value: 'Gegeven',
  caption: 'TabelTitel',
  tableHead: 'TabelKop',
  tableText: 'TabelTekst',
  header: 'Koptekst',
} as const;
export const lists = { bullets: 'opsomming', ranks: 'volgorde' } as const;

const listIndent = { paragraph: { indent: { left: 360, hanging: 360 }, spacing: { after: 60 } } };

export const styles: NonNullable<IPropertiesOptions['styles']> = {
  default: {
    document: {
      run: { font, size: 20, language: { value: 'nl-NL', eastAsia: 'nl-NL', bidirectional: 'nl-NL' } },
      paragraph: { spacing: { after: 100, line: 271 } },
    },
    title: {
      run: { font, size: 44, bold: true, color: accent },
      paragraph: { spacing: { before: 0, after: 140, line: 240 }, keepNext: true },
    },
    heading1: {
      run: { font, size: 28, bold: true, color: accent },
      paragraph: { spacing: { before: 320, after: 120, line: 240 }, keepNext: true, keepLines: true, outlineLevel: 0 },
    },
    heading2: {
      run: { font, size: 22, bold: true, color: accent },
      paragraph: { spacing: { before: 240, after: 80, line: 252 }, keepNext: true, keepLines: true, outlineLevel: 1 },
    },
  },
  paragraphStyles: [
    {
      id: styleNames.subtitle,
      name: 'Ondertitel verslag',
      basedOn: 'Normal',
      run: { size: 26, color: accent },
      paragraph: { spacing: { after: 120, line: 252 } },
    },
    {
      id: styleNames.status,
      name: 'Status verslag',
      basedOn: 'Normal',
      run: { color: grey },
      paragraph: { spacing: { after: 40 } },
    },
    {
      id: styleNames.note,
      name: 'Kader',
      basedOn: 'Normal',
      paragraph: {
        spacing: { before: 200, after: 120 },
        indent: { left: 140 },
        border: { left: { style: BorderStyle.SINGLE, size: 24, space: 8, color: accent } },
        shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EEF2F7' },
      },
    },
    {
      id: styleNames.value,
      name: 'Gegeven',
      basedOn: 'Normal',
      paragraph: {
        spacing: { after: 40 },
        // A hanging indent is a tab stop by itself.
        indent: { left: labelWidth, hanging: labelWidth },
      },
    },
    {
      id: styleNames.caption,
      name: 'Tabel titel',
      basedOn: 'Normal',
      run: { bold: true },
      paragraph: { spacing: { before: 140, after: 60 }, keepNext: true },
    },
    {
      id: styleNames.tableHead,
      name: 'Tabel kop',
      basedOn: 'Normal',
      run: { bold: true, color: 'FFFFFF', size: 18 },
      paragraph: { spacing: { after: 0, line: 240 }, keepNext: true },
    },
    {
      id: styleNames.tableText,
      name: 'Tabel tekst',
      basedOn: 'Normal',
      run: { size: 18 },
      paragraph: { spacing: { after: 30, line: 245 } },
    },
    {
      id: styleNames.header,
      name: 'Kop- en voettekst',
      basedOn: 'Normal',
      run: { size: 16, color: grey },
      paragraph: { spacing: { after: 0 } },
    },
  ],
};

/** Dutch words are long and columns narrow; a wide zone leaves running text as it is. */
export const hyphenation: NonNullable<IPropertiesOptions['hyphenation']> = {
  autoHyphenation: true,
  hyphenationZone: 850,
  doNotHyphenateCaps: true,
};

export const numbering: NonNullable<IPropertiesOptions['numbering']> = {
  config: [
    {
      reference: lists.bullets,
      levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', alignment: AlignmentType.START, style: listIndent }],
    },
    {
      reference: lists.ranks,
      levels: [
        { level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.START, style: listIndent },
      ],
    },
  ],
};
