import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface ToolRun {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** A real process, as `npm run audit` and its like start it, with nothing in its environment but this. */
export function runTool(
  script: 'audit' | 'export' | 'keys' | 'retention',
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ToolRun> {
  return runScript(fileURLToPath(new URL(`../../src/${script}.ts`, import.meta.url)), args, env);
}

/** The same with any script. */
export async function runScript(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ToolRun> {
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: Number(code), out, error };
}
