import type { Proposal } from '../ports/language-model.ts';

const longestProposal = 200;

/**
 * The proposals that stand in the notes word for word, each once. A machine finds pieces in what somebody wrote; it writes none itself.
 * @param notes with stand-ins, as the machine got them
 */
export function literalProposals(proposals: readonly Proposal[], notes: string): readonly Proposal[] {
  const whole = spaced(notes).toLowerCase();
  const tidied = proposals
    .map(({ kind, what }) => ({ kind, what: spaced(what).replace(/^[\s,;:–-]+|[\s,;:.–-]+$/g, '') }))
    .filter(({ what }) => what !== '' && what.length <= longestProposal && standsIn(what.toLowerCase(), whole));
  return tidied.filter(({ what }, index) => tidied.findIndex(one => one.what === what) === index);
}

/** Whole words: a piece that begins in the middle of one says something else. */
function standsIn(piece: string, whole: string): boolean {
  const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{M}\d]/u.test(character);
  for (let at = whole.indexOf(piece); at >= 0; at = whole.indexOf(piece, at + 1))
    if (!isLetter(whole[at - 1]) && !isLetter(whole[at + piece.length])) return !losesItsNo(whole.slice(0, at));
  return false;
}

/** "geen geweld" isn't "geweld": what turns it round, or makes it less certain, stands right before it. */
function losesItsNo(before: string): boolean {
  return /\b(?:geen|niet|nooit|zonder|misschien|mogelijk|vermoedelijk|als|no|not|never|without|maybe|possibly|if|n['’]t)\s+(?:\p{L}+\s+)?$/u.test(
    before,
  );
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
