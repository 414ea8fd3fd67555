import { runDemo } from './demo.ts';
import { DemoError } from './demo-error.ts';
import { readOptions, usage } from './options.ts';

/** `npm run demo`: exit 0 when everything was there, 1 when something was missing, 130 when it was interrupted. */
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

// What is still waiting for an answer mustn't keep it open.
process.exit(await main());

async function main(): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (options.help) say(usage);
    else await runDemo(options, { say }, stopping.signal);
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return 130;
    process.stderr.write(`\nThe demo can't go on: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof DemoError) && process.env.RONDETAFEL_DEMO_DEBUG === '1') console.error(error);
    return 1;
  }
}
