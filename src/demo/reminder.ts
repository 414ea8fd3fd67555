import { daysBetween, publicHolidaysOnly, workingDayOnOrAfter } from '../domain/working-days.ts';
import type { PlaygroundClient } from './client.ts';
import { actionsOf, wordsOf } from './client-card.ts';
import type { MinutesOnFile } from './filed-minutes.ts';
import { daysAfter } from './references.ts';
import type { Seat } from './seats.ts';
import type { ShownMessage } from './shown-messages.ts';

/** An action whose owner is in the room, and the day it is due. */
export interface DueAction {
  readonly id: string;
  readonly what: string;
  readonly owner: Seat;
  readonly day: string;
}

/** The actions that are due first, one an owner, all on the same day; none when nobody in the room owns one. */
export function firstDue(minutes: MinutesOnFile, seats: readonly Seat[]): readonly DueAction[] {
  const owned = minutes.actions.flatMap(action => {
    const owner = seats.find(seat => seat.name === action.owner.name);
    return owner === undefined ? [] : [{ id: action.id, what: action.what, owner, day: action.due.slice(0, 10) }];
  });
  const first = owned.map(action => action.day).toSorted()[0];
  return owned
    .filter(action => action.day === first)
    .filter((action, index, all) => all.findIndex(other => other.owner === action.owner) === index);
}

const minutesADay = 24 * 60;
const morning = 10 * 60 + 5;
const evening = 17 * 60;

/**
 * How far to move the clock, as an ISO 8601 duration, so that it's past nine o'clock in the house's time zone on that day, or on the
 * working day after it, and not yet evening: nobody is reminded in a weekend or at night. Reckons with an hour more or less for summer time.
 */
export function offsetTo(day: string, today: string, now: Date = new Date()): string {
  const days = daysBetween(today, workingDayOnOrAfter(day, publicHolidaysOnly));
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' }).format(now);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const minute = hours * 60 + minutes;
  // The clock only goes forward, so in the evening of the day itself it stays as it is.
  if (days > 0 && minute > evening) return `P${days - 1}DT${minutesADay + morning - minute}M`;
  return `P${Math.max(days, 0)}DT${Math.max(0, morning - minute)}M`;
}

/** The reminder of an action in its owner's personal chat: the card that offers to say it's done. */
export function findReminder(client: PlaygroundClient, action: DueAction): ShownMessage | undefined {
  return client.messages
    .of(client.personalChatOf(action.owner))
    .findLast(
      ({ card }) =>
        card !== undefined &&
        actionsOf(card).some(button => button.verb === 'reminder.done') &&
        wordsOf(card).includes(action.id),
    );
}

/** Waits for the reminder, and says that it came. Rejects when it doesn't come. */
export async function announceReminder(
  client: PlaygroundClient,
  action: DueAction,
  say: (line: string) => void,
): Promise<ShownMessage> {
  const what = `the reminder of ${action.id} in the personal chat of ${action.owner.name}`;
  const reminder = await client.until(() => findReminder(client, action), what, 20_000);
  say(`  ${action.owner.name} is reminded of ${action.id} in the personal chat: ${action.what}`);
  return reminder;
}

/** How many days after `today` it is, in words. */
export function daysLater(day: string, today: string): string {
  for (let days = 0; days < 400; days++) if (daysAfter(today, days) === day) return `${days} days later`;
  return `on ${day}`;
}
