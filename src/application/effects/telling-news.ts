import { openDirection } from '../../domain/direction.ts';
import type { PersonId } from '../../domain/values.ts';
import type { Card } from '../../ports/card-renderer.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { FormName } from '../../ports/form-tokens.ts';
import type { Outcome } from '../../ports/outbox.ts';
import { createAccesses } from '../accesses.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import { roadAfter } from './ladder.ts';
import { afterFailure, createToPerson } from './personal-chat.ts';
import { asMessage, done, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'conversations' | 'chat' | 'renderer' | 'clock' | 'processDirectors' | 'access'>;

/**
 * What people of a case hear outside the table: a signal, an answer that was promised to them, a case that nobody directs. Typed words
 * stand in their own chat only; where that's refused the meeting chat gets number and code.
 */
export function createTellingNews(deps: Needs, enqueue: Enqueue) {
  const toPerson = createToPerson(deps);
  const accesses = createAccesses(deps);

  const tellSignal: Performer<'tellSignal'> = async (scene, effect) => {
    const { pending, stream, state, conference } = scene;
    const { signal, person, token } = effect;
    if (pending.interrupted) return { kind: 'possiblySent' };
    try {
      return await sent(scene, person, to => form(scene, to, person, { form: 'tellSignal', token, item: signal }));
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind !== 'failed') return outcome;
      const latest = state.conferences.at(-1) ?? conference;
      // Whoever can't be mentioned either is told by the other of the two, chair or case director.
      if (roadAfter(outcome.code) === 'mention') {
        const about = { conference: latest.id, signal, person };
        await enqueue(stream, { kind: 'tellSignalInMeeting', lane: latest.conversation, ...about }, [], pending);
      }
      return outcome;
    }
  };

  const tellSignalInMeeting: Performer<'tellSignalInMeeting'> = async (scene, { signal, person }) =>
    inMeeting(scene, person, 'chat.signalInMeeting', { signal });

  /** The form stands where the conference will be held, with everything filled in that's known; one press there begins it. */
  const offerUrgent: Performer<'offerUrgent'> = async (scene, { token }) => {
    const { state, conference, chat } = scene;
    if (state.conferences.at(-1)?.id !== conference.id) return done;
    const card = deps.renderer.render({
      kind: 'form',
      form: 'openConference',
      language: chat.language,
      token,
      now: deps.clock.now(),
      members: [],
      refusals: [],
      recorded: [],
      values: { case: state.code, approach: state.approach, urgent: 'true' },
      askToJoin: false,
      withBoardLines: false,
    });
    return { kind: 'done', messageId: await deps.chat.post(chat, asMessage(card)) };
  };

  /** To whom it was promised; to the chair when that person can't be written to. */
  const tellAnswer: Performer<'tellAnswer'> = async (scene, effect) => {
    const { pending, stream, state, conference } = scene;
    const { action: id, person, answer } = effect;
    const action = state.actions.find(one => one.id === id);
    if (action?.answers?.[answer] === undefined) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    try {
      return await sent(scene, person, to =>
        deps.renderer.render({
          kind: 'broughtAnswer',
          language: to.language,
          now: deps.clock.now(),
          state,
          conference: conference.id,
          action: id,
          answer,
          viewer: person,
        }),
      );
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind !== 'failed') return outcome;
      const { chair } = state.conferences.at(-1) ?? conference;
      if (person === chair) return inMeeting(scene, chair, 'chat.answerInMeeting', { action: id });
      const toChair = { ...effect, lane: `person:${chair}`, person: chair };
      if (chair !== action.owner.person) await enqueue(stream, toChair, [], pending);
      return outcome;
    }
  };

  /** Only while it's still the same step, and only to whoever guards direction now. */
  const tellDirection: Performer<'tellDirection'> = async (scene, { person, steps, since, token }) => {
    const { pending, state, conference } = scene;
    const direction = openDirection(state);
    const { chair } = state.conferences.at(-1) ?? conference;
    if (direction?.steps.length !== steps || direction.since !== since) return done;
    if (person !== chair && !deps.processDirectors.includes(person)) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    try {
      return await sent(scene, person, to => form(scene, to, person, { form: 'direction', token }));
    } catch (error) {
      const outcome = afterFailure(error);
      // A process director who isn't in that chat can't be mentioned there; the chair hears it too.
      if (outcome.kind !== 'failed' || person !== chair) return outcome;
      return inMeeting(scene, chair, 'chat.directionInMeeting');
    }
  };

  async function sent(
    { chat, stream, state, pending }: Scene,
    person: PersonId,
    card: (to: Conversation) => Card,
  ): Promise<Outcome> {
    const toWhom = { person, client: 'bot' };
    await accesses.record(toWhom, 'disclose', pending.effect.kind, { tenant: stream.tenant, states: [state] });
    return { kind: 'done', messageId: await toPerson([chat], person, to => asMessage(card(to))) };
  }

  function form(
    { state, conference }: Scene,
    to: Conversation,
    viewer: PersonId,
    what: { readonly form: FormName; readonly token: string; readonly item?: string },
  ): Card {
    return deps.renderer.render({
      kind: 'form',
      ...what,
      language: to.language,
      now: deps.clock.now(),
      state,
      conference: conference.id,
      members: [],
      viewer,
      refusals: [],
      recorded: [],
      values: {},
      askToJoin: false,
      withBoardLines: false,
    });
  }

  /** Number and code only, with a mention. */
  async function inMeeting(
    { state, chat, pending }: Scene,
    mention: PersonId,
    key: string,
    about: Readonly<Record<string, string>> = {},
  ): Promise<Outcome> {
    if (pending.interrupted) return { kind: 'possiblySent' };
    const text = deps.renderer.line(chat.language, key, { ...about, case: state.code });
    try {
      return { kind: 'done', messageId: await deps.chat.post(chat, { kind: 'line', text, mention }) };
    } catch (error) {
      return afterFailure(error);
    }
  }

  return { tellSignal, tellSignalInMeeting, offerUrgent, tellAnswer, tellDirection };
}
