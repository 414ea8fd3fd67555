import type { Approaches } from '../domain/approaches.ts';
import type { PersonId } from '../domain/values.ts';
import type { Calendar } from '../domain/working-days.ts';
import type { AccessLog } from '../ports/access-log.ts';
import type { Boards } from '../ports/boards.ts';
import type { CardRenderer } from '../ports/card-renderer.ts';
import type { CaseDestructions } from '../ports/case-destructions.ts';
import type { CaseDocuments } from '../ports/case-documents.ts';
import type { CaseOverviews } from '../ports/case-overviews.ts';
import type { ChainHeads } from '../ports/chain-heads.ts';
import type { Clock } from '../ports/clock.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { DueMoments } from '../ports/due-moments.ts';
import type { ConferenceIndex, EventStore } from '../ports/event-store.ts';
import type { FormTokens } from '../ports/form-tokens.ts';
import type { Ids } from '../ports/ids.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Log } from '../ports/log.ts';
import type { MeetingChat } from '../ports/meeting-chat.ts';
import type { MinutesArchive } from '../ports/minutes-archive.ts';
import type { OpenActions } from '../ports/open-actions.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { People } from '../ports/people.ts';
import type { PostedCards } from '../ports/posted-cards.ts';
import type { Roster } from '../ports/roster.ts';
import type { Snapshots } from '../ports/snapshots.ts';

/** Everything outside that the application talks to. Each part takes only what it needs of it. */
export interface Dependencies {
  readonly events: EventStore;
  readonly index: ConferenceIndex;
  readonly tokens: FormTokens;
  readonly outbox: Outbox;
  readonly dueMoments: DueMoments;
  readonly people: People;
  readonly boards: Boards;
  readonly conversations: Conversations;
  readonly posted: PostedCards;
  readonly openActions: OpenActions;
  readonly overviews: CaseOverviews;
  readonly snapshots: Snapshots;
  readonly access: AccessLog;
  readonly heads: ChainHeads;
  readonly destructions: CaseDestructions;
  readonly documents: CaseDocuments;
  readonly chat: MeetingChat;
  readonly roster: Roster;
  readonly archive: MinutesArchive;
  /** Absent: everything is worded by rule. */
  readonly model?: LanguageModel;
  /** Whether the model may help people word what they type. @default false */
  readonly wordingHelp?: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly renderer: CardRenderer;
  readonly log: Log;
  /** The approaches of this house. */
  readonly approaches: Approaches;
  /** Its days off. */
  readonly calendar: Calendar;
  /** May open every case of the house. */
  readonly processDirectors: readonly PersonId[];
}
