import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { readSpokenDue } from '../../src/domain/spoken-dates.ts';
import { addDays, dayOf } from '../../src/domain/working-days.ts';

/** A Wednesday in week 48. */
const today = '2026-11-25';
const days = fc.integer({ min: 0, max: 6_000 }).map(offset => addDays('2024-01-01', offset));

/** The due date, several with a bar between them, or a dash for none. */
function read(text: string, on = today): string {
  const spoken = readSpokenDue(text, on);
  return spoken.kind === 'due' ? spoken.due : spoken.kind === 'none' ? '-' : spoken.choices.join(' | ');
}

describe('days near today', () => {
  it.each([
    ['vandaag', '2026-11-25'],
    ['Morgen', '2026-11-26'],
    ['overmorgen.', '2026-11-27'],
    ['today', '2026-11-25'],
    ['tomorrow', '2026-11-26'],
    ['the day after tomorrow', '2026-11-27'],
    ['over 3 dagen', '2026-11-28'],
    ['over twee weken', '2026-12-09'],
    ['over veertien dagen', '2026-12-09'],
    ['binnen twee weken', '2026-12-09'],
    ['uiterlijk over één maand', '2026-12-25'],
    ['over een half jaar', '2027-05-25'],
    ['over 2 werkdagen', '2026-11-27'],
    ['over 3 werkdagen', '2026-11-30'],
    ['in two weeks', '2026-12-09'],
    ['within three days', '2026-11-28'],
    ['a month from now', '2026-12-25'],
    ['vandaag over een week', '2026-12-02'],
    ['tomorrow week', '2026-12-03'],
    ['eind van de dag', '2026-11-25'],
  ])('%s', (text, due) => expect(read(text)).toBe(due));

  it('a month later are the last of the month when it has no such day', () => {
    expect(read('over een maand', '2027-01-31')).toBe('2027-02-28');
    expect(read('over twee maanden', '2027-12-31')).toBe('2028-02-29');
    expect(read('over een jaar', '2028-02-29')).toBe('2029-02-28');
  });
});

describe('weekdays', () => {
  it.each([
    ['vrijdag', '2026-11-27'],
    ['op vrijdag', '2026-11-27'],
    ['vóór vrijdag', '2026-11-27'],
    ['voor vrijdag', '2026-11-27'],
    ['vo\u0301o\u0301r vrijdag', '2026-11-27'],
    ['uiterlijk vóór vrijdag', '2026-11-27'],
    ['vrijdag op z’n laatst', '2026-11-27'],
    ['(aanstaande\u00a0vrijdag)', '2026-11-27'],
    ['a.s. vrijdag', '2026-11-27'],
    ['komende vrijdag', '2026-11-27'],
    ['volgende vrijdag', '2026-12-04'],
    ['volgende week vrijdag', '2026-12-04'],
    ['vrijdag volgende week', '2026-12-04'],
    ['vrijdag over een week', '2026-12-04'],
    ['vrijdag over twee weken', '2026-12-11'],
    ['woensdag', '2026-12-02'],
    ['deze woensdag', '2026-11-25'],
    ['by Friday', '2026-11-27'],
    ['before friday', '2026-11-27'],
    ['no later than Friday', '2026-11-27'],
    ['next friday', '2026-12-04'],
    ['friday week', '2026-12-04'],
    ['a week from Friday', '2026-12-04'],
    ['next week on Monday', '2026-11-30'],
    ['maandag deze week', '-'],
  ])('%s', (text, due) => expect(read(text)).toBe(due));

  it('said on that very day are a week later, unless it is this one', () => {
    const friday = '2026-11-27';
    expect(read('vrijdag', friday)).toBe('2026-12-04');
    expect(read('deze vrijdag', friday)).toBe(friday);
    expect(read('volgende vrijdag', friday)).toBe('2026-12-04');
    expect(read('vrijdag over een week', friday)).toBe('2026-12-04');
  });

  it('of next week follow the week that starts on Monday, also on a Sunday', () => {
    expect(read('volgende maandag', '2026-11-29')).toBe('2026-11-30');
    expect(read('next sunday', '2026-11-29')).toBe('2026-12-06');
    expect(read('volgende week', '2026-11-29')).toBe('2026-12-04');
  });

  it('are that weekday, within the seven days after today', () => {
    const names = ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'];
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 6 }), (on, number) => {
        const due = read(`uiterlijk ${names[number]}`, on);
        expect(DateTime.fromISO(due).weekday % 7).toBe(number);
        expect([1, 2, 3, 4, 5, 6, 7].map(n => addDays(on, n))).toContain(due);
      }),
    );
  });
});

