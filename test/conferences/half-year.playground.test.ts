import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseFile, parseCaseFile } from '../../src/demo/case-file.ts';
import { isWorkingDay, publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { type Deed, linesOfDiary, liveThrough } from '../support/half-year.ts';
import { openPassingDays, type PassingDays, type Sent } from '../support/passing-days.ts';
import { casusX } from '../support/playground-room.ts';

/** The sample case, and how it went on: the second conference closed, a third and a fourth. */
const on = JSON.parse(readFileSync('test/fixtures/half-year/casus-x-on.json', 'utf8'));
const [first, second] = casusX.conferences;
const file: CaseFile = parseCaseFile('casus-x-on', {
  ...casusX,
  conferences: [
    first,
    { ...second, turns: [...(second?.turns ?? []), ...on.conferences[0].turns] },
    ...on.conferences.slice(1),
  ],
});

const start = '2026-11-30';
const deeds: Readonly<Record<string, readonly Deed[]>> = {
  '2026-12-07': [{ by: 'behandelaar', verb: 'reminder.done', inputs: { reason: 'Eerste controle negatief' } }],
  '2026-12-14': [{ by: 'behandelaar', verb: 'reminder.missed', inputs: { reason: 'Niet verschenen' } }],
  '2026-12-16': [
    {
      by: 'wijkteam',
      verb: 'preparation.answer',
      inputs: {
        'status:A2': 'partly',
        'note:A2': 'Drie van de vier bezoeken; rustig in huis',
        changes: 'Er is een nieuwe buurman',
      },
    },
    {
      by: 'wijkagent',
      verb: 'preparation.answer',
      inputs: { 'status:A3': 'notPossible', 'note:A3': 'Niet op straat aangetroffen, situatie veranderd' },
    },
    { by: 'reclasseerder', verb: 'preparation.answer', inputs: { nothing: 'yes' } },
  ],
  '2026-12-23': [
    {
      by: 'procesregisseur',
      verb: 'direction.record',
      inputs: { step: 'talk', note: 'Gesproken met wie het kan zijn' },
    },
  ],
  '2027-01-27': [
    {
      by: 'wijkteam',
      verb: 'preparation.answer',
      inputs: { 'status:A2': 'done', 'note:A2': 'Ook het vierde bezoek gedaan' },
    },
  ],
  '2027-02-08': [
    { by: 'behandelaar', says: 'verlof 10-2-2027 t/m 12-2-2027' },
    { by: 'behandelaar', verb: 'availability.set' },
  ],
  '2027-02-15': [{ by: 'behandelaar', verb: 'reminder.done', inputs: { reason: 'De dosering klopt' } }],
  '2027-03-01': [{ by: 'wijkagent', verb: 'reminder.done' }],
  '2027-03-10': [
    { by: 'wijkteam', says: 'signaal ZVH-2026-002' },
    { by: 'wijkteam', verb: 'signal.record', inputs: { what: 'Hij slaapt weer buiten', kind: 'rising' } },
  ],
  '2027-03-23': [
    { by: 'wijkteam', verb: 'reminder.handOver', inputs: { to: 'behandelaar' } },
    { by: 'behandelaar', verb: 'action.accept', inputs: { answer: 'yes' } },
  ],
  '2027-03-25': [
    { by: 'behandelaar', verb: 'reminder.snooze', inputs: { until: '2027-04-08', reason: 'Wachten op intake' } },
  ],
  '2027-04-01': [{ by: 'wijkagent', verb: 'reminder.missed', inputs: { reason: 'Niemand thuis' } }],
  '2027-04-08': [{ by: 'behandelaar', verb: 'reminder.done', inputs: { reason: 'Drie dagen geregeld' } }],
  '2027-04-30': [{ by: 'wijkagent', verb: 'reminder.done', inputs: { action: 'A4' } }],
  '2027-05-06': [],
};

let days: PassingDays;
let diary: readonly Sent[];

beforeAll(async () => {
  days = await openPassingDays(file, `${start}T08:00:00.000Z`);
  diary = await liveThrough(days, {
    file,
    start,
    end: '2027-05-31',
    conferenceDays: [start, '2026-12-21', '2027-02-01', '2027-05-10'],
    deeds,
    eveningsToo: ['2027-05-05'],
  });
}, 300_000);
afterAll(() => days?.dispose());

describe('half a year of casus X', () => {
  it('goes day by day as it was agreed', () => {
    expect(linesOfDiary(diary)).toEqual([
      '2026-12-07 09:00 behandelaar: Is dit gebeurd? A1',
      '2026-12-07 09:30 procesregisseur: Er is antwoord op een vraag A1',
      '2026-12-09 09:00 wijkagent: Een actie van jou, uiterlijk 14 december A3',
      '2026-12-09 09:00 wijkteam: Een actie van jou, uiterlijk 14 december A2',
      '2026-12-14 09:00 behandelaar: Is dit gebeurd? A1',
      '2026-12-14 09:00 wijkagent: Vandaag: één actie van jou A3',
      '2026-12-14 09:00 wijkteam: Vandaag: één actie van jou A2',
      '2026-12-14 09:30 procesregisseur: Er is antwoord op een vraag A1',
      '2026-12-15 09:00 wijkagent: Te laat: één actie van jou, uiterlijk 14 december A3',
      '2026-12-15 09:00 wijkteam: Te laat: één actie van jou, uiterlijk 14 december A2',
      '2026-12-16 09:00 behandelaar: Voor het overleg van 21 december',
      '2026-12-16 09:00 reclasseerder: Voor het overleg van 21 december',
      '2026-12-16 09:00 wijkagent: Voor het overleg van 21 december',
      '2026-12-16 09:00 wijkteam: Voor het overleg van 21 december',
      '2026-12-16 09:30 procesregisseur: Er is antwoord op een vraag A2',
      '2026-12-18 09:00 behandelaar: Voorbereiding van het overleg van 21 december',
      '2026-12-21 09:00 behandelaar: Is dit gebeurd? A1',
      '2026-12-21 12:00 procesregisseur: Er is antwoord op een vraag A1',
      '2026-12-23 09:00 procesregisseur: Wie voert de regie?',
      '2026-12-31 09:00 procesregisseur: Wie voert de regie?',
      '2027-01-27 09:00 behandelaar: Voor het overleg van 1 februari',
      '2027-01-27 09:00 reclasseerder: Voor het overleg van 1 februari',
      '2027-01-27 09:00 wijkagent: Voor het overleg van 1 februari',
      '2027-01-27 09:00 wijkteam: Voor het overleg van 1 februari',
      '2027-01-27 09:30 procesregisseur: Er is antwoord op een vraag A2',
      '2027-01-29 09:00 procesregisseur: Voorbereiding van het overleg van 1 februari',
      '2027-02-08 09:30 behandelaar: Tip: Zo lees ik het. Klopt het? Leg het dan vast.',
      '2027-02-15 09:00 behandelaar: Vandaag: één actie van jou A5',
      '2027-02-15 09:30 wijkteam: Er is antwoord op een vraag A5',
      '2027-03-01 09:00 wijkagent: Is dit gebeurd? A4',
      '2027-03-10 09:30 behandelaar: Signaal G1',
      '2027-03-10 09:30 procesregisseur: Signaal G1',
      '2027-03-10 09:30 wijkteam: Een signaal doorgeven',
      '2027-03-23 09:00 wijkteam: Een actie van jou, uiterlijk 29 maart A6',
      '2027-03-23 09:30 behandelaar: Een actie voor jou A6',
      '2027-03-25 09:00 behandelaar: Een actie van jou, uiterlijk 29 maart A6',
      '2027-04-01 09:00 wijkagent: Is dit gebeurd? A4',
      '2027-04-08 09:00 behandelaar: Je wilde hier vandaag op terugkomen (uiterlijk 29 maart) A6',
      '2027-04-22 09:00 reclasseerder: Een actie van jou, uiterlijk 27 april A7',
      '2027-04-26 09:00 reclasseerder: Een actie van jou, uiterlijk 27 april A7',
      '2027-04-28 09:00 reclasseerder: Te laat: één actie van jou, uiterlijk 27 april A7',
      '2027-04-30 09:00 procesregisseur: A7 van casus ZVH-2026-002 is drie werkdagen te laat, en er is nog geen antwoord.',
      '2027-04-30 09:00 reclasseerder: Te laat: één actie van jou, uiterlijk 27 april A7',
      '2027-04-30 09:00 wijkagent: Er staan 2 dingen voor je klaar A4 A8',
      '2027-05-03 09:00 behandelaar: Voor het overleg van 10 mei A5 A6',
      '2027-05-03 09:00 reclasseerder: Voor het overleg van 10 mei',
      '2027-05-03 09:00 wijkagent: Voor het overleg van 10 mei A4',
      '2027-05-03 09:00 wijkteam: Voor het overleg van 10 mei',
      '2027-05-05 18:00 behandelaar: De veiligheidsmaatregel A8 van casus ZVH-2026-002 is te laat, en er is nog geen antwoord.',
      '2027-05-05 18:00 procesregisseur: De veiligheidsmaatregel A8 van casus ZVH-2026-002 is te laat, en er is nog geen antwoord.',
      '2027-05-05 18:00 wijkagent: Vandaag om 14.00: één actie van jou A8',
      '2027-05-07 09:00 behandelaar: Voorbereiding van het overleg van 10 mei',
      '2027-05-07 09:00 wijkagent: Te laat: één actie van jou, uiterlijk 5 mei om 14.00 A8',
      '2027-05-10 09:00 reclasseerder: Te laat: één actie van jou, uiterlijk 27 april A7',
      '2027-05-11 09:00 procesregisseur: A8 van casus ZVH-2026-002 is drie werkdagen te laat, en er is nog geen antwoord.',
      '2027-05-11 09:00 wijkagent: Te laat: één actie van jou, uiterlijk 5 mei om 14.00 A8',
      '2027-05-18 09:00 wijkagent: Te laat: één actie van jou, uiterlijk 5 mei om 14.00 A8',
    ]);
  });

  it('brings nobody more than one card a morning, and none on a day on which nobody works', () => {
    const cards = diary.filter(({ time, message }) => time === '09:00' && message.card !== undefined);
    expect(cards.length).toBeGreaterThan(10);
    expect(new Set(cards.map(({ day, to }) => `${day} ${to}`)).size).toBe(cards.length);
    expect(cards.filter(({ day }) => !isWorkingDay(day, publicHolidaysOnly))).toEqual([]);
  });

  it('leaves the meeting chat alone', () => {
    expect(diary.filter(({ to }) => to === 'everyone').map(({ words }) => words)).toEqual([]);
  });
});
