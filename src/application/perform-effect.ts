import type { Effect } from '../domain/effects.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Outcome, PendingEffect } from '../ports/outbox.ts';
import type { CaseReader } from './case-reader.ts';
import type { Perform } from './deliver.ts';
import type { Dependencies } from './dependencies.ts';
import { createChatCards } from './effects/chat-cards.ts';
import { createFiling } from './effects/filing.ts';
import { createReminding } from './effects/reminding.ts';
import type { Performer, Scene } from './effects/scene.ts';
import { createTellingTheChair } from './effects/telling-the-chair.ts';
import type { Enqueue } from './enqueue.ts';
import type { Execute, Outlets } from './execute.ts';

/** Carries one effect out. Cards are rendered from the state of this moment; an effect that lost its point does nothing. */
export function createPerform(
  deps: Dependencies,
  reader: CaseReader,
  execute: Execute,
  enqueue: Enqueue,
  outlets: Pick<Outlets, 'refreshBoard'>,
): Perform {
  const performers: { readonly [Kind in Effect['kind']]: Performer<Kind> } = {
    ...createChatCards(deps),
    ...createFiling(deps, execute, enqueue),
    ...createReminding(deps, enqueue),
    ...createTellingTheChair(deps, outlets.refreshBoard),
  };

  return async pending => {
    try {
      const scene = await sceneOf(pending);
      if (scene === undefined) return { kind: 'failed', code: 'nothingThere' };
      // Each kind has the performer of its own kind; TypeScript can't follow that through the lookup.
      const perform = performers[pending.effect.kind] as Performer<Effect['kind']>;
      return await perform(scene, pending.effect);
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      return outcomeOf(pending, error);
    }
  };

  async function sceneOf(pending: PendingEffect): Promise<Scene | undefined> {
    const stream = { tenant: pending.tenant, case: pending.case };
    const { state } = await reader.load(stream);
    const conference = state?.conferences.find(one => one.id === pending.effect.conference);
    const chat = conference && (await deps.conversations.find(pending.tenant, conference.conversation));
    if (state === undefined || conference === undefined || chat === undefined) return undefined;
    return { pending, stream, state, conference, chat };
  }

  function outcomeOf(pending: PendingEffect, error: AdapterError): Outcome {
    if (!error.retryable) return { kind: 'failed', code: error.code };
    // 1 s, 2 s, 4 s … one minute at most: what is away for an hour is found again within a minute.
    const backoffMs = Math.min(60_000, 1_000 * 2 ** Math.min(pending.attempts, 6));
    const at = new Date(Date.parse(deps.clock.now()) + (error.retryAfterMs ?? backoffMs)).toISOString();
    return { kind: 'retry', at, code: error.code };
  }
}
