import { describe, expect, it } from 'vitest';
import { findingsOf, type ReviewActions } from '../../../src/domain/steps/look-back.ts';
import type { ReviewStatus } from '../../../src/domain/values.ts';
import { idOf, newcomer, said } from '../../support/domain-people.ts';
import { by, conferenceAfter, given, type History, stateAfter } from '../../support/given.ts';
import {
  action,
  closed,
  joined,
  noteTaker,
  opened,
  reviewed,
  risk,
  secondConference,
  table,
} from '../../support/history.ts';

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
const review = (id: string, status: ReviewStatus, note?: string): ReviewActions => ({
  verb: 'action.review',
  reviews: [{ action: id, status, ...(note !== undefined && { note }) }],
});

describe('what became of an action', () => {
  it('is said by its owner, with a note', () => {
    given(lookingBack)
      .when(review('A1', 'partly', 'Drie van de vier'), by('wijkagent', second))
      .thenEvents(reviewed('A1', 'partly', 'Drie van de vier'));
  });

  it('is said by the chair or the note-taker for whoever it is', () => {
    given(lookingBack)
      .when(review('A2', 'done'), by('procesregisseur', second))
      .thenEvents({ type: 'ActionReviewed', review: { ...said('procesregisseur'), action: 'A2', status: 'done' } });
    given(lookingBack, noteTaker(), joined('notulist'))
      .when(review('A3', 'notDone'), by('notulist', second))
      .thenEvents({ type: 'ActionReviewed', review: { ...said('notulist'), action: 'A3', status: 'notDone' } });
  });

  it('is recorded as that of the owner who says it aloud, with who typed it', () => {
    given(lookingBack)
      .when(review('A3', 'done'), by('procesregisseur', { ...second, onBehalfOf: { person: idOf('behandelaar') } }))
      .thenEvents({
        type: 'ActionReviewed',
        review: { ...said('behandelaar', 'procesregisseur'), action: 'A3', status: 'done' },
      });
  });

  it('is not for anybody else, and the refusal says whose it is', () => {
    const { decision } = given(lookingBack).when(review('A1', 'done'), by('behandelaar', second));
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'notOwner', item: 'status:A1', values: { owner: 'wijkagent' } }],
    });
  });

  it('records nothing when one of several is not theirs', () => {
    const both: ReviewActions = {
      verb: 'action.review',
      reviews: [
        { action: 'A1', status: 'done' },
        { action: 'A3', status: 'done' },
      ],
    };
    given(lookingBack).when(both, by('wijkagent', second)).thenRefused('notOwner:status:A3');
  });

  it('may come along with what others said already, which everybody’s card fills in', () => {
    const both: ReviewActions = {
      verb: 'action.review',
      reviews: [
        { action: 'A1', status: 'done' },
        { action: 'A3', status: 'partly', note: 'Eerste gesprek geweest' },
      ],
    };
    given(lookingBack, reviewed('A3', 'partly', 'Eerste gesprek geweest'))
      .when(both, by('wijkagent', second))
      .thenEvents(reviewed('A1', 'done'));
  });

  it('is no event when it was said already, and one for another note', () => {
    given(lookingBack, reviewed('A1', 'partly', 'Rustig'))
      .when(review('A1', 'partly', 'Rustig'), by('wijkagent', second))
      .thenNothing();
    given(lookingBack, reviewed('A1', 'partly', 'Rustig'))
      .when(review('A1', 'partly', 'Onrustig'), by('wijkagent', second))
      .thenEvents(reviewed('A1', 'partly', 'Onrustig'));
  });

  it('may still be said later in the conference', () => {
    given(lookingBack, { type: 'PhaseEntered', phase: 'actions', from: 'opening' })
      .when(review('A1', 'done'), by('wijkagent', second))
      .thenEvents(reviewed('A1', 'done'));
  });

  it('is asked of actions that came back only', () => {
    given(lookingBack, action('A4', { conference: 'c2' }))
      .when(review('A4', 'done'), by('wijkagent', second))
      .thenRefused('unknown:status:A4');
    given(lookingBack).when(review('A9', 'done'), by('wijkagent', second)).thenRefused('unknown:status:A9');
  });

  it('makes an owner who is not at the table yet join on the way, and asks a stranger first', () => {
    const alone = [...agreed, closed(), opened({ conference: 'c2', number: 2, carriedActions: ['A1'] })];
    given(alone)
      .when(review('A1', 'done'), by('wijkagent', second))
      .thenEvents(joined('wijkagent'), reviewed('A1', 'done'));
    given(alone)
      .when(review('A1', 'done'), by(newcomer('wijkagent'), second))
      .thenRefused('joinFirst');
  });

  it('is over when the conference is closed', () => {
    given(lookingBack, closed()).when(review('A1', 'done'), by('wijkagent', second)).thenRefused('closed');
  });
});

