import { z } from 'zod';
import { findApproach } from '../domain/approaches.ts';
import { readCaseCode } from '../domain/case-code.ts';
import type { Command } from '../domain/commands.ts';
import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import {
  actionTypes,
  centralEight,
  factorKinds,
  factorSources,
  frameworks,
  horizons,
  intensities,
  lifeDomains,
  mandates,
  purposes,
  ratingLevels,
  repetitions,
  riskLevels,
} from '../domain/values.ts';
import { date, due, flag, idOf, idsOf, line, oneOf, person, refuse, text } from './input-fields.ts';
import { present } from './input-values.ts';

/** The inputs of each verb, from text as it was sent to the fields of a command. Unknown inputs are ignored. */
const schemas = {
  'conference.open': form('conference.open', {
    case: z.string().transform((value, ctx) => readCaseCode(value) ?? refuse(ctx, 'caseCode')),
    approach: z.string().transform((value, ctx) => findApproach(value)?.name ?? refuse(ctx, 'approach')),
    minutes: oneOf(['30', '45'])
      .transform(value => (value === '30' ? 30 : 45))
      .exactOptional(),
    urgent: flag.exactOptional(),
  }),
  'conference.join': form('conference.join', { organisation: line, role: line.exactOptional() }),
  'conference.setGoal': form('conference.setGoal', {
    purpose: oneOf(purposes).exactOptional(),
    goal: text.exactOptional(),
  }).refine(goal => goal.purpose !== undefined || goal.goal !== undefined, { params: { code: 'nothingAnswered' } }),
  'conference.setCaseDirector': form('conference.setCaseDirector', {
    director: person.exactOptional(),
    reason: text.exactOptional(),
  }).refine(choice => choice.director !== undefined || choice.reason !== undefined, {
    path: ['director'],
    params: { code: 'required' },
  }),
  'conference.setNoteTaker': form('conference.setNoteTaker', { noteTaker: person }),
  'risk.raise': form('risk.raise', {
    what: line,
    severity: text.exactOptional(),
    triggers: text.exactOptional(),
    affected: text.exactOptional(),
    whereWhen: text.exactOptional(),
  }),
  'risk.rate': form('risk.rate', {
    ratings: answered({ risk: z.string(), level: oneOf(ratingLevels), reason: text.exactOptional() }),
  }),
  'risk.agree': form('risk.agree', {
    levels: answered({ risk: z.string(), level: oneOf(riskLevels), reason: text.exactOptional() }),
  }),
  'factor.raise': form('factor.raise', {
    what: line,
    kind: oneOf(factorKinds).exactOptional(),
    assessable: flag.exactOptional(),
    domain: oneOf(lifeDomains).exactOptional(),
    centralEight: oneOf(centralEight).exactOptional(),
    source: oneOf(factorSources).exactOptional(),
    instrument: line.exactOptional(),
    instrumentDate: date.exactOptional(),
    risks: idsOf('R').exactOptional(),
  }),
  'topThree.vote': form('topThree.vote', { factors: idsOf('F') }),
  'topThree.decide': form('topThree.decide', { factors: idsOf('F'), reason: text.exactOptional() }),
  'action.agree': form('action.agree', {
    what: line,
    owner: person,
    due,
    factors: idsOf('F').exactOptional(),
    type: oneOf(actionTypes).exactOptional(),
    horizon: oneOf(horizons).exactOptional(),
    intensity: oneOf(intensities).exactOptional(),
    fit: text.exactOptional(),
    effect: text.exactOptional(),
    every: oneOf(repetitions).exactOptional(),
    reportTo: person.exactOptional(),
    mandate: oneOf(mandates).exactOptional(),
    framework: oneOf(frameworks).exactOptional(),
  }),
  'factor.withoutAction': form('factor.withoutAction', { reasons: answered({ factor: z.string(), reason: text }) }),
  'step.next': form('step.next', {}),
  'step.back': form('step.back', {}),
  'step.reveal': form('step.reveal', {}),
  'step.again': form('step.again', {}),
  'conference.close': form('conference.close', { nextDate: date.exactOptional(), reflection: text.exactOptional() }),
  'minutes.adopt': form('minutes.adopt', {}),
  'reminder.done': form('reminder.done', { action: idOf('A'), reason: text.exactOptional() }),
  'reminder.snooze': form('reminder.snooze', { action: idOf('A'), until: date, reason: text.exactOptional() }),
} satisfies Record<string, z.ZodType<Command>>;
type CardVerb = keyof typeof schemas;

/** What comes along with a contribution: for whom it is recorded, and who one is when one hasn't said so before. */
const aside = z.object({
  for: person.exactOptional(),
  organisation: line.exactOptional(),
  role: line.exactOptional(),
});
const contributions: ReadonlySet<CardVerb> = new Set([
  'conference.setGoal',
  'conference.setCaseDirector',
  'risk.raise',
  'risk.rate',
  'risk.agree',
  'factor.raise',
  'topThree.vote',
  'topThree.decide',
  'action.agree',
  'factor.withoutAction',
]);

