import { describe, expect, it } from 'vitest';
import type { Minutes } from '../../src/domain/minutes-data.ts';
import { calendarOf } from '../../src/minutes/calendar.ts';
import { sampleMinutes, sampleNames } from '../support/sample-minutes.ts';

interface Component {
  readonly name: string;
  /** Values as they stand, by name and parameters: `DTSTART;VALUE=DATE`. */
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly components: readonly Component[];
}

/** The line rules of RFC 5545, sections 3.1, 3.3.11 and 3.6; throws at the first one that is broken. */
function readCalendar(text: string): Component {
  if (!text.endsWith('\r\n')) throw new Error('the last line has no end');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line end in ${line}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`${Buffer.byteLength(line)} octets: ${line}`);
    if (!line.isWellFormed()) throw new Error(`half a character in ${line}`);
    if (line === '') throw new Error('an empty line');
  }
  const lines = physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  const open: { name: string; properties: [string, string][]; components: Component[] }[] = [];
  let root: Component | undefined;
  for (const line of lines) {
    const [, name, value] = /^([A-Z-]+(?:;[A-Z-]+=[^:;,"\p{Cc}]+)*):([^\p{Cc}]*)$/u.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no content line: ${line}`);
    if (name === 'BEGIN') open.push({ name: value, properties: [], components: [] });
    else if (name === 'END') {
      const done = open.pop();
      if (done?.name !== value) throw new Error(`${value} ends where it did not begin`);
      const parent = open.at(-1);
      if (parent === undefined) root = done;
      else parent.components.push(done);
    } else open.at(-1)?.properties.push([name, value]);
  }
  if (root === undefined || open.length > 0) throw new Error('a component has no end');
  return root;
}

function textOf(value: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value)) throw new Error(`not escaped: ${value}`);
  return value.replace(/\\([\\;,nN])/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? '\n' : escaped));
}

function eventsIn(minutes: Minutes) {
  const text = calendarOf(minutes);
  if (text === undefined) throw new Error('no calendar');
  return readCalendar(text).components.map(({ name, properties }) => ({ name, ...Object.fromEntries(properties) }));
}

const sample = sampleMinutes('casus-x');
const [firstAction] = sample.actions;
if (firstAction === undefined) throw new Error('the sample has no action');
const oneAction = (parts: Partial<typeof firstAction>): Minutes => {
  const { nextDate: _none, ...rest } = sample;
  return { ...rest, actions: [{ ...firstAction, ...parts }] };
};

describe('the calendar beside the minutes', () => {
  it.each(sampleNames)('keeps the rules for lines and components, whatever was typed: %s', name => {
    const minutes = sampleMinutes(name);
    const text = calendarOf(minutes);
    if (text === undefined) return expect([minutes.nextDate, minutes.actions]).toEqual([undefined, []]);
    const calendar = readCalendar(text);
    expect(calendar.name).toBe('VCALENDAR');
    const names = calendar.properties.map(([property]) => property);
    expect(names).toEqual(['VERSION', 'PRODID', 'CALSCALE', 'METHOD']);
    const uids = new Set<string>();
    for (const { name: component, properties } of calendar.components) {
      expect(component).toBe('VEVENT');
      const values = Object.fromEntries(properties);
      expect(values).toMatchObject({ UID: expect.any(String), DTSTAMP: expect.stringMatching(/^\d{8}T\d{6}Z$/) });
      uids.add(values.UID ?? '');
    }
    expect(uids.size).toBe(minutes.actions.length + (minutes.nextDate === undefined ? 0 : 1));
  });

  it('has the next conference and the days by which actions are due, as whole days', () => {
    const minutes = { ...oneAction({ id: 'A1', due: '2026-12-31' }), nextDate: '2026-12-14' };
    const [next, due] = eventsIn(minutes);
    expect(next).toMatchObject({
      UID: 'ZVH-2026-002-overleg-2@rondetafel',
      SUMMARY: 'ZVH-2026-002: casusoverleg 2',
      'DTSTART;VALUE=DATE': '20261214',
      'DTEND;VALUE=DATE': '20261215',
      TRANSP: 'TRANSPARENT',
    });
    expect(due).toMatchObject({
      UID: 'ZVH-2026-002-A1@rondetafel',
      'DTSTART;VALUE=DATE': '20261231',
      'DTEND;VALUE=DATE': '20270101',
    });
  });

  it.each([
    ['2026-12-12T14:30', '20261212T133000Z'],
    ['2026-07-01T14:30', '20260701T123000Z'],
    ['2026-03-29T12:00', '20260329T100000Z'],
    ['2026-10-25T12:00', '20261025T110000Z'],
  ])('puts a clock time of the house at its moment: %s', (due, start) => {
    const [event] = eventsIn(oneAction({ due }));
    expect(event).toMatchObject({ DTSTART: start });
    expect(event).not.toHaveProperty('DTEND');
  });

  it('says code, number and organisation, and nothing that was typed about the case', () => {
    const owner = { name: 'kanarienaam', organisation: 'Wijkteam; Noord, afdeling \\ 2' };
    const minutes = oneAction({ what: 'kanarieactie', effect: 'kanarie-effect', owner });
    const [event] = eventsIn({
      ...minutes,
      reflection: 'kanarie',
      conference: { ...minutes.conference, goal: 'kanarie' },
    });
    expect(textOf(String((event as Record<string, string>).SUMMARY))).toBe(
      `ZVH-2026-002: actie ${firstAction.id}, Wijkteam; Noord, afdeling \\ 2`,
    );
    expect(calendarOf(minutes)).not.toMatch(/kanarie/);
  });

  it('folds long names of any script at 75 octets without cutting a character', () => {
    for (const letter of ['x', 'é', '中', '👩‍👩‍👧', 'م']) {
      const organisation = letter.repeat(90);
      const [event] = eventsIn(oneAction({ owner: { name: 'x', organisation } }));
      expect(textOf(String((event as Record<string, string>).SUMMARY)).endsWith(`, ${organisation}`), letter).toBe(
        true,
      );
    }
  });

  it('lets no line end or control character of a name begin a line of its own', () => {
    const organisation = 'Politie\r\nBEGIN:VALARM\u0000\u202E\nATTACH:http://evil.example';
    const [event] = eventsIn(oneAction({ owner: { name: 'x', organisation } }));
    expect(textOf(String((event as Record<string, string>).SUMMARY))).toContain('Politie\nBEGIN:VALARM\nATTACH');
  });

  it('keeps its ids from version to version, and counts the versions', () => {
    const later: Minutes = { ...sample, version: 2 };
    const uids = (minutes: Minutes) => eventsIn(minutes).map(event => (event as Record<string, string>).UID);
    expect(uids(later)).toEqual(uids(sample));
    expect(calendarOf(sample)).toContain('SEQUENCE:1\r\n');
    expect(calendarOf(later)).toContain('SEQUENCE:2\r\n');
  });

  it('is the same, byte for byte, however often it is made', () => {
    expect(calendarOf(sampleMinutes('casus-x'))).toBe(calendarOf(sampleMinutes('casus-x')));
  });

  it('is not made when there is no day to put in it', () => {
    const { nextDate: _none, ...rest } = sample;
    expect(calendarOf({ ...rest, actions: [] })).toBeUndefined();
  });
});
