import { describe, expect, it } from 'vitest';
import type { DecisionContext, KnownMember } from '../../../src/domain/commands.ts';
import type { OpenConference } from '../../../src/domain/steps/opening.ts';
import { actor, idOf, newcomer, type Seat } from '../../support/domain-people.ts';
import { by, given } from '../../support/given.ts';
import { caseOpened, closed, code, conversation, joined, opened, table } from '../../support/history.ts';

const start: OpenConference = { verb: 'conference.open', case: code, approach: 'Top X' };

function starting(
  who: Seat | DecisionContext['actor'],
  more: Partial<NonNullable<DecisionContext['opening']>> = {},
  inChat: readonly KnownMember[] = [],
) {
  const opening = { conferenceId: 'c2', conversation, processDirectors: [], ...more };
  const { conference: _none, ...context } = by(who, { opening, members: inChat });
  return context;
}

describe('opening a case', () => {
  /** Half an hour's budgets in three quarters of an hour. */
  const stretched = { opening: 4, lookBack: 6, risks: 10, topThree: 9, actions: 10, scenarios: 6, closing: 4 };

  it('makes whoever starts the chair, with the steps and the minutes of the approach', () => {
    given()
      .when(start, starting(newcomer('procesregisseur')))
      .thenEvents(
        { type: 'CaseOpened', code, approach: 'Top X' },
        {
          type: 'ConferenceOpened',
          conference: 'c2',
          number: 1,
          conversation,
          chair: idOf('procesregisseur'),
          chairName: 'procesregisseur',
          approach: 'Top X',
          minutesAvailable: 30,
          budgets: { opening: 3, lookBack: 4, risks: 7, topThree: 6, actions: 7, scenarios: 4, closing: 3 },
          urgent: false,
          steps: ['opening', 'lookBack', 'risks', 'topThree', 'actions', 'closing'],
          resumedSteps: [],
          carriedActions: [],
          expectedOrganisations: ['Politie', 'Openbaar Ministerie', 'Reclassering', 'GGZ', 'Gemeente'],
          instruments: ['RISC', 'HKT-R', 'HCR-20'],
          preparationDays: 3,
        },
      );
  });

  it('takes the minutes that the form gives', () => {
    given()
      .when({ ...start, minutes: 45 }, starting(newcomer('procesregisseur')))
      .thenEvents(caseOpened(), opened({ conference: 'c2', minutesAvailable: 45, budgets: stretched }));
  });

  it('divides less time in the same way, in whole minutes, a minute at least', () => {
    const half = { opening: 2, lookBack: 3, safety: 5, monitor: 6, risks: 5, topThree: 4, actions: 6, scenarios: 3 };
    given()
      .when({ ...start, approach: 'MDA++', minutes: 30 }, starting(newcomer('procesregisseur')))
      .thenEvents(
        caseOpened('MDA++'),
        opened({ conference: 'c2', approach: 'MDA++', minutesAvailable: 30, budgets: { ...half, closing: 2 } }),
      );
  });

  it('takes ten minutes in a spoed', () => {
    given()
      .when({ ...start, urgent: true }, starting(newcomer('procesregisseur')))
      .thenEvents(caseOpened(), opened({ conference: 'c2', minutesAvailable: 10, urgent: true }));
  });

  it('takes the minutes of an approach that needs longer', () => {
    given()
      .when({ ...start, approach: 'MDA++' }, starting(newcomer('procesregisseur')))
      .thenEvents(
        caseOpened('MDA++'),
        opened({ conference: 'c2', approach: 'MDA++', minutesAvailable: 45, meetingKind: 'Interventieteam' }),
      );
  });

  it('puts a chair whose organisation is known at the table at once', () => {
    given()
      .when(start, starting('procesregisseur'))
      .thenEvents(caseOpened(), opened({ conference: 'c2' }), joined('procesregisseur'));
  });

  it('asks for the approach of a case that is new', () => {
    given().when({ verb: 'conference.open', case: code }, starting('procesregisseur')).thenRefused('approach:approach');
  });

  it('is only understood from a chat', () => {
    given().when(start, by('procesregisseur')).thenRefused('notUnderstood');
  });
});

