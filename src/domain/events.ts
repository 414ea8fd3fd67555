import type { Phase, StepName } from './agenda.ts';
import type { ApproachName } from './approaches.ts';
import type { Action, Factor, FiledMinutes, Rating, Risk, Vote } from './case-state.ts';
import type {
  ActionId,
  CaseCode,
  ConferenceId,
  FactorId,
  Instant,
  LocalDate,
  Participant,
  PersonId,
  PersonRef,
  Purpose,
  RiskId,
  RiskLevel,
} from './values.ts';

/** What happened, in the past tense. The only things that are stored; everything else is read from them. */
export type EventBody =
  | { readonly type: 'CaseOpened'; readonly code: CaseCode; readonly approach: ApproachName }
  | {
      readonly type: 'ConferenceOpened';
      readonly conference: ConferenceId;
      readonly number: number;
      readonly conversation: string;
      readonly chair: PersonId;
      readonly chairName: string;
      readonly approach: ApproachName;
      readonly minutesAvailable: 30 | 45;
      readonly urgent: boolean;
      readonly steps: readonly StepName[];
    }
  | { readonly type: 'ParticipantJoined'; readonly participant: Participant; readonly recordedBy?: PersonId }
  | { readonly type: 'GoalSet'; readonly purpose: Purpose; readonly goal?: string }
  | { readonly type: 'CaseDirectorSet'; readonly director?: PersonRef; readonly reason?: string }
  | { readonly type: 'NoteTakerSet'; readonly noteTaker: PersonId; readonly name: string }
  | { readonly type: 'PhaseEntered'; readonly phase: Phase; readonly from: Phase; readonly skippedReveal?: true }
  | { readonly type: 'RoundRevealed'; readonly phase: Phase }
  | { readonly type: 'RoundOpenedAgain'; readonly phase: Phase }
  | { readonly type: 'RiskRaised'; readonly risk: Risk }
  | { readonly type: 'RiskRated'; readonly rating: Rating }
  | { readonly type: 'RiskLevelAgreed'; readonly risk: RiskId; readonly level: RiskLevel; readonly reason?: string }
  | { readonly type: 'FactorRaised'; readonly factor: Factor }
  | { readonly type: 'TopThreeVoted'; readonly vote: Vote }
  | { readonly type: 'TopThreeDecided'; readonly factors: readonly FactorId[]; readonly reason?: string }
  | { readonly type: 'ActionAgreed'; readonly action: Action }
  | { readonly type: 'FactorLeftWithoutAction'; readonly factor: FactorId; readonly reason: string }
  | { readonly type: 'ConferenceClosed'; readonly nextDate?: LocalDate; readonly reflection?: string }
  | { readonly type: 'MinutesAdopted'; readonly conference: ConferenceId; readonly version: number }
  | ({ readonly type: 'MinutesFiled'; readonly conference: ConferenceId } & FiledMinutes)
  | { readonly type: 'ActionDone'; readonly action: ActionId; readonly note?: string }
  | {
      readonly type: 'ReminderSnoozed';
      readonly action: ActionId;
      readonly until: LocalDate;
      readonly reason?: string;
    };

/** Who caused it. `organisation` is absent for someone who hasn't joined (a chair before joining) and for the bot itself. */
export interface EventMeta {
  /** Unique; comes in as data. */
  readonly id: string;
  readonly at: Instant;
  readonly actor: { readonly person: PersonId; readonly organisation?: string };
}
export type CaseEvent = EventMeta & EventBody;
/** What the bot itself did (filing, for instance) carries this as the person. */
export const theBot: PersonId = 'rondetafel';

/** The events of one type, for the rules that make them and the folds that read them. */
export type EventOf<Type extends EventBody['type']> = Extract<EventBody, { readonly type: Type }>;
