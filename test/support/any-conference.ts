import fc from 'fast-check';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { Command, DecisionContext, PersonChoice } from '../../src/domain/commands.ts';
import {
  actionTypes,
  centralEight,
  factorKinds,
  horizons,
  intensities,
  purposes,
  ratingLevels,
  riskLevels,
} from '../../src/domain/values.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { actor, idOf, members, newcomer, partners, type Seat } from './domain-people.ts';
import { now, today } from './given.ts';

// Whatever people may press, in any order, by anybody, whether it makes sense or not.

/** Everything that people type carries this mark, so that a test can see where it turns up. */
export const mark = 'getypt';
export const typed = fc.integer({ min: 0, max: 9999 }).map(n => `${mark}-${n}`);
/** Few different ones, so that "the same words again" happens too. */
export const line = fc.oneof(
  { weight: 3, arbitrary: typed },
  { weight: 1, arbitrary: fc.constantFrom(`${mark} a`, `${mark}  A`) },
);

export const idFrom = (letter: string) => fc.constantFrom(1, 1, 1, 1, 1, 2, 2, 9).map(n => `${letter}${n}`);
const seats = fc.constantFrom<Seat>(...partners, 'rechercheur', 'notulist');
export const anybody: fc.Arbitrary<PersonChoice> = fc.oneof(
  { weight: 6, arbitrary: seats.map(seat => ({ person: idOf(seat) })) },
  { weight: 1, arbitrary: fc.constant({ person: 'id-nobody' }) },
  { weight: 2, arbitrary: fc.record({ name: line, organisation: line }) },
);
const day = fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-21', '2026-12-05', '2027-03-01', '2026-12-04T14:30');
const plainDay = fc.constantFrom('2026-11-19', '2026-11-21', '2026-12-05', '2026-12-09');

/** A command with each of the optional fields present or absent. */
export function command<V extends Command['verb']>(
  verb: V,
  needed: Record<string, fc.Arbitrary<unknown>> = {},
  optional: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<Command> {
  const fields = { ...needed, ...optional };
  return fc
    .record(fields, { requiredKeys: Object.keys(needed) })
    .map(values => ({ verb, ...values }) as unknown as Command);
}

export const items = <K extends string>(
  key: K,
  id: fc.Arbitrary<string>,
  more: Record<string, fc.Arbitrary<unknown>>,
) => fc.uniqueArray(fc.record({ [key]: id, ...more }), { minLength: 1, maxLength: 3, selector: item => item[key] });
const someFactors = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(['F1'], ['F1', 'F2'], ['F2', 'F1']) },
  { weight: 1, arbitrary: fc.uniqueArray(idFrom('F'), { minLength: 1, maxLength: 4 }) },
);

export const moves = fc.oneof(
  { weight: 4, arbitrary: command('step.next') },
  { weight: 3, arbitrary: command('step.reveal') },
  { weight: 1, arbitrary: command('step.back') },
  { weight: 1, arbitrary: command('step.again') },
);
export const contributions = fc.oneof(
  command('risk.raise', { what: line }, { severity: typed, triggers: typed, affected: typed, whereWhen: typed }),
  command('risk.rate', {
    ratings: items('risk', idFrom('R'), { level: fc.constantFrom(...ratingLevels), reason: typed }),
  }),
  command(
    'factor.raise',
    { what: line },
    {
      kind: fc.constantFrom(...factorKinds),
      assessable: fc.boolean(),
      centralEight: fc.constantFrom(...centralEight),
      instrument: typed,
      risks: fc.uniqueArray(idFrom('R'), { minLength: 1, maxLength: 2 }),
    },
  ),
  command('topThree.vote', { factors: someFactors }),
  command(
    'action.agree',
    { what: line, owner: anybody, due: day },
    {
      factors: someFactors,
      type: fc.constantFrom(...actionTypes),
      horizon: fc.constantFrom(...horizons),
      intensity: fc.constantFrom(...intensities),
      fit: typed,
      effect: typed,
      reportTo: anybody,
    },
  ),
  command('conference.join', { organisation: line }, { role: line }),
);
export const decisions = fc.oneof(
  command('risk.agree', {
    levels: items('risk', idFrom('R'), { level: fc.constantFrom(...riskLevels), reason: typed }),
  }),
  command('topThree.decide', { factors: someFactors }, { reason: typed }),
  command('factor.withoutAction', { reasons: items('factor', idFrom('F'), { reason: typed }) }),
  command('minutes.adopt'),
);
export const settings = fc.oneof(
  command('conference.setGoal', {}, { purpose: fc.constantFrom(...purposes), goal: typed }),
  command('conference.setCaseDirector', {}, { director: anybody, reason: typed }),
  command('conference.setNoteTaker', { noteTaker: anybody }),
);
export const endings = fc.oneof(
  command('conference.close', {}, { nextDate: plainDay, reflection: typed }),
  command('minutes.recordFiling', {
    version: fc.constant(1),
    files: fc.constant([{ name: 'ZVH-2026-002-1-v1.docx', sha256: '0'.repeat(64) }]),
  }),
  command('reminder.done', { action: idFrom('A') }, { reason: typed }),
  command('reminder.blocked', { action: idFrom('A'), reason: fc.constant('Toestemming') }, { to: anybody }),
  command('reminder.handOver', { action: idFrom('A'), to: anybody }, { reason: typed }),
  command('reminder.snooze', { action: idFrom('A'), until: plainDay }, { reason: typed }),
  command(
    'conference.open',
    { case: fc.constant('ZVH-2026-002') },
    { approach: fc.constantFrom(...usualApproaches.map(({ name }) => name)) },
  ),
);

export const sometimes = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

export interface AnyPress {
  readonly command: Command;
  readonly context: DecisionContext;
}

/** The chair half of the time, so that conferences get somewhere. */
export const whoever = fc.oneof(
  { weight: 3, arbitrary: fc.constant(actor('procesregisseur')) },
  { weight: 3, arbitrary: seats.map(actor) },
  { weight: 1, arbitrary: seats.map(newcomer) },
);

export const anyPress: fc.Arbitrary<AnyPress> = fc
  .record({
    command: fc.oneof(
      { weight: 4, arbitrary: moves },
      { weight: 8, arbitrary: contributions },
      { weight: 4, arbitrary: decisions },
      { weight: 1, arbitrary: settings },
      { weight: 2, arbitrary: endings },
    ),
    who: whoever,
    onBehalfOf: sometimes(anybody),
    renderedFor: sometimes(fc.constantFrom('opening', 'risks.rate', 'actions')),
    duplicateConfirmed: fc.boolean(),
    conference: fc.constantFrom('c1', 'c1', 'c1', 'c1', 'c2', 'c2', 'c9'),
  })
  .map(({ command: pressed, who, onBehalfOf, renderedFor, ...rest }) => ({
    command: pressed,
    context: {
      now,
      today,
      actor: who,
      members,
      approaches: usualApproaches,
      calendar: publicHolidaysOnly,
      processDirectors: [],
      ...rest,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
      ...(renderedFor !== undefined && { renderedFor }),
      opening: { conferenceId: 'c2', conversation: 'chat-1', processDirectors: [] },
    },
  }));
