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

export type StepRun = { readonly text: string; readonly weight: 'Bolder' | 'Default'; readonly subtle: boolean };

/** "✓ Opening  ·  **Risico’s**  ·  Top drie": the steps of this conference as runs of text, where it is now in bold. */
export function stepRuns(conference: Conference, words: Words): readonly StepRun[] {
  const current =
    conference.closed === undefined ? conference.steps.indexOf(stepOf(conference.phase)) : conference.steps.length;
  return conference.steps.flatMap((step, index) => {
    const name = words.t(`step.${step}`);
    const run: StepRun = {
      text: index < current ? `✓ ${name}` : name,
      weight: index === current ? 'Bolder' : 'Default',
      subtle: index > current,
    };
    return index === 0 ? [run] : [{ text: '  ·  ', weight: 'Default', subtle: true }, run];
  });
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
