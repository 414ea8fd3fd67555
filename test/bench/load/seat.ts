import type { Random } from '../../torture/random.ts';
import type { Group } from './country.ts';
import { anyPhase, isForPartners, type PhaseVerb, phaseOf } from './course.ts';
import type { Heard, Sender } from './sender.ts';
import type { Errand, Table } from './table.ts';

/** On a machine that is busy with other work. */
const patienceMs = 60_000;
/** How many answer in a phase in which everybody may: the rest do when it counts. */
const answersBefore = 3;
const triesBefore = 10;

/**
 * Brings a table to a moment of its half hour, as tables are when one looks at a country: everybody has joined, and what was before that
 * moment has happened. Rejects when the bot doesn't go along.
 */
export async function seat(table: Table, { chair, partners }: Group, sender: Sender, random: Random): Promise<void> {
  const target = anyPhase(random.next());
  await goOn(table, sender);
  for (const who of partners) await carryOut(table.errandOf(who), sender);
  while (table.phase() !== target) {
    const { phase, enough = answersBefore } = nowAt(table);
    const answers = phase !== 'conference.join' && isForPartners(phase) ? enough : 0;
    const answering = Array.from({ length: answers }, (_, answer) => partners[answer % partners.length] ?? chair);
    for (const who of answering) await carryOut(table.errandOf(who), sender);
    await goOn(table, sender);
  }
  table.pretendSpent(random.next());
}

function nowAt(table: Table): { readonly phase: PhaseVerb; readonly enough?: number } {
  const phase = table.phase();
  if (phase === undefined) throw new Error('a table that was started has a card');
  const { enough } = phaseOf(phase);
  return { phase, ...(enough !== undefined && { enough }) };
}

/** Until another card has come. The answer may come before it or after. */
async function goOn(table: Table, sender: Sender): Promise<void> {
  const moved = table.moved(patienceMs);
  moved.catch(() => undefined);
  await carryOut(table.move(), sender);
  await moved;
}

/** Until it's taken: before it counts, a busy machine has all the time that it needs. */
async function carryOut(errand: Errand | undefined, sender: Sender): Promise<void> {
  if (errand === undefined) throw new Error('nothing to press on');
  const { deed } = errand;
  let last: Heard | undefined;
  for (let tried = 0; tried < triesBefore; tried++) {
    const heard = await sender.send(deed);
    // Refused the second time: it was taken the first time, and only the answer was late.
    const isTaken = heard.outcome === 'recorded' || (heard.outcome === 'refused' && tried > 0);
    if (isTaken) return errand.heard({ ...heard, outcome: 'recorded' });
    last = heard;
    if (heard.outcome === 'refused') break;
  }
  throw new Error(`${'verb' in deed ? deed.verb : deed.typed}: ${last?.outcome} ${last?.codes.join(', ')}`);
}
