import type { Phase } from '../domain/agenda.ts';
import type { ActionId, CaseCode, ConferenceId, PersonId } from '../domain/values.ts';

/** Which form a card shows; decides what is rendered again when the card is pressed. */
export const formNames = [
  'openConference',
  'opening',
  'reviewActions',
  'scoreSafety',
  'agreeSafety',
  'monitor',
  'raiseRisk',
  'rateRisks',
  'agreeRisks',
  'raiseFactor',
  'voteTopThree',
  'decideTopThree',
  'agreeAction',
  'chairActions',
  'draftScenario',
  'close',
  'board',
  'minutes',
  'reminder',
  'acceptAction',
  // Opened by one person from another card; never posted for everyone.
  'more',
  'roles',
  'person',
  'items',
  'editItem',
  'showOfHands',
  'correctMinutes',
  'availability',
  // Between conferences: a signal, what chair and case director hear of it, the escalation of case direction.
  'signal',
  'tellSignal',
  'direction',
  // Closing the case, and how long it's kept after that.
  'closeCase',
  // What somebody tells before the next conference.
  'beforehand',
] as const;
export type FormName = (typeof formNames)[number];

/**
 * Rows of a card of one's own with several actions in it, each with a token of its own: what a morning brings, and everything that is
 * open. The list itself has a token of that name too, without a case. `preparationRow` only tells something.
 */
export const listNames = ['morning', 'myActions', 'preparationRow'] as const;
export type ListName = (typeof listNames)[number];

/** Cards that only show something of which there's more, by a choice or by pages; nothing is recorded from them. */
export const shownNames = ['timeline', 'caseload', 'summary', 'proposal'] as const;
export type ShownName = (typeof shownNames)[number];

/** What a rendered card is bound to. Everything the client sends besides the token and the inputs is ignored. */
export interface FormToken {
  readonly token: string;
  readonly tenant: string;
  readonly form: FormName | ListName | ShownName;
  /** Absent for forms that work in any chat of that person (reminders). */
  readonly conversation?: string;
  readonly case?: CaseCode;
  readonly conference?: ConferenceId;
  /** The phase the card was rendered for. */
  readonly phase?: Phase;
  /** Set for personal forms: nobody else's press is understood. */
  readonly person?: PersonId;
  /** The action a reminder is about. */
  readonly action?: ActionId;
  /**
   * What a form that was opened from another card is about: the item to mend, the life domain that becomes a factor. Of a row of a
   * list: the id of that list, which all its rows and the forms opened from it have. Of words of a machine: under which they're kept.
   */
  readonly item?: string;
}

export interface FormTokens {
  /** Stores tokens outside an append (a form that no event asked for). Storing the same token again is no error. */
  save(tokens: readonly FormToken[]): Promise<void>;
  find(token: string): Promise<FormToken | undefined>;
  /** The tokens of the rows of one card, which have that `item`; in no order. */
  together(tenant: string, item: string): Promise<readonly FormToken[]>;
}
