import type { CaseState } from '../../domain/case-state.ts';
import { theBot } from '../../domain/events.ts';
import type { PersonId } from '../../domain/values.ts';
import { basisOf, wordingFacts } from '../../domain/wording-facts.ts';
import type { KeptProposal, WordedSummary } from '../../ports/card-renderer.ts';
import type { Conversation } from '../../ports/conversations.ts';
import type { Asking, LanguageModel, NoWordsReason, Wording } from '../../ports/language-model.ts';
import type { Outcome } from '../../ports/outbox.ts';
import { createAccesses } from '../accesses.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Enqueue } from '../enqueue.ts';
import type { Execute } from '../execute.ts';
import { type KeptWords, notesOf } from '../kept-words.ts';
import { tokenOf } from '../tokens-of.ts';
import { done, type EffectOf, type Performer, type Scene } from './scene.ts';

type Needs = Pick<Dependencies, 'model' | 'access' | 'clock' | 'conversations' | 'ids' | 'log'>;

interface Parts {
  readonly deps: Needs;
  readonly execute: Execute;
  readonly enqueue: Enqueue;
  readonly kept: KeptWords;
  /** Aborted when the process stops: what was asked is asked again by the next one. */
  readonly stopping: AbortSignal;
}

type AskModel = EffectOf<'askModel'>;
type Words = { readonly kind: 'kept' } | { readonly kind: 'none'; readonly why?: NoWordsReason };

/**
 * Asks the language model, outside any turn and in a lane of its own. Its answer is kept before anything follows from it, so that it's asked
 * once: killed in between, the next process goes on with what is kept.
 */
