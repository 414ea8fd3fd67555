import fc from 'fast-check';
import { type Phase, stepOf } from '../../src/domain/agenda.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { CaseState, Conference } from '../../src/domain/case-state.ts';
import type { Command } from '../../src/domain/commands.ts';
import {
  actionTypes,
  carePhases,
  centralEight,
  considerationKinds,
  directionSteps,
  factorKinds,
  intensities,
  processPhases,
  repetitions,
  reviewStatuses,
} from '../../src/domain/values.ts';
import { addDays } from '../../src/domain/working-days.ts';
import { command, typed } from './any-conference.ts';
import type { MethodPress } from './any-method.ts';
import { actor, idOf, partners, type Seat } from './domain-people.ts';
import {
  chosen,
  idsOf,
  monitorLevel,
  oneOf,
  type Presses,
  scoredSafety,
  some,
  spokenOfRisks,
  type Table,
} from './fitting-answers.ts';

// What people press when they do as the cards ask: the verbs of the phase, the items of the case, by who may. Blind pressing
// hardly ever gets to a top three.

/** The chair may have been handed over: whoever it is. */
function chairOf(conference: Conference): MethodPress['who'] {
  return { person: conference.chair, name: conference.chairName };
}

const others = partners.slice(1);
const anyPartner = fc.constantFrom<Seat>(...others, 'rechercheur').map(seat => actor(seat));

/** A press that belongs to where the case is now; undefined state: the case is opened. */
export function fittingPress(state: CaseState | undefined, today: string): Presses {
  const conference = state?.conferences.at(-1);
  if (state === undefined || conference === undefined) return opening;
  const chair = chairOf(conference);
  const lead = (commands: fc.Arbitrary<Command>): Presses =>
    commands.map(pressed => ({ command: pressed, who: chair }));
  const partner = (commands: fc.Arbitrary<Command>): Presses =>
    fc.record({ command: commands, who: anyPartner }) as Presses;
  if (conference.closed !== undefined) return afterClosing(state, conference, { lead, today });
  return fc.oneof(
    { weight: 12, arbitrary: inPhase(state, conference, { lead, partner, today }) },
    { weight: 3, arbitrary: lead(command('step.next')) },
    { weight: 2, arbitrary: lead(correction(state, today)) },
    { weight: 1, arbitrary: lead(setting(state)) },
  );
}

const opening: Presses = fc
  .record({
    approach: fc.constantFrom(...usualApproaches.map(({ name }) => name)),
    urgent: fc.constantFrom(false, false, false, true),
  })
  .map(({ approach, urgent }) => ({
    command: { verb: 'conference.open', case: 'ZVH-2026-002', approach, urgent },
    who: actor('procesregisseur'),
  }));

function inPhase(state: CaseState, conference: Conference, table: Table): Presses {
  const phase: Phase = conference.phase;
  const step = stepOf(phase);
  if (step === 'opening') return opened(conference, table);
  if (step === 'lookBack') return lookedBack(conference, table);
  if (step === 'safety') return scoredSafety(state, phase, table);
  if (step === 'monitor') return table.partner(monitorLevel);
  if (step === 'risks') return spokenOfRisks(state, phase, table);
  if (step === 'topThree') return chosen(state, phase, table);
  if (step === 'actions') return agreedActions(state, conference, table);
  return ended(state, conference, table);
}

function opened(conference: Conference, { lead, partner }: Table): Presses {
  const absent = others.filter(seat => !conference.attendees.some(one => one.person === idOf(seat)));
  if (absent.length > 0)
    return fc.constantFrom(...absent).map(seat => ({
      command: { verb: 'conference.join', organisation: actor(seat).organisation ?? '', role: seat },
      who: actor(seat),
    }));
  return fc.oneof(
    lead(command('conference.setCaseDirector', { reason: typed })),
    lead(command('subject.add', { name: typed })),
    partner(command('subject.add', { name: typed })),
  );
}

