import { findItem } from '../../domain/editable-fields.ts';
import type { KeptProposal, WordedSummary } from '../../ports/card-renderer.ts';
import type { Outcome } from '../../ports/outbox.ts';
import { createAccesses } from '../accesses.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import type { KeptWords } from '../kept-words.ts';
import { afterFailure, type ToPerson } from './personal-chat.ts';
import { asMessage, done, type EffectOf, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'access' | 'clock' | 'renderer' | 'ids'>;

/** What came of asking the model, in the own chat of whoever asked. Where that is refused the meeting gets the summary by rule. */
export function createSendingWords(deps: Needs, enqueue: Enqueue, toPerson: ToPerson, kept: KeptWords) {
  const accesses = createAccesses(deps);

  const sendWorded: Performer<'sendWorded'> = async (scene, effect) => {
    const { pending, stream, state, conference, chat } = scene;
    const { person, asked, why, token, about } = effect;
    if (pending.interrupted) return { kind: 'possiblySent' };
    if (about !== 'summary') return sendProposal(scene, effect);
    const found = why === undefined ? await kept.find(stream.tenant, asked) : undefined;
    const worded = found as WordedSummary | undefined;
    try {
      await accesses.record({ person, client: 'bot' }, 'disclose', 'summary', {
        tenant: stream.tenant,
        states: [state],
      });
      const messageId = await toPerson([chat], person, to =>
        asMessage(
          deps.renderer.render({
            kind: 'summary',
            // As it would stand in the meeting.
            language: worded?.language ?? to.language,
            state,
            conference: conference.id,
            today: deps.clock.localDate(deps.clock.now()),
            post: token,
            ...(worded !== undefined && { worded }),
            ...(why !== undefined && { why }),
          }),
        ),
      );
      return { kind: 'done', messageId };
    } catch (error) {
      const outcome = afterFailure(error);
      if (outcome.kind !== 'failed') return outcome;
      const { id, conversation: lane, phase } = conference;
      const inMeeting = { kind: 'postForm', lane, conference: id, form: 'summary', phase } as const;
      await enqueue(stream, { ...inMeeting, token: deps.ids.newToken() }, [], pending);
      return outcome;
    }
  };

  /** What was proposed stands in the own chat of whoever asked, and nowhere else. */
  async function sendProposal(scene: Scene, effect: EffectOf<'sendWorded'>): Promise<Outcome> {
    const { stream, state, conference, chat } = scene;
    const { person, asked, nth, token } = effect;
    const words = ((await kept.find(stream.tenant, asked)) ?? []) as readonly KeptProposal[];
    const proposal = nth === undefined ? undefined : words[nth];
    // It was withdrawn meanwhile.
    if (proposal?.from === 'item' && findItem(state, proposal.item) === undefined) return done;
    try {
      const what = proposal === undefined ? 'notes' : effect.about;
      await accesses.record({ person, client: 'bot' }, 'disclose', what, { tenant: stream.tenant, states: [state] });
      const messageId = await toPerson([chat], person, ({ language }) => {
        if (proposal === undefined) return { kind: 'line', text: deps.renderer.line(language, 'chat.nothingProposed') };
        const about = { language, token, state, conference: conference.id, nth: nth ?? 0, of: words.length };
        return asMessage(deps.renderer.render({ kind: 'proposal', ...about, words: proposal }));
      });
      return { kind: 'done', messageId };
    } catch (error) {
      return afterFailure(error);
    }
  }

  return { sendWorded };
}
