import { describe, expect, it } from 'vitest';
import type { RateRisks } from '../../../src/domain/steps/risks.ts';
import type { RatingLevel } from '../../../src/domain/values.ts';
import { idOf, newcomer, said } from '../../support/domain-people.ts';
import { by, conferenceAfter, given } from '../../support/given.ts';
import { closed, joined, noteTaker, phase, rated, revealed, risk, table } from '../../support/history.ts';

describe('rating risks, blind', () => {
  const rating = [...table(), risk('R1'), risk('R2'), phase('risks.rate')];
  const rate = (level: RatingLevel, reason?: string): RateRisks => ({
    verb: 'risk.rate',
    ratings: [{ risk: 'R1', level, ...(reason !== undefined && { reason }) }],
  });

  it('records a level per risk with its reason', () => {
    given(rating)
      .when(
        {
          verb: 'risk.rate',
          ratings: [
            { risk: 'R1', level: 'veryHigh', reason: 'Drie meldingen' },
            { risk: 'R2', level: 'low' },
          ],
        },
        by('wijkagent'),
      )
      .thenEvents(rated('wijkagent', 'R1', 'veryHigh', 'Drie meldingen'), rated('wijkagent', 'R2', 'low'));
  });

  it('takes "geen zicht" as an answer', () => {
    given(rating)
      .when(rate('unknown'), by('behandelaar'))
      .thenEvents(rated('behandelaar', 'R1', 'unknown'));
  });

  it('is no event for the same answer again, but is for another reason', () => {
    given(rating, rated('wijkagent', 'R1', 'high', 'Meldingen'))
      .when(rate('high', 'Meldingen'), by('wijkagent'))
      .thenNothing();
    given(rating, rated('wijkagent', 'R1', 'high', 'Meldingen'))
      .when(rate('high', 'Vier meldingen'), by('wijkagent'))
      .thenEvents(rated('wijkagent', 'R1', 'high', 'Vier meldingen'));
  });

  it('is asked anew in another round, also for the same level', () => {
    given(
      rating,
      rated('wijkagent', 'R1', 'high'),
      revealed('risks.rate'),
      { type: 'RoundOpenedAgain', phase: 'risks.rate' },
      phase('risks.rate', 'risks.revealed'),
    )
      .when(rate('high'), by('wijkagent'))
      .thenEvents(rated('wijkagent', 'R1', 'high'));
  });

  it('records only what changed on a form with several risks', () => {
    given(rating, rated('wijkagent', 'R1', 'high'))
      .when(
        {
          verb: 'risk.rate',
          ratings: [
            { risk: 'R1', level: 'high' },
            { risk: 'R2', level: 'low' },
          ],
        },
        by('wijkagent'),
      )
      .thenEvents(rated('wijkagent', 'R2', 'low'));
  });

  it('takes A, then B, then A again: the last one counts', () => {
    const history = [...rating, rated('wijkagent', 'R1', 'low'), rated('wijkagent', 'R1', 'high')];
    given(history)
      .when(rate('low'), by('wijkagent'))
      .thenEvents(rated('wijkagent', 'R1', 'low'));
    expect(conferenceAfter(history, rated('wijkagent', 'R1', 'low')).ratingRounds).toEqual([
      { revealed: false, answers: [{ ...said('wijkagent'), risk: 'R1', level: 'low' }] },
    ]);
  });

  it('keeps the answers of two officers apart', () => {
    const history = [...rating, joined('rechercheur'), rated('wijkagent', 'R1', 'high')];
    given(history)
      .when(rate('low'), by('rechercheur'))
      .thenEvents(rated('rechercheur', 'R1', 'low'));
    expect(conferenceAfter(history, rated('rechercheur', 'R1', 'low')).ratingRounds[0]?.answers).toHaveLength(2);
  });

  it('joins on the way when the organisation is known', () => {
    given(rating)
      .when(rate('high'), by('rechercheur'))
      .thenEvents(joined('rechercheur'), rated('rechercheur', 'R1', 'high'));
  });

  it('asks somebody unknown to join first', () => {
    given(rating)
      .when(rate('high'), by(newcomer('rechercheur')))
      .thenRefused('joinFirst');
  });

  it('is not for the chair or the note-taker', () => {
    given(rating).when(rate('high'), by('procesregisseur')).thenRefused('chairDoesNotRate');
    given(rating, noteTaker()).when(rate('high'), by('notulist')).thenRefused('noteTakerDoesNotRate');
  });

  it('is not for them through "for" either', () => {
    const itself = { onBehalfOf: { person: idOf('procesregisseur') } };
    given(rating, noteTaker()).when(rate('high'), by('procesregisseur', itself)).thenRefused('chairDoesNotRate');
    given(rating, noteTaker()).when(rate('high'), by('notulist', itself)).thenRefused('chairDoesNotRate');
  });

  it('is recorded for others by the chair and the note-taker', () => {
    const rating4 = { ...rated('wijkagent', 'R1', 'high').rating };
    const onBehalfOf = { person: idOf('wijkagent') };
    given(rating)
      .when(rate('high'), by('procesregisseur', { onBehalfOf }))
      .thenEvents({ type: 'RiskRated', rating: { ...rating4, recordedBy: idOf('procesregisseur') } });
    given(rating, noteTaker())
      .when(rate('high'), by('notulist', { onBehalfOf }))
      .thenEvents({ type: 'RiskRated', rating: { ...rating4, recordedBy: idOf('notulist') } });
  });

  it('names every risk that is not of this case, and records none', () => {
    given(rating)
      .when(
        {
          verb: 'risk.rate',
          ratings: [
            { risk: 'R8', level: 'high' },
            { risk: 'R1', level: 'high' },
            { risk: 'R9', level: 'high' },
          ],
        },
        by('wijkagent'),
      )
      .thenRefused('unknown:level:R8', 'unknown:level:R9');
  });

  it('is only possible while the round is open', () => {
    given(table(), risk('R1'), phase('risks.raise')).when(rate('high'), by('wijkagent')).thenRefused('wrongPhase');
    given(rating, revealed('risks.rate')).when(rate('high'), by('wijkagent')).thenRefused('wrongPhase');
  });

  it('says that the conference is closed before anything about the phase', () => {
    given(rating, closed()).when(rate('high'), by('wijkagent')).thenRefused('closed');
  });
});
