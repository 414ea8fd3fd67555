import { type Phase, stepOf } from '../domain/agenda.ts';
import type { Conference } from '../domain/case-state.ts';
import type { Instant } from '../domain/values.ts';
import type { Words } from './words.ts';

/** "nog 11 min", or "5 min over tijd"; empty once the conference is closed. */
export function clockOf(conference: Conference, now: Instant, words: Words): string {
  if (conference.closed !== undefined) return '';
  const spent = (Date.parse(now) - Date.parse(conference.openedAt)) / 60_000;
  const left = Math.ceil(conference.minutesAvailable - spent);
  return left >= 0 ? words.t('board.minutesLeft', { minutes: left }) : words.t('board.minutesOver', { minutes: -left });
}

export interface StepMark {
  readonly text: string;
  readonly state: 'done' | 'now' | 'later';
}

/** The steps of this conference in order, with where it is. */
export function stepMarks(conference: Conference, words: Words): readonly StepMark[] {
  const current = conference.steps.indexOf(stepOf(conference.phase));
  const state = (index: number) => {
    if (conference.closed !== undefined || index < current) return 'done';
    return index === current ? 'now' : 'later';
  };
  return conference.steps.map((step, index) => ({ text: words.t(`step.${step}`), state: state(index) }));
}

/** "✓ Opening · Risico’s · Top drie": the steps as one line of text; where it is stands between arrows. */
export function stepLine(conference: Conference, words: Words): string {
  const marks = { done: '✓ ', now: '→ ', later: '' };
  return stepMarks(conference, words)
    .map(mark => `${marks[mark.state]}${mark.text}`)
    .join('  ·  ');
}

/** Phases of a step that has several, in order. */
const parts: Readonly<Partial<Record<Phase, string>>> = {
  'risks.raise': '1/3',
  'risks.rate': '2/3',
  'risks.revealed': '3/3',
  'topThree.raise': '1/3',
  'topThree.vote': '2/3',
  'topThree.revealed': '3/3',
};

/** "Risico’s 2/3". */
export function whereNow(conference: Conference, words: Words): string {
  if (conference.closed !== undefined) return words.t('board.closed');
  const part = parts[conference.phase];
  const step = words.t(`step.${stepOf(conference.phase)}`);
  return part === undefined ? step : `${step} ${part}`;
}
