import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/demo/client.ts';
import type { Notice } from '../../src/demo/client-card.ts';
import { accepted, refused } from '../../src/demo/turn-outcome.ts';

const answer = (...notices: readonly Notice[]): Answer => ({ status: 200, notices });
const warning: Notice = { kind: 'warning', code: 'rnr.intensity', item: 'R1', text: 'Te licht voor R1.' };
const refusal: Notice = { kind: 'refusal', code: 'topThreeWithoutAction', item: 'F4', text: 'F4 heeft geen actie.' };

describe('a turn that should be recorded', () => {
  it('is done, with what the bot pointed out when the case file is about that', () => {
    expect(accepted(answer(warning), { warning: 'rnr.intensity' })).toMatchObject({
      outcome: 'done',
      remark: 'Te licht voor R1.',
    });
    expect(accepted(answer(warning))).toEqual({ outcome: 'done', notices: [warning] });
  });

  it('fails when the hint or warning is not there, naming what was', () => {
    expect(() => accepted(answer(warning), { hint: 'protectiveAbsence' })).toThrow(
      `didn't point out "protectiveAbsence" but rnr.intensity`,
    );
    expect(() => accepted(answer(), { warning: 'need.factor' })).toThrow('but nothing');
  });

  it('fails when it is refused or not understood', () => {
    expect(() => accepted(answer(refusal))).toThrow('refused: F4 heeft geen actie.');
    expect(() => accepted({ status: 500, text: 'stuk', notices: [] })).toThrow('500 stuk');
  });
});

describe('a turn that should be refused', () => {
  it('is, for the reason and the item that the case file names', () => {
    expect(refused(answer(refusal), 'topThreeWithoutAction:F4').outcome).toBe('refused');
    expect(refused(answer(refusal), 'topThreeWithoutAction').outcome).toBe('refused');
    expect(refused(answer(refusal), undefined).remark).toBe('F4 heeft geen actie.');
  });

  it('fails for another reason, or when it was recorded', () => {
    expect(() => refused(answer(refusal), 'topThreeWithoutAction:F2')).toThrow('instead of topThreeWithoutAction:F2');
    expect(() => refused(answer(warning), 'notChair')).toThrow('accepted it');
  });
});
