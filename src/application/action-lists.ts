import type { CaseState } from '../domain/case-state.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { CaseCode, ConferenceId, PersonId } from '../domain/values.ts';
import { dayOf } from '../domain/working-days.ts';
import { type Card, type ListRow, rowsOnAPage } from '../ports/card-renderer.ts';
import type { Language } from '../ports/conversations.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import { type Accessor, createAccesses } from './accesses.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { RowAbout } from './effects/gathered-kind.ts';
import { isThereFor } from './there-for.ts';

/** Whose list it is, and which. */
export interface ListOf {
  readonly list: 'morning' | 'myActions' | 'duringLeave';
  readonly tenant: string;
  readonly person: PersonId;
  readonly language: Language;
  readonly client?: string | undefined;
}

export interface RowOf extends RowAbout {
  readonly state: CaseState;
  readonly conference: ConferenceId;
}

interface Said {
  readonly refusals?: readonly Refusal[];
  /** The page to show; absent: the one of the row that was pressed. */
  readonly page?: number;
}

/**
 * Cards with several actions of one person, from several cases. Each row has a token of its own, so that a press on it is understood in its
 * case; they're kept together, so that the answer to a press is the list again, by the state of then.
 */
export interface ActionLists {
  /** A new list, its tokens stored. */
  make(of: ListOf, rows: readonly RowOf[]): Promise<Card>;
  /** The list that a row, or a form opened from it, belongs to, as it is now; what was recorded stands in its rows. */
  again(pressed: FormToken, of: Accessor & { readonly language: Language }, said?: Said): Promise<Card>;
}

type Needs = Pick<Dependencies, 'tokens' | 'ids' | 'clock' | 'renderer' | 'access' | 'processDirectors'>;

/** The list itself has a token without a case. */
const listForms = { morning: 'morning', myActions: 'myActions', duringLeave: 'availability' } as const;
const kindOfRow: Readonly<Record<string, ListRow['kind']>> = {
  morning: 'action',
  myActions: 'action',
  beforehand: 'beforehand',
  preparationRow: 'preparation',
};

export function createActionLists(deps: Needs, reader: CaseReader): ActionLists {
  const accesses = createAccesses(deps);
  function render(
    { list, person, language }: Omit<ListOf, 'tenant'>,
    token: string,
    rows: readonly ListRow[],
    pressed?: FormToken,
    { refusals, page }: Said = {},
  ): Card {
    const sorted = rows.toSorted(inOrder);
    const at = sorted.findIndex(row => row.token === pressed?.token || isAbout(row, pressed));
    return deps.renderer.render({
      kind: 'actionList',
      list,
      language,
      now: deps.clock.now(),
      token,
      viewer: person,
      rows: sorted,
      page: page ?? (at < 0 ? 1 : Math.floor(at / rowsOnAPage) + 1),
      ...(refusals !== undefined && { refusals }),
    });
  }

  return {
    async make(of, rows) {
      const { tenant, person, list } = of;
      const shared = { tenant, person, item: deps.ids.newId() };
      const own: FormToken = { ...shared, token: deps.ids.newToken(), form: listForms[list] };
      const made = rows.map(({ state, conference, kind, form, action }) => {
        const token = deps.ids.newToken();
        const about = { case: state.code, conference, ...(action !== undefined && { action }) };
        const row: ListRow = { kind, token, state, conference, ...(action !== undefined && { action }) };
        return { row, token: { ...shared, ...about, token, form } };
      });
      // What a morning brings is logged by whoever sends it.
      if (list !== 'morning') await shown(of, list, tenant, rows);
      await deps.tokens.save([own, ...made.map(({ token }) => token)]);
      return render(
        of,
        own.token,
        made.map(({ row }) => row),
      );
    },

    async again(pressed, of, said = {}) {
      const { person, language } = of;
      const tokens = await deps.tokens.together(pressed.tenant, pressed.item ?? '');
      const own = tokens.find(token => token.case === undefined && token.person === person);
      const list = own?.form === 'availability' ? 'duringLeave' : own?.form === 'morning' ? 'morning' : 'myActions';
      const rows = await rowsOf(tokens, person);
      await shown(of, list, pressed.tenant, rows);
      return render({ list, person, language }, own?.token ?? pressed.token, rows, pressed, said);
    },
  };

  async function shown(by: Accessor, what: string, tenant: string, rows: readonly { state: CaseState }[]) {
    await accesses.record(by, 'show', what, { tenant, states: rows.map(({ state }) => state) });
  }

  /** Of somebody who has nothing to do with a case any more its rows are gone. */
  async function rowsOf(tokens: readonly FormToken[], person: PersonId): Promise<readonly ListRow[]> {
    const rows = new Map<string, ListRow>();
    const states = new Map<CaseCode, CaseState | undefined>();
    for (const made of tokens) {
      const { tenant, case: code, conference, action, form, token } = made;
      const kind = kindOfRow[form];
      if (kind === undefined || code === undefined || conference === undefined) continue;
      if (!states.has(code)) states.set(code, (await reader.load({ tenant, case: code })).state);
      const state = states.get(code);
      const key = JSON.stringify([kind, code, conference, action]);
      if (state === undefined || rows.has(key) || !isThereFor(made, state, person, deps.processDirectors)) continue;
      rows.set(key, { kind, token, state, conference, ...(action !== undefined && { action }) });
    }
    return [...rows.values()];
  }
}

/** The form that was opened from a row is about that row. */
function isAbout(row: ListRow, pressed: FormToken | undefined): boolean {
  return pressed?.case === row.state.code && pressed.conference === row.conference && pressed.action === row.action;
}

/** What is asked before a conference first, then by due date; of one day as their cases and numbers go. */
function inOrder(one: ListRow, other: ListRow): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ kind, state, action: id }: ListRow): string {
  const action = state.actions.find(one => one.id === id);
  const number = (id ?? '').slice(1).padStart(6, '0');
  return [
    kind === 'action' ? '1' : '0',
    action === undefined ? '' : dayOf(action.due),
    action?.due,
    state.code,
    number,
  ].join(' ');
}
