import type { CaseState, Conference } from '../domain/case-state.ts';
import { levelLine } from '../domain/levels.ts';
import { isStable, safetyLine } from '../domain/safety-line.ts';
import { directSafety, type RiskId, type RiskLevel, type SubjectId } from '../domain/values.ts';
import type { Words } from './words.ts';

/** How something changed from conference to conference, in one breath: "hoog → matig", "3 → 6". */
export interface Course {
  readonly text: string;
  /** Should it catch the eye? The text says the same in words. */
  readonly alarming: boolean;
  /** False while this conference hasn't agreed on it: then it tells of the time before. */
  readonly isNow: boolean;
}

/** As many conferences as one can follow at a glance. */
const mostShown = 4;

/** "hoog → matig" of what was agreed, "vorige keer hoog" until this conference agreed; undefined when nothing ever was. */
export function courseOfRisk(state: CaseState, conference: Conference, risk: RiskId, words: Words): Course | undefined {
  const line = levelLine(upTo(state, conference), risk);
  const last = line.at(-1);
  if (last === undefined) return undefined;
  const name = (level: RiskLevel) => words.t(`level.${level}`).toLowerCase();
  if (last.conference !== conference.id)
    return { text: words.t('course.lastTime', { value: name(last.level) }), alarming: false, isNow: false };
  const levels = line.map(one => one.level);
  const changes = levels.filter((level, index) => level !== levels[index - 1]);
  return { text: arrows(changes.map(name)), alarming: last.level === 'high' || last.level === 'veryHigh', isNow: true };
}

/** The level of the latest earlier conference that agreed on one. */
export function levelBefore(state: CaseState, conference: Conference, risk: RiskId): RiskLevel | undefined {
  return levelLine(upTo(state, conference), risk).findLast(one => one.conference !== conference.id)?.level;
}

/** "3 → 6", "3 → 4 · nog geen 6", "7 → 7 → 8 · stabiel", "vorige keer 3"; undefined when no number was ever agreed. */
export function courseOfSafety(
  state: CaseState,
  conference: Conference,
  subject: SubjectId,
  words: Words,
): Course | undefined {
  const line = safetyLine(upTo(state, conference), subject);
  const last = line.at(-1);
  if (last === undefined) return undefined;
  if (conference.agreedScores[subject] === undefined)
    return { text: words.t('course.lastTime', { value: last }), alarming: false, isNow: false };
  const unsafe = last < directSafety;
  const remark = unsafe ? 'course.underSix' : isStable(line) ? 'course.stable' : undefined;
  const text = arrows(line.map(String));
  return { text: remark === undefined ? text : `${text} · ${words.t(remark)}`, alarming: unsafe, isNow: true };
}

/** What a later conference agreed on is none of this one's business. */
function upTo(state: CaseState, { number }: Conference): CaseState {
  return { ...state, conferences: state.conferences.filter(one => one.number <= number) };
}

function arrows(values: readonly string[]): string {
  return values.slice(-mostShown).join(' → ');
}
