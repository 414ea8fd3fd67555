import type { Instant } from '../domain/values.ts';

interface Properties {
  readonly title: string;
  readonly subject: string;
  readonly created: Instant;
  readonly modified: Instant;
}

/**
 * `docProps/core.xml` in the place of docx's own, which takes the moment of writing. No person is named in it. Titles consist of
 * our words, a case code and an approach; they're escaped all the same.
 */
export function coreProperties({ title, subject, created, modified }: Properties): { path: string; data: string } {
  const data = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title>`,
    `<dc:subject>${escaped(subject)}</dc:subject>`,
    '<dc:creator>Rondetafel</dc:creator>',
    '<dc:language>nl-NL</dc:language>',
    '<cp:lastModifiedBy>Rondetafel</cp:lastModifiedBy>',
    `<dcterms:created xsi:type="dcterms:W3CDTF">${escaped(created)}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${escaped(modified)}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
  return { path: 'docProps/core.xml', data };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
