import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { fold } from '../../src/domain/evolve.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import type { Minutes } from '../../src/domain/minutes-data.ts';
import { refusalCodes } from '../../src/domain/refusal.ts';
import { type AnyCase, type AnyStep, anyCases } from '../support/any-case.ts';

/** Played once, for everything that has to hold of them. */
const cases = anyCases(120);

/** Holds for every step of any case that was played. */
function everyStep(check: (step: AnyStep) => void): void {
  for (const steps of cases) for (const step of steps) check(step);
}

/** Holds for the case as it is after any presses. */
function everyCase(check: (state: CaseState, steps: AnyCase) => void): void {
  for (const steps of cases) {
    const state = steps.at(-1)?.after;
    if (state !== undefined) check(state, steps);
  }
}

function allMinutes(state: CaseState): readonly Minutes[] {
  return state.conferences.filter(({ closed }) => closed !== undefined).map(({ id }) => minutesOf(state, id));
}

/** The number that an event gives out. */
function numberGivenBy(event: EventBody): string | undefined {
  switch (event.type) {
    case 'RiskRaised':
      return event.risk.id;
    case 'FactorRaised':
      return event.factor.id;
    case 'ActionAgreed':
      return event.action.id;
    case 'ScenarioDrafted':
      return event.scenario.id;
    case 'SubjectAdded':
      return event.subject.id;
    case 'WarningRaised':
      return event.warning.id;
    default:
      return undefined;
  }
}

describe('whatever is pressed in whatever order', () => {
  it('folds to the same state at once as event by event, and never throws', () => {
    everyCase((state, steps) => {
      expect(fold(steps.flatMap(({ events }) => events))).toStrictEqual(state);
    });
  });

  it('gives events and states that are JSON as they stand', () => {
    everyCase((state, steps) => {
      const events = steps.flatMap(step => step.events);
      expect(JSON.parse(JSON.stringify(events))).toStrictEqual(events);
      expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
    });
  });

  it('is refused with a code that has words', () => {
    everyStep(({ decision }) => {
      if (decision.kind === 'accepted') return;
      expect(decision.refusals).not.toHaveLength(0);
      for (const { code } of decision.refusals) expect(refusalCodes).toContain(code);
    });
  });

  it('changes nothing when it is refused', () => {
    everyStep(({ decision, before, after }) => {
      if (decision.kind === 'refused') expect(after).toBe(before);
    });
  });
});

describe('no static factor', () => {
  it('is ever in a top three', () => {
    everyStep(({ after }) => {
      const running = after?.conferences.at(-1);
      if (after === undefined || running?.closed !== undefined) return;
      for (const id of running?.topThree?.factors ?? [])
        expect(after.factors.find(factor => factor.id === id)?.kind).toBe('dynamic');
    });
  });

  it('is ever voted for', () => {
    everyStep(({ before, events }) => {
      for (const event of events)
        for (const id of event.type === 'TopThreeVoted' ? event.vote.factors : [])
          expect(before?.factors.find(factor => factor.id === id)?.kind).toBe('dynamic');
    });
  });

  it('is in a top three of the minutes', () => {
    everyCase(state => {
      for (const { factors, topThree } of allMinutes(state))
        for (const id of topThree.factors) expect(factors.find(factor => factor.id === id)?.kind).toBe('dynamic');
    });
  });

  it('is anything else when it is criminal history', () => {
    everyStep(({ after }) => {
      for (const { centralEight, kind } of after?.factors ?? [])
        if (centralEight === 'history') expect(kind).toBe('static');
    });
  });
});

describe('every action in the minutes', () => {
  it('has a factor, is a safety measure, or carries a need.factor warning', () => {
    everyCase(state => {
      for (const { actions, warnings } of allMinutes(state))
        for (const { id, type, factors } of actions)
          if (factors.length === 0 && type !== 'safetyMeasure')
            expect(warnings).toContainEqual(expect.objectContaining({ code: 'need.factor', item: id }));
    });
  });

  it('refers to factors, risks and people that the minutes hold', () => {
    everyCase(state => {
      for (const { actions, factors, risks, subjects } of allMinutes(state)) {
        const known = [...factors, ...risks, ...subjects].map(({ id }) => id);
        for (const action of actions)
          expect(known).toEqual(expect.arrayContaining([...action.factors, ...action.risks, ...action.subjects]));
      }
    });
  });
});

describe('a number', () => {
  it('is given out once, and they count up from 1', () => {
    everyCase((_state, steps) => {
      const given = steps.flatMap(({ events }) => events.flatMap(event => numberGivenBy(event) ?? []));
      for (const letter of ['R', 'F', 'A', 'S', 'P', 'W']) {
        const numbers = given.filter(id => id.startsWith(letter));
        expect(numbers).toEqual(numbers.map((_id, index) => `${letter}${index + 1}`));
      }
    });
  });

  it('of an item that was withdrawn is nowhere in the case any more', () => {
    everyCase((state, steps) => {
      const gone = steps.flatMap(({ events }) =>
        events.flatMap(one => (one.type === 'ItemWithdrawn' ? [one.item] : [])),
      );
      const { conferences, warnings: _warnings, numbered: _numbered, ...now } = state;
      const running = conferences.filter(({ closed }) => closed === undefined);
      for (const id of gone) expect(JSON.stringify([now, running])).not.toContain(`"${id}"`);
    });
  });
});

