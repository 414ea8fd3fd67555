import type { z } from 'zod';
import type { WordedSentence, WordingFact } from '../domain/wording-facts.ts';
import type { ModelSettings } from '../model-settings.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Asking, LanguageModel, NoWordsReason, Proposal, WordedBy, Wording } from '../ports/language-model.ts';
import type { ModelBudget } from '../ports/model-budget.ts';
import { jsonSchemaOf, lineSchema, proposalsSchema, sentencesSchema } from './answers.ts';
import { createAskModel } from './ask-model.ts';
import { createAskTwice } from './ask-twice.ts';
import { isOpenedUp } from './check-line.ts';
import { literalProposals } from './check-proposals.ts';
import { type Objection, objectionTo } from './check-sentences.ts';
import { type Prompt, type PromptName, readPrompt } from './prompts.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { isNeverSaid, looksLikeOrder } from './wording-rules.ts';

/** One request and what came of it, without a word of it: for `npm run eval` and the log. */
export interface Observation {
  readonly prompt: string;
  readonly tokens: { readonly sent: number; readonly received: number };
  readonly ms: number;
  /** Sentences as they came, and why those that were dropped were. */
  readonly sentences: number;
  readonly objections: readonly Objection[];
}

export interface LanguageModelOptions {
  readonly settings: ModelSettings;
  readonly budget: ModelBudget;
  /** @default 30_000 */
  readonly timeoutMs?: number;
  readonly monotonic?: () => number;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly observe?: (observation: Observation) => void;
}

const longestLine = 300;
const mostSentences = 10;
const mostProposals = 8;

/** `LanguageModel` on a server that speaks the interface of OpenAI. @throws at start, when a prompt isn't right */
export function createLanguageModel(options: LanguageModelOptions): LanguageModel {
  const { settings, budget, observe, monotonic = () => performance.now() } = options;
  const ask = createAskTwice({
    ask: createAskModel(settings, options.timeoutMs ?? 30_000),
    budget,
    requestsPerDay: settings.requestsPerDay,
    monotonic,
    ...(options.pause && { pause: options.pause }),
  });
  const prompts: Readonly<Record<PromptName, Prompt>> = {
    summary: readPrompt('summary'),
    concretise: readPrompt('concretise'),
    notes: readPrompt('notes'),
  };

  async function answerTo<Shape extends z.ZodType>(
    name: PromptName,
    schema: Shape,
    input: unknown,
    asking: Asking,
  ): Promise<{ readonly said: z.infer<Shape>; readonly tokens: Observation['tokens']; readonly ms: number }> {
    const from = monotonic();
    const { instructions } = prompts[name];
    const question = { name, instructions, input: JSON.stringify(input), schema: jsonSchemaOf(schema) };
    const { text, tokens } = await ask(question, asking);
    const parsed = schema.safeParse(parsedJson(text));
    if (!parsed.success)
      throw new AdapterError('[assistant] another answer than was asked for', { code: 'model.garbage' });
    return { said: parsed.data, tokens, ms: monotonic() - from };
  }

  function by(name: PromptName): WordedBy {
    return { model: settings.model, prompt: `${name}/${prompts[name].version}` };
  }

  async function wording<Said>(work: () => Promise<Wording<Said>>): Promise<Wording<Said>> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AdapterError) || error.code === 'model.stopped' || !error.code.startsWith('model.'))
        throw error;
      return { kind: 'noWords', why: reasonOf(error.code), code: error.code };
    }
  }

  return {
    summarise: (facts, asking) =>
      wording(async () => {
        const pseudonyms = createPseudonyms(asking.names);
        const sent = factsToSend(facts, pseudonyms);
        const [first, ...others] = sent.map(({ id }) => id);
        if (first === undefined) return unusable('model.nothingToWord');
        const input = { language: asking.language, items: sent };
        const { said, tokens, ms } = await answerTo('summary', sentencesSchema([first, ...others]), input, asking);
        const known = new Map(sent.map(fact => [fact.id, fact]));
        const judged = said.sentences.map(sentence => ({
          sentence,
          objection: objectionTo(sentence, known, asking.language),
        }));
        const objections = judged.flatMap(({ objection }) => objection ?? []);
        observe?.({ prompt: by('summary').prompt, tokens, ms, sentences: judged.length, objections });
        const kept = judged.filter(({ objection }) => objection === undefined).map(({ sentence }) => sentence);
        const restored = inOrderOf(sent, unique(kept)).flatMap(sentence => restoredSentence(sentence, pseudonyms));
        // Half of it gone is no summary any more.
        if (restored.length === 0 || restored.length * 2 < said.sentences.length) return unusable('model.ungrounded');
        const shown = restored.slice(0, mostSentences);
        return { kind: 'worded', said: shown, by: by('summary'), dropped: said.sentences.length - shown.length };
      }),

    concretise: ({ kind, text }, asking) =>
      wording(async () => {
        if (looksLikeOrder(text)) return unusable('model.nothingToWord');
        const pseudonyms = createPseudonyms(asking.names);
        const hidden = pseudonyms.hide(text);
        const { said, tokens, ms } = await answerTo(
          'concretise',
          lineSchema,
          { language: asking.language, kind, text: hidden },
          asking,
        );
        const holds = said.text.length <= longestLine && isOpenedUp(said.text, hidden, asking.language);
        observe?.({
          prompt: by('concretise').prompt,
          tokens,
          ms,
          sentences: 1,
          objections: holds ? [] : ['notInRecord'],
        });
        if (!holds) return unusable('model.ungrounded');
        return { kind: 'worded', said: pseudonyms.restore(said.text), by: by('concretise'), dropped: 0 };
      }),

    split: (notes, asking) =>
      wording(async () => {
        const pseudonyms = createPseudonyms(asking.names);
        const hidden = pseudonyms.hide(withoutOrders(notes));
        if (hidden === '') return unusable('model.nothingToWord');
        const { said, tokens, ms } = await answerTo(
          'notes',
          proposalsSchema,
          { language: asking.language, notes: hidden },
          asking,
        );
        const literal = literalProposals(said.items, hidden).slice(0, mostProposals);
        const dropped = said.items.length - literal.length;
        const objections = Array.from({ length: dropped }, () => 'notInRecord' as const);
        observe?.({ prompt: by('notes').prompt, tokens, ms, sentences: said.items.length, objections });
        if (literal.length === 0 || literal.length * 2 < said.items.length) return unusable('model.ungrounded');
        const restored = literal.map(({ kind, what }): Proposal => ({ kind, what: pseudonyms.restore(what) }));
        return { kind: 'worded', said: restored, by: by('notes'), dropped };
      }),
  };
}

