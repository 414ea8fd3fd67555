import { isStillDue, momentOf, type ReminderStage, remindersOf } from '../../domain/reminder-policy.ts';
import type { Outcome } from '../../ports/outbox.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import { afterFailure, createPersonalChat } from './personal-chat.ts';
import { asMessage, done, type EffectOf, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'conversations' | 'chat' | 'renderer' | 'clock' | 'calendar'>;

const inMeeting: Readonly<Record<ReminderStage, string>> = {
  ahead: 'chat.remindInMeetingAhead',
  occurrence: 'chat.remindInMeeting',
  snoozed: 'chat.remindInMeeting',
  due: 'chat.remindInMeeting',
  late1: 'chat.remindInMeetingLate',
  late3: 'chat.remindInMeetingLate',
  late7: 'chat.remindInMeetingLate',
};

/**
 * Reminders, up the ladder: the owner's own chat, then a mention in the meeting chat with number and code only. At most once:
 * an attempt whose outcome nobody knows is marked, not repeated.
 */
export function createReminding(deps: Needs, enqueue: Enqueue) {
  const personalChat = createPersonalChat(deps);

  const remindOwner: Performer<'remindOwner'> = async (scene, effect) => {
    const { stream, conference } = scene;
    const { action, person, planned } = effect;
    const needless = needlessNow(scene, effect);
    if (needless !== undefined) return needless;
    try {
      return await toOwner('reminder', scene, effect);
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind === 'failed') {
        const lane = conference.conversation;
        await enqueue(stream, { kind: 'remindInMeeting', lane, conference: conference.id, action, person, planned });
      }
      return outcome;
    }
  };

  const remindInMeeting: Performer<'remindInMeeting'> = async (scene, effect) => {
    const { state, chat } = scene;
    const { action, person, planned } = effect;
    const needless = needlessNow(scene, effect);
    if (needless !== undefined) return needless;
    const text = deps.renderer.line(chat.language, inMeeting[planned.stage], { action, case: state.code });
    try {
      const mention = person === undefined ? {} : { mention: person };
      return { kind: 'done', messageId: await deps.chat.post(chat, { kind: 'line', text, ...mention }) };
    } catch (error) {
      return afterFailure(error);
    }
  };

  /** Who wasn't at the table when it was agreed is asked whether they take it on. */
  const askOwner: Performer<'askOwner'> = async (scene, effect) => {
    const { stream, state, conference, pending } = scene;
    const { action, person } = effect;
    const asked = state.actions.find(one => one.id === action);
    const isAsked = asked?.acceptance === 'asked' && asked.owner.person === person;
    if (asked?.status !== 'open' || (!isAsked && asked.handOver?.to.person !== person)) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    try {
      return await toOwner('acceptAction', scene, effect);
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind === 'failed')
        await enqueue(stream, {
          kind: 'askInMeeting',
          lane: conference.conversation,
          conference: conference.id,
          action,
          person,
        });
      return outcome;
    }
  };

  const askInMeeting: Performer<'askInMeeting'> = async ({ state, chat, pending }, { action, person }) => {
    if (pending.interrupted) return { kind: 'possiblySent' };
    const isHandOver = state.actions.find(one => one.id === action)?.handOver !== undefined;
    const key = isHandOver ? 'chat.handOverInMeeting' : 'chat.askInMeeting';
    const text = deps.renderer.line(chat.language, key, { action, case: state.code });
    try {
      return { kind: 'done', messageId: await deps.chat.post(chat, { kind: 'line', text, mention: person }) };
    } catch (error) {
      return afterFailure(error);
    }
  };

  /** A form about one action in the owner's own chat. */
  async function toOwner(
    form: 'reminder' | 'acceptAction',
    { state, chat, conference }: Scene,
    { action, person, token }: EffectOf<'remindOwner' | 'askOwner'>,
  ): Promise<Outcome> {
    const personal = await personalChat(chat, person);
    const card = deps.renderer.render({
      kind: 'form',
      form,
      language: personal.language,
      token,
      now: deps.clock.now(),
      state,
      conference: conference.id,
      action,
      members: [],
      viewer: person,
      refusals: [],
      recorded: [],
      values: {},
      askToJoin: false,
      withBoardLines: false,
    });
    return { kind: 'done', messageId: await deps.chat.post(personal, asMessage(card)) };
  }

  /** The action was answered, put off or mended, or an earlier attempt may have arrived: then this reminder isn't sent. */
  function needlessNow(
    { state, pending }: Scene,
    { action: id, planned }: EffectOf<'remindOwner' | 'remindInMeeting'>,
  ): Outcome | undefined {
    const action = state.actions.find(one => one.id === id);
    if (action === undefined || !isStillDue(action, planned, deps.calendar)) return done;
    // After an afternoon off line several have come at once: the last one says it all.
    const next = remindersOf(action, deps.calendar).find(one => momentOf(one) > momentOf(planned));
    if (next !== undefined && deps.clock.instantAt(next.day, next.time) <= deps.clock.now()) return done;
    return pending.interrupted ? { kind: 'possiblySent' } : undefined;
  }

  return { remindOwner, remindInMeeting, askOwner, askInMeeting };
}
