import { type ChildProcess, spawn } from 'node:child_process';

export interface Child {
  readonly pid: number;
  /** The last lines that it wrote, for a message when it fails. */
  output(): string;
  /** True until it has ended. */
  running(): boolean;
  /** Ends it and what it started; resolves when it's gone. Kills after five seconds when it doesn't listen. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const rememberedCharacters = 8_000;
const groups = process.platform !== 'win32';
const alive = new Map<ChildProcess, Child>();

// A crash of this process must leave no process behind either.
process.on('exit', () => {
  for (const child of alive.keys()) signalGroup(child, 'SIGKILL');
});

/** Runs a Node program with this Node. It gets a process group of its own, so that stopping it stops what it started. */
export function startChild(options: {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
}): Child {
  const child = spawn(process.execPath, options.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: groups,
  });
  let output = '';
  const remember = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-rememberedCharacters);
  };
  child.stdout.on('data', remember);
  child.stderr.on('data', remember);
  const ended = new Promise<void>(resolve => {
    const end = () => {
      alive.delete(child);
      resolve();
    };
    child.once('exit', end);
    child.once('error', error => {
      remember(Buffer.from(String(error)));
      end();
    });
  });
  const running = () => alive.has(child);

  const started: Child = {
    pid: child.pid ?? 0,
    output: () => output.trimEnd(),
    running,
    async stop(signal = 'SIGTERM') {
      if (!running()) return;
      signalGroup(child, signal);
      const impatient = setTimeout(() => signalGroup(child, 'SIGKILL'), 5_000);
      await ended;
      clearTimeout(impatient);
    },
  };
  alive.set(child, started);
  return started;
}

/** Stops every child of this process, also one that is still starting. */
export async function stopChildren(): Promise<void> {
  await Promise.all([...alive.values()].map(child => child.stop()));
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (groups) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It ended by itself in the meantime.
  }
}

/**
 * Waits until `isReady`, asking every `everyMs`. Rejects when the child ends first or `withinMs` have passed, with what it
 * said last.
 */
export async function untilReady(
  child: Child,
  what: string,
  isReady: () => Promise<boolean>,
  withinMs: number,
  everyMs = 50,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (!child.running()) throw new Error(`${what} ended while starting:\n${child.output()}`);
    if (await isReady().catch(() => false)) return;
    if (Date.now() > deadline) throw new Error(`${what} isn't ready after ${withinMs / 1000} s:\n${child.output()}`);
    await new Promise(resolve => setTimeout(resolve, everyMs));
  }
}

/** Does this address answer with a 2xx? */
export async function answers(url: string): Promise<boolean> {
  return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
}
