import type { CaseState } from '../domain/case-state.ts';
import { timelineOf } from '../domain/timeline.ts';
import type { ConferenceId } from '../domain/values.ts';
import type { Card } from '../ports/card-renderer.ts';
import type { Language } from '../ports/conversations.ts';
import type { Dependencies } from './dependencies.ts';

export interface TimelineAsked {
  readonly tenant: string;
  readonly state: CaseState;
  readonly conference: ConferenceId;
  readonly partner?: string;
  /** Stored by the caller. */
  readonly token: string;
}

/** Reads the events once; the card of it in any language. */
export async function readTimeline(
  deps: Pick<Dependencies, 'events' | 'renderer'>,
  { tenant, ...asked }: TimelineAsked,
): Promise<(language: Language) => Card> {
  const { state } = asked;
  const entries = timelineOf(await deps.events.read({ tenant, case: state.code }), state);
  return language => deps.renderer.render({ kind: 'timeline', language, entries, ...asked });
}
