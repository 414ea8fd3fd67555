import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isInTitle, titlesOf } from '../support/named-tests.ts';
import { commands } from './commands.ts';
import { commandsOf, pages, read, root } from './pages.ts';

const given = new Set(pages.flatMap(page => commandsOf(read(page))));
const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));

describe('the commands of README and docs', () => {
  it('are run by a test, or there is a reason why not', () => {
    expect(given.size).toBeGreaterThan(40);
    expect([...given].filter(one => !commands.some(({ command }) => command.test(one)))).toEqual([]);
  });

  it('are all that the table has', () => {
    const first = new Set([...given].map(one => commands.find(({ command }) => command.test(one))));
    expect(commands.filter(row => !first.has(row)).map(({ command }) => command.source)).toEqual([]);
  });

  it('have tests that are there', () => {
    const tested = commands.filter(row => 'file' in row);
    expect(tested.length).toBeGreaterThan(15);
    const lost = tested.filter(
      ({ file, title }) => !existsSync(`${root}${file}`) || !titlesOf(file).some(one => isInTitle(title, one)),
    );
    expect(lost.map(({ file, title }) => `${file}: ${title}`)).toEqual([]);
  });

  it('run scripts that package.json has', () => {
    const named = pages.flatMap(page => [...read(page).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name));
    expect(named.length).toBeGreaterThan(40);
    expect([...new Set(named)].filter(name => !(name in scripts))).toEqual([]);
  });

  it('leave out no script of package.json', () => {
    const all = pages.map(read).join('\n');
    const told = (name: string) =>
      new RegExp(`npm ${['start', 'test'].includes(name) ? '' : 'run '}${name}(?![\\w:])`).test(all);
    expect(Object.keys(scripts).filter(name => !told(name))).toEqual([]);
  });
});

describe('finding commands on a page', () => {
  const page = [
    'Text with `npm run a -- --b` and `NAME=1 npm start`, but `npm` and `node` alone are words, and so is `nodes x`.',
    '',
    '```sh',
    'npm ci && npm run c    # why',
    '# only a remark',
    '```',
    '',
    '```json',
    '{ "npm run": "no `npm run d`" }',
    '```',
    '',
    '    npm run e        # indented',
    '    { "not": "a command" }',
    '',
    '1. In a list:',
    '',
    '   ```sh',
    '   openssl rand 3',
    '   ```',
  ].join('\n');

  it('takes blocks, indented lines and spans, without remarks, and nothing else', () => {
    expect(commandsOf(page)).toEqual([
      'npm ci',
      'npm run c',
      'openssl rand 3',
      'npm run e',
      'npm run a -- --b',
      'NAME=1 npm start',
    ]);
  });
});
