import type { SafetyScore } from '../domain/answers.ts';
import type { CaseState, Conference } from '../domain/case-state.ts';
import { safetyDissent } from '../domain/safety-line.ts';
import type { SubjectId } from '../domain/values.ts';
import { courseRow, distinct, type Section, seeSummary } from './board-rows.ts';
import { courseOfSafety } from './course.ts';
import { type Tools, typed } from './frame.ts';
import { firstRows, nameList } from './lists.ts';

/** Per person at risk the line through time, in words when it isn't a 6 or stable, and who gave another number. */
export function safetyRows(state: CaseState, conference: Conference, tools: Tools): Section {
  const { shown, more } = firstRows(state.subjects, tools, seeSummary);
  const rows = shown.map(subject =>
    courseRow(
      subject.id,
      typed(subject.name, tools),
      courseOfSafety(state, conference, subject.id, tools.words),
      scoredOtherwise(conference, subject.id, tools),
    ),
  );
  return { title: tools.words.t('step.safety'), rows, more };
}

/** "Politie gaf 3, GGZ gaf 7": from revealed rounds only. */
export function scoredOtherwise(conference: Conference, subject: SubjectId, tools: Tools): readonly string[] {
  const parts = byScore(safetyDissent(conference, subject)).map(([score, who]) =>
    tools.words.t(who.length === 1 ? 'board.scoredOtherwise' : 'board.scoredOtherwiseMany', {
      who: nameList(who, tools),
      score,
    }),
  );
  return parts.length === 0 ? [] : [parts.join(', ')];
}

function byScore(scores: readonly SafetyScore[]): readonly (readonly [number, readonly string[]])[] {
  const given = [...new Set(scores.map(one => one.score))].toSorted((one, other) => one - other);
  return given.map(score => [score, distinct(scores.filter(one => one.score === score).map(one => one.organisation))]);
}
