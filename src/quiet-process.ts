import type { Log } from './ports/log.ts';

/**
 * Keeps what a library prints, a warning or a crash out of the output: their text may quote a name, a token or a row. Our own log
 * is the only voice of the process; it tells that something happened and where in our code, never what was said.
 */
export function quietProcess(log: Log): void {
  // botbuilder prints keys and errors of every bad token that it's sent.
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const) console[method] = () => {};
  process.removeAllListeners('warning');
  process.on('warning', warning => log.warn('process.warning', { code: warning.name }));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (error: unknown) => {
      log.error('process.crashed', { code: nameOf(error), where: whereOf(error) });
      process.stderr.write(`Rondetafel crashed (${nameOf(error)} at ${whereOf(error)}).\n`);
      process.exit(1);
    });
}

function nameOf(error: unknown): string {
  // A name is a word; an error that was given a sentence for one isn't quoted.
  const name = error instanceof Error ? error.name : typeof error;
  return /^\w{1,60}$/.test(name) ? name : 'Error';
}

/** `src/teams/turns.ts:41`: the innermost line of our own code. The first lines of a stack are the message, so it isn't searched. */
function whereOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return 'unknown';
  const frames = error.stack.replace(`${error.name}: ${error.message}`, '').split('\n');
  for (const frame of frames) {
    const [, place] = /^ {4}at .*?\/(src\/[\w/-]+\.ts:\d+):\d+\)?$/.exec(frame) ?? [];
    if (place !== undefined) return place;
  }
  return 'unknown';
}
