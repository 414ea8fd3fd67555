import fc from 'fast-check';
import { openableSteps } from '../../src/domain/agenda.ts';
import type { Command, DecisionContext, PersonChoice } from '../../src/domain/commands.ts';
import {
  actionTypes,
  carePhases,
  centralEight,
  considerationKinds,
  directionSteps,
  factorKinds,
  intensities,
  lifeDomains,
  marks,
  monitorLevels,
  processPhases,
  ratingLevels,
  reviewStatuses,
  scaleUpWays,
  scenarioKinds,
  signalKinds,
} from '../../src/domain/values.ts';
import {
  anybody,
  command,
  contributions,
  decisions,
  endings,
  idFrom,
  items,
  line,
  moves,
  settings,
  sometimes,
  typed,
  whoever,
} from './any-conference.ts';

// Any verb of the method with any inputs, by anybody.

const score = fc.integer({ min: 0, max: 10 });
const laterDay = fc.constantFrom('2026-11-19', '2026-11-24', '2026-12-11', '2027-06-01');
const idsFrom = (letter: string) => fc.uniqueArray(idFrom(letter), { maxLength: 3 });
const anyItem = fc.oneof(...['R', 'F', 'F', 'A', 'A', 'S', 'P'].map(idFrom));

const safety = fc.oneof(
  command('subject.add', { name: line }),
  command('safety.score', { scores: items('subject', idFrom('P'), { score, explanation: typed }) }),
  command('safety.agree', { scores: items('subject', idFrom('P'), { score }) }),
  command('safety.scaleUp', {
    decisions: items('subject', idFrom('P'), {
      scaleUp: fc.boolean(),
      how: fc.constantFrom(...scaleUpWays),
      reason: typed,
    }),
  }),
);
const person = fc.oneof(
  command('case.setConsiderations', { kinds: fc.subarray([...considerationKinds]) }, { text: typed }),
  command('case.setVoice', { invited: fc.boolean(), invitedReason: typed }, { agreesTo: typed, zsmAdvice: typed }),
  command('case.setPhase', { phase: fc.constantFrom(...processPhases) }),
  command('case.setCarePhase', { phase: fc.constantFrom(...carePhases) }, { reason: typed }),
  command('monitor.score', {
    levels: items('domain', fc.constantFrom(...lifeDomains.slice(0, 3)), { level: fc.constantFrom(...monitorLevels) }),
  }),
);
const actions = fc.oneof(
  command(
    'action.agree',
    { what: typed, owner: anybody, due: fc.constantFrom('2026-11-28T18:00', '2027-03-01', '2026-12-04T09:00') },
    {
      factors: idsFrom('F'),
      risks: idsFrom('R'),
      subjects: idsFrom('P'),
      type: fc.constantFrom(...actionTypes),
      intensity: fc.constantFrom(...intensities),
      fit: typed,
      effect: typed,
      mandateBy: laterDay,
    },
  ),
  command('action.review', {
    reviews: items('action', idFrom('A'), { status: fc.constantFrom(...reviewStatuses), note: typed }),
  }),
  command('scenario.draft', { signals: line, response: line }, { who: anybody, actions: idsFrom('A') }),
);
const corrections = fc.oneof(
  command('item.withdraw', { item: anyItem }),
  command('item.edit', {
    item: idFrom('F'),
    changes: fc.record(
      {
        what: typed,
        kind: fc.constantFrom(...factorKinds),
        centralEight: fc.constantFrom(...centralEight),
        risks: idsFrom('R'),
        mark: fc.constantFrom(...marks),
      },
      { requiredKeys: [] },
    ),
  }),
  command('item.edit', {
    item: idFrom('A'),
    changes: fc.record(
      {
        factors: idsFrom('F'),
        risks: idsFrom('R'),
        subjects: idsFrom('P'),
        type: fc.constantFrom(...actionTypes),
        owner: anybody,
        due: fc.constantFrom('2026-12-24', '2027-06-01T10:00'),
        effect: typed,
      },
      { requiredKeys: [] },
    ),
  }),
  command('item.edit', {
    item: anyItem,
    changes: fc.record({ name: typed, signals: typed, kind: fc.constantFrom(...scenarioKinds) }, { requiredKeys: [] }),
  }),
  command('hint.keep', { item: idFrom('F') }),
);
const seatNumber = fc.integer({ min: 1, max: 7 });
/** One answer for each place. */
const handsOf = (answer: Record<string, fc.Arbitrary<unknown>>) =>
  fc.uniqueArray(fc.record({ seat: seatNumber, ...answer }), {
    minLength: 1,
    maxLength: 3,
    selector: one => one.seat,
  });
