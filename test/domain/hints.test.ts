import { describe, expect, it } from 'vitest';
import { soundsLikeAbsence } from '../../src/domain/hints.ts';

describe('a protective factor sounds like an absence', () => {
  it.each([
    'Drinkt niet meer',
    'drinkt sinds mei niet meer',
    'Geen contact meer met zijn oude vrienden',
    'Heeft geen schulden meer',
    'Gestopt met drinken',
    'Is gestopt met blowen',
    'Gebruik is gestopt',
    'Stopte met gokken',
    'Geen middelengebruik',
    'Al een half jaar zonder incidenten',
    'Zonder drank sinds de detentie',
    'Slaat nooit meer',
    'Niet langer dakloos',
    'Afwezigheid van geweld',
    'Contact met ex-partner verbroken',
    'Is vrij van schulden',
    'Clean sinds januari',
    'Nuchter sinds de opname',
  ])('when it says "%s"', what => {
    expect(soundsLikeAbsence(what)).toBe(true);
  });

  it.each([
    'No longer drinks',
    'He does not drink any more',
    "Doesn't drink anymore",
    'Doesn’t see his old friends any more',
    'Stopped using',
    'Quit drinking',
    'Has given up gambling',
    'No debts',
    'Sober since May',
    'Free of debts',
    'Absence of violence',
  ])('when it says "%s"', what => {
    expect(soundsLikeAbsence(what)).toBe(true);
  });
});

describe('a protective factor says who or what helps', () => {
  it.each([
    'Wekelijks contact met een tante',
    'Zus van moeder springt bij in het bedrijf',
    'Heeft werk in de bouw',
    'Houdt zich aan afspraken met de reclassering',
    'Gemotiveerd voor behandeling',
    'Vaste begeleider die hij vertrouwt',
    'Algemeen geaccepteerd in de buurt',
    'Broer regelt de geldzaken',
    'Tante zorgt ervoor dat hij niet meer drinkt',
    'Dankzij de trainer geen ruzie meer op het veld',
    'Meer contact met zijn dochter',
  ])('when it says "%s"', what => {
    expect(soundsLikeAbsence(what)).toBe(false);
  });

  it.each([
    'Weekly contact with an aunt',
    'Has a job he is quite proud of',
    'Notices tension in time',
    'His sister makes sure he no longer drinks',
    'Talks with any neighbour more often',
    'Knows when to ask for help',
  ])('when it says "%s"', what => {
    expect(soundsLikeAbsence(what)).toBe(false);
  });
});