describe('after its review an action', () => {
  const reviewedAction = (...reviews: ReturnType<typeof reviewed>[]) =>
    stateAfter(lookingBack, ...reviews).actions.find(({ id }) => id === 'A1');

  it.each<[ReviewStatus, string]>([
    ['done', 'done'],
    ['notPossible', 'notPossible'],
    ['partly', 'open'],
    ['notDone', 'open'],
  ])('that is %s is %s', (status, state) => {
    expect(reviewedAction(reviewed('A1', status, 'Uitleg'))).toMatchObject({ status: state, note: 'Uitleg' });
  });

  it('is as was said last, without the note of before', () => {
    const changed = reviewedAction(reviewed('A1', 'done', 'Te vroeg'), reviewed('A1', 'notDone'));
    expect(changed).toMatchObject({ status: 'open' });
    expect(changed).not.toHaveProperty('note');
  });
});

describe('what the table wanted to find out', () => {
  it.each<[string, ReviewStatus, string[]]>([
    ['A3', 'done', ['rateAgain:A3']],
    ['A3', 'partly', ['rateAgain:A3']],
    ['A3', 'notDone', []],
    ['A3', 'notPossible', []],
    ['A1', 'done', []],
  ])('offers to rate the risk again when it came back (%s %s)', (id, status, hints) => {
    given(lookingBack)
      .when(review(id, status), by('procesregisseur', second))
      .thenHinted(...hints);
  });

  it('names the risk in that offer, and offers it once', () => {
    const { decision } = given(lookingBack).when(review('A3', 'done'), by('procesregisseur', second));
    expect(decision).toMatchObject({ hints: [{ code: 'rateAgain', values: { item: 'R1' } }] });
    given(lookingBack, { type: 'ActionReviewed', review: { ...said('behandelaar'), action: 'A3', status: 'done' } })
      .when(review('A3', 'done'), by('procesregisseur', second))
      .thenHinted();
  });

  it('offers nothing when it was about no risk', () => {
    const unattached = [
      ...table(),
      action('A1', { type: 'information' }),
      ...secondConference({ carriedActions: ['A1'] }),
    ];
    given(unattached).when(review('A1', 'done'), by('wijkagent', second)).thenHinted();
  });

  it('is a finding once it came back, at the table or before it', () => {
    const found = (...history: History) =>
      findingsOf(stateAfter(...history), conferenceAfter(...history)).map(({ id }) => id);
    expect(found(lookingBack)).toEqual([]);
    expect(found(lookingBack, reviewed('A3', 'notPossible'), reviewed('A1', 'done'))).toEqual([]);
    expect(found(lookingBack, reviewed('A3', 'partly'))).toEqual(['A3']);
    const before = [...agreed, closed(), { type: 'ActionDone', action: 'A3' } as const];
    expect(found(before, opened({ conference: 'c2', number: 2, carriedActions: ['A1', 'A2', 'A3'] }))).toEqual(['A3']);
  });
});
