import { setTimeout as pause } from 'node:timers/promises';
import { createProgress, type ProgressScreen } from '../../../src/progress.ts';
import { createRandom, type Random } from '../../torture/random.ts';
import { type Bots, type Left, startBots } from './bots.ts';
import { type ConnectorFigures, createLoadConnector } from './connector.ts';
import { type Group, peopleOf } from './country.ts';
import { findLimit, type Step } from './find.ts';
import { type Processors, processors, usedBy } from './machine.ts';
import type { LoadOptions } from './options.ts';
import { pressAtRandom } from './pace.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { seat } from './seat.ts';
import { createTable, type Table } from './table.ts';

/** What was seen of the machine at a moment of the run. */
export interface Sample {
  /** Seconds from the beginning. */
  readonly at: number;
  /** Of all processes of the bot. */
  readonly botCpuMs: number;
  readonly residentMb: number;
  readonly clientCpuMs: number;
  readonly machine: Processors;
}

export interface Played {
  readonly options: LoadOptions;
  readonly seconds: number;
  readonly recorder: Recorder;
  /** A second apart; the first at the beginning, the last at the end. */
  readonly samples: readonly Sample[];
  readonly connector: ConnectorFigures;
  /** From the beginning to the end, evenly; only when an hour passed. */
  readonly left: readonly (readonly Left[])[];
  /** Only when the limit was looked for. */
  readonly steps: readonly Step[];
}

interface Seated {
  readonly table: Table;
  readonly group: Group;
}

/** As many as one person at each of so many tables can do at the same time, without the bot being asked for more than it's about. */
const seatedAtOnce = 12;
const patienceMs = 15_000;
const pieces = 4;

/** Seats a country, lets everybody press for as long as asked, and tells what was seen. Rejects when the bot doesn't go along. */
export async function play(options: LoadOptions, screen?: ProgressScreen): Promise<Played> {
  const random = createRandom(options.seed);
  const connector = await createLoadConnector(options.teams);
  const recorder = createRecorder();
  let bots: Bots | undefined;
  try {
    bots = await startBots(options, connector);
    const { senders, pids } = bots;
    const groups = peopleOf(options);
    const tables = groups.map((group, number): Seated => ({ group, table: tableOf(group, number) }));
    const senderOf = roundRobin(senders);
    await seatAll(tables, table => seat(table.table, table.group, senderOf(), random), screen);

    await Promise.all(senders.map(sender => sender.open()));
    const began = performance.now();
    const at = () => performance.now() - began;
    const sampler = startSampling(pids, at);
    const progress = createProgress('Seconds played', screen);
    const total = Math.round(options.minutes * 60);
    const timer = setInterval(() => {
      if (at() < total * 1_000) progress.update(Math.floor(at() / 1_000), total);
    }, 1_000);
    let underWay = 0;
    const press = (plannedAt: number) => {
      const errand = anyErrand(tables, random);
      if (errand === undefined) return;
      const sentAt = at();
      recorder.offered(sentAt, performance.now() - plannedAt);
      underWay += 1;
      senderOf()
        .send(errand.deed)
        .then(heard => {
          underWay -= 1;
          recorder.heard(sentAt, 'verb' in errand.deed ? errand.deed.verb : 'start', heard);
          errand.heard(heard);
        });
    };

    const perSecond = (options.conferences * options.people) / options.every;
    const left: (readonly Left[])[] = [];
    const look = async () => {
      const told = options.hour ? await bots?.heaps() : undefined;
      if (told !== undefined) left.push(told);
    };
    let steps: readonly Step[] = [];
    if (options.find !== undefined) {
      steps = await findLimit({
        from: perSecond / 4,
        seconds: options.find,
        until: total,
        random,
        press,
        at,
        recorder,
      });
    } else {
      await look();
      for (let piece = 0; piece < pieces; piece++) {
        await pressAtRandom({ perSecond, seconds: total / pieces, random, press });
        await look();
      }
    }
    const seconds = at() / 1_000;
    progress.update(total, total);
    for (const until = performance.now() + patienceMs; underWay > 0 && performance.now() < until; ) await pause(20);
    clearInterval(timer);
    progress.end();
    return { options, seconds, recorder, samples: sampler(), connector: connector.figures(), left, steps };
  } finally {
    await bots?.close();
    await connector.close();
  }

  function tableOf(group: Group, number: number): Table {
    let cases = 0;
    return createTable({
      ...{ group, connector, random: random.fork(number) },
      today: new Date().toISOString().slice(0, 10),
      lengthMs: options.length * 60_000 * (options.hour ? options.minutes / 60 : 1),
      // A house has its own codes; those of its tables mustn't meet.
      nextCode: () => `ZVH-${2026 + cases++}-${Math.floor(number / options.tenants) + 1}`,
      shown: recorder.shown,
    });
  }
}

function roundRobin<Item>(items: readonly Item[]): () => Item {
  let next = 0;
  return () => {
    const item = items[next++ % items.length];
    if (item === undefined) throw new Error('there is nobody to send to');
    return item;
  };
}

/** Somebody, anywhere, who has something to do. */
function anyErrand(tables: readonly Seated[], random: Random) {
  for (let tried = 0; tried < 20; tried++) {
    const found = random.pick(tables);
    const who = found && random.pick([found.group.chair, ...found.group.partners]);
    const errand = who && found?.table.errandOf(who);
    if (errand !== undefined) return errand;
  }
  return undefined;
}

async function seatAll(tables: readonly Seated[], seatOne: (table: Seated) => Promise<void>, screen?: ProgressScreen) {
  const progress = createProgress('Conferences seated', screen);
  const left = [...tables];
  let done = 0;
  const one = async () => {
    for (let table = left.shift(); table !== undefined; table = left.shift()) {
      await seatOne(table);
      progress.update(++done, tables.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(seatedAtOnce, tables.length) }, one));
  } finally {
    left.length = 0;
    progress.end();
  }
}

/** Looks every second until it's asked what it saw. */
function startSampling(pids: readonly number[], at: () => number): () => readonly Sample[] {
  const samples: Sample[] = [];
  const sample = () => {
    const { cpuMs, residentMb } = usedBy(pids);
    const { cpuMs: clientCpuMs } = usedBy([process.pid]);
    samples.push({ at: at() / 1_000, botCpuMs: cpuMs, residentMb, clientCpuMs, machine: processors() });
  };
  sample();
  const timer = setInterval(sample, 1_000);
  return () => {
    clearInterval(timer);
    sample();
    return samples;
  };
}
