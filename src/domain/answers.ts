import type {
  ActionId,
  Attribution,
  ConferenceId,
  FactorId,
  LifeDomain,
  LocalDate,
  MonitorLevel,
  PersonId,
  RatingLevel,
  ReviewStatus,
  RiskId,
  RiskLevel,
  ScaleUpWay,
  Score,
  SubjectId,
} from './values.ts';

/** What people at the table answer, alone or together: scores, ratings, votes, and what the table agrees on after them. */

/** One life domain as the table sees it together; the latest one of a conference counts. */
export interface MonitorScore {
  readonly domain: LifeDomain;
  readonly level: MonitorLevel;
  readonly note?: string;
  readonly by: Attribution;
  readonly conference: ConferenceId;
}

/** What one person answered in a blind phase; the latest answer of a person counts. */
export interface Rating extends Attribution {
  readonly risk: RiskId;
  readonly level: RatingLevel;
  readonly reason?: string;
}

/** How safe one person at the table thinks a subject is, what that means and what would make it one point higher. */
export interface SafetyScore extends Attribution {
  readonly subject: SubjectId;
  readonly score: Score;
  readonly explanation?: string;
  readonly onePointUp?: string;
}

export interface Vote extends Attribution {
  readonly factors: readonly FactorId[];
}

/** One blind round. A round that was skipped without a reveal stays blind for good. */
export interface Round<Answer> {
  readonly revealed: boolean;
  readonly answers: readonly Answer[];
}

export interface AgreedLevel {
  readonly level: RiskLevel;
  readonly reason?: string;
}

/** The safety that the table agreed on, with what must be true before a 6 can be given (bodemeisen). */
export interface AgreedScore {
  readonly score: Score;
  readonly requirements?: string;
}

/** Whether to scale up when safety isn't at 6 the second time running: how, or why not. */
export interface ScalingUp {
  readonly scaleUp: boolean;
  readonly how?: ScaleUpWay;
  readonly reason?: string;
}

/** What was said of an action of an earlier conference. */
export interface Review extends Attribution {
  readonly action: ActionId;
  readonly status: ReviewStatus;
  readonly note?: string;
  /** Given before the conference that looks back on it. */
  readonly beforehand?: true;
}

/** What somebody told before the next conference; each question keeps the last answer. */
export interface Preparation {
  readonly person: PersonId;
  readonly organisation: string;
  /** What changed since the last time. */
  readonly changes?: string;
  /** Dynamic factors from a current assessment, in a line each. */
  readonly factors: readonly string[];
  readonly instrument?: string;
  readonly instrumentDate?: LocalDate;
}
