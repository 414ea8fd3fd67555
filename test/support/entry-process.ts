import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `node src/index.ts` with nothing in its environment but what a test puts there. */
export interface EntryProcess {
  readonly pid: number;
  /** Everything it has written to stderr so far. */
  stderr(): string;
  stdout(): string;
  send(signal: NodeJS.Signals): void;
  /** Resolves when it's gone; `code` is null when a signal ended it. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string; readonly stdout: string }>;
  /** Resolves when it has written that to stdout or stderr; rejects when it ends before. */
  until(text: string): Promise<void>;
}

const alive = new Set<() => void>();
process.once('exit', () => {
  for (const kill of alive) kill();
});

export function startEntry(env: Readonly<Record<string, string>>): EntryProcess {
  const child = spawn(process.execPath, ['src/index.ts'], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: join(tmpdir(), 'rondetafel-compile-cache'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => void child.kill('SIGKILL');
  alive.add(kill);
  const written = { stdout: '', stderr: '' };
  const lookers = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
      for (const look of [...lookers]) look();
    });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>(resolve => {
    child.once('close', code => {
      alive.delete(kill);
      resolve({ code, ...written });
    });
  });
  return {
    pid: child.pid ?? 0,
    stderr: () => written.stderr,
    stdout: () => written.stdout,
    send: signal => void child.kill(signal),
    ended,
    until: text =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!`${written.stdout}${written.stderr}`.includes(text)) return;
          lookers.delete(look);
          resolve();
        };
        lookers.add(look);
        look();
        void ended.then(({ stderr }) => reject(new Error(`ended before it said ${text}: ${stderr}`)));
      }),
  };
}
