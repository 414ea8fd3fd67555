import type { WordedSentence, WordingFact, WordingField } from '../domain/wording-facts.ts';
import type { Language } from '../ports/conversations.ts';
import { isSameWord } from './lexicon.ts';
import { beforeFields, binding, isNeverSaid, linking, stateWords } from './wording-rules.ts';

/** Why a sentence was dropped; for the log and `npm run eval`, never for a person. */
export type Objection =
  | 'form'
  | 'source'
  | 'notCoupled'
  | 'notInRecord'
  | 'notUsed'
  | 'distorted'
  | 'wrongField'
  | 'neverSaid';

type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'standIn'; readonly text: string }
  | { readonly kind: 'field'; readonly id: string; readonly field: string };

/** One word of an item, as it's looked for. */
interface Wanted {
  readonly text: string;
  readonly isBinding: boolean;
  /** Words without weight needn't come back. */
  readonly counts: boolean;
}

const longestSentence = 320;
const mostSources = 4;
/** Of the words of an item that a sentence speaks of, this part has to be in it; with less it's about something else. */
const enough = 0.5;

/**
 * Why a sentence of a machine may not be shown; undefined when it may. It holds nothing but words of the items that it names, in their own order,
 * linking words, and places that the record fills in; nothing is turned round, made more certain, or said of another item.
 * @param facts by id, their text with stand-ins, as the machine got them
 */
