import { sql } from 'kysely';
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
  if (effect.kind !== 'postBoard' && effect.kind !== 'postForm' && effect.kind !== 'cardStands') return;
  const phase = effect.kind === 'postBoard' ? null : effect.phase;
  const form = effect.kind === 'postBoard' ? 'board' : effect.form;
  await sql`
    insert into posted_cards (tenant, conference, token, form, phase, conversation, message_id)
    select tenant, conference, ${effect.token}::text, ${form}::text, ${phase}::text, conversation, ${messageId}::text
    from conferences where tenant = ${tenant} and conference = ${effect.conference}
    on conflict on constraint posted_cards_message do nothing`.execute(trx);
  if (effect.kind === 'postBoard' && isCurrent) {
    await placeBoard(trx, pending, { conference: effect.conference, token: effect.token, messageId });
  }
}

/** A new board takes the place of the old one. It was rendered after its effect was made, so it shows at least that version. */
async function placeBoard(
  trx: Trx,
  { tenant, id }: PendingEffect,
  board: { readonly conference: string; readonly token: string; readonly messageId: string },
): Promise<void> {
  await sql`
    insert into boards (tenant, conference, case_code, conversation, message_id, token, shown, last_version)
    select conferences.tenant, conferences.conference, conferences.case_code, conferences.conversation,
      ${board.messageId}::text, coalesce(newest.token, ${board.token}::text), effects.version,
      (select min(next.opened_version) - 1 from conferences as next
        where next.tenant = conferences.tenant and next.case_code = conferences.case_code
          and next.opened_version > conferences.opened_version)
    from effects, conferences left join lateral (
      -- The conference may have moved on while the board was posted: its buttons are those of the phase that it shows next.
      select token from form_tokens
      where form_tokens.tenant = conferences.tenant and form_tokens.conference = conferences.conference
        and form_tokens.form = 'board' and form_tokens.person is null
      order by made desc limit 1) as newest on true
    where conferences.tenant = ${tenant} and conferences.conference = ${board.conference}
      and effects.id = ${id}::bigint
    on conflict (tenant, conference) do update set message_id = excluded.message_id, token = excluded.token,
      shown = excluded.shown, last_version = excluded.last_version, holder = null`.execute(trx);
}