describe('weeks, months and years', () => {
  it.each([
    ['week 50', '2026-12-11'],
    ['in week 50', '2026-12-11'],
    ['wk. 50', '2026-12-11'],
    ['maandag in week 50', '2026-12-07'],
    ['week 50 op maandag', '2026-12-07'],
    ['week 50 2027', '2027-12-17'],
    ['vóór week 50', '2026-12-04'],
    ['vóór volgende week', '2026-11-27'],
    ['vóór deze week', '-'],
    ['week 48', '2026-11-27'],
    ['week 3', '2027-01-22'],
    ['week 53', '2027-01-01'],
    ['week 54', '-'],
    ['week 0', '-'],
    ['deze week', '2026-11-27'],
    ['volgende week', '2026-12-04'],
    ['komende week', '2026-11-27 | 2026-12-04'],
    ['next week', '2026-12-04'],
    ['eind van de week', '2026-11-27'],
    ['the end of the week', '2026-11-27'],
    ['begin volgende week', '2026-11-30'],
    ['half volgende week', '2026-12-02'],
    ['eind week 50', '2026-12-11'],
    ['begin deze week', '-'],
    ['dit weekend', '2026-11-29'],
    ['vóór het weekend', '2026-11-27'],
    ['na het weekend', '2026-11-30'],
    ['eind december', '2026-12-31'],
    ['eind nov.', '2026-11-30'],
    ['begin januari', '2027-01-01'],
    ['half maart', '2027-03-15'],
    ['half november', '2027-11-15'],
    ['begin maart 2028', '2028-03-01'],
    ['end of december', '2026-12-31'],
    ['early january', '2027-01-01'],
    ['mid-march', '2027-03-15'],
    ['eind van de maand', '2026-11-30'],
    ['begin van de maand', '2026-12-01'],
    ['begin deze maand', '-'],
    ['deze maand', '2026-11-30'],
    ['eind volgende maand', '2026-12-31'],
    ['vóór volgende maand', '2026-11-30'],
    ['eind van het jaar', '2026-12-31'],
    ['begin volgend jaar', '2027-01-01'],
    ['eind 2027', '2027-12-31'],
    ['half jaar', '-'],
  ])('%s', (text, due) => expect(read(text)).toBe(due));

  it('end on a Sunday once their Friday has passed', () => {
    expect(read('deze week', '2026-11-27')).toBe('2026-11-27');
    expect(read('komende week', '2026-11-27')).toBe('2026-12-04');
    expect(read('deze week', '2026-11-28')).toBe('2026-11-29');
    expect(read('week 48', '2026-11-28')).toBe('2026-11-29');
    expect(read('komende week', '2026-11-28')).toBe('2026-12-04');
    expect(read('vóór volgende week', '2026-11-28')).toBe('2026-11-29');
  });

  it('of which the day is today have not passed', () => {
    expect(read('eind november', '2026-11-30')).toBe('2026-11-30');
    expect(read('eind van de maand', '2026-11-30')).toBe('2026-11-30');
    expect(read('begin van de maand', '2026-12-01')).toBe('2026-12-01');
  });

  it('are counted by ISO 8601 over the turn of the year', () => {
    expect(read('week 53', '2027-01-02')).toBe('2027-01-03');
    expect(read('week 1', '2027-01-02')).toBe('2027-01-08');
    expect(read('week 53', '2027-12-31')).toBe('-');
  });

  it('with a number are a Friday or a Sunday of the first such week that has not passed', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 52 }), (on, number) => {
        const due = read(`week ${number}`, on);
        expect(DateTime.fromISO(due).weekNumber).toBe(number);
        expect([5, 7]).toContain(DateTime.fromISO(due).weekday);
        expect(due >= on).toBe(true);
        expect(due < addDays(on, 380)).toBe(true);
      }),
    );
  });
});

