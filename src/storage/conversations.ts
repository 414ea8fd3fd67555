import { type Selectable, sql } from 'kysely';
import type { Conversation, Conversations, Language } from '../ports/conversations.ts';
import type { Database } from './database.ts';
import { createGathered } from './gathered.ts';
import type { Tables } from './tables.ts';

/** `Conversations` in the database. */
export function createConversations(database: Database): Conversations {
  const read = createGathered(async (asked: readonly { readonly tenant: string; readonly id: string }[]) => {
    const { rows } = await database.run(db =>
      sql<Selectable<Tables['conversations']>>`
        select found.* from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (tenant text, id text),
        lateral (select * from conversations where tenant = asked.tenant and id = asked.id offset 0) as found`.execute(
        db,
      ),
    );
    const nameOf = ({ tenant, id }: { tenant: string; id: string }) => JSON.stringify([tenant, id]);
    const found = new Map(rows.map(row => [nameOf(row), row]));
    return asked.map(one => found.get(nameOf(one)));
  });
  return {
    async find(tenant, id) {
      const row = await read({ tenant, id });
      return row === undefined ? undefined : conversationOf(row);
    },

    async personalOf(tenant, person) {
      const row = await database.run(db =>
        db
          .selectFrom('conversations')
          .selectAll()
          .where('tenant', '=', tenant)
          .where('person', '=', person)
          .where('kind', '=', 'personal')
          // Of two (the app was installed again) the one we heard of last.
          .orderBy('heard', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
      return row === undefined ? undefined : conversationOf(row);
    },

    async save(conversation) {
      const values = {
        kind: conversation.kind,
        service_url: conversation.serviceUrl,
        bot_id: conversation.botId,
        language: conversation.language,
        person: conversation.person ?? null,
        heard: sql<string>`nextval('conversations_heard')`,
      };
      const row = await database.run(db =>
        db
          .insertInto('conversations')
          .values({ tenant: conversation.tenant, id: conversation.id, ...values })
          .onConflict(conflict => conflict.columns(['tenant', 'id']).doUpdateSet(values))
          // A row that was there has been locked by this transaction before it was replaced.
          .returning(sql<boolean>`xmax = 0`.as('made'))
          .executeTakeFirst(),
      );
      return row?.made ?? false;
    },
  };
}

function conversationOf(row: Selectable<Tables['conversations']>): Conversation {
  return {
    tenant: row.tenant,
    id: row.id,
    kind: row.kind as Conversation['kind'],
    serviceUrl: row.service_url,
    botId: row.bot_id,
    language: row.language as Language,
    ...(row.person === null ? {} : { person: row.person }),
  };
}
