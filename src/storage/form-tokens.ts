import { type Insertable, type Selectable, sql } from 'kysely';
import type { Phase } from '../domain/agenda.ts';
import { createLastUsed } from '../last-used.ts';
import type { FormName, FormToken, FormTokens } from '../ports/form-tokens.ts';
import type { Database } from './database.ts';
import { createGathered } from './gathered.ts';
import type { Tables } from './tables.ts';

/** Tokens that are pressed again and again: those of open prompts and boards. A country has six hundred of them at once. */
const remembered = 5_000;

/**
 * `FormTokens` in the database. What a token is bound to never changes: the first that was stored counts, and what was found once is
 * remembered. Whether there's anything behind it is asked of the case each time.
 */
export function createFormTokens(database: Database): FormTokens {
  const known = createLastUsed<FormToken>(remembered);
  const read = createGathered(async (tokens: readonly string[]) => {
    const { rows } = await database.run(db =>
      sql<Selectable<Tables['form_tokens']>>`
        select found.* from jsonb_array_elements_text(${JSON.stringify(tokens)}::jsonb) as asked (token),
        lateral (select * from form_tokens where token = asked.token offset 0) as found`.execute(db),
    );
    const found = new Map(rows.map(row => [row.token, row]));
    return tokens.map(token => found.get(token));
  });
  const write = createGathered(async (asked: readonly (readonly FormToken[])[]): Promise<readonly undefined[]> => {
    await database.run(db =>
      db
        .insertInto('form_tokens')
        .values(rowsOfTokens(asked.flat()))
        .onConflict(conflict => conflict.column('token').doNothing())
        .execute(),
    );
    return [];
  });
  return {
    async save(tokens) {
      if (tokens.length > 0) await write(tokens);
    },

    async find(token) {
      const before = known.get(token);
      if (before !== undefined) return before;
      const row = await read(token);
      if (row === undefined) return undefined;
      const found = tokenOf(row);
      known.set(token, found);
      return found;
    },

    async together(tenant, item) {
      const rows = await database.run(db =>
        db.selectFrom('form_tokens').selectAll().where('item', '=', item).where('tenant', '=', tenant).execute(),
      );
      return rows.map(tokenOf);
    },
  };
}

/** Sorted, so that two transactions with the same tokens never wait for each other crosswise. */
export function rowsOfTokens(tokens: readonly FormToken[]): Insertable<Tables['form_tokens']>[] {
  return [...tokens]
    .sort((a, b) => (a.token < b.token ? -1 : 1))
    .map(token => ({
      token: token.token,
      tenant: token.tenant,
      form: token.form,
      conversation: token.conversation ?? null,
      case_code: token.case ?? null,
      conference: token.conference ?? null,
      phase: token.phase ?? null,
      person: token.person ?? null,
      action: token.action ?? null,
      item: token.item ?? null,
    }));
}

function tokenOf(row: Selectable<Tables['form_tokens']>): FormToken {
  return {
    token: row.token,
    tenant: row.tenant,
    form: row.form as FormName,
    ...(row.conversation === null ? {} : { conversation: row.conversation }),
    ...(row.case_code === null ? {} : { case: row.case_code }),
    ...(row.conference === null ? {} : { conference: row.conference }),
    ...(row.phase === null ? {} : { phase: row.phase as Phase }),
    ...(row.person === null ? {} : { person: row.person }),
    ...(row.action === null ? {} : { action: row.action }),
    ...(row.item === null ? {} : { item: row.item }),
  };
}
