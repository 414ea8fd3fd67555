import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/domain/agenda.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { type SetUrgent, skippedSteps } from '../../src/domain/urgent.ts';
import { idOf, said } from '../support/domain-people.ts';
import { by, conferenceAfter, given, type History, stateAfter } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  closed,
  factor,
  noteTaker,
  phase,
  revealed,
  risk,
  subject,
  table,
  tableOf,
  topThree,
  urgent,
} from '../support/history.ts';

const chair = by('procesregisseur');
const spoed = [...tableOf({ urgent: true, minutesAvailable: 10 })];
/** Minutes after the opening, which is at ten. */
const at = (minutes: number) =>
  by('procesregisseur', { now: new Date(Date.parse('2026-11-20T10:00:00.000Z') + minutes * 60_000).toISOString() });
const to = (on: boolean): SetUrgent => ({ verb: 'conference.setUrgent', urgent: on });
const tonight = '2026-11-20T20:00';

describe('what a spoed skipped', () => {
  const skipped = (...history: History) => skippedSteps(conferenceAfter(...history));

  it('is the agenda of the next conference, which is what it then has', () => {
    const first = [...tableOf({ approach: 'MDA++', urgent: true }), risk('R1'), phase('actions', 'risks.raise')];
    expect(skipped(first)).toEqual(['safety', 'topThree']);
    const end = given(first, action('A1', { due: tonight, risks: ['R1'] })).when({ verb: 'conference.close' }, chair);
    const next = given(
      [...first, action('A1', { due: tonight, risks: ['R1'] })],
      end.decision.kind === 'accepted' ? end.decision.events : [],
    )
      .when(
        { verb: 'conference.open', case: 'ZVH-2026-002', approach: 'Top X' },
        by('procesregisseur', {
          members: [],
          opening: { conferenceId: 'c2', conversation: 'chat-1', processDirectors: [] },
        }),
      )
      .thenConference();
    expect(next.resumedSteps).toEqual(['safety', 'topThree']);
    expect(next.carriedActions).toEqual(['A1']);
  });

  it('has the look-back in it when actions came back', () => {
    expect(skipped(tableOf({ urgent: true, carriedActions: ['A1'] }), phase('closing', 'risks.raise'))).toEqual([
      'lookBack',
      'topThree',
      'actions',
    ]);
  });

  it('is not what the conference came to after all', () => {
    expect(skipped(tableOf({ urgent: true }), urgent(false, 30), phase('topThree.raise', 'risks.raise'))).toEqual([
      'actions',
    ]);
  });

  it('is nothing when it never was a spoed', () => {
    expect(skipped(table(), phase('closing'))).toEqual([]);
  });
});

describe('switching to spoed in the middle', () => {
  /** Everything on: look-back, safety, monitor, scenarios. */
  const full = [
    ...tableOf({ approach: 'MDA++', carriedActions: ['A1'] }),
    { type: 'StepOpened', step: 'monitor' } as const,
    { type: 'StepOpened', step: 'scenarios' } as const,
  ];
  const switched = (minutes: number) => urgent(true, minutes);

  it.each<[Phase, Phase | undefined, Phase | undefined]>([
    ['opening', 'risks.raise', 'risks.raise'],
    ['lookBack', 'risks.raise', 'risks.raise'],
    ['safety.score', 'risks.raise', 'risks.raise'],
    ['safety.revealed', 'risks.raise', 'risks.raise'],
    ['risks.raise', undefined, undefined],
    ['risks.rate', undefined, undefined],
    ['risks.revealed', undefined, undefined],
    ['topThree.raise', 'risks.raise', 'actions'],
    ['topThree.vote', 'risks.raise', 'actions'],
    ['topThree.revealed', 'risks.raise', 'actions'],
    ['actions', undefined, undefined],
    ['closing', undefined, undefined],
  ])('from %s goes to %s, with a risk at hand to %s', (from, without, withRisk) => {
    const moved = (next: Phase | undefined): EventBody[] => {
      if (next === undefined) return [];
      const skippedReveal = from === 'topThree.vote' && next === 'actions';
      const ahead = skippedReveal || from === 'safety.score';
      return [{ type: 'PhaseEntered', phase: next, from, ...(ahead && { skippedReveal: true }) }];
    };
    given(full, phase(from))
      .when(to(true), at(12))
      .thenEvents(switched(22), ...moved(without));
    given(full, risk('R1'), phase(from))
      .when(to(true), at(12))
      .thenEvents(switched(22), ...moved(withRisk));
  });

  it('leaves what the chair had opened before it, and keeps what is opened in it', () => {
    given(full, phase('monitor')).when(to(true), at(0)).thenEvents(switched(10), phase('risks.raise', 'monitor'));
    given(full, risk('R1'), phase('scenarios'))
      .when(to(true), at(0))
      .thenEvents(switched(10), phase('actions', 'scenarios'));
    const opened = [...full, urgent(), phase('actions'), { type: 'StepOpened', step: 'scenarios' } as const];
    given(opened).when({ verb: 'step.next' }, chair).thenEvents(phase('scenarios', 'actions'));
    // And both paths have it when it was opened in both.
    expect(conferenceAfter(opened).openedSteps).toStrictEqual([
      { step: 'monitor' },
      { step: 'scenarios', urgent: true },
    ]);
    given(opened, urgent(false, 45), phase('actions'))
      .when({ verb: 'step.next' }, chair)
      .thenEvents(phase('scenarios', 'actions'));
  });

  it('leaves a scenarios step of the approach for the measures', () => {
    given(tableOf({ approach: 'Top X OGG' }), risk('R1'), phase('scenarios'))
      .when(to(true), at(0))
      .thenEvents(switched(10), phase('actions', 'scenarios'));
  });

  it('goes to the risks, also when a step before them was opened in a spoed earlier', () => {
    const scaled = [...table(), urgent(), { type: 'StepOpened', step: 'safety' } as const, phase('safety.score')];
    const back = [
      ...scaled,
      ...revealed('safety.score'),
      urgent(false, 30),
      phase('topThree.raise', 'safety.revealed'),
    ];
    given(back).when(to(true), at(0)).thenEvents(switched(10), phase('risks.raise', 'topThree.raise'));
  });

  it('gives ten minutes from now, in whole minutes', () => {
    given(table(), phase('actions')).when(to(true), at(25)).thenEvents(urgent(true, 35));
    given(table(), phase('actions')).when(to(true), at(0.9)).thenEvents(urgent(true, 10));
  });

  it('keeps everything that was recorded', () => {
    const before = [...table(), risk('R1'), factor('F1'), topThree('F1'), agreedLevel('R1', 'high'), phase('actions')];
    const {
      wasUrgent: _was,
      urgent: _is,
      minutesAvailable: _minutes,
      minutesBeforeUrgent: _usual,
      ...kept
    } = conferenceAfter(before, urgent(true, 35));
    expect(conferenceAfter(before)).toMatchObject(kept);
    expect(stateAfter(before, urgent()).factors).toEqual(stateAfter(before).factors);
  });

  it('is no event when it is so already', () => {
    given(spoed).when(to(true), chair).thenNothing();
    given(table()).when(to(false), chair).thenNothing();
  });

  it('is for the chair of an open conference', () => {
    given(table(), noteTaker()).when(to(true), by('notulist')).thenRefused('notChair');
    given(table(), closed()).when(to(true), chair).thenRefused('closed');
  });
});

