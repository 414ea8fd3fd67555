import type { z } from 'zod';
import type { Command } from '../domain/commands.ts';
import { openableForms, readingNames } from '../domain/readings.ts';
import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import { lifeDomains } from '../domain/values.ts';
import { everyPartner } from './choices.ts';
import { aside, type CardVerb, contributions, familyOf, isCardVerb, schemas } from './input-schemas.ts';
import { present } from './input-values.ts';
import { availabilitySchema } from './schemas/availability.ts';
import { conferenceSchemas, confirmedOpening } from './schemas/conference.ts';

/**
 * Reads what a press asks for. `values` are the inputs as sent, by input id. Never throws: whatever is wrong comes back as
 * refusals, all of them at once, each with the id of the input that has to change.
 */
export function readRequest(verb: string, values: Readonly<Record<string, string>>): Request {
  const given = present(values);
  const readOther = Object.hasOwn(others, verb) ? others[verb] : undefined;
  if (readOther !== undefined) return readOther(given);
  if (verb === 'conference.close' && asksForClosingForm(given)) return { kind: 'showCloseForm' };
  if (!isCardVerb(verb)) return { kind: 'invalid', refusals: [{ code: 'notUnderstood' }] };

  const names = mergeOthers(given);
  const gathered = gather(verb, given);
  const command = schemaOf(verb, given).safeParse(gathered.fields);
  const along = alongWith(verb, given);
  if (command.success && along.success) {
    const { for: onBehalfOf, organisation, role } = along.data;
    return {
      kind: 'command',
      command: command.data,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      ...(organisation !== undefined && { join: { organisation, ...(role !== undefined && { role }) } }),
      ...(isConfirmed(command.data, given) && { confirmed: true }),
    };
  }
  const issues = [...(command.error?.issues ?? []), ...(along.error?.issues ?? [])];
  return { kind: 'invalid', refusals: issues.map(issue => toRefusal(issue, gathered, names)) };
}

function schemaOf(verb: CardVerb, given: ReadonlyMap<string, string>) {
  return verb === 'conference.open' && given.has('confirmCase') ? confirmedOpening : schemas[verb];
}

/** Somebody was asked first, about these inputs. Who is new to a case says nothing of another one, typed in its place. */
function isConfirmed(command: Command, given: ReadonlyMap<string, string>): boolean {
  if (given.get('confirm') !== '1') return false;
  const about = given.get('confirmCase');
  return about === undefined || command.verb !== 'conference.open' || command.case === about;
}

/** Verbs of ours that are no command. */
const others: Readonly<Record<string, (given: ReadonlyMap<string, string>) => Request>> = {
  'availability.set': availabilityToSet,
  'summary.request': () => ({ kind: 'summary' }),
  'summary.post': () => ({ kind: 'postSummary' }),
  'wording.take': () => ({ kind: 'takeWords' }),
  'wording.drop': () => ({ kind: 'dropWords' }),
  'board.show': () => ({ kind: 'showBoard' }),
  'form.show': formToShow,
  'reading.show': given => readingToShow(given.get('reading')),
  'timeline.show': given => timelineToShow(given.get('partner')),
  'caseload.show': given => caseloadToShow(given.get('page')),
};

/** Whether a card of ours may carry it. Anything else was made up by a client, and is words. */
export function isVerb(verb: string): boolean {
  return Object.hasOwn(others, verb) || isCardVerb(verb);
}

/** What a form may be about: an item of the case, a life domain that becomes a factor, the page of a list. */
const aboutForm = new RegExp(`^([RFASP][1-9]\\d{0,5}|[1-9]\\d{0,2}|${lifeDomains.join('|')})$`);

/** These come as data of a button, so whatever is wrong with them wasn't typed by anybody. */
function formToShow(given: ReadonlyMap<string, string>): Request {
  const form = openableForms.find(name => name === given.get('form'));
  const item = given.get('item');
  if (form === undefined || (item !== undefined && !aboutForm.test(item)))
    return { kind: 'invalid', refusals: [{ code: 'notUnderstood' }] };
  return { kind: 'showForm', form, ...(item !== undefined && { item }) };
}

