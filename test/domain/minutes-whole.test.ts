import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { idOf, said } from '../support/domain-people.ts';
import { type History, stamped, stateAfter } from '../support/given.ts';
import {
  action,
  again,
  agreedLevel,
  agreedScore,
  closed,
  factor,
  joined,
  noteTaker,
  opened,
  phase,
  rated,
  revealed,
  reviewed,
  risk,
  scenario,
  scored,
  secondConference,
  subject,
  table,
  tableOf,
  urgent,
} from '../support/history.ts';

const minutesAfter = (...history: History) => minutesOf(stateAfter(...history, closed()), 'c1');
const secondMinutes = (...history: History) => minutesOf(stateAfter(...history, closed()), 'c2');
const wijkagent = { name: 'wijkagent', organisation: 'Politie' };

describe('the minutes of look-back', () => {
  const before = [
    ...table(),
    subject('P1'),
    risk('R1'),
    factor('F1'),
    action('A1', { factors: ['F1'], risks: ['R1'], effect: 'Rust' }),
    action('A2', { type: 'safetyMeasure', subjects: ['P1'] }),
  ];
  const again = [...before, ...secondConference({ carriedActions: ['A1', 'A2'] })];

  it('say what became of each action and for what it was, unanswered ones too', () => {
    expect(secondMinutes(again, reviewed('A1', 'partly', 'Twee van de drie')).lookBack).toStrictEqual([
      {
        action: 'A1',
        type: 'intervention',
        what: 'Actie A1',
        owner: wijkagent,
        due: '2026-12-04',
        effect: 'Rust',
        factors: ['F1'],
        risks: ['R1'],
        subjects: [],
        status: 'partly',
        note: 'Twee van de drie',
      },
      {
        action: 'A2',
        type: 'safetyMeasure',
        what: 'Actie A2',
        owner: wijkagent,
        due: '2026-12-04',
        factors: [],
        risks: [],
        subjects: ['P1'],
        status: 'unanswered',
      },
    ]);
  });

  it('say who wrote it down', () => {
    const review = { ...said('wijkagent', 'notulist'), action: 'A1', status: 'done' } as const;
    expect(secondMinutes(again, noteTaker(), { type: 'ActionReviewed', review }).lookBack[0]).toMatchObject({
      recordedBy: 'notulist',
    });
  });

  it('are not in those of the conference that agreed on them', () => {
    expect(minutesAfter(before).lookBack).toEqual([]);
  });
});

describe('the minutes of the safety scale', () => {
  const violence = [...tableOf({ approach: 'MDA++' }), subject('P1', 'Baby'), subject('P2', 'Moeder')];

  it('keep a second round beside the first, with lowest, median and highest, and what stayed blind stays out', () => {
    const minutes = minutesAfter(
      violence,
      phase('safety.score'),
      scored('wijkagent', 'P1', 3, { explanation: 'Letsel', onePointUp: 'Toezicht' }),
      scored('behandelaar', 'P1', 6),
      revealed('safety.score'),
      again('safety.score'),
      scored('wijkagent', 'P1', 4),
      revealed('safety.score'),
      again('safety.score'),
      scored('wijkagent', 'P1', 9),
    );
    expect(minutes.subjects).toEqual([
      { id: 'P1', name: 'Baby' },
      { id: 'P2', name: 'Moeder' },
    ]);
    expect(minutes.safety).toStrictEqual([
      {
        subject: 'P1',
        name: 'Baby',
        rounds: [
          {
            scores: [
              { organisation: 'Politie', score: 3, explanation: 'Letsel', onePointUp: 'Toezicht' },
              { organisation: 'GGZ', score: 6 },
            ],
            lowest: 3,
            median: 4.5,
            highest: 6,
          },
          { scores: [{ organisation: 'Politie', score: 4 }], lowest: 4, median: 4, highest: 4 },
        ],
        line: [],
        stable: false,
      },
    ]);
  });

  it('hold what was agreed, the ground requirements, the line through time and the answer about scaling up', () => {
    const minutes = secondMinutes(
      violence,
      agreedScore('P1', 4),
      secondConference({ approach: 'MDA++' }),
      agreedScore('P1', 5, 'Toezicht bij elke verzorging'),
      { type: 'ScalingUpDecided', subject: 'P1', scaleUp: true, how: 'childProtection' },
    );
    expect(minutes.safety).toStrictEqual([
      {
        subject: 'P1',
        name: 'Baby',
        rounds: [],
        agreed: 5,
        requirements: 'Toezicht bij elke verzorging',
        line: [4, 5],
        stable: false,
        scalingUp: { scaleUp: true, how: 'childProtection' },
      },
    ]);
  });

  it('show the line as it was then, also when a later conference goes on', () => {
    const state = stateAfter(
      violence,
      agreedScore('P1', 4),
      secondConference({ approach: 'MDA++' }),
      agreedScore('P1', 7),
      closed(),
    );
    expect(minutesOf(state, 'c1').safety[0]).toMatchObject({ line: [4] });
    expect(minutesOf(state, 'c2').safety[0]).toMatchObject({ line: [4, 7] });
  });
});

