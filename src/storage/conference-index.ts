import type { Insertable } from 'kysely';
import type { CaseEvent } from '../domain/events.ts';
import type { ConferenceIndex, StreamId } from '../ports/event-store.ts';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** `ConferenceIndex` in the database; `append_batch` keeps it. */
export function createConferenceIndex(database: Database): ConferenceIndex {
  return {
    async inConversation(tenant, conversation) {
      const row = await database.run(db =>
        db
          .selectFrom('conferences')
          .select(['case_code', 'conference', 'open', 'opened_at'])
          .where('tenant', '=', tenant)
          .where('conversation', '=', conversation)
          .orderBy('open', 'desc')
          .orderBy('opened_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
      if (row === undefined) return undefined;
      return {
        stream: { tenant, case: row.case_code },
        conference: row.conference,
        open: row.open,
        openedAt: row.opened_at.toISOString(),
      };
    },
  };
}

/** What the events of one append mean for the index, in order: open a conference, or close the one that is open. */
export type IndexChange = { readonly opened: Insertable<Tables['conferences']> } | 'closed';

export function indexChangesOf(stream: StreamId, events: readonly CaseEvent[], firstVersion: number): IndexChange[] {
  return events.flatMap((event, position): IndexChange[] => {
    if (event.type === 'ConferenceClosed') return ['closed'];
    if (event.type !== 'ConferenceOpened') return [];
    return [
      {
        opened: {
          tenant: stream.tenant,
          conference: event.conference,
          case_code: stream.case,
          conversation: event.conversation,
          opened_at: event.at,
          opened_version: firstVersion + position,
          open: true,
        },
      },
    ];
  });
}
