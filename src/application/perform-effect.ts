import { isSilent } from '../domain/case-closing.ts';
import type { Effect, GatheredEffect } from '../domain/effects.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Outcome, PendingEffect } from '../ports/outbox.ts';
import { createActionLists } from './action-lists.ts';
import type { CaseReader } from './case-reader.ts';
import type { Perform } from './deliver.ts';
import type { Dependencies } from './dependencies.ts';
import { createChatCards } from './effects/chat-cards.ts';
import { createEndingRetention } from './effects/ending-retention.ts';
import { createFiling } from './effects/filing.ts';
import type { GatheredKinds } from './effects/gathered-kind.ts';
import { createMorning } from './effects/morning.ts';
import { createToPerson } from './effects/personal-chat.ts';
import { createPreparing } from './effects/preparing.ts';
import { createReminding } from './effects/reminding.ts';
import { done, type Performer, type Scene } from './effects/scene.ts';
import { createSendingWords } from './effects/sending-words.ts';
import { createTellingNews } from './effects/telling-news.ts';
import { createTellingTheChair } from './effects/telling-the-chair.ts';
import { createWording } from './effects/wording.ts';
import type { Enqueue } from './enqueue.ts';
import type { Execute, Outlets } from './execute.ts';
import type { KeptWords } from './kept-words.ts';
import { createPlanMoment } from './plan-moment.ts';
import { retryDelayMs } from './retry-delay.ts';

interface WordsNeeded {
  readonly kept: KeptWords;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
}

/** Carries one effect out. Cards are rendered from the state of this moment; an effect that lost its point does nothing. */
export function createPerform(
  deps: Dependencies,
  reader: CaseReader,
  execute: Execute,
  enqueue: Enqueue,
  { refreshBoard, kept, stopping }: Pick<Outlets, 'refreshBoard'> & WordsNeeded,
): Perform {
  const toPerson = createToPerson(deps);
  const reminding = createReminding(deps, enqueue, toPerson);
  const preparing = createPreparing(deps, enqueue);
  const performers: {
    readonly [Kind in Exclude<Effect['kind'], GatheredEffect['kind'] | 'endRetention'>]: Performer<Kind>;
  } = {
    ...createChatCards(deps, enqueue, kept),
    ...createFiling(deps, execute, enqueue),
    ...reminding.performers,
    ...preparing.performers,
    ...createTellingNews(deps, enqueue),
    ...createTellingTheChair(deps, refreshBoard),
    ...createWording({ deps, execute, enqueue, kept, stopping }),
    ...createSendingWords(deps, enqueue, toPerson, kept),
  };
  const kinds: GatheredKinds = { ...reminding.gathered, ...preparing.gathered };
  const lists = createActionLists(deps, reader);
  const endRetention = createEndingRetention(deps, reader);
  const morning = createMorning({ deps, kinds, lists, planMoment: createPlanMoment(deps, reader), toPerson });

  return async pending => {
    try {
      const { effect } = pending;
      if (effect.kind === 'endRetention') return await endRetention(pending);
      if (isGathered(effect)) return await morning({ ...pending, effect }, sceneOf);
      const scene = await sceneOf(pending);
      if (scene === undefined) return { kind: 'failed', code: 'nothingThere' };
      if (isSilent(scene.state, effect)) return done;
      // Each kind has the performer of its own kind; TypeScript can't follow that through the lookup.
      const perform = performers[effect.kind] as Performer<Effect['kind']>;
      return await perform(scene, effect);
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      return outcomeOf(pending, error);
    }
  };

  function isGathered(effect: Effect): effect is GatheredEffect {
    return Object.hasOwn(kinds, effect.kind);
  }

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
    const at = new Date(Date.parse(deps.clock.now()) + retryDelayMs(error, pending.attempts)).toISOString();
    return { kind: 'retry', at, code: error.code };
  }
}
