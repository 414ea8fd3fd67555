import { z } from 'zod';
import { type StepName, stepNames } from './domain/agenda.ts';
import { type Approach, type Approaches, usualApproaches } from './domain/approaches.ts';
import { usualRetentionYears } from './domain/case-closing.ts';
import { usualPreparationDays } from './domain/preparation-plan.ts';
import { JsonFileError, type JsonPath as Path, readablePath, readJsonFile, writtenAt } from './json-file.ts';

/** The file with approaches is not as it has to be: a line for each thing, that says where it stands and what to do. */
export class ApproachesFileError extends Error {
  readonly file: string;
  readonly lines: readonly string[];
  constructor(file: string, lines: readonly string[], cause?: unknown) {
    super(lines.map(line => `${file}: ${line}`).join('\n'), { cause });
    this.name = 'ApproachesFileError';
    this.file = file;
    this.lines = lines;
  }
}

/** Without these it isn't a conference of this method. */
const neededSteps: readonly StepName[] = ['opening', 'risks', 'topThree', 'actions', 'closing'];
const chooseMinutes = 'choose 30 or 45';
const chooseSteps = `choose from ${stepNames.join(', ')}`;
const giveTexts = 'give a list of texts';
const giveDays = 'give whole working days, 1 to 10';
const giveYears = 'give whole years, 1 to 30';
const giveObject = 'give { "name": …, and what is to change }';
const giveMinutes = 'give whole minutes, 1 to 45';

/** As chat, cards and minutes show it: one line, single spaces. */
const name = z
  .string('give a text')
  .transform(text => text.trim().replace(/\s+/g, ' '))
  .pipe(z.string().min(1, 'give a text').max(80, 'use at most 80 characters'));

function list<Item extends z.ZodType>(item: Item, remedy: string) {
  return z.array(item, remedy).superRefine((items, context) => {
    const said = items.map(one => JSON.stringify(one));
    for (const [index, one] of said.entries())
      if (said.indexOf(one) < index)
        context.addIssue({ code: 'custom', path: [index], message: 'it is in the list already; leave it out' });
  });
}

const meetingKind = z.strictObject({ name, expectedOrganisations: list(name, giveTexts) }, giveObject);
const entrySchema = z.strictObject(
  {
    name,
    short: list(
      name.transform(text => text.toLowerCase()),
      giveTexts,
    ).optional(),
    minutes: z.literal([30, 45], chooseMinutes).optional(),
    steps: list(z.enum(stepNames, chooseSteps), chooseSteps).optional(),
    budgets: z
      .partialRecord(
        z.enum(stepNames),
        z.int(giveMinutes).min(1, giveMinutes).max(45, giveMinutes),
        'give minutes by step',
      )
      .optional(),
    expectedOrganisations: list(name, giveTexts).optional(),
    instruments: list(name, giveTexts).optional(),
    preparationDays: z.int(giveDays).min(1, giveDays).max(10, giveDays).optional(),
    retentionYears: z.int(giveYears).min(1, giveYears).max(30, giveYears).optional(),
    meetingKinds: list(meetingKind, 'give a list of { "name": …, "expectedOrganisations": [ … ] }').optional(),
    remove: z.literal(true, 'use true, or leave it out').optional(),
  },
  giveObject,
);
const fileSchema = z.strictObject(
  { approaches: z.array(z.unknown(), 'give a list of approaches') },
  'give { "approaches": [ … ] }',
);
/** What may stand at a path, for who wrote something else there. */
const settings = (path: Path) => {
  if (path.length === 0) return 'use "approaches" only';
  return `use ${Object.keys(path.includes('meetingKinds') ? meetingKind.shape : entrySchema.shape).join(', ')}`;
};

type Report = (path: Path, remedy: string) => void;
/** An entry, or the approach that comes of it, with its place in the file; what isn't in the file has none. */
type Placed<What> = { readonly it: What; readonly at: Path };
type Entry = z.infer<typeof entrySchema>;

/**
 * The approaches of the house: the usual ones, changed by that file (docs/approaches.md). An entry with a known name changes
 * what it gives (budgets by step, lists as a whole), one with a new name is added, one with `"remove": true` is taken away.
 * @throws ApproachesFileError with everything that is wrong in it, at once
 */
export function loadApproaches(file: string | undefined): Approaches {
  if (file === undefined) return usualApproaches;
  const json = readOrRefuse(file);
  const lines: string[] = [];
  const report: Report = (path, remedy) => lines.push(`${readablePath(path)}: ${writtenAt(json, path)} — ${remedy}`);
  const approaches = applied(readEntries(json, report), report);
  reportShortNames(approaches, report);
  if (lines.length > 0) throw new ApproachesFileError(file, [...new Set(lines)]);
  return approaches.map(({ it }) => it);
}

