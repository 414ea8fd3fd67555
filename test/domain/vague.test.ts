import { describe, expect, it } from 'vitest';
import { isVague } from '../../src/domain/vague.ts';

describe('a vague action or risk', () => {
  it.each([
    'In gesprek gaan',
    'Oppakken',
    'Contact houden met school',
    'Monitoren',
    'Geweld',
    'Keep an eye on him',
    'Follow up',
  ])('leaves open who, when or how one sees it: %s', what => expect(isVague(what)).toBe(true));

  it.each([
    'Elke vrijdag bellen met moeder',
    'Gesprek voeren met de huisarts, uiterlijk 12 december',
    'Geweld tegen de buren in het trappenhuis',
    'Wekelijkse urinecontrole afspreken',
    'Talk to the school every Monday',
  ])('is not one that says so: %s', what => expect(isVague(what)).toBe(false));
});
