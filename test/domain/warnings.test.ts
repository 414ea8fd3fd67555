import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/domain/commands.ts';
import { minutesOf } from '../../src/domain/minutes.ts';
import type { AgreeAction } from '../../src/domain/steps/actions.ts';
import { remainingWarnings, warningsAbout, warningsOf } from '../../src/domain/warnings.ts';
import { concernsAfter } from '../support/concerns.ts';
import { idOf } from '../support/domain-people.ts';
import { by, conferenceAfter, given, type History, stateAfter, today } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  closed,
  factor,
  noteTaker,
  phase,
  risk,
  secondConference,
  subject,
  table,
  tableOf,
} from '../support/history.ts';

const chair = by('procesregisseur');
const acting = [...table(), risk('R1'), factor('F1', { risks: ['R1'] }), phase('actions')];
const visit: AgreeAction = {
  verb: 'action.agree',
  what: 'Huisbezoek',
  owner: { person: idOf('wijkteam') },
  due: '2026-12-04',
  factors: ['F1'],
  fit: 'Vaste dag',
  effect: 'Zicht op gedrag',
};
const director = { type: 'CaseDirectorSet', reason: 'Nog in overleg' } as const;
const raised = (id: string, code: 'need.factor' | 'smart.effect' | 'direction', item?: string, conference = 'c1') =>
  ({ type: 'WarningRaised', warning: { id, code, conference, ...(item !== undefined && { item }) } }) as const;
/** Two actions, three warnings. */
const warned = [
  ...acting,
  action('A1', { fit: 'Vaste dag' }),
  raised('W1', 'smart.effect', 'A1'),
  raised('W2', 'need.factor', 'A1'),
  action('A2', { factors: ['F1'] }),
  raised('W3', 'smart.effect', 'A2'),
];

function held(...history: History) {
  return warningsOf(stateAfter(...history), conferenceAfter(...history), today);
}

describe('a warning', () => {
  it('is recorded beside what it is about, which is recorded all the same', () => {
    const { effect: _effect, factors: _factors, ...bare } = visit;
    const { decision } = given(acting).when(bare, by('wijkteam'));
    expect(decision.kind === 'accepted' && decision.events.map(({ type }) => type)).toEqual([
      'ActionAgreed',
      'WarningRaised',
      'WarningRaised',
    ]);
    given(acting).when(bare, by('wijkteam')).thenWarned('smart.effect:A1', 'need.factor:A1');
  });

  it('is not raised for what is whole', () => {
    given(acting).when(visit, by('wijkteam')).thenWarned();
  });

  it('is raised once, with the next number of the case', () => {
    const { effect: _effect, ...bare } = visit;
    const after = given(warned).when(bare, by('wijkteam')).thenCase();
    expect(after.warnings.map(({ id, code, item }) => [id, code, item])).toEqual([
      ['W1', 'smart.effect', 'A1'],
      ['W2', 'need.factor', 'A1'],
      ['W3', 'smart.effect', 'A2'],
      ['W4', 'smart.effect', 'A3'],
    ]);
  });

  it('never gets the number of another, also when that went with what it was about', () => {
    const history = [...warned, { type: 'ItemWithdrawn', item: 'A2' } as const];
    expect(stateAfter(history).warnings.map(({ id }) => id)).toEqual(['W1', 'W2']);
    const { effect: _effect, ...bare } = visit;
    const after = given(history).when(bare, by('wijkteam')).thenCase();
    expect(after.warnings.map(({ id }) => id)).toEqual(['W1', 'W2', 'W4']);
  });

  it('goes on counting in the next conference, and is raised anew there', () => {
    const { effect: _effect, ...bare } = visit;
    const who = by('wijkteam', { conference: 'c2' });
    const after = given(warned, secondConference()).when(bare, who).thenCase();
    expect(after.warnings.at(-1)).toEqual({ id: 'W4', code: 'smart.effect', item: 'A3', conference: 'c2' });
  });

  it('goes away when what it is about is mended, and is the same one when that is undone', () => {
    const effect = { type: 'ItemEdited', item: 'A2', changes: { effect: 'Rust' } } as const;
    expect(held(warned).map(({ id }) => id)).toEqual(['W1', 'W2', 'W3']);
    expect(held(warned, effect).map(({ id }) => id)).toEqual(['W1', 'W2']);
    const mend: Command = { verb: 'item.edit', item: 'A1', changes: { factors: ['F1'] } };
    const mended = given(warned).when(mend, chair).thenCase();
    expect(mended.warnings.map(({ id }) => id)).toEqual(['W1', 'W2', 'W3']);
    const withdraw = { verb: 'item.withdraw', item: 'F1' } as const;
    given(warned, { type: 'ItemEdited', item: 'A1', changes: { factors: ['F1'] } })
      .when(withdraw, chair)
      .thenWarned('need.factor:A2');
  });

  it('is raised by a level too, when that makes what was agreed too light', () => {
    const light = action('A1', { factors: ['F1'], risks: ['R1'], intensity: 'light', fit: 'Kort', effect: 'Rust' });
    given(table(), risk('R1'), factor('F1'), light, phase('risks.revealed'))
      .when({ verb: 'risk.agree', levels: [{ risk: 'R1', level: 'high' }] }, chair)
      .thenWarned('rnr.intensity:R1');
  });

  it('is never raised by an event of a conference that is closed', () => {
    given(acting, action('A1', { fit: 'Kort' }), closed())
      .when({ verb: 'reminder.done', action: 'A1' }, by('wijkagent'))
      .thenWarned();
  });
});

