import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/domain/commands.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { risksAtHand, risksToRate, risksWithoutMeasure } from '../../src/domain/urgent.ts';
import { idOf, type Seat } from '../support/domain-people.ts';
import { by, conferenceAfter, given, type History, stateAfter } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  closed,
  code,
  factor,
  phase,
  rated,
  revealed,
  risk,
  secondConference,
  subject,
  table,
  tableOf,
  topThree,
  urgent,
} from '../support/history.ts';

const chair = by('procesregisseur');
const spoed = [...tableOf({ urgent: true, minutesAvailable: 10 })];
const tonight = '2026-11-20T20:00';

describe('the ten minutes of a spoed', () => {
  it('go from the first risk straight to rating it', () => {
    given(spoed)
      .when({ verb: 'risk.raise', what: 'Brandstichting' }, by('wijkagent'))
      .thenEvents(risk('R1', { what: 'Brandstichting' }), phase('risks.rate', 'risks.raise'));
  });

  it('stay in rating for a risk that is added there, and in every phase without spoed', () => {
    given(spoed, risk('R1'), phase('risks.rate', 'risks.raise'))
      .when({ verb: 'risk.raise', what: 'Brandstichting' }, by('wijkagent'))
      .thenEvents(risk('R2', { what: 'Brandstichting' }));
    given(table(), phase('risks.raise'))
      .when({ verb: 'risk.raise', what: 'Brandstichting' }, by('wijkagent'))
      .thenEvents(risk('R1', { what: 'Brandstichting' }));
  });

  it('go from the agreed level to the measures', () => {
    given(
      spoed,
      risk('R1'),
      phase('risks.rate', 'risks.raise'),
      rated('wijkagent', 'R1', 'high'),
      revealed('risks.rate'),
    )
      .when({ verb: 'risk.agree', levels: [{ risk: 'R1', level: 'veryHigh' }] }, chair)
      .thenEvents(agreedLevel('R1', 'veryHigh'), phase('actions', 'risks.revealed'));
  });

  it('take the chair five presses from start to end, adopting included', () => {
    const opening = { conferenceId: 'c1', conversation: 'chat-1', processDirectors: [] };
    const presses: readonly (readonly [Seat, Command])[] = [
      ['procesregisseur', { verb: 'conference.open', case: code, approach: 'Top X', urgent: true }],
      ['wijkagent', { verb: 'risk.raise', what: 'Brandstichting' }],
      ['wijkagent', { verb: 'risk.rate', ratings: [{ risk: 'R1', level: 'high' }] }],
      ['behandelaar', { verb: 'risk.rate', ratings: [{ risk: 'R1', level: 'veryHigh' }] }],
      ['procesregisseur', { verb: 'step.reveal' }],
      ['procesregisseur', { verb: 'risk.agree', levels: [{ risk: 'R1', level: 'veryHigh' }] }],
      ['wijkagent', { verb: 'action.agree', what: 'Surveillance', owner: { person: idOf('wijkagent') }, due: tonight }],
      ['procesregisseur', { verb: 'conference.close' }],
      ['procesregisseur', { verb: 'minutes.adopt' }],
    ];
    const log: EventBody[] = [];
    for (const [who, command] of presses) {
      const { decision } = given(log).when(command, by(who, { opening }));
      if (decision.kind === 'refused') throw new Error(`${command.verb}: ${JSON.stringify(decision.refusals)}`);
      log.push(...decision.events);
    }
    expect(conferenceAfter(log)).toMatchObject({ closed: {}, adopted: { version: 1 } });
    expect(presses.filter(([who]) => who === 'procesregisseur')).toHaveLength(5);
  });
});

describe('a measure of a spoed', () => {
  const agree = { verb: 'action.agree', what: 'Surveillance', owner: { person: idOf('wijkagent') } } as const;
  const acting = [...spoed, risk('R1'), risk('R2'), phase('actions')];

  it('needs a clock time', () => {
    given(acting)
      .when({ ...agree, due: '2026-11-20' }, by('wijkagent'))
      .thenRefused('timeNeeded:due');
    given(table())
      .when({ ...agree, due: '2026-11-20' }, by('wijkagent'))
      .thenEvents(action('A1', { what: 'Surveillance', due: '2026-11-20' }));
  });

  it('is a safety measure on the risks at hand unless said otherwise', () => {
    const agreed = (more = {}) =>
      given(acting)
        .when({ ...agree, due: tonight, ...more }, by('wijkagent'))
        .thenCase().actions[0];
    expect(agreed()).toMatchObject({ type: 'safetyMeasure', risks: ['R1', 'R2'], due: tonight });
    expect(agreed({ type: 'intervention', risks: ['R2'] })).toMatchObject({ type: 'intervention', risks: ['R2'] });
  });

  it('is not about the risks of earlier conferences', () => {
    const later = [...table(), risk('R1'), ...secondConference({ urgent: true }), risk('R2', { conference: 'c2' })];
    const { actions } = given(later)
      .when({ ...agree, due: tonight }, by('wijkagent', { conference: 'c2' }))
      .thenCase();
    expect(actions[0]?.risks).toEqual(['R2']);
  });
});

