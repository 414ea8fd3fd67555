import { createProgress } from '../../src/progress.ts';
import { fuzzCanaries, openFuzzedBot } from '../support/fuzzed-bot.ts';

/**
 * Ten thousand generated requests against the running bot: `npm run fuzz`, or with `RUNS` and `SEED` of your own. Ends with what
 * was answered and with exit code 1 when something may not be.
 */
const runs = Number(process.env.RUNS ?? 10_000);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
/** What the process may hold more at the end than after its first quarter. */
const growthMegabytes = 60;

console.log(`seed ${seed}, ${runs} requests`);
const fuzzed = await openFuzzedBot();
const began = performance.now();
const progress = createProgress('Requests sent');
const { statuses, wrong, slowestMs, megabytes } = await fuzzed.fuzz({ seed, runs, progressed: progress.update });
progress.end();
const seconds = (performance.now() - began) / 1_000;
const healthy = await fetch(`${fuzzed.origin}/healthz`).then(
  response => response.ok,
  () => false,
);
const log = fuzzed.bot.stdout() + fuzzed.bot.stderr();
const heard = fuzzCanaries.filter(word => log.includes(word));
await fuzzed.close();

const settled = megabytes[Math.floor(megabytes.length / 4)] ?? 0;
const growth = (megabytes.at(-1) ?? 0) - settled;
const failures = [
  ...wrong,
  ...heard.map(word => `in the log: ${word}`),
  ...(healthy ? [] : ['not healthy afterwards']),
  ...(growth > growthMegabytes ? [`${growth.toFixed(0)} MB more than after a quarter of the run`] : []),
];
console.log(
  `answered ${JSON.stringify(statuses)} in ${seconds.toFixed(1)} s; the slowest took ${slowestMs.toFixed(0)} ms`,
);
console.log(`memory in MB: ${megabytes.map(one => one.toFixed(0)).join(' ')}`);
console.log(failures.length === 0 ? 'nothing wrong' : failures.join('\n'));
process.exit(failures.length === 0 ? 0 : 1);
