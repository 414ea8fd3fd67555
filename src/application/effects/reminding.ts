import {
  isStillDue,
  momentOf,
  type PlannedFor,
  type ReminderStage,
  remindersOf,
} from '../../domain/reminder-policy.ts';
import type { ActionId } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { ChatMessage } from '../../ports/meeting-chat.ts';
import { createAccesses } from '../accesses.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import type { GatheredKind } from './gathered-kind.ts';
import { roadAfter } from './ladder.ts';
import { afterFailure, type ToPerson } from './personal-chat.ts';
import { asMessage, done, type EffectOf, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'chat' | 'renderer' | 'clock' | 'calendar' | 'access'>;

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
 * Up the ladder: the owner's own chat (one card a morning, `morning.ts`), then a mention in the meeting chat with number and code
 * only, then the chair. At most once: an attempt whose outcome nobody knows is marked, not repeated.
 */
export function createReminding(deps: Needs, enqueue: Enqueue, toPerson: ToPerson) {
  const accesses = createAccesses(deps);

  const remindOwner: GatheredKind<'remindOwner'> = {
    isNeedless: (scene, { action, planned }) => isNeedless(scene, action, planned),
    canWait: ({ state }, { action }) => state.actions.find(one => one.id === action)?.type !== 'safetyMeasure',
    alone: (scene, effect, to) => formOf('reminder', scene, effect, to),
    row: (_scene, { action }) => ({ kind: 'action', form: 'morning', action }),
    async nextRoad({ pending, stream, conference }, { action, person, planned }, road) {
      const about = { conference: conference.id, action, planned };
      await enqueue(
        stream,
        road === 'mention'
          ? { kind: 'remindInMeeting', lane: conference.conversation, ...about, person }
          : { kind: 'tellUnreached', lane: `person:${conference.chair}`, ...about },
        [],
        pending,
      );
    },
  };

  const remindInMeeting: Performer<'remindInMeeting'> = async (scene, effect) => {
    const { action, person, planned } = effect;
    if (isNeedless(scene, action, planned)) return done;
    if (scene.pending.interrupted) return { kind: 'possiblySent' };
    return mention(scene, inMeeting[planned.stage], { action, person, planned });
  };

  /** Who wasn't at the table when it was agreed is asked whether they take it on. */
  const askOwner: Performer<'askOwner'> = async (scene, effect) => {
    const { stream, state, conference, pending, chat } = scene;
    const { action, person } = effect;
    const asked = state.actions.find(one => one.id === action);
    const isAsked = asked?.acceptance === 'asked' && asked.owner.person === person;
    if (asked?.status !== 'open' || (!isAsked && asked.handOver?.to.person !== person)) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    try {
      const toWhom = { person, client: 'bot' };
      await accesses.record(toWhom, 'disclose', effect.kind, { tenant: stream.tenant, states: [state] });
      const messageId = await toPerson([chat], person, to => formOf('acceptAction', scene, effect, to));
      return { kind: 'done', messageId };
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind === 'failed') {
        const about = { conference: conference.id, action };
        await enqueue(
          stream,
          roadAfter(outcome.code) === 'mention'
            ? { kind: 'askInMeeting', lane: conference.conversation, ...about, person }
            : { kind: 'tellUnreached', lane: `person:${conference.chair}`, ...about },
          [],
          pending,
        );
      }
      return outcome;
    }
  };

  const askInMeeting: Performer<'askInMeeting'> = async (scene, { action, person }) => {
    if (scene.pending.interrupted) return { kind: 'possiblySent' };
    const isHandOver = scene.state.actions.find(one => one.id === action)?.handOver !== undefined;
    return mention(scene, isHandOver ? 'chat.handOverInMeeting' : 'chat.askInMeeting', { action, person });
  };

  /** The last road: whoever chairs now, in their own chat, else by a mention where the case is met about. */
  const tellUnreached: Performer<'tellUnreached'> = async (scene, { action, planned }) => {
    const { chat, state, pending } = scene;
    if (planned !== undefined && isNeedless(scene, action, planned)) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    const { chair } = state.conferences.at(-1) ?? scene.conference;
    const line = (to: Conversation) => ({
      kind: 'line' as const,
      text: deps.renderer.line(to.language, 'chat.unreached', { action, case: state.code }),
    });
    try {
      return { kind: 'done', messageId: await toPerson([chat], chair, line) };
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind !== 'failed') return outcome;
    }
    try {
      return { kind: 'done', messageId: await deps.chat.post(chat, { ...line(chat), mention: chair }) };
    } catch (error) {
      const outcome = afterFailure(error);
      return outcome.kind === 'failed' ? { kind: 'failed', code: 'nobodyReached' } : outcome;
    }
  };

  /** A line with number and code in the meeting chat; when that chat refuses it, the chair is told. */
  async function mention(
    { pending, stream, state, conference, chat }: Scene,
    key: string,
    about: {
      readonly action: ActionId;
      readonly person?: string | undefined;
      readonly planned?: PlannedFor<ReminderStage>;
    },
  ) {
    const { action, person, planned } = about;
    const text = deps.renderer.line(chat.language, key, { action, case: state.code });
    const line = { kind: 'line' as const, text, ...(person !== undefined && { mention: person }) };
    try {
      return { kind: 'done' as const, messageId: await deps.chat.post(chat, line) };
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind === 'failed') {
        const about = { conference: conference.id, action, ...(planned !== undefined && { planned }) };
        await enqueue(stream, { kind: 'tellUnreached', lane: `person:${conference.chair}`, ...about }, [], pending);
      }
      return outcome;
    }
  }

  /** A form about one action in the owner's own chat. */
  function formOf(
    form: 'reminder' | 'acceptAction',
    { state, conference }: Scene,
    { action, person, token }: EffectOf<'remindOwner' | 'askOwner'>,
    { language }: Conversation,
  ): ChatMessage {
    const view: FormView = {
      kind: 'form',
      form,
      language,
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
    };
    return asMessage(deps.renderer.render(view));
  }

  /** The action was answered, put off or mended; or something later has come too, and says it all. */
  function isNeedless({ state }: Scene, id: ActionId, planned: PlannedFor<ReminderStage>): boolean {
    const action = state.actions.find(one => one.id === id);
    if (action === undefined || !isStillDue(action, planned, deps.calendar)) return true;
    const next = remindersOf(action, deps.calendar).find(one => momentOf(one) > momentOf(planned));
    return next !== undefined && deps.clock.instantAt(next.day, next.time) <= deps.clock.now();
  }

  return { gathered: { remindOwner }, performers: { remindInMeeting, askOwner, askInMeeting, tellUnreached } };
}
