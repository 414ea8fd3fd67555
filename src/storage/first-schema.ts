/** The schema as it was first released: never changed, a later need is a later migration. */
export const firstSchema: readonly string[] = [
  // Wrapped keys live apart from what they open, so that a backup or a role can leave them out.
  `create schema keys`,
  `create table keys.data_keys (
    key_id text primary key,
    tenant text not null,
    scope text not null,
    master_key text not null,
    wrapped bytea not null,
    created_at timestamptz not null default now(),
    constraint data_keys_scope unique (tenant, scope)
  )`,

  `create table streams (
    tenant text not null,
    case_code text not null,
    version integer not null,
    primary key (tenant, case_code)
  )`,
  `create table events (
    tenant text not null,
    case_code text not null,
    version integer not null,
    event_id text not null,
    type text not null,
    at timestamptz not null,
    actor text not null,
    key_id text not null,
    body bytea not null,
    primary key (tenant, case_code, version),
    constraint events_id unique (tenant, event_id)
  )`,
  `create table presses (
    id bigint generated always as identity primary key,
    tenant text not null,
    case_code text not null,
    activity_id text not null,
    person text not null,
    token text,
    inputs text,
    key_id text not null,
    answer bytea not null,
    constraint presses_activity unique (tenant, activity_id)
  )`,
  `create index presses_latest on presses (tenant, token, person, id desc) where token is not null`,

  `create table form_tokens (
    token text primary key,
    made bigint generated always as identity,
    tenant text not null,
    form text not null,
    conversation text,
    case_code text,
    conference text,
    phase text,
    person text,
    action text
  )`,
  `create index form_tokens_of_board on form_tokens (tenant, conference, made desc) where form = 'board' and person is null`,

  `create table effects (
    id bigint generated always as identity primary key,
    tenant text not null,
    case_code text not null,
    version integer not null,
    lane text not null,
    effect jsonb not null,
    state text not null default 'pending' check (state in ('pending', 'done', 'failed', 'possiblySent')),
    attempts integer not null default 0,
    in_flight boolean not null default false,
    not_before timestamptz,
    code text,
    settled_at timestamptz
  )`,
  `create index effects_waiting on effects (tenant, lane, id) where state = 'pending'`,
  `create table lanes (
    tenant text not null,
    lane text not null,
    holder text,
    primary key (tenant, lane)
  )`,
  `create table processes (
    id text primary key,
    seen_at timestamptz not null
  )`,
  `create table due_moments (
    id bigint generated always as identity primary key,
    tenant text not null,
    case_code text not null,
    version integer not null,
    at timestamptz not null,
    effect jsonb not null,
    fired_at timestamptz
  )`,
  `create index due_moments_waiting on due_moments (at, id) where fired_at is null`,

  `create table conferences (
    tenant text not null,
    conference text not null,
    case_code text not null,
    conversation text not null,
    opened_at timestamptz not null,
    opened_version integer not null,
    open boolean not null,
    primary key (tenant, conference)
  )`,
  `create unique index conferences_open_in_conversation on conferences (tenant, conversation) where open`,
  `create unique index conferences_open_of_case on conferences (tenant, case_code) where open`,
  `create index conferences_by_conversation on conferences (tenant, conversation, opened_at desc)`,
  `create index conferences_by_case on conferences (tenant, case_code, opened_version desc)`,

  `create table boards (
    tenant text not null,
    conference text not null,
    case_code text not null,
    conversation text not null,
    message_id text not null,
    token text not null,
    shown integer not null,
    last_version integer,
    holder text,
    primary key (tenant, conference)
  )`,
  `create index boards_by_case on boards (tenant, case_code)`,
  `create table board_edits (
    tenant text not null,
    conversation text not null,
    at timestamptz not null
  )`,
  `create index board_edits_recent on board_edits (tenant, conversation, at)`,
  `create table posted_cards (
    id bigint generated always as identity primary key,
    tenant text not null,
    conference text not null,
    token text not null,
    form text not null,
    phase text,
    conversation text not null,
    message_id text not null,
    constraint posted_cards_message unique (tenant, conference, token, message_id)
  )`,

  // An order of its own: a clock may stand still between two messages, or be set back.
  `create sequence conversations_heard`,
  `create table conversations (
    tenant text not null,
    id text not null,
    kind text not null,
    service_url text not null,
    bot_id text not null,
    language text not null,
    person text,
    heard bigint not null default nextval('conversations_heard'),
    primary key (tenant, id)
  )`,
  `create index conversations_personal on conversations (tenant, person, heard desc) where kind = 'personal'`,
  `create table people (
    tenant text not null,
    person text not null,
    key_id text not null,
    body bytea not null,
    primary key (tenant, person)
  )`,
];
