import type { Due, PersonId } from '../domain/values.ts';
import type { RowOf } from './action-lists.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';

/** Everything open of one person across cases, as rows of a list, by due date. */
export async function openRowsOf(
  deps: Pick<Dependencies, 'openActions'>,
  reader: CaseReader,
  tenant: string,
  person: PersonId,
): Promise<readonly (RowOf & { readonly due: Due })[]> {
  const rows: (RowOf & { readonly due: Due })[] = [];
  for (const { case: code, action, conference, due } of await deps.openActions.ofOwner(tenant, person)) {
    const { state } = await reader.load({ tenant, case: code });
    if (state !== undefined) rows.push({ kind: 'action', form: 'myActions', state, conference, action, due });
  }
  return rows;
}
