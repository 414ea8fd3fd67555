import { ConfigError } from './config.ts';
import { AdapterError } from './ports/adapter-error.ts';

/**
 * Runs a tool of the command line and leaves its exit code: what it resolves to, 1 when it rejects. Our own errors say what to do; of
 * others only the name is told, because their text may hold an address or a key.
 */
export function runTool(tool: () => Promise<number>): void {
  tool().then(
    code => {
      process.exitCode = code;
    },
    (error: unknown) => {
      const lines = error instanceof ConfigError ? error.lines : [lineOf(error)];
      for (const line of lines) process.stderr.write(`${line}\n`);
      process.exitCode = 1;
    },
  );
}

/** One line on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function lineOf(error: unknown): string {
  if (error instanceof AdapterError) return error.message;
  return error instanceof Error ? error.name : 'unknown error';
}
