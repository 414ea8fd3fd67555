/**
 * `claim_board`: `Boards.claim` in one round trip. A stored function for the reason that `append_batch` is one: a country edits as many boards in a
 * second as it presses buttons.
 *
 * @param by_process the claimer; `may_judge`: whether it may take a holder that wasn't heard for `dead_after` for dead
 * @param moment of our clock, not of the database's
 * @param pace `hourMs`, `editsAnHour`, `stretchAfter`, `spacingMs`, `stretchedMs`, `editingMs`
 * @returns null when the board shows the last version; `{waitMs}`; or the board that is claimed now
 */
export const claimBoardFunction = `
create function claim_board(
  of_tenant text, of_conference text, by_process text, may_judge boolean, dead_after interval,
  anyway boolean, moment timestamptz, pace jsonb
) returns jsonb language plpgsql as $body$
declare
  board record;
  counted record;
  spacing int;
  since double precision;
begin
  select boards.*, coalesce(boards.last_version, streams.version) as wanted into board
  from boards join streams on streams.tenant = boards.tenant and streams.case_code = boards.case_code
  where boards.tenant = of_tenant and boards.conference = of_conference
  for update of boards;
  if not found or (board.shown >= board.wanted and not anyway) then return null; end if;
  if board.holder is not null and board.holder <> by_process and not (may_judge and not exists (
    select from processes where processes.id = board.holder and processes.seen_at > clock_timestamp() - dead_after))
  then return jsonb_build_object('waitMs', pace -> 'editingMs'); end if;

  -- One process counts at a time; edits that failed count too.
  perform pg_advisory_xact_lock(hashtextextended(jsonb_build_array('board_edits', of_tenant, board.conversation)::text, 0));
  delete from board_edits
  where tenant = of_tenant and conversation = board.conversation
    and at <= moment - (pace ->> 'hourMs')::int * interval '1 millisecond';
  select count(*)::int as edits, min(at) as first, max(at) as last into counted
  from board_edits where tenant = of_tenant and conversation = board.conversation;
  if counted.edits >= (pace ->> 'editsAnHour')::int then
    return jsonb_build_object('waitMs', greatest(1,
      extract(epoch from counted.first - moment) * 1000 + (pace ->> 'hourMs')::int));
  end if;
  if counted.edits > 0 then
    spacing := pace ->> case when counted.edits >= (pace ->> 'stretchAfter')::int then 'stretchedMs' else 'spacingMs' end;
    since := extract(epoch from moment - counted.last) * 1000;
    -- Further in the future than two clocks ever differ: our clock was set back, and an edit of then says nothing about now.
    if since >= -spacing and since < spacing then return jsonb_build_object('waitMs', spacing - since); end if;
  end if;

  insert into board_edits (tenant, conversation, at) values (of_tenant, board.conversation, moment);
  update boards set holder = by_process where tenant = of_tenant and conference = of_conference;
  return jsonb_build_object(
    'tenant', board.tenant, 'case', board.case_code, 'conference', board.conference, 'conversation', board.conversation,
    'messageId', board.message_id, 'token', board.token, 'wanted', board.wanted);
end $body$`;