function availabilityToSet(given: ReadonlyMap<string, string>): Request {
  const fields = Object.fromEntries(given);
  const read = availabilitySchema.safeParse(fields);
  if (read.success) return { kind: 'setAvailability', availability: read.data };
  const gathered = { fields, suffixes: [] };
  return { kind: 'invalid', refusals: read.error.issues.map(issue => toRefusal(issue, gathered, new Map())) };
}

function readingToShow(name: string | undefined): Request {
  const reading = readingNames.find(one => one === name);
  return reading === undefined
    ? { kind: 'invalid', refusals: [{ code: 'notUnderstood' }] }
    : { kind: 'showReading', reading };
}

function timelineToShow(partner: string | undefined): Request {
  return { kind: 'showTimeline', ...(partner !== undefined && partner !== everyPartner && { partner }) };
}

function caseloadToShow(page: string | undefined): Request {
  return page !== undefined && /^[1-9]\d{0,3}$/.test(page)
    ? { kind: 'showCaseload', page: Number(page) }
    : { kind: 'invalid', refusals: [{ code: 'notUnderstood' }] };
}

const closingInputs = Object.keys(conferenceSchemas['conference.close'].in.shape);

function asksForClosingForm(given: ReadonlyMap<string, string>): boolean {
  return given.get('ask') === '1' && ![...closingInputs, 'followerOther'].some(input => given.has(input));
}

/** `for` is also taken when joining (a note-taker puts somebody on the list), but there organisation and role are its own. */
function alongWith(verb: CardVerb, given: ReadonlyMap<string, string>) {
  const all = Object.fromEntries(given);
  if (contributions.has(verb)) return aside.safeParse(all);
  return aside.safeParse(verb === 'conference.join' && given.has('for') ? { for: given.get('for') } : {});
}

/** Choices with a free alternative: the chosen value, or `other` and then what was typed in `<id>Other`. */
const othersByValue = ['owner', 'director', 'reportTo', 'who', 'follower', 'noteTaker', 'chair', 'for', 'instrument'];

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

interface Gathered {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Of each item of the list, what follows the colon in the ids of its inputs: `R1`, `R1:2`. */
  readonly suffixes: readonly string[];
}

function gather(verb: CardVerb, given: ReadonlyMap<string, string>): Gathered {
  const family = familyOf(verb);
  if (family === undefined) return { fields: Object.fromEntries(given), suffixes: [] };
  const alone: Record<string, string> = {};
  const items = new Map<string, Record<string, string>>();
  for (const [id, value] of given) {
    const { input, ...keys } = family.inputs.exec(id)?.groups ?? {};
    if (input === undefined) {
      alone[id] = value;
      continue;
    }
    const suffix = id.slice(input.length + 1);
    items.set(suffix, { ...(items.get(suffix) ?? (keys as Record<string, string>)), [input]: value });
  }
  return { fields: { ...alone, [family.list]: [...items.values()] }, suffixes: [...items.keys()] };
}

function toRefusal(issue: z.core.$ZodIssue, gathered: Gathered, names: ReadonlyMap<string, string>): Refusal {
  const item = itemOf(issue.path, gathered, names);
  const params = issue.code === 'custom' ? issue.params : undefined;
  const code = (params?.code ?? (issue.code === 'invalid_type' ? 'required' : 'notUnderstood')) as RefusalCode;
  const values = params?.values as Refusal['values'];
  return { code, ...(item !== undefined && { item }), ...(values !== undefined && { values }) };
}

/** The id of the input on the card: `what`, `ownerOther`, or `level:R1` for the field `level` of an item of a list. */
function itemOf(
  path: readonly PropertyKey[],
  { fields, suffixes }: Gathered,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const [field, index, input] = path.map(String);
  if (field === undefined) return undefined;
  if (index === undefined || input === undefined)
    return Array.isArray(fields[field]) ? undefined : (names.get(field) ?? field);
  return `${input}:${suffixes[Number(index)]}`;
}
