import { describe, expect, it } from 'vitest';
import { summaryLimit } from '../../src/cards/views/summary.ts';
import { buttonOf, inputOf, inputsOf, linesBesideTables, linesOf, ofType, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import {
  casusX,
  closedAndAdopted,
  hostile,
  inPhase,
  largest,
  now,
  person,
  type Scene,
  smallest,
  urgent,
  withConference,
} from './states.ts';
import { formView } from './views.ts';

/** The lines of the summary beside its table, without its title and the line below it. */
function summary({ state }: Scene): readonly string[] {
  return linesBesideTables(renderer.render({ kind: 'summary', language: 'nl', state, conference: 'c1' })).slice(2);
}

describe('the summary', () => {
  it('tells casus X by rule', () => {
    expect(summary(casusX())).toEqual([
      'Doel  Gedeeld beeld van het risico op geweld en afspraken voor de komende weken',
      'Casusregisseur  Behandelaar, GGZ',
      'R1  Geweld tegen een willekeurige voorbijganger in de eigen buurt: hoog (Politie schatte zeer hoog, GGZ heeft geen zicht)',
      'F1  Middelengebruik, omvang onbekend',
      '→ A1  Middelengebruik monitoren met een wekelijkse urinecontrole (Behandelaar, GGZ, 12 dec)',
      '→ A2  Gedrag en dagbesteding observeren bij huisbezoek en terugkoppelen (Medewerker wijkteam, Wijkteam gemeente, 5 dec)',
      'F2  Geen dagbesteding, is overdag op straat (ook A2)',
      '→ A3  Eén gesprek op straat over dagbesteding (Wijkagent, Politie, 5 dec)',
      'F4  Conflict met de buren – geen actie: Eerst zicht op gebruik; buurtbemiddeling loopt al via de gemeente',
      'Wat we nog niet weten  R1 (GGZ), F1, A1, A2 en A3',
    ]);
  });

  it('says what is not covered yet and when the next conference is', () => {
    const scene = closedAndAdopted(withConference(casusX(), { withoutAction: {} }));
    expect(summary(scene)).toEqual(
      expect.arrayContaining(['Nog zonder actie of reden  F4', 'Volgend overleg  12 december']),
    );
  });

  it('says so when nothing was recorded', () => {
    expect(summary(smallest())).toEqual(['Er is nog niets vastgelegd.']);
  });

  it('never has more than fifteen lines', () => {
    for (const scene of [largest(), hostile(), closedAndAdopted(largest())])
      expect(summary(scene).length).toBeLessThanOrEqual(summaryLimit);
    expect(summaryLimit).toBe(15);
  });

  it('holds the top three and risks, also when there are too many of both', () => {
    const lines = summary(largest());
    expect(lines.filter(line => /^R\d+ {2}/.test(line)).length).toBeGreaterThanOrEqual(2);
    expect(lines.filter(line => /^F\d+ {2}|^→ A\d+ {2}/.test(line)).length).toBeGreaterThanOrEqual(3);
    expect(lines.filter(line => /… en nog \d+/.test(line)).length).toBeGreaterThanOrEqual(2);
  });
});

describe('the draft minutes', () => {
  const card = renderer.render(formView(casusX(), 'minutes'));

  it('couple each factor to its actions, or to the reason why there is none', () => {
    const cells = ofType(card, 'TableRow').map(row => linesOf(row));
    expect(cells[0]).toEqual(['Factor', 'Actie', 'Wie, wanneer']);
    expect(cells[1]?.[0]).toMatch(/^F1 {2}Middelengebruik/);
    expect(cells[1]?.[2]).toBe('Behandelaar, GGZ, 12 dec');
    expect(cells.at(-1)).toEqual([
      'F4  Conflict met de buren',
      'Geen actie: Eerst zicht op gebruik; buurtbemiddeling loopt al via de gemeente',
      '–',
    ]);
    expect(ofType(card, 'Table')[0]?.firstRowAsHeaders).toBe(true);
  });

  it('say what is not known and who was not at the table', () => {
    const lines = linesOf(card);
    expect(lines).toContain('R1\u2002Geweld tegen een willekeurige voorbijganger in de eigen buurt – GGZ');
    expect(lines).toContain('Openbaar Ministerie');
    expect(lines).toContain('Volgend overleg: 12 december');
  });

  it('are adopted with one button, which is gone afterwards', () => {
    expect(verbsOf(card)).toEqual(['minutes.adopt']);
    const closed = closedAndAdopted(casusX());
    const { state } = withConference(closed, { adopted: { at: now, by: person(1), version: 1 } });
    const after = renderer.render(formView(closed, 'minutes', { state }));
    expect(verbsOf(after)).not.toContain('minutes.adopt');
    expect(textOf(after)).toContain('ZVH-2026-002 · vastgesteld');
  });

  it('say so when no action was agreed', () => {
    expect(textOf(renderer.render(formView(smallest(), 'minutes')))).toContain('Er zijn geen acties afgesproken.');
  });
});

describe('the reminder', () => {
  it('is about one action, which its buttons name', () => {
    const card = renderer.render(formView(casusX(), 'reminder'));
    expect(textOf(card)).toContain('A1\u2002Middelengebruik monitoren met een wekelijkse urinecontrole');
    expect(verbsOf(card)).toEqual(['reminder.done', 'reminder.snooze', 'reminder.blocked', 'reminder.handOver']);
    expect(buttonOf(card, 'reminder.snooze').data).toMatchObject({ action: 'A1' });
    expect(inputsOf(card).map(input => input.id)).toEqual(['action', 'reason', 'until', 'to']);
    expect(inputOf(card, 'action')).toMatchObject({ isVisible: false, value: 'A1' });
  });

  it('says today on the day itself and the day otherwise', () => {
    const title = (at: string) => linesOf(renderer.render(formView(casusX(), 'reminder', { now: at })))[0];
    expect(title('2026-12-12T08:00:00.000Z')).toBe('Vandaag: één actie van jou');
    expect(title('2026-12-11T08:00:00.000Z')).toBe('Een actie van jou, uiterlijk 12 december');
    // Half past eleven at night in UTC is the next day at the table.
    expect(title('2026-12-11T23:30:00.000Z')).toBe('Vandaag: één actie van jou');
  });

  it('says the time of a measure that has one', () => {
    const state = urgent().state;
    const title = (at: string) => linesOf(renderer.render(formView(urgent(), 'reminder', { state, now: at })))[0];
    expect(title('2026-11-21T11:30:00.000Z')).toBe('Vandaag om 14.30: één actie van jou');
    expect(title('2026-11-20T11:30:00.000Z')).toBe('Een actie van jou, uiterlijk 21 november om 14.30');
  });

  it('proposes the next working day for later', () => {
    const until = (at: string) => inputOf(renderer.render(formView(casusX(), 'reminder', { now: at })), 'until').value;
    expect(until('2026-12-09T08:00:00.000Z')).toBe('2026-12-10');
    expect(until('2026-12-11T08:00:00.000Z')).toBe('2026-12-14');
  });

  it('has nothing to press when the action is done', () => {
    const { state } = casusX();
    const done = { ...state, actions: state.actions.map(action => ({ ...action, status: 'done' as const })) };
    const card = renderer.render(formView(casusX(), 'reminder', { state: done }));
    expect(verbsOf(card)).toEqual([]);
  });
});

describe('help', () => {
  it.each(['nl', 'en'] as const)('in %s names the typed commands in both languages', language => {
    const text = textOf(renderer.render({ kind: 'help', language, personal: false, notes: true }));
    for (const command of ['start', 'volgende', 'next', 'terug', 'back', 'toon', 'reveal', 'samenvatting', 'summary'])
      expect(text).toContain(command);
    for (const command of ['sluiten', 'close', 'vaststellen', 'adopt', 'notulist', 'note-taker', 'taal', 'language'])
      expect(text).toContain(command);
  });

  it.each(['nl', 'en'] as const)('in %s names what may be typed about the case', language => {
    const text = textOf(renderer.render({ kind: 'help', language, personal: false, notes: true }));
    for (const words of ['risico: …', 'risk: …', 'factor: …', 'beschermend: …', 'protective: …'])
      expect(text).toContain(words);
    for (const words of [
      'actie: … @wie',
      'action: … @who',
      'spoed CODE',
      'urgent CODE',
      'voorzitter @wie',
      'chair @who',
    ])
      expect(text).toContain(words);
  });

  it('says in one’s own chat, and only there, how to answer by typing', () => {
    const text = (personal: boolean) =>
      textOf(renderer.render({ kind: 'help', language: 'nl', personal, notes: true }));
    expect(text(true)).toContain('R1 hoog · P1 6 · F1 F3');
    expect(text(false)).not.toContain('R1 hoog');
  });

  it('says that what people type in the chat stays in Teams', () => {
    expect(textOf(renderer.render({ kind: 'help', language: 'nl', personal: true, notes: true }))).toContain(
      'blijft in Teams',
    );
  });
});

describe('lines', () => {
  const line = (card: unknown) => linesOf(card).join();

  it('replace a prompt by what was done', () => {
    const { state } = inPhase(casusX(), 'topThree.raise');
    const card = { kind: 'line', language: 'nl', state, conference: 'c1' } as const;
    expect(line(renderer.render({ ...card, line: 'phaseDone', phase: 'risks.rate' }))).toBe(
      'Risico’s inschatten: klaar',
    );
    expect(line(renderer.render({ ...card, line: 'conferenceFiled' }))).toBe(
      'Casusoverleg 1 afgesloten; verslag in het archief',
    );
    expect(line(renderer.render({ kind: 'line', language: 'en', line: 'boardMoved' }))).toBe(
      'The board stands further down.',
    );
  });

  it('are found by their key or by what stands after chat', () => {
    const values = { action: 'A1', case: 'ZVH-2026-002' };
    const said = 'Vandaag is A1 van casus ZVH-2026-002 aan de beurt. Kijk in het verslag.';
    expect(renderer.line('nl', 'chat.remindInMeeting', values)).toBe(said);
    expect(renderer.line('nl', 'remindInMeeting', values)).toBe(said);
    expect(renderer.line('en', 'refusal.conferenceOpenElsewhere', values)).toContain('ZVH-2026-002');
    expect(() => renderer.line('nl', 'nothing.like.it')).toThrow(/no words for nothing\.like\.it/);
  });

  it('leave out a part of which the value is missing', () => {
    const said = 'Dit begrijp ik niet. Typ @Rondetafel help om te zien wat ik kan.';
    expect(renderer.line('nl', 'chat.unknownCommand')).toBe(said);
    expect(renderer.line('nl', 'chat.unknownCommand', { guess: 'volgende' })).toContain('Bedoel je ‘volgende’?');
  });
});

describe('rendering a form without its case', () => {
  it('is refused with the name of the form', () => {
    const { state: _state, conference: _conference, ...view } = formView(casusX(), 'raiseRisk', { viewer: person(2) });
    expect(() => renderer.render(view)).toThrow(/raiseRisk: rendered without its case/);
  });
});
