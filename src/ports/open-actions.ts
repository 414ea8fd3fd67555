import type { ActionId, CaseCode, ConferenceId, Due, PersonId } from '../domain/values.ts';

/** An action that somebody still has to do, by ids: what it's about stands in its case. */
export interface OpenAction {
  readonly case: CaseCode;
  readonly action: ActionId;
  /** The conference that its owner answers it in. */
  readonly conference: ConferenceId;
  readonly due: Due;
}

/** Kept in the transaction of the events, so that it's never behind them. */
export interface OpenActions {
  /** Every open action of that owner across cases, by due date. */
  ofOwner(tenant: string, person: PersonId): Promise<readonly OpenAction[]>;
}
