import type { CaseState } from '../domain/case-state.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import type { PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import { createAccesses } from './accesses.ts';
import { createActionLists } from './action-lists.ts';
import type { Answers, Asker } from './answers.ts';
import { createAvailability } from './availability.ts';
import { createCardStands } from './card-stands.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Enqueue } from './enqueue.ts';
import type { Accepted, Execute } from './execute.ts';
import type { KeptWords } from './kept-words.ts';
import type { Members } from './members.ts';
import { openRowsOf } from './my-actions.ts';
import { createOwnLists, isOfList, isOwnForm, isRow } from './own-lists.ts';
import { createPostSummary } from './post-summary.ts';
import { belongsTo, misplacedIn, outlivesClosing } from './press-checks.ts';
import { conferenceOf, pressKey, streamOf, targetOf } from './press-target.ts';
import { createShowForm } from './show-form.ts';
import { asksForMore, createShowMoreOf } from './show-more-of.ts';
import { createTakeWords } from './take-words.ts';
import { isThereFor } from './there-for.ts';
import { againOf } from './try-again.ts';
import type { Press } from './turn.ts';
import { requestWithoutNumbers, valuesToFillIn } from './typed-numbers.ts';
import { createWordingHelp } from './wording-help.ts';

interface Parts {
  readonly deps: Dependencies;
  readonly reader: CaseReader;
  readonly execute: Execute;
  readonly answers: Answers;
  readonly members: Members;
  readonly enqueue: Enqueue;
  readonly kept: KeptWords;
}

/**
 * A press on a card. Checks run in the order of the card contract: identity, access (the token, the chat's own list of members),
 * then the domain: conference state, rule, phase. Whatever is wrong, the answer is a card with what was typed still in it.
 */
