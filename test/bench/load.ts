import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OptionsError, readOptions, usage } from './load/options.ts';
import { pictureOf } from './load/picture.ts';
import { reportOf } from './load/report.ts';
import { play } from './load/run.ts';

/** `npm run load`: the case conferences of a country against the bot, with a report and a picture. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return 0;
  }
  const options = readOptions(args);
  const played = await play(options);
  const report = reportOf(played);
  await mkdir(options.out, { recursive: true });
  await writeFile(join(options.out, 'report.md'), report);
  await writeFile(join(options.out, 'load.svg'), pictureOf(played));
  process.stdout.write(
    `${report}\n${join(options.out, 'report.md')} and ${join(options.out, 'load.svg')} are there.\n`,
  );
  return 0;
}

// Bots and database that were started go with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
main().then(
  code => process.exit(code),
  (error: unknown) => {
    const understood = !(error instanceof OptionsError);
    if (error instanceof OptionsError) process.stderr.write(`${error.lines.join('\n')}\n\n${usage}`);
    else process.stderr.write(`It stopped: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(understood ? 1 : 2);
  },
);