const handsUp = fc.oneof(
  command('risk.recordRatings', {
    answers: handsOf({ risk: idFrom('R'), level: fc.constantFrom(...ratingLevels) }),
  }),
  command('safety.recordScores', {
    answers: handsOf({ subject: idFrom('P'), score }),
  }),
  command('topThree.recordVotes', {
    answers: handsOf({ factors: idsFrom('F') }),
  }),
);
const leading = fc.oneof(
  command('case.setPreparer', { preparer: anybody }),
  command('step.open', { step: fc.constantFrom(...openableSteps) }, { reason: typed }),
  command('step.extend'),
  command('conference.setUrgent', { urgent: fc.boolean() }),
  command('conference.setChair', { chair: anybody }),
  command('conference.setGoal', {}, { meetingKind: fc.constantFrom('Interventieteam', 'Consultatieteam') }),
  command('warning.override', {}, { reason: typed, reasons: items('warning', idFrom('W'), { reason: typed }) }),
);
const afterwards = fc.oneof(
  command(
    'preparation.answer',
    { reviews: items('action', idFrom('A'), { status: fc.constantFrom(...reviewStatuses) }) },
    { changes: typed, factors: fc.array(line, { maxLength: 2 }), nothing: fc.boolean() },
  ),
  command('signal.record', { what: typed }, { kind: fc.constantFrom(...signalKinds), scenario: idFrom('S') }),
  command('signal.startUrgent', { signal: idFrom('G') }),
  command(
    'direction.record',
    { step: fc.constantFrom(...directionSteps), note: typed },
    { until: laterDay, director: anybody },
  ),
  command('reminder.missed', { action: idFrom('A') }, { reason: typed }),
  command('minutes.correct', { text: typed }, { item: anyItem }),
  command('action.accept', { action: idFrom('A'), accepted: fc.boolean() }, { reason: typed }),
  command(
    'conference.close',
    {},
    { nextDate: laterDay, ifItGoesWrong: typed, follower: anybody, followUntil: laterDay },
  ),
);

export interface MethodPress {
  readonly command: Command;
  readonly who: DecisionContext['actor'];
  readonly onBehalfOf?: PersonChoice | undefined;
  readonly duplicateConfirmed?: boolean;
  /** Of an earlier conference than the one that runs. */
  readonly earlier?: boolean;
}

/** Anything by anybody, whether it makes sense or not. */
export const anyMethodPress: fc.Arbitrary<MethodPress> = fc.record({
  command: fc.oneof(
    { weight: 9, arbitrary: moves },
    { weight: 10, arbitrary: contributions },
    { weight: 8, arbitrary: decisions },
    { weight: 1, arbitrary: settings },
    { weight: 2, arbitrary: endings },
    { weight: 5, arbitrary: safety },
    { weight: 2, arbitrary: person },
    { weight: 6, arbitrary: actions },
    { weight: 6, arbitrary: corrections },
    { weight: 3, arbitrary: handsUp },
    { weight: 3, arbitrary: leading },
    { weight: 2, arbitrary: afterwards },
  ),
  who: whoever,
  onBehalfOf: sometimes(anybody),
  duplicateConfirmed: fc.boolean(),
  earlier: fc.constantFrom(false, false, false, false, true),
});
