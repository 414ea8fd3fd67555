import type { z } from 'zod';
import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import { aside, type CardVerb, contributions, families, isCardVerb, schemas } from './input-schemas.ts';
import { present } from './input-values.ts';

/**
 * Reads what a press asks for. `values` are the inputs as sent, by input id. Never throws: whatever is wrong comes back as
 * refusals, all of them at once, each with the id of the input that has to change.
 */
export function readRequest(verb: string, values: Readonly<Record<string, string>>): Request {
  const given = present(values);
  if (verb === 'summary.request') return { kind: 'summary' };
  if (verb === 'board.show') return { kind: 'showBoard' };
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
      ...(given.get('confirm') === '1' && { confirmed: true }),
    };
  }
  const issues = [...(command.error?.issues ?? []), ...(along.error?.issues ?? [])];
  return { kind: 'invalid', refusals: issues.map(issue => toRefusal(issue, fields, names)) };
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
