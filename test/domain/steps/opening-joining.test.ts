import { describe, expect, it } from 'vitest';
import type { JoinConference } from '../../../src/domain/steps/opening.ts';
import { actor, idOf, newcomer } from '../../support/domain-people.ts';
import { by, conferenceAfter, given } from '../../support/given.ts';
import { closed, joined, noteTaker, table } from '../../support/history.ts';

describe('joining', () => {
  const politie: JoinConference = { verb: 'conference.join', organisation: 'Politie', role: 'wijkagent' };

  it('puts somebody on the list with organisation and role', () => {
    given(table('procesregisseur'))
      .when(politie, by(newcomer('wijkagent')))
      .thenEvents(joined('wijkagent', { role: 'wijkagent' }));
  });

  it('follows the spelling of the organisation that is at the table already', () => {
    given(table('procesregisseur', 'rechercheur'))
      .when({ verb: 'conference.join', organisation: ' politie ' }, by(newcomer('wijkagent')))
      .thenEvents(joined('wijkagent', { organisation: 'Politie' }));
  });

  it('happens once for the same organisation and role', () => {
    given(table('procesregisseur'), joined('wijkagent', { role: 'wijkagent' }))
      .when(politie, by('wijkagent'))
      .thenNothing();
  });

  it('keeps the role when only the organisation is given again', () => {
    given(table('procesregisseur'), joined('wijkagent', { role: 'wijkagent' }))
      .when({ verb: 'conference.join', organisation: 'Politie' }, by('wijkagent'))
      .thenNothing();
  });

  it('replaces what was said before, in the same place', () => {
    const history = [...table('procesregisseur', 'wijkagent', 'behandelaar')];
    const { decision } = given(history).when(
      { verb: 'conference.join', organisation: 'Openbaar Ministerie' },
      by('wijkagent'),
    );
    expect(decision.kind).toBe('accepted');
    const after = conferenceAfter(history, decision.kind === 'accepted' ? decision.events : []);
    expect(after.attendees.map(({ name, organisation }) => [name, organisation])).toEqual([
      ['procesregisseur', 'Zorg- en Veiligheidshuis'],
      ['wijkagent', 'Openbaar Ministerie'],
      ['behandelaar', 'GGZ'],
    ]);
  });

  it('replaces what the first one at the table said too, and says nothing of who typed it when nobody else did', () => {
    const { attendees } = conferenceAfter(
      table('wijkagent', 'behandelaar'),
      joined('wijkagent', { role: 'wijkagent' }),
    );
    expect(attendees).toStrictEqual([
      { ...joined('wijkagent').participant, role: 'wijkagent' },
      joined('behandelaar').participant,
    ]);
  });

  it('is done for others by the chair, who is named with it', () => {
    given(table('procesregisseur'))
      .when(politie, by('procesregisseur', { onBehalfOf: { person: idOf('wijkagent') } }))
      .thenEvents({ ...joined('wijkagent', { role: 'wijkagent' }), recordedBy: idOf('procesregisseur') });
  });

  it('is done for others by the note-taker', () => {
    given(table('procesregisseur'), noteTaker())
      .when(politie, by('notulist', { onBehalfOf: { person: idOf('wijkagent') } }))
      .thenEvents({ ...joined('wijkagent', { role: 'wijkagent' }), recordedBy: idOf('notulist') });
  });

  it('is not done for others by anybody else', () => {
    given(table('procesregisseur', 'behandelaar'))
      .when(politie, by('behandelaar', { onBehalfOf: { person: idOf('wijkagent') } }))
      .thenRefused('notForOthers:for');
  });

  it('takes somebody who is not in the chat, by function and organisation', () => {
    const onBehalfOf = { name: 'Buurtbemiddelaar', organisation: 'Gemeente' };
    given(table('procesregisseur'))
      .when({ verb: 'conference.join', organisation: 'Gemeente' }, by('procesregisseur', { onBehalfOf }))
      .thenEvents({
        type: 'ParticipantJoined',
        participant: { person: 'x:buurtbemiddelaar|gemeente', name: 'Buurtbemiddelaar', organisation: 'Gemeente' },
        recordedBy: idOf('procesregisseur'),
      });
  });

  it('does not know an id that is nobody in the chat', () => {
    given(table('procesregisseur'))
      .when(politie, by('procesregisseur', { onBehalfOf: { person: 'id-nobody' } }))
      .thenRefused('notParticipant:for');
  });

  it('is over when the conference is closed', () => {
    given(table(), closed()).when(politie, by('wijkagent')).thenRefused('closed');
  });
});

describe('the first contribution of somebody who has not joined', () => {
  const raise = { verb: 'risk.raise', what: 'Geweld op straat' } as const;

  it('asks for the organisation first', () => {
    given(table('procesregisseur'))
      .when(raise, by(newcomer('wijkagent')))
      .thenRefused('joinFirst');
  });

  it('joins on the way when the organisation is known, in the same decision', () => {
    given(table('procesregisseur'))
      .when(raise, by({ ...actor('wijkagent'), role: 'wijkagent' }))
      .thenEvents(joined('wijkagent', { role: 'wijkagent' }), {
        type: 'RiskRaised',
        risk: {
          id: 'R1',
          what: 'Geweld op straat',
          by: { person: idOf('wijkagent'), organisation: 'Politie' },
          conference: 'c1',
        },
      });
  });

  it('joins under the spelling that is at the table already', () => {
    given(table('procesregisseur', 'rechercheur'))
      .when(raise, by({ ...newcomer('wijkagent'), organisation: 'POLITIE' }))
      .thenEvents(joined('wijkagent'), {
        type: 'RiskRaised',
        risk: {
          id: 'R1',
          what: 'Geweld op straat',
          by: { person: idOf('wijkagent'), organisation: 'Politie' },
          conference: 'c1',
        },
      });
  });

  it('keeps the organisation of joining when the profile says something else', () => {
    given(table('procesregisseur', 'wijkagent'))
      .when(raise, by({ ...newcomer('wijkagent'), organisation: 'Gemeente' }))
      .thenEvents({
        type: 'RiskRaised',
        risk: {
          id: 'R1',
          what: 'Geweld op straat',
          by: { person: idOf('wijkagent'), organisation: 'Politie' },
          conference: 'c1',
        },
      });
  });
});
