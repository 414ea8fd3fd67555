import { stepOf } from '../../domain/agenda.ts';
import { isOverdueStill } from '../../domain/reminder-policy.ts';
import { budgetSpentAt, isBudgetSpent } from '../../domain/time.ts';
import type { ConferenceId, PersonId } from '../../domain/values.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { Outcome } from '../../ports/outbox.ts';
import type { Dependencies } from '../dependencies.ts';
import { afterFailure, createToPerson } from './personal-chat.ts';
import { done, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'conversations' | 'chat' | 'renderer' | 'clock'>;
type ShowBoard = (tenant: string, conference: ConferenceId) => void;

const overdueKey = {
  open: { late3: 'chat.overdue', atOnce: 'chat.overdueSafety' },
  stuck: { late3: 'chat.overdueBlocked', atOnce: 'chat.overdueSafetyBlocked' },
} as const;

/** What the clock alone tells: a budget that is spent, a minute of blind answering, an action that is overdue. Once each, and only while it's still so. */
export function createTellingTheChair(deps: Needs, showBoard: ShowBoard) {
  const toPerson = createToPerson(deps);

  /** In the chair's own chat, so that nobody is hurried in front of the others; else by a mention. The board says it too. */
  const tellBudgetSpent: Performer<'tellBudgetSpent'> = async (scene, { step, at }) => {
    const { pending, conference } = scene;
    // Extended, or left for a while: then another moment is planned, and this one says nothing any more.
    if (stepOf(conference.phase) !== step || budgetSpentAt(conference) !== at) return done;
    if (!isBudgetSpent(conference, deps.clock.now())) return done;
    showBoard(pending.tenant, conference.id);
    if (pending.interrupted) return { kind: 'possiblySent' };
    return tell(scene, conference.chair, language =>
      deps.renderer.line(language, 'chat.budgetSpent', { step: deps.renderer.line(language, `step.${step}`) }),
    );
  };

  /** Number of the action and code of the case only: what it's about stands in the minutes. */
  const tellOverdue: Performer<'tellOverdue'> = async (scene, { action: id, to, planned }) => {
    const { state, pending } = scene;
    const action = state.actions.find(one => one.id === id);
    if (!isOverdueStill(action, planned)) return done;
    // Who it is now: chairs and case directors change between conferences.
    const conference = state.conferences.at(-1) ?? scene.conference;
    const person = to === 'chair' ? conference.chair : conference.caseDirector?.person;
    if (person === undefined || (to === 'caseDirector' && person === conference.chair)) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    const key = overdueKey[action.blocked === undefined ? 'open' : 'stuck'][planned.stage];
    return tell(scene, person, language => deps.renderer.line(language, key, { action: id, case: state.code }));
  };

  const tellBlocked: Performer<'tellBlocked'> = async (scene, { action: id }) => {
    const { state, pending } = scene;
    if (state.actions.find(one => one.id === id)?.blocked === undefined) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    const { chair } = state.conferences.at(-1) ?? scene.conference;
    return tell(scene, chair, language =>
      deps.renderer.line(language, 'chat.blocked', { action: id, case: state.code }),
    );
  };

  const tellStillYours: Performer<'tellStillYours'> = async (scene, { action: id, person }) => {
    const { state, pending } = scene;
    const action = state.actions.find(one => one.id === id);
    if (action?.status !== 'open' || action.owner.person !== person) return done;
    if (pending.interrupted) return { kind: 'possiblySent' };
    const about = { action: id, case: state.code };
    return tell(scene, person, language => deps.renderer.line(language, 'chat.stillYours', about));
  };

  /** In their own chat; else by a mention in the meeting chat. */
  async function tell(
    { chat }: Scene,
    person: PersonId,
    say: (language: Conversation['language']) => string,
  ): Promise<Outcome> {
    try {
      const messageId = await toPerson([chat], person, ({ language }) => ({ kind: 'line', text: say(language) }));
      return { kind: 'done', messageId };
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind !== 'failed') return outcome;
    }
    try {
      const text = say(chat.language);
      return { kind: 'done', messageId: await deps.chat.post(chat, { kind: 'line', text, mention: person }) };
    } catch (error) {
      const outcome = afterFailure(error);
      return outcome.kind === 'failed' ? { kind: 'failed', code: 'nobodyReached' } : outcome;
    }
  }

  const refreshBoard: Performer<'refreshBoard'> = async ({ pending, conference }, { phase }) => {
    if (conference.phase === phase && conference.closed === undefined) showBoard(pending.tenant, conference.id);
    return done;
  };

  return { tellBudgetSpent, tellOverdue, tellBlocked, tellStillYours, refreshBoard };
}
