/**
 * `Outbox.take` and `Outbox.settle`, each in one round trip where they were four: a country sends some thirty messages a second. Rows are looked
 * up by key whatever the planner knows of them (`append-function.ts`).
 *
 * `take_effects`
 * @param by_process who takes; `may_judge`: whether it may take a lane whose holder wasn't heard for `dead_after`
 * @param moment of our clock; what waits until later stays, unless that's `longest_wait` away: nobody is asked to wait for that long
 * @returns null when another process has the lane or nothing may go out; else a list in order of `{id, case, effect, attempts, interrupted}`: the first, and
 * what is gathered with it
 *
 * `settle_effects`
 * @param changes `state`, `code`, `notBefore`; without `state` they wait again
 * @returns whether the process still had the lane; what was done counts anyway, because it stands in the chat
 */
export const outboxFunctions = [
  `create function take_effects(
  of_tenant text, of_lane text, by_process text, may_judge boolean, dead_after interval, moment timestamptz, longest_wait interval
) returns jsonb language plpgsql set enable_seqscan = off as $body$
declare
  taken jsonb;
begin
  insert into lanes (tenant, lane, holder) values (of_tenant, of_lane, by_process)
  on conflict (tenant, lane) do update set holder = by_process
  where lanes.holder is null or lanes.holder = by_process or (may_judge and not exists (
    select from processes where processes.id = lanes.holder and processes.seen_at > clock_timestamp() - dead_after));
  if not found then return null; end if;

  -- A statement of its own: it sees what the former holder settled while this one waited for the lane.
  with head as (
    select id, in_flight, not_before, effect ->> 'gathered' as gathered from effects
    where tenant = of_tenant and lane = of_lane and state = 'pending' order by id limit 1
  ), together as (
    select effects.id, effects.in_flight from effects, head
    where effects.tenant = of_tenant and effects.lane = of_lane and effects.state = 'pending'
      and (effects.id = head.id or (effects.effect ->> 'gathered' = head.gathered and effects.in_flight = head.in_flight))
      and (head.not_before is null or head.not_before <= moment or head.not_before > moment + longest_wait)
  ), begun as (
    update effects set attempts = attempts + 1, in_flight = true from together
    where effects.id = together.id
    returning effects.id, case_code, effect, attempts - 1 as attempts, together.in_flight as interrupted
  )
  select jsonb_agg(jsonb_build_object(
    'id', id::text, 'case', case_code, 'effect', effect, 'attempts', attempts, 'interrupted', interrupted) order by id)
  into taken from begun;
  if taken is null then update lanes set holder = null where tenant = of_tenant and lane = of_lane; end if;
  return taken;
end $body$`,
  `create function settle_effects(of_tenant text, of_lane text, by_process text, ids bigint[], changes jsonb)
returns boolean language plpgsql set enable_seqscan = off as $body$
declare
  held boolean;
begin
  update lanes set holder = null where tenant = of_tenant and lane = of_lane and holder = by_process;
  held := found;
  if held or changes ->> 'state' = 'done' then
    update effects set
      state = coalesce(changes ->> 'state', state),
      code = coalesce(changes ->> 'code', code),
      not_before = coalesce((changes ->> 'notBefore')::timestamptz, not_before),
      in_flight = in_flight and changes ? 'state',
      settled_at = case when changes ? 'state' then clock_timestamp() else settled_at end
    where id = any(ids) and state = 'pending';
  end if;
  return held;
end $body$`,
] as const;
