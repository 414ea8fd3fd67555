import type { CaseState } from '../domain/case-state.ts';
import type { AskedCard } from '../domain/effects.ts';
import type { ConferenceId } from '../domain/values.ts';
import type { CardView } from '../ports/card-renderer.ts';
import type { Language } from '../ports/conversations.ts';

interface About {
  readonly language: Language;
  readonly state: CaseState;
  readonly conference: ConferenceId;
}

/** What somebody asked for in words, as a card without buttons. */
export function askedView(asked: AskedCard, about: About): CardView {
  switch (asked) {
    case 'summary':
      return { kind: 'summary', ...about };
    case 'plan':
      return { kind: 'plan', part: 'whole', ...about };
    case 'actions':
      return { kind: 'plan', part: 'actions', ...about };
  }
}