describe('the minutes of the monitor', () => {
  const score = (level: 'acute' | 'limited', conference: string, note?: string): EventBody => ({
    type: 'MonitorScored',
    score: {
      domain: 'housing',
      level,
      by: said('wijkteam'),
      conference,
      ...(note !== undefined && { note }),
    },
  });

  it('hold the last level of each domain that this conference gave, with the level before', () => {
    const history = [
      table(),
      score('acute', 'c1'),
      secondConference(),
      score('acute', 'c2'),
      score('limited', 'c2', 'Onderdak'),
    ];
    expect(secondMinutes(...history).monitor).toStrictEqual([
      { domain: 'housing', level: 'limited', note: 'Onderdak', before: 'acute' },
    ]);
    expect(secondMinutes(table(), score('acute', 'c1'), secondConference()).monitor).toEqual([]);
  });
});

describe('the minutes of the person', () => {
  it('have a fixed place for the phases, what to take into account and the person’s own voice', () => {
    expect(minutesAfter(table()).person).toStrictEqual({ processPhase: 'analysis' });
    const voice = {
      invited: false,
      invitedReason: 'Onveilig voor moeder',
      agreesTo: 'Hulp bij schulden',
      letterSent: true,
      zsmAdvice: 'Afdoening met voorwaarden',
      zsmDate: '2026-11-30',
    } as const;
    const minutes = minutesAfter(
      table(),
      { type: 'ProcessPhaseSet', phase: 'evaluation' },
      { type: 'CarePhaseSet', phase: 'carePlan', reason: 'Opname loopt' },
      { type: 'ConsiderationsSet', kinds: ['intellectualDisability', 'language'], text: 'Korte zinnen' },
      { type: 'VoiceSet', ...voice },
    );
    expect(minutes.person).toStrictEqual({
      processPhase: 'evaluation',
      carePhase: 'carePlan',
      carePhaseReason: 'Opname loopt',
      considerations: { kinds: ['intellectualDisability', 'language'], text: 'Korte zinnen' },
      voice,
    });
  });
});

describe('the minutes of the person, later', () => {
  it('hold nothing that only a later conference was told', () => {
    const later: readonly EventBody[] = [
      { type: 'CarePhaseSet', phase: 'carePlan' },
      { type: 'ConsiderationsSet', kinds: ['language'] },
      { type: 'VoiceSet', invited: true },
    ];
    expect(minutesOf(stateAfter(table(), secondConference(), later), 'c1').person).toStrictEqual({
      processPhase: 'analysis',
    });
  });
});

