import { stepOf } from '../../domain/agenda.ts';
import { budgetSpentAt, isBudgetSpent } from '../../domain/time.ts';
import type { ConferenceId } from '../../domain/values.ts';
import type { Dependencies } from '../dependencies.ts';
import { afterFailure, createPersonalChat } from './personal-chat.ts';
import { done, type Performer } from './scene.ts';

type Needs = Pick<Dependencies, 'conversations' | 'chat' | 'renderer' | 'clock'>;
type ShowBoard = (tenant: string, conference: ConferenceId) => void;

/** What the clock alone tells: a budget that is spent, a minute of blind answering. Once each, and only while it's still so. */
export function createTellingTheChair(deps: Needs, showBoard: ShowBoard) {
  const personalChat = createPersonalChat(deps);

  /** In the chair's own chat, so that nobody is hurried in front of the others; else by a mention. The board says it too. */
  const tellBudgetSpent: Performer<'tellBudgetSpent'> = async (scene, { step, at }) => {
    const { pending, chat, conference } = scene;
    // Extended, or left for a while: then another moment is planned, and this one says nothing any more.
    if (stepOf(conference.phase) !== step || budgetSpentAt(conference) !== at) return done;
    if (!isBudgetSpent(conference, deps.clock.now())) return done;
    showBoard(pending.tenant, conference.id);
    if (pending.interrupted) return { kind: 'possiblySent' };
    const say = (language: typeof chat.language) =>
      deps.renderer.line(language, 'chat.budgetSpent', { step: deps.renderer.line(language, `step.${step}`) });
    try {
      const own = await personalChat(chat, conference.chair);
      return { kind: 'done', messageId: await deps.chat.post(own, { kind: 'line', text: say(own.language) }) };
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind !== 'failed') return outcome;
      const text = say(chat.language);
      return { kind: 'done', messageId: await deps.chat.post(chat, { kind: 'line', text, mention: conference.chair }) };
    }
  };

  const refreshBoard: Performer<'refreshBoard'> = async ({ pending, conference }, { phase }) => {
    if (conference.phase === phase && conference.closed === undefined) showBoard(pending.tenant, conference.id);
    return done;
  };

  return { tellBudgetSpent, refreshBoard };
}
