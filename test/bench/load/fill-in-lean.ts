import type { OfferedAction } from '../../../src/demo/client-card.ts';
import { collectInputs } from '../../../src/demo/client-press.ts';
import { addDays } from '../../../src/domain/working-days.ts';
import type { Random } from '../../torture/random.ts';

interface Hand {
  readonly random: Random;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Where this person is from. */
  readonly organisation: string;
  /** Stands in what is typed, so that it can be found again and no press is the same as another. */
  readonly marker: string;
  /** How many of these there were before: the next action is for the next factor. */
  readonly nth: number;
}

/** What a client sends when somebody filled in what that button is about, and left the rest as it stood there. */
export function fillInLean(action: OfferedAction, hand: Hand): Readonly<Record<string, string>> {
  const filled: Record<string, string> = {};
  for (const { id, choices } of action.inputs) {
    const values = choices.map(({ value }) => value).filter(value => !['', '*', 'other'].includes(value));
    const value = answerTo(action.verb, id, values, hand);
    if (value !== undefined) filled[id] = value;
  }
  return collectInputs(action, filled);
}

function answerTo(verb: string, id: string, values: readonly string[], hand: Hand): string | undefined {
  const { random, today, marker } = hand;
  const [name] = id.split(':');
  switch (name) {
    case 'level':
      return random.pick(values);
    case 'factors':
      return verb === 'action.agree' ? values[hand.nth % values.length] : threeOf(values, random);
    case 'what':
      return `Melding ${marker} van onrust in de straat`;
    case 'reason':
      return `Gezien bij bezoek ${marker}`;
    case 'organisationOther':
      return verb === 'conference.join' ? hand.organisation : undefined;
    case 'owner':
      return random.pick(values);
    case 'due':
      return addDays(today, 14);
    case 'nextDate':
      return addDays(today, 28);
    case 'effect':
      return 'Minder onrust';
    default:
      return undefined;
  }
}

function threeOf(values: readonly string[], random: Random): string {
  const left = [...values];
  while (left.length > 3) left.splice(random.below(left.length), 1);
  return left.join(',');
}