describe('minutes', () => {
  it('never change after closing but by adopting, correcting and accepting', () => {
    everyCase((_state, steps) => {
      const before = new Map<string, string>();
      for (const { after, events } of steps) {
        if (after === undefined || events.length === 0) continue;
        const mayChange = events.some(({ type }) => /^Minutes|^ActionAcceptanceGiven$/.test(type));
        for (const minutes of allMinutes(after)) {
          const now = JSON.stringify(minutes);
          if (!mayChange) expect(now).toBe(before.get(minutes.conference.id) ?? now);
          before.set(minutes.conference.id, now);
        }
      }
    });
  });

  it('never hold what stayed blind', () => {
    everyCase(state => {
      for (const { id, closed, scoreRounds, ratingRounds } of state.conferences) {
        if (closed === undefined) continue;
        const minutes = JSON.stringify(minutesOf(state, id));
        const words = [
          ...ratingRounds.flatMap(({ revealed, answers }) => (revealed ? [] : answers.map(({ reason }) => reason))),
          ...scoreRounds.flatMap(({ revealed, answers }) => (revealed ? [] : answers.map(one => one.explanation))),
        ];
        for (const word of words) if (word !== undefined) expect(minutes).not.toContain(word);
      }
    });
  });

  it('never hold an Entra id', () => {
    everyCase(state => {
      for (const minutes of allMinutes(state)) expect(JSON.stringify(minutes)).not.toMatch(/"id-\w+"/);
    });
  });
});

describe('a warning', () => {
  it('is there once for what it is about in a conference', () => {
    everyCase(({ warnings }) => {
      const about = warnings.map(({ code, item, conference }) => [code, item, conference].join());
      expect(new Set(about).size).toBe(about.length);
    });
  });

  it('is of the conference that ran when it was raised', () => {
    everyStep(({ before, events }) => {
      const running = before?.conferences.at(-1);
      for (const event of events)
        if (event.type === 'WarningRaised') {
          expect(event.warning.conference).toBe(running?.id);
          expect(running?.closed).toBeUndefined();
        }
    });
  });
});

/** Few presses that end most of what could follow: they have tests of their own (case-closing.test.ts). */
type OfClosedCases = 'CaseClosed' | 'RetentionExtended' | 'CaseReopened';
/** No press, and no change of the case (application/wording.test.ts). */
type OfTheModel = 'SummaryWorded';
/** A type that is missing here doesn't compile. */
const everyType: Readonly<Record<Exclude<EventBody['type'], OfClosedCases | OfTheModel>, true>> = {
  ActionAcceptanceGiven: true,
  ActionAgreed: true,
  ActionBlocked: true,
  ActionDone: true,
  ActionReviewed: true,
  CarePhaseSet: true,
  CaseDirectorSet: true,
  CaseOpened: true,
  ChairSet: true,
  ConferenceClosed: true,
  ConferenceOpened: true,
  ConsiderationsSet: true,
  DirectionStepTaken: true,
  FactorLeftWithoutAction: true,
  FactorRaised: true,
  GoalSet: true,
  HandOverAnswered: true,
  HandOverAsked: true,
  HintKept: true,
  ItemEdited: true,
  ItemWithdrawn: true,
  MeetingKindSet: true,
  MinutesAdopted: true,
  MinutesCorrected: true,
  MinutesFiled: true,
  MonitorScored: true,
  NoteTakerSet: true,
  OccurrenceDone: true,
  OccurrenceMissed: true,
  ParticipantJoined: true,
  PhaseEntered: true,
  PreparationAnswered: true,
  PreparerSet: true,
  ProcessPhaseSet: true,
  ReminderSnoozed: true,
  RiskLevelAgreed: true,
  RiskRaised: true,
  RiskRated: true,
  RoundOpenedAgain: true,
  RoundRevealed: true,
  SafetyAgreed: true,
  SafetyScored: true,
  ScalingUpDecided: true,
  ScenarioDrafted: true,
  SignalRecorded: true,
  StepOpened: true,
  SubjectAdded: true,
  TimeExtended: true,
  UrgentStartAsked: true,
  TopThreeDecided: true,
  TopThreeVoted: true,
  UrgentSet: true,
  VoiceSet: true,
  WarningOverridden: true,
  WarningRaised: true,
};

describe('the presses of these tests', () => {
  it('reach every kind of event', () => {
    const seen = new Set<string>();
    everyStep(({ events }) => {
      for (const { type } of events) seen.add(type);
    });
    expect([...seen].sort()).toEqual(Object.keys(everyType).sort());
  });
});