function readOrRefuse(file: string): unknown {
  try {
    return readJsonFile(file);
  } catch (error) {
    throw error instanceof JsonFileError ? new ApproachesFileError(file, [error.message], error) : error;
  }
}

function readEntries(json: unknown, report: Report): readonly Placed<Entry>[] {
  const file = fileSchema.safeParse(json);
  if (!file.success) reportIssues(file.error.issues, [], report);
  const { approaches } = (json ?? {}) as { readonly approaches?: unknown };
  return (Array.isArray(approaches) ? approaches : []).flatMap((one: unknown, index) => {
    const at = ['approaches', index];
    const read = entrySchema.safeParse(one);
    if (read.success) return [{ it: read.data, at }];
    reportIssues(read.error.issues, at, report);
    return [];
  });
}

function reportIssues(issues: readonly z.core.$ZodIssue[], at: Path, report: Report): void {
  for (const issue of issues) {
    const path = [...at, ...issue.path];
    const wrongKeys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    for (const key of wrongKeys) report([...path, key], path.at(-1) === 'budgets' ? chooseSteps : settings(path));
    if (wrongKeys.length === 0) report(path, issue.code === 'invalid_key' ? chooseSteps : issue.message);
  }
}

function applied(entries: readonly Placed<Entry>[], report: Report): readonly Placed<Approach>[] {
  const all: Placed<Approach>[] = usualApproaches.map(it => ({ it, at: [] }));
  for (const [index, { it: entry, at }] of entries.entries()) {
    const twin = entries.slice(0, index).find(other => isSame(other.it.name, entry.name));
    const place = all.findIndex(({ it }) => isSame(it.name, entry.name));
    const before = all[place]?.it;
    if (twin !== undefined)
      report([...at, 'name'], `it stands at ${readablePath(twin.at)} already; keep one of the two`);
    else if (entry.remove !== true)
      all.splice(before === undefined ? all.length : place, 1, { it: approachOf(entry, before, at, report), at });
    else if (before === undefined)
      report([...at, 'name'], `there is none to remove; choose from ${all.map(({ it }) => it.name).join(', ')}`);
    else {
      all.splice(place, 1);
      for (const key of Object.keys(entry))
        if (key !== 'name' && key !== 'remove') report([...at, key], 'leave it out of an approach that is removed');
    }
  }
  if (all.length === 0) report(['approaches'], 'keep at least one approach');
  return all;
}

function approachOf(entry: Entry, before: Approach | undefined, at: Path, report: Report): Approach {
  const needed = { minutes: chooseMinutes, steps: chooseSteps, expectedOrganisations: giveTexts };
  if (before === undefined)
    for (const [key, remedy] of Object.entries(needed))
      if (entry[key as keyof typeof needed] === undefined) report([...at, key], `a new approach needs it; ${remedy}`);
  const { remove: _remove, minutes, steps, budgets, ...lists } = entry;
  const chosen = steps ?? before?.steps ?? neededSteps;
  const approach: Approach = {
    ...(before ?? {
      short: [],
      expectedOrganisations: [],
      instruments: [],
      preparationDays: usualPreparationDays,
      retentionYears: usualRetentionYears,
      meetingKinds: [],
    }),
    ...(Object.fromEntries(Object.entries(lists).filter(([, value]) => value !== undefined)) as Partial<Approach>),
    name: before?.name ?? entry.name,
    minutes: minutes ?? before?.minutes ?? 45,
    // The method has one order, whatever the order in the file.
    steps: stepNames.filter(step => chosen.includes(step)),
    budgets: { ...before?.budgets, ...(budgets as Approach['budgets']) },
  };
  reportMisfits(approach, at, report);
  return approach;
}

/** The conference as a whole has to fit: the steps that carry it, and their budgets in its minutes. */
function reportMisfits({ steps, budgets, minutes }: Approach, at: Path, report: Report): void {
  const missing = neededSteps.filter(step => !steps.includes(step));
  if (missing.length > 0) report([...at, 'steps'], `add ${missing.join(', ')}`);
  const spent = steps.filter(step => budgets[step] !== undefined).map(step => `${step} ${budgets[step]}`);
  const sum = steps.reduce((total, step) => total + (budgets[step] ?? 0), 0);
  if (sum > minutes)
    report([...at, 'budgets'], `${spent.join(', ')} make ${sum} minutes and there are ${minutes}; lower them`);
}

/** What a chair types for short must mean one approach. */
function reportShortNames(approaches: readonly Placed<Approach>[], report: Report): void {
  const taken = new Map(approaches.map(({ it }) => [it.name.toLowerCase(), it.name]));
  // Those of the file come last, so that it is the file that is told.
  for (const { it, at } of approaches.toSorted((one, other) => one.at.length - other.at.length))
    for (const [index, short] of it.short.entries()) {
      const owner = taken.get(short);
      if (owner !== undefined) report([...at, 'short', index], `it means ${owner} already; choose another`);
      taken.set(short, it.name);
    }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
