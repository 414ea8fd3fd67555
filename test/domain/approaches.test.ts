import { describe, expect, it } from 'vitest';
import { approaches, approachNames, findApproach } from '../../src/domain/approaches.ts';

describe('an approach', () => {
  it.each(approachNames)('%s is found by its own name, whatever the capitals and spaces', name => {
    expect(findApproach(name)?.name).toBe(name);
    expect(findApproach(`  ${name.toUpperCase().replace(' ', '   ')} `)?.name).toBe(name);
  });

  it.each([
    ['ogg', 'Top X OGG'],
    ['levensloop', 'Levensloopaanpak'],
    ['Radicalisering', 'Radicalisering en polarisatie'],
    ['mda', 'MDA++'],
    ['jeugd', 'Top X Jeugd'],
  ])('%s is short for %s', (typed, name) => {
    expect(findApproach(typed)?.name).toBe(name);
  });

  it.each(['', ' ', 'Top Y', 'constructor', '__proto__', 'toString'])('%j is none', typed => {
    expect(findApproach(typed)).toBeUndefined();
  });

  it.each(approachNames)('%s starts with opening, carries the three steps and ends with closing', name => {
    const { steps } = approaches[name];
    expect([steps.at(0), steps.at(-1)]).toEqual(['opening', 'closing']);
    expect(steps.filter(step => ['risks', 'topThree', 'actions'].includes(step))).toEqual([
      'risks',
      'topThree',
      'actions',
    ]);
  });

  it.each(approachNames)('%s expects partners, each once', name => {
    const { expectedOrganisations } = approaches[name];
    expect(expectedOrganisations).not.toHaveLength(0);
    expect(new Set(expectedOrganisations).size).toBe(expectedOrganisations.length);
  });
});
