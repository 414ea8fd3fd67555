import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const canary = 'de behandelaar 123456782 Bearer eyJhbGciOi';

/** A process that is made quiet and then does this; what it leaves behind. */
function quietly(code: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const script = `
    const { quietProcess } = await import('./src/quiet-process.ts');
    const { createLog } = await import('./src/logger.ts');
    quietProcess(createLog('debug'));
    const canary = process.env.CANARY;
    ${code}`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      env: { PATH: process.env.PATH, CANARY: canary },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.once('error', reject).once('close', code => resolve({ code, output }));
  });
}

function expectQuiet(output: string): void {
  for (const word of canary.split(' ').slice(1)) expect(output).not.toContain(word);
}

describe('a quiet process', () => {
  it.each([
    ['an error that nobody caught', 'setTimeout(() => { throw new TypeError(canary); });', 'TypeError'],
    ['a rejection that nobody caught', 'void Promise.reject(new RangeError(canary));', 'RangeError'],
    ['something thrown that is no error', 'void Promise.reject(canary);', 'string'],
    [
      'an error with its words for a name',
      'void Promise.reject(Object.assign(new Error(canary), { name: canary }));',
      'Error',
    ],
    [
      'an error whose words look like a place in our code',
      'void Promise.reject(new SyntaxError("x\\n    at x (/src/" + canary + ".ts:1:1)"));',
      'SyntaxError',
    ],
    [
      'an error with causes and fields',
      'void Promise.reject(Object.assign(new Error("x", { cause: new Error(canary) }), { detail: canary }));',
      'Error',
    ],
  ])('ends on %s with its kind and no word of it', async (_name, code, kind) => {
    const ended = await quietly(`${code} setInterval(() => {}, 1000);`);
    expect(ended.code).toBe(1);
    expect(ended.output).toContain(`"event":"process.crashed","code":"${kind}"`);
    expect(ended.output).toContain(`Rondetafel crashed (${kind} at `);
    expectQuiet(ended.output);
    expect(ended.output).not.toMatch(/node:internal|\n\s+at /);
  });

  it('says where in our own code it crashed', async () => {
    const { output } = await quietly(`
      const { readConfig } = await import('./src/config.ts');
      setTimeout(() => readConfig({ PORT: canary }));`);
    expect(output).toMatch(/"where":"src\/config\.ts:\d+"/);
    expectQuiet(output);
  });

  it('lets nothing through that a library prints or warns of', async () => {
    const ended = await quietly(`
      for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir']) console[method](canary, new Error(canary));
      process.emitWarning(canary, 'SomeWarning');`);
    expect(ended.code).toBe(0);
    expect(ended.output).toContain('"event":"process.warning","code":"SomeWarning"');
    expectQuiet(ended.output);
  });
});