describe('opening a case that exists', () => {
  const again: OpenConference = { verb: 'conference.open', case: code };
  const before = [...table('procesregisseur', 'wijkagent'), closed()];

  it('numbers on and keeps the approach', () => {
    given(before)
      .when(again, starting('procesregisseur'))
      .thenEvents(opened({ conference: 'c2', number: 2 }), joined('procesregisseur'));
  });

  it('follows another approach when the form names one', () => {
    given(before)
      .when({ ...again, approach: 'levensloop' }, starting('procesregisseur'))
      .thenEvents(opened({ conference: 'c2', number: 2, approach: 'Levensloopaanpak' }), joined('procesregisseur'));
  });

  it('is for a former participant, who is then the chair', () => {
    given(before)
      .when(again, starting('wijkagent'))
      .thenEvents(
        opened({ conference: 'c2', number: 2, chair: idOf('wijkagent'), chairName: 'wijkagent' }),
        joined('wijkagent'),
      );
  });

  it('is for somebody who took part once, also when the last conference went without', () => {
    given(before, opened({ conference: 'c2', number: 2 }), joined('procesregisseur'), closed())
      .when(again, starting('wijkagent', { conferenceId: 'c3' }))
      .thenEvents(
        opened({ conference: 'c3', number: 3, chair: idOf('wijkagent'), chairName: 'wijkagent' }),
        joined('wijkagent'),
      );
  });

  it('remembers the organisation of a former participant', () => {
    given(before)
      .when(again, starting(newcomer('wijkagent')))
      .thenEvents(
        opened({ conference: 'c2', number: 2, chair: idOf('wijkagent'), chairName: 'wijkagent' }),
        joined('wijkagent'),
      );
  });

  it('is for its former chair, also one who never joined', () => {
    given([caseOpened(), opened(), closed()])
      .when(again, starting(newcomer('procesregisseur')))
      .thenEvents(opened({ conference: 'c2', number: 2 }));
  });

  it('is for its case director, also one who never joined', () => {
    const director = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
    given(table('procesregisseur'), { type: 'CaseDirectorSet', director }, closed())
      .when(again, starting('behandelaar'))
      .thenEvents(
        opened({ conference: 'c2', number: 2, chair: idOf('behandelaar'), chairName: 'behandelaar' }),
        joined('behandelaar'),
      );
  });

  it('is for a process director of the house', () => {
    given(before)
      .when(again, starting('notulist', { processDirectors: [idOf('notulist')] }))
      .thenEvents(
        opened({ conference: 'c2', number: 2, chair: idOf('notulist'), chairName: 'notulist' }),
        joined('notulist'),
      );
  });

  it('answers an outsider as if the code were unknown', () => {
    given(before).when(again, starting('reclasseerder')).thenRefused('unknown:case');
  });

  it('answers an outsider the same while a conference is open on it', () => {
    given(table('procesregisseur', 'wijkagent'))
      .when(again, starting('reclasseerder', { conversation: 'chat-2' }))
      .thenRefused('unknown:case');
  });

  it('is refused while a conference on it is open in this chat', () => {
    given(table()).when(start, starting('procesregisseur')).thenRefused('conferenceOpenHere:case');
  });

  it('is refused while a conference on it is open in another chat', () => {
    given(table())
      .when(start, starting('procesregisseur', { conversation: 'chat-2' }))
      .thenRefused('conferenceOpenElsewhere:case');
  });
});

