import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { type CardJson, wordsOf } from '../../../src/demo/client-card.ts';
import { daysAfter, today } from '../../../src/demo/references.ts';
import { daysBetween, publicHolidaysOnly, workingDayOnOrAfter } from '../../../src/domain/working-days.ts';
import { startOwnPostgres } from '../../support/postgres.ts';
import { type Answer, chair, type House, openHouse, partners, type RoundTable } from '../../support/round-table.ts';
import { createTcpProxy, targetOf, throughProxy } from '../../support/tcp-proxy.ts';
import { playWhole, type Seats } from '../../support/whole-conference.ts';
import type { Random } from '../random.ts';
import { atMost, exactly, type Finding } from './finding.ts';

const people: Seats = [partners[0], partners[1], partners[2], partners[3], partners[4], partners[5]];

/** What people were told during an outage. */
interface Told {
  readonly name: string;
  readonly what: string;
  readonly ms: number;
  readonly answer: Answer;
}

/**
 * A conference goes on while its database is away: stopped and started again, then silent, then with its connections cut all the
 * time. Nine o'clock of a day on which three reminders are due falls into the first outage.
 */
export async function databaseAway({ random, seconds }: { readonly random: Random; readonly seconds: number }) {
  const server = await startOwnPostgres();
  const databaseUrl = await server.createDatabase();
  const proxy = await createTcpProxy(targetOf(databaseUrl));
  const env = { DATABASE_URL: throughProxy(databaseUrl, proxy) };
  const house = await openHouse({ env });
  const findings: Finding[] = [];
  try {
    await playWhole(house.seat('ZVH-2026-451'), people, today());
    await house.stub.until(
      () =>
        house
          .seat('ZVH-2026-451')
          .lines()
          .some(line => line.includes('is opgeslagen')),
      60_000,
    );
    await house.bot.stop();
    // Half a minute before nine on the day on which the actions are due: it passes while the database is away.
    await house.bot.restart({ env, clockOffset: offsetToJustBeforeNine(daysAfter(today(), 14)) });
    const table = await house.open('ZVH-2026-452');
    await table.join(people);
    await table.move('volgende', 'risk.raise');

    const numbers: string[] = [];
    const outages: readonly [string, () => Promise<() => Promise<void>>][] = [
      ['stopped', () => server.goDown()],
      [
        'silent',
        async () => {
          proxy.silence();
          return () => proxy.resume();
        },
      ],
    ];
    for (const [name, begin] of outages) {
      const told: Told[] = [];
      const end = await begin();
      const until = performance.now() + seconds * 1_000;
      while (performance.now() < until) {
        const who = people.filter(() => random.chance(0.5));
        told.push(...(await Promise.all(who.map((one, index) => press(table, one, `${name} ${told.length + index}`)))));
        await house.client.say(chair, table.chat, 'overzicht');
        await wait(500);
      }
      await end();
      const before = performance.now();
      // As a person does: the button under "try again", until it's taken.
      for (const one of told) numbers.push(await pressAgain(table, one));
      const refused = told.filter(({ answer }) => answer.refusals.includes('tryAgain')).length;
      findings.push(
        exactly(`${name} for ${seconds} s: presses answered with "try again"`, refused, told.length),
        atMost('slowest of these answers', Math.round(Math.max(...told.map(({ ms }) => ms))), 9_900, ' ms'),
        {
          what: 'all recorded again within',
          figure: `${((performance.now() - before) / 1_000).toFixed(1)} s`,
          holds: true,
        },
      );
    }

    const cuts = { done: 0, tried: 0 };
    const admin = new Client({ connectionString: databaseUrl });
    await admin.connect();
    while (cuts.done < 50) {
      const cutting = admin.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
      );
      const told = await Promise.all(people.map(one => press(table, one, `cut ${cuts.done}`)));
      await cutting;
      cuts.done += 1;
      cuts.tried += told.filter(({ answer }) => answer.refusals.includes('tryAgain')).length;
      for (const one of told) numbers.push(await pressAgain(table, one));
    }
    await admin.end();
    findings.push({
      what: 'all connections cut',
      figure: `${cuts.done} times; ${cuts.tried} presses had to be sent again`,
      holds: true,
    });

    const wanted = numbers.map((_, index) => `R${index + 1}`);
    const doubled = numbers.length - new Set(numbers).size;
    const missing = wanted.filter(number => !numbers.includes(number)).length;
    findings.push(exactly('presses recorded', numbers.length - doubled, numbers.length));
    findings.push(exactly('recorded twice, or that nobody was told of', missing, 0));
    const owners = people.slice(0, 3);
    await house.stub.until(() => owners.every(name => remindersOf(house, name) > 0), 30_000).catch(() => undefined);
    findings.push(
      exactly(
        'reminders that fell due meanwhile, of three',
        owners.filter(name => remindersOf(house, name) > 0).length,
        3,
      ),
    );
    findings.push(exactly('of these more than once', owners.filter(name => remindersOf(house, name) > 1).length, 0));
    // An edit a second at most: the last one may still be on its way.
    await wait(5_000);
    const isRight = await boardIsRight(table);
    findings.push({ what: 'the board', figure: isRight ? 'shows all of it' : 'is behind', holds: isRight });
  } finally {
    await house.dispose();
    await proxy.close();
    await server.stop();
  }
  return findings;
}

async function press(table: RoundTable, name: string, what: string): Promise<Told> {
  const began = performance.now();
  const answer = await table.press(name, 'risk.raise', { what: `${what} van ${name}` });
  return { name, what, ms: performance.now() - began, answer };
}

/** The number under which it's recorded. */
async function pressAgain(table: RoundTable, { name, answer: first }: Told): Promise<string> {
  let answer = first;
  const until = performance.now() + 60_000;
  while (answer.refusals.includes('tryAgain') && performance.now() < until)
    answer = await table.press(
      name,
      'risk.raise',
      {},
      { chat: first.chat, card: first.card as Record<string, unknown> },
    );
  return /\bR\d+\b/.exec(answer.words)?.[0] ?? `not recorded: ${answer.refusals.join()}`;
}

/** The board in the chat says what somebody is shown who asks for it now. */
async function boardIsRight(table: RoundTable): Promise<boolean> {
  const summary = await table.press(chair, 'summary.request');
  const asked = await table.press(chair, 'board.show', {}, { chat: table.chat, card: { ...summary.card } });
  const board = await table.board();
  return wordsOf((board.card ?? {}) as CardJson).replace(/\s+/g, ' ') === asked.words;
}

function remindersOf(house: House, name: string): number {
  return house.stub
    .messages(house.stub.personalChat(name).id)
    .filter(({ card }) => JSON.stringify(card ?? {}).includes('reminder.done')).length;
}

/** An ISO 8601 duration. */
function offsetToJustBeforeNine(due: string): string {
  const days = daysBetween(today(), workingDayOnOrAfter(due, publicHolidaysOnly));
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', timeStyle: 'medium' }).format();
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  const wanted = 9 * 3_600 - 30;
  return `PT${days * 86_400 + wanted - (hours * 3_600 + minutes * 60 + seconds)}S`;
}
