/**
 * `append_batch`: several appends, and entries of the access log beside them, in one statement. A stored function, because both engines keep
 * its plans: an append is a dozen statements, and planning and carrying them was most of a press.
 *
 * It locks what it's going to move, in one order, so that two processes never wait for each other crosswise. Then it looks at everything that
 * may be otherwise than its caller thought (versions, ends of chains, presses that are there already). Is anything, then it writes nothing
 * and says so; the caller leaves that out, or makes its links anew, and asks again. Unique violations (a conference that is open
 * already) are raised.
 *
 * Plans are made once, mostly before there's anything in the tables, and an embedded database never looks again: what is looked up here is asked
 * for so that no plan but the right index will do, however little is known of the tables.
 *
 * @param batch arrays of rows: `appends`, `events`, `index`, `tokens`, `effects`, `moments`, `overviews`, `actions`, `access`; `n` is the place of the
 * append in the batch; appends of one stream follow each other in it; `o` and `l` say where in `sealed` the sealed bytes of a row are
 * @param sealed all sealed bytes, one behind the other: binary, where JSON would take them apart twice
 * @returns null when all of it was written; else `appends: [{n, kind: 'duplicate' | 'conflict'}]` and `heads: [{tenant, digest, seq, chain}]`
 */
export const appendFunction = `
create or replace function append_batch(batch jsonb, sealed bytea) returns jsonb language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $body$
declare
  fresh jsonb;
  wrong jsonb;
  stale jsonb;
begin
  with made as (
    insert into streams (tenant, case_code, version)
    select distinct tenant, case_code, 0 from jsonb_to_recordset(batch -> 'appends') as a (tenant text, case_code text, expected int)
    where expected = 0 order by 1, 2
    on conflict do nothing returning tenant, case_code
  ) select jsonb_agg(to_jsonb(made)) into fresh from made;
  perform from streams
    where (tenant, case_code) in (select tenant, case_code from jsonb_to_recordset(batch -> 'appends') as a (tenant text, case_code text))
    order by tenant, case_code for update;
  insert into access_heads (tenant, case_digest, seq, chain)
    select distinct tenant, digest, 0, '' from jsonb_to_recordset(batch -> 'access') as e (tenant text, digest text, seq int)
    where seq = 1 order by 1, 2
    on conflict do nothing;
  perform from access_heads
    where (tenant, case_digest) in (select tenant, digest from jsonb_to_recordset(batch -> 'access') as e (tenant text, digest text))
    order by tenant, case_digest for update;

  select jsonb_agg(jsonb_build_object('n', n, 'kind', case when duplicate then 'duplicate' else 'conflict' end)) into wrong
  from (
    select a.n,
      a.activity_id is not null and (
        (select true from presses where presses.tenant = a.tenant and presses.activity_id = a.activity_id limit 1) is not null
        or coalesce(a.inputs = (
          select same.inputs from (
            select id, inputs from presses
            where presses.tenant = a.tenant and presses.token = a.token and presses.person = a.person offset 0) as same
          order by id desc limit 1), false)
      ) as duplicate,
      a.first and (
        streams.version is distinct from a.expected
        or (a.expected > 0 and a.head <> coalesce((
          select chain from events
          where events.tenant = a.tenant and events.case_code = a.case_code and events.version >= a.expected
          order by events.version limit 1), ''))
      ) as behind
    from jsonb_to_recordset(batch -> 'appends') as a (
      n int, tenant text, case_code text, expected int, head text, first boolean,
      activity_id text, person text, token text, inputs text)
    left join streams on streams.tenant = a.tenant and streams.case_code = a.case_code
  ) as looked where duplicate or behind;

  select jsonb_agg(to_jsonb(looked)) into stale
  from (
    select e.tenant, e.digest, coalesce(access_heads.seq, 0) as seq, coalesce(access_heads.chain, '') as chain
    from jsonb_to_recordset(batch -> 'access') as e (tenant text, digest text, seq int, previous text, first boolean)
    left join access_heads on access_heads.tenant = e.tenant and access_heads.case_digest = e.digest
    where e.first and (access_heads.seq is distinct from e.seq - 1 or access_heads.chain is distinct from e.previous)
  ) as looked;

  if wrong is not null or stale is not null then
    delete from streams using jsonb_to_recordset(fresh) as made (tenant text, case_code text)
      where streams.tenant = made.tenant and streams.case_code = made.case_code and version = 0;
    delete from access_heads using jsonb_to_recordset(batch -> 'access') as e (tenant text, digest text)
      where access_heads.tenant = e.tenant and case_digest = e.digest and access_heads.seq = 0;
    return jsonb_build_object('appends', coalesce(wrong, '[]'), 'heads', coalesce(stale, '[]'));
  end if;

  update streams set version = moved.version
  from (
    select tenant, case_code, max(next) as version
    from jsonb_to_recordset(batch -> 'appends') as a (tenant text, case_code text, next int) group by tenant, case_code
  ) as moved
  where streams.tenant = moved.tenant and streams.case_code = moved.case_code and streams.version <> moved.version;
  insert into presses (tenant, case_code, activity_id, person, token, inputs, key_id, answer)
    select tenant, case_code, activity_id, person, token, inputs, key_id, substr(sealed, o + 1, l)
    from jsonb_to_recordset(batch -> 'appends') as a (
      n int, tenant text, case_code text, activity_id text, person text, token text, inputs text, key_id text, o int, l int)
    where activity_id is not null order by n;
  insert into events (tenant, case_code, version, event_id, type, at, actor, key_id, body, chain)
    select tenant, case_code, version, event_id, type, at, actor, key_id, substr(sealed, o + 1, l), chain
    from jsonb_to_recordset(batch -> 'events') as e (
      tenant text, case_code text, version int, event_id text, type text, at timestamptz, actor text, key_id text, o int, l int, chain text);
  if batch ? 'index' then
    perform index_conferences(batch -> 'index');
  end if;
  if batch ? 'tokens' then
    insert into form_tokens (token, tenant, form, conversation, case_code, conference, phase, person, action, item)
      select token, tenant, form, conversation, case_code, conference, phase, person, action, item
      from jsonb_to_recordset(batch -> 'tokens') as t (
        token text, tenant text, form text, conversation text, case_code text, conference text, phase text, person text, action text, item text)
      order by token
      on conflict (token) do nothing;
    update boards set token = newest.token
    from (
      select distinct on (tenant, conference) tenant, conference, token
      from jsonb_to_recordset(batch -> 'tokens') as t (n int, token text, tenant text, form text, conference text, person text)
      where form = 'board' and person is null order by tenant, conference, n desc
    ) as newest
    where boards.tenant = newest.tenant and boards.conference = newest.conference;
  end if;
  if batch ? 'effects' then
    insert into effects (tenant, case_code, version, lane, effect)
      select tenant, case_code, version, effect ->> 'lane', effect
      from rows from (jsonb_to_recordset(batch -> 'effects') as (tenant text, case_code text, version int, effect jsonb)) with ordinality
        as e (tenant, case_code, version, effect, position)
      order by position;
  end if;
  if batch ? 'moments' then
    insert into due_moments (tenant, case_code, version, at, effect)
      select tenant, case_code, version, at, effect
      from rows from (jsonb_to_recordset(batch -> 'moments') as (tenant text, case_code text, version int, at timestamptz, effect jsonb))
        with ordinality as e (tenant, case_code, version, at, effect, position)
      order by position;
  end if;
  if batch ? 'overviews' then
    insert into case_overviews (tenant, case_code, version, form, key_id, body)
      select tenant, case_code, version, form, key_id, substr(sealed, o + 1, l)
      from jsonb_to_recordset(batch -> 'overviews') as e (
        tenant text, case_code text, version int, form int, key_id text, o int, l int)
      on conflict (tenant, case_code) do update
        set version = excluded.version, form = excluded.form, key_id = excluded.key_id, body = excluded.body;
    delete from open_actions using jsonb_to_recordset(batch -> 'overviews') as e (tenant text, case_code text)
      where open_actions.tenant = e.tenant and open_actions.case_code = e.case_code;
    insert into open_actions (tenant, case_code, action, owner, conference, due)
      select tenant, case_code, action, owner, conference, due
      from jsonb_to_recordset(batch -> 'actions') as e (
        tenant text, case_code text, action text, owner text, conference text, due text);
  end if;
  insert into access_log (tenant, case_digest, seq, at, person, action, what, client, key_id, body, chain)
    select tenant, digest, seq, at, person, action, what, client, key_id, case when key_id is null then null else substr(sealed, o + 1, l) end, chain
    from jsonb_to_recordset(batch -> 'access') as e (
      tenant text, digest text, seq int, at timestamptz, person text, action text, what text, client text, key_id text, o int, l int, chain text);
  update access_heads set seq = last.seq, chain = last.chain
  from (
    select distinct on (tenant, digest) tenant, digest, seq, chain
    from jsonb_to_recordset(batch -> 'access') as e (tenant text, digest text, seq int, chain text)
    order by tenant, digest, seq desc
  ) as last
  where access_heads.tenant = last.tenant and access_heads.case_digest = last.digest;
  return null;
end
$body$`;

/**
 * The index of conferences after the events of a batch, in their order. Boards of earlier conferences are left at the version before the
 * one in which the next began.
 * @param changes `{kind: 'opened', …row}` or `{kind: 'closed', tenant, case_code}`
 */
export const indexFunction = `
create function index_conferences(changes jsonb) returns void language plpgsql as $body$
declare
  change record;
begin
  for change in
    select * from jsonb_to_recordset(changes) as c (
      kind text, tenant text, case_code text, conference text, conversation text, opened_at timestamptz, opened_version int)
  loop
    if change.kind = 'closed' then
      update conferences set open = false
        where tenant = change.tenant and case_code = change.case_code and open;
    else
      insert into conferences (tenant, conference, case_code, conversation, opened_at, opened_version, open)
        values (change.tenant, change.conference, change.case_code, change.conversation, change.opened_at, change.opened_version, true);
      update boards set last_version = change.opened_version - 1
        where tenant = change.tenant and case_code = change.case_code and last_version is null;
    end if;
  end loop;
end
$body$`;
