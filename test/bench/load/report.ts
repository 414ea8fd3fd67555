import { share } from '../measure.ts';
import { limits } from './limits.ts';
import type { LoadOptions } from './options.ts';
import type { Spell } from './recorder.ts';
import type { Played, Sample } from './run.ts';

/** Seconds that a row of the report and a point of the picture stand for. */
export function spellSeconds(seconds: number): number {
  return seconds >= 60 ? 10 : 1;
}

/** The whole report, in Markdown. */
export function reportOf(played: Played): string {
  const { options, seconds, recorder } = played;
  const spells = recorder.spells(spellSeconds(seconds), seconds);
  const whole = recorder.between(0, Math.ceil(seconds));
  return [
    `# ${titleOf(options)}`,
    '',
    ...table(['', ''], overall(played, whole)),
    '',
    '## The limits it found',
    '',
    ...limitsFound(played, spells).map(line => `- ${line}`),
    '',
    ...(played.steps.length === 0 ? [] : [...stepRows(played), '']),
    ...(played.left.length === 0 ? [] : ['## What stays in memory', '', ...memoryRows(played), '']),
    '## Over time',
    '',
    ...table(
      ['from s', 'offered/s', 'answered/s', 'one moment', 'failed', 'timeout', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'],
      spells.map(spellCells),
    ),
    '',
    '## What was pressed',
    '',
    ...table(
      ['verb', 'presses'],
      sorted(recorder.verbs()).map(([verb, count]) => [verb, String(count)]),
    ),
    '',
  ].join('\n');
}

export function titleOf({ conferences, people, tenants, every, engine, processes, bot }: LoadOptions): string {
  const where =
    bot === undefined
      ? `${engine === 'postgres' ? 'PostgreSQL' : 'embedded'}, ${processes} process${processes === 1 ? '' : 'es'}`
      : bot;
  return `${conferences} conferences of ${people} people in ${tenants} houses, a press every ${every} s each (${where})`;
}

function overall({ recorder, samples, connector, seconds }: Played, whole: Spell): readonly string[][] {
  const used = usedIn(samples);
  const delays = recorder.boardDelays();
  const codes = sorted(recorder.codes()).map(([code, count]) => `${code} ${count}`);
  return [
    ['presses offered', `${whole.offered}, ${(whole.offered / seconds).toFixed(1)}/s`],
    ['answered', `${whole.answered}, ${(whole.answered / seconds).toFixed(1)}/s`],
    ['p50, p95, p99, max', [whole.p50, whole.p95, whole.p99, whole.max].map(milliseconds).join(', ')],
    ['refused with "one moment"', String(whole.outcomes.oneMoment)],
    ['failed', String(whole.outcomes.failed)],
    ['not answered in ten seconds', String(whole.outcomes.timeout)],
    ['refused by a rule, as at any table', String(whole.outcomes.refused)],
    ['refusals by code', codes.length === 0 ? 'none' : codes.join(', ')],
    [
      'from a press to the board that shows it, p50, p95',
      `${milliseconds(share(delays, 0.5))}, ${milliseconds(share(delays, 0.95))} (${delays.length} seen)`,
    ],
    [
      'processor time of the bot',
      used.botMs <= 0 ? 'not known' : `${(used.botMs / Math.max(1, whole.offered)).toFixed(1)} ms a press`,
    ],
    [
      'memory of the bot: begin, end, most',
      used.mostMb === 0 || used.endMb === 0
        ? 'not known'
        : [used.beginMb, used.endMb, used.mostMb].map(megabytes).join(', '),
    ],
    [
      'this tool: of one processor, and how late it was (p50, p99)',
      `${percent(used.clientMs / used.ms)}; ${milliseconds(share(recorder.lateness(), 0.5))}, ${milliseconds(share(recorder.lateness(), 0.99))}`,
    ],
    ['all processors of the machine busy', percent(used.busy)],
    ['messages and edits that Teams got', `${connector.requests} requests, ${connector.edits} of them edits`],
  ];
}

/** Between the first and the last look. */
function usedIn(samples: readonly Sample[]) {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined) throw new Error('nobody looked at the machine');
  return {
    ms: Math.max(1, (last.at - first.at) * 1_000),
    botMs: last.botCpuMs - first.botCpuMs,
    clientMs: last.clientCpuMs - first.clientCpuMs,
    busy: (last.machine.busyMs - first.machine.busyMs) / Math.max(1, last.machine.allMs - first.machine.allMs),
    beginMb: first.residentMb,
    endMb: last.residentMb,
    mostMb: samples.reduce((most, { residentMb }) => Math.max(most, residentMb), 0),
  };
}