describe('switching back', () => {
  it.each<Phase>(['risks.raise', 'risks.rate', 'risks.revealed', 'actions', 'closing'])('stays in %s', from => {
    given(spoed, phase(from, 'risks.raise')).when(to(false), chair).thenEvents(urgent(false, 30));
  });

  it('goes on with the safety plan when somebody is under 6', () => {
    const unsafe = [...tableOf({ approach: 'MDA++' }), subject('P1'), agreedScore('P1', 4), phase('actions'), urgent()];
    given(unsafe, phase('risks.raise', 'actions'))
      .when(to(false), chair)
      .thenEvents(urgent(false, 45), phase('actions', 'risks.raise'));
  });

  it('goes on where information is shared only', () => {
    given(spoed, { type: 'GoalSet', purpose: 'shareInformation' }, phase('risks.rate', 'risks.raise'))
      .when(to(false), chair)
      .thenEvents(urgent(false, 30), {
        type: 'PhaseEntered',
        phase: 'topThree.raise',
        from: 'risks.rate',
        skippedReveal: true,
      });
  });

  it('gives back the time that there was, also when it was lengthened', () => {
    const lengthened = [
      ...tableOf({ minutesAvailable: 45 }),
      { type: 'TimeExtended', step: 'opening', minutes: 5 } as const,
    ];
    given(lengthened, urgent(true, 22)).when(to(false), chair).thenEvents(urgent(false, 50));
    given(tableOf({ approach: 'MDA++', urgent: true, minutesAvailable: 10 }))
      .when(to(false), chair)
      .thenEvents(urgent(false, 45));
  });

  it('leaves the steps that were left out one press away', () => {
    given(spoed, urgent(false, 30)).when({ verb: 'step.back' }, chair).thenEvents(phase('opening', 'risks.raise'));
  });

  it('asks for the top three again, and for a day only', () => {
    given(spoed, risk('R1'), factor('F1'), topThree('F1'), urgent(false, 30))
      .when({ verb: 'conference.close' }, chair)
      .thenRefused('topThreeWithoutAction:F1');
    given(spoed, risk('R1'), urgent(false, 30))
      .when(
        { verb: 'action.agree', what: 'Gesprek', owner: { person: idOf('wijkagent') }, due: '2026-12-04', factors: [] },
        by('wijkagent'),
      )
      .thenEvents(action('A1', { what: 'Gesprek', by: said('wijkagent') }));
  });
});

describe('five more minutes', () => {
  const extend = { verb: 'step.extend' } as const;

  it('are for this step and so for the conference, by the chair or the note-taker', () => {
    given(table(), phase('risks.rate'))
      .when(extend, chair)
      .thenEvents({ type: 'TimeExtended', step: 'risks', minutes: 5 });
    given(table(), noteTaker())
      .when(extend, by('notulist'))
      .thenEvents({ type: 'TimeExtended', step: 'opening', minutes: 5 });
    const { minutesAvailable, budgets } = conferenceAfter(table(), { type: 'TimeExtended', step: 'risks', minutes: 5 });
    expect([minutesAvailable, budgets.risks, budgets.topThree]).toEqual([35, 12, 6]);
  });

  it('give no budget to a step that has none', () => {
    const extended = conferenceAfter(table(), { type: 'TimeExtended', step: 'monitor', minutes: 5 });
    expect(extended.budgets).not.toHaveProperty('monitor');
    expect(extended.minutesAvailable).toBe(35);
  });

  it('are for nobody else, not after closing, and not for another step than the card was for', () => {
    given(table()).when(extend, by('wijkagent')).thenRefused('notChairOrNoteTaker');
    given(table(), closed()).when(extend, chair).thenRefused('closed');
    given(table(), phase('risks.raise'))
      .when(extend, by('procesregisseur', { renderedFor: 'opening' }))
      .thenRefused('alreadyHappened');
  });
});