export function objectionTo(
  { text, ids }: WordedSentence,
  facts: ReadonlyMap<string, WordingFact>,
  language: Language,
): Objection | undefined {
  if (text.length > longestSentence || !/^[\p{L}\p{M}\d {}.,;:()'’–-]+$/u.test(text)) return 'form';
  const cited = ids.flatMap(id => facts.get(id) ?? []);
  const isSourced = ids.length > 0 && ids.length <= mostSources && new Set(ids).size === ids.length;
  if (!isSourced || cited.length !== ids.length) return 'source';
  if (!areCoupled(cited)) return 'notCoupled';
  const tokens = tokensOf(withoutStates(text, cited, language));
  if (tokens === undefined) return 'form';
  if (tokens.some(token => token.kind === 'word' && isNeverSaid(token.text))) return 'neverSaid';
  return objectionToWords(tokens, cited, language) ?? objectionToFields(tokens, cited);
}

/** Undefined when something in it is neither a word nor a place of ours. */
function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (const { 0: match, groups = {} } of text.matchAll(
    /(?<standIn>\{N\d+\})|\{(?<id>[A-Z]\d+)\.(?<field>[a-z]+)\}|(?<word>[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*)|(?<other>[\d{}]+)/gu,
  )) {
    const { standIn, id, field, word } = groups;
    if (standIn !== undefined) tokens.push({ kind: 'standIn', text: standIn });
    else if (id !== undefined && field !== undefined) tokens.push({ kind: 'field', id, field });
    else if (word !== undefined) tokens.push({ kind: 'word', text: match.toLowerCase() });
    else return undefined;
  }
  return tokens;
}

/** What the record says of all items of a kind may be said; whatever stays of such words has no ground. */
function withoutStates(text: string, cited: readonly WordingFact[], language: Language): string {
  return stateWords[language].reduce((rest, [words, states]) => {
    const has = (fact: WordingFact) => fact.states.some(state => states.includes(state));
    const kinds = new Set(cited.filter(has).map(({ kind }) => kind));
    const holds = kinds.size > 0 && cited.filter(({ kind }) => kinds.has(kind)).every(has);
    return holds
      ? rest
          .toLowerCase()
          .replace(words, ' ')
          .replace(/\{n(\d+)\}|\{([a-z])(\d+)\./g, restoreCase)
      : rest;
  }, text);
}

function restoreCase(_all: string, standIn?: string, letter?: string, number?: string): string {
  return standIn === undefined ? `{${letter?.toUpperCase()}${number}.` : `{N${standIn}}`;
}

/** Items of one sentence hang together in the record, or are of one kind. */
function areCoupled(cited: readonly WordingFact[]): boolean {
  const [first, ...others] = cited;
  if (first === undefined || others.every(({ kind }) => kind === first.kind)) return true;
  const reached = new Set([first.id]);
  for (let round = 0; round < cited.length; round++)
    for (const one of cited)
      if (cited.some(({ id, with: links }) => reached.has(id) && (links.includes(one.id) || one.with.includes(id))))
        reached.add(one.id);
  return reached.size === cited.length;
}

function objectionToWords(
  tokens: readonly Token[],
  cited: readonly WordingFact[],
  language: Language,
): Objection | undefined {
  const wanted = cited.map(fact => ({ fact, words: wantedOf(fact.text, language) }));
  const fromRecord: FromRecord[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'field') continue;
    const owners = wanted
      .filter(({ words }) => words.some(one => matches(one.text, token.text)))
      .map(one => one.fact.id);
    if (owners.length > 0) fromRecord.push({ text: token.text, owners });
    else if (!isLink(token, tokens[index + 1], language)) return 'notInRecord';
  }
  const uses = wanted.map(({ fact, words }) => {
    const own = fromRecord.filter(({ owners }) => owners.includes(fact.id));
    const isNamed = tokens.some(token => token.kind === 'field' && token.id === fact.id);
    return { fact, own, isNamed, holds: isUsedWell(words, own, language) };
  });
  const holding = new Set(uses.filter(({ holds }) => holds).map(({ fact }) => fact.id));
  for (const { fact, own, isNamed, holds } of uses) {
    const said = own.filter(({ text }) => !linking[language].has(text));
    if (said.length === 0 && !isNamed) return 'notUsed';
    // A word that it shares with another item, which is told well, tells of that one.
    if (!holds && said.some(({ owners }) => !owners.some(id => id !== fact.id && holding.has(id)))) return 'distorted';
  }
  return undefined;
}

interface FromRecord {
  readonly text: string;
  /** The items of the sentence that have this word. */
  readonly owners: readonly string[];
}

/** Enough of its words, in their order, with everything that turns it round or makes it less certain. */
function isUsedWell(words: readonly Wanted[], own: readonly FromRecord[], language: Language): boolean {
  const has = (one: Wanted) => own.some(({ text }) => matches(one.text, text));
  const counted = words.filter(one => one.counts);
  const used = counted.filter(has);
  if (used.length === 0 || used.length < counted.length * enough) return false;
  if (words.some(one => one.isBinding && !has(one))) return false;
  const onlyIts = own.filter(({ text, owners }) => owners.length === 1 && !linking[language].has(text));
  return isInOrder(
    onlyIts.map(({ text }) => text),
    words,
  );
}

function wantedOf(text: string, language: Language): readonly Wanted[] {
  return (tokensOf(text) ?? []).flatMap(token => {
    if (token.kind === 'field') return [];
    const isBinding = binding.has(token.text);
    const counts = token.kind === 'standIn' || (!isBinding && !linking[language].has(token.text));
    return [{ text: token.text, isBinding, counts }];
  });
}

function matches(one: string, other: string): boolean {
  return one.startsWith('{') || other.startsWith('{') ? one === other : isSameWord(one, other);
}

function isLink(token: Token, next: Token | undefined, language: Language): boolean {
  if (token.kind !== 'word') return false;
  if (beforeFields[language].has(token.text)) return next?.kind === 'field';
  return linking[language].has(token.text);
}

/** "Moeder dreigt hem" isn't "hij dreigt moeder": the words of an item keep their order. */
function isInOrder(said: readonly string[], words: readonly Wanted[]): boolean {
  let from = 0;
  for (const word of said) {
    const at = words.findIndex((one, index) => index >= from && matches(one.text, word));
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** A place that the record fills in is about an item of the sentence, the only one of its kind, whose words are there too. */
function objectionToFields(tokens: readonly Token[], cited: readonly WordingFact[]): Objection | undefined {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'field') continue;
    const fact = cited.find(({ id }) => id === token.id);
    if (fact === undefined || !fact.fields.includes(token.field as WordingField)) return 'wrongField';
    if (cited.some(other => other !== fact && other.kind === fact.kind)) return 'wrongField';
    const before = tokens.slice(0, index).filter(one => one.kind !== 'field' && isOf(one.text, fact)).length;
    const around = tokens.filter(one => one.kind !== 'field' && isOf(one.text, fact)).length;
    if (around === 0) return 'wrongField';
    if (!isAttribute(token.field)) continue;
    // A level stands behind what it's the level of.
    const others = cited.filter(other => other !== fact);
    const last = tokens
      .slice(0, index)
      .findLast(one => one.kind !== 'field' && (isOf(one.text, fact) || others.some(other => isOf(one.text, other))));
    if (before === 0 || last === undefined || last.kind === 'field' || !isOf(last.text, fact)) return 'wrongField';
  }
  return undefined;
}

function isAttribute(field: string): boolean {
  return field === 'level' || field === 'score' || field === 'reason';
}

function isOf(text: string, fact: WordingFact): boolean {
  return (tokensOf(fact.text) ?? []).some(one => one.kind !== 'field' && matches(one.text, text) && text.length > 3);
}
