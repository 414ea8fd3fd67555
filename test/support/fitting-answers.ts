import fc from 'fast-check';
import type { Phase } from '../../src/domain/agenda.ts';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { Command } from '../../src/domain/commands.ts';
import {
  centralEight,
  factorKinds,
  lifeDomains,
  monitorLevels,
  ratingLevels,
  riskLevels,
} from '../../src/domain/values.ts';
import { command, typed } from './any-conference.ts';
import type { MethodPress } from './any-method.ts';

// What people answer in the phases of safety, risks and top three, about the items that the case has.

export type Presses = fc.Arbitrary<MethodPress>;

export interface Table {
  readonly lead: (commands: fc.Arbitrary<Command>) => Presses;
  readonly partner: (commands: fc.Arbitrary<Command>) => Presses;
  readonly today: string;
}

export function idsOf(all: readonly { readonly id: string }[]): readonly string[] {
  return all.map(({ id }) => id);
}
export const some = (ids: readonly string[]) => fc.subarray([...ids]);
export const oneOf = (ids: readonly string[]) => fc.constantFrom(...ids);

const score = fc.integer({ min: 0, max: 10 });

export function scoredSafety({ subjects }: CaseState, phase: Phase, { lead, partner }: Table): Presses {
  const [first] = idsOf(subjects);
  if (first === undefined) return partner(command('subject.add', { name: typed }));
  const about = oneOf(idsOf(subjects));
  if (phase === 'safety.score')
    return fc.oneof(
      partner(
        command('safety.score', {
          scores: fc.record({ subject: about, score, explanation: typed }).map(one => [one]),
        }),
      ),
      lead(
        command('safety.recordScores', {
          answers: fc.record({ seat: seatNumber, subject: about, score }).map(one => [one]),
        }),
      ),
      lead(command('step.reveal')),
    );
  const agreed = fc.array(score, { minLength: subjects.length, maxLength: subjects.length });
  return fc.oneof(
    lead(
      command('safety.agree', {
        scores: agreed.map(scores => scores.map((value, at) => ({ subject: subjects[at]?.id, score: value }))),
      }),
    ),
    lead(command('step.again')),
  );
}

/** The chair sits first. */
const seatNumber = fc.integer({ min: 2, max: 5 });
export const monitorLevel = command('monitor.score', {
  levels: fc
    .record({ domain: fc.constantFrom(...lifeDomains), level: fc.constantFrom(...monitorLevels) })
    .map(one => [one]),
});

export function spokenOfRisks({ risks }: CaseState, phase: Phase, { lead, partner }: Table): Presses {
  if (phase === 'risks.raise' || risks.length === 0) return partner(command('risk.raise', { what: typed }));
  const about = oneOf(idsOf(risks));
  const level = fc.constantFrom(...ratingLevels);
  if (phase === 'risks.rate')
    return fc.oneof(
      partner(command('risk.rate', { ratings: fc.record({ risk: about, level, reason: typed }).map(one => [one]) })),
      lead(
        command('risk.recordRatings', {
          answers: fc.record({ seat: seatNumber, risk: about, level }).map(one => [one]),
        }),
      ),
      lead(command('step.reveal')),
    );
  const agreed = fc.array(fc.constantFrom(...riskLevels), { minLength: risks.length, maxLength: risks.length });
  return fc.oneof(
    lead(
      command('risk.agree', {
        levels: agreed.map(levels => levels.map((value, at) => ({ risk: risks[at]?.id, level: value }))),
      }),
    ),
    lead(command('step.again')),
  );
}

export function chosen({ factors, risks }: CaseState, phase: Phase, { lead, partner }: Table): Presses {
  const raise = command(
    'factor.raise',
    { what: typed },
    {
      kind: fc.constantFrom('dynamic', ...factorKinds),
      centralEight: fc.constantFrom(...centralEight),
      risks: some(idsOf(risks)),
    },
  );
  const dynamic = idsOf(factors.filter(({ kind }) => kind === 'dynamic'));
  if (phase === 'topThree.raise' || dynamic.length === 0) return partner(raise);
  const three = fc.subarray([...dynamic], { minLength: 1, maxLength: Math.min(3, dynamic.length) });
  if (phase === 'topThree.vote')
    return fc.oneof(
      { weight: 4, arbitrary: partner(command('topThree.vote', { factors: three })) },
      {
        weight: 1,
        arbitrary: lead(
          command('topThree.recordVotes', {
            answers: fc.record({ seat: seatNumber, factors: three }).map(one => [one]),
          }),
        ),
      },
      { weight: 2, arbitrary: lead(command('step.reveal')) },
    );
  return fc.oneof(
    { weight: 4, arbitrary: lead(command('topThree.decide', { factors: three, reason: typed })) },
    { weight: 1, arbitrary: lead(command('step.again')) },
  );
}
