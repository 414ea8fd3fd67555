import type { Command } from '../domain/commands.ts';
import { readSpokenRating, readSpokenScore, readSpokenVote } from '../domain/spoken-answers.ts';
import { ownerPlaceholder, readSpokenItem } from '../domain/spoken-items.ts';

/**
 * A blind answer as somebody types it in their own chat with us: `R1 hoog`, `P1 6`, `F1 F3`. Undefined for anything else. In the
 * meeting chat such a line isn't counted: everybody would see it.
 */
export function readTypedAnswer(text: string): Command | undefined {
  const rating = readSpokenRating(text);
  if (rating !== undefined) return { verb: 'risk.rate', ratings: [rating] };
  const score = readSpokenScore(text);
  if (score !== undefined) return { verb: 'safety.score', scores: [score] };
  const vote = readSpokenVote(text);
  return vote === undefined ? undefined : { verb: 'topThree.vote', factors: vote.factors };
}

/** What stands in a typed item where its owner was mentioned; nobody can type it. */
export const ownerMark = ownerPlaceholder;

/** Does a line start like an item (`risico:`, `actie:`)? What it means is read with the day of today, when it's handled. */
export function looksLikeItem(text: string): boolean {
  return readSpokenItem(text, anyDay) !== undefined;
}
const anyDay = '2026-01-01';