export function createHandlePress({ deps, reader, execute, answers, members, enqueue, kept }: Parts) {
  const accesses = createAccesses(deps);
  const show = createShowForm({ deps, answers });
  const stands = createCardStands(enqueue);
  const takeWords = createTakeWords({ deps, answers, kept });
  const helpWith = createWordingHelp(deps, enqueue);
  const postSummary = createPostSummary({ deps, answers, enqueue, kept });
  const showMore = createShowMoreOf({ deps, answers });
  const lists = createActionLists(deps, reader);
  const availability = createAvailability({ deps, reader, answers, lists });
  const everything = async ({ person, language, client }: Asker, tenant: string) =>
    lists.make({ list: 'myActions', tenant, person, language, client }, await openRowsOf(deps, reader, tenant, person));
  const showOwn = createOwnLists({ deps, answers, lists, availability: availability.form, everything });

  return async function handlePress(press: Press): Promise<Card> {
    const { conversation } = press;
    const notice = (code: Refusal['code']) =>
      deps.renderer.render({
        kind: 'notice',
        language: conversation.language,
        refusals: [{ code }],
        recorded: [],
        values: valuesToFillIn(press),
        ...(code === 'tryAgain' && { again: againOf(press) }),
      });

    if (press.person === undefined) return notice('noIdentity');
    const token = press.token === undefined ? undefined : await deps.tokens.find(press.token);
    if (token === undefined) return notice('unknown');
    if (!belongsTo(token, press, press.person)) {
      await turnedAway(press, press.person, token);
      return notice('unknown');
    }
    const present = await members.of(press);
    const asker: Asker = {
      person: press.person,
      language: conversation.language,
      members: present === 'unavailable' ? [] : present,
      values: valuesToFillIn(press),
      client: press.client,
    };
    if (present === 'unavailable') return (await keptForm(asker, token)) ?? notice('tryAgain');
    if (!present.some(member => member.person === press.person)) {
      await turnedAway(press, press.person, token);
      return notice('unknown');
    }
    const answer = await answerTo(press, requestWithoutNumbers(press), token, asker);
    if (answer !== undefined) return answer;
    await turnedAway(press, press.person, token);
    return notice('unknown');
  };

  /** Somebody reached for a case that isn't there for them: they hear nothing of it, and its log does. */
  async function turnedAway({ verb, client }: Press, person: PersonId, token: FormToken): Promise<void> {
    const stream = streamOf(token);
    const { tenant } = token;
    if (stream === undefined) return;
    await accesses.record({ person, client }, 'refuse', verb, { tenant, states: [(await reader.load(stream)).state] });
  }

  /** Nobody can say who is in the chat now. The form goes back to whoever was at this table; others see nothing of the case. */
  async function keptForm(asker: Asker, token: FormToken): Promise<Card | undefined> {
    const stream = streamOf(token);
    const state = stream && (await reader.load(stream)).state;
    const conference = conferenceOf(state, token);
    const wasHere =
      conference?.chair === asker.person || conference?.attendees.some(attendee => attendee.person === asker.person);
    if (!wasHere) return undefined;
    await shown(asker, 'tryAgain', token, state);
    return refused(asker, token, state, [{ code: 'tryAgain' }]);
  }

  /** Undefined for somebody whom the card isn't there for. */
  async function answerTo(press: Press, request: Request, token: FormToken, asker: Asker): Promise<Card | undefined> {
    if (request.kind === 'command') return recorded(press, request, token, asker);
    const state = await stateOf(token);
    if (!isThereFor(token, state, asker.person, deps.processDirectors)) return undefined;
    // What is accepted is logged with what it changes.
    await shown(asker, press.verb, token, state);
    if (request.kind === 'invalid') {
      // A form of a closed conference needs no mending.
      const isOver = conferenceOf(state, token)?.closed !== undefined && !outlivesClosing(press, token);
      return refused(asker, token, state, isOver ? [{ code: 'closed' }] : request.refusals);
    }
    const misplaced = misplacedIn(press, token, request);
    if (misplaced !== undefined) return refused(asker, token, state, [misplaced]);
    if (request.kind === 'setAvailability') return availability.set(press, asker, token, request.availability);
    if (request.kind === 'postSummary') return postSummary(asker, token, state);
    if (request.kind === 'takeWords' || request.kind === 'dropWords') return takeWords(request, asker, token, state);
    if (asksForMore(request)) return showMore(request, asker, token, state);
    if (isOwnForm(request)) return showOwn(request, asker, token, state);
    return show(request, asker, token, state);
  }

  async function stateOf(token: FormToken): Promise<CaseState | undefined> {
    const stream = streamOf(token);
    return stream && (await reader.load(stream)).state;
  }

  /** The case is read when there's something to show of it only: whether this can be recorded is decided by `execute`. */
  async function recorded(
    press: Press,
    request: Extract<Request, { kind: 'command' }>,
    token: FormToken,
    asker: Asker,
  ): Promise<Card | undefined> {
    const isThere = (state: CaseState | undefined) => isThereFor(token, state, asker.person, deps.processDirectors);
    const { command } = request;
    const misplaced = misplacedIn(press, token, request);
    // A case that is opened from a card is another one than the card is about.
    const isOfOther = command.verb === 'conference.open';
    if (misplaced !== undefined || isOfOther) {
      const state = await stateOf(token);
      if (!isThere(state)) return undefined;
      if (misplaced !== undefined) {
        await shown(asker, press.verb, token, state);
        return refused(asker, token, state, [misplaced]);
      }
    }
    const { actor, isNew } = await members.actor(press, request.join);
    const target = targetOf(press, token, command, deps.ids.newId);
    const executed = await execute({
      stream: target.stream,
      command,
      ...(!isOfOther && { isThere }),
      context: {
        actor,
        members: await members.known(press.conversation.tenant, asker.members, command),
        ...target.context,
        ...(request.onBehalfOf && { onBehalfOf: request.onBehalfOf }),
        ...(request.confirmed && { duplicateConfirmed: true }),
        ...(target.context.opening && {
          opening: { ...target.context.opening, processDirectors: deps.processDirectors },
        }),
      },
      press: pressKey(press, actor),
      client: press.client,
      signal: press.signal,
      answer: accepted => answers.accepted(asker, token, command.verb, isNew ? withMethod(accepted, asker) : accepted),
    });
    if (executed.kind === 'refused' && isUnknown(executed.refusals)) return undefined;
    const isRecorded = executed.kind === 'accepted' && executed.accepted.events.length > 0;
    const state = isRecorded ? undefined : await stateOf(token);
    if (!isRecorded) await shown(asker, command.verb, token, state);
    switch (executed.kind) {
      case 'again':
        return listAgain(asker, token) ?? executed.card;
      case 'refused': {
        // The answer is about the case of the card, not about a case that somebody tried to open from it.
        const now = command.verb === 'conference.open' ? state : (executed.state ?? state);
        return refused(asker, await upToDate(asker, token, now), now, executed.refusals);
      }
      case 'accepted':
        await members.remember(press, executed.accepted.events);
        await helpWith(press, target.stream, executed.accepted, asker.person);
        // The form was there before its conference was, so nobody knew which conference it belonged to.
        if (token.form === 'openConference' && press.messageId !== undefined)
          await stands(target.stream, executed.accepted.conference, token, press.messageId);
        return listAgain(asker, token) ?? executed.card;
    }
  }

  /** Logged before the card leaves. The list of the house's cases belongs to no case; other cards without one hold none. */
  async function shown(asker: Asker, what: string, token: FormToken, state: CaseState | undefined): Promise<void> {
    const { tenant, form } = token;
    const isOfHouse = form === 'caseload' && token.case === undefined;
    await accesses.record(asker, 'show', what, isOfHouse ? { tenant } : { tenant, states: [state] });
  }

  /**
   * The answer to what was pressed in a list is that list, as it is now. It's made each time: what is kept of a press belongs to one
   * case, and the list holds words of several.
   */
  function listAgain(asker: Asker, token: FormToken): Promise<Card> | undefined {
    return isOfList(token) ? lists.again(token, asker) : undefined;
  }

  /** A board of a phase that is over gives way to one of now; otherwise all it could ever say is that it has happened. */
  async function upToDate(asker: Asker, token: FormToken, state: CaseState | undefined): Promise<FormToken> {
    const phase = conferenceOf(state, token)?.phase;
    if (token.form !== 'board' || phase === undefined || phase === token.phase) return token;
    const fresh = { ...token, token: deps.ids.newToken(), phase, person: asker.person };
    await deps.tokens.save([fresh]);
    return fresh;
  }

  /** The same form, filled as it was sent, the message on top. It carries the same token: pressing it again is trying again. */
  async function refused(
    asker: Asker,
    token: FormToken,
    state: CaseState | undefined,
    refusals: readonly Refusal[],
  ): Promise<Card> {
    if (isRow(token.form)) return lists.again(token, asker, { refusals });
    const askToJoin = refusals.some(refusal => refusal.code === 'joinFirst');
    return answers.form(asker, token, state, { refusals, values: asker.values, askToJoin });
  }
}

/** About nothing in particular: not a wrong number in a form, but a case that isn't there for this person. */
function isUnknown(refusals: readonly Refusal[]): boolean {
  return refusals.some(({ code, item }) => code === 'unknown' && item === undefined);
}

/** Whoever is here for the first time gets the method in five lines, once: changing participants didn't know it (pilot report). */
function withMethod(accepted: Accepted, { person }: Asker): Accepted {
  const joined = accepted.events.some(
    event =>
      event.type === 'ParticipantJoined' && event.participant.person === person && event.recordedBy === undefined,
  );
  return joined ? { ...accepted, hints: [...accepted.hints, { code: 'newcomer' }] } : accepted;
}
