import { createProgress } from '../../src/progress.ts';
import { databaseAway } from './faults/database-away.ts';
import type { Finding } from './faults/finding.ts';
import { fullDisk } from './faults/full-disk.ts';
import { teamsFaults } from './faults/teams-faults.ts';
import { createRandom } from './random.ts';

/**
 * What has to hold while something outside fails, at full length: `RUNS` conferences while Teams answers badly, a database that is
 * away for `SECONDS` (sixty) in two ways and cut off again and again, and a disk that is really full where this machine lets us mount one.
 * Ends with figures and with exit code 1 when something didn't hold. `ONLY` is one of `teams`, `database`, `disk`.
 */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.RUNS ?? 5);
const seconds = Number(process.env.SECONDS ?? 60);
const only = process.env.ONLY;

console.log(`seed ${seed}`);
const random = createRandom(seed);
const progress = createProgress('Conferences while Teams fails');
const parts: Readonly<Record<string, () => Promise<readonly Finding[]>>> = {
  teams: () => teamsFaults({ random: random.fork('teams'), runs, progressed: progress.update }),
  database: () => databaseAway({ random: random.fork('database'), seconds }),
  disk: fullDisk,
};
let wrong = 0;
for (const [name, part] of Object.entries(parts)) {
  if (only !== undefined && only !== name) continue;
  const began = performance.now();
  const findings = await part();
  if (name === 'teams') progress.end();
  console.log(`\n${name} (${((performance.now() - began) / 1_000).toFixed(0)} s)`);
  for (const { what, figure, holds } of findings) {
    console.log(`${holds ? '  ' : '!!'} ${what}: ${figure}`);
    if (!holds) wrong += 1;
  }
}
console.log(wrong === 0 ? '\neverything held' : `\n${wrong} didn't hold`);
process.exit(wrong === 0 ? 0 : 1);