describe('who has just recorded something', () => {
  it('hears what newly holds and what still holds about it, not what holds about something else', () => {
    const { effect: _effect, ...bare } = visit;
    const { decision } = given(warned).when(bare, by('wijkteam'));
    const events = decision.kind === 'accepted' ? decision.events : [];
    const after = given(warned).when(bare, by('wijkteam')).thenCase();
    const conference = after.conferences.at(-1);
    const heard = conference === undefined ? [] : warningsAbout(after, conference, today, events);
    expect(heard.map(({ code, item }) => [code, item])).toEqual([['smart.effect', 'A3']]);
    const edited = [{ type: 'ItemEdited', item: 'A1', changes: { what: 'Anders' } }] as const;
    const again = warningsAbout(stateAfter(warned, edited), conferenceAfter(warned, edited), today, edited);
    expect(again.map(({ code, item }) => [code, item])).toEqual([
      ['smart.effect', 'A1'],
      ['need.factor', 'A1'],
    ]);
  });

  it('hears again that the interventions on a risk are too light when another is added or its level goes up', () => {
    const light = { factors: ['F1'], risks: ['R1'], intensity: 'light', fit: 'Kort', effect: 'Rust' } as const;
    const intensity = {
      type: 'WarningRaised',
      warning: { id: 'W1', code: 'rnr.intensity', item: 'R1', conference: 'c1' },
    } as const;
    const history = [...acting, agreedLevel('R1', 'high'), action('A1', light), intensity];
    const events = [action('A2', light)];
    const heard = warningsAbout(stateAfter(history, events), conferenceAfter(history, events), today, events);
    expect(heard).toMatchObject([{ id: 'W1', code: 'rnr.intensity', item: 'R1', detail: 'light' }]);
    const level = [agreedLevel('R1', 'veryHigh')];
    const again = warningsAbout(stateAfter(history, level), conferenceAfter(history, level), today, level);
    expect(again).toMatchObject([{ id: 'W1', item: 'R1' }]);
  });
});

describe('setting warnings aside', () => {
  const override = (more: object): Command => ({ verb: 'warning.override', ...more });
  const aside = (warning: string, reason: string) => ({ type: 'WarningOverridden', warning, reason }) as const;

  it('takes one reason for all that remain', () => {
    given(warned)
      .when(override({ reason: 'Volgt later' }), chair)
      .thenEvents(aside('W1', 'Volgt later'), aside('W2', 'Volgt later'), aside('W3', 'Volgt later'));
  });

  it('takes a reason for one, and leaves the others', () => {
    given(warned)
      .when(override({ reasons: [{ warning: 'W2', reason: 'Eerst veiligheid' }] }), chair)
      .thenEvents(aside('W2', 'Eerst veiligheid'));
  });

  it('takes both at once: the one reason is for those without their own', () => {
    given(warned)
      .when(override({ reason: 'Volgt later', reasons: [{ warning: 'W2', reason: 'Eerst veiligheid' }] }), chair)
      .thenEvents(aside('W2', 'Eerst veiligheid'), aside('W1', 'Volgt later'), aside('W3', 'Volgt later'));
  });

  it('is no event for those that have this reason, nor for what was mended, nor when nothing remains', () => {
    const all = override({ reason: 'Volgt later' });
    given(warned, aside('W1', 'Eerder'), { type: 'ItemEdited', item: 'A2', changes: { effect: 'Rust' } })
      .when(all, chair)
      .thenEvents(aside('W2', 'Volgt later'));
    given(acting).when(all, chair).thenNothing();
    given(warned, aside('W2', 'Eerst veiligheid'))
      .when(override({ reasons: [{ warning: 'W2', reason: 'Eerst veiligheid' }] }), chair)
      .thenNothing();
  });

  it('may be said better', () => {
    given(warned, aside('W2', 'Kort'))
      .when(override({ reasons: [{ warning: 'W2', reason: 'Eerst veiligheid' }] }), chair)
      .thenEvents(aside('W2', 'Eerst veiligheid'));
  });

  it('needs a reason', () => {
    given(warned).when(override({}), chair).thenRefused('nothingAnswered');
    given(warned)
      .when(override({ reasons: [] }), chair)
      .thenRefused('nothingAnswered');
  });

  it('does not know a warning of another case or of another conference', () => {
    const reasons = [{ warning: 'W9', reason: 'x' }];
    given(warned).when(override({ reasons }), chair).thenRefused('unknown:reason:W9');
    const earlier = [{ warning: 'W1', reason: 'x' }];
    given(warned, secondConference())
      .when(override({ reasons: earlier }), by('procesregisseur', { conference: 'c2' }))
      .thenRefused('unknown:reason:W1');
  });

  it('is for the chair, in a conference that is open', () => {
    given(warned, noteTaker())
      .when(override({ reason: 'x' }), by('notulist'))
      .thenRefused('notChair');
    given(warned, closed())
      .when(override({ reason: 'x' }), chair)
      .thenRefused('closed');
  });

  it('leaves nothing that remains, and keeps the reason with the warning', () => {
    const history = [...warned, aside('W1', 'a'), aside('W2', 'b'), aside('W3', 'c')];
    expect(remainingWarnings(stateAfter(history), conferenceAfter(history), today)).toEqual([]);
    expect(held(history).map(({ id, overrideReason }) => [id, overrideReason])).toEqual([
      ['W1', 'a'],
      ['W2', 'b'],
      ['W3', 'c'],
    ]);
  });
});

