import { type CaseEvent, theBot } from './events.ts';
import type { CaseCode, PersonId } from './values.ts';

/** What one case holds of one person in their role: what they said, and what others recorded with them in it. */
export interface PersonInCase {
  readonly case: CaseCode;
  readonly said: readonly unknown[];
  readonly asked: readonly unknown[];
}

/** In the place of the ids and names of other people: their data isn't this person's to have (AVG 15.4). */
const somebodyElse = 'somebody else';

/**
 * Undefined when the case doesn't know that person. Organisations and roles of others stay; names that somebody typed in running text do
 * too, so a person looks through it before it's handed over.
 */
export function personInCase(code: CaseCode, events: readonly CaseEvent[], person: PersonId): PersonInCase | undefined {
  const others = othersIn(events, person);
  const told = (event: CaseEvent): unknown => withoutOthers(event, others);
  const about = events.filter(event => holds(event, value => value === person));
  if (about.length === 0) return undefined;
  const isSaid = (event: CaseEvent) => event.actor.person === person || holds(event, value => isBy(value, person));
  return {
    case: code,
    said: about.filter(isSaid).map(told),
    asked: about.filter(event => !isSaid(event)).map(told),
  };
}

/** Said by this person and typed by somebody else ("opgetekend door"). */
function isBy(value: unknown, person: PersonId): boolean {
  if (!isRecord(value) || !isRecord(value.by)) return false;
  return value.by.person === person;
}

/** Every id of somebody else, and the names that stand beside one. */
function othersIn(events: readonly CaseEvent[], person: PersonId): ReadonlySet<string> {
  const others = new Set<string>();
  const note = (id: unknown, name: unknown) => {
    if (id === person || id === theBot) return;
    for (const text of [id, name]) if (typeof text === 'string') others.add(text);
  };
  for (const event of events)
    holds(event, value => {
      if (!isRecord(value)) return false;
      // Also somebody outside the chat, who has a name and an organisation only.
      if ('person' in value || ('name' in value && 'organisation' in value)) note(value.person, value.name);
      if ('chair' in value) note(value.chair, value.chairName ?? value.name);
      if ('noteTaker' in value) note(value.noteTaker, value.name);
      note(value.recordedBy, undefined);
      return false;
    });
  return others;
}

function withoutOthers(value: unknown, others: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return others.has(value) ? somebodyElse : value;
  if (Array.isArray(value)) return value.map(one => withoutOthers(one, others));
  if (!isRecord(value)) return value;
  // Answers may be kept by the id of whoever gave them.
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [others.has(key) ? somebodyElse : key, withoutOthers(one, others)]),
  );
}

/** Looks at every value in there, at any depth, until one is. */
function holds(value: unknown, is: (value: unknown) => boolean): boolean {
  if (is(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(one => holds(one, is));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
