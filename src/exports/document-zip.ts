import { createHash } from 'node:crypto';
import { writeZip, type ZipEntry } from '../zip.ts';

/** What a document system has to know of each document, whichever system it is. */
export interface FiledDocument {
  /** As it stands in the archive: `ZVH-2026-002/ZVH-2026-002-1-v1.docx`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly conference: number;
  readonly version: number;
  /** `2026-11-21T09:30:00.000Z`: when the conference closed. */
  readonly closedAt: string;
}

interface AboutCase {
  readonly case: string;
  readonly approach: string;
  /** When it was made. */
  readonly at: string;
}

/** By how a name ends, the first that fits. */
const kinds: readonly (readonly [RegExp, title: string, type: string])[] = [
  [
    /-plan-[^/]*\.docx$/,
    'Risicomanagementplan',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [/-tijdlijn-[^/]*\.docx$/, 'Tijdlijn', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/\.docx$/, 'Verslag', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/-pgax-[^/]*\.csv$/, 'PGAx, om in te lezen', 'text/csv'],
  [/-pgax-[^/]*\.txt$/, 'PGAx, om te plakken', 'text/plain'],
  [/\.ics$/, 'Agenda', 'text/calendar'],
  [/\.pdf$/, 'Verslag (PDF/A)', 'application/pdf'],
  [/\.json$/, 'Verslag als gegevens', 'application/json'],
];

/**
 * A zip that any document system can take in: the documents, and beside them the same list of them twice, `inhoud.json` for machines and
 * `inhoud.csv` (semicolons, a byte order mark) for people: title, type, conference, version, day, SHA-256. No system's own format.
 * @returns the zip, the same for the same documents and moment, and how many documents are in it
 */
export function documentZip(about: AboutCase, documents: readonly FiledDocument[]): Uint8Array {
  const listed = documents.map(({ name, bytes, conference, version, closedAt }) => {
    const [, title = 'Document', type = 'application/octet-stream'] = kinds.find(([ending]) => ending.test(name)) ?? [];
    return { name, title, type, conference, version, closedAt, bytes: bytes.length, sha256: sha256(bytes) };
  });
  const json = `${JSON.stringify({ schema: 'rondetafel.documents/1', ...about, documents: listed }, undefined, 2)}\n`;
  const rows = [
    ['Bestand', 'Titel', 'Casus', 'Casusoverleg', 'Versie', 'Datum', 'Soort', 'SHA-256'],
    ...listed.map(one => [
      ...[one.name, one.title, about.case, String(one.conference), String(one.version)],
      ...[one.closedAt.slice(0, 10), one.type, one.sha256],
    ]),
  ];
  // All of it is ours: codes, numbers and digests, nothing that was typed.
  const csv = `\uFEFF${rows.map(row => `${row.map(cell => `"${cell}"`).join(';')}\r\n`).join('')}`;
  const entries: readonly ZipEntry[] = [
    { name: 'inhoud.csv', bytes: Buffer.from(csv) },
    { name: 'inhoud.json', bytes: Buffer.from(json) },
    ...documents.map(({ name, bytes }) => ({ name, bytes })),
  ];
  return writeZip(entries);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
