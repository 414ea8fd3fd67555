import type { CaseState } from '../domain/case-state.ts';
import { theBot } from '../domain/events.ts';
import type { CaseCode, PersonId } from '../domain/values.ts';
import type { Access, AccessAction, AccessTo } from '../ports/access-log.ts';
import type { Dependencies } from './dependencies.ts';

/** Who, and from where. */
export interface Accessor {
  readonly person: PersonId;
  /** As the activity said; absent when it didn't. */
  readonly client?: string | undefined;
}

/** Writes in the access log what leaves for somebody, before it leaves: a promise of these is to be awaited first. */
export interface Accesses {
  /**
   * Words of these cases, or of all of the house without any. Each case is logged once, in its own chain. Nothing for a case that isn't there.
   * @param what a code of ours: verb, form, word
   */
  record(by: Accessor, action: AccessAction, what: string, of: Of): Promise<void>;
}
export interface Of {
  readonly tenant: string;
  /** Absent: the cases of the house together. */
  readonly states?: readonly (CaseState | undefined)[];
}

export function createAccesses({ access, clock }: Pick<Dependencies, 'access' | 'clock'>): Accesses {
  return {
    async record(by, action, what, { tenant, states }) {
      const entry: Access = { at: clock.now(), person: by.person, action, what, client: clientOf(by) };
      if (states === undefined) return access.record([{ ...entry, tenant }]);
      const cases = new Map<CaseCode, AccessTo>();
      for (const state of states) {
        if (state === undefined) continue;
        cases.set(state.code, { ...entry, tenant, case: state.code, ...purposeOf(state) });
      }
      if (cases.size > 0) await access.record([...cases.values()]);
    },
  };
}

export const byTheBot: Accessor = { person: theBot };

/** Teams, unless it's the bot of its own accord. */
export function clientOf({ person, client }: Accessor): string {
  return client ?? (person === theBot ? 'bot' : 'msteams');
}

/** Why a case is talked about: the purpose that its latest conference has. */
export function purposeOf({ conferences }: Pick<CaseState, 'conferences'>): Pick<Access, 'why'> {
  const purpose = conferences.at(-1)?.purpose;
  return purpose === undefined ? {} : { why: purpose };
}
