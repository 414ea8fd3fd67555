import { agendaOf, stepNames, stepOf, stepsOf } from '../domain/agenda.ts';
import type { Conference } from '../domain/case-state.ts';
import { budgetSpentAt, isBudgetSpent } from '../domain/time.ts';
import type { Instant } from '../domain/values.ts';
import type { Words } from './words.ts';

/** "nog 11 min", or "5 min over tijd"; empty once the conference is closed. */
export function clockOf(conference: Conference, now: Instant, words: Words): string {
  if (conference.closed !== undefined) return '';
  const spent = (Date.parse(now) - Date.parse(conference.openedAt)) / 60_000;
  const left = Math.ceil(conference.minutesAvailable - spent);
  return left >= 0 ? words.t('board.minutesLeft', { minutes: left }) : words.t('board.minutesOver', { minutes: -left });
}

/** "deze stap: nog 3 min"; empty when the step has no budget, or none left. */
export function stepClockOf(conference: Conference, now: Instant, words: Words): string {
  const at = budgetSpentAt(conference);
  if (at === undefined || conference.closed !== undefined || isBudgetSpent(conference, now)) return '';
  return words.t('board.stepLeft', { minutes: Math.ceil((Date.parse(at) - Date.parse(now)) / 60_000) });
}

export type StepRun = { readonly text: string; readonly weight: 'Bolder' | 'Default'; readonly subtle: boolean };

/** "✓ Opening  ·  **Risico’s**  ·  Top drie": the steps on the agenda now as runs of text, where it is now in bold. */
export function stepRuns(conference: Conference, words: Words): readonly StepRun[] {
  const current = conference.closed === undefined ? stepNames.indexOf(stepOf(conference.phase)) : stepNames.length;
  return stepsOf(conference).flatMap((step, index) => {
    const name = words.t(`step.${step}`);
    const at = stepNames.indexOf(step);
    const run: StepRun = {
      text: at < current ? `✓ ${name}` : name,
      weight: at === current ? 'Bolder' : 'Default',
      subtle: at > current,
    };
    return index === 0 ? [run] : [{ text: '  ·  ', weight: 'Default', subtle: true }, run];
  });
}

/** "Risico’s 2/3": the step, and which of its phases on the agenda when it has several. */
export function whereNow(conference: Conference, words: Words): string {
  if (conference.closed !== undefined) return words.t('board.closed');
  const step = stepOf(conference.phase);
  const phases = agendaOf(conference).filter(phase => stepOf(phase) === step);
  const at = phases.indexOf(conference.phase);
  const name = words.t(`step.${step}`);
  return phases.length < 2 || at < 0 ? name : `${name} ${at + 1}/${phases.length}`;
}
