import type { Conference } from '../domain/case-state.ts';
import type { Verb } from '../domain/commands.ts';
import { leadsTheTable } from '../domain/decision.ts';
import { promptOf } from '../domain/reactions.ts';
import type { PersonId } from '../domain/values.ts';
import type { FormName } from '../ports/form-tokens.ts';

/** Decisions about several things at once: the conference moves on when all of them are taken. */
const decisions: Readonly<Partial<Record<Verb, FormName>>> = {
  'risk.agree': 'agreeRisks',
  'safety.agree': 'agreeSafety',
  'topThree.decide': 'decideTopThree',
};
/** Changes the course of the conference; what comes next stands on the board. */
const toTheBoard: ReadonlySet<Verb> = new Set([
  'step.open',
  'step.extend',
  'conference.setUrgent',
  'conference.setChair',
  'risk.recordRatings',
  'safety.recordScores',
  'topThree.recordVotes',
] as const);
/** Stand in the owner's own chat, where nothing else of the case is shown. */
const personal: ReadonlySet<FormName> = new Set(['reminder', 'acceptAction', 'tellSignal', 'beforehand'] as const);

/** What somebody pressed, and what the card was filled in with. */
export interface Pressed {
  readonly form: FormName;
  readonly verb: Verb;
  readonly values: Readonly<Record<string, string>>;
  /** On a card of the meeting chat, to which the conference goes on. */
  readonly inMeeting?: boolean;
}

/** The form that this person most likely needs next. Undefined when there's nothing more to fill in: then the answer only says what was recorded. */
export function nextForm(pressed: Pressed, conference: Conference, person: PersonId): FormName | undefined {
  const { form, verb } = pressed;
  // Which agreement the signal touches, and the way to a spoed.
  if (verb === 'signal.record') return 'tellSignal';
  // What closes a case is asked when its process ends (process and its phases).
  if (verb === 'case.setPhase' && pressed.values.phase === 'scalingDown') return 'closeCase';
  if (verb === 'case.close' || verb === 'case.extendRetention') return 'closeCase';
  if (verb === 'direction.record') return pressed.inMeeting && conference.closed === undefined ? 'board' : 'direction';
  if (verb === 'conference.open' || personal.has(form)) return undefined;
  // Adopted minutes can be corrected from their own card.
  if (verb.startsWith('minutes.')) return verb === 'minutes.adopt' && form === 'minutes' ? form : undefined;
  if (form === 'board') return 'board';
  if (conference.closed !== undefined) return undefined;
  if (toTheBoard.has(verb)) return 'board';
  if (verb === 'item.edit' || verb === 'item.withdraw') return 'items';
  // What was mended or opened from another card goes on where the conference is.
  if (form === 'more' || (verb === 'hint.keep' && form === 'editItem')) return 'board';
  const decided = decisions[verb];
  if (decided !== undefined && form === decided) {
    const stays = conference.phase.endsWith('.revealed') && promptOf(conference.phase) === decided;
    return stays || leavesScalingUp(pressed, conference) ? decided : promptOf(conference.phase);
  }
  if (verb.startsWith('step.') || decided !== undefined) return promptOf(conference.phase);
  // The first risk of a spoed goes on to rating by itself; who leads neither rates nor votes.
  if (verb === 'risk.raise' && conference.phase === 'risks.rate')
    return leadsTheTable(conference, person) ? 'board' : 'rateRisks';
  return form;
}

/** The number was agreed while whether to scale up stood filled in on the same card: that's asked on. */
function leavesScalingUp({ verb, values }: Pressed, conference: Conference): boolean {
  const asked = /^scaleUp:(P\d+)$/;
  return (
    verb === 'safety.agree' &&
    Object.entries(values).some(([id, value]) => {
      const subject = asked.exec(id)?.[1];
      return subject !== undefined && value !== '' && conference.scalingUp[subject] === undefined;
    })
  );
}

/** Forms about one thing that can be said again better: what was filled in stays, unlike in forms that add an item each time. */
const kept: ReadonlySet<Verb> = new Set([
  'conference.join',
  'conference.setGoal',
  'conference.setCaseDirector',
  'conference.setNoteTaker',
  'case.setConsiderations',
  'case.setVoice',
  'case.setCarePhase',
  'warning.override',
  'factor.withoutAction',
  'subject.add',
  'safety.agree',
  'safety.scaleUp',
] as const);

/** Inputs that an accepted press has used up: they come back empty. */
const used: Readonly<Partial<Record<Verb, readonly string[]>>> = {
  'warning.override': ['reason'],
  'subject.add': ['name'],
};

/** What stands on the same card for another button, in forms that come back with what was recorded. */
const besides: Readonly<Partial<Record<Verb, readonly string[]>>> = {
  'safety.score': ['name'],
};

/** What the next form is filled in with: what was sent along and belongs to something else on the same card isn't lost. */
export function keptValues(
  { form, verb, values }: Pressed,
  next: FormName,
  conference: Conference,
  person: PersonId,
): Readonly<Record<string, string>> {
  if (next !== form) return {};
  const entries = Object.entries(values);
  const isForOther = (values.for ?? '') !== '' || (values.forOther ?? '') !== '';
  if (!kept.has(verb)) {
    const also = entries.filter(([id, value]) => value !== '' && besides[verb]?.includes(id));
    // A form is filled in as it was sent or with what is known, and what is known of others isn't for this person.
    return also.length === 0 || isForOther ? Object.fromEntries(also) : values;
  }
  const left = Object.fromEntries(entries.filter(([id]) => !used[verb]?.includes(id)));
  if (!isForOther) return left;
  // Once somebody else is on the list, the form is about the person who fills it in again.
  const { for: _for, forOther: _forOther, organisationOther: _other, ...rest } = left;
  const own = conference.attendees.find(attendee => attendee.person === person);
  return { ...rest, organisation: own?.organisation ?? '', role: own?.role ?? '' };
}