describe('warnings in the minutes', () => {
  it('are those that hold, with null, and those that were set aside, with the reason', () => {
    const reason = { type: 'WarningOverridden', warning: 'W1', reason: 'Volgt later' } as const;
    const mended = { type: 'ItemEdited', item: 'A2', changes: { effect: 'Rust' } } as const;
    const minutes = minutesOf(stateAfter(warned, director, reason, mended, closed()), 'c1');
    expect(minutes.warnings).toEqual([
      { id: 'W1', code: 'smart.effect', item: 'A1', overrideReason: 'Volgt later' },
      { id: 'W2', code: 'need.factor', item: 'A1', overrideReason: null },
    ]);
  });

  it('leave with the item that was withdrawn, reason and all', () => {
    const reason = { type: 'WarningOverridden', warning: 'W1', reason: 'Volgt later' } as const;
    const history = [...warned, director, reason, { type: 'ItemWithdrawn', item: 'A1' } as const, closed()];
    expect(minutesOf(stateAfter(history), 'c1').warnings.map(({ id }) => id)).toEqual(['W3']);
  });

  it('stay in those of an earlier conference when a later one withdraws the item', () => {
    const history = [...warned, director, secondConference(), { type: 'ItemWithdrawn', item: 'A1' } as const].flat();
    expect(minutesOf(stateAfter(history), 'c1').warnings.map(({ id }) => id)).toEqual(['W1', 'W2', 'W3']);
  });
});

describe('who directs the case', () => {
  it('is asked at the closing when nobody was named and no reason was given', () => {
    given(table(), phase('actions')).when({ verb: 'step.next' }, chair).thenWarned('direction');
    expect(concernsAfter(table(), phase('closing'))).toEqual(['direction']);
    expect(concernsAfter(table(), phase('closing'), director)).toEqual([]);
    expect(concernsAfter(table(), phase('actions'))).toEqual([]);
  });

  it('is asked of a conference that closes without coming to the closing', () => {
    const { decision } = given(table(), phase('actions')).when({ verb: 'conference.close' }, chair);
    expect(decision.kind === 'accepted' && decision.events.map(({ type }) => type)).toEqual([
      'WarningRaised',
      'ConferenceClosed',
    ]);
    const after = given(table(), phase('actions')).when({ verb: 'conference.close' }, chair).thenCase();
    expect(minutesOf(after, 'c1').warnings).toEqual([{ id: 'W1', code: 'direction', overrideReason: null }]);
  });

  it('is not asked in a spoed, where somebody follows until a day', () => {
    expect(concernsAfter(tableOf({ urgent: true }), phase('closing'))).toEqual([]);
  });
});

describe('scaling up', () => {
  const unsafe = [...tableOf({ approach: 'MDA++' }), subject('P1'), agreedScore('P1', 4)];
  const again = [...unsafe, ...secondConference({ approach: 'MDA++' })];

  it('is asked per person who is under 6 for the second conference running', () => {
    expect(concernsAfter(unsafe)).toEqual([]);
    expect(concernsAfter(again)).toEqual([]);
    expect(concernsAfter(again, agreedScore('P1', 5))).toEqual(['safety.scaleUp:P1']);
    expect(concernsAfter(again, agreedScore('P1', 6))).toEqual([]);
  });

  it.each([
    ['how', { scaleUp: true, how: 'coercion' } as const],
    ['why not', { scaleUp: false, reason: 'Plan loopt pas een week' } as const],
  ])('is answered with %s', (_answer, decision) => {
    const decided = { type: 'ScalingUpDecided', subject: 'P1', ...decision } as const;
    expect(concernsAfter(again, agreedScore('P1', 5), decided)).toEqual([]);
  });
});
