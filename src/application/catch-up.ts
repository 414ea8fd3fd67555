import { fold } from '../domain/evolve.ts';
import { projectionOf } from '../domain/overview.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Makes the projection of every case that has none yet, or one of an earlier form; for the start of a process. A case that can't
 * be read is logged and left out: the others needn't wait for it.
 */
export async function catchUpProjections(deps: Pick<Dependencies, 'events' | 'overviews' | 'log'>): Promise<void> {
  for (const stream of await deps.overviews.missing()) {
    try {
      const events = await deps.events.read(stream);
      const state = fold(events);
      if (state !== undefined) await deps.overviews.save(stream, events.length, projectionOf(state));
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      deps.log.warn('projection.notMade', { code: error.code });
    }
  }
}