export function createWording({ deps, execute, enqueue, kept, stopping }: Parts) {
  const accesses = createAccesses(deps);

  const askModel: Performer<'askModel'> = async (scene, effect) => {
    const before = await kept.find(scene.stream.tenant, effect.asked);
    const words: Words = before === undefined ? await wordsFor(scene, effect) : { kind: 'kept' };
    if (stopping.aborted) return later();
    // Nobody asked for a suggestion: without one there's nothing to say.
    if (words.kind === 'none') return effect.about === 'suggestion' ? done : byRule(scene, effect, words.why);
    if (effect.about !== 'summary') return propose(scene, effect);
    const recorded = await record(scene, effect);
    return recorded ? done : { kind: 'failed', code: 'notRecorded' };
  };

  function later(): Outcome {
    return { kind: 'retry', at: deps.clock.now(), code: 'stopping' };
  }

  async function wordsFor(scene: Scene, effect: AskModel): Promise<Words> {
    const { model } = deps;
    // It was switched off meanwhile.
    if (model === undefined) return { kind: 'none', why: 'away' };
    try {
      switch (effect.about) {
        case 'summary':
          return await summaryOfModel(scene, effect, model);
        case 'suggestion':
          return await suggestionOfModel(scene, effect, model);
        case 'notes':
          return await proposalsOfModel(scene, effect, model);
      }
    } catch (error) {
      if (stopping.aborted) return { kind: 'none' };
      throw error;
    }
  }

  async function summaryOfModel(scene: Scene, { asked, person }: AskModel, model: LanguageModel): Promise<Words> {
    const { state, conference, stream, chat } = scene;
    const today = deps.clock.localDate(deps.clock.now());
    const facts = wordingFacts(state, conference, today);
    if (facts.length === 0) return { kind: 'none' };
    await leaves(scene, person, 'summary');
    const wording = await model.summarise(facts, askingOf(scene, today, chat));
    if (wording.kind === 'noWords') return none(wording);
    const { said: sentences, by: wordedBy, dropped } = wording;
    const basis = basisOf(
      state,
      conference,
      sentences.flatMap(({ ids }) => ids),
    );
    if (basis === undefined) return { kind: 'none', why: 'unusable' };
    const worded: WordedSummary & { readonly dropped: number } = {
      ...wordedBy,
      language: chat.language,
      at: deps.clock.now(),
      sentences,
      basis,
      dropped,
    };
    await kept.keep(stream, asked, worded);
    return { kind: 'kept' };
  }

  /** Logged before it leaves: the model is a party outside the case. */
  function leaves({ stream, state }: Scene, person: PersonId, what: string): Promise<void> {
    const by = { person, client: 'languageModel' };
    return accesses.record(by, 'disclose', what, { tenant: stream.tenant, states: [state] });
  }

  function none({ why, code }: Extract<Wording<unknown>, { readonly kind: 'noWords' }>): Words {
    deps.log.warn('model.noWords', { code });
    return { kind: 'none', why };
  }

  async function suggestionOfModel(scene: Scene, effect: AskModel, model: LanguageModel): Promise<Words> {
    const { state, stream, chat } = scene;
    const risk = state.risks.find(({ id }) => id === effect.item);
    const item = risk ?? state.actions.find(({ id }) => id === effect.item);
    if (item === undefined) return { kind: 'none' };
    const today = deps.clock.localDate(deps.clock.now());
    await leaves(scene, effect.person, 'suggestion');
    const fact = { kind: risk === undefined ? ('action' as const) : ('risk' as const), text: item.what };
    const wording = await model.concretise(fact, askingOf(scene, today, chat));
    if (wording.kind === 'noWords') return none(wording);
    const { said: what, by } = wording;
    const words: readonly KeptProposal[] = [{ from: 'item', item: item.id, what, by }];
    await kept.keep(stream, effect.asked, words);
    return { kind: 'kept' };
  }

  async function proposalsOfModel(scene: Scene, effect: AskModel, model: LanguageModel): Promise<Words> {
    const { stream, chat } = scene;
    const notes = await kept.find(stream.tenant, notesOf(effect.asked));
    if (typeof notes !== 'string') return { kind: 'none', why: 'unusable' };
    const today = deps.clock.localDate(deps.clock.now());
    await leaves(scene, effect.person, 'notes');
    const wording = await model.split(notes, askingOf(scene, today, chat));
    if (wording.kind === 'noWords') return none(wording);
    const { said, by } = wording;
    const words: readonly KeptProposal[] = said.map(one => ({ from: 'notes', ...one, by }));
    await kept.keep(stream, effect.asked, words);
    return { kind: 'kept' };
  }

  /** Each proposal is a message of its own, to take over or leave out one by one. */
  async function propose(scene: Scene, { asked, person, about }: AskModel): Promise<Outcome> {
    const { stream, conference, pending } = scene;
    const words = ((await kept.find(stream.tenant, asked)) ?? []) as readonly KeptProposal[];
    for (const nth of words.keys()) {
      const shared = { kind: 'sendWorded', lane: `person:${person}`, conference: conference.id, person } as const;
      const effect = { ...shared, about, asked, nth, token: deps.ids.newToken() };
      await enqueue(stream, effect, tokenOf(stream, conference, effect), { id: `${pending.id} ${nth}` });
    }
    return done;
  }

  function askingOf({ stream, state }: Scene, today: string, { language }: Conversation): Asking {
    return { tenant: stream.tenant, today, language, names: namesIn(state), signal: stopping };
  }

  /** That a machine worded something is in the record; what it said isn't. */
  async function record({ stream, conference }: Scene, { asked, person }: AskModel): Promise<boolean> {
    const found = await kept.find(stream.tenant, asked);
    // The case was destroyed meanwhile.
    if (found === undefined) return true;
    const { model, prompt, language, sentences, dropped } = found as WordedSummary & { readonly dropped: number };
    const wording = { asked, person, language, model, prompt, sentences: sentences.length, dropped };
    const executed = await execute({
      stream,
      command: { verb: 'summary.recordWording', ...wording },
      context: { actor: { person: theBot, name: theBot }, members: [], conference: conference.id },
      press: { activityId: `worded ${asked}`, person: theBot },
      answer: () => ({ card: { type: 'AdaptiveCard' }, tokens: [] }),
    });
    return executed.kind !== 'refused';
  }

  async function byRule(scene: Scene, { asked, person, about }: AskModel, why?: NoWordsReason): Promise<Outcome> {
    const { stream, conference, pending } = scene;
    const effect = {
      kind: 'sendWorded',
      lane: `person:${person}`,
      conference: conference.id,
      person,
      about,
      asked,
      token: deps.ids.newToken(),
      ...(why !== undefined && { why }),
    } as const;
    await enqueue(stream, effect, tokenOf(stream, conference, effect), pending);
    return done;
  }

  return { askModel };
}

/** Everybody whom the record names, and for whom they are. */
function namesIn({ conferences, actions, preparer }: CaseState): readonly string[] {
  const people = [
    ...conferences.flatMap(one => [...one.attendees, one.caseDirector, { name: one.chairName, organisation: '' }]),
    ...actions.flatMap(one => [one.owner, one.reportTo]),
    preparer,
  ];
  return [...new Set(people.flatMap(one => (one === undefined ? [] : [one.name, one.organisation])))];
}
