import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../src/domain/summary.ts';
import { basisOf, wordingFacts } from '../../src/domain/wording-facts.ts';
import { recordedConferences } from '../eval/conferences.ts';

const conferences = recordedConferences();

describe('a summary by rule', () => {
  it.each(conferences)(
    'of $name has every open action and every risk in one row, each action once',
    ({ state, conference, today }) => {
      const { rows } = summaryOf(state, conference, today);
      const actions = rows.flatMap(({ action }) => action ?? []);
      const open = state.actions.filter(({ status }) => status === 'open').map(({ id }) => id);
      expect(actions.toSorted()).toEqual(open.toSorted());
      for (const { id } of state.risks)
        expect(
          rows.some(({ risks }) => risks.includes(id)),
          id,
        ).toBe(true);
      for (const id of conference.topThree?.factors ?? [])
        expect(
          rows.some(({ factors }) => factors.includes(id)),
          id,
        ).toBe(true);
    },
  );

  it('finds overdue what was to be done before today, and nothing without a day', () => {
    for (const { state, conference, today } of conferences) {
      const late = state.actions
        .filter(one => one.status === 'open' && one.due.slice(0, 10) < today)
        .map(({ id }) => id);
      expect(summaryOf(state, conference, today).overdue.toSorted()).toEqual(late.toSorted());
      expect(summaryOf(state, conference).overdue).toEqual([]);
    }
  });
});

describe('what a machine gets to word', () => {
  it('has no owner, day, level or number in it', () => {
    for (const { state, conference, today } of conferences)
      for (const one of wordingFacts(state, conference, today))
        expect(Object.keys(one).toSorted()).toEqual(['fields', 'id', 'kind', 'states', 'text', 'with']);
  });

  it('rests on the record as it is: another owner, level or word is another basis, and a lost item none', () => {
    const [one] = conferences;
    if (one === undefined) throw new Error('nothing was recorded');
    const { state, conference } = one;
    const ids = ['R1', 'A1'];
    const before = basisOf(state, conference, ids);
    const changed = (change: object) => ({
      ...state,
      actions: state.actions.map(action => ({ ...action, ...change })),
    });
    expect(basisOf(state, conference, ids.toReversed())).toBe(before);
    expect(basisOf(changed({ owner: { name: 'Jurist', organisation: 'OM' } }), conference, ids)).not.toBe(before);
    expect(basisOf(changed({ what: 'Iets anders' }), conference, ids)).not.toBe(before);
    expect(basisOf({ ...state, actions: [] }, conference, ids)).toBe(undefined);
  });
});
