import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cellsWithTests, filesCalled, isInTitle, testsIn, titlesOf } from './support/named-tests.ts';

// docs/security.md, docs/asvs.md and docs/accessibility.md promise things and name the tests: those tests are there.

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const pages = [
  { name: 'docs/security.md', tests: 30 },
  { name: 'docs/asvs.md', tests: 30 },
  { name: 'docs/accessibility.md', tests: 10 },
].map(({ name, tests }) => ({ name, tests, page: read(name) }));

describe.each(pages)('$name', ({ page, tests }) => {
  it('names no file that is not there', () => {
    const named = [...page.matchAll(/`((?:test|src|cards|docs|manifest)\/[^`\s]*)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(path => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
    const links = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.filter(path => !existsSync(new URL(`../docs/${path}`, import.meta.url)))).toEqual([]);
  });

  it('names no test that is not there', () => {
    const named = testsIn(page);
    expect(named.length).toBeGreaterThan(tests);
    const lost = named.filter(
      ({ files, title }) =>
        files.length === 0 ||
        (title !== undefined && !files.some(file => titlesOf(file).some(one => isInTitle(title, one)))),
    );
    expect(lost.map(({ row, files, title }) => `${row}: ${files.join(', ')} ${title ?? '(no such file)'}`)).toEqual([]);
  });
});

describe('docs/asvs.md', () => {
  /** Levels of the requirements of each section, in order. */
  const sections: Readonly<Record<string, string>> = JSON.parse(read('test/fixtures/asvs-5.0.0.json'));
  const levels = new Map(
    Object.entries(sections).flatMap(([section, all]) =>
      [...all].map((level, index) => [`${section}.${index + 1}`, Number(level)] as const),
    ),
  );
  const page = read('docs/asvs.md');
  const rows = cellsWithTests(page);
  /** `1.3.8, 1.3.9 (2)` and `17 (all)`: what a row is about, and of what level. */
  const about = rows.map(({ row }) => ({
    row,
    numbers: [...row.matchAll(/\d+(?:\.\d+){0,2}(?![\d)])/g)].map(([number]) => number),
    level: /\((\d|all)\)$/.exec(row)?.[1],
  }));
  const within = (number: string, one: string) => one === number || one.startsWith(`${number}.`);

  it('counts as many requirements as the standard has', () => {
    const ofLevel = (level: number) => [...levels.values()].filter(one => one === level).length;
    expect([1, 2, 3].map(ofLevel)).toEqual([70, 183, 92]);
  });

  it('has every requirement of level 1 and 2, once', () => {
    const times = [...levels]
      .filter(([, level]) => level < 3)
      .map(([one]) => [one, about.filter(({ numbers }) => numbers.some(number => within(number, one))).length]);
    expect(times.filter(([, count]) => count !== 1)).toEqual([]);
  });

  it('has no requirement that is not in the standard, and none at another level', () => {
    const wrong = about.filter(({ numbers, level }) => {
      if (level === undefined || numbers.length === 0) return true;
      return numbers.some(number => {
        const found = [...levels].filter(([one]) => within(number, one));
        return found.length === 0 || (level !== 'all' && found.some(([, own]) => own !== Number(level)));
      });
    });
    expect(wrong.map(({ row }) => row)).toEqual([]);
  });

  it('says of each how it is met, or that it is not', () => {
    const answers = rows.map(({ row, cell }) => ({ row, cell, answer: /^\*\*([^*]+)\*\*/.exec(cell)?.[1] ?? '' }));
    const known = ['tested', 'by design', 'written', 'not ours', 'the house', 'partly', 'not met'];
    expect(answers.filter(({ answer }) => !known.includes(answer)).map(({ row }) => row)).toEqual([]);
    for (const { row, cell, answer } of answers) {
      if (answer === 'tested') expect(cell, row).toMatch(/`[\w./-]+`/);
      else if (answer === 'written') expect(cell, row).toMatch(/\]\(/);
      // Whoever reads that something isn't tested wants to know why.
      else expect(cell.length, row).toBeGreaterThan(20);
    }
  });
});

describe('looking a named test up', () => {
  it('finds files by their path, their name or a short name', () => {
    const door = ['test/teams/door.test.ts'];
    for (const name of ['test/teams/door.test.ts', 'door.test.ts', 'door']) expect(filesCalled(name)).toEqual(door);
    expect(filesCalled('test/teams/window.test.ts')).toEqual([]);
  });

  it('misses a title that is not in the file, or in another order', () => {
    const titles = titlesOf('test/teams/door.test.ts');
    const has = (words: string) => titles.some(title => isInTitle(words, title));
    expect(['refuse with 401 a token: …', 'log how many … of what was sent', 'a key server that …'].map(has)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['refuse with 402', 'of what was sent … log how many', 'evil.example'].map(has)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('takes a title from a file of its own cell, else of the rows above it', () => {
    const page = '| a | test |\n|---|---|\n| x | `door.test.ts`: "one" |\n| y | same: "two"; `guard`: "three" |\n';
    expect(testsIn(page)).toEqual([
      { row: 'x', files: ['test/teams/door.test.ts'] },
      { row: 'x', files: ['test/teams/door.test.ts'], title: 'one' },
      { row: 'y', files: ['test/teams/door.test.ts'], title: 'two' },
      { row: 'y', files: ['test/teams/guard.test.ts'] },
      { row: 'y', files: ['test/teams/door.test.ts', 'test/teams/guard.test.ts'], title: 'three' },
    ]);
  });
});
