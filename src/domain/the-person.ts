import type { CaseState, Considerations, Voice } from './case-state.ts';
import {
  accept,
  chairOnly,
  chairOrNoteTakerOnly,
  type Decision,
  firstRefusal,
  present,
  refuse,
  refuseAll,
  stillOpen,
  type Table,
} from './decision.ts';
import type { EventOf } from './events.ts';
import { safetyLine } from './safety-line.ts';
import { type CarePhase, type ConsiderationKind, carePhases, directSafety, type ProcessPhase } from './values.ts';

/**
 * What is known of the person besides risks: what to take into account (responsivity in RNR; attention to LVB is a fixed
 * question), the person's own voice, and where case and care stand. Asked once per case, kept across conferences.
 */

export interface SetConsiderations {
  readonly verb: 'case.setConsiderations';
  readonly kinds?: readonly ConsiderationKind[];
  readonly text?: string;
}

export interface SetVoice extends Voice {
  readonly verb: 'case.setVoice';
}

export interface SetProcessPhase {
  readonly verb: 'case.setPhase';
  readonly phase: ProcessPhase;
}

export interface SetCarePhase {
  readonly verb: 'case.setCarePhase';
  readonly phase: CarePhase;
  readonly reason?: string;
}

export function setConsiderations(table: Table, command: SetConsiderations): Decision {
  const no = firstRefusal(chairOrNoteTakerOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const next = present<Considerations>({ kinds: command.kinds ?? [], text: command.text });
  if (next.kinds.length === 0 && next.text === undefined) return refuse('nothingAnswered');
  return isSame(table.state.considerations, next) ? accept() : accept({ type: 'ConsiderationsSet', ...next });
}

/** Only what is filled in changes. */
export function setVoice(table: Table, { verb: _verb, ...said }: SetVoice): Decision {
  const no = firstRefusal(chairOrNoteTakerOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  if (Object.keys(said).length === 0) return refuse('nothingAnswered');
  // "Not invited" and "no letter" say why (opening of a conference; notificatiebrief).
  if (said.invited === false && said.invitedReason === undefined)
    return refuse('reasonNeeded', 'invitedReason', { why: 'notInvited' });
  if (said.letterSent === false && said.letterReason === undefined)
    return refuse('reasonNeeded', 'letterReason', { why: 'noLetter' });
  return isSame(table.state.voice, heard(table.state.voice, said))
    ? accept()
    : accept(present<EventOf<'VoiceSet'>>({ type: 'VoiceSet', ...said }));
}

export function setProcessPhase(table: Table, { phase }: SetProcessPhase): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  return table.state.processPhase === phase ? accept() : accept({ type: 'ProcessPhaseSet', phase });
}

/**
 * By decision of the chair. Until a 6 is secured the safety plan (and finding facts out) comes first; going on without it takes a
 * reason (vision paper on phased work).
 */
export function setCarePhase(table: Table, { phase, reason }: SetCarePhase): Decision {
  const no = firstRefusal(chairOnly(table), stillOpen(table));
  if (no !== undefined) return refuseAll([no]);
  const { state } = table;
  const beyondSafety = carePhases.indexOf(phase) > carePhases.indexOf('investigation');
  if (beyondSafety && reason === undefined && isAnyoneUnsafe(state))
    return refuse('reasonNeeded', 'reason', { why: 'underSix' });
  if (state.carePhase === phase && state.carePhaseReason === reason) return accept();
  return accept(present<EventOf<'CarePhaseSet'>>({ type: 'CarePhaseSet', phase, reason }));
}

/** By what was agreed last about each person at risk; without a number no 6 is secured. */
function isAnyoneUnsafe(state: CaseState): boolean {
  return state.subjects.some(subject => (safetyLine(state, subject.id).at(-1) ?? 0) < directSafety);
}

function isSame(one: object | undefined, other: object): boolean {
  return (
    one !== undefined && JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())
  );
}

type PersonEvent = EventOf<'ConsiderationsSet' | 'VoiceSet' | 'ProcessPhaseSet' | 'CarePhaseSet'>;

export function evolvePerson(state: CaseState, event: PersonEvent): CaseState {
  switch (event.type) {
    case 'ConsiderationsSet':
      return { ...state, considerations: present<Considerations>({ kinds: event.kinds, text: event.text }) };
    case 'VoiceSet': {
      const { type: _type, ...said } = event;
      return { ...state, voice: heard(state.voice, said) };
    }
    case 'ProcessPhaseSet':
      return { ...state, processPhase: event.phase };
    case 'CarePhaseSet': {
      const { carePhaseReason: _earlier, ...rest } = state;
      return { ...rest, carePhase: event.phase, ...(event.reason !== undefined && { carePhaseReason: event.reason }) };
    }
  }
}

/** A new answer takes its old reason away: whoever is invited after all isn't "not invited because". */
function heard(before: Voice | undefined, said: Voice): Voice {
  const { invitedReason, letterReason, ...rest } = before ?? {};
  return present<Voice>({
    ...rest,
    invitedReason: said.invited === undefined ? invitedReason : undefined,
    letterReason: said.letterSent === undefined ? letterReason : undefined,
    ...said,
  });
}
