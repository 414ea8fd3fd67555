import { ApproachesFileError } from './approaches-file.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLog } from './logger.ts';
import { TemplateError } from './minutes/template/template.ts';
import { AdapterError } from './ports/adapter-error.ts';
import type { Log } from './ports/log.ts';
import { quietProcess } from './quiet-process.ts';

/** `npm start`: reads the environment, starts, and stops when asked to. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  quietProcess(log);
  // Loading it takes a second or two, and a mistake in the environment can be told at once.
  const { startApp } = await import('./app.ts');
  const app = await startApp(config, log);
  if (config.development) {
    const address = `http://127.0.0.1:${app.port}/api/messages`;
    process.stderr.write(
      `Rondetafel in DEVELOPMENT: nobody is authenticated, only this machine can reach it. ${address}\n`,
    );
  }
  log.info('started', { port: app.port, development: config.development });

  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      log.info('stopping', { signal });
      // Whatever runs us kills what doesn't end; what is left then is picked up at the next start, as after any kill.
      setTimeout(() => end(1, log), patienceMs).unref();
      app.stop().then(
        () => end(0, log),
        () => end(1, log),
      );
    });
  }
}

/** Container platforms give thirty seconds. */
const patienceMs = 25_000;

function end(code: 0 | 1, log: Log): never {
  if (code === 0) log.info('stopped');
  else log.error('stop.unfinished');
  process.exit(code);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) sayAll('the environment', error.lines);
  else if (error instanceof ApproachesFileError) sayAll(`${error.file} (RONDETAFEL_APPROACHES)`, error.lines);
  else if (error instanceof TemplateError) sayAll('the Word template (MINUTES_TEMPLATE)', error.lines);
  else {
    // Our own errors say what to do; of others only the name, because their text may hold an address or a key.
    process.stderr.write(`Rondetafel can't start. ${lineOf(error)}\n`);
  }
  process.exit(1);
});

function sayAll(place: string, lines: readonly string[]): void {
  process.stderr.write(`Rondetafel can't start. In ${place}:\n`);
  for (const line of lines) process.stderr.write(`  ${line}\n`);
}

function lineOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const ours = error.constructor === Error || error instanceof AdapterError;
  return ours ? `${error.name}: ${firstLine(error.message)}` : error.name;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
