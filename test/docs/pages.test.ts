import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages, read, root, spansOf } from './pages.ts';

/** Paths of this repository that a text names: from its root between backticks, or as the target of a link. */
function pathsIn(page: string): readonly string[] {
  const text = read(page);
  const named = spansOf(text).filter(span =>
    /^(?:(?:src|test|docs|cards|manifest|prompts)\/[^\s*…]*|(?:package\.json|README\.md|Dockerfile))$/.test(span),
  );
  const linked = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path = '']) =>
    join(dirname(page), path),
  );
  return [...new Set([...named, ...linked])];
}

describe('pages', () => {
  it.each(pages)('%s leads to nothing that is not there', page => {
    expect(pathsIn(page).filter(path => !existsSync(join(root, path)))).toEqual([]);
  });

  it('can be found from the README, each of them', () => {
    const reached = new Set<string>();
    const follow = (page: string) => {
      if (reached.has(page)) return;
      reached.add(page);
      for (const path of pathsIn(page)) if (pages.includes(path)) follow(path);
    };
    follow('README.md');
    expect(pages.filter(page => !reached.has(page))).toEqual([]);
  });
});

describe('docs/developers.md', () => {
  it('names the files of a press, in the order in which they come', () => {
    const walk =
      read('docs/developers.md')
        .split('\n## ')
        .find(section => section.startsWith('One press')) ?? '';
    const steps = [...walk.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path = '']) => basename(path, '.ts'));
    expect(steps).toEqual([
      'create-server',
      'guard',
      'parse-activity',
      'turns',
      'admission',
      'handle-press',
      'execute',
      'decide',
      'evolve',
      'answers',
      'prepare-append',
      'create-renderer',
    ]);
  });

  it('names more than thirty paths', () => {
    expect(pathsIn('docs/developers.md').length).toBeGreaterThan(30);
  });
});

describe('docs/decisions/README.md', () => {
  const index = read('docs/decisions/README.md');
  const rows = [...index.matchAll(/^\| (\d+) \| \[([^\]]+)\]\(([^)]+)\) \| (.+) \|$/gm)].map(
    ([, number, title, file = '', line = '']) => ({ number: Number(number), title, file, line }),
  );

  it('has every decision, in order, and no other', () => {
    const files = globSync('0*.md', { cwd: join(root, 'docs/decisions') }).toSorted();
    expect(files.length).toBeGreaterThan(15);
    expect(rows.map(({ file }) => file)).toEqual(files);
    expect(rows.map(({ number }) => number)).toEqual(files.map(file => Number(file.slice(0, 4))));
  });

  it('calls each by its own title', () => {
    const own = rows.map(({ file }) => /^# (?:\d+)\. (.+)$/m.exec(read(`docs/decisions/${file}`))?.[1]);
    expect(rows.map(({ title }) => title)).toEqual(own);
  });
});

describe('docs/changelog.md', () => {
  it('is about days, the newest first', () => {
    const months = 'January February March April May June July August September October November December'.split(' ');
    let month = '';
    const days: string[] = [];
    for (const line of read('docs/changelog.md').split('\n')) {
      const [, name = '', year = ''] = /^## (\w+) (\d{4})$/.exec(line) ?? [];
      if (year !== '') month = `${year}-${String(months.indexOf(name) + 1).padStart(2, '0')}`;
      const [, day] = /^### (?:\d+ and )?(\d+) \w+/.exec(line) ?? [];
      if (day !== undefined) days.push(`${month}-${day.padStart(2, '0')}`);
    }
    expect(days.length).toBeGreaterThan(3);
    expect(days.filter(day => !/^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(day))).toEqual([]);
    expect(days).toEqual(days.toSorted().toReversed());
  });
});
