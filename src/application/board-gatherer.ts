import type { ConferenceId } from '../domain/values.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { BoardDue } from '../ports/boards.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { type Pause, pauseForReal } from './pause.ts';
import { retryDelayMs } from './retry-delay.ts';

/**
 * Between the end of an edit and the next one. The database counts from the claim; an edit that took its time to arrive would
 * otherwise have the next one on its heels. With many boards in hand it's longer, so that a process edits fifty a second at most: whoever
 * pressed has their answer, and a board that is five seconds behind costs less than a press that has to wait.
 */
const shortestRestMs = 1_000;
const restForEachBoardMs = 20;

export interface BoardGatherer {
  /** The board of this conference is behind: it's edited as soon as the limits allow, once for everything that has gathered. */
  show(tenant: string, conference: ConferenceId): void;
  /** Time alone changed what it says: it's edited although it shows the last version. */
  refresh(tenant: string, conference: ConferenceId): void;
  /** Resolves when no board is being edited or waited for. */
  idle(): Promise<void>;
  /** Resolves when nothing is being edited any more; boards that are still behind are picked up at the next start. */
  stop(): Promise<void>;
}

type Needs = Pick<Dependencies, 'boards' | 'conversations' | 'chat' | 'renderer' | 'clock' | 'log'>;

/** Edits boards in place, off the press. Limits are counted in the database; here is only the waiting. */
export function createBoardGatherer(deps: Needs, reader: CaseReader, pause: Pause = pauseForReal): BoardGatherer {
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const { signal } = stopping;
  const askedAgain = new Set<string>();
  const toRefresh = new Set<string>();

  async function run(key: string, tenant: string, conference: ConferenceId): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      askedAgain.delete(key);
      const claimed = await deps.boards.claim(tenant, conference, deps.clock.now(), toRefresh.has(key));
      if (claimed === undefined) {
        // Asked while we looked: look once more, or this press would wait for the sweep.
        if (askedAgain.has(key)) continue;
        return;
      }
      if ('waitMs' in claimed) {
        await pause(claimed.waitMs, signal);
        continue;
      }
      toRefresh.delete(key);
      const failed = await edit(claimed);
      // What time alone changed leaves the board no version behind: without this nobody would look again.
      if (failed?.retryable) toRefresh.add(key);
      const rest = Math.max(shortestRestMs, running.size * restForEachBoardMs);
      await pause(failed?.retryable ? retryDelayMs(failed, failures) : rest, signal);
      failures = failed?.retryable ? failures + 1 : 0;
      // What was recorded since was asked for here, or is another process's to show.
      if (!askedAgain.has(key) && !toRefresh.has(key)) return;
    }
  }

  /** Returns why it failed, if it did. */
  async function edit(board: BoardDue): Promise<AdapterError | undefined> {
    let shown = false;
    let { wanted } = board;
    try {
      const conversation = await deps.conversations.find(board.tenant, board.conversation);
      const stream = { tenant: board.tenant, case: board.case };
      const known = reader.known(stream);
      // What this process recorded last is what the board should show, most of the time.
      const { state, version } = known !== undefined && known.version >= wanted ? known : await reader.load(stream);
      // Recorded since the claim, and shown with it: that needs no edit of its own.
      wanted = Math.max(wanted, version);
      const conference = state?.conferences.find(one => one.id === board.conference);
      if (conversation !== undefined && state !== undefined && conference !== undefined) {
        const { language } = conversation;
        const about = { language, state, conference: conference.id };
        const view =
          conference.filed === undefined
            ? ({ kind: 'board', ...about, token: board.token, now: deps.clock.now() } as const)
            : ({ kind: 'line', ...about, line: 'conferenceFiled' } as const);
        await deps.chat.edit(conversation, board.messageId, { kind: 'card', card: deps.renderer.render(view) });
      }
      shown = true;
      return undefined;
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      deps.log.warn('board.editFailed', { code: error.code, retryable: error.retryable });
      // A board that was removed from the chat can't be edited, ever: don't ask Teams again for this version.
      shown = !error.retryable;
      return error;
    } finally {
      await deps.boards.settle({ ...board, wanted }, shown);
    }
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all(running.values());
  }

  function show(tenant: string, conference: ConferenceId): void {
    const key = `${tenant}/${conference}`;
    askedAgain.add(key);
    if (signal.aborted || running.has(key)) return;
    const done = run(key, tenant, conference)
      .catch((error: unknown) => {
        deps.log.error('board.failed', { code: error instanceof AdapterError ? error.code : 'unexpected' });
      })
      .finally(() => running.delete(key));
    running.set(key, done);
  }

  return {
    show,
    refresh(tenant, conference) {
      toRefresh.add(`${tenant}/${conference}`);
      show(tenant, conference);
    },
    idle,
    stop() {
      stopping.abort();
      return idle();
    },
  };
}
