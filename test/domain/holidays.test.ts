import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicHoliday } from '../../src/domain/holidays.ts';
import { addDays, weekdayOf } from '../../src/domain/working-days.ts';

const holidaysIn = (year: number) =>
  Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index)).filter(
    day => day.startsWith(`${year}`) && isPublicHoliday(day),
  );

describe('the public holidays of the extension-of-time act', () => {
  it.each([
    [2024, ['01-01', '03-29', '04-01', '04-27', '05-05', '05-09', '05-20', '12-25', '12-26']],
    [2025, ['01-01', '04-18', '04-21', '04-26', '05-05', '05-29', '06-09', '12-25', '12-26']],
    [2026, ['01-01', '04-03', '04-06', '04-27', '05-05', '05-14', '05-25', '12-25', '12-26']],
    [2027, ['01-01', '03-26', '03-29', '04-27', '05-05', '05-06', '05-17', '12-25', '12-26']],
    [2028, ['01-01', '04-14', '04-17', '04-27', '05-05', '05-25', '06-05', '12-25', '12-26']],
    [2029, ['01-01', '03-30', '04-02', '04-27', '05-05', '05-10', '05-21', '12-25', '12-26']],
    [2030, ['01-01', '04-19', '04-22', '04-27', '05-05', '05-30', '06-10', '12-25', '12-26']],
  ])('of %i are those of the calendar', (year, days) => {
    expect(holidaysIn(year)).toEqual(days.map(day => `${year}-${day}`));
  });

  it("have King's Day on the Saturday when 27 April is a Sunday", () => {
    const years = [2025, 2031, 2036, 2042];
    for (const year of years)
      expect([`${year}-04-26`, `${year}-04-27`].map(isPublicHoliday), String(year)).toEqual([true, false]);
  });

  it('have 5 May every year and Good Friday on a Friday, which leaves eight or nine days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2015, max: 2200 }), year => {
        const days = holidaysIn(year);
        expect(days).toContain(`${year}-05-05`);
        const spring = days.filter(day => day.slice(5) >= '03-20' && day.slice(5) <= '04-26' && weekdayOf(day) === 5);
        expect(spring).toHaveLength(1);
        // Ascension Day or Whit Monday may fall on another holiday; nothing else does.
        expect([8, 9]).toContain(days.length);
      }),
    );
  });
});
