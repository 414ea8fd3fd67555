import { describe, expect, it } from 'vitest';
import { idOf, said } from '../../support/domain-people.ts';
import { by, given } from '../../support/given.ts';
import { agreedLevel, closed, joined, noteTaker, opened, phase, revealed, risk, table } from '../../support/history.ts';

describe('raising a risk', () => {
  it('records what it is, with the four questions behind it, and who said it', () => {
    const words = {
      what: 'Geweld tegen een voorbijganger',
      severity: 'Lichamelijk letsel',
      triggers: 'Middelengebruik',
      affected: 'Buurtbewoners',
      whereWhen: 'Rond de woning',
    };
    given(table(), phase('risks.raise'))
      .when({ verb: 'risk.raise', ...words }, by('wijkagent'))
      .thenEvents({ type: 'RiskRaised', risk: { id: 'R1', ...words, by: said('wijkagent'), conference: 'c1' } });
  });

  it('is possible in every phase', () => {
    given(table(), risk('R1'), phase('actions'))
      .when({ verb: 'risk.raise', what: 'Brandstichting' }, by('wijkagent'))
      .thenEvents({
        type: 'RiskRaised',
        risk: { id: 'R2', what: 'Brandstichting', by: said('wijkagent'), conference: 'c1' },
      });
  });

  it('numbers on in the next conference of the case', () => {
    given(table(), risk('R1'), risk('R2'), closed(), opened({ conference: 'c2', number: 2 }), joined('wijkagent'))
      .when({ verb: 'risk.raise', what: 'Brandstichting' }, by('wijkagent', { conference: 'c2' }))
      .thenEvents({
        type: 'RiskRaised',
        risk: { id: 'R3', what: 'Brandstichting', by: said('wijkagent'), conference: 'c2' },
      });
  });

  it('is asked about once when the same words are there already', () => {
    const { decision } = given(table(), risk('R1', { what: 'Geweld op straat' })).when(
      { verb: 'risk.raise', what: ' geweld  op Straat' },
      by('behandelaar'),
    );
    expect(decision).toEqual({
      kind: 'refused',
      refusals: [{ code: 'duplicateItem', item: 'what', values: { twin: 'R1' } }],
    });
  });

  it('is recorded when the person says so again', () => {
    given(table(), risk('R1', { what: 'Geweld op straat' }))
      .when({ verb: 'risk.raise', what: 'Geweld op straat' }, by('behandelaar', { duplicateConfirmed: true }))
      .thenEvents(risk('R2', { what: 'Geweld op straat', by: said('behandelaar') }));
  });

  it('is recorded for somebody else by the note-taker, who is named with it', () => {
    given(table(), noteTaker())
      .when(
        { verb: 'risk.raise', what: 'Brandstichting' },
        by('notulist', { onBehalfOf: { person: idOf('wijkagent') } }),
      )
      .thenEvents(risk('R1', { what: 'Brandstichting', by: said('wijkagent', 'notulist') }));
  });

  it('is recorded for somebody outside the chat who is on the list', () => {
    const onBehalfOf = { name: 'buurtbemiddelaar', organisation: 'GEMEENTE' };
    const person = 'x:buurtbemiddelaar|gemeente';
    given(table(), {
      type: 'ParticipantJoined',
      participant: { person, name: 'Buurtbemiddelaar', organisation: 'Gemeente' },
      recordedBy: idOf('procesregisseur'),
    })
      .when({ verb: 'risk.raise', what: 'Brandstichting' }, by('procesregisseur', { onBehalfOf }))
      .thenEvents(
        risk('R1', {
          what: 'Brandstichting',
          by: { person, organisation: 'Gemeente', recordedBy: idOf('procesregisseur') },
        }),
      );
  });

  it('is not recorded for somebody who is not on the list', () => {
    given(table('procesregisseur'))
      .when(
        { verb: 'risk.raise', what: 'Brandstichting' },
        by('procesregisseur', { onBehalfOf: { person: idOf('wijkagent') } }),
      )
      .thenRefused('notParticipant:for');
  });

  it('is not recorded for others by a participant', () => {
    given(table())
      .when(
        { verb: 'risk.raise', what: 'Brandstichting' },
        by('behandelaar', { onBehalfOf: { person: idOf('wijkagent') } }),
      )
      .thenRefused('notForOthers:for');
  });

  it('carries no "opgetekend door" when the chair fills in "for" with itself', () => {
    given(table())
      .when(
        { verb: 'risk.raise', what: 'Brandstichting' },
        by('procesregisseur', { onBehalfOf: { person: idOf('procesregisseur') } }),
      )
      .thenEvents(risk('R1', { what: 'Brandstichting', by: said('procesregisseur') }));
  });

  it('is over when the conference is closed', () => {
    given(table(), closed())
      .when({ verb: 'risk.raise', what: 'Brandstichting' }, by('wijkagent'))
      .thenRefused('closed');
  });
});

