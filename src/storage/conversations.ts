import { type Selectable, sql } from 'kysely';
import { createLastUsed } from '../last-used.ts';
import type { Conversation, Conversations, Language } from '../ports/conversations.ts';
import type { Database } from './database.ts';
import { createGathered } from './gathered.ts';
import type { Tables } from './tables.ts';

/** Every press asks for its chat, a busy one every second; hardly ever does anything about it change. */
const rememberedForMs = 5_000;
/** More chats than a process has open at a time. */
const remembered = 2_000;

/**
 * `Conversations` in the database. A group chat that was found is remembered for five seconds; what this process saves counts at once.
 * @param now milliseconds that only go forward
 */
export function createConversations(database: Database, now = () => performance.now()): Conversations {
  const lately = createLastUsed<{ readonly conversation: Conversation; readonly until: number }>(remembered);
  const nameOf = ({ tenant, id }: { readonly tenant: string; readonly id: string }) => JSON.stringify([tenant, id]);
  let saves = 0;

  /** Who owns a personal chat decides what is said there: that's asked each time. */
  function remember(conversation: Conversation, savesBefore: number): void {
    // One that was read before something was saved may be what it was before.
    if (conversation.kind === 'personal' || saves !== savesBefore) return;
    lately.set(nameOf(conversation), { conversation, until: now() + rememberedForMs });
  }

  const read = createGathered(async (asked: readonly { readonly tenant: string; readonly id: string }[]) => {
    const { rows } = await database.run(db =>
      sql<Selectable<Tables['conversations']>>`
        select found.* from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (tenant text, id text),
        lateral (select * from conversations where tenant = asked.tenant and id = asked.id offset 0) as found`.execute(
        db,
      ),
    );
    const found = new Map(rows.map(row => [nameOf(row), row]));
    return asked.map(one => found.get(nameOf(one)));
  });
  return {
    async find(tenant, id) {
      const known = lately.get(nameOf({ tenant, id }));
      if (known !== undefined && now() < known.until) return known.conversation;
      const savesBefore = saves;
      const row = await read({ tenant, id });
      if (row === undefined) return undefined;
      const conversation = conversationOf(row);
      remember(conversation, savesBefore);
      return conversation;
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
      const forget = () => {
        saves += 1;
        lately.delete(nameOf(conversation));
      };
      forget();
      const row = await database
        .run(db =>
          db
            .insertInto('conversations')
            .values({ tenant: conversation.tenant, id: conversation.id, ...values })
            .onConflict(conflict => conflict.columns(['tenant', 'id']).doUpdateSet(values))
            // A row that was there has been locked by this transaction before it was replaced.
            .returning(sql<boolean>`xmax = 0`.as('made'))
            .executeTakeFirst(),
        )
        .finally(forget);
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
