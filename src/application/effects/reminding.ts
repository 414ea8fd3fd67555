import { isStillDue } from '../../domain/reminder-policy.ts';
import type { PersonId } from '../../domain/values.ts';
import { AdapterError } from '../../ports/adapter-error.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { Outcome } from '../../ports/outbox.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import { asMessage, done, type EffectOf, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'conversations' | 'chat' | 'renderer' | 'clock'>;

/**
 * Reminders, up the ladder: the owner's own chat, then a mention in the meeting chat with number and code only. At most once:
 * an attempt whose outcome nobody knows is marked, not repeated.
 */
export function createReminding(deps: Needs, enqueue: Enqueue) {
  const remindOwner: Performer<'remindOwner'> = async (scene, effect) => {
    const { stream, state, chat, conference } = scene;
    const { action, person, day, token } = effect;
    const needless = needlessNow(scene, effect);
    if (needless !== undefined) return needless;
    try {
      const personal = await personalChat(chat, person);
      const card = deps.renderer.render({
        kind: 'form',
        form: 'reminder',
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

  async function personalChat(via: Conversation, person: PersonId): Promise<Conversation> {
    const known = await deps.conversations.personalOf(via.tenant, person);
    if (known !== undefined) return known;
    const made = await deps.chat.personalChat(via, person);
    await deps.conversations.save(made);
    return made;
  }

  return { remindOwner, remindInMeeting };
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

/** What may be tried again is thrown on; what nobody knows is marked; what will never work is said so. */
function afterFailure(error: unknown): Outcome & { kind: 'possiblySent' | 'failed' } {
  if (!(error instanceof AdapterError)) throw error;
  if (error.outcomeUnknown) return { kind: 'possiblySent' };
  if (error.retryable) throw error;
  return { kind: 'failed', code: error.code };
}
