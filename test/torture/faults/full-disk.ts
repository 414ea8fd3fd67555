import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse, partners } from '../../support/round-table.ts';
import { exactly, type Finding } from './finding.ts';

const megabyte = 2 ** 20;
const few = partners.slice(0, 6);

/** A disk of 160 MB of which nothing is left: with a megabyte free, and with nothing at all. Needs the rights to mount one. */
export async function fullDisk(): Promise<readonly Finding[]> {
  const disk = await mkdtemp(join(tmpdir(), 'rondetafel-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    await rm(disk, { recursive: true });
    return [{ what: 'not done', figure: 'this machine does not let us mount a disk', holds: true }];
  }
  const env = { DATA_DIR: join(disk, 'data'), MINUTES_DIR: join(disk, 'minutes') };
  const house = await openHouse({ env, database: 'embedded' });
  const ballast = join(disk, 'ballast');
  const findings: Finding[] = [];
  try {
    const table = await house.open('ZVH-2026-461');
    await table.join(few);
    await table.move('volgende', 'risk.raise');
    const raise = (round: string) =>
      Promise.all(few.map(name => table.press(name, 'risk.raise', { what: `${round} van ${name}` })));
    const numbers: string[] = [];
    for (const leaving of [megabyte, 0]) {
      const { bfree, bsize } = await statfs(disk);
      await writeFile(ballast, randomBytes(bfree * bsize - leaving));
      const answers = await raise(`Met ${leaving} over`);
      const told = answers.filter(({ refusals }) => refusals.includes('diskFull')).length;
      findings.push(exactly(`${leaving} bytes free: presses told that the disk is full`, told, few.length));
      const healthy = await fetch(`http://127.0.0.1:${house.bot.port}/healthz`).then(({ status }) => status);
      findings.push(exactly('and the bot is there: status of its health', healthy, 200));
      await rm(ballast);
      const after = await raise(`Met ${leaving} over`);
      numbers.push(...after.map(({ words }) => /\bR\d+\b/.exec(words)?.[0] ?? 'nothing'));
    }
    const wanted = Array.from({ length: 2 * few.length }, (_, index) => `R${index + 1}`);
    findings.push(
      exactly(
        'presses recorded once there was room',
        wanted.filter(one => numbers.includes(one)).length,
        wanted.length,
      ),
    );
    await house.bot.kill();
    await house.bot.restart({ env });
    const next = await table.record(few[0] ?? '', 'risk.raise', { what: 'Na een kill' });
    findings.push({
      what: 'after a kill the next one is',
      figure: /\bR\d+\b/.exec(next.words)?.[0] ?? 'none',
      holds: next.words.includes(`R${wanted.length + 1}`),
    });
  } finally {
    await house.dispose();
    execFileSync('umount', [disk]);
    await rm(disk, { recursive: true, force: true });
  }
  return findings;
}
