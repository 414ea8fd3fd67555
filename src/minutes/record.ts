import type { Minutes } from '../domain/minutes-data.ts';
import { actions, withoutAction } from './record-actions.ts';
import { directionSteps, signals } from './record-between.ts';
import { attendance, direction } from './record-direction.ts';
import { nextConference, reflection, urgentAgreements, warnings } from './record-ending.ts';
import { factors, topThree } from './record-factors.ts';
import { lookBack } from './record-look-back.ts';
import { lifeDomains, person } from './record-person.ts';
import { preparation } from './record-preparation.ts';
import { risks } from './record-risks.ts';
import { safety } from './record-safety.ts';
import { scenarios } from './record-scenarios.ts';
import type { Section } from './section.ts';
import { isUnderSix } from './what-it-was.ts';

type PartOfRecord = (minutes: Minutes) => Section | undefined;

/** The order of the agenda. */
const inOrder: readonly PartOfRecord[] = [
  direction,
  directionSteps,
  attendance,
  person,
  signals,
  preparation,
  lookBack,
  safety,
  lifeDomains,
  risks,
  factors,
  topThree,
  actions,
  withoutAction,
  scenarios,
  warnings,
  nextConference,
  reflection,
];
/** Under 6 the conference is about safety and the measures for it; so are its minutes (vision paper on phased work). */
const safetyFirst: readonly PartOfRecord[] = [safety, actions];

/** The sections of the record that have something to say. What was agreed for an emergency comes before all else. */
export function recordOf(minutes: Minutes): readonly Section[] {
  const parts = new Set([urgentAgreements, ...(isUnderSix(minutes) ? safetyFirst : []), ...inOrder]);
  return [...parts].flatMap(part => part(minutes) ?? []);
}
