import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A test that a page names: its file, and words of its title; without words it's the whole file. */
export interface NamedTest {
  /** As it stands on the page. */
  readonly row: string;
  readonly files: readonly string[];
  readonly title?: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const allFiles = globSync('test/**/*.ts', { cwd: root }).map(path => path.replaceAll('\\', '/'));

/** Files of which a page says nothing wrong by naming them so: `test/teams/door.test.ts`, `door.test.ts`, `hostile`. */
export function filesCalled(name: string): readonly string[] {
  if (name.startsWith('test/')) return allFiles.filter(path => path === name);
  return allFiles.filter(path => [name, `${name}.test.ts`, `${name}.contract.ts`].includes(basename(path)));
}

export interface Cell {
  /** The first cell of the row. */
  readonly row: string;
  readonly cell: string;
  /** The heading above it. */
  readonly section: string;
}

/** The last cell of each row of the tables in which tests are named: those whose last column is called so. */
export function cellsWithTests(page: string): readonly Cell[] {
  const cells: Cell[] = [];
  let counts = false;
  let before = '';
  let section = '';
  for (const line of page.split('\n')) {
    if (line.startsWith('#')) section = line;
    if (!line.startsWith('|')) {
      before = line;
      continue;
    }
    const parts = line.split(/(?<!\\)\|/).slice(1, -1);
    const last = (parts.at(-1) ?? '').trim();
    if (!before.startsWith('|')) counts = /^(tests?|how it['’]s (tested|met))$/i.test(last);
    else if (counts && !/^-+$/.test(last)) cells.push({ row: (parts[0] ?? '').trim(), cell: last, section });
    before = line;
  }
  return cells;
}

/**
 * The tests that the cells name: a file between backticks and then titles between quotes. A title without a file in its cell (`same: "…"`)
 * is of a file that was named before under the same heading. Backticks around anything but a test file are passed over, unless it says to be
 * one.
 */
export function testsIn(page: string): readonly NamedTest[] {
  let heading = '';
  let inSection: readonly string[] = [];
  return cellsWithTests(page).flatMap(({ row, cell, section }) => {
    if (section !== heading) inSection = [];
    heading = section;
    const named: NamedTest[] = [];
    let inCell: readonly string[] = [];
    for (const [, code, title, same] of cell.matchAll(/`([^`]+)`|"([^"]+)"|\b(same)\b/g)) {
      if (code !== undefined) {
        const files = filesCalled(code);
        if (files.length === 0 && !/^test\/|\.(test|contract)\.ts$/.test(code)) continue;
        inSection = [...inSection, ...files];
        inCell = [...inCell, ...files];
        named.push({ row, files });
      } else if (same !== undefined) inCell = [...inCell, ...inSection];
      else if (title !== undefined) named.push({ row, files: inCell.length === 0 ? inSection : inCell, title });
    }
    return named;
  });
}

const titlesRead = new Map<string, readonly string[]>();

/** Titles in a test file, as they're written there: of `describe` and `it`, with `%s` and `${…}` in them. */
export function titlesOf(file: string): readonly string[] {
  const known = titlesRead.get(file);
  if (known !== undefined) return known;
  const source = readFileSync(`${root}${file}`, 'utf8');
  // The first argument of a call of it, of describe, or of what `each` gave back.
  const calls = /(?:\b(?:it|describe)(?:\.\w+)?|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
  const titles = [...source.matchAll(calls)].map(([, , title = '']) => title.replace(/\\(.)/g, '$1'));
  titlesRead.set(file, titles);
  return titles;
}

/** Whether these words are part of that title; "…" stands for anything, and is left out at an end. */
export function isInTitle(words: string, title: string): boolean {
  let from = 0;
  const plain = (text: string) => text.replaceAll('’', "'");
  for (const part of words.split('…').map(one => plain(one.trim()))) {
    const at = plain(title).indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}
