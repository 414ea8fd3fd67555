import { type Expression, sql } from 'kysely';
import type { PendingEffect } from '../ports/outbox.ts';
import type { Trx } from './database.ts';

/**
 * Remembers the message of an effect that posted a card in the meeting chat: among the posted cards, and as the board of its
 * conference when it's one. Reminders aren't kept: they stand in a personal chat.
 */
export async function recordPosted(
  trx: Trx,
  pending: PendingEffect,
  messageId: string,
  isCurrent: boolean,
): Promise<void> {
  const { tenant, effect } = pending;
  if (effect.kind !== 'postBoard' && effect.kind !== 'postForm') return;
  const phase = effect.kind === 'postForm' ? effect.phase : null;
  const form = effect.kind === 'postForm' ? effect.form : 'board';
  await sql`
    insert into posted_cards (tenant, conference, token, form, phase, conversation, message_id)
    select tenant, conference, ${effect.token}::text, ${form}::text, ${phase}::text, conversation, ${messageId}::text
    from conferences where tenant = ${tenant} and conference = ${effect.conference}
    on conflict on constraint posted_cards_message do nothing`.execute(trx);
  if (effect.kind === 'postBoard' && isCurrent) {
    await placeBoard(trx, pending, { conference: effect.conference, token: effect.token, messageId });
  }
}

/**
 * A new board takes the place of the old one. It was rendered after its effect was made, so it shows at least that version;
 * locking the stream first makes sure that an append of the same moment isn't missed.
 */
async function placeBoard(
  trx: Trx,
  { tenant, case: code, id }: PendingEffect,
  board: { readonly conference: string; readonly token: string; readonly messageId: string },
): Promise<void> {
  const stream = await trx
    .selectFrom('streams')
    .select('version')
    .where('tenant', '=', tenant)
    .where('case_code', '=', code)
    .forUpdate()
    .executeTakeFirst();
  if (stream === undefined) return;
  const wanted: Expression<number> = sql`${stream.version}::integer`;
  await sql`
    insert into boards (tenant, conference, case_code, conversation, message_id, token, wanted, shown)
    select conferences.tenant, conferences.conference, conferences.case_code, conferences.conversation,
      ${board.messageId}::text, ${board.token}::text, ${wanted}, effects.version
    from conferences, effects
    where conferences.tenant = ${tenant} and conferences.conference = ${board.conference}
      and effects.id = ${id}::bigint
    on conflict (tenant, conference) do update set message_id = excluded.message_id, token = excluded.token,
      wanted = excluded.wanted, shown = excluded.shown, holder = null`.execute(trx);
}
