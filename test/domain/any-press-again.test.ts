import { describe, expect, it } from 'vitest';
import type { Verb } from '../../src/domain/commands.ts';
import { decide } from '../../src/domain/decide.ts';
import { type AnyStep, anyCases } from '../support/any-case.ts';

const accepted = anyCases(80).flatMap(steps => steps.filter(({ decision }) => decision.kind === 'accepted'));

/** Every press of these verbs that was accepted. */
function everyAccepted(verbs: ReadonlySet<Verb>, check: (step: AnyStep) => void): void {
  const steps = accepted.filter(({ press }) => verbs.has(press.command.verb));
  expect(steps.length).toBeGreaterThan(100);
  for (const step of steps) check(step);
}

/** Verbs that set a value: setting the current value again is no event. */
const setting: ReadonlySet<Verb> = new Set<Verb>([
  'conference.join',
  'conference.setGoal',
  'conference.setCaseDirector',
  'conference.setNoteTaker',
  'conference.setUrgent',
  'case.setConsiderations',
  'case.setVoice',
  'case.setPhase',
  'case.setCarePhase',
  'action.review',
  'safety.score',
  'safety.scaleUp',
  'monitor.score',
  'risk.rate',
  'topThree.vote',
  'factor.withoutAction',
  'hint.keep',
  'warning.override',
  'risk.recordRatings',
  'safety.recordScores',
  'topThree.recordVotes',
  'item.edit',
  'minutes.correct',
  'minutes.recordFiling',
  'action.accept',
  'reminder.done',
  'reminder.snooze',
]);

const raising: ReadonlySet<Verb> = new Set<Verb>([
  'risk.raise',
  'factor.raise',
  'subject.add',
  'scenario.draft',
  'action.agree',
]);

describe('the same press again', () => {
  it('is no event when it sets a value', () => {
    everyAccepted(setting, ({ press, context, after }) => {
      expect([press.command.verb, decide(after, press.command, context)]).toMatchObject([
        press.command.verb,
        { kind: 'accepted', events: [] },
      ]);
    });
  });

  it('is asked about when it raises an item', () => {
    everyAccepted(raising, ({ press, context, after }) => {
      const again = decide(after, press.command, { ...context, duplicateConfirmed: false });
      expect(again).toMatchObject({ kind: 'refused', refusals: [{ code: 'duplicateItem' }] });
    });
  });
});
