import { AlignmentType, Document, Footer, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { Instant } from '../domain/values.ts';
import { coreProperties } from './core-properties.ts';
import type { Block } from './docx-parts.ts';
import { hyphenation, numbering, page, styleNames, styles } from './docx-style.ts';
import { footer } from './words.ts';
import { withZipTime } from './zip-time.ts';

/** A document about a case: what it's called, what stands on top of each page, and what is in it. */
export interface WordDocument {
  readonly title: string;
  readonly subject: string;
  readonly created: Instant;
  readonly modified: Instant;
  readonly header: string;
  readonly children: readonly Block[];
}

/** The bytes of the document, in the house style; the same document gives the same bytes. */
export async function packDocument({ header, children, ...properties }: WordDocument): Promise<Uint8Array> {
  const document = new Document({
    styles,
    numbering,
    hyphenation,
    sections: [
      {
        properties: { page: { size: page.size, margin: page.margin } },
        headers: { default: new Header({ children: [smallLine([header], 'END')] }) },
        // The only fields of the document: the page numbers.
        footers: {
          default: new Footer({
            children: [smallLine([footer.page, PageNumber.CURRENT, footer.of, PageNumber.TOTAL_PAGES], 'CENTER')],
          }),
        },
        children,
      },
    ],
  });
  const packed = await Packer.pack(document, 'uint8array', false, [coreProperties(properties)]);
  return withZipTime(packed, properties.modified);
}

function smallLine(children: readonly (string | 'CURRENT')[], at: keyof typeof AlignmentType): Paragraph {
  return new Paragraph({
    style: styleNames.header,
    alignment: AlignmentType[at],
    children: [new TextRun({ children: [...children] })],
  });
}
