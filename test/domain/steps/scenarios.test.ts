import { describe, expect, it } from 'vitest';
import type { DraftScenario } from '../../../src/domain/steps/scenarios.ts';
import { idOf, newcomer, said } from '../../support/domain-people.ts';
import { by, given, stateAfter } from '../../support/given.ts';
import { action, closed, joined, noteTaker, phase, scenario, secondConference, table } from '../../support/history.ts';

const line = { signals: 'Hij slaapt niet meer', response: 'Belt de crisisdienst' };
const draft = (more: Partial<DraftScenario> = {}): DraftScenario => ({ verb: 'scenario.draft', ...line, ...more });
const drafted = scenario('S1', { ...line, by: said('behandelaar') });

describe('a scenario', () => {
  it('is one line: if this is seen, then that is done; escalation unless said otherwise', () => {
    given(table(), phase('scenarios')).when(draft(), by('behandelaar')).thenEvents(drafted);
  });

  it('says who, by when, of which kind, and on which actions it leans', () => {
    given(table(), action('A1'))
      .when(
        draft({ kind: 'recovery', who: { person: idOf('wijkagent') }, byWhen: 'binnen een uur', actions: ['A1'] }),
        by('behandelaar'),
      )
      .thenEvents(
        scenario('S1', {
          ...line,
          kind: 'recovery',
          who: { person: idOf('wijkagent'), name: 'wijkagent', organisation: 'Politie' },
          byWhen: 'binnen een uur',
          actions: ['A1'],
          by: said('behandelaar'),
        }),
      );
  });

  it('may be for somebody outside the chat', () => {
    const who = { name: 'wijkverpleegkundige', organisation: 'Thuiszorg' };
    given(table())
      .when(draft({ who }), by('behandelaar'))
      .thenEvents(scenario('S1', { ...line, who, by: said('behandelaar') }));
  });

  it('is worked out side by side with others, in every phase and approach, and numbers on in the next conference', () => {
    given(table(), scenario('S1'))
      .when(draft({ kind: 'stabilisation' }), by('behandelaar'))
      .thenEvents(scenario('S2', { ...line, kind: 'stabilisation', by: said('behandelaar') }));
    given(table(), scenario('S1'), secondConference())
      .when(draft(), by('behandelaar', { conference: 'c2' }))
      .thenEvents(scenario('S2', { ...line, by: said('behandelaar'), conference: 'c2' }));
  });

  it('is asked about once when signals and answer are there already; one of the two is another scenario', () => {
    given(table(), drafted)
      .when(draft({ signals: ' hij slaapt NIET meer' }), by('wijkteam'))
      .thenRefused('duplicateItem:signals');
    given(table(), drafted)
      .when(draft(), by('behandelaar', { duplicateConfirmed: true }))
      .thenEvents({ ...drafted, scenario: { ...drafted.scenario, id: 'S2' } });
    given(table(), drafted)
      .when(draft({ response: 'Gaat langs' }), by('behandelaar'))
      .thenEvents(scenario('S2', { ...line, response: 'Gaat langs', by: said('behandelaar') }));
    given(table(), drafted)
      .when(draft({ signals: 'Hij belt niet' }), by('behandelaar'))
      .thenEvents(scenario('S2', { ...line, signals: 'Hij belt niet', by: said('behandelaar') }));
  });

  it('names every thing that is not there', () => {
    given(table())
      .when(draft({ who: { person: 'id-nobody' }, actions: ['A7'] }), by('behandelaar'))
      .thenRefused('notParticipant:who', 'unknown:actions');
    given(table(), action('A1'))
      .when(draft({ actions: ['A1', 'A2'] }), by('behandelaar'))
      .thenRefused('unknown:actions');
  });

  it('is recorded for somebody else, with who typed it', () => {
    given(table(), noteTaker())
      .when(draft(), by('notulist', { onBehalfOf: { person: idOf('behandelaar') } }))
      .thenEvents(scenario('S1', { ...line, by: said('behandelaar', 'notulist') }));
  });

  it('takes somebody along who is not at the table yet, asks a stranger first, and is over after closing', () => {
    given(table('procesregisseur')).when(draft(), by('behandelaar')).thenEvents(joined('behandelaar'), drafted);
    given(table())
      .when(draft(), by(newcomer('rechercheur')))
      .thenRefused('joinFirst');
    given(table(), closed()).when(draft(), by('behandelaar')).thenRefused('closed');
  });

  it('stays with the case, and its number is not given out again', () => {
    expect(stateAfter(table(), drafted, secondConference()).scenarios).toEqual([drafted.scenario]);
    given(table(), drafted, { type: 'ItemWithdrawn', item: 'S1' })
      .when(draft(), by('behandelaar'))
      .thenEvents({ ...drafted, scenario: { ...drafted.scenario, id: 'S2' } });
  });
});
