import { createAnswers } from './answers.ts';
import { createBoardGatherer } from './board-gatherer.ts';
import { createCaseReader } from './case-reader.ts';
import { createDelivery, type Delivery } from './deliver.ts';
import type { Dependencies } from './dependencies.ts';
import { createEnqueue } from './enqueue.ts';
import { createExecute, type Outlets } from './execute.ts';
import { createGreet } from './greet.ts';
import { createHandlePress } from './handle-press.ts';
import { createHandleTyped } from './handle-typed.ts';
import { createKeptWords } from './kept-words.ts';
import { createMembers } from './members.ts';
import { createPacedChat } from './paced-chat.ts';
import type { Pause } from './pause.ts';
import { createPerform } from './perform-effect.ts';
import { type Sweep, startSweep } from './sweep.ts';
import type { Rondetafel } from './turn.ts';

export interface RunningRondetafel extends Rondetafel {
  /** For the queue: carries out what waits in one lane. */
  drain: Delivery['drain'];
  sweep: Sweep['once'];
  /** Resolves when nothing is being sent and no board waits for its edit. */
  idle(): Promise<void>;
  /** Finishes what is on its way and stops; what is left is picked up at the next start. */
  stop(): Promise<void>;
}

export interface RondetafelOptions {
  readonly sweepEveryMs?: number;
  /** Between two edits of a board, and before the database is asked again to keep what came of an effect. */
  readonly pause?: Pause;
  /** Before what is sent, when more is sent than Teams takes. */
  readonly pauseBeforeSending?: Pause;
}

/** Puts the application together. The sweep starts with it. */
export function createRondetafel(outside: Dependencies, options: RondetafelOptions = {}): RunningRondetafel {
  const { pauseBeforeSending } = options;
  const chat = createPacedChat(outside.chat, pauseBeforeSending && { pause: pauseBeforeSending });
  const deps: Dependencies = { ...outside, chat };
  const reader = createCaseReader(deps);
  const members = createMembers(deps);
  const answers = createAnswers(deps);
  const boards = createBoardGatherer(deps, reader, options.pause);
  // Delivering needs executing (filing is recorded) and executing needs delivering: the outlets tie the knot.
  const outlets: Outlets = {
    deliver: (tenant, lanes) => delivery.deliver(tenant, lanes),
    showBoard: (tenant, conference) => boards.show(tenant, conference),
    refreshBoard: (tenant, conference) => boards.refresh(tenant, conference),
  };
  const execute = createExecute(deps, reader, outlets);
  const enqueue = createEnqueue(deps, reader, outlets);
  const kept = createKeptWords(deps, reader);
  const stopping = new AbortController();
  const perform = createPerform(deps, reader, execute, enqueue, { ...outlets, kept, stopping: stopping.signal });
  const delivery = createDelivery(deps, perform, options.pause);
  const sweep = startSweep(deps, delivery, boards, options.sweepEveryMs);

  return {
    press: createHandlePress({ deps, reader, execute, answers, members, enqueue, kept }),
    typed: createHandleTyped({ deps, reader, execute, answers, members, enqueue, kept }),
    seen: async conversation => {
      await deps.conversations.save(conversation);
    },
    added: createGreet(deps),
    drain: delivery.drain,
    sweep: sweep.once,
    async idle() {
      await delivery.idle();
      await boards.idle();
      await reader.settled();
    },
    async stop() {
      await sweep.stop();
      // Nobody waits for a model: what was asked is asked again by the next process.
      stopping.abort();
      await boards.stop();
      await delivery.stop();
      await reader.settled();
    },
  };
}
