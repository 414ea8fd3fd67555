import { parseArgs } from 'node:util';
import { createProgress } from '../../src/progress.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { runBatch } from './kills/batch.ts';
import type { EngineName } from './kills/doomed-bot.ts';
import { type Figures, failuresOf, sumOf, tableOf } from './kills/figures.ts';

const usage = `npm run torture                         1,000 kills on the embedded database and 200 on PostgreSQL
npm run torture -- --engine embedded --runs 50 --seed 7

Kills the running bot with kill -9 at random moments of conferences, and holds what people were told against what is on record.
--batch: how many kills before a database is judged (40). Exit code: 0 when everything that must be 0 is, 1 when not, 2 not understood.
`;
const usualRuns: Readonly<Record<EngineName, number>> = { embedded: 1_000, postgres: 200 };

const settings = readSettings();
if (settings === undefined) {
  process.stderr.write(usage);
  process.exit(2);
}
const { engines, seed, batchSize } = settings;
console.log(`seed ${seed}`);
// A bot that was started goes with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
let failed = false;
for (const engine of engines) failed = !(await torture(engine, settings.runs ?? usualRuns[engine])) || failed;
process.exit(failed ? 1 : 0);

/** True when nothing was wrong. */
async function torture(engine: EngineName, runs: number): Promise<boolean> {
  const server = engine === 'postgres' ? await startPostgres() : undefined;
  const progress = createProgress(`${engine}: kills`);
  const all: Figures[] = [];
  let done = 0;
  try {
    for (let batch = 0; done < runs; batch++) {
      const kills = Math.min(batchSize, runs - done);
      const began = done;
      const killed = () => progress.update(++done, runs);
      const figures = await oneBatch(server, { engine, seed, batch, kills, killed });
      done = began + kills;
      all.push(figures);
      const wrong = failuresOf(figures).filter(([, list]) => list.length > 0);
      const { press, record } = figures;
      console.log(
        `${engine}, batch ${batch}: ${kills} kills, ${press.acknowledged} acknowledged, ${record.events} events, ` +
          `${record.filed} minutes; ${wrong.length === 0 ? 'nothing wrong' : wrong.map(([what]) => what).join(', ')}`,
      );
      if (wrong.length > 0) console.log(tableOf(`batch ${batch}`, figures));
    }
  } catch (error) {
    console.log(`!! ${error instanceof Error ? error.message : String(error)}`);
    return false;
  } finally {
    progress.end();
    await server?.stop();
    const sum = sumOf(all);
    if (sum !== undefined) console.log(tableOf(`${engine}, seed ${seed}`, sum));
  }
  return all.every(figures => failuresOf(figures).every(([, list]) => list.length === 0));
}

async function oneBatch(
  server: TestPostgres | undefined,
  options: Omit<Parameters<typeof runBatch>[0], 'databaseUrl'>,
): Promise<Figures> {
  const databaseUrl = await server?.createDatabase();
  return runBatch({ ...options, ...(databaseUrl !== undefined && { databaseUrl }) });
}

function readSettings() {
  try {
    const text = { type: 'string' } as const;
    const options = { engine: text, runs: text, seed: text, batch: text } as const;
    const { engine = 'both', runs, seed: given, batch } = parseArgs({ options }).values;
    const chosen: readonly EngineName[] | undefined =
      engine === 'both'
        ? ['embedded', 'postgres']
        : engine === 'embedded' || engine === 'postgres'
          ? [engine]
          : undefined;
    const numbers = [runs, given, batch].map(one => (one === undefined ? undefined : Number(one)));
    if (chosen === undefined || numbers.some(one => one !== undefined && !(Number.isInteger(one) && one >= 0)))
      return undefined;
    const [runsWanted, seedWanted, batchSize] = numbers;
    return { engines: chosen, runs: runsWanted, seed: seedWanted ?? Date.now() % 2 ** 31, batchSize: batchSize ?? 40 };
  } catch {
    return undefined;
  }
}
