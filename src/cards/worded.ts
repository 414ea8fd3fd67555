import type { CaseState, Conference } from '../domain/case-state.ts';
import { type WordedSentence, type WordingValues, wordingValues } from '../domain/wording-facts.ts';
import type { WordedSummary } from '../ports/card-renderer.ts';
import { personName } from './board-rows.ts';
import type { ViewData } from './expand.ts';
import { type Tools, typed } from './frame.ts';
import { literal } from './text.ts';

/** The sentences with what the record fills in, and behind each the items that it rests on. */
export function wordedLines(
  { sentences }: WordedSummary,
  state: CaseState,
  conference: Conference,
  tools: Tools,
): readonly ViewData[] {
  return sentences.map(({ text, ids }) => ({
    text: filled({ text, ids }, state, conference, tools),
    ids: ` [${ids.join(', ')}]`,
  }));
}

function filled({ text }: WordedSentence, state: CaseState, conference: Conference, tools: Tools): string {
  return text
    .split(/(\{[A-Z]\d+\.[a-z]+\})/)
    .map(part => {
      const [, id, field] = /^\{([A-Z]\d+)\.([a-z]+)\}$/.exec(part) ?? [];
      if (id === undefined) return spoken(part);
      return fieldText(wordingValues(state, conference, id), field, tools);
    })
    .join('');
}

/** Typed text that came along, without taking its spaces off. */
function spoken(part: string): string {
  const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? [];
  return before + literal(middle) + after;
}

function fieldText(values: WordingValues, field: string | undefined, tools: Tools): string {
  const { words, dates } = tools;
  const { level, owner, due, score, reason } = values;
  if (field === 'level' && level !== undefined) return words.t(`level.${level}`).toLowerCase();
  if (field === 'owner' && owner !== undefined) return personName(owner, tools);
  if (field === 'due' && due !== undefined) return dates.due(due);
  if (field === 'score' && score !== undefined) return String(score);
  if (field === 'reason' && reason !== undefined) return typed(reason, tools);
  return '…';
}
