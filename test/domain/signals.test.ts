import { describe, expect, it } from 'vitest';
import type { EventBody, EventOf } from '../../src/domain/events.ts';
import type { Signal } from '../../src/domain/items.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import { reactionsTo } from '../../src/domain/reactions.ts';
import { agreementsTouched, signalsSince } from '../../src/domain/signals.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { actor, idOf, newcomer, type Seat } from '../support/domain-people.ts';
import { by, given, now, stateAfter } from '../support/given.ts';
import { closed, opened, scenario, secondConference, table } from '../support/history.ts';

const what = 'Schreeuwen gehoord door de buren';
const between = [...table(), scenario('S1'), scenario('S2', { kind: 'recovery' }), closed()];
const record = (more: Partial<{ what: string; kind: 'rising' | 'condition'; scenario: string }> = {}) =>
  ({ verb: 'signal.record', what, ...more }) as const;

function signalled(id: string, seat: Seat = 'wijkagent', more: Partial<Signal> = {}): EventOf<'SignalRecorded'> {
  const { person, name, organisation = '' } = actor(seat);
  const signal = { id, what: `Signaal ${id}`, kind: 'rising', by: { person, name, organisation }, at: now } as const;
  return { type: 'SignalRecorded', signal: { ...signal, ...more } };
}

function effectsOf(before: readonly EventBody[], ...events: readonly EventBody[]) {
  const after = stateAfter(before, events);
  const conference = after.conferences.at(-1);
  if (conference === undefined) throw new Error('No conference in this history');
  let tokens = 0;
  return reactionsTo(events, after, conference, now, publicHolidaysOnly, () => `t${++tokens}`).effects;
}

describe('a signal', () => {
  it('is recorded between two conferences, by whom and when, of rising risk unless said otherwise', () => {
    given(between)
      .when(record(), by('wijkagent'))
      .thenEvents(signalled('G1', 'wijkagent', { what }));
    given(between)
      .when(record({ kind: 'condition', scenario: 'S1' }), by('behandelaar'))
      .thenEvents(signalled('G1', 'behandelaar', { what, kind: 'condition', scenario: 'S1' }));
  });

  it('is recorded during a conference too', () => {
    given(table())
      .when(record(), by('wijkagent'))
      .thenEvents(signalled('G1', 'wijkagent', { what }));
  });

  it('takes the next number, never one that was given out', () => {
    const state = stateAfter(between, signalled('G1'), signalled('G2'));
    expect(state.signals.map(one => one.id)).toEqual(['G1', 'G2']);
    given(between, signalled('G1'), signalled('G2'))
      .when(record(), by('wijkagent'))
      .thenEvents(signalled('G3', 'wijkagent', { what }));
  });

  it('is for whom the case is there: somebody of the case or a process director of the house', () => {
    given(between).when(record(), by('rechercheur')).thenRefused('unknown');
    given(between)
      .when(record(), by('rechercheur', { processDirectors: [idOf('rechercheur')] }))
      .thenEvents(signalled('G1', 'rechercheur', { what }));
    const director = { person: idOf('rechercheur'), name: 'rechercheur', organisation: 'Politie' };
    given(table(), { type: 'CaseDirectorSet', director }, closed())
      .when(record(), by(newcomer('rechercheur')))
      .thenEvents(signalled('G1', 'rechercheur', { what }));
  });

  it('speaks for the house when a process director never said for which organisation', () => {
    given(between)
      .when(record(), by(newcomer('notulist'), { processDirectors: [idOf('notulist')] }))
      .thenEvents(signalled('G1', 'notulist', { what }));
  });

  it('names an agreement that exists', () => {
    given(between)
      .when(record({ scenario: 'S9' }), by('wijkagent'))
      .thenRefused('unknown:scenario');
  });

  it('is asked about once when the same was told within a day; on another day it is another sign', () => {
    const told = signalled('G1', 'behandelaar', { what });
    given(between, told).when(record(), by('wijkagent')).thenRefused('duplicateItem:what');
    given(between, told)
      .when(record(), by('wijkagent', { duplicateConfirmed: true }))
      .thenEvents(signalled('G2', 'wijkagent', { what }));
    const later = '2026-11-21T10:00:00.000Z';
    given(between, told)
      .when(record(), by('wijkagent', { now: later, today: '2026-11-21' }))
      .thenEvents(signalled('G2', 'wijkagent', { what, at: later }));
  });

  it('touches the agreement that was chosen, else those about escalation are looked at', () => {
    const state = stateAfter(between);
    expect(agreementsTouched(state, { scenario: 'S2' }).map(one => one.id)).toEqual(['S2']);
    expect(agreementsTouched(state, {}).map(one => one.id)).toEqual(['S1']);
  });
});

