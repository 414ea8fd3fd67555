import { sql } from 'kysely';
import type { Log } from '../ports/log.ts';
import type { Database } from './database.ts';

/**
 * Warns when the role that the bot has in the database may do more than the bot needs: to own its database, or a schema in it, is enough.
 * It works all the same.
 */
export async function warnAboutPowers(database: Database, log: Log): Promise<void> {
  const { rows } = await database.run(db =>
    sql<{ superuser: boolean; roles: boolean }>`select rolsuper as superuser, rolcreaterole as roles
      from pg_catalog.pg_roles where rolname = current_user`.execute(db),
  );
  const powers = rows[0];
  if (powers?.superuser) log.warn('storage.tooPowerful', { role: 'superuser' });
  else if (powers?.roles) log.warn('storage.tooPowerful', { role: 'createrole' });
}
