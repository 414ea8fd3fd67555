import type { Card } from '../ports/card-renderer.ts';
import { writtenOut } from '../written-out.ts';

/**
 * How much of a conference a card shows. Clients of 28 KB and less exist, and a conference can be any size, so a card is first
 * rendered in full and then with less room until it fits: texts and lists get shorter, inputs stay.
 */
export interface Room {
  /** Characters of one typed line. */
  readonly text: number;
  /** Rows of one list, before "… en nog N". */
  readonly rows: number;
  /** People in one list to choose from. */
  readonly people: number;
  /** Items asked about in one form; the rest is asked next. */
  readonly items: number;
  /** Whether each answer stands on its own line with its reason. */
  readonly reasons: boolean;
  /** Characters of what a person typed before, in a field that is shown again. */
  readonly value: number;
}

/** From generous to tight. */
export const rooms: readonly Room[] = [
  { text: 200, rows: 40, people: 60, items: 12, reasons: true, value: 4000 },
  { text: 120, rows: 24, people: 40, items: 12, reasons: true, value: 2000 },
  { text: 90, rows: 16, people: 30, items: 12, reasons: false, value: 1000 },
  { text: 60, rows: 12, people: 20, items: 12, reasons: false, value: 1000 },
  { text: 48, rows: 10, people: 15, items: 10, reasons: false, value: 600 },
  { text: 36, rows: 8, people: 12, items: 8, reasons: false, value: 400 },
  { text: 24, rows: 5, people: 8, items: 6, reasons: false, value: 200 },
  { text: 24, rows: 3, people: 8, items: 5, reasons: false, value: 200 },
];

/** Bytes of UTF-8 JSON. The message around a card takes some of the 28 KB that old clients accept. */
export const maxCardBytes = 24 * 1024;

export function bytesOf(card: Card): number {
  return Buffer.byteLength(writtenOut(card));
}
