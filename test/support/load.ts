import { expect } from 'vitest';
import { type CaseFile, isSpoed } from '../../src/demo/case-file.ts';
import type { TranscriptLine } from '../../src/demo/client.ts';

/** What a conference asks of people's hands; the limits are the design's. */
export interface Load {
  /** Presses and typed commands of chair and note-taker, the `start` left out. */
  readonly leading: readonly string[];
  /** Inputs that people filled in because they had to, on what stood open on the card. */
  readonly filled: number;
  /** The most that one answer took: choosing and pressing, for one item. */
  readonly mostForAnAnswer: number;
}

/** What nobody has to fill in, although it stands open. */
const byChoice = /^(?:role|goal|reflection)$|^(?:reason|note|explanation|onePointUp):/;
/** What an answer can't do without; the rest of it is a choice. */
const needed: Readonly<Record<string, RegExp>> = {
  'action.review': /^status:/,
  'safety.score': /^score:/,
  'risk.rate': /^level:/,
  'topThree.vote': /^factors$/,
};
/** Typed for a room that shares one screen: these take the place of the partners' own presses. */
const forOthers: ReadonlySet<string> = new Set(['risk.recordRatings', 'safety.recordScores', 'topThree.recordVotes']);

interface Press {
  readonly by: string;
  readonly verb: string;
  readonly sent: Readonly<Record<string, string>>;
  readonly filled: readonly string[];
  /** Refused, and not only to ask for whom this person is here. */
  readonly refused: boolean;
}

/** At most sixteen for who leads, five in a spoed; sixty inputs in all; two actions for an answer. */
export function expectLightLoad(transcript: readonly TranscriptLine[], file: CaseFile, index: number): void {
  const { leading, filled, mostForAnAnswer } = loadOf(transcript, leadersOf(file, index));
  expect(leading.length, leading.join(', ')).toBeLessThanOrEqual(isSpoed(file, index) ? 5 : 16);
  expect(leading.slice(-2)).toEqual(['conference.close', 'minutes.adopt']);
  expect(filled).toBeLessThanOrEqual(60);
  expect(filled).toBeGreaterThan(5);
  expect(mostForAnAnswer).toBeLessThanOrEqual(2);
}

/** The chair, who the chair was handed to, the note-taker. */
function leadersOf({ chair, conferences }: CaseFile, index: number): readonly string[] {
  const named = conferences[index]?.turns.flatMap(({ inputs }) => [inputs.chair, inputs.noteTaker]) ?? [];
  return [chair, ...named.filter(name => name !== undefined)];
}

/** What the people of a conference did, read from its transcript. */
function loadOf(transcript: readonly TranscriptLine[], leaders: readonly string[]): Load {
  const presses = transcript.flatMap((line, index) => {
    if (line.kind === 'said' && !/^(start|spoed)\b/.test(line.text)) return [spoken(line.by, line.text)];
    return line.kind === 'pressed' ? [{ ...line, refused: isRefused(transcript[index + 1]) }] : [];
  });
  const recorded = presses.filter((press, index) => !press.refused && !opensWhatDoesNotCount(presses, index));
  return {
    leading: recorded
      .filter(({ by, verb, sent }) => leaders.includes(by) && !forOthers.has(verb) && sent.for === undefined)
      .map(({ verb }) => verb),
    filled: recorded.flatMap(({ filled }) => filled).filter(id => !byChoice.test(id)).length,
    mostForAnAnswer: Math.max(0, ...recorded.flatMap((press, index) => actionsOf(press, recorded[index - 1]) ?? [])),
  };
}

function spoken(by: string, verb: string): Press {
  return { by, verb, sent: {}, filled: [], refused: false };
}

function isRefused(line: TranscriptLine | undefined): boolean {
  if (line?.kind !== 'answered') return false;
  return line.answer.notices.some(({ kind, code }) => kind === 'refusal' && code !== 'joinFirst');
}

function opensForm({ verb, sent }: Press): boolean {
  return verb === 'form.show' || (verb === 'conference.close' && sent.ask === '1');
}

/**
 * Opening a form only to be refused there, as the case file asks, or to record for others; or one that a board edit took away, so
 * that it was opened again: on a slow machine the player is faster than the board.
 */
function opensWhatDoesNotCount(presses: readonly Press[], index: number): boolean {
  const press = presses[index];
  if (press === undefined || !opensForm(press)) return false;
  const later = presses.slice(index + 1).filter(other => other.by === press.by);
  const next = later.findIndex(other => !opensForm(other));
  if (next < 0) return false;
  const openedAgain = later.slice(0, next).some(other => other.sent.form === press.sent.form);
  return openedAgain || later[next]?.refused === true || forOthers.has(later[next]?.verb ?? '');
}

function actionsOf(press: Press, before: Press | undefined): number | undefined {
  const pattern = needed[press.verb];
  if (pattern === undefined || press.sent.for !== undefined) return undefined;
  const items = Object.keys(press.sent).filter(id => pattern.test(id)).length;
  const chosen = press.filled.filter(id => pattern.test(id)).length;
  const opened = before !== undefined && before.by === press.by && opensForm(before) ? 1 : 0;
  return (opened + chosen + 1) / Math.max(1, items);
}
