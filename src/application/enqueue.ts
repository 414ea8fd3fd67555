import type { Effect } from '../domain/effects.ts';
import { theBot } from '../domain/events.ts';
import type { StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { PendingEffect } from '../ports/outbox.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Outlets } from './execute.ts';

/**
 * Sends something that no event asked for (a board again, a mention): durable in its lane before it's sent.
 * @param instead what it comes in place of, or what asks for it. However often that is tried again, and whatever the database answered,
 * what comes of it comes once
 */
export type Enqueue = (
  stream: StreamId,
  effect: Effect,
  tokens?: readonly FormToken[],
  instead?: Pick<PendingEffect, 'id'>,
) => Promise<void>;

export function createEnqueue(deps: Pick<Dependencies, 'events'>, reader: CaseReader, outlets: Outlets): Enqueue {
  return async (stream, effect, tokens = [], instead) => {
    // The record of presses knows what was done before, in the transaction in which it's done.
    const key = instead && { activityId: `instead of ${instead.id}`, person: theBot };
    let kind = 'conflict';
    // Nothing is decided here, so whoever came first is no reason not to send it: read on and put it in line behind them.
    while (kind === 'conflict') {
      const { version } = await reader.load(stream);
      // The case was destroyed meanwhile: there's nothing to say about it any more.
      if (version === 0) return;
      const append = { stream, expectedVersion: version, events: [], effects: [effect], dueMoments: [], tokens };
      kind = (await deps.events.append({ ...append, ...(key && { press: { key, answer: null } }) })).kind;
    }
    outlets.deliver(stream.tenant, [effect.lane]);
  };
}