describe('agreeing on levels', () => {
  const results = [...table(), risk('R1'), risk('R2'), phase('risks.rate'), ...revealed('risks.rate')];
  const R1 = { risk: 'R1', level: 'high', reason: 'Meldingen wegen zwaar' } as const;
  const R2 = { risk: 'R2', level: 'low' } as const;

  it('is for the chair, and moves on when every risk has its level', () => {
    given(results)
      .when({ verb: 'risk.agree', levels: [R1, R2] }, by('procesregisseur', { renderedFor: 'risks.revealed' }))
      .thenEvents(
        agreedLevel('R1', 'high', 'Meldingen wegen zwaar'),
        agreedLevel('R2', 'low'),
        phase('topThree.raise', 'risks.revealed'),
      );
  });

  it('stays while a risk has no level yet, and moves on with the last one', () => {
    given(results)
      .when({ verb: 'risk.agree', levels: [R1] }, by('procesregisseur'))
      .thenEvents(agreedLevel('R1', 'high', R1.reason));
    given(results, agreedLevel('R1', 'high', R1.reason))
      .when({ verb: 'risk.agree', levels: [R2] }, by('procesregisseur'))
      .thenEvents(agreedLevel('R2', 'low'), phase('topThree.raise', 'risks.revealed'));
  });

  it('records only what changed', () => {
    given(results, agreedLevel('R1', 'high', R1.reason), agreedLevel('R2', 'low'))
      .when({ verb: 'risk.agree', levels: [R1, { ...R2, level: 'moderate' }] }, by('procesregisseur'))
      .thenEvents(agreedLevel('R2', 'moderate'), phase('topThree.raise', 'risks.revealed'));
  });

  it('is not for a partner, nor for the note-taker', () => {
    given(results)
      .when({ verb: 'risk.agree', levels: [R1] }, by('wijkagent'))
      .thenRefused('notChair');
    given(results, noteTaker())
      .when({ verb: 'risk.agree', levels: [R1] }, by('notulist'))
      .thenRefused('notChair');
  });

  it('waits for the reveal', () => {
    given(table(), risk('R1'), phase('risks.rate'))
      .when({ verb: 'risk.agree', levels: [R1] }, by('procesregisseur'))
      .thenRefused('wrongPhase');
  });

  it('has already happened when its card was for another phase', () => {
    given(results, phase('topThree.raise', 'risks.revealed'))
      .when({ verb: 'risk.agree', levels: [R1, R2] }, by('procesregisseur', { renderedFor: 'risks.revealed' }))
      .thenRefused('alreadyHappened');
  });

  it('names the risks that are not of this case', () => {
    given(results)
      .when({ verb: 'risk.agree', levels: [R1, { ...R2, risk: 'R9' }] }, by('procesregisseur'))
      .thenRefused('unknown:level:R9');
  });

  it('is over when the conference is closed', () => {
    given(results, closed())
      .when({ verb: 'risk.agree', levels: [R1] }, by('procesregisseur'))
      .thenRefused('closed');
  });
});