describe('opening a case that exists in a chat with people to whom it is new', () => {
  const elsewhere = { conversation: 'another chat' };
  const again: OpenConference = { verb: 'conference.open', case: code };
  const before = [...table('procesregisseur', 'wijkagent'), closed()];
  const chat = (...seats: readonly Seat[]) => seats.map(actor);
  const second = [opened({ conference: 'c2', number: 2, ...elsewhere }), joined('procesregisseur')];

  it('names them to whoever opens it', () => {
    const inChat = chat('procesregisseur', 'wijkagent', 'reclasseerder', 'behandelaar');
    const { decision } = given(before).when(again, starting('procesregisseur', elsewhere, inChat));
    expect(decision).toStrictEqual({
      kind: 'refused',
      refusals: [{ code: 'newFaces', values: { case: code, names: ['reclasseerder', 'behandelaar'] } }],
    });
  });

  it('opens it once that was confirmed', () => {
    const context = starting('procesregisseur', elsewhere, chat('procesregisseur', 'reclasseerder'));
    given(before)
      .when(again, { ...context, duplicateConfirmed: true })
      .thenEvents(...second);
  });

  it('asks nothing when everybody there took part once, also when the last conference went without them', () => {
    given(before, second, closed())
      .when(
        again,
        starting('procesregisseur', { conferenceId: 'c3', ...elsewhere }, chat('procesregisseur', 'wijkagent')),
      )
      .thenEvents(opened({ conference: 'c3', number: 3, ...elsewhere }), joined('procesregisseur'));
  });

  it('asks nothing about who chaired it or took its notes without joining', () => {
    const noteTaker = { type: 'NoteTakerSet', noteTaker: idOf('notulist'), name: 'notulist' } as const;
    const history = [caseOpened(), opened(), noteTaker, joined('wijkagent'), closed()];
    given(history)
      .when(again, starting('wijkagent', elsewhere, chat('procesregisseur', 'wijkagent', 'notulist')))
      .thenEvents(
        opened({ conference: 'c2', number: 2, ...elsewhere, chair: idOf('wijkagent'), chairName: 'wijkagent' }),
        joined('wijkagent'),
      );
  });

  it('asks nothing about its case director or a process director of the house', () => {
    const director = { person: idOf('behandelaar'), name: 'behandelaar', organisation: 'GGZ' };
    const house = { processDirectors: [idOf('notulist')], ...elsewhere };
    given(table('procesregisseur'), { type: 'CaseDirectorSet', director }, closed())
      .when(again, starting('procesregisseur', house, chat('procesregisseur', 'behandelaar', 'notulist')))
      .thenEvents(...second);
  });

  it('asks about somebody of the same organisation who was not there', () => {
    given(before)
      .when(again, starting('procesregisseur', elsewhere, chat('procesregisseur', 'wijkagent', 'rechercheur')))
      .thenRefused('newFaces');
  });

  it('asks the same for a spoed, and for a case that was closed', () => {
    const ended = { type: 'CaseClosed', reason: 'goalsMet', retentionUntil: '2031-11-20' } as const;
    const context = starting('procesregisseur', elsewhere, chat('procesregisseur', 'reclasseerder'));
    given(before)
      .when({ ...again, urgent: true }, context)
      .thenRefused('newFaces');
    given(before, ended).when(again, context).thenRefused('newFaces');
  });

  it('asks nothing about a case that is new', () => {
    given()
      .when(start, starting('procesregisseur', elsewhere, chat('procesregisseur', 'reclasseerder')))
      .thenEvents(caseOpened(), opened({ conference: 'c2', ...elsewhere }), joined('procesregisseur'));
  });

  it('asks nothing in the chat of the conference before: who is there was there already', () => {
    given(before)
      .when(again, starting('procesregisseur', {}, chat('procesregisseur', 'reclasseerder')))
      .thenEvents(opened({ conference: 'c2', number: 2 }), joined('procesregisseur'));
  });

  it('tells an outsider nothing, confirmed or not', () => {
    const context = starting('reclasseerder', {}, chat('procesregisseur', 'reclasseerder', 'behandelaar'));
    given(before).when(again, context).thenRefused('unknown:case');
    given(before)
      .when(again, { ...context, duplicateConfirmed: true })
      .thenRefused('unknown:case');
  });

  it('says first that a conference is open on it', () => {
    given(table())
      .when(again, starting('procesregisseur', {}, chat('procesregisseur', 'notulist')))
      .thenRefused('conferenceOpenHere:case');
  });
});
