import { type Selectable, sql } from 'kysely';
import type { PersonId } from '../domain/values.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { People, Profile } from '../ports/people.ts';
import type { KeyRing } from './case-keys.ts';
import type { Database } from './database.ts';
import { createGathered } from './gathered.ts';
import { type DataKey, open, type Place, seal } from './sealing.ts';
import type { Tables } from './tables.ts';

/** A key for each person, so that a profile can be forgotten like a case. */
export function personScope(person: PersonId): string {
  return `person:${person}`;
}

/** `People` in the database, each sealed with a key of its own; those of before with the key of the house, until they're saved again. */
export function createPeople(database: Database, keys: KeyRing): People {
  /** Undefined for a profile whose key was destroyed: it's forgotten. */
  async function keyOf(tenant: string, person: PersonId, keyId: string): Promise<DataKey | undefined> {
    const own = await keys.find(tenant, personScope(person));
    if (own?.id === keyId) return own;
    const house = await keys.house(tenant);
    if (house.id === keyId) return house;
    if (own === undefined) return undefined;
    throw new AdapterError('Storage: a profile was sealed with another key', { code: 'storage.damaged' });
  }

  const read = createGathered(async (asked: readonly { readonly tenant: string; readonly person: string }[]) => {
    const { rows } = await database.run(db =>
      sql<Selectable<Tables['people']>>`
        select found.* from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (tenant text, person text),
        lateral (select * from people where tenant = asked.tenant and person = asked.person offset 0) as found`.execute(
        db,
      ),
    );
    const nameOf = (one: { tenant: string; person: string }) => JSON.stringify([one.tenant, one.person]);
    const found = new Map(rows.map(row => [nameOf(row), row]));
    return asked.map(one => found.get(nameOf(one)));
  });

  return {
    async find(tenant, person) {
      const row = await read({ tenant, person });
      if (row === undefined) return undefined;
      const key = await keyOf(tenant, person, row.key_id);
      return key && (open(key, placeOf(tenant, person), row.body) as Profile);
    },

    async save(tenant, profile) {
      const key = await keys.obtain(tenant, personScope(profile.person));
      const sealed = { key_id: key.id, body: seal(key, placeOf(tenant, profile.person), profile) };
      await database.run(db =>
        db
          .insertInto('people')
          .values({ tenant, person: profile.person, ...sealed })
          .onConflict(conflict => conflict.columns(['tenant', 'person']).doUpdateSet(sealed))
          .execute(),
      );
    },
  };
}

function placeOf(tenant: string, person: string): Place {
  return { tenant, scope: 'house', kind: 'profile', position: person };
}
