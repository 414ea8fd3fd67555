import type { Step } from './player.ts';
import type { Seat } from './seats.ts';

/** What happened, in plain words, aligned. */

const phaseNames: Readonly<Record<string, string>> = {
  opening: 'Opening',
  lookBack: 'Look-back',
  'safety.score': 'Safety, blind',
  'safety.revealed': 'Safety, shown',
  monitor: 'Monitor',
  'risks.raise': 'Risks',
  'risks.rate': 'Risks, blind',
  'risks.revealed': 'Risks, shown',
  'topThree.raise': 'Factors',
  'topThree.vote': 'Top three, blind',
  'topThree.revealed': 'Top three, shown',
  actions: 'Actions',
  scenarios: 'Scenarios',
  closing: 'Closing',
};
const nameWidth = 17;
const widest = 116;

/** A line for a step, and one below it for what the bot said; `previous` is the step before, so that a phase is named once. */
export function tellStep(step: Step, previous: Step | undefined, seats: readonly Seat[]): readonly string[] {
  const phase = step.phase === previous?.phase ? '' : (phaseNames[step.phase] ?? step.phase);
  const name = seats.find(seat => seat.function === step.by)?.name ?? step.by;
  const remark = (step.remark ?? '').replace(/\s+/g, ' ');
  return [
    line(phase, name, deed(step, seats)),
    ...(step.outcome === 'refused' ? [line('', '', `↳ refused: ${remark}`)] : []),
    ...(step.outcome === 'done' && remark !== '' ? [line('', '', `↳ ${remark}`)] : []),
  ];
}

function line(phase: string, name: string, what: string): string {
  const whole = `  ${phase.padEnd(nameWidth)} ${name.padEnd(nameWidth)} ${what}`;
  return whole.length > widest ? `${whole.slice(0, widest - 1)}…` : whole;
}

function deed({ verb, inputs }: Step, seats: readonly Seat[]): string {
  const said = (id: string) => inputs[id] ?? '';
  const nameOf = (id: string) =>
    seats.find(seat => seat.entraId === inputs[id])?.name ?? (said(id) || said(`${id}Other`));
  const all = (prefix: string, between = ' ') =>
    Object.entries(inputs)
      .filter(([id]) => id.startsWith(prefix))
      .map(([id, value]) => `${id.slice(prefix.length)}${between}${value}`)
      .join(', ');
  switch (verb) {
    case 'conference.open':
      return `opens ${said('case')}, ${said('approach')}`;
    case 'conference.join':
      return `joins for ${said('organisation') || said('organisationOther')}`;
    case 'conference.setGoal':
      return `sets the goal: ${said('goal')}`;
    case 'conference.setCaseDirector':
      return `names the case director: ${nameOf('director') || said('reason')}`;
    case 'subject.add':
      return `names a person at risk: ${said('name')}`;
    case 'action.review':
      return `looks back: ${all('status:')}`;
    case 'safety.score':
      return `scores safety: ${all('score:')}`;
    case 'safety.agree':
      return `decides on safety: ${all('score:')}`;
    case 'scenario.draft':
      return `drafts a scenario: if ${said('signals')}, then ${said('response')}`;
    case 'warning.override':
      return `sets the warnings aside: ${said('reason') || all('reason:', ': ')}`;
    case 'item.edit':
      return `mends ${said('item')}`;
    case 'item.withdraw':
      return `withdraws ${said('item')}`;
    case 'step.open':
      return `opens ${said('step')}`;
    case 'risk.raise':
      return `raises a risk: ${said('what')}`;
    case 'risk.rate':
      return `rates ${all('level:')}`;
    case 'risk.agree':
      return `decides ${all('level:')}`;
    case 'factor.raise':
      return `raises a ${said('kind') || 'dynamic'} factor: ${said('what')}`;
    case 'topThree.vote':
      return `chooses ${said('factors')}`;
    case 'topThree.decide':
      return `decides the top three: ${said('factors')}`;
    case 'action.agree':
      return `agrees an action for ${nameOf('owner')}, due ${said('due')}: ${said('what')}`;
    case 'factor.withoutAction':
      return `no action on ${all('reason:', ': ')}`;
    case 'step.next':
      return 'moves on';
    case 'step.reveal':
      return 'shows what everyone answered';
    case 'conference.close':
      return 'closes the conference';
    case 'minutes.adopt':
      return 'adopts the minutes';
    default:
      return verb;
  }
}
