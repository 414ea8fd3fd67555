import { AdapterError } from '../ports/adapter-error.ts';
import type { People, Profile } from '../ports/people.ts';
import type { KeyRing } from './case-keys.ts';
import type { Database } from './database.ts';
import { open, type Place, seal } from './sealing.ts';

/** `People` in the database, sealed with the key of the house: a profile isn't about one case. */
export function createPeople(database: Database, keys: KeyRing): People {
  return {
    async find(tenant, person) {
      const row = await database.run(db =>
        db
          .selectFrom('people')
          .select(['key_id', 'body'])
          .where('tenant', '=', tenant)
          .where('person', '=', person)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      const key = await keys.house(tenant);
      if (key.id !== row.key_id) {
        throw new AdapterError('Storage: a profile was sealed with another key', { code: 'storage.damaged' });
      }
      return open(key, placeOf(tenant, person), row.body) as Profile;
    },

    async save(tenant, profile) {
      const key = await keys.house(tenant);
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
