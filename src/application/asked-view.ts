import type { CaseState } from '../domain/case-state.ts';
import type { AskedCard } from '../domain/effects.ts';
import type { ConferenceId, LocalDate } from '../domain/values.ts';
import type { CardView, WordedSummary } from '../ports/card-renderer.ts';
import type { Language } from '../ports/conversations.ts';

interface About {
  readonly language: Language;
  readonly state: CaseState;
  readonly conference: ConferenceId;
  readonly today?: LocalDate;
  /** Of a summary. */
  readonly worded?: WordedSummary;
}

/** What somebody asked for in words, as a card without buttons. */
export function askedView(asked: AskedCard, { today, worded, ...about }: About): CardView {
  switch (asked) {
    case 'summary':
      return { kind: 'summary', ...about, ...(today !== undefined && { today }), ...(worded && { worded }) };
    case 'plan':
      return { kind: 'plan', part: 'whole', ...about };
    case 'actions':
      return { kind: 'plan', part: 'actions', ...about };
  }
}
