import type { CaseClosingReason } from './case-closing.ts';
import type { CaseState } from './case-state.ts';
import { findItem } from './editable-fields.ts';
import type { CaseEvent } from './events.ts';
import { sameWords } from './same-words.ts';
import type {
  ActionId,
  CarePhase,
  DirectionStepName,
  Instant,
  PersonRef,
  ReviewStatus,
  RiskLevel,
  Score,
  SignalId,
} from './values.ts';

/**
 * Interventions and decisions of a case in order of time, read from its events: no timeline of earlier interventions existed and
 * it was missed (evaluation report).
 */
export interface TimelineEntry {
  readonly at: Instant;
  readonly kind: TimelineKind;
  /** `A3`, `R1`, `P2`: what it's about; of a top three all of them. */
  readonly items: readonly string[];
  /** What was said with it: a reason, a note, a name. */
  readonly text?: string;
  readonly number?: number;
  readonly level?: RiskLevel;
  readonly score?: Score;
  readonly status?: ReviewStatus;
  readonly phase?: CarePhase;
  readonly signal?: SignalId;
  readonly step?: DirectionStepName;
  /** Why the case was closed. */
  readonly closing?: CaseClosingReason;
  /** Whose it is: the organisation that does it or that spoke. Absent for what the whole table decided. */
  readonly organisation?: string;
}

export const timelineKinds = [
  'conferenceOpened',
  'conferenceClosed',
  'levelAgreed',
  'safetyAgreed',
  'topThreeDecided',
  'actionAgreed',
  'actionDone',
  'actionReviewed',
  'occurrenceDone',
  'actionBlocked',
  'handedOver',
  'notTakenOver',
  'withoutAction',
  'scaledUp',
  'notScaledUp',
  'carePhase',
  'caseDirector',
  'directionStep',
  'signalRecorded',
  'occurrenceMissed',
  'minutesCorrected',
  'caseClosed',
  'keptLonger',
  'caseReopened',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/**
 * What was decided and done, the oldest first. What was answered blind is never in it, revealed or not: only what the table agreed on.
 * Items that were withdrawn are left out, with everything about them. Pure.
 * @param events of the whole case, in order
 * @param state after those events
 */
export function timelineOf(events: readonly CaseEvent[], state: CaseState): readonly TimelineEntry[] {
  const owners = createOwners();
  return events
    .flatMap(event => {
      const entries = entryOf(event, owners);
      owners.after(event);
      return entries;
    })
    .filter(({ items }) => items.every(id => findItem(state, id) !== undefined));
}

/** The organisations that something in it belongs to, in the order in which they first appear. */
export function partnersIn(entries: readonly TimelineEntry[]): readonly string[] {
  return [...new Set(entries.flatMap(({ organisation }) => organisation ?? []))];
}

/** What belongs to one partner, whatever the capitals; decisions of the whole table are nobody's in particular. */
export function timelineOfPartner(entries: readonly TimelineEntry[], partner: string): readonly TimelineEntry[] {
  return entries.filter(({ organisation }) => organisation !== undefined && sameWords(organisation, partner));
}

/** Whose an action was at each moment, and who was asked to take it over: the owner of now may not have done what was done then. */
interface Owners {
  readonly owner: ReadonlyMap<ActionId, PersonRef>;
  readonly asked: ReadonlyMap<ActionId, PersonRef>;
  after(event: CaseEvent): void;
}

function createOwners(): Owners {
  const owner = new Map<ActionId, PersonRef>();
  const asked = new Map<ActionId, PersonRef>();
  return {
    owner,
    asked,
    after(event) {
      if (event.type === 'ActionAgreed') owner.set(event.action.id, event.action.owner);
      if (event.type === 'ItemEdited' && event.changes.owner !== undefined) owner.set(event.item, event.changes.owner);
      if (event.type === 'HandOverAsked') asked.set(event.action, event.to);
      if (event.type !== 'HandOverAnswered' || !event.accepted) return;
      const taker = asked.get(event.action);
      if (taker !== undefined) owner.set(event.action, taker);
    },
  };
}

function entryOf(event: CaseEvent, { owner, asked }: Owners): readonly TimelineEntry[] {
  const entry = (kind: TimelineKind, items: readonly string[], more: Partial<TimelineEntry> = {}): TimelineEntry[] => [
    { at: event.at, kind, items, ...more },
  ];
  const text = (said: string | undefined) => (said === undefined ? {} : { text: said });
  const of = (person: PersonRef | undefined) => (person === undefined ? {} : { organisation: person.organisation });
  switch (event.type) {
    case 'ConferenceOpened':
      return entry('conferenceOpened', [], { number: event.number });
    case 'ConferenceClosed':
      return entry('conferenceClosed', []);
    case 'RiskLevelAgreed':
      return entry('levelAgreed', [event.risk], { level: event.level, ...text(event.reason) });
    case 'SafetyAgreed':
      return entry('safetyAgreed', [event.subject], { score: event.score });
    case 'ScalingUpDecided':
      return entry(event.scaleUp ? 'scaledUp' : 'notScaledUp', [event.subject], text(event.reason));
    case 'TopThreeDecided':
      return entry('topThreeDecided', event.factors, text(event.reason));
    case 'ActionAgreed':
      return entry('actionAgreed', [event.action.id], { organisation: event.action.owner.organisation });
    case 'ActionDone':
      return entry('actionDone', [event.action], { ...text(event.note), ...of(owner.get(event.action)) });
    case 'OccurrenceDone':
      return entry('occurrenceDone', [event.action], { ...text(event.note), ...of(owner.get(event.action)) });
    case 'ActionBlocked':
      return entry('actionBlocked', [event.action], { ...text(event.reason), ...of(owner.get(event.action)) });
    case 'HandOverAnswered': {
      const kind = event.accepted ? 'handedOver' : 'notTakenOver';
      return entry(kind, [event.action], { ...text(event.reason), ...of(asked.get(event.action)) });
    }
    case 'ActionReviewed': {
      const { action, status, note, organisation } = event.review;
      return entry('actionReviewed', [action], { status, organisation, ...text(note) });
    }
    case 'FactorLeftWithoutAction':
      return entry('withoutAction', [event.factor], text(event.reason));
    case 'CarePhaseSet':
      return entry('carePhase', [], { phase: event.phase, ...text(event.reason) });
    case 'CaseDirectorSet': {
      const { director, reason } = event;
      if (director === undefined) return entry('caseDirector', [], text(reason));
      return entry('caseDirector', [], { text: director.name, organisation: director.organisation });
    }
    case 'DirectionStepTaken': {
      const { step, note, by, director } = event;
      const taken = entry('directionStep', [], { step, text: note, organisation: by.organisation });
      if (director === undefined) return taken;
      return [...taken, ...entry('caseDirector', [], { text: director.name, organisation: director.organisation })];
    }
    case 'SignalRecorded': {
      const { id, what, by } = event.signal;
      return entry('signalRecorded', [], { signal: id, text: what, organisation: by.organisation });
    }
    case 'OccurrenceMissed':
      return entry('occurrenceMissed', [event.action], { ...text(event.note), ...of(owner.get(event.action)) });
    case 'MinutesCorrected':
      return entry('minutesCorrected', [], text(event.text));
    case 'CaseClosed':
      return entry('caseClosed', [], { closing: event.reason });
    case 'RetentionExtended':
      return entry('keptLonger', [], { number: event.years, text: event.reason, organisation: event.by.organisation });
    case 'CaseReopened':
      return entry('caseReopened', []);
    default:
      // Raising, answering blind, moving and writing to people are no decision and no intervention.
      return [];
  }
}
