import { isStillDue } from '../../domain/reminder-policy.ts';
import type { Outcome } from '../../ports/outbox.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import { afterFailure, createPersonalChat } from './personal-chat.ts';
import { asMessage, done, type EffectOf, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'conversations' | 'chat' | 'renderer' | 'clock'>;

/**
 * Reminders, up the ladder: the owner's own chat, then a mention in the meeting chat with number and code only. At most once:
 * an attempt whose outcome nobody knows is marked, not repeated.
 */
export function createReminding(deps: Needs, enqueue: Enqueue) {
  const personalChat = createPersonalChat(deps);

  const remindOwner: Performer<'remindOwner'> = async (scene, effect) => {
    const { stream, conference } = scene;
    const { action, person, day } = effect;
    const needless = needlessNow(scene, effect);
    if (needless !== undefined) return needless;
    try {
      return await toOwner('reminder', scene, effect);
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind === 'failed') {
        const lane = conference.conversation;
        await enqueue(stream, { kind: 'remindInMeeting', lane, conference: conference.id, action, person, day });
      }
      return outcome;
    }
  };

  const remindInMeeting: Performer<'remindInMeeting'> = async (scene, effect) => {
    const { state, chat } = scene;
    const { action, person } = effect;
    const needless = needlessNow(scene, effect);
    if (needless !== undefined) return needless;
    const text = deps.renderer.line(chat.language, 'chat.remindInMeeting', { action, case: state.code });
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
    if (asked?.acceptance !== 'asked' || asked.status !== 'open') return done;
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
    const text = deps.renderer.line(chat.language, 'chat.askInMeeting', { action, case: state.code });
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

  return { remindOwner, remindInMeeting, askOwner, askInMeeting };
}

/** The action was done or put off, or an earlier attempt may have arrived: then this reminder isn't sent. */
function needlessNow(
  { state, pending }: Scene,
  { action, day }: EffectOf<'remindOwner' | 'remindInMeeting'>,
): Outcome | undefined {
  const planned = state.actions.find(one => one.id === action);
  if (!isStillDue(planned, day)) return done;
  return pending.interrupted ? { kind: 'possiblySent' } : undefined;
}
