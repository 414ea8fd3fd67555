import { describe, expect, it } from 'vitest';
import type { EventBody } from '../../../src/domain/events.ts';
import {
  asksAllDomains,
  currentLevel,
  isLow,
  lowDomains,
  monitorTrend,
  type ScoreMonitor,
} from '../../../src/domain/steps/monitor.ts';
import { type LifeDomain, lifeDomains, type MonitorLevel, monitorLevels } from '../../../src/domain/values.ts';
import { idOf, newcomer, said } from '../../support/domain-people.ts';
import { by, conferenceAfter, given, type History, stateAfter } from '../../support/given.ts';
import { closed, factor, joined, phase, secondConference, table } from '../../support/history.ts';

const score = (...levels: ScoreMonitor['levels']): ScoreMonitor => ({ verb: 'monitor.score', levels });
const scoredAs = (
  domain: LifeDomain,
  level: MonitorLevel,
  more: { note?: string; conference?: string } = {},
): EventBody => {
  const { conference = 'c1', ...note } = more;
  return { type: 'MonitorScored', score: { domain, level, ...note, by: said('wijkteam'), conference } };
};

describe('the PGA monitor', () => {
  it('takes what changed: a level for a life domain, with a note', () => {
    given(table())
      .when(
        score({ domain: 'housing', level: 'acute', note: 'Uitzetting dreigt' }, { domain: 'finances', level: 'full' }),
        by('wijkteam'),
      )
      .thenEvents(scoredAs('housing', 'acute', { note: 'Uitzetting dreigt' }), scoredAs('finances', 'full'));
  });

  it('is no event for the same level and note again in this conference, and one for another', () => {
    const history = [...table(), scoredAs('housing', 'limited', { note: 'Kamer' })];
    given(history)
      .when(score({ domain: 'housing', level: 'limited', note: 'Kamer' }), by('behandelaar'))
      .thenNothing();
    given(history)
      .when(score({ domain: 'housing', level: 'limited' }), by('wijkteam'))
      .thenEvents(scoredAs('housing', 'limited'));
    given(history)
      .when(score({ domain: 'housing', level: 'full', note: 'Kamer' }), by('wijkteam'))
      .thenEvents(scoredAs('housing', 'full', { note: 'Kamer' }));
  });

  it('may be confirmed in the next conference, which is a point on the line', () => {
    given(table(), scoredAs('housing', 'limited'), secondConference())
      .when(score({ domain: 'housing', level: 'limited' }), by('wijkteam', { conference: 'c2' }))
      .thenEvents(scoredAs('housing', 'limited', { conference: 'c2' }));
  });

  it('is filled in by anybody at the table, also for somebody else, and in every phase', () => {
    given(table(), phase('actions'))
      .when(
        score({ domain: 'housing', level: 'full' }),
        by('procesregisseur', { onBehalfOf: { person: idOf('wijkteam') } }),
      )
      .thenEvents({
        type: 'MonitorScored',
        score: { domain: 'housing', level: 'full', by: said('wijkteam', 'procesregisseur'), conference: 'c1' },
      });
    given(table('procesregisseur'))
      .when(score({ domain: 'housing', level: 'full' }), by('wijkteam'))
      .thenEvents(joined('wijkteam'), scoredAs('housing', 'full'));
    given(table())
      .when(score({ domain: 'housing', level: 'full' }), by(newcomer('rechercheur')))
      .thenRefused('joinFirst');
    given(table(), closed())
      .when(score({ domain: 'housing', level: 'full' }), by('wijkteam'))
      .thenRefused('closed');
  });

  it('asks all twelve in the analysis and the first time; later only what changed', () => {
    const executing: EventBody = { type: 'ProcessPhaseSet', phase: 'execution' };
    expect(lifeDomains).toHaveLength(12);
    expect(asksAllDomains(stateAfter(table(), scoredAs('housing', 'full')))).toBe(true);
    expect(asksAllDomains(stateAfter(table(), executing))).toBe(true);
    expect(asksAllDomains(stateAfter(table(), executing, scoredAs('housing', 'full')))).toBe(false);
  });

  it('leaves the analysis when a conference was closed, unless the chair had moved the case already', () => {
    expect(stateAfter(table(), closed()).processPhase).toBe('execution');
    expect(stateAfter(table(), { type: 'ProcessPhaseSet', phase: 'triage' }, closed()).processPhase).toBe('triage');
  });
});

describe('the trend of a life domain', () => {
  const history = [
    ...table(),
    scoredAs('housing', 'acute'),
    scoredAs('housing', 'notAble'),
    scoredAs('finances', 'full'),
    ...secondConference(),
    ...secondConference({ conference: 'c3', number: 3 }),
    scoredAs('housing', 'sufficient', { conference: 'c3' }),
  ];

  it('is the last level of each conference that gave one', () => {
    expect(monitorTrend(stateAfter(history), 'housing')).toEqual([
      { conference: 'c1', level: 'notAble' },
      { conference: 'c3', level: 'sufficient' },
    ]);
    expect(monitorTrend(stateAfter(history), 'identity')).toEqual([]);
  });

  it('ends with what holds now', () => {
    expect(currentLevel(stateAfter(history), 'housing')).toMatchObject({ level: 'sufficient', conference: 'c3' });
    expect(currentLevel(stateAfter(history), 'finances')).toMatchObject({ level: 'full', conference: 'c1' });
    expect(currentLevel(stateAfter(history), 'identity')).toBeUndefined();
  });
});

describe('a low life domain', () => {
  it('is acute or not able', () => {
    expect(monitorLevels.filter(isLow)).toEqual(['acute', 'notAble']);
  });

  it('offers to become a factor, once', () => {
    const both = score({ domain: 'housing', level: 'notAble' }, { domain: 'finances', level: 'limited' });
    given(table()).when(both, by('wijkteam')).thenHinted('lowLevel:housing');
    given(table(), scoredAs('housing', 'notAble')).when(both, by('wijkteam')).thenHinted();
  });

  it('offers nothing when a dynamic factor speaks of it; a static or protective one is no answer to it', () => {
    const low = score({ domain: 'housing', level: 'acute' });
    given(table(), factor('F1', { domain: 'housing' }))
      .when(low, by('wijkteam'))
      .thenHinted();
    given(table(), factor('F1', { domain: 'finances' }))
      .when(low, by('wijkteam'))
      .thenHinted('lowLevel:housing');
    given(table(), factor('F1', { domain: 'housing', kind: 'protective' }))
      .when(low, by('wijkteam'))
      .thenHinted('lowLevel:housing');
  });

  it('stays in the list of this conference until it is a factor or higher', () => {
    const list = (...history: History) => lowDomains(stateAfter(...history), conferenceAfter(...history));
    const low = [...table(), scoredAs('housing', 'acute'), scoredAs('finances', 'notAble')];
    expect(list(low)).toEqual(['housing', 'finances']);
    expect(list(low, factor('F1', { domain: 'housing' }))).toEqual(['finances']);
    expect(list(low, scoredAs('finances', 'limited'))).toEqual(['housing']);
    expect(list(low, secondConference())).toEqual([]);
  });
});
