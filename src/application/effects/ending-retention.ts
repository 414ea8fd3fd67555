import { isToBeDestroyed } from '../../domain/case-closing.ts';
import type { CaseState } from '../../domain/case-state.ts';
import type { LocalDate, PersonId } from '../../domain/values.ts';
import { AdapterError } from '../../ports/adapter-error.ts';
import type { DestructionFacts } from '../../ports/case-destructions.ts';
import type { StreamId } from '../../ports/event-store.ts';
import type { Outcome, PendingEffect } from '../../ports/outbox.ts';
import type { CaseReader } from '../case-reader.ts';
import type { Dependencies } from '../dependencies.ts';
import { done } from './scene.ts';

type Needs = Pick<Dependencies, 'destructions' | 'documents' | 'clock' | 'log'>;

export interface Destroyer {
  /** Looks at the case as it stands now and destroys it when its retention is over. False when it isn't (any more). */
  destroyIfDue(stream: StreamId): Promise<boolean>;
}

/** Deletes the documents of every destroyed case. Rejects with `AdapterError` when the archive is away: to be done again. */
export async function forgetDocuments({ destructions, documents, clock }: Omit<Needs, 'log'>): Promise<void> {
  const until = clock.now();
  for (const code of await destructions.destroyedAmong(await documents.codes())) await documents.forget(code);
  await destructions.finish(until, ['teamsMessages', 'backups', ...documents.outOfReach]);
}

/** For the start of a process: documents that came back with a backup, or that a killed process had left. */
export async function forgetAtStart(deps: Needs): Promise<void> {
  try {
    await forgetDocuments(deps);
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
    deps.log.error('destroyed.documentsLeft', { code: error.code });
  }
}

/** Destroys cases whose retention is over. For the bot, and for the tool that does the same. */
export function createDestroyer(
  { destructions, clock, log }: Pick<Needs, 'destructions' | 'clock' | 'log'>,
  reader: CaseReader,
): Destroyer {
  return {
    async destroyIfDue(stream) {
      for (;;) {
        const { state, version } = await reader.load(stream);
        const now = clock.now();
        if (state === undefined || !isToBeDestroyed(state, clock.localDate(now))) return false;
        const facts = factsOf(state, now, instant => clock.localDate(instant));
        // Somebody came first: perhaps they opened the case again.
        if (!(await destructions.destroy(stream, version, facts, peopleOf(state)))) continue;
        log.info('case.destroyed', { conferences: facts.conferences });
        return true;
      }
    },
  };
}

/** The moment at which a retention ends. Once the case is gone the effect says nothing of it, and waits for its documents only. */
export function createEndingRetention(deps: Needs, reader: CaseReader) {
  const destroyer = createDestroyer(deps, reader);
  return async ({ tenant, case: code }: PendingEffect): Promise<Outcome> => {
    if (code !== '' && !(await destroyer.destroyIfDue({ tenant, case: code }))) {
      // Gone already, by the tool or in an attempt before this one: its documents may still be there.
      const { state } = await reader.load({ tenant, case: code });
      if (state !== undefined) return done;
    }
    await forgetDocuments(deps);
    return done;
  };
}

function factsOf(state: CaseState, now: string, dayOf: (instant: string) => LocalDate): DestructionFacts {
  const { conferences, ended } = state;
  return {
    openedOn: dayOf(conferences[0]?.openedAt ?? now),
    closedOn: dayOf(ended?.at ?? now),
    destroyedAt: now,
    conferences: conferences.length,
    minutes: conferences.reduce((total, { filed }) => total + (filed?.version ?? 0), 0),
  };
}

/** Everybody whom the case knows by Entra id: their profiles go when they're in no other case. */
function peopleOf({ conferences, actions, preparer, direction, signals }: CaseState): readonly PersonId[] {
  const known = [
    ...conferences.flatMap(one => [
      ...one.attendees,
      { person: one.chair },
      { person: one.noteTaker },
      { person: one.caseDirector?.person },
    ]),
    ...actions.map(({ owner }) => owner),
    ...signals.map(({ by }) => by),
    { person: preparer?.person },
    { person: direction?.ended?.director.person },
  ];
  return [...new Set(known.flatMap(({ person }) => person ?? []))];
}
