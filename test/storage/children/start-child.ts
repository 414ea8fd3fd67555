import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** Resolves with the first line, from now on, that starts so; rejects when the process ends before. */
  line(start: string): Promise<string>;
  /** Every line until now. */
  readonly lines: readonly string[];
  /** kill -9, and every line that it wrote before. */
  kill(): Promise<readonly string[]>;
}

/** Starts `process-under-test.ts` as a real process. */
export function startChild(
  task: 'append' | 'take' | 'open' | 'rotate' | 'obtain',
  where: string,
  masterKey: Uint8Array,
): Child {
  const script = fileURLToPath(new URL('./process-under-test.ts', import.meta.url));
  const child = spawn(process.execPath, [script, task, where, Buffer.from(masterKey).toString('hex')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', line => lines.push(line));
  const ended = once(reader, 'close');

  return {
    lines,
    async line(start) {
      for (;;) {
        const found = lines.find(line => line.startsWith(start));
        if (found !== undefined) return found;
        const more = await Promise.race([once(reader, 'line').then(() => true), ended.then(() => false)]);
        if (!more && !lines.some(line => line.startsWith(start))) {
          throw new Error(`the process ended without "${start}": ${lines.join('; ')}`);
        }
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      return lines;
    },
  };
}
