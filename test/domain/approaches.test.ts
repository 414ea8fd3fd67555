import { describe, expect, it } from 'vitest';
import { type Approach, budgetsFor, findApproach, usualApproaches } from '../../src/domain/approaches.ts';

const each = usualApproaches.map(approach => [approach.name, approach] as const);
const find = (typed: string) => findApproach(usualApproaches, typed)?.name;

describe('an approach', () => {
  it.each(each)('%s is found by its own name, whatever the capitals and spaces', name => {
    expect(find(name)).toBe(name);
    expect(find(`  ${name.toUpperCase().replace(' ', '   ')} `)).toBe(name);
  });

  it.each([
    ['ogg', 'Top X OGG'],
    ['levensloop', 'Levensloopaanpak'],
    ['Radicalisering', 'Radicalisering en polarisatie'],
    ['mda', 'MDA++'],
    ['jeugd', 'Top X Jeugd'],
  ])('%s is short for %s', (typed, name) => {
    expect(find(typed)).toBe(name);
  });

  it.each(['', ' ', 'Top Y', 'constructor', '__proto__', 'toString'])('%j is none', typed => {
    expect(find(typed)).toBeUndefined();
  });

  it.each(each)(
    '%s starts with opening and look-back, carries the three steps and ends with closing',
    (_name, { steps }) => {
      expect([...steps.slice(0, 2), steps.at(-1)]).toEqual(['opening', 'lookBack', 'closing']);
      expect(steps.filter(step => ['risks', 'topThree', 'actions'].includes(step))).toEqual([
        'risks',
        'topThree',
        'actions',
      ]);
    },
  );

  it('takes half an hour, or three quarters where it goes deeper', () => {
    expect(usualApproaches.filter(({ minutes }) => minutes === 45).map(({ name }) => name)).toEqual([
      'Levensloopaanpak',
      'MDA++',
      'Radicalisering en polarisatie',
    ]);
    expect(usualApproaches.every(({ minutes }) => minutes === 30 || minutes === 45)).toBe(true);
  });

  it('keeps a minute for a small step when there is less time', () => {
    const approach = { ...usualApproaches[0], budgets: { opening: 1, risks: 8 } } as Approach;
    expect(budgetsFor({ ...approach, minutes: 45 }, 30)).toEqual({ opening: 1, risks: 5 });
    expect(budgetsFor({ ...approach, minutes: 30 }, 30)).toEqual({ opening: 1, risks: 8 });
  });

  it('has the safety scale on for violence at home and scenarios for unexplained and dangerous behaviour, nowhere else', () => {
    const having = (step: 'safety' | 'scenarios' | 'monitor') =>
      usualApproaches.filter(({ steps }) => steps.includes(step)).map(({ name }) => name);
    expect(having('safety')).toEqual(['MDA++']);
    expect(having('scenarios')).toEqual(['Top X OGG']);
    expect(having('monitor')).toEqual([]);
  });

  it.each(each)(
    '%s has a budget for each of its steps, together no more than its minutes with everything on',
    (_name, approach) => {
      const { steps, budgets, minutes } = approach;
      const spent = steps.map(step => budgets[step] ?? 0);
      expect(Math.min(...spent)).toBeGreaterThan(0);
      expect(spent.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(minutes);
    },
  );

  it.each(each)('%s expects partners, each once', (_name, { expectedOrganisations, meetingKinds }) => {
    for (const expected of [expectedOrganisations, ...meetingKinds.map(kind => kind.expectedOrganisations)]) {
      expect(expected).not.toHaveLength(0);
      expect(new Set(expected).size).toBe(expected.length);
    }
  });

  it('has two tables for violence at home, the intervention team being the usual one', () => {
    const kinds = findApproach(usualApproaches, 'MDA++')?.meetingKinds;
    expect(kinds?.map(({ name }) => name)).toEqual(['Interventieteam', 'Consultatieteam']);
    expect(kinds?.[1]?.expectedOrganisations).toContain('Ervaringsdeskundige');
  });
});
