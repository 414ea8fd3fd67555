import { type Availability, dueDuringLeave } from '../domain/availability.ts';
import type { Hint } from '../domain/hints.ts';
import type { Refusal } from '../domain/refusal.ts';
import { readSpokenLeave } from '../domain/spoken-leave.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { ActionLists } from './action-lists.ts';
import type { Answers, Asker } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import { openRowsOf } from './my-actions.ts';
import { availabilityLine } from './recorded-lines.ts';
import type { Turn } from './turn.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'people' | 'tokens' | 'ids' | 'clock' | 'openActions'>;
  readonly reader: CaseReader;
  readonly answers: Answers;
  readonly lists: ActionLists;
}

/**
 * Leave, days and hour of one person, kept with what they told us once. What falls due in a leave comes back as the answer, so
 * that it's given to somebody else or to another day before they go.
 */
export function createAvailability({ deps, reader, answers, lists }: Parts) {
  const today = () => deps.clock.localDate(deps.clock.now());
  /** A leave that is over isn't told any more. */
  async function known(tenant: string, person: PersonId): Promise<Availability> {
    const { from, until, ...rest } = (await deps.people.find(tenant, person))?.availability ?? {};
    return from === undefined || until === undefined || until < today() ? rest : { ...rest, from, until };
  }

  /** The form, filled in with what is known, or with what was typed. */
  async function form(asker: Asker, tenant: string, typed?: string): Promise<Card> {
    const before = await known(tenant, asker.person);
    const read = typed === undefined ? undefined : readSpokenLeave(typed, today());
    const token: FormToken = { token: deps.ids.newToken(), tenant, form: 'availability', person: asker.person };
    await deps.tokens.save([token]);
    const hints: readonly Hint[] = read === undefined ? [] : [hintAbout(read, typed ?? '')];
    return answers.form(asker, token, undefined, { values: valuesOf({ ...before, ...read }), hints });
  }

  async function save(turn: Turn, person: PersonId, availability: Availability): Promise<void> {
    const { tenant } = turn.conversation;
    const before = await deps.people.find(tenant, person);
    await deps.people.save(tenant, { person, name: turn.name, ...before, availability });
  }

  return {
    form,

    async set(turn: Turn, asker: Asker, token: FormToken, given: Availability): Promise<Card> {
      const availability = given.until === undefined ? given : { ...given, from: given.from ?? today() };
      const wrong = wrongIn(availability, today());
      if (wrong !== undefined)
        return answers.form(asker, token, undefined, { refusals: [wrong], values: asker.values });
      await save(turn, asker.person, availability);
      const rows = await openRowsOf(deps, reader, turn.conversation.tenant, asker.person);
      const during = dueDuringLeave(rows, availability);
      if (during.length === 0) return answers.notice(asker, [availabilityLine(availability)]);
      const { tenant, language } = turn.conversation;
      return lists.make({ list: 'duringLeave', tenant, person: asker.person, language, client: asker.client }, during);
    },

    /** Back again; the hour and the days stay. */
    async end(turn: Turn, asker: Asker): Promise<Card> {
      const { from: _from, until: _until, ...rest } = await known(turn.conversation.tenant, asker.person);
      await save(turn, asker.person, rest);
      return answers.notice(asker, [availabilityLine(rest)]);
    },
  };
}

function valuesOf({ from = '', until = '', hour = '', days = [] }: Availability): Readonly<Record<string, string>> {
  return { from, until, hour, days: days.join(',') };
}

function hintAbout({ from, until }: { from?: string; until?: string }, words: string): Hint {
  return from === undefined || until === undefined ? { code: 'noDayRead', values: { words } } : { code: 'checkTyped' };
}

function wrongIn({ from, until }: Availability, today: string): Refusal | undefined {
  if (until === undefined || from === undefined) return undefined;
  if (until < today) return { code: 'pastDate', item: 'until', values: { date: until, why: 'leaveOver' } };
  return until < from ? { code: 'pastDate', item: 'until', values: { date: until, why: 'beforeFrom' } } : undefined;
}
