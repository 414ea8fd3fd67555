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
] as const;
export type FormName = (typeof formNames)[number];

/** What a rendered card is bound to. Everything the client sends besides the token and the inputs is ignored. */
export interface FormToken {
  readonly token: string;
  readonly tenant: string;
  readonly form: FormName;
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
  /** What a form that was opened from another card is about: the item to mend, the life domain that becomes a factor. */
  readonly item?: string;
}

export interface FormTokens {
  /** Stores tokens outside an append (a form that no event asked for). Storing the same token again is no error. */
  save(tokens: readonly FormToken[]): Promise<void>;
  find(token: string): Promise<FormToken | undefined>;
}
