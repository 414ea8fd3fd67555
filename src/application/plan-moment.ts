import type { DueMoment } from '../domain/effects.ts';
import type { StreamId } from '../ports/event-store.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';

/** Plans a moment that no event asked for: what can't be told now is looked at again then. Durable when it resolves. */
export type PlanMoment = (stream: StreamId, moment: DueMoment) => Promise<void>;

export function createPlanMoment(deps: Pick<Dependencies, 'events'>, reader: CaseReader): PlanMoment {
  return async (stream, moment) => {
    let kind = 'conflict';
    // Nothing is decided here, so whoever came first is no reason not to plan it.
    while (kind === 'conflict') {
      const { version } = await reader.load(stream);
      const append = { stream, expectedVersion: version, events: [], effects: [], dueMoments: [moment], tokens: [] };
      kind = (await deps.events.append(append)).kind;
    }
  };
}
