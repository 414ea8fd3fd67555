import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCaseFile } from '../../src/demo/case-file.ts';
import { isWorkingDay, publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { type Deed, linesOfDiary, liveThrough } from '../support/half-year.ts';
import { openPassingDays, type PassingDays, type Sent } from '../support/passing-days.ts';

const janna = loadCaseFile('src/demo/janna.json');
const start = '2026-12-02';
const second = '2027-03-02';

const nothing = (by: string): Deed => ({ by, verb: 'preparation.answer', inputs: { nothing: 'yes' } });
const deeds: Readonly<Record<string, readonly Deed[]>> = {
  '2026-12-03': [{ by: 'veiligthuis', verb: 'reminder.done', inputs: { reason: 'Ouders kwamen elke dag' } }],
  '2026-12-04': [
    { by: 'wijkagent', verb: 'reminder.blocked', inputs: { reason: 'Een vertrouwenspersoon', to: 'veiligthuis' } },
  ],
  '2026-12-30': [
    { by: 'reclasseerder', verb: 'reminder.snooze', inputs: { until: '2027-01-06', reason: 'Vader is ziek' } },
  ],
  '2027-01-06': [{ by: 'reclasseerder', verb: 'reminder.done', inputs: { reason: 'Gesprek gevoerd' } }],
  '2027-01-14': [{ by: 'behandelaar', verb: 'reminder.done', inputs: { reason: 'Verslag is klaar' } }],
  '2027-02-25': [
    { by: 'behandelaar', verb: 'preparation.answer', inputs: { changes: 'Moeder slaapt beter' } },
    ...['veiligthuis', 'reclasseerder', 'wijkteam'].map(nothing),
  ],
  '2027-03-09': [{ by: 'wijkteam', verb: 'reminder.done', inputs: { reason: 'Loopt sinds vorige week' } }],
  '2027-04-28': [
    { by: 'behandelaar', verb: 'reminder.handOver', inputs: { to: 'reclasseerder' } },
    { by: 'reclasseerder', verb: 'action.accept', inputs: { answer: 'no', reason: 'Past niet bij mijn opdracht' } },
  ],
  '2027-04-30': [{ by: 'behandelaar', verb: 'reminder.done', inputs: { reason: 'De laatste keer was gisteren' } }],
  '2027-05-26': [
    { by: 'behandelaar', verb: 'reminder.done', inputs: { action: 'A5' } },
    { by: 'behandelaar', verb: 'form.show', inputs: { form: 'beforehand' } },
    nothing('behandelaar'),
  ],
};

let days: PassingDays;
let diary: readonly Sent[];

beforeAll(async () => {
  days = await openPassingDays(janna, `${start}T08:00:00.000Z`);
  diary = await liveThrough(days, {
    file: janna,
    start,
    end: '2027-06-01',
    conferenceDays: [start, second],
    deeds,
    eveningsToo: [],
  });
}, 300_000);
afterAll(() => days?.dispose());

describe('half a year of Janna', () => {
  it('goes day by day as it was agreed', () => {
    expect(linesOfDiary(diary)).toEqual([
      '2026-12-03 09:00 veiligthuis: Vandaag: één actie van jou A1',
      '2026-12-04 09:00 wijkagent: Een actie van jou, uiterlijk 9 december A2',
      '2026-12-04 09:30 procesregisseur: A2 van casus ZVH-2026-001 zit vast. Wat er nodig is, staat bij de actie in het volgende overleg.',
      '2026-12-10 09:00 procesregisseur: De veiligheidsmaatregel A2 van casus ZVH-2026-001 is te laat en zit nog vast.',
      '2026-12-10 09:00 veiligthuis: De veiligheidsmaatregel A2 van casus ZVH-2026-001 is te laat en zit nog vast.',
      '2026-12-14 09:00 procesregisseur: A2 van casus ZVH-2026-001 is drie werkdagen te laat en zit nog vast.',
      '2026-12-24 09:00 reclasseerder: Een actie van jou, uiterlijk 30 december A4',
      '2026-12-30 09:00 reclasseerder: Vandaag: één actie van jou A4',
      '2027-01-06 09:00 reclasseerder: Je wilde hier vandaag op terugkomen (uiterlijk 30 december 2026) A4',
      '2027-01-08 09:00 behandelaar: Een actie van jou, uiterlijk 13 januari A3',
      '2027-01-13 09:00 behandelaar: Vandaag: één actie van jou A3',
      '2027-01-14 09:00 behandelaar: Te laat: één actie van jou, uiterlijk 13 januari A3',
      '2027-01-14 09:30 veiligthuis: Er is antwoord op een vraag A3',
      '2027-02-25 09:00 behandelaar: Voor het overleg van 2 maart A3',
      '2027-02-25 09:00 reclasseerder: Voor het overleg van 2 maart A4',
      '2027-02-25 09:00 veiligthuis: Voor het overleg van 2 maart A1',
      '2027-02-25 09:00 wijkagent: Voor het overleg van 2 maart',
      '2027-02-25 09:00 wijkteam: Voor het overleg van 2 maart',
      '2027-03-01 09:00 veiligthuis: Voorbereiding van het overleg van 2 maart',
      '2027-03-04 09:00 wijkteam: Een actie van jou, uiterlijk 9 maart A7',
      '2027-03-09 09:00 wijkteam: Vandaag: één actie van jou A7',
      '2027-04-28 09:00 behandelaar: Een actie van jou, uiterlijk 1 mei A6',
      '2027-04-28 09:30 behandelaar: A6 van casus ZVH-2026-001 wordt niet overgenomen. De actie blijft van jou.',
      '2027-04-28 09:30 reclasseerder: Een actie voor jou A6',
      '2027-04-30 09:00 behandelaar: Een actie van jou, uiterlijk 1 mei A6',
      '2027-05-26 09:00 behandelaar: Er staan 2 dingen voor je klaar A5',
      '2027-05-26 09:00 reclasseerder: Voor het overleg van 31 mei',
      '2027-05-26 09:00 veiligthuis: Voor het overleg van 31 mei',
      '2027-05-26 09:00 wijkagent: Voor het overleg van 31 mei',
      '2027-05-26 09:00 wijkteam: Voor het overleg van 31 mei A7',
      '2027-05-28 09:00 veiligthuis: Voorbereiding van het overleg van 31 mei',
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
