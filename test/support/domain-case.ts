import { readFileSync } from 'node:fs';
import type { Phase } from '../../src/domain/agenda.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { Actor, Command, PersonChoice } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import type { CaseEvent } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { addDays } from '../../src/domain/working-days.ts';
import { deepFreeze } from './deep-freeze.ts';

// Plays a case file in the domain alone: no cards, no chat, no store. The meaning of a turn is in the README of the sample cases.

export interface Turn {
  readonly by: string;
  readonly verb: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly to?: Phase;
  readonly refuse?: boolean;
  readonly because?: string;
}

export interface CaseFile {
  readonly case: { readonly code: string; readonly approach: string; readonly minutes: number };
  readonly people: Readonly<Record<string, string>>;
  readonly chair: string;
  readonly conferences: readonly {
    readonly turns: readonly Turn[];
    readonly expect: Readonly<Record<string, unknown>>;
  }[];
}

export function readCaseFile(name: string): CaseFile {
  return JSON.parse(readFileSync(new URL(`../../src/demo/${name}`, import.meta.url), 'utf8')) as CaseFile;
}

export interface PlayedCase {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  /** Turns that the file says must be refused, with what they were refused for. */
  readonly refused: readonly { readonly turn: Turn; readonly refusals: readonly Refusal[] }[];
}

/** Turns of a later issue, which change nothing in what is expected of this one. */
const later = new Set(['warning.override']);

/**
 * Plays the first conference: the chair starts it, everybody joins, then the turns in order.
 * @throws when a turn is refused that the file doesn't say is, or the other way round
 */
export function playFirstConference(file: CaseFile, today: string): PlayedCase {
  const events: CaseEvent[] = [];
  const refused: PlayedCase['refused'][number][] = [];
  const members = Object.entries(file.people).map(([name, organisation]) => ({
    person: `id-${name}`,
    name,
    organisation,
  }));

  const press = (name: string, command: Command): readonly Refusal[] => {
    const actor: Actor = { person: `id-${name}`, name };
    const state = deepFreeze(fold(events));
    const conference = command.verb === 'conference.open' ? {} : { conference: 'c1' };
    const opening = { conferenceId: 'c1', conversation: 'chat-1', processDirectors: [] };
    const now = `${today}T10:00:${String(events.length % 60).padStart(2, '0')}.000Z`;
    const decision = decide(state, command, { now, today, actor, members, ...conference, opening });
    if (decision.kind === 'refused') return decision.refusals;
    for (const event of decision.events)
      events.push({ id: `e${events.length + 1}`, at: now, actor: { person: actor.person }, ...event });
    return [];
  };

  const { code, approach, minutes } = file.case;
  const people = new Set(Object.keys(file.people));
  press(file.chair, { verb: 'conference.open', case: code, approach, minutes } as Command);
  for (const [name, organisation] of Object.entries(file.people))
    press(name, { verb: 'conference.join', organisation, role: name });
  for (const turn of file.conferences[0]?.turns ?? []) {
    if (later.has(turn.verb)) continue;
    const refusals = turn.to === undefined ? press(turn.by, commandOf(turn, people, today)) : moveTo(turn.to, turn.by);
    if (refusals.length > 0 !== (turn.refuse ?? false))
      throw new Error(`${turn.by} ${turn.verb}: ${JSON.stringify(refusals)}`);
    if (refusals.length > 0) refused.push({ turn, refusals });
  }

  function moveTo(phase: Phase, name: string): readonly Refusal[] {
    for (let left = 12; left > 0; left--) {
      if (fold(events)?.conferences.at(-1)?.phase === phase) return [];
      const refusals = press(name, { verb: 'step.next' });
      if (refusals.length > 0) return refusals;
    }
    throw new Error(`No way to ${phase}`);
  }

  const state = fold(events);
  if (state === undefined) throw new Error('Nothing was played');
  return { state, events, refused };
}

const people = ['owner', 'director', 'reportTo'];
const lists = ['factors', 'risks'];

/** The inputs of the card contract as the fields of a command; parsing them strictly is what `src/cards` is tested for. */
function commandOf({ verb, inputs = {} }: Turn, functions: ReadonlySet<string>, today: string): Command {
  const plain: Record<string, unknown> = { verb };
  const items = new Map<string, Record<string, string>>();
  for (const [name, text] of Object.entries(inputs)) {
    const value = text
      .replace(/\$today([+-]\d+)/, (_all, days: string) => addDays(today, Number(days)))
      .replace(/\$([A-Z]\d+)/g, '$1');
    const [input = name, item] = name.replace('$', '').split(':');
    if (item !== undefined) items.set(item, { ...items.get(item), [input]: value });
    else if (people.includes(name)) plain[name] = personOf(value, functions);
    else if (lists.includes(name)) plain[name] = value.split(',');
    else plain[name] = name === 'assessable' ? value === 'yes' : value;
  }
  const perItem = [...items].map(([item, answer]) => ({ [item.startsWith('R') ? 'risk' : 'factor']: item, ...answer }));
  if (verb === 'risk.rate') plain.ratings = perItem;
  if (verb === 'risk.agree') plain.levels = perItem;
  if (verb === 'factor.withoutAction') plain.reasons = perItem;
  return plain as unknown as Command;
}

function personOf(name: string, functions: ReadonlySet<string>): PersonChoice {
  if (!functions.has(name)) throw new Error(`Nobody in this case is ${name}`);
  return { person: `id-${name}` };
}