/** What is sent of them: no owner, no day, no level, no number; and nothing that was typed for a machine to obey. */
function factsToSend(facts: readonly WordingFact[], { hide }: Pseudonyms): readonly WordingFact[] {
  const plain = facts.filter(({ text }) => !looksLikeOrder(text));
  const ids = new Set(plain.map(({ id }) => id));
  return plain.map(fact => ({
    ...fact,
    text: hide(fact.text.slice(0, longestLine)),
    with: fact.with.filter(id => ids.has(id)),
  }));
}

/** Notes are told in sentences: one that gives orders to a machine isn't sent. */
function withoutOrders(notes: string): string {
  return notes
    .split(/(?<=[.!?\n])\s*/)
    .filter(sentence => !looksLikeOrder(sentence))
    .join(' ')
    .trim();
}

/** What was hidden may be a word that no machine says; then nobody hears it from one. */
function restoredSentence({ text, ids }: WordedSentence, { restore }: Pseudonyms): readonly WordedSentence[] {
  const restored = restore(text).trim();
  const words =
    restored
      .replace(/\{\w+\.\w+\}/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? [];
  if (words.some(isNeverSaid)) return [];
  return [{ text: restored.slice(0, 1).toUpperCase() + restored.slice(1), ids }];
}

/** In the order of the record: which comes first isn't for a machine to say. */
function inOrderOf(facts: readonly WordingFact[], sentences: readonly WordedSentence[]): readonly WordedSentence[] {
  const placeOf = ({ ids }: WordedSentence) => Math.min(...ids.map(id => facts.findIndex(fact => fact.id === id)));
  return sentences.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function unique(sentences: readonly WordedSentence[]): readonly WordedSentence[] {
  return sentences.filter((one, index) => sentences.findIndex(({ text }) => text === one.text) === index);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unusable(code: string): { readonly kind: 'noWords'; readonly why: NoWordsReason; readonly code: string } {
  return { kind: 'noWords', why: 'unusable', code };
}

const away: ReadonlySet<string> = new Set(['model.timeout', 'model.busy', 'model.unavailable']);

function reasonOf(code: string): NoWordsReason {
  if (code === 'model.spent') return 'spent';
  return away.has(code) ? 'away' : 'unusable';
}
