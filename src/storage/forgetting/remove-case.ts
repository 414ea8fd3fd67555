import { sql } from 'kysely';
import type { PersonId } from '../../domain/values.ts';
import type { StreamId } from '../../ports/event-store.ts';
import type { Trx } from '../database.ts';

/** The keys that sealed what was removed. */
export interface Removed {
  readonly caseKeys: readonly string[];
  readonly people: readonly { readonly person: PersonId; readonly key: string }[];
}

/**
 * Removes every row about a case, in one transaction: whoever still has something to record about it finds no case. What is on its way
 * for the end of its retention stays, without the case in it, until the documents are gone too.
 * @param people who took part, as its events tell; who pressed, owned or was sent something is found here
 */
export async function removeCase(trx: Trx, stream: StreamId, people: readonly PersonId[]): Promise<Removed> {
  const { tenant, case: code } = stream;
  const caseKeys = await keysOf(trx, stream);
  const candidates = new Set([...people, ...(await peopleOf(trx, stream))]);
  const { rows: conferences } = await sql<{ conference: string; conversation: string }>`
    select conference, conversation from conferences where tenant = ${tenant} and case_code = ${code}`.execute(trx);
  const ids = arrayOf(conferences.map(one => one.conference));
  const chats = arrayOf(conferences.map(one => one.conversation));

  await sql`delete from posted_cards where tenant = ${tenant} and conference = any(${ids}::text[])`.execute(trx);
  for (const table of tablesOfACase)
    await sql`delete from ${sql.table(table)} where tenant = ${tenant} and case_code = ${code}`.execute(trx);
  await sql`
    update effects set case_code = '', version = 0, effect = jsonb_build_object(
      'kind', 'endRetention', 'lane', lane, 'conference', '', 'until', effect ->> 'until')
    where tenant = ${tenant} and case_code = ${code} and state = 'pending' and effect ->> 'kind' = 'endRetention'`.execute(
    trx,
  );
  await sql`delete from effects where tenant = ${tenant} and case_code = ${code}`.execute(trx);
  await removeLane(trx, tenant, `archive:${code}`);
  await removeLane(trx, tenant, `model:${code}`);
  await removeChats(trx, tenant, chats);
  return { caseKeys, people: await removePeople(trx, tenant, candidates) };
}

const tablesOfACase = [
  'streams',
  'events',
  'presses',
  'form_tokens',
  'due_moments',
  'conferences',
  'boards',
  'case_overviews',
  'snapshots',
  'open_actions',
] as const;

async function keysOf(trx: Trx, { tenant, case: code }: StreamId): Promise<readonly string[]> {
  const { rows } = await sql<{ key_id: string }>`
    select key_id from events where tenant = ${tenant} and case_code = ${code}
    union select key_id from presses where tenant = ${tenant} and case_code = ${code}
    union select key_id from case_overviews where tenant = ${tenant} and case_code = ${code}
    union select key_id from snapshots where tenant = ${tenant} and case_code = ${code}`.execute(trx);
  return rows.map(row => row.key_id);
}

async function peopleOf(trx: Trx, { tenant, case: code }: StreamId): Promise<readonly PersonId[]> {
  const { rows } = await sql<{ person: string }>`
    select actor as person from events where tenant = ${tenant} and case_code = ${code}
    union select person from presses where tenant = ${tenant} and case_code = ${code}
    union select owner from open_actions where tenant = ${tenant} and case_code = ${code}
    union select person from form_tokens where tenant = ${tenant} and case_code = ${code} and person is not null`.execute(
    trx,
  );
  return rows.map(row => row.person);
}

/** Meeting chats in which no other case was held: their address, what was counted there, what waits there. */
async function removeChats(trx: Trx, tenant: string, chats: string): Promise<void> {
  const { rows } = await sql<{ chat: string }>`
    select chat from unnest(${chats}::text[]) as chat
    where not exists (select from conferences where tenant = ${tenant} and conversation = chat)`.execute(trx);
  const gone = arrayOf(rows.map(row => row.chat));
  await sql`delete from board_edits where tenant = ${tenant} and conversation = any(${gone}::text[])`.execute(trx);
  await sql`delete from conversations where tenant = ${tenant} and kind <> 'personal' and id = any(${gone}::text[])`.execute(
    trx,
  );
  for (const { chat } of rows) await removeLane(trx, tenant, chat);
}

/** Not one that is held at this moment: its holder lets go of it and nobody comes there again. */
async function removeLane(trx: Trx, tenant: string, lane: string): Promise<void> {
  await sql`delete from lanes where tenant = ${tenant} and lane = ${lane} and holder is null`.execute(trx);
  const { rows } = await sql<{ jobs: string | null }>`select to_regclass('pgboss.job')::text as jobs`.execute(trx);
  if (rows[0]?.jobs === null) return;
  await sql`delete from pgboss.job where data ->> 'tenant' = ${tenant} and data ->> 'lane' = ${lane}`.execute(trx);
}

/** Those of them who do nothing in any other case. */
async function removePeople(trx: Trx, tenant: string, candidates: ReadonlySet<PersonId>): Promise<Removed['people']> {
  const { rows } = await sql<{ person: string; key_id: string | null }>`
    select candidate as person, people.key_id
    from unnest(${arrayOf([...candidates])}::text[]) as candidate
    left join people on people.tenant = ${tenant} and people.person = candidate
    where not exists (select from events where tenant = ${tenant} and actor = candidate)
      and not exists (select from presses where tenant = ${tenant} and presses.person = candidate)
      and not exists (select from open_actions where tenant = ${tenant} and owner = candidate)
      and not exists (select from form_tokens where tenant = ${tenant} and form_tokens.person = candidate and case_code is not null)`.execute(
    trx,
  );
  const gone = arrayOf(rows.map(row => row.person));
  await sql`delete from people where tenant = ${tenant} and person = any(${gone}::text[])`.execute(trx);
  await sql`delete from form_tokens where tenant = ${tenant} and person = any(${gone}::text[])`.execute(trx);
  await sql`delete from conversations where tenant = ${tenant} and kind = 'personal' and person = any(${gone}::text[])`.execute(
    trx,
  );
  for (const { person } of rows) await removeLane(trx, tenant, `person:${person}`);
  return rows.flatMap(({ person, key_id: key }) => (key === null ? [] : [{ person, key }]));
}

/** As PostgreSQL writes an array: both drivers take text. */
function arrayOf(texts: readonly string[]): string {
  return `{${texts.map(text => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
