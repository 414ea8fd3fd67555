import type { TimelineEntry, TimelineKind } from '../domain/timeline.ts';
import { carePhaseWords, closingReasonWords, directionStepWords, levelWords, reviewWords } from './choice-words.ts';

/** Fixed words of the timeline in Dutch, those of its card (`cards/locales/nl.json`). */
export const timelineWords = {
  title: 'Tijdlijn',
  day: 'Dag',
  what: 'Wat',
  who: 'Wie',
  conference: 'Casusoverleg',
  table: 'De tafel',
  empty: 'Er is nog niets besloten of afgesproken.',
} as const;

export const timelinePhrases = {
  subject: (code: string, approach: string) => `${timelineWords.title} van ${code}, ${approach}`,
  status: (number: number, day: string, version: number) =>
    `Tot en met casusoverleg ${number} van ${day} · versie ${version} van het verslag`,
} as const;

const kindWords: Readonly<Record<TimelineKind, string>> = {
  conferenceOpened: 'Casusoverleg begonnen',
  conferenceClosed: 'Casusoverleg afgesloten',
  levelAgreed: 'Niveau',
  safetyAgreed: 'Veiligheid',
  topThreeDecided: 'Gekozen als top drie',
  actionAgreed: 'Afgesproken',
  actionDone: 'Gedaan',
  actionReviewed: 'Teruggekeken',
  occurrenceDone: 'Gebeurd',
  occurrenceMissed: 'Niet gebeurd',
  actionBlocked: 'Kan niet verder',
  handedOver: 'Overgenomen',
  notTakenOver: 'Niet overgenomen',
  withoutAction: 'Geen actie',
  scaledUp: 'Opschalen',
  notScaledUp: 'Niet opschalen',
  carePhase: 'Fase van de zorg',
  caseDirector: 'Casusregisseur',
  directionStep: 'Stap voor de regie',
  signalRecorded: 'Signaal',
  minutesCorrected: 'Verslag verbeterd',
  caseClosed: 'Casus gesloten',
  keptLonger: 'Langer bewaard',
  caseReopened: 'Casus heropend',
};

/** "Niveau hoog", "Teruggekeken: deels gedaan": what happened, with the value that it got. */
export function whatHappened(entry: TimelineEntry): string {
  const words = kindWords[entry.kind];
  const value = valueIn(entry);
  if (value === undefined) return words;
  return entry.kind === 'levelAgreed' || entry.kind === 'safetyAgreed' ? `${words} ${value}` : `${words}: ${value}`;
}

function valueIn(entry: TimelineEntry): string | number | undefined {
  const { level, status, phase, step, closing, signal, score, number } = entry;
  if (level !== undefined) return levelWords[level];
  if (status !== undefined) return reviewWords[status].toLowerCase();
  if (phase !== undefined) return carePhaseWords[phase];
  if (step !== undefined) return directionStepWords[step];
  if (closing !== undefined) return closingReasonWords[closing];
  if (entry.kind === 'keptLonger') return `${number} jaar`;
  return signal ?? score ?? number;
}
