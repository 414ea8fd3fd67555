import { createProgress } from '../../src/progress.ts';
import { startPostgres } from '../support/postgres.ts';
import { remindUnderFire } from '../support/reminders-under-fire.ts';

/**
 * Ten thousand reminders of a thousand owners on one morning, three processes, random kills: `RUNS`, `KILLS` and `SEED` of your
 * own. Ends with figures and with exit code 1 when a reminder came twice, or didn't come without being marked.
 */
const cases = Math.ceil(Number(process.env.RUNS ?? 10_000) / 20);
const kills = Number(process.env.KILLS ?? 40);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

console.log(`seed ${seed}, ${cases * 20} reminders, three processes, ${kills} kills`);
const server = await startPostgres();
try {
  const databaseUrl = await server.createDatabase();
  const house = { cases, owners: 2 * cases };
  const progress = createProgress('Processes killed');
  const after = await remindUnderFire(databaseUrl, {
    ...house,
    processes: 3,
    kills,
    replaced: true,
    seed,
    progressed: progress.update,
  });
  progress.end();
  const wrong = Object.entries(after.delivered).filter(([how]) => !/^(done 1|possiblySent [01])$/.test(how));
  console.log(`${after.reminders} reminders in ${after.seconds.toFixed(0)} s, ${after.killed} processes killed`);
  console.log(`on record: ${JSON.stringify(after.onRecord)}; in messages: ${JSON.stringify(after.delivered)}`);
  console.log(wrong.length === 0 ? 'none twice, none lost unmarked' : `WRONG: ${JSON.stringify(wrong)}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await server.stop();
}
