import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import { isStable, safetyDissent, safetyLine, scoreRoundsOf } from '../../src/domain/safety-line.ts';
import { conferenceAfter, type History, stateAfter } from '../support/given.ts';
import { again, agreedScore, phase, revealed, scored, secondConference, subject, tableOf } from '../support/history.ts';

const violence = [...tableOf({ approach: 'MDA++' }), subject('P1', 'baby'), subject('P2', 'moeder')];
const next = (number: number) => secondConference({ conference: `c${number}`, number, approach: 'MDA++' });
/** A conference after the other in which P1 got these numbers; the last one is open. */
const course = (...scores: (number | undefined)[]): readonly EventBody[] => [
  ...violence,
  ...scores.flatMap((score, index) => [
    ...(index === 0 ? [] : next(index + 1)),
    ...(score === undefined ? [] : [agreedScore('P1', score)]),
  ]),
];

describe('the line through time', () => {
  it('is what each conference agreed on, the first one first', () => {
    expect(safetyLine(stateAfter(course(2, 6, 5)), 'P1')).toEqual([2, 6, 5]);
    expect(safetyLine(stateAfter(course(2, 6, 5)), 'P2')).toEqual([]);
  });

  it('leaves a conference out that agreed on no number, and keeps a 0', () => {
    expect(safetyLine(stateAfter(course(0, undefined, 6)), 'P1')).toEqual([0, 6]);
  });

  it.each<[number[], boolean]>([
    [[7, 7, 7], true],
    [[2, 7, 8, 10], true],
    [[7, 7], false],
    [[7, 7, 6], false],
    [[7, 6, 7, 7], false],
    [[], false],
  ])('%j is stable: %s', (line, stable) => {
    expect(isStable(line)).toBe(stable);
  });
});

describe('how far the table is apart', () => {
  const spread = (...history: History) =>
    scoreRoundsOf(conferenceAfter(violence, phase('safety.score'), ...history), 'P1').map(
      ({ lowest, median, highest }) => [lowest, median, highest],
    );

  it('is shown once the round is revealed', () => {
    expect(spread(scored('wijkagent', 'P1', 3))).toEqual([]);
    expect(spread(scored('wijkagent', 'P1', 3), revealed('safety.score'))).toEqual([[3, 3, 3]]);
  });

  it('is lowest, middle and highest, the middle between two when an even number scored', () => {
    const four = [
      scored('wijkagent', 'P1', 8),
      scored('behandelaar', 'P1', 2),
      scored('reclasseerder', 'P1', 10),
      scored('wijkteam', 'P1', 3),
    ];
    expect(spread(four, revealed('safety.score'))).toEqual([[2, 5.5, 10]]);
    expect(spread(four.slice(0, 3), revealed('safety.score'))).toEqual([[2, 8, 10]]);
  });

  it('is kept of the first round beside the second', () => {
    const first = [scored('wijkagent', 'P1', 3), ...revealed('safety.score')];
    expect(spread(first, again('safety.score'), scored('wijkagent', 'P1', 5))).toEqual([[3, 3, 3]]);
    expect(spread(first, again('safety.score'), scored('wijkagent', 'P1', 5), revealed('safety.score'))).toEqual([
      [3, 3, 3],
      [5, 5, 5],
    ]);
  });

  it('has no row for a round in which nobody scored this person', () => {
    expect(spread(scored('wijkagent', 'P2', 3), revealed('safety.score'))).toEqual([]);
  });

  it('keeps who saw it otherwise than was agreed, by organisation', () => {
    const conference = conferenceAfter(
      violence,
      phase('safety.score'),
      scored('wijkagent', 'P1', 3),
      scored('behandelaar', 'P1', 5),
      scored('behandelaar', 'P2', 3),
      revealed('safety.score'),
      agreedScore('P1', 5),
    );
    expect(safetyDissent(conference, 'P1').map(({ organisation, score }) => [organisation, score])).toEqual([
      ['Politie', 3],
    ]);
    expect(safetyDissent(conference, 'P2')).toEqual([]);
  });
});
