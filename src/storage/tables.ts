import type { ColumnType, Generated } from 'kysely';

/** A moment: read as Date, written as an ISO 8601 text in UTC. */
type Moment = ColumnType<Date, string, string>;
/** bigint identity; always read with `::text`, because the two drivers read it differently. */
type Serial = ColumnType<string, never, never>;
type Json = ColumnType<unknown, string, string>;

/** Every table of ours. In clear: ids, versions, types, dates. Sealed: `body`, `answer`; wrapped: `wrapped`. */
export interface Tables {
  streams: { tenant: string; case_code: string; version: number };
  events: {
    tenant: string;
    case_code: string;
    version: number;
    event_id: string;
    type: string;
    at: Moment;
    actor: string;
    key_id: string;
    body: Uint8Array;
    /** The link that follows the one of the version before: `audit/chain.ts`. */
    chain: string;
  };
  presses: {
    id: Serial;
    tenant: string;
    case_code: string;
    activity_id: string;
    person: string;
    token: string | null;
    /** A keyed digest: without the key nobody can try out which level or factor was chosen. */
    inputs: string | null;
    key_id: string;
    answer: Uint8Array;
  };
  form_tokens: {
    token: string;
    made: Serial;
    tenant: string;
    form: string;
    conversation: string | null;
    case_code: string | null;
    conference: string | null;
    phase: string | null;
    person: string | null;
    action: string | null;
    item: string | null;
  };
  effects: {
    id: Serial;
    tenant: string;
    case_code: string;
    version: number;
    lane: string;
    effect: Json;
    state: Generated<string>;
    attempts: Generated<number>;
    /** Taken and not settled. */
    in_flight: Generated<boolean>;
    not_before: ColumnType<Date | null, string | undefined, string | null>;
    code: ColumnType<string | null, undefined, string | null>;
    settled_at: ColumnType<Date | null, undefined, unknown>;
  };
  lanes: { tenant: string; lane: string; holder: string | null };
  processes: { id: string; seen_at: Moment };
  due_moments: {
    id: Serial;
    tenant: string;
    case_code: string;
    version: number;
    at: Moment;
    effect: Json;
    fired_at: ColumnType<Date | null, undefined, string>;
  };
  conferences: {
    tenant: string;
    conference: string;
    case_code: string;
    conversation: string;
    opened_at: Moment;
    opened_version: number;
    open: boolean;
  };
  boards: {
    tenant: string;
    conference: string;
    case_code: string;
    conversation: string;
    message_id: string;
    token: string;
    /** The version that it shows; it should show the stream's. */
    shown: number;
    /** Set when the next conference of the case began: nothing after that version is for this board. */
    last_version: number | null;
    holder: string | null;
  };
  board_edits: { tenant: string; conversation: string; at: Moment };
  posted_cards: {
    id: Serial;
    tenant: string;
    conference: string;
    token: string;
    form: string;
    phase: string | null;
    conversation: string;
    message_id: string;
  };
  conversations: {
    tenant: string;
    id: string;
    kind: string;
    service_url: string;
    bot_id: string;
    language: string;
    person: string | null;
    heard: ColumnType<string, unknown, unknown>;
  };
  people: { tenant: string; person: string; key_id: string; body: Uint8Array };
  case_overviews: {
    tenant: string;
    case_code: string;
    /** Of the stream, when it was kept. */
    version: number;
    /** `projectionForm`. */
    form: number;
    key_id: string;
    body: Uint8Array;
  };
  snapshots: {
    tenant: string;
    case_code: string;
    version: number;
    event_id: string;
    /** `rulesOfNow`. */
    rules: string;
    key_id: string;
    body: Uint8Array;
  };
  open_actions: {
    tenant: string;
    case_code: string;
    action: string;
    owner: string;
    conference: string;
    due: string;
  };
  access_log: {
    tenant: string;
    /** The code is forgotten with the case, the log isn't. */
    case_digest: string;
    seq: number;
    at: Moment;
    person: string;
    action: string;
    what: string;
    client: string;
    /** Null when nothing of it is sealed. */
    key_id: string | null;
    body: Uint8Array | null;
    chain: string;
  };
  /** The end of each chain of `access_log`; whoever writes behind it locks it. */
  access_heads: { tenant: string; case_digest: string; seq: number; chain: string };
  /** Of today; earlier days are dropped. */
  model_requests: { tenant: string; day: string; asked: number };
  /** Cases that were destroyed. */
  destructions: {
    tenant: string;
    /** `digestOfCase`. */
    case_digest: string;
    /** Of the case and of the people who went with it. */
    key_ids: Json;
    at: Moment;
    opened_on: string;
    closed_on: string;
    conferences: number;
    minutes: number;
    /** What is out of our reach; null until the documents are gone. */
    remains: ColumnType<unknown, undefined, string>;
    finished_at: ColumnType<Date | null, undefined, string>;
  };
  /** In a schema of its own, that depends on where keys live: only `src/storage/keys/` comes there. */
  data_keys: {
    key_id: string;
    tenant: string;
    scope: string;
    master_key: string;
    wrapped: Uint8Array;
  };
}
