import type { CaseEvent } from '../../../src/domain/events.ts';
import { theBot } from '../../../src/domain/events.ts';
import { outcomeOf, type Press } from './ledger.ts';
import type { CaseOnRecord } from './record.ts';

export interface PressVerdict {
  readonly acknowledged: number;
  readonly refused: number;
  /** Nobody ever heard what became of them. */
  readonly unanswered: number;
  /** Acknowledged, and not on record: what and by whom. */
  readonly lost: readonly string[];
  /** On record more than once. */
  readonly twice: readonly string[];
  /** On record, without anybody who did it. */
  readonly byNobody: readonly string[];
  /** A card that stood in a chat wasn't known to the bot that had put it there. */
  readonly forgottenCards: readonly string[];
}

interface Recorded {
  readonly code: string;
  readonly version: number;
  readonly event: CaseEvent;
}
interface Caused extends Recorded {
  readonly cause?: Press;
}

/**
 * Holds what people did against what is on record. Nobody does two things at once, so an event belongs to the last thing that its
 * actor sent before it: the clock of the bot and that of the presses are the same. What was typed with a marker has to be in it
 * as well.
 * @param personOf the Entra id of a name
 */
export function judgePresses(
  presses: readonly Press[],
  cases: readonly CaseOnRecord[],
  personOf: (name: string) => string,
): PressVerdict {
  const recorded = cases.flatMap(({ code, events }) =>
    events.flatMap((event, index): Recorded[] =>
      event.actor.person === theBot ? [] : [{ code, version: index + 1, event }],
    ),
  );
  const sent = presses
    .flatMap(press => press.attempts.map(({ sentAt }) => ({ sentAt, press, person: personOf(press.person) })))
    .toSorted((one, other) => one.sentAt - other.sentAt);
  const caused = recorded.map((one): Caused => {
    const { actor, at } = one.event;
    const cause = sent.findLast(each => each.person === actor.person && each.sentAt <= Date.parse(at))?.press;
    return { ...one, ...(cause && { cause }) };
  });
  const eventsOf = (press: Press) => caused.filter(({ cause }) => cause === press);
  const outcomes = presses.map(outcomeOf);
  const count = (outcome: string) => outcomes.filter(one => one === outcome).length;
  return {
    acknowledged: count('acknowledged'),
    refused: count('refused'),
    unanswered: count('unknown'),
    lost: presses
      .filter((press, index) => outcomes[index] === 'acknowledged' && !isOnRecord(press, eventsOf(press)))
      .filter(press => !wasSoAlready(press, recorded, personOf(press.person)))
      .map(described),
    twice: presses.filter(press => isTwice(press, eventsOf(press), caused)).map(described),
    byNobody: caused.filter(({ cause }) => cause === undefined).map(nameOf),
    forgottenCards: presses
      .filter(({ attempts }) => attempts.some(({ refusals }) => refusals?.includes('unknown')))
      .map(described),
  };
}

function isOnRecord({ marker }: Press, events: readonly Recorded[]): boolean {
  if (marker === undefined) return events.length > 0;
  return events.some(({ event }) => holds(event, marker));
}

const saidBefore: Readonly<Record<string, readonly CaseEvent['type'][]>> = {
  'reminder.done': ['ActionDone', 'OccurrenceDone'],
  'reminder.missed': ['OccurrenceMissed'],
};

/** A morning card, asked about what its owner said on an older one, shows itself with a tick and says nothing of "already". */
function wasSoAlready({ verb, inputs, attempts }: Press, recorded: readonly Recorded[], person: string): boolean {
  const before = Math.min(...attempts.map(({ sentAt }) => sentAt));
  return recorded.some(
    ({ event }) =>
      (saidBefore[verb] ?? []).includes(event.type) &&
      'action' in event &&
      event.action === inputs.action &&
      event.actor.person === person &&
      Date.parse(event.at) < before,
  );
}

/** One press is one append: its events stand behind each other and have one moment. */
function isTwice(press: Press, events: readonly Recorded[], all: readonly Caused[]): boolean {
  const moments = (some: readonly Recorded[]) => new Set(some.map(({ code, event }) => `${code} ${event.at}`)).size;
  const bodies = events.map(({ event: { id: _id, at: _at, ...body } }) => JSON.stringify(body));
  if (moments(events) > 1 || new Set(bodies).size < bodies.length) return true;
  const { marker } = press;
  if (marker === undefined) return false;
  // What somebody typed stands on the next form as well, and goes along with its press.
  const said = ({ cause }: Caused) =>
    cause !== press && cause !== undefined && JSON.stringify(cause.inputs).includes(marker);
  return moments(all.filter(one => holds(one.event, marker) && !said(one))) > 1;
}

function holds(event: CaseEvent, marker: string): boolean {
  return JSON.stringify(event).includes(marker);
}

function nameOf({ code, version, event }: Recorded): string {
  return `${event.type} in ${code} at version ${version}`;
}

function described({ id, person, verb, inputs, attempts }: Press): string {
  const when = attempts.map(({ sentAt, outcome }) => `${new Date(sentAt).toISOString()} ${outcome}`).join(', ');
  return `${id}: ${person} ${verb} ${JSON.stringify(inputs)} (${when})`;
}
