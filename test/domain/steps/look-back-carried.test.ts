import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/evolve.ts';
import { carriedOver, lookBackActions } from '../../../src/domain/steps/look-back.ts';
import { idOf, said } from '../../support/domain-people.ts';
import { by, conferenceAfter, given, type History, stateAfter } from '../../support/given.ts';
import { action, closed, reviewed, risk, secondConference, table } from '../../support/history.ts';

const outside = { name: 'Woonconsulent', organisation: 'Woningcorporatie' };
/** Three actions came back: of the wijkagent (A1), of somebody outside the chat (A2), and what the behandelaar finds out (A3). */
const agreed = [
  ...table(),
  risk('R1'),
  action('A1'),
  action('A2', { owner: outside }),
  action('A3', {
    type: 'information',
    risks: ['R1'],
    owner: { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' },
  }),
];
const lookingBack = [...agreed, ...secondConference({ carriedActions: ['A1', 'A2', 'A3'] })];
const second = { conference: 'c2' };

describe('what a conference looks back on', () => {
  const start = (history: History) =>
    given(...history).when(
      { verb: 'conference.open', case: 'ZVH-2026-002' },
      by('procesregisseur', {
        members: [],
        opening: { conferenceId: 'c9', conversation: 'chat-1', processDirectors: [] },
      }),
    );
  const carried = (...history: History) => start(history).thenConference().carriedActions;

  it('is nothing the first time', () => {
    const { decision } = given().when(
      { verb: 'conference.open', case: 'ZVH-2026-002', approach: 'Top X' },
      by('procesregisseur', {
        members: [],
        opening: { conferenceId: 'c9', conversation: 'chat-1', processDirectors: [] },
      }),
    );
    expect(decision).toMatchObject({ events: [{}, { type: 'ConferenceOpened', carriedActions: [] }, {}] });
  });

  it('is every action that is open, also of the conference before the last one', () => {
    const twoBefore = [...table(), action('A1'), ...secondConference(), action('A2', { conference: 'c2' }), closed()];
    expect(carried(twoBefore)).toEqual(['A1', 'A2']);
  });

  it('is not what an earlier look-back was told is done or no longer possible', () => {
    expect(carried(lookingBack, reviewed('A1', 'done'), reviewed('A2', 'notPossible'), closed())).toEqual(['A3']);
  });

  it('is what was partly done or not done again', () => {
    const again = carried(lookingBack, reviewed('A1', 'partly'), reviewed('A2', 'notDone'), closed());
    expect(again).toEqual(['A1', 'A2', 'A3']);
  });

  it('is also what an owner answered in a reminder since, with that answer filled in', () => {
    const found = { type: 'ActionDone', action: 'A3', note: 'Positief getest' } as const;
    const conference = start([agreed, closed(), found]).thenConference();
    expect(conference.carriedActions).toEqual(['A1', 'A2', 'A3']);
    expect(conference.reviews).toEqual({
      A3: { action: 'A3', status: 'done', note: 'Positief getest', ...said('behandelaar'), beforehand: true },
    });
  });

  it('fills in the answer of an owner outside the chat too, and leaves it out the time after', () => {
    const third = start([agreed, closed(), { type: 'ActionDone', action: 'A2' }]).thenCase();
    expect(third.conferences.at(-1)?.reviews).toMatchObject({
      A2: { status: 'done', organisation: 'Woningcorporatie' },
    });
    const later = fold([{ id: 'e', at: '2026-11-20T11:00:00.000Z', actor: { person: 'x' }, ...closed() }], third);
    expect(later && carriedOver(later, by('procesregisseur'))).toEqual(['A1', 'A3']);
  });

  it('starts with what is more than a week overdue', () => {
    const today = '2026-12-22';
    const late = { today, now: `${today}T10:00:00.000Z`, conference: 'c2' };
    const history = [
      ...table(),
      action('A1', { due: '2026-12-14' }),
      action('A2', { due: '2026-12-11' }),
      action('A3', { due: '2026-12-01' }),
      closed(),
    ];
    const { carriedActions } = given(history)
      .when(
        { verb: 'conference.open', case: 'ZVH-2026-002' },
        by('procesregisseur', {
          ...late,
          members: [],
          opening: { conferenceId: 'c2', conversation: 'chat-1', processDirectors: [] },
        }),
      )
      .thenConference();
    expect(carriedActions).toEqual(['A2', 'A3', 'A1']);
  });

  it('is no step of a conference that has nothing to look back on', () => {
    given(agreed, secondConference()).when({ verb: 'step.next' }, by('procesregisseur', second)).thenEvents({
      type: 'PhaseEntered',
      phase: 'risks.raise',
      from: 'opening',
    });
    given(lookingBack)
      .when({ verb: 'step.next' }, by('procesregisseur', second))
      .thenEvents({ type: 'PhaseEntered', phase: 'lookBack', from: 'opening' });
  });
});

describe('the list of the look-back', () => {
  it('leaves out what was withdrawn', () => {
    const history = [...lookingBack, { type: 'ItemWithdrawn', item: 'A2' } as const];
    expect(lookBackActions(stateAfter(history), conferenceAfter(history)).map(({ id }) => id)).toEqual(['A1', 'A3']);
  });
});

describe('an action that the table looked back on', () => {
  const left = (due: string, ...reviews: History) =>
    stateAfter(table(), action('A1', { due }), secondConference({ carriedActions: ['A1'] }), ...reviews, closed())
      .actions[0]?.silentUntilNext;

  it('and is late, is left alone until they meet again; its day still to come, it is reminded of', () => {
    expect(left('2026-11-02', reviewed('A1', 'partly'))).toBe(true);
    expect(left('2026-11-02', reviewed('A1', 'notDone'))).toBe(true);
    expect(left('2026-12-30', reviewed('A1', 'partly'))).toBeUndefined();
    expect(left('2026-11-02', reviewed('A1', 'done'))).toBeUndefined();
    expect(left('2026-11-02')).toBeUndefined();
  });
});
