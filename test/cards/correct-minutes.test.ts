import { describe, expect, it } from 'vitest';
import { idOf, janna, shown, withCase } from './janna.ts';
import { choicesOf, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { closedAndAdopted, now, withConference } from './states.ts';

const adopted = { at: now, by: idOf('procesregisseur'), version: 1 };
const closed = withConference(closedAndAdopted(janna('closing')), { adopted });
const viewer = idOf('procesregisseur');

describe('correcting the minutes', () => {
  const card = shown(closed, 'correctMinutes', { viewer });

  it('asks what it should say, and what it is about when it’s about one thing', () => {
    expect(inputsOf(card).map(input => [input.id, input.isRequired === true])).toEqual([
      ['item', false],
      ['text', true],
    ]);
    expect(inputOf(card, 'item').placeholder).toBe('Het hele verslag');
    expect(verbsOf(card)).toEqual(['minutes.correct']);
  });

  it('says that it makes a new version', () => {
    expect(textOf(card)).toContain('er komt een nieuwe versie bij');
  });

  it('offers what the minutes speak of: the case as it stood at closing', () => {
    expect(choicesOf(card, 'item').map(one => one.value)).toEqual(['A1', 'A2', 'A3']);
    const { state } = closed;
    const [first, ...later] = state.actions;
    if (first === undefined) throw new Error('there are actions');
    const { code: _code, conferences: _all, numbered: _numbers, ...asItWas } = { ...state, actions: [first] };
    const since = withConference(withCase(closed, { actions: [first, ...later] }), { atClosing: asItWas });
    expect(choicesOf(shown(since, 'correctMinutes', { viewer }), 'item').map(one => one.value)).toEqual(['A1']);
  });

  it('asks for the text alone when nothing was agreed on', () => {
    const empty = shown(withCase(closed, { actions: [] }), 'correctMinutes', { viewer });
    expect(inputsOf(empty).map(input => input.id)).toEqual(['text']);
  });

  it('lists what was corrected before, the latest first', () => {
    const at = '2026-11-25T09:00:00.000Z';
    const corrections = [
      { version: 2, at, by: viewer, item: 'A2', text: 'Op 8 december' },
      { version: 3, at, by: viewer, text: 'De reclassering was er wel' },
    ];
    const lines = linesOf(shown(withConference(closed, { corrections }), 'correctMinutes', { viewer }));
    expect(lines.slice(-2)).toEqual([
      'versie 3 · 25 november  De reclassering was er wel',
      'versie 2 · 25 november  A2  Op 8 december',
    ]);
  });

  it('keeps what was typed when it was refused', () => {
    const values = { item: 'A2', text: 'x'.repeat(1200) };
    const refused = shown(closed, 'correctMinutes', { viewer, values, refusals: [{ code: 'tooLong', item: 'text' }] });
    expect(inputOf(refused, 'text').value).toBe('x'.repeat(1200));
    expect(inputOf(refused, 'item').value).toBe('A2');
  });

  it('says so while the minutes are still a draft', () => {
    expect(textOf(shown(closedAndAdopted(janna('closing')), 'correctMinutes', { viewer }))).toContain(
      'Het verslag is nog niet vastgesteld.',
    );
    expect(textOf(card)).not.toContain('Het verslag is nog niet vastgesteld.');
  });
});
