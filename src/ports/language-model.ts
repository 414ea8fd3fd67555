import type { LocalDate } from '../domain/values.ts';
import type { WordedSentence, WordingFact } from '../domain/wording-facts.ts';
import type { Language } from './conversations.ts';

/** Why there are no words: it's away or too slow, what it said can't be used, or the house asked enough for today. */
export const noWordsReasons = ['away', 'unusable', 'spent'] as const;
export type NoWordsReason = (typeof noWordsReasons)[number];

/** Which model said it and by which prompt, for the record. */
export interface WordedBy {
  /** As the house configured it. */
  readonly model: string;
  /** `summary/3`: name and version of the prompt. */
  readonly prompt: string;
}

export type Wording<Said> =
  | { readonly kind: 'worded'; readonly said: Said; readonly by: WordedBy; readonly dropped: number }
  /** `code` says more, for the log. */
  | { readonly kind: 'noWords'; readonly why: NoWordsReason; readonly code: string };

/** For whom and when: the budget is of a house and a day. */
export interface Asking {
  readonly tenant: string;
  readonly today: LocalDate;
  readonly language: Language;
  /** Names that may stand in what was typed, besides those that are recognised. They never leave the house. */
  readonly names: readonly string[];
  /** Aborted when the process stops; then it rejects. */
  readonly signal: AbortSignal;
}

export const proposalKinds = ['risk', 'factor', 'action'] as const;
/** Something that stands in somebody's notes, in their own words. */
export interface Proposal {
  readonly kind: (typeof proposalKinds)[number];
  readonly what: string;
}

/**
 * Words for what people recorded, from outside. Guarantees, whatever the other side answers: nothing that could name a person, place,
 * number or case leaves the house; what comes back says only what the items say that it rests on, adds nothing, and holds no markup. It
 * never writes to the record. Takes a minute at most (two attempts of thirty seconds). Rejects only when it's told to stop, or when
 * our own database is away.
 */
export interface LanguageModel {
  /** Sentences in the order of the facts, each resting on the items that it names. */
  summarise(facts: readonly WordingFact[], asking: Asking): Promise<Wording<readonly WordedSentence[]>>;
  /** Something vague with open places in it ("…") where it could be more concrete. */
  concretise(fact: Pick<WordingFact, 'kind' | 'text'>, asking: Asking): Promise<Wording<string>>;
  /** What in somebody's notes looks like a risk, a factor or an action; in the order of the notes, in their own words. */
  split(notes: string, asking: Asking): Promise<Wording<readonly Proposal[]>>;
}
