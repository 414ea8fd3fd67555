import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../src/progress.ts';

function screenOf(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

describe('progress', () => {
  it('is one line that is written over in a terminal, with the time that is left', () => {
    let time = 0;
    const screen = screenOf(true);
    const progress = createProgress('Keys', screen, () => time);
    progress.update(0, 100);
    time = 10_000;
    progress.update(25, 100);
    time = 40_000;
    progress.update(100, 100);
    progress.end();
    expect(screen.written).toEqual([
      '\r\u001b[2KKeys: 0 of 100',
      '\r\u001b[2KKeys: 25 of 100, about 30 s left',
      '\r\u001b[2KKeys: 100 of 100',
      '\n',
    ]);
  });

  it('says minutes when it takes minutes', () => {
    let time = 0;
    const screen = screenOf(true);
    const progress = createProgress('Keys', screen, () => time);
    time = 60_000;
    progress.update(10, 100);
    expect(screen.written.join('')).toContain('about 9 min left');
  });

  it('is plain lines elsewhere: the first, one in five seconds, the last', () => {
    let time = 0;
    const screen = screenOf(false);
    const progress = createProgress('Keys', screen, () => time);
    for (let done = 1; done <= 120; done += 1) {
      time += 100;
      progress.update(done, 120);
    }
    progress.end();
    expect(screen.written).toEqual([
      'Keys: 1 of 120, about 12 s left\n',
      'Keys: 51 of 120, about 7 s left\n',
      'Keys: 101 of 120, about 2 s left\n',
      'Keys: 120 of 120\n',
    ]);
    for (const line of screen.written) expect(line).not.toContain('\u001b');
  });

  it('writes nothing when there was nothing to do', () => {
    const screen = screenOf(true);
    createProgress('Keys', screen).end();
    expect(screen.written).toEqual([]);
  });
});

describe('every command that takes long', () => {
  const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
  const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));

  it.each(['export', 'keys', 'retention', 'audit', 'bench', 'fuzz', 'torture'])(
    'npm run %s shows its progress',
    name => {
      const files = [...(scripts[name] ?? '').matchAll(/node (\S+\.ts)/g)].map(([, file = '']) => file);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) expect(read(file), file).toMatch(/\bcreateProgress\(/);
    },
  );
});