describe('the minutes of risks and factors', () => {
  it('keep fact and judgement apart, with the organisation that said it', () => {
    const minutes = minutesAfter(
      table(),
      risk('R1', { mark: 'fact' }),
      risk('R2', { mark: 'judgement', by: said('behandelaar') }),
      factor('F1', { mark: 'judgement' }),
      factor('F2'),
    );
    expect(minutes.risks.map(({ mark, by }) => [mark, by.organisation])).toEqual([
      ['fact', 'Politie'],
      ['judgement', 'GGZ'],
    ]);
    expect(minutes.factors[0]).toMatchObject({ mark: 'judgement', by: { organisation: 'GGZ' } });
    expect(minutes.factors[1]).not.toHaveProperty('mark');
  });

  it('hold the level that was agreed before beside the one of now', () => {
    const before = [...table(), risk('R1'), agreedLevel('R1', 'high'), ...secondConference()];
    expect(secondMinutes(before, agreedLevel('R1', 'moderate')).risks[0]).toMatchObject({
      agreedLevel: 'moderate',
      levelBefore: 'high',
    });
    expect(minutesOf(stateAfter(before), 'c1').risks[0]).not.toHaveProperty('levelBefore');
  });

  it('mark an assessment that was not current on the day of closing', () => {
    const source = { source: 'instrument', instrument: 'RISC' } as const;
    const minutes = minutesAfter(
      table(),
      factor('F1', { ...source, instrumentDate: '2025-11-19' }),
      factor('F2', { ...source, instrumentDate: '2026-05-05' }),
      factor('F3', source),
    );
    expect(minutes.factors.map(({ current }) => current)).toEqual([false, true, undefined]);
  });

  it('say nothing of a hint that was kept', () => {
    const minutes = minutesAfter(table(), factor('F1', { kind: 'protective' }), { type: 'HintKept', item: 'F1' });
    expect(minutes.factors[0]).not.toHaveProperty('absenceKept');
  });

  it('name who said it in an earlier conference, also when that person is not here now', () => {
    const before = [
      ...table(),
      noteTaker(),
      joined('rechercheur'),
      risk('R1', { by: said('rechercheur', 'notulist') }),
    ];
    const now = [closed(), opened({ conference: 'c2', number: 2 }), joined('wijkagent')];
    expect(secondMinutes(before, now).risks[0]?.by).toEqual({
      name: 'rechercheur',
      organisation: 'Politie',
      recordedBy: 'notulist',
    });
  });
});

describe('the minutes of actions and scenarios', () => {
  it('hold everything that was said about an action', () => {
    const owner = { person: idOf('wijkteam'), name: 'wijkteam', organisation: 'Wijkteam gemeente' };
    const all = {
      type: 'safetyMeasure',
      due: '2026-11-20T18:00',
      intensity: 'intensive',
      fit: 'Vaste dag',
      effect: 'Rust',
      every: 'week',
      mandate: 'toConfirm',
      mandateBy: '2026-11-27',
      framework: 'civil',
      subjects: ['P1'],
    } as const;
    const minutes = minutesAfter(table(), subject('P1'), action('A1', { ...all, owner, reportTo: owner }));
    expect(minutes.actions).toStrictEqual([
      {
        id: 'A1',
        what: 'Actie A1',
        ...all,
        owner: { name: 'wijkteam', organisation: 'Wijkteam gemeente' },
        reportTo: { name: 'wijkteam', organisation: 'Wijkteam gemeente' },
        horizon: 'short',
        factors: [],
        risks: [],
        by: wijkagent,
      },
    ]);
  });

  it('hold who does what by when in a scenario, and the actions it leans on', () => {
    const who = { person: idOf('wijkagent'), ...wijkagent };
    const minutes = minutesAfter(
      table(),
      action('A1'),
      scenario('S1', { kind: 'recovery', who, byWhen: 'binnen een uur', actions: ['A1'] }),
      scenario('S2'),
    );
    expect(minutes.scenarios).toStrictEqual([
      {
        id: 'S1',
        kind: 'recovery',
        signals: 'Signaal S1',
        response: 'Antwoord S1',
        who: wijkagent,
        byWhen: 'binnen een uur',
        actions: ['A1'],
        by: { name: 'reclasseerder', organisation: 'Reclassering' },
      },
      {
        id: 'S2',
        kind: 'escalation',
        signals: 'Signaal S2',
        response: 'Antwoord S2',
        actions: [],
        by: { name: 'reclasseerder', organisation: 'Reclassering' },
      },
    ]);
  });

  it('hold the scenarios of this conference only', () => {
    const history = [table(), scenario('S1'), secondConference(), scenario('S2', { conference: 'c2' })];
    expect(secondMinutes(...history).scenarios.map(({ id }) => id)).toEqual(['S2']);
  });
});

