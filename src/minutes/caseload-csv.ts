import type { CaseConcern, Caseload, CaseloadRow } from '../domain/caseload.ts';
import { directionStepWords, processPhaseWords } from './choice-words.ts';
import { oneLine } from './typed-text.ts';

const columns: readonly (readonly [title: string, value: (row: CaseloadRow) => string | number])[] = [
  ['Casus', row => row.case],
  ['Aanpak', row => row.approach],
  ['Fase', row => processPhaseWords[row.processPhase]],
  ['Overleg loopt nu', row => (row.running ? 'ja' : 'nee')],
  ['Volgend overleg', row => row.nextDate ?? ''],
  ['Open acties', row => row.open],
  ['Acties te laat', row => row.overdue],
  ['Personen onder 6', row => row.underSix],
  ['Casusregisseur', row => (row.hasDirector ? 'ja' : 'nee')],
  ['Stap bij geen regie', row => (row.escalation === undefined ? '' : directionStepWords[row.escalation])],
  ['Aandacht', row => row.concerns.map(concern => concernWords[concern]).join(', ')],
];

const concernWords: Readonly<Record<CaseConcern, string>> = {
  underSix: 'veiligheid onder 6',
  overdue: 'acties te laat',
  noDirector: 'geen casusregisseur',
  noNextDate: 'geen datum voor het volgende overleg',
  nextDatePassed: 'datum van het volgende overleg is voorbij',
};

/**
 * Every case of the house on a line, for a spreadsheet in Dutch: separated by semicolons, every cell quoted, UTF-8 with a byte
 * order mark. Nothing in it is ever a formula, whatever an approach is called.
 */
export function caseloadCsv({ cases }: Caseload): string {
  const lines = [columns.map(([title]) => title), ...cases.map(row => columns.map(([, value]) => value(row)))];
  return `\uFEFF${lines.map(line => `${line.map(csvCell).join(';')}\r\n`).join('')}`;
}

/** What a spreadsheet takes for the beginning of a formula, in half and full width. */
const formula = /^[=+\-@＝＋－＠]/;

/** One cell, shown as it is: on one line, without what can't be seen, and with an apostrophe before what would be calculated. */
export function csvCell(value: string | number): string {
  const text = oneLine(String(value));
  return `"${formula.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
}
