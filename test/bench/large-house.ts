import { tokensOf } from '../../src/application/tokens-of.ts';
import type { DueMoment } from '../../src/domain/effects.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { projectionOf } from '../../src/domain/overview.ts';
import { reactionsTo } from '../../src/domain/reactions.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { randomIds } from '../../src/ids.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import { stamped } from '../support/given.ts';
import { action, closed, factor, opened, risk, table, topThree } from '../support/history.ts';
import type { StubPerson } from '../support/stub-connector.ts';

/** A house as large as they come, and a morning on which everything is due. */
export interface LargeHouse {
  readonly cases: number;
  readonly actionsPerCase: number;
  readonly owners: readonly StubPerson[];
  /** The day on which every action is due. */
  readonly due: string;
}

export function caseCode(index: number): string {
  return `ZVH-2026-${String(index + 1).padStart(3, '0')}`;
}

/** Owners of one case are different people, and cases of one owner too, so that nothing is at hand twice. */
export function ownerOf(house: LargeHouse, index: number, position: number): StubPerson {
  const owner = house.owners[(index * house.actionsPerCase + position * 7) % house.owners.length];
  if (owner === undefined) throw new Error('a house without owners');
  return owner;
}

/** Stores each case as its closing would have left it: its events, what goes out of them later, and what is kept of it. */
export async function fill(
  storage: Storage,
  house: LargeHouse,
  clock: Clock,
  chatOf: (index: number) => Conversation,
): Promise<void> {
  for (let index = 0; index < house.cases; index++) {
    const chat = chatOf(index);
    await storage.conversations.save(chat);
    const conference = `conference ${index}`;
    const bodies = eventsOf(house, index, conference, chat.id);
    const events = stamped(bodies, clock.now()).map(event => ({ ...event, id: randomIds.newId() }));
    const state = fold(events);
    const last = state?.conferences.at(-1);
    if (state === undefined || last === undefined) throw new Error('a case without a conference');
    const stream = { tenant: chat.tenant, case: state.code };
    const reactions = reactionsTo([closed()], state, last, clock.now(), publicHolidaysOnly, randomIds.newToken);
    const dueMoments = reactions.reminders
      .map(({ day, time, effect }): DueMoment => ({ at: clock.instantAt(day, time), effect }))
      // Whatever else closing brings is the same for every size of house.
      .filter(({ at, effect }) => effect.kind === 'remindOwner' && at > clock.now());
    await storage.events.append({
      stream,
      expectedVersion: 0,
      events,
      effects: [],
      dueMoments,
      tokens: tokensOf(stream, last, { effects: [], moments: [], reminders: reactions.reminders }),
      projection: projectionOf(state),
    });
  }
}

function eventsOf(house: LargeHouse, index: number, conference: string, conversation: string): readonly EventBody[] {
  const agreed = Array.from({ length: house.actionsPerCase }, (_, position) => {
    const { name, entraId: person = '' } = ownerOf(house, index, position);
    const owner = { person, name, organisation: 'GGZ' };
    const what = `Wekelijks gesprek over werk, schulden en wonen (${position + 1})`;
    return action(`A${position + 1}`, { what, owner, due: house.due, conference });
  });
  const [first, , ...joined] = table();
  return [
    first ?? closed(),
    opened({ conference, conversation }),
    ...joined,
    ...[risk('R1'), risk('R2'), factor('F1'), factor('F2'), topThree('F1', 'F2')],
    ...agreed,
    closed(),
  ].map(body => (body.type === 'CaseOpened' ? { ...body, code: caseCode(index) } : body));
}
