import { z } from 'zod';
import {
  lifeDomains,
  monitorLevels,
  ratingLevels,
  reviewStatuses,
  riskLevels,
  scaleUpWays,
} from '../../domain/values.ts';
import type { OverrideWarnings } from '../../domain/warnings.ts';
import { date, flag, idOf, idsOf, line, lines, oneOf, person, score, seat, text } from '../input-fields.ts';
import { answered, type Family, form } from './form.ts';

/** Answers about items that exist already, several on one card; and what owners answer about their own action. */
export const answerSchemas = {
  'action.review': form('action.review', {
    reviews: answered({ action: z.string(), status: oneOf(reviewStatuses), note: text.exactOptional() }),
  }),
  'safety.score': form('safety.score', {
    scores: answered({
      subject: z.string(),
      score,
      explanation: text.exactOptional(),
      onePointUp: text.exactOptional(),
    }),
  }),
  'safety.agree': form('safety.agree', {
    scores: answered({ subject: z.string(), score, requirements: text.exactOptional() }),
  }),
  'safety.scaleUp': form('safety.scaleUp', {
    decisions: answered({
      subject: z.string(),
      scaleUp: flag,
      how: oneOf(scaleUpWays).exactOptional(),
      reason: text.exactOptional(),
    }),
  }),
  'monitor.score': form('monitor.score', {
    levels: answered({ domain: oneOf(lifeDomains), level: oneOf(monitorLevels), note: text.exactOptional() }),
  }),
  'risk.rate': form('risk.rate', {
    ratings: answered({ risk: z.string(), level: oneOf(ratingLevels), reason: text.exactOptional() }),
  }),
  'risk.agree': form('risk.agree', {
    levels: answered({ risk: z.string(), level: oneOf(riskLevels), reason: text.exactOptional() }),
  }),
  'topThree.vote': form('topThree.vote', { factors: idsOf('F') }),
  'topThree.decide': form('topThree.decide', { factors: idsOf('F'), reason: text.exactOptional() }),
  'factor.withoutAction': form('factor.withoutAction', { reasons: answered({ factor: z.string(), reason: text }) }),
  'warning.override': form('warning.override', {
    reason: text.exactOptional(),
    reasons: z.array(z.object({ warning: z.string(), reason: text })),
  })
    .refine(({ reason, reasons }) => reason !== undefined || reasons.length > 0, {
      params: { code: 'nothingAnswered' },
    })
    .transform(({ reasons, ...rest }): OverrideWarnings => (reasons.length === 0 ? rest : { ...rest, reasons })),
  'risk.recordRatings': form('risk.recordRatings', {
    answers: answered({ seat, risk: z.string(), level: oneOf(ratingLevels) }),
  }),
  'safety.recordScores': form('safety.recordScores', { answers: answered({ seat, subject: z.string(), score }) }),
  'topThree.recordVotes': form('topThree.recordVotes', { answers: answered({ seat, factors: idsOf('F') }) }),
  'preparation.answer': form('preparation.answer', {
    reviews: z.array(z.object({ action: z.string(), status: oneOf(reviewStatuses), note: text.exactOptional() })),
    changes: text.exactOptional(),
    factors: lines.exactOptional(),
    instrument: line.exactOptional(),
    instrumentDate: date.exactOptional(),
    nothing: flag.exactOptional(),
  }).refine(({ verb: _verb, reviews, ...told }) => reviews.length > 0 || Object.values(told).some(Boolean), {
    params: { code: 'nothingAnswered' },
  }),
  'action.accept': z
    .object({ action: idOf('A'), answer: flag, reason: text.exactOptional() })
    .transform(({ answer, ...rest }) => ({ verb: 'action.accept' as const, accepted: answer, ...rest })),
  'reminder.blocked': form('reminder.blocked', { action: idOf('A'), reason: text, to: person.exactOptional() }),
  'reminder.handOver': form('reminder.handOver', { action: idOf('A'), to: person, reason: text.exactOptional() }),
  'reminder.done': form('reminder.done', { action: idOf('A'), reason: text.exactOptional() }),
  'reminder.missed': form('reminder.missed', { action: idOf('A'), reason: text.exactOptional() }),
  'reminder.snooze': form('reminder.snooze', { action: idOf('A'), until: date, reason: text.exactOptional() }),
};

export const families: Readonly<Partial<Record<keyof typeof answerSchemas, Family>>> = {
  'action.review': { list: 'reviews', inputs: /^(?<input>status|note):(?<action>A\d+)$/ },
  'preparation.answer': { list: 'reviews', inputs: /^(?<input>status|note):(?<action>A\d+)$/ },
  'safety.score': { list: 'scores', inputs: /^(?<input>score|explanation|onePointUp):(?<subject>P\d+)$/ },
  'safety.agree': { list: 'scores', inputs: /^(?<input>score|requirements):(?<subject>P\d+)$/ },
  'safety.scaleUp': { list: 'decisions', inputs: /^(?<input>scaleUp|how|reason):(?<subject>P\d+)$/ },
  'monitor.score': {
    list: 'levels',
    inputs: new RegExp(`^(?<input>level|note):(?<domain>${lifeDomains.join('|')})$`),
  },
  'risk.rate': { list: 'ratings', inputs: /^(?<input>level|reason):(?<risk>R\d+)$/ },
  'risk.agree': { list: 'levels', inputs: /^(?<input>level|reason):(?<risk>R\d+)$/ },
  'factor.withoutAction': { list: 'reasons', inputs: /^(?<input>reason):(?<factor>F\d+)$/ },
  'warning.override': { list: 'reasons', inputs: /^(?<input>reason):(?<warning>W\d+)$/ },
  'risk.recordRatings': { list: 'answers', inputs: /^(?<input>level):(?<risk>R\d+):(?<seat>\d+)$/ },
  'safety.recordScores': { list: 'answers', inputs: /^(?<input>score):(?<subject>P\d+):(?<seat>\d+)$/ },
  'topThree.recordVotes': { list: 'answers', inputs: /^(?<input>factors):(?<seat>\d+)$/ },
};
