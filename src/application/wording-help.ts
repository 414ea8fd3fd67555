import { vagueItemOf } from '../domain/vague.ts';
import type { PersonId } from '../domain/values.ts';
import type { StreamId } from '../ports/event-store.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import type { Accepted } from './execute.ts';
import { activityKey, type Turn } from './turn.ts';

export function hasWordingHelp({ model, wordingHelp }: Pick<Dependencies, 'model' | 'wordingHelp'>): boolean {
  return model !== undefined && wordingHelp === true;
}

/** Where a house wants it: whoever said something vague gets it back with open places, later and in their own chat. It stands as it was said. */
export function createWordingHelp(deps: Pick<Dependencies, 'model' | 'wordingHelp' | 'ids'>, enqueue: Enqueue) {
  return async (turn: Turn, stream: StreamId, { events, conference }: Accepted, person: PersonId): Promise<void> => {
    if (!hasWordingHelp(deps) || conference.closed !== undefined) return;
    const item = vagueItemOf(events, person);
    if (item === undefined) return;
    const lane = `model:${stream.case}`;
    const asked = deps.ids.newId();
    const effect = {
      kind: 'askModel',
      lane,
      conference: conference.id,
      person,
      about: 'suggestion',
      asked,
      item,
    } as const;
    await enqueue(stream, effect, [], { id: `suggestion ${activityKey(turn)}` });
  };
}