/** Inputs that come as a family: `level:R1`, `reason:R1` become one item of a list. */
const families: Readonly<Partial<Record<CardVerb, { list: string; key: string; inputs: RegExp }>>> = {
  'risk.rate': { list: 'ratings', key: 'risk', inputs: /^(level|reason):(R\d+)$/ },
  'risk.agree': { list: 'levels', key: 'risk', inputs: /^(level|reason):(R\d+)$/ },
  'factor.withoutAction': { list: 'reasons', key: 'factor', inputs: /^(reason):(F\d+)$/ },
};

/**
 * Reads what a press asks for. `values` are the inputs as sent, by input id. Never throws: whatever is wrong comes back as
 * refusals, all of them at once, each with the id of the input that has to change.
 */
export function readRequest(verb: string, values: Readonly<Record<string, string>>): Request {
  const given = present(values);
  if (verb === 'summary.request') return { kind: 'summary' };
  if (verb === 'conference.close' && asksForClosingForm(given)) return { kind: 'showCloseForm' };
  if (!isCardVerb(verb)) return { kind: 'invalid', refusals: [{ code: 'notUnderstood' }] };

  const names = mergeOthers(given);
  const fields = gather(verb, given);
  const command = schemas[verb].safeParse(fields);
  const along = alongWith(verb, given);
  if (command.success && along.success) {
    const { for: onBehalfOf, organisation, role } = along.data;
    return {
      kind: 'command',
      command: command.data,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      ...(organisation !== undefined && { join: { organisation, ...(role !== undefined && { role }) } }),
    };
  }
  const issues = [...(command.error?.issues ?? []), ...(along.error?.issues ?? [])];
  return { kind: 'invalid', refusals: issues.map(issue => toRefusal(issue, fields, names)) };
}

function isCardVerb(verb: string): verb is CardVerb {
  return Object.hasOwn(schemas, verb);
}

function asksForClosingForm(given: ReadonlyMap<string, string>): boolean {
  return given.get('ask') === '1' && !given.has('nextDate') && !given.has('reflection');
}

/** `for` is also taken when joining (a note-taker puts somebody on the list), but there organisation and role are its own. */
function alongWith(verb: CardVerb, given: ReadonlyMap<string, string>) {
  const all = Object.fromEntries(given);
  if (contributions.has(verb)) return aside.safeParse(all);
  return aside.safeParse(verb === 'conference.join' && given.has('for') ? { for: given.get('for') } : {});
}

/** Choices with a free alternative: the chosen value, or `other` and then what was typed in `<id>Other`. */
const othersByValue = ['owner', 'director', 'reportTo', 'for', 'noteTaker'];

/** Puts what was typed in place of `other`; returns which input has to change when something is wrong with it. */
function mergeOthers(given: Map<string, string>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const id of [...othersByValue, 'organisation']) {
    const chosen = given.get(id);
    const typed = given.get(`${id}Other`);
    // A typed organisation wins from a prefilled choice; a chosen person wins from text that was left behind.
    const takeTyped = chosen === 'other' || (typed !== undefined && (chosen === undefined || id === 'organisation'));
    if (!takeTyped) continue;
    names.set(id, `${id}Other`);
    if (typed === undefined) given.delete(id);
    else given.set(id, typed);
  }
  return names;
}

function gather(verb: CardVerb, given: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  const family = families[verb];
  if (family === undefined) return Object.fromEntries(given);
  const items = new Map<string, Record<string, string>>();
  for (const [id, value] of given) {
    const [, input, item] = family.inputs.exec(id) ?? [];
    if (input === undefined || item === undefined) continue;
    items.set(item, { ...(items.get(item) ?? { [family.key]: item }), [input]: value });
  }
  return { [family.list]: [...items.values()] };
}

function toRefusal(
  issue: z.core.$ZodIssue,
  fields: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string>,
): Refusal {
  const item = itemOf(issue.path, fields, names);
  const params = issue.code === 'custom' ? issue.params : undefined;
  const code = (params?.code ?? (issue.code === 'invalid_type' ? 'required' : 'notUnderstood')) as RefusalCode;
  const values = params?.values as Refusal['values'];
  return { code, ...(item !== undefined && { item }), ...(values !== undefined && { values }) };
}

/** The id of the input on the card: `what`, `ownerOther`, or `level:R1` for the field `level` of an item of a list. */
function itemOf(
  path: readonly PropertyKey[],
  fields: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const [field, index, input] = path.map(String);
  if (field === undefined) return undefined;
  if (index === undefined || input === undefined)
    return Array.isArray(fields[field]) ? undefined : (names.get(field) ?? field);
  const item: Record<string, string> | undefined = (fields[field] as Record<string, string>[])[Number(index)];
  return `${input}:${item?.risk ?? item?.factor}`;
}

function form<const V extends Command['verb'], Shape extends z.ZodRawShape>(verb: V, shape: Shape) {
  return z.object(shape).transform(fields => ({ verb, ...fields }));
}

/** A list in which at least one item is answered. */
function answered<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.array(z.object(shape)).refine(items => items.length > 0, { params: { code: 'nothingAnswered' } });
}