describe('written days', () => {
  it.each([
    ['3-12', '2026-12-03'],
    ['3/12', '2026-12-03'],
    ['vóór 03-12', '2026-12-03'],
    ['3-12-2026', '2026-12-03'],
    ['3/12/26', '2026-12-03'],
    ['3.12.2026', '2026-12-03'],
    ['2026-12-03', '2026-12-03'],
    ['3 december', '2026-12-03'],
    ['3 dec 2026', '2026-12-03'],
    ["3 dec. '26", '2026-12-03'],
    ['3e december', '2026-12-03'],
    ['december 3', '2026-12-03'],
    ['on December 3rd, 2026', '2026-12-03'],
    ['the 3rd of december', '2026-12-03'],
    ['1 mei', '2027-05-01'],
    ['3 jan', '2027-01-03'],
    ['January 3', '2027-01-03'],
    ['25-11', '2026-11-25'],
    ['24-11', '2027-11-24'],
    ['24-11-2026', '2026-11-24'],
    ['vóór de 15e', '2026-12-15'],
    ['de 25e', '2026-11-25'],
    ['vrijdag 4 december', '2026-12-04'],
    ['vr 4-12', '2026-12-04'],
    ['zo 6-12', '2026-12-06'],
    ['vrijdag 3 december', '2026-12-03 | 2026-12-04'],
    ['dinsdag of woensdag', '2026-12-01 | 2026-12-02'],
    ['vrijdag of 27-11', '2026-11-27'],
    ['31-2', '-'],
    ['31 februari', '-'],
    ['29-2', '-'],
    ['30-2-2028', '-'],
    ['31-11-2026', '-'],
    ['12-25', '-'],
    ['0-12', '-'],
    ['3-0', '-'],
    ['de 31e', '-'],
  ])('%s', (text, due) => expect(read(text)).toBe(due));

  it('on 29 February wait for a leap year that is the next one', () => {
    expect(read('29-2', '2027-12-01')).toBe('2028-02-29');
    expect(read('29-2-2028')).toBe('2028-02-29');
  });

  it('are read back in each way of writing them', () => {
    const ways = ['d-M', 'd/M', 'd-M-yyyy', 'd-M-yy', 'yyyy-MM-dd', 'd MMMM', 'd MMM yyyy', 'cccc d MMMM'];
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 364 }), fc.constantFrom('nl', 'en'), (on, ahead, locale) => {
        const day = addDays(on, ahead);
        const written = DateTime.fromISO(day).setLocale(locale);
        for (const way of ways) expect(read(`vóór ${written.toFormat(way)}`, on)).toBe(day);
      }),
    );
  });
});

