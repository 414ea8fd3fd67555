import { z } from 'zod';
import { openableSteps } from '../../domain/agenda.ts';
import { readCaseCode } from '../../domain/case-code.ts';
import { purposes } from '../../domain/values.ts';
import { date, flag, idOf, line, oneOf, person, refuse, text } from '../input-fields.ts';
import { form } from './form.ts';

const opening = {
  case: z.string().transform((value, ctx) => readCaseCode(value) ?? refuse(ctx, 'caseCode')),
  approach: line,
  minutes: oneOf(['30', '45'])
    .transform(value => (value === '30' ? 30 : 45))
    .exactOptional(),
  urgent: flag.exactOptional(),
};

/** Of a case that exists, which has an approach: the bot asked about it, so whoever confirms needn't say it again. */
export const confirmedOpening = form('conference.open', { ...opening, approach: line.exactOptional() });

/** Opening, roles, moving and closing: what belongs to the conference as a whole, and the minutes that come of it. */
export const conferenceSchemas = {
  'conference.open': form('conference.open', opening),
  'conference.join': form('conference.join', { organisation: line, role: line.exactOptional() }),
  'conference.setGoal': form('conference.setGoal', {
    purpose: oneOf(purposes).exactOptional(),
    goal: text.exactOptional(),
    meetingKind: line.exactOptional(),
  }).refine(goal => goal.purpose !== undefined || goal.goal !== undefined || goal.meetingKind !== undefined, {
    params: { code: 'nothingAnswered' },
  }),
  'conference.setCaseDirector': form('conference.setCaseDirector', {
    director: person.exactOptional(),
    reason: text.exactOptional(),
    until: date.exactOptional(),
    elsewhere: text.exactOptional(),
  }).refine(choice => choice.director !== undefined || choice.reason !== undefined, {
    path: ['director'],
    params: { code: 'required' },
  }),
  'conference.setNoteTaker': form('conference.setNoteTaker', { noteTaker: person }),
  'conference.setChair': form('conference.setChair', { chair: person }),
  'conference.setUrgent': form('conference.setUrgent', { urgent: flag }),
  'step.next': form('step.next', {}),
  'step.back': form('step.back', {}),
  'step.reveal': form('step.reveal', {}),
  'step.again': form('step.again', {}),
  'step.extend': form('step.extend', {}),
  'step.open': form('step.open', { step: oneOf(openableSteps), reason: text.exactOptional() }),
  'conference.close': form('conference.close', {
    nextDate: date.exactOptional(),
    reflection: text.exactOptional(),
    reason: text.exactOptional(),
    ifItGoesWrong: line.exactOptional(),
    follower: person.exactOptional(),
    followUntil: date.exactOptional(),
  }),
  'minutes.adopt': form('minutes.adopt', {}),
  'minutes.correct': form('minutes.correct', { item: idOf('RFASPW').exactOptional(), text }),
};