describe('the risks that a spoed is about', () => {
  const earlier = [...table(), risk('R1'), risk('R2'), ...secondConference({ urgent: true })];
  const atHand = (...history: History) =>
    risksAtHand(stateAfter(earlier, ...history), conferenceAfter(earlier, ...history));
  const toRate = (...history: History) =>
    risksToRate(stateAfter(earlier, ...history), conferenceAfter(earlier, ...history)).map(({ id }) => id);

  it('are those raised or agreed on now', () => {
    expect(atHand()).toEqual([]);
    expect(atHand(agreedLevel('R2', 'high'))).toEqual(['R2']);
    expect(atHand(agreedLevel('R2', 'high'), risk('R3', { conference: 'c2' }))).toEqual(['R2', 'R3']);
  });

  it('are rated alone when they were raised now; the known ones when nothing was', () => {
    expect(toRate(risk('R3', { conference: 'c2' }))).toEqual(['R3']);
    expect(toRate()).toEqual(['R1', 'R2']);
    expect(toRate(risk('R3', { conference: 'c2' }), urgent(false))).toEqual(['R1', 'R2', 'R3']);
  });

  it('move on to the measures when those that were rated have a level', () => {
    const results = [risk('R3', { conference: 'c2' }), phase('risks.rate', 'risks.raise'), ...revealed('risks.rate')];
    const agree = { verb: 'risk.agree', levels: [{ risk: 'R3', level: 'high' }] } as const;
    const here = by('procesregisseur', { conference: 'c2' });
    given(earlier, results).when(agree, here).thenEvents(agreedLevel('R3', 'high'), phase('actions', 'risks.revealed'));
    given(earlier, results, urgent(false)).when(agree, here).thenEvents(agreedLevel('R3', 'high'));
  });
});

describe('closing a spoed', () => {
  const measure = (id: string, more = {}) =>
    action(id, { type: 'safetyMeasure', due: tonight, risks: ['R1'], ...more });
  const acting = [...spoed, risk('R1'), agreedLevel('R1', 'high'), phase('actions')];
  const close = { verb: 'conference.close' } as const;
  const endsOn = (nextDate: string) => ({ ...closed(), nextDate, skippedSteps: ['topThree'] }) as EventBody;
  const bare = (...history: History) => risksWithoutMeasure(stateAfter(...history), conferenceAfter(...history));

  it('takes a measure with a person and a time for every risk', () => {
    given(acting).when(close, chair).thenRefused('urgentRiskWithoutMeasure:R1');
    given(acting, measure('A1')).when(close, chair).thenEvents(endsOn('2026-11-27'));
  });

  it.each<[string, Parameters<typeof action>[1]]>([
    ['is due on a day without a time', { due: '2026-11-20' }],
    ['is done already', { status: 'done' }],
    ['is about another risk', { risks: ['R2'] }],
    ['only finds out', { type: 'information' }],
    ['is nobody’s in person', { owner: { name: 'het team', organisation: 'Politie' } }],
    ['is of an organisation at the table', { owner: { name: 'GGZ', organisation: 'Politie' } }],
    ['is of an earlier conference', { conference: 'c0' }],
  ])('is not helped by a measure that %s', (_why, more) => {
    expect(bare(acting, measure('A1', more))).toEqual(['R1']);
  });

  it('may be helped by somebody outside the chat, and by an intervention', () => {
    expect(bare(acting, measure('A1', { owner: { name: 'crisisdienst-arts', organisation: 'GGZ' } }))).toEqual([]);
    expect(bare(acting, measure('A1', { type: 'intervention' }))).toEqual([]);
  });

  it('does not ask for the top three', () => {
    given(acting, factor('F1'), topThree('F1'), measure('A1')).when(close, chair).thenEvents(endsOn('2026-11-27'));
  });

  it('asks for a safety measure for somebody under 6 as well', () => {
    given(acting, measure('A1', { type: 'intervention' }), subject('P1'), agreedScore('P1', 2))
      .when(close, chair)
      .thenRefused('safetyWithoutMeasure:P1');
  });

  it('is followed by a conference within seven days: that day unless said otherwise, on a working day', () => {
    given(acting, measure('A1'))
      .when({ ...close, nextDate: '2026-11-24' }, chair)
      .thenEvents(endsOn('2026-11-24'));
    given(acting, measure('A1'))
      .when({ ...close, nextDate: '2026-11-27' }, chair)
      .thenEvents(endsOn('2026-11-27'));
    given(acting, measure('A1'))
      .when({ ...close, nextDate: '2026-11-28' }, chair)
      .thenRefused('withinSevenDays:nextDate');
    // A week after a Saturday is a Saturday.
    given(acting, measure('A1'))
      .when(close, by('procesregisseur', { today: '2026-11-21' }))
      .thenEvents(endsOn('2026-11-27'));
    given(table())
      .when({ ...close, nextDate: '2026-12-20' }, chair)
      .thenEvents({ ...closed(), nextDate: '2026-12-20' } as EventBody);
  });

  it('says what to do when it goes wrong, and who follows until when', () => {
    const more = { ifItGoesWrong: 'Bel 112', followUntil: '2026-11-22' };
    given(acting, measure('A1'))
      .when({ ...close, ...more, follower: { person: idOf('wijkteam') } }, chair)
      .thenEvents({
        ...endsOn('2026-11-27'),
        ...more,
        follower: { person: idOf('wijkteam'), name: 'wijkteam', organisation: 'Wijkteam gemeente' },
      } as EventBody);
    given(acting, measure('A1'))
      .when({ ...close, followUntil: '2026-11-19' }, chair)
      .thenRefused('pastDate:followUntil');
    given(acting, measure('A1'))
      .when({ ...close, follower: { person: 'id-nobody' } }, chair)
      .thenRefused('notParticipant:follower');
  });
});
