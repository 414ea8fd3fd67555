import { directionSteps, signalKinds } from '../../domain/values.ts';
import { date, idOf, oneOf, person, text } from '../input-fields.ts';
import { form } from './form.ts';

/** What people of a case tell between conferences: a signal, a step of the escalation of case direction. */
export const betweenSchemas = {
  'signal.record': form('signal.record', {
    what: text,
    kind: oneOf(signalKinds).exactOptional(),
    scenario: idOf('S').exactOptional(),
  }),
  'signal.startUrgent': form('signal.startUrgent', { signal: idOf('G') }),
  'direction.record': form('direction.record', {
    step: oneOf(directionSteps),
    note: text,
    until: date.exactOptional(),
    director: person.exactOptional(),
  }),
};