/** One line each. */
export function limitsFound({ connector, steps, seconds }: Played, spells: readonly Spell[]): readonly string[] {
  const { chat, tenant, mostEdits, wrong } = connector;
  const best = Math.max(...spells.map(({ answered, seconds: length }) => answered / length));
  const slow = spells.filter(({ p95 }) => p95 > 1_000).length;
  const within = (count: number) => (count === 0 ? 'never exceeded' : `EXCEEDED ${count} times`);
  return [
    ...rateFound(steps),
    `Most answered in a second: ${best.toFixed(1)}, on average over ${spells[0]?.seconds ?? seconds} s.`,
    slow === 0
      ? 'One in twenty never took longer than a second.'
      : `In ${slow} of ${spells.length} spells one in twenty took longer than a second.`,
    `Teams' ${limits.chat.most} messages in two seconds to a chat: ${within(chat.exceeded)}, at most ${chat.most}.`,
    `Teams' ${limits.tenant.most} requests in a second for a tenant: ${within(tenant.exceeded)}, at most ${tenant.most}.`,
    `Edits of one message in two seconds: at most ${mostEdits}.`,
    ...(wrong === 0 ? [] : [`REQUESTS THAT TEAMS WOULD REFUSE: ${wrong}.`]),
  ];
}

function rateFound(steps: readonly { readonly perSecond: number; readonly tooMuch: string | undefined }[]): string[] {
  if (steps.length === 0) return [];
  const carried = steps.findLast(({ tooMuch }) => tooMuch === undefined);
  const last = steps.at(-1);
  const broken = last?.tooMuch === undefined ? undefined : last;
  const most =
    carried === undefined ? 'No rate was carried' : `Carried: ${carried.perSecond.toFixed(0)} presses a second`;
  return [
    broken === undefined
      ? `${most}; more wasn't tried.`
      : `${most}; at ${broken.perSecond.toFixed(0)} ${broken.tooMuch}.`,
  ];
}

function stepRows({ steps }: Played): readonly string[] {
  const rows = steps.map(({ perSecond, spell, tooMuch }) => [
    perSecond.toFixed(1),
    ...[spell.p50, spell.p95, spell.p99].map(time => time.toFixed(0)),
    tooMuch ?? 'no',
  ]);
  return table(['presses a second', 'p50 ms', 'p95 ms', 'p99 ms', 'too much'], rows);
}

function memoryRows({ left }: Played): readonly string[] {
  const rows = left.flatMap((processes, moment) =>
    processes.map(({ heap, external, resident }, number) => [
      `${Math.round((moment / (left.length - 1)) * 60)} min`,
      String(number + 1),
      ...[heap, external, resident].map(megabytes),
    ]),
  );
  return table(['of the hour', 'process', 'heap without garbage', 'outside the heap', 'resident'], rows);
}

function spellCells({ from, seconds, offered, answered, outcomes, p50, p95, p99, max }: Spell): string[] {
  const times = answered === 0 ? ['–', '–', '–', '–'] : [p50, p95, p99, max].map(time => time.toFixed(0));
  const counts = [outcomes.oneMoment, outcomes.failed, outcomes.timeout].map(String);
  return [String(from), (offered / seconds).toFixed(1), (answered / seconds).toFixed(1), ...counts, ...times];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)];
}

function sorted(counts: Readonly<Record<string, number>>): readonly [string, number][] {
  return Object.entries(counts).toSorted(([, one], [, other]) => other - one);
}

const milliseconds = (ms: number) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
const megabytes = (mb: number) => `${mb.toFixed(0)} MB`;
const percent = (part: number) => `${(part * 100).toFixed(0)} %`;
