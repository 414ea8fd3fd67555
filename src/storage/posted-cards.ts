import type { FormName } from '../ports/form-tokens.ts';
import type { PostedCards } from '../ports/posted-cards.ts';
import type { Database } from './database.ts';

/** `PostedCards` in the database; `Outbox.settle` writes them. */
export function createPostedCards(database: Database): PostedCards {
  return {
    async of(tenant, conference) {
      const rows = await database.run(db =>
        db
          .selectFrom('posted_cards')
          .select(['token', 'form', 'phase', 'conversation', 'message_id'])
          .where('tenant', '=', tenant)
          .where('conference', '=', conference)
          .orderBy('id')
          .execute(),
      );
      return rows.map(row => ({
        token: row.token,
        form: row.form as FormName,
        ...(row.phase === null ? {} : { phase: row.phase }),
        conversation: row.conversation,
        messageId: row.message_id,
      }));
    },
  };
}