function lookedBack({ carriedActions }: Conference, { lead }: Table): Presses {
  if (carriedActions.length === 0) return lead(command('step.next'));
  const review = fc.record({ action: oneOf(carriedActions), status: fc.constantFrom(...reviewStatuses) });
  return lead(command('action.review', { reviews: review.map(one => [one]) }));
}

function agreedActions(state: CaseState, conference: Conference, { lead, partner, today }: Table): Presses {
  const agree = command(
    'action.agree',
    {
      what: typed,
      owner: fc.constantFrom<Seat>(...others, 'rechercheur').map(seat => ({ person: idOf(seat) })),
      due: fc.constantFrom(1, 14, 60).map(days => `${addDays(today, days)}T18:00`),
    },
    {
      factors: some(idsOf(state.factors)),
      risks: some(idsOf(state.risks)),
      subjects: some(idsOf(state.subjects)),
      type: fc.constantFrom(...actionTypes),
      intensity: fc.constantFrom(...intensities),
      effect: typed,
      every: fc.constantFrom(...repetitions),
    },
  );
  const ranked = conference.topThree?.factors ?? [];
  if (ranked.length === 0) return partner(agree);
  const without = fc.record({ factor: oneOf(ranked), reason: typed }).map(one => [one]);
  return fc.oneof(
    { weight: 3, arbitrary: partner(agree) },
    { weight: 1, arbitrary: lead(command('factor.withoutAction', { reasons: without })) },
  );
}

/** Scenarios and closing; a close that isn't covered is refused, and what was missing is made good. */
function ended(state: CaseState, conference: Conference, table: Table): Presses {
  const { lead, partner } = table;
  const draft = command('scenario.draft', { signals: typed, response: typed }, { actions: some(idsOf(state.actions)) });
  if (conference.phase === 'scenarios') return partner(draft);
  const subjects = idsOf(state.subjects);
  return fc.oneof(
    { weight: 3, arbitrary: lead(command('conference.close', {}, { reflection: typed })) },
    { weight: 2, arbitrary: lead(command('warning.override', { reason: typed })) },
    { weight: 2, arbitrary: agreedActions(state, conference, table) },
    {
      weight: subjects.length > 0 ? 1 : 0,
      arbitrary: lead(
        command('safety.scaleUp', {
          decisions: oneOf(subjects.length > 0 ? subjects : ['P1']).map(subject => [
            { subject, scaleUp: true, how: 'expertise' },
          ]),
        }),
      ),
    },
  );
}

function correction(state: CaseState, today: string): fc.Arbitrary<Command> {
  const items = idsOf([...state.risks, ...state.factors, ...state.actions, ...state.scenarios, ...state.subjects]);
  if (items.length === 0) return command('step.extend');
  const changes = fc.record(
    {
      what: typed,
      kind: fc.constantFrom(...factorKinds),
      centralEight: fc.constantFrom(...centralEight),
      factors: some(idsOf(state.factors)),
      risks: some(idsOf(state.risks)),
      type: fc.constantFrom(...actionTypes),
      due: fc.constant(`${addDays(today, 90)}T12:00`),
    },
    { requiredKeys: [] },
  );
  return fc.oneof(
    { weight: 3, arbitrary: command('item.edit', { item: oneOf(items), changes }) },
    { weight: 1, arbitrary: command('item.withdraw', { item: oneOf(items) }) },
  );
}