describe('the minutes of the conference itself', () => {
  it('say which kind of meeting it was, what was opened and why', () => {
    const minutes = minutesAfter(tableOf({ approach: 'MDA++' }), {
      type: 'StepOpened',
      step: 'risks',
      reason: 'Dreiging van buiten',
    });
    expect(minutes.conference).toMatchObject({
      meetingKind: 'Interventieteam',
      openedSteps: [{ step: 'risks', reason: 'Dreiging van buiten' }],
    });
    expect(minutes.conference.openedSteps).toStrictEqual([{ step: 'risks', reason: 'Dreiging van buiten' }]);
  });

  it('say who directs the case until when, and which tasks lie elsewhere', () => {
    const director = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
    const minutes = minutesAfter(table(), {
      type: 'CaseDirectorSet',
      director,
      until: '2027-03-01',
      elsewhere: 'Contact met de school: wijkteam',
    });
    expect(minutes.conference).toMatchObject({
      caseDirector: { name: 'behandelaar', organisation: 'GGZ' },
      caseDirectorUntil: '2027-03-01',
      caseDirectorElsewhere: 'Contact met de school: wijkteam',
    });
  });

  it('say how long each step took, beside its budget', () => {
    const start = stateAfter(table());
    const [moved, closing] = [phase('risks.raise'), closed()].map((event, index) => ({
      id: `later${index}`,
      at: index === 0 ? '2026-11-20T10:05:00.000Z' : '2026-11-20T10:17:40.000Z',
      actor: { person: idOf('procesregisseur') },
      ...event,
    }));
    const state = [moved, closing].reduce((now, event) => (event === undefined ? now : evolve(now, event)), start);
    expect(minutesOf(state, 'c1').conference.time).toEqual([
      { step: 'opening', minutes: 5, budget: 3 },
      { step: 'risks', minutes: 13, budget: 7 },
    ]);
  });

  it('say that it was for sharing information', () => {
    expect(minutesAfter(table(), { type: 'GoalSet', purpose: 'shareInformation' }).conference.purpose).toBe(
      'shareInformation',
    );
  });
});

describe('the minutes of a spoed', () => {
  it('say that it was one, what was skipped, who follows and what to do when it goes wrong', () => {
    const closing: EventBody = {
      type: 'ConferenceClosed',
      nextDate: '2026-11-24',
      ifItGoesWrong: 'Bel 112, dan de piketofficier',
      follower: { person: idOf('wijkagent'), ...wijkagent },
      followUntil: '2026-11-23',
      skippedSteps: ['topThree'],
    };
    const minutes = minutesOf(stateAfter(tableOf({ urgent: true }), closing), 'c1');
    expect(minutes).toMatchObject({
      conference: { urgent: true, skippedSteps: ['topThree'] },
      urgentAgreements: {
        ifItGoesWrong: 'Bel 112, dan de piketofficier',
        follower: wijkagent,
        followUntil: '2026-11-23',
      },
      nextDate: '2026-11-24',
    });
    expect(JSON.stringify(minutes)).not.toContain('id-');
  });

  it('say so too when it went back to the usual path', () => {
    const minutes = minutesAfter(table(), urgent(), urgent(false, 30));
    expect(minutes.conference.urgent).toBe(true);
    expect(minutes).not.toHaveProperty('urgentAgreements');
  });
});

describe('minutes', () => {
  it('never hold an Entra id, an event id or a time of typing, whatever was recorded', () => {
    const everything = [
      ...tableOf({ approach: 'MDA++' }),
      noteTaker(),
      subject('P1'),
      phase('safety.score'),
      scored('wijkagent', 'P1', 4, { recordedBy: idOf('notulist') }),
      ...revealed('safety.score'),
      agreedScore('P1', 4, 'Toezicht'),
      { type: 'ScalingUpDecided', subject: 'P1', scaleUp: false, reason: 'Te vroeg' } as const,
      { type: 'StepOpened', step: 'risks', reason: 'Dreiging' } as const,
      risk('R1', { by: said('wijkagent', 'notulist') }),
      phase('risks.rate'),
      rated('wijkagent', 'R1', 'high'),
      ...revealed('risks.rate'),
      agreedLevel('R1', 'high'),
      action('A1', { subjects: ['P1'], type: 'safetyMeasure' }),
      scenario('S1', { who: { person: idOf('wijkagent'), ...wijkagent } }),
      closed(),
    ];
    const minutes = JSON.stringify(minutesOf(stateAfter(everything), 'c1'));
    expect(minutes).not.toMatch(/id-|"actor"|"at"/);
    for (const { id } of stamped(everything)) expect(minutes).not.toContain(`"${id}"`);
  });
});
