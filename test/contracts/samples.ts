import type { Effect } from '../../src/domain/effects.ts';
import type { CaseEvent, EventBody } from '../../src/domain/events.ts';
import type { CaseOverview, OwnedAction } from '../../src/domain/overview.ts';
import type { Append, PressKey, StreamId } from '../../src/ports/event-store.ts';
import type { FormToken } from '../../src/ports/form-tokens.ts';

let counter = 0;

/** Unique in a test file: every test has its own tenant, so that tests share one database. */
export function unique(prefix: string): string {
  counter += 1;
  return `${prefix}-${counter}`;
}

export function newStream(tenant = unique('tenant'), code = unique('ZVH-2026')): StreamId {
  return { tenant, case: code };
}

export const noon = '2026-11-23T12:00:00.000Z';
/** Milliseconds after `noon`. */
export function later(ms: number): string {
  return new Date(Date.parse(noon) + ms).toISOString();
}

export function event(body: EventBody): CaseEvent {
  return { id: unique('event'), at: noon, actor: { person: 'chair', organisation: 'Veiligheidshuis' }, ...body };
}

export function goal(text: string): CaseEvent {
  return event({ type: 'GoalSet', purpose: 'riskManagement', goal: text });
}

export function conferenceOpened(conference: string, conversation: string): CaseEvent {
  return event({
    type: 'ConferenceOpened',
    conference,
    number: 1,
    conversation,
    chair: 'chair',
    chairName: 'de voorzitter',
    approach: 'Top X',
    minutesAvailable: 30,
    urgent: false,
    budgets: { opening: 3, risks: 7 },
    steps: ['opening', 'risks', 'topThree', 'actions', 'closing'],
    resumedSteps: [],
    carriedActions: [],
    expectedOrganisations: ['Politie'],
    instruments: [],
  });
}

export function conferenceClosed(): CaseEvent {
  return event({ type: 'ConferenceClosed' });
}

export function append(stream: StreamId, expectedVersion: number, parts: Partial<Append> = {}): Append {
  return { stream, expectedVersion, events: [], effects: [], dueMoments: [], tokens: [], ...parts };
}

export function press(parts: Partial<PressKey> = {}): PressKey {
  return { activityId: unique('activity'), person: 'wijkagent', token: 'form-token', inputs: 'inputs', ...parts };
}

export function token(tenant: string, parts: Partial<FormToken> = {}): FormToken {
  return { token: unique('token'), tenant, form: 'raiseRisk', ...parts };
}

export function overview(code: string, parts: Partial<CaseOverview> = {}): CaseOverview {
  return {
    case: code,
    approach: 'Top X',
    processPhase: 'execution',
    conferences: 1,
    running: false,
    dues: [],
    underSix: 0,
    hasDirector: true,
    ...parts,
  };
}

export function owned(action: string, due: string, owner = 'behandelaar', conference = 'conference'): OwnedAction {
  return { action, owner, due, conference };
}

export function postForm(lane: string, conference = 'conference', formToken = unique('token')): Effect {
  return { kind: 'postForm', lane, conference, form: 'raiseRisk', phase: 'risks.raise', token: formToken };
}

export function postBoard(lane: string, conference: string, formToken = unique('token')): Effect {
  return { kind: 'postBoard', lane, conference, phase: 'opening', token: formToken };
}

export function remind(lane: string, action: string): Extract<Effect, { kind: 'remindOwner' }> {
  return {
    kind: 'remindOwner',
    lane,
    conference: 'conference',
    action,
    person: 'behandelaar',
    planned: { stage: 'due', day: '2026-11-23', time: '09:00', plan: 0 },
    token: unique('token'),
  };
}