describe('who hears of a signal', () => {
  const director = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
  const directed = [...table(), { type: 'CaseDirectorSet', director } as const, closed()];

  it('are chair and case director, each in their own lane with a token of their own', () => {
    expect(effectsOf(directed, signalled('G1'))).toEqual([
      {
        kind: 'tellSignal',
        lane: 'person:id-procesregisseur',
        conference: 'c1',
        signal: 'G1',
        person: idOf('procesregisseur'),
        token: 't1',
      },
      {
        kind: 'tellSignal',
        lane: 'person:id-behandelaar',
        conference: 'c1',
        signal: 'G1',
        person: idOf('behandelaar'),
        token: 't2',
      },
    ]);
  });

  it('is never whoever told it', () => {
    const heard = (seat: Seat) =>
      effectsOf(directed, signalled('G1', seat)).map(effect => 'person' in effect && effect.person);
    expect(heard('procesregisseur')).toEqual([idOf('behandelaar')]);
    expect(heard('behandelaar')).toEqual([idOf('procesregisseur')]);
  });

  it('is the case director of the last word on it, also when the conference that runs has not said who it is', () => {
    const running = [...directed, opened({ conference: 'c2', number: 2 })];
    const people = effectsOf(running, signalled('G1')).map(effect => 'person' in effect && effect.person);
    expect(people).toEqual([idOf('procesregisseur'), idOf('behandelaar')]);
    const nobody = [...running, { type: 'CaseDirectorSet', reason: 'Niemand wil' } as const];
    expect(effectsOf(nobody, signalled('G2'))).toHaveLength(1);
  });

  it('gets no words along: an effect holds ids only', () => {
    expect(JSON.stringify(effectsOf(directed, signalled('G1', 'wijkagent', { what })))).not.toContain(what);
  });
});

describe('a spoed because of a signal', () => {
  const start = { verb: 'signal.startUrgent', signal: 'G1' } as const;
  const asked = { type: 'UrgentStartAsked', signal: 'G1' } as const;

  it('is asked for once, until the next conference', () => {
    given(between, signalled('G1')).when(start, by('procesregisseur')).thenEvents(asked);
    given(between, signalled('G1'), asked).when(start, by('behandelaar')).thenNothing();
    given(between, signalled('G1'), asked, opened({ conference: 'c2', number: 2 }), closed())
      .when(start, by('behandelaar', { conference: 'c2' }))
      .thenEvents(asked);
  });

  it('puts the form for it in the meeting chat', () => {
    expect(effectsOf([...between, signalled('G1')], asked)).toEqual([
      { kind: 'offerUrgent', lane: 'chat-1', conference: 'c1', token: 't1' },
    ]);
  });

  it('is no conference beside one that runs', () => {
    given(table(), signalled('G1')).when(start, by('procesregisseur')).thenRefused('conferenceRuns');
  });

  it('is for whom the case is there, about a signal that exists', () => {
    given(between, signalled('G1')).when(start, by('rechercheur')).thenRefused('unknown');
    given(between).when(start, by('wijkagent')).thenRefused('unknown:signal');
  });
});

describe('the signals since last time', () => {
  const numbersOf = (...events: EventBody[]) => signalsSince(stateAfter(events)).map(one => one.id);

  it('come back at the next opening, those of earlier times do not', () => {
    const first = [...table(), signalled('G1'), closed(), signalled('G2')];
    const second = opened({ conference: 'c2', number: 2 });
    expect(numbersOf(...first, second)).toEqual(['G2']);
    expect(numbersOf(...first, second, closed(), opened({ conference: 'c3', number: 3 }))).toEqual([]);
  });

  it('stand in the minutes of the conference that follows, once, and a draft does not take in later ones', () => {
    const played = [...table(), signalled('G1'), ...secondConference(), signalled('G2'), closed(), signalled('G3')];
    const state = stateAfter(played);
    expect(minutesOf(state, 'c1').signals?.map(one => one.id)).toEqual(['G1']);
    expect(minutesOf(state, 'c2').signals).toEqual([
      {
        id: 'G2',
        what: 'Signaal G2',
        kind: 'rising',
        by: { name: 'wijkagent', organisation: 'Politie' },
        at: now,
      },
    ]);
    expect(minutesOf(stateAfter(table(), closed()), 'c1')).not.toHaveProperty('signals');
  });
});
