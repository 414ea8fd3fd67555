import { type AskedCard, askedCards } from '../../domain/effects.ts';
import { refusalsOfCoverage } from '../../domain/steps/closing.ts';
import { AdapterError } from '../../ports/adapter-error.ts';
import type { LineKey, WordedSummary } from '../../ports/card-renderer.ts';
import type { Outcome } from '../../ports/outbox.ts';
import { askedView } from '../asked-view.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import type { KeptWords } from '../kept-words.ts';
import { asMessage, done, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'posted' | 'chat' | 'roster' | 'clock' | 'renderer' | 'log'>;

/** Decision cards and the minutes stand for themselves; a prompt says first where we are. */
const prompts: ReadonlySet<string> = new Set([
  'reviewActions',
  'scoreSafety',
  'monitor',
  'raiseRisk',
  'rateRisks',
  'raiseFactor',
  'voteTopThree',
  'agreeAction',
  'draftScenario',
  'close',
]);

const outlivesItsPhase: ReadonlySet<string> = new Set(['board', 'minutes', 'timeline', ...askedCards]);

/** The cards of the meeting chat: posted, shrunk to a line when their phase is over, tidied away when the minutes are filed. */
export function createChatCards(deps: Needs, enqueue: Enqueue, kept: KeptWords) {
  const postBoard: Performer<'postBoard'> = async (scene, { lane, token }) => {
    const { pending, stream, chat, state, conference } = scene;
    if (conference.filed !== undefined) return done;
    const posted = await deps.posted.of(pending.tenant, conference.id);
    const about = { state, conference: conference.id, language: chat.language };
    const board = deps.renderer.render({ kind: 'board', ...about, token, now: deps.clock.now() });
    const messageId = await deps.chat.post(chat, asMessage(board));
    try {
      for (const earlier of posted.filter(card => card.form === 'board'))
        await shrink(scene, earlier.messageId, 'boardMoved');
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      // The board stands in the chat: to try this effect again would post another one.
      await enqueue(stream, { kind: 'shrinkBoards', lane, conference: conference.id }, [], pending).catch(notEnqueued);
    }
    return { kind: 'done', messageId };
  };

  /** Whoever presses on an earlier board all the same gets the one of now. */
  function notEnqueued(error: unknown): void {
    if (!(error instanceof AdapterError)) throw error;
    deps.log.warn('board.earlierLeft', { code: error.code });
  }

  const shrinkBoards: Performer<'shrinkBoards'> = async scene => {
    const posted = await deps.posted.of(scene.pending.tenant, scene.conference.id);
    const boards = posted.filter(card => card.form === 'board');
    for (const earlier of boards.slice(0, -1)) await shrink(scene, earlier.messageId, 'boardMoved');
    return done;
  };

  const postForm: Performer<'postForm'> = async (scene, effect) => {
    const { chat, state, conference } = scene;
    const { form, phase, token, withUncovered } = effect;
    if (form === 'summary' || form === 'plan' || form === 'actions') return postAsked(scene, form, effect.worded);
    const isMinutes = form === 'minutes';
    const isOver = isMinutes ? conference.adopted !== undefined : conference.closed !== undefined;
    if (isOver || (!isMinutes && conference.phase !== phase)) return done;
    const card = deps.renderer.render({
      kind: 'form',
      form,
      language: chat.language,
      token,
      now: deps.clock.now(),
      state,
      conference: conference.id,
      members: await deps.roster.members(chat.tenant, chat.id),
      refusals: withUncovered ? refusalsOfCoverage(state, conference) : [],
      recorded: [],
      values: {},
      askToJoin: false,
      withBoardLines: prompts.has(form),
    });
    return { kind: 'done', messageId: await deps.chat.post(chat, asMessage(card)) };
  };

  /** What was typed in this conference leaves the chat when the minutes are filed, and doesn't come back after that. */
  async function postAsked(
    { pending, chat, state, conference }: Scene,
    asked: AskedCard,
    name?: string,
  ): Promise<Outcome> {
    if (conference.filed !== undefined) return done;
    const found = name && (await kept.find(pending.tenant, name));
    const worded = found as WordedSummary | undefined;
    const today = deps.clock.localDate(deps.clock.now());
    const about = { state, conference: conference.id, language: worded?.language ?? chat.language, today };
    const card = deps.renderer.render(askedView(asked, { ...about, ...(worded && { worded }) }));
    return { kind: 'done', messageId: await deps.chat.post(chat, asMessage(card)) };
  }

  const cardStands: Performer<'cardStands'> = async (_scene, { messageId }) => ({ kind: 'done', messageId });

  const shrinkForms: Performer<'shrinkForms'> = async (scene, { phase }) => {
    const posted = await deps.posted.of(scene.pending.tenant, scene.conference.id);
    const over = posted.filter(card => !outlivesItsPhase.has(card.form) && card.phase === phase);
    for (const card of over) await shrink(scene, card.messageId, 'phaseDone', phase);
    return done;
  };

  const tidyCards: Performer<'tidyCards'> = async scene => {
    for (const card of await deps.posted.of(scene.pending.tenant, scene.conference.id))
      await shrink(scene, card.messageId, 'conferenceFiled');
    return done;
  };

  /** A card that was removed from the chat needs no shrinking. */
  async function shrink(
    { chat, state, conference }: Pick<Scene, 'chat' | 'state' | 'conference'>,
    messageId: string,
    line: LineKey,
    phase?: string,
  ): Promise<void> {
    const about = { language: chat.language, line, state, conference: conference.id };
    const card = deps.renderer.render({ kind: 'line', ...about, ...(phase !== undefined && { phase }) });
    try {
      await deps.chat.edit(chat, messageId, asMessage(card));
    } catch (error) {
      if (!(error instanceof AdapterError) || error.retryable) throw error;
    }
  }

  return { postBoard, shrinkBoards, postForm, cardStands, shrinkForms, tidyCards };
}
