import type { CaseState, Conference } from '../domain/case-state.ts';
import type { Actor, Command } from '../domain/commands.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Request } from '../domain/request.ts';
import { refusalOfClosingForm } from '../domain/steps/closing.ts';
import type { CaseCode, PersonId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { PressKey, StreamId } from '../ports/event-store.ts';
import type { FormToken } from '../ports/form-tokens.ts';
import type { Answers, Asker } from './answers.ts';
import type { CaseReader } from './case-reader.ts';
import type { Dependencies } from './dependencies.ts';
import type { Execute } from './execute.ts';
import type { Members } from './members.ts';
import { activityKey, type Press } from './turn.ts';

interface Parts {
  readonly deps: Pick<Dependencies, 'tokens' | 'ids' | 'renderer' | 'processDirectors'>;
  readonly reader: CaseReader;
  readonly execute: Execute;
  readonly answers: Answers;
  readonly members: Members;
}

/**
 * A press on a card. Checks run in the order of the card contract: identity, access (the token, the chat's own list of members),
 * then the domain: conference state, rule, phase. Whatever is wrong, the answer is a card with what was typed still in it.
 */
export function createHandlePress({ deps, reader, execute, answers, members }: Parts) {
  return async function handlePress(press: Press): Promise<Card> {
    const { conversation } = press;
    const notice = (code: Refusal['code']) =>
      deps.renderer.render({
        kind: 'notice',
        language: conversation.language,
        refusals: [{ code }],
        recorded: [],
        values: press.values,
      });

    if (press.person === undefined) return notice('noIdentity');
    const token = press.token === undefined ? undefined : await deps.tokens.find(press.token);
    if (token === undefined || !belongsTo(token, press, press.person)) return notice('unknown');
    const present = await members.of(press);
    const asker: Asker = {
      person: press.person,
      language: conversation.language,
      members: present === 'unavailable' ? [] : present,
      values: press.values,
    };
    if (present === 'unavailable') return (await keptForm(asker, token)) ?? notice('tryAgain');
    if (!present.some(member => member.person === press.person)) return notice('unknown');
    return answerTo(press, press.request, token, asker);
  };

  /** Nobody can say who is in the chat now. The form goes back to whoever was at this table; others see nothing of the case. */
  async function keptForm(asker: Asker, token: FormToken): Promise<Card | undefined> {
    const stream = streamOf(token);
    const state = stream && (await reader.load(stream)).state;
    const conference = conferenceOf(state, token);
    const wasHere =
      conference?.chair === asker.person || conference?.attendees.some(attendee => attendee.person === asker.person);
    return wasHere ? refused(asker, token, state, [{ code: 'tryAgain' }]) : undefined;
  }

  async function answerTo(press: Press, request: Request, token: FormToken, asker: Asker): Promise<Card> {
    const stream = streamOf(token);
    const state = stream && (await reader.load(stream)).state;
    if (request.kind === 'invalid') {
      // A form of a closed conference needs no mending.
      const isOver = conferenceOf(state, token)?.closed !== undefined && !outlivesClosing(press, token);
      return refused(asker, token, state, isOver ? [{ code: 'closed' }] : request.refusals);
    }
    const misplaced = misplacedIn(press, token, request);
    if (misplaced !== undefined) return refused(asker, token, state, [misplaced]);
    if (request.kind !== 'command') return shown(request.kind, asker, token, state);

    const { command } = request;
    const actor = await members.actor(press, request.join);
    const target = targetOf(press, token, command, deps.ids.newId);
    const executed = await execute({
      stream: target.stream,
      command,
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
      answer: accepted => answers.accepted(asker, token, command.verb, accepted),
    });
    switch (executed.kind) {
      case 'again':
        return executed.card;
      case 'refused':
        // The answer is about the case of the card, not about a case that somebody tried to open from it.
        return refused(
          asker,
          token,
          command.verb === 'conference.open' ? state : (executed.state ?? state),
          executed.refusals,
        );
      case 'accepted':
        await members.remember(press, executed.accepted.events);
        return executed.card;
    }
  }

  /** The same form, filled as it was sent, the message on top. It carries the same token: pressing it again is trying again. */
  function refused(asker: Asker, token: FormToken, state: CaseState | undefined, refusals: readonly Refusal[]): Card {
    const askToJoin = refusals.some(refusal => refusal.code === 'joinFirst');
    return answers.form(asker, token, state, { refusals, values: asker.values, askToJoin });
  }

  /** What a button shows to this person only, in the place of the card that was pressed; nothing changes. */
  async function shown(
    what: 'summary' | 'showCloseForm' | 'showBoard',
    asker: Asker,
    pressed: FormToken,
    state: CaseState | undefined,
  ): Promise<Card> {
    const conference = conferenceOf(state, pressed);
    if (state === undefined || conference === undefined) return refused(asker, pressed, state, [{ code: 'unknown' }]);
    const no = what === 'showCloseForm' ? refusalOfClosingForm(conference, asker.person) : undefined;
    if (no !== undefined) return refused(asker, pressed, state, [no]);
    const token: FormToken = {
      ...pressed,
      token: deps.ids.newToken(),
      form: what === 'showCloseForm' ? 'close' : 'board',
      phase: conference.phase,
      person: asker.person,
    };
    await deps.tokens.save([token]);
    if (what !== 'summary') return answers.form(asker, token, state, {});
    const about = { state, conference: conference.id, token: token.token };
    return deps.renderer.render({ kind: 'summary', language: asker.language, ...about });
  }
}

/** A token is understood in its own chat and by its own person only; anything else answers as unknown. */
function belongsTo(token: FormToken, press: Press, person: PersonId): boolean {
  const { conversation } = press;
  if (token.tenant !== conversation.tenant) return false;
  if (token.person !== undefined && token.person !== person) return false;
  return token.conversation === undefined || token.conversation === conversation.id;
}

/**
 * A reminder is pressed outside the meeting chat, where nobody checks who is in that chat: it takes answers to itself and shows
 * nothing else of the case. A conference is held where others are.
 */
function misplacedIn(press: Press, token: FormToken, request: Request): Refusal | undefined {
  const verb = request.kind === 'command' ? request.command.verb : undefined;
  if (token.form === 'reminder' && !verb?.startsWith('reminder.')) return { code: 'notUnderstood' };
  const isAlone = press.conversation.kind === 'personal';
  return verb === 'conference.open' && isAlone ? { code: 'groupOnly' } : undefined;
}

/** A closed conference takes these only; opening the next one is no press on it. */
function outlivesClosing({ verb }: Press, { form }: FormToken): boolean {
  return form === 'reminder' || verb === 'conference.open' || /^(minutes|reminder)\./.test(verb);
}

function streamOf(token: FormToken): StreamId | undefined {
  return token.case === undefined ? undefined : { tenant: token.tenant, case: token.case };
}

function conferenceOf(state: CaseState | undefined, token: FormToken): Conference | undefined {
  return state?.conferences.find(one => one.id === token.conference);
}

/** What the command is about comes from the server's own token, never from the card's data. */
function targetOf(press: Press, token: FormToken, command: Command, newId: () => string) {
  const { tenant } = token;
  if (command.verb === 'conference.open')
    return {
      stream: { tenant, case: command.case satisfies CaseCode },
      context: { opening: { conferenceId: newId(), conversation: press.conversation.id, processDirectors: [] } },
    };
  return {
    stream: { tenant, case: token.case ?? '' },
    context: {
      ...(token.conference !== undefined && { conference: token.conference }),
      ...(token.phase !== undefined && { renderedFor: token.phase }),
    },
  };
}

function pressKey(press: Press, actor: Actor): PressKey {
  const inputs = Object.entries(press.values).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    activityId: activityKey(press),
    person: actor.person,
    ...(press.token !== undefined && { token: press.token, inputs: JSON.stringify([press.verb, inputs]) }),
  };
}
