import { isLast, isStillAsked, notAnsweredYet, preparationDay } from '../../domain/preparation-plan.ts';
import type { LocalDate } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import { nextMorning } from '../next-morning.ts';
import type { GatheredKind } from './gathered-kind.ts';
import { afterFailure } from './personal-chat.ts';
import { asMessage, done, type EffectOf, type Performer, type Scene } from './scene.ts';

/** Whom it's for, and the day of the conference. */
type About = Pick<EffectOf<'askBeforehand'>, 'person' | 'for'>;
type Needs = Pick<Dependencies, 'chat' | 'renderer' | 'clock' | 'calendar'>;

/**
 * Before a conference: everybody is asked once what changed and what came of their actions, and one person hears who hasn't
 * answered. Up the same ladder as reminders: one's own chat, then a mention with the code only.
 */
export function createPreparing(deps: Needs, enqueue: Enqueue) {
  const askBeforehand: GatheredKind<'askBeforehand'> = {
    isNeedless: isNeedlessToAsk,
    canWait: () => true,
    alone({ state, conference }, { person, token }, { language }) {
      const view: FormView = {
        kind: 'form',
        form: 'beforehand',
        language,
        token,
        now: deps.clock.now(),
        state,
        conference: conference.id,
        members: [],
        viewer: person,
        refusals: [],
        recorded: [],
        values: {},
        askToJoin: false,
        withBoardLines: false,
      };
      return asMessage(deps.renderer.render(view));
    },
    row: () => ({ kind: 'beforehand', form: 'beforehand' }),
    nextRoad: (scene, about) => inMeetingNext(scene, about, 'ask'),
  };

  const tellPreparation: GatheredKind<'tellPreparation'> = {
    isNeedless: isNeedlessToTell,
    canWait: () => true,
    alone: ({ state, conference }, _effect, { language }) =>
      asMessage(
        deps.renderer.render({
          kind: 'preparation',
          language,
          now: deps.clock.now(),
          state,
          conference: conference.id,
        }),
      ),
    row: () => ({ kind: 'preparation', form: 'preparationRow' }),
    nextRoad: (scene, about) => inMeetingNext(scene, about, 'missing'),
  };

  const preparationInMeeting: Performer<'preparationInMeeting'> = async (scene, effect) => {
    const { person, telling } = effect;
    const { state, conference, chat, pending } = scene;
    const isNeedless = telling === 'ask' ? isNeedlessToAsk(scene, effect) : isNeedlessToTell(scene, effect);
    if (isNeedless) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    const key = telling === 'ask' ? 'chat.askBeforehandInMeeting' : 'chat.preparationInMeeting';
    const missing = notAnsweredYet(state, conference).length;
    const text = deps.renderer.line(chat.language, key, { case: state.code, count: missing });
    try {
      return { kind: 'done', messageId: await deps.chat.post(chat, { kind: 'line', text, mention: person }) };
    } catch (error) {
      return afterFailure(error);
    }
  };

  function inMeetingNext(scene: Scene, about: About, telling: 'ask' | 'missing'): Promise<void> {
    const { pending, stream, conference } = scene;
    const { person, for: day } = about;
    const asked = { conference: conference.id, person, for: day, telling };
    return enqueue(stream, { kind: 'preparationInMeeting', lane: conference.conversation, ...asked }, [], pending);
  }

  function isNeedlessToAsk({ state, conference }: Scene, { person, for: day }: About): boolean {
    return !isStillAsked(state, conference, person) || hasCome(day);
  }

  /** Asked days too late, because the house was off line or the person away: from that day on it's said at the table. */
  function hasCome(day: LocalDate): boolean {
    return day <= deps.clock.localDate(deps.clock.now());
  }

  /** Everybody answered, the conference runs, or it was only just asked. */
  function isNeedlessToTell({ state, conference }: Scene, { for: day }: About): boolean {
    if (!isLast(state, conference) || notAnsweredYet(state, conference).length === 0) return true;
    return hasCome(day) || wasJustAsked(conference);
  }

  /** Asked later than planned, because the conference closed later than that: then nobody had the time to answer. */
  function wasJustAsked(conference: Scene['conference']): boolean {
    const { clock, calendar } = deps;
    const day = preparationDay(conference, calendar);
    const closedAt = conference.closed?.at;
    if (day === undefined || closedAt === undefined || clock.instantAt(day, '09:00') > closedAt) return false;
    return nextMorning(clock, calendar, closedAt, '09:00') >= clock.localDate(clock.now());
  }

  return { gathered: { askBeforehand, tellPreparation }, performers: { preparationInMeeting } };
}