describe('times', () => {
  it.each([
    ['vrijdag 14:30', '2026-11-27T14:30'],
    ['vrijdag om 14.30 uur', '2026-11-27T14:30'],
    ['vrijdag vóór 14:30', '2026-11-27T14:30'],
    ['14:30 op vrijdag', '2026-11-27T14:30'],
    ['morgen om 9 uur', '2026-11-26T09:00'],
    ['om negen uur morgen', '2026-11-26T09:00'],
    ['morgenochtend 9 uur', '2026-11-26T09:00'],
    ['morgen om half tien', '2026-11-26T09:30'],
    ['morgen kwart voor tien', '2026-11-26T09:45'],
    ['morgen kwart over 10', '2026-11-26T10:15'],
    ['morgen half één ’s middags', '2026-11-26T12:30'],
    ['vanavond 20.00 uur', '2026-11-25T20:00'],
    ['vanavond om 8 uur', '2026-11-25T20:00'],
    ['vanavond', '2026-11-25'],
    ['vanavond 17:00', '2026-11-25T17:00'],
    ['vrijdag 23:00', '2026-11-27T23:00'],
    ['vrijdagmiddag', '2026-11-27'],
    ['vrijdagmiddag 2 uur', '2026-11-27T14:00'],
    ['vrijdag in de ochtend', '2026-11-27'],
    ['vrijdag om 3 uur ’s middags', '2026-11-27T15:00'],
    ['vrijdag eind van de dag', '2026-11-27'],
    ['3-12-2026 9:15', '2026-12-03T09:15'],
    ['2026-12-03T14:30', '2026-12-03T14:30'],
    ['week 50 om 12 uur', '2026-12-11T12:00'],
    ['tomorrow at 9', '2026-11-26T09:00'],
    ['tomorrow morning', '2026-11-26'],
    ['friday by 5 pm', '2026-11-27T17:00'],
    ['friday 12 am', '2026-11-27T00:00'],
    ['friday half past nine', '2026-11-27T09:30'],
    ['tonight at 8', '2026-11-25T20:00'],
    ['vóór 16.00 uur', '2026-11-25T16:00'],
    ['14.30', '2026-11-25T14:30'],
    ['3.12', '2026-11-25T03:12 | 2026-11-25T15:12 | 2026-12-03'],
    ['vrijdag 5 uur', '2026-11-27T05:00 | 2026-11-27T17:00'],
    ['vrijdag 05:00', '2026-11-27T05:00'],
    ['dinsdag of woensdag 10:00', '2026-12-01 | 2026-12-02T10:00'],
    ['vrijdag 25:00', '-'],
    ['vrijdag 14:60', '-'],
    ['vrijdag 24:00', '-'],
    ['vrijdag 14 pm', '-'],
    ['vrijdag 14 am', '-'],
    ['vanavond om 3 uur', '-'],
    ['morgenochtend 15:00', '-'],
    ['vrijdag 9', '-'],
    ['over 2 uur', '-'],
  ])('%s', (text, due) => expect(read(text)).toBe(due));
});

describe('other words', () => {
  it.each([
    '',
    'zo snel mogelijk',
    'z.s.m.',
    'zsm',
    'asap',
    'binnenkort',
    'Jan',
    'jan 3',
    'mei',
    'may',
    'mar',
    'december',
    'zo',
    'ma',
    'vóór',
    'uiterlijk',
    'over',
    'dag',
    'week',
    'school',
    'gisteren',
    'vorige week',
    'elke vrijdag',
    'vrijdag met school',
    'dinsdag of later',
    'over een paar dagen',
    'over 0 dagen',
    '3',
    '12345',
    'constructor',
    `vrijdag${' '.repeat(200)}`,
  ])('are no day: %s', text => expect(readSpokenDue(text, today)).toEqual({ kind: 'none' }));
});

describe('any words', () => {
  const vocabulary = fc
    .array(
      fc.constantFrom(
        ...'vóór uiterlijk op in over een twee 3 12 31 dagen weken maand week 50 vrijdag volgende deze next eind half begin'.split(
          ' ',
        ),
        ...'van de december januari mei jan 3-12 31-2 2027 om 14:30 9 uur half tien pm avond morgen of weekend jaar e 29-2'.split(
          ' ',
        ),
      ),
      { maxLength: 6 },
    )
    .map(words => words.join(' '));

  it('give days that exist, in order, and none before today unless a year is written', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: vocabulary }, fc.string({ unit: 'binary' })), days, (text, on) => {
        const spoken = readSpokenDue(text, on);
        const dues = spoken.kind === 'due' ? [spoken.due] : spoken.kind === 'none' ? [] : spoken.choices;
        if (spoken.kind === 'ambiguous') expect(dues.length).toBeGreaterThan(1);
        expect(dues).toEqual([...new Set(dues)].sort());
        for (const due of dues) {
          expect(due).toMatch(/^\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/);
          expect(DateTime.fromISO(due).isValid).toBe(true);
          if (!text.includes('20')) expect(dayOf(due) >= on).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
