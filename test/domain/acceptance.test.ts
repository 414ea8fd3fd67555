import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../src/domain/minutes.ts';
import type { AgreeAction } from '../../src/domain/steps/actions.ts';
import { idOf, newcomer } from '../support/domain-people.ts';
import { by, given, stateAfter } from '../support/given.ts';
import { action, closed, noteTaker, phase, secondConference, table } from '../support/history.ts';

const acting = [...table(), phase('actions')];
const visit = (owner: AgreeAction['owner']): AgreeAction => ({
  verb: 'action.agree',
  what: 'Huisbezoek',
  owner,
  due: '2026-12-04',
});
const rechercheur = { person: idOf('rechercheur'), name: 'rechercheur', organisation: 'Politie' };
const asked = [...table(), action('A1', { owner: rechercheur, acceptance: 'asked' }), closed()];
const accept = (accepted: boolean, reason?: string) =>
  ({ verb: 'action.accept', action: 'A1', accepted, ...(reason !== undefined && { reason }) }) as const;

describe('an owner', () => {
  it('who is at the table has promised', () => {
    for (const owner of ['wijkteam', 'procesregisseur'] as const)
      expect(
        given(acting)
          .when(visit({ person: idOf(owner) }), by('wijkagent'))
          .thenCase().actions[0],
      ).not.toHaveProperty('acceptance');
  });

  it('who records it has promised, and so has the note-taker who never joined', () => {
    const own = given(acting)
      .when(visit({ person: idOf('rechercheur') }), by('rechercheur'))
      .thenCase();
    expect(own.actions[0]).not.toHaveProperty('acceptance');
    const notes = given(acting, noteTaker())
      .when(visit({ person: idOf('notulist') }), by('wijkagent'))
      .thenCase();
    expect(notes.actions[0]).not.toHaveProperty('acceptance');
  });

  it('who is not at the table is asked, in the chat or not', () => {
    for (const owner of [{ person: idOf('rechercheur') }, { name: 'Woonconsulent', organisation: 'Woningcorporatie' }])
      expect(given(acting).when(visit(owner), by('wijkagent')).thenCase().actions[0]).toMatchObject({
        acceptance: 'asked',
      });
  });
});

describe('accepting an action', () => {
  it('is for the owner, also after closing and without joining', () => {
    given(asked)
      .when(accept(true), by(newcomer('rechercheur')))
      .thenEvents({ type: 'ActionAcceptanceGiven', action: 'A1', accepted: true });
    expect(stateAfter(asked, { type: 'ActionAcceptanceGiven', action: 'A1', accepted: true }).actions[0]).toMatchObject(
      { acceptance: 'accepted' },
    );
  });

  it('is not for the chair or anybody else', () => {
    for (const who of ['procesregisseur', 'wijkagent'] as const)
      given(asked).when(accept(true), by(who)).thenRefused('notOwner:action');
  });

  it('is recorded by the chair of somebody outside the chat', () => {
    const outside = [
      ...table(),
      action('A1', { owner: { name: 'Woonconsulent', organisation: 'Woningcorporatie' }, acceptance: 'asked' }),
      closed(),
    ];
    given(outside)
      .when(accept(true), by('procesregisseur'))
      .thenEvents({ type: 'ActionAcceptanceGiven', action: 'A1', accepted: true });
    given(outside).when(accept(true), by('wijkagent')).thenRefused('notOwner:action');
  });

  it('with no needs a reason', () => {
    given(asked).when(accept(false), by('rechercheur')).thenRefused('reasonNeeded:reason');
    given(asked)
      .when(accept(false, 'Geen tijd'), by('rechercheur'))
      .thenEvents({ type: 'ActionAcceptanceGiven', action: 'A1', accepted: false, reason: 'Geen tijd' });
  });

  it('happens once, and may change', () => {
    const no = { type: 'ActionAcceptanceGiven', action: 'A1', accepted: false, reason: 'Geen tijd' } as const;
    given(asked, no).when(accept(false, 'Geen tijd'), by('rechercheur')).thenNothing();
    given(asked, no)
      .when(accept(true), by('rechercheur'))
      .thenEvents({ type: 'ActionAcceptanceGiven', action: 'A1', accepted: true });
    const state = stateAfter(asked, no, { type: 'ActionAcceptanceGiven', action: 'A1', accepted: true });
    expect(state.actions[0]).toMatchObject({ acceptance: 'accepted' });
    expect(state.actions[0]).not.toHaveProperty('acceptanceReason');
  });

  it('is nothing to say for who promised at the table, nor for an action that the case does not have', () => {
    given(table(), action('A1')).when(accept(true), by('wijkagent')).thenNothing();
    given(asked)
      .when({ ...accept(true), action: 'A9' }, by('rechercheur'))
      .thenRefused('unknown:action');
  });

  it('comes into the minutes, also when it comes after closing', () => {
    expect(minutesOf(stateAfter(asked), 'c1').actions[0]).toMatchObject({ acceptance: 'asked' });
    const no = { type: 'ActionAcceptanceGiven', action: 'A1', accepted: false, reason: 'Geen tijd' } as const;
    expect(minutesOf(stateAfter(asked, no), 'c1').actions[0]).toMatchObject({
      acceptance: 'declined',
      acceptanceReason: 'Geen tijd',
    });
  });

  it('stays in the minutes of then when a later conference gives the action to somebody else, whose answer is not in them', () => {
    const no = { type: 'ActionAcceptanceGiven', action: 'A1', accepted: false, reason: 'Geen tijd' } as const;
    const owner = { person: idOf('wijkteam'), name: 'wijkteam', organisation: 'Wijkteam gemeente' };
    const passedOn = { type: 'ItemEdited', item: 'A1', changes: { owner } } as const;
    const yes = { type: 'ActionAcceptanceGiven', action: 'A1', accepted: true } as const;
    const history = [...asked, no, ...secondConference().slice(1), passedOn, yes];
    expect(minutesOf(stateAfter(history), 'c1').actions[0]).toMatchObject({
      owner: { name: 'rechercheur' },
      acceptance: 'declined',
      acceptanceReason: 'Geen tijd',
    });
  });
});
