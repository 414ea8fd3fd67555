import type { PressVerdict } from './judge-presses.ts';
import type { RecordVerdict } from './judge-record.ts';
import type { SendVerdict } from './judge-sends.ts';
import type { Press } from './ledger.ts';
import type { Standing } from './phases.ts';

/** What one batch, or all of them, came to. */
export interface Figures {
  readonly kills: number;
  /** Of these, before the bot answered. */
  readonly killsWhileStarting: number;
  /** Presses on their way when it was killed. */
  readonly inFlight: number;
  readonly standings: Readonly<Partial<Record<Standing, number>>>;
  readonly presses: number;
  /** What was pressed or typed and refused, with how often. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly press: PressVerdict;
  readonly sends: SendVerdict;
  readonly record: RecordVerdict;
  /** The audit refused a chain. */
  readonly brokenChains: readonly string[];
  /** Answers that were no answers: another status than 200, none at all while it lived. */
  readonly wrong: readonly string[];
  /** Warnings and errors that the bot logged. */
  readonly logged: Readonly<Record<string, number>>;
  /** Where the record, and what people did, were kept because something was wrong. */
  readonly evidence: readonly string[];
}

/** What may not be, by name: each has to be empty. */
export function failuresOf({
  press,
  sends,
  record,
  brokenChains,
  wrong,
}: Figures): readonly (readonly [string, readonly string[]])[] {
  return [
    ['acknowledged presses lost', press.lost],
    ['presses recorded twice', press.twice],
    ['events that nobody caused', press.byNobody],
    ['corrupt', [...record.corrupt, ...brokenChains]],
    ['reminders doubled by us', sends.remindersTwice],
    ['filings doubled by us', [...record.filedTwice, ...sends.filingsToldTwice]],
    ['posted twice without a kill in between', sends.postedTwice],
    ['cards in a chat that were not known any more', press.forgottenCards],
    ['left undone after the last start', record.undone],
    ['wrong answers', wrong],
  ];
}

/** All of them together. */
export function sumOf(all: readonly Figures[]): Figures | undefined {
  const [first, ...others] = all;
  return first && others.reduce((sum, one) => added(sum, one), first);
}

/** Numbers are added, lists joined, tables added line by line. */
function added<Value>(one: Value, other: Value): Value {
  if (typeof one === 'number') return (one + Number(other)) as Value;
  if (Array.isArray(one)) return [...one, ...(other as readonly unknown[])] as Value;
  const left = one as Readonly<Record<string, unknown>>;
  const right = other as Readonly<Record<string, unknown>>;
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return Object.fromEntries(
    names.map(name => [
      name,
      name in left && name in right ? added(left[name], right[name]) : (left[name] ?? right[name]),
    ]),
  ) as Value;
}

const shownOfEach = 5;

/** For a look at what people were at. */
export function refusalsIn(presses: readonly Press[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { verb, attempts } of presses)
    for (const refusal of attempts.flatMap(({ refusals }) => refusals?.slice(0, 1) ?? [])) {
      const what = `${verb.replace(/ZVH.*/, '')} ${refusal.replace(/:.*/, '')}`;
      counts[what] = (counts[what] ?? 0) + 1;
    }
  return counts;
}

/** The table at the end. */
export function tableOf(name: string, figures: Figures): string {
  const { press, sends, record } = figures;
  const rows: (readonly [string, number])[] = [
    ['kills', figures.kills],
    ['  while it started', figures.killsWhileStarting],
    ['  presses on their way then', figures.inFlight],
    ['presses', figures.presses],
    ['  acknowledged', press.acknowledged],
    ['  refused', press.refused],
    ['  never answered', press.unanswered],
    ['events on record', record.events],
    ['minutes filed', record.filed],
    ['messages to persons', sends.toPersons],
    ['marked possibly sent', sends.possiblySent],
    ['prompts and boards posted again after an unknown outcome', sends.postedAgain],
    ...failuresOf(figures).map(([what, list]) => [`MUST BE 0: ${what}`, list.length] as const),
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  return [
    `== ${name}`,
    ...rows.map(([what, number]) => `${what.padEnd(width)}  ${String(number).padStart(7)}`),
    `where a case stood at a kill: ${listed(figures.standings)}`,
    `logged: ${listed(figures.logged)}`,
    `refused: ${listed(figures.refusals)}`,
    ...failuresOf(figures).flatMap(([what, list]) => list.slice(0, shownOfEach).map(one => `!! ${what}: ${one}`)),
    ...figures.evidence.map(file => `evidence: ${file}`),
  ].join('\n');
}

function listed(counts: Readonly<Record<string, number | undefined>>): string {
  return Object.entries(counts)
    .toSorted(([, one = 0], [, other = 0]) => other - one)
    .map(([what, count]) => `${what} ${count}`)
    .join(', ');
}