function setting({ factors }: CaseState): fc.Arbitrary<Command> {
  const protective = idsOf(factors.filter(({ kind }) => kind === 'protective'));
  return fc.oneof(
    command('conference.setUrgent', { urgent: fc.boolean() }),
    command('conference.setGoal', {}, { meetingKind: fc.constantFrom('Interventieteam', 'Consultatieteam') }),
    command('conference.setNoteTaker', { noteTaker: fc.constant({ person: idOf('notulist') }) }),
    command('case.setPhase', { phase: fc.constantFrom(...processPhases) }),
    command('case.setCarePhase', { phase: fc.constantFrom(...carePhases), reason: typed }),
    command('case.setConsiderations', { kinds: fc.subarray([...considerationKinds], { minLength: 1 }) }),
    command('case.setVoice', { agreesTo: typed }),
    command(
      'step.open',
      { step: fc.constantFrom('safety', 'monitor', 'risks', 'topThree', 'scenarios') },
      { reason: typed },
    ),
    ...(protective.length === 0 ? [] : [command('hint.keep', { item: oneOf(protective) })]),
  );
}

function afterClosing(
  state: CaseState,
  conference: Conference,
  { lead, today }: Pick<Table, 'lead' | 'today'>,
): Presses {
  const again = fc.constant<MethodPress>({
    command: { verb: 'conference.open', case: state.code },
    who: actor('procesregisseur'),
    // To whoever never joined it's new, and the chair confirms that.
    duplicateConfirmed: true,
  });
  const asked = state.actions.filter(({ acceptance, owner }) => acceptance !== undefined && owner.person !== undefined);
  const running = state.actions.filter(({ status, owner }) => status === 'open' && owner.person !== undefined);
  const handed = running.flatMap(({ id, handOver }): Presses[] => {
    if (handOver?.to.person === undefined) return [];
    const who = { person: handOver.to.person, name: handOver.to.name };
    const answer = command('action.accept', { action: fc.constant(id), accepted: fc.boolean(), reason: typed });
    return [answer.map(pressed => ({ command: pressed, who }))];
  });
  const byOwner = (of: typeof asked, make: (action: string) => fc.Arbitrary<Command>): Presses[] =>
    of.map(({ id, owner }) =>
      make(id).map(pressed => ({ command: pressed, who: { person: owner.person ?? '', name: owner.name } })),
    );
  const isAdopted = conference.adopted !== undefined;
  return fc.oneof(
    { weight: 3, arbitrary: isAdopted ? again : lead(command('minutes.adopt')) },
    { weight: 1, arbitrary: again },
    { weight: 1, arbitrary: lead(command('minutes.correct', { text: typed })) },
    { weight: 1, arbitrary: lead(betweenConferences(state)) },
    ...byOwner(asked, action =>
      command('action.accept', { action: fc.constant(action), accepted: fc.boolean(), reason: typed }),
    ).map(arbitrary => ({ weight: 1, arbitrary })),
    ...byOwner(running, action =>
      fc.oneof(
        command('reminder.done', { action: fc.constant(action) }, { reason: typed }),
        command('reminder.missed', { action: fc.constant(action) }, { reason: typed }),
        command('reminder.snooze', { action: fc.constant(action), until: fc.constant(addDays(today, 5)) }),
        command('preparation.answer', {
          reviews: fc.constantFrom(...reviewStatuses).map(status => [{ action, status }]),
          factors: fc.constant([`Voorbereid bij ${action}`]),
        }),
        command('reminder.blocked', { action: fc.constant(action), reason: typed }),
        command('reminder.handOver', {
          action: fc.constant(action),
          to: fc.constantFrom(...conference.attendees.map(({ person }) => ({ person }))),
        }),
      ),
    ).map(arbitrary => ({ weight: 1, arbitrary })),
    ...handed.map(arbitrary => ({ weight: 2, arbitrary })),
  );
}

/** A signal, a spoed because of it, a step of the escalation when nobody directs the case. */
function betweenConferences({ scenarios, signals }: CaseState): fc.Arbitrary<Command> {
  return fc.oneof(
    command('signal.record', { what: typed, ...(scenarios.length > 0 && { scenario: oneOf(idsOf(scenarios)) }) }),
    command('direction.record', { step: fc.constantFrom(...directionSteps), note: typed }),
    ...signals.slice(-1).map(({ id }) => command('signal.startUrgent', { signal: fc.constant(id) })),
  );
}
