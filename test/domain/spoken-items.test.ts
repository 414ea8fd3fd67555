import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpokenRating, readSpokenScore, readSpokenVote } from '../../src/domain/spoken-answers.ts';
import { ownerPlaceholder, readSpokenItem } from '../../src/domain/spoken-items.ts';

/** A Wednesday. */
const today = '2026-11-25';

/** Reads an action in which `@` stands for the mention of its owner. */
function action(text: string) {
  const read = readSpokenItem(`actie: ${text.replaceAll('@', ownerPlaceholder)}`, today);
  if (read?.kind !== 'action') throw new Error('not an action');
  const { kind: _, mentioned: __, ...rest } = read;
  return rest;
}

describe('items typed in the chat', () => {
  it.each([
    ['risico: slaat zijn moeder', { kind: 'risk', what: 'slaat zijn moeder', mentioned: false }],
    ['RISICO :  slaat  zijn moeder', { kind: 'risk', what: 'slaat zijn moeder', mentioned: false }],
    [' Risk:hits his mother', { kind: 'risk', what: 'hits his mother', mentioned: false }],
    ['risico: tijd: na 22:00', { kind: 'risk', what: 'tijd: na 22:00', mentioned: false }],
    ['factor: drinkt', { kind: 'factor', factorKind: 'dynamic', what: 'drinkt', mentioned: false }],
    ['beschermend: zus', { kind: 'factor', factorKind: 'protective', what: 'zus', mentioned: false }],
    ['Beschermende factor: zus', { kind: 'factor', factorKind: 'protective', what: 'zus', mentioned: false }],
    ['protective: sister', { kind: 'factor', factorKind: 'protective', what: 'sister', mentioned: false }],
    ['statisch: strafblad', { kind: 'factor', factorKind: 'static', what: 'strafblad', mentioned: false }],
    ['static: record', { kind: 'factor', factorKind: 'static', what: 'record', mentioned: false }],
    ['actie: bellen', { kind: 'action', what: 'bellen', mentioned: false }],
    ['Action : call', { kind: 'action', what: 'call', mentioned: false }],
    ['actie:', { kind: 'action', what: '', mentioned: false }],
    [
      'scenario: als hij niet slaapt, dan belt de behandelaar',
      { kind: 'scenario', signals: 'hij niet slaapt', response: 'belt de behandelaar', mentioned: false },
    ],
    [
      'Scenario: if he shouts then call the police',
      { kind: 'scenario', signals: 'he shouts', response: 'call the police', mentioned: false },
    ],
    ['scenario: hij drinkt', { kind: 'scenario', signals: 'hij drinkt', response: '', mentioned: false }],
    ['risico: vóór vrijdag', { kind: 'risk', what: 'vóór vrijdag', mentioned: false }],
  ])('%s', (text, item) => expect(readSpokenItem(text, today)).toEqual(item));

  it.each(['', ':', ': drinkt', 'risico', 'notitie: drinkt', 'het risico: groot', 'constructor: a', 'volgende'])(
    'are not: %s',
    text => expect(readSpokenItem(text, today)).toBeUndefined(),
  );

  it('tell that somebody was mentioned, wherever it stood', () => {
    const about = ownerPlaceholder;
    expect(readSpokenItem(`risico: slaat ${about}`, today)).toEqual({ kind: 'risk', what: 'slaat', mentioned: true });
    expect(readSpokenItem(`${about} actie: bellen`, today)).toEqual({
      kind: 'action',
      what: 'bellen',
      mentioned: true,
    });
    expect(readSpokenItem(`actie: ${about}${about} bellen`, today)).toMatchObject({ what: 'bellen', mentioned: true });
  });
});

describe('a typed action', () => {
  it.each([
    ['gesprek over dagbesteding @ vóór vrijdag', 'gesprek over dagbesteding', '2026-11-27'],
    ['gesprek over dagbesteding vóór vrijdag @', 'gesprek over dagbesteding', '2026-11-27'],
    ['@ gesprek over dagbesteding, vóór vrijdag.', 'gesprek over dagbesteding', '2026-11-27'],
    ['vóór vrijdag gesprek over dagbesteding @', 'gesprek over dagbesteding', '2026-11-27'],
    ['gesprek @ vóór vrijdag over dagbesteding', 'gesprek over dagbesteding', '2026-11-27'],
    ['gesprek vóór vrijdag @ over dagbesteding', 'gesprek over dagbesteding', '2026-11-27'],
    ['gesprek op school @ op vrijdag', 'gesprek op school', '2026-11-27'],
    ['gesprek (school) (uiterlijk vrijdag)', 'gesprek (school)', '2026-11-27'],
    ['bellen vóór vrijdag met school @', 'bellen met school', '2026-11-27'],
    ['bellen voor 1 december met moeder', 'bellen met moeder', '2026-12-01'],
    ['gesprek van vrijdag uitwerken @ vóór 3-12', 'gesprek van vrijdag uitwerken', '2026-12-03'],
    ['morgen bellen met school @', 'bellen met school', '2026-11-26'],
    ['@ morgen 9 uur bellen, samen met school', 'bellen, samen met school', '2026-11-26T09:00'],
    ['urinecontrole twee keer per week @ over twee weken', 'urinecontrole twee keer per week', '2026-12-09'],
    ['binnen twee weken plek zoeken', 'plek zoeken', '2026-12-09'],
    ['bellen @ 3-12', 'bellen', '2026-12-03'],
    ['bellen op 3-12', 'bellen', '2026-12-03'],
    ['@ 3-12 bellen', 'bellen', '2026-12-03'],
    ['bellen @ om 14:30', 'bellen', '2026-11-25T14:30'],
    ['bellen @ vrijdag over een week', 'bellen', '2026-12-04'],
    ['bellen @ eind december', 'bellen', '2026-12-31'],
    ['bellen @ in week 50', 'bellen', '2026-12-11'],
    ['bellen - deadline: vrijdag', 'bellen', '2026-11-27'],
    ['talk about school @ by Friday', 'talk about school', '2026-11-27'],
    ['talk about school @ in two weeks', 'talk about school', '2026-12-09'],
    ['vrijdag @', '', '2026-11-27'],
  ])('is due: %s', (text, what, due) => expect(action(text)).toEqual({ what, due }));

  it.each([
    'gesprek op school',
    'gesprek op vrijdag met school',
    'plek zoeken voor moeder',
    'bellen voor Jan',
    'bellen met Jan',
    'bellen in mei',
    'talk by phone',
    'verslag van vrijdag',
    'besluit van 3 december',
    'elke vrijdag bellen',
    'bellen elke vrijdag',
    'vrijdag en maandag bellen',
    'bezoek op maandag en donderdag',
    'bezoek tussen 3 en 5 december',
    'huur vanaf 1 januari',
    'contact over week 50',
    'activiteiten voor 8-12 jarigen',
    'jeugd 8-12',
    '8-12 jongeren uitnodigen',
    'uitleg over zsm',
    'gesprek van 2 uur',
    'oppas voor 1 uur per dag',
    'woning op de 2e verdieping',
    'observeren vóór, tijdens en na het bezoek aan school',
    'bellen uiterlijk',
    'direct contact met moeder',
  ])('keeps what only looks like a day: %s', text => {
    expect(action(text)).toEqual({ what: text });
    expect(action(`${text} @`)).toEqual({ what: text });
    expect(action(`${text} @ vóór 3-12`)).toEqual({ what: text, due: '2026-12-03' });
  });

  it.each([
    ['bellen @ zo snel mogelijk', 'bellen', 'zo snel mogelijk'],
    ['bellen z.s.m.', 'bellen', 'z.s.m.'],
    ['zo snel mogelijk bellen @', 'bellen', 'zo snel mogelijk'],
    ['bellen @ uiterlijk zsm', 'bellen', 'uiterlijk zsm'],
    ['bellen op korte termijn', 'bellen', 'op korte termijn'],
    ['bellen @ vóór de kerst', 'bellen', 'vóór de kerst'],
    ['bellen voor de kerst', 'bellen', 'voor de kerst'],
    ['bellen @ vóór Jan', 'bellen', 'vóór Jan'],
    ['bellen @ op 31-2', 'bellen', 'op 31-2'],
    ['bellen @ voor 31 februari', 'bellen', 'voor 31 februari'],
    ['bellen @ voor december', 'bellen', 'voor december'],
    ['bellen vóór het gesprek met school', 'bellen', 'vóór het gesprek met school'],
    ['bellen uiterlijk bij de zitting', 'bellen', 'uiterlijk bij de zitting'],
    ['call the school asap @', 'call the school', 'asap'],
    ['call the school before the hearing', 'call the school', 'before the hearing'],
  ])('says which words are no day: %s', (text, what, dueWords) => expect(action(text)).toEqual({ what, dueWords }));

  it('keeps figures behind the mention that do not stand beside it', () => {
    expect(action('bellen @ met jeugd 8-12')).toEqual({ what: 'bellen met jeugd 8-12' });
  });

  it('gives the choices when the words may mean several days', () => {
    expect(action('bellen dinsdag of woensdag @')).toEqual({
      what: 'bellen',
      dueWords: 'dinsdag of woensdag',
      dueChoices: ['2026-12-01', '2026-12-02'],
    });
    expect(action('bellen @ vrijdag 3 december')).toEqual({
      what: 'bellen',
      dueWords: 'vrijdag 3 december',
      dueChoices: ['2026-12-03', '2026-12-04'],
    });
  });

  it('that is longer than any form takes is kept whole', () => {
    const long = `${'bellen '.repeat(200)}vóór vrijdag`;
    expect(action(long)).toEqual({ what: long });
  });

  const words = fc
    .array(
      fc.constantFrom(
        ...'gesprek op school voor moeder over wonen met Jan bellen week 3-12 van vrijdag vóór de kerst'.split(' '),
        ...'uiterlijk 8-12 zsm en of elke dag om 9 uur half mei december by phone (school) per 31-2 @ , –'.split(' '),
      ),
      { minLength: 1, maxLength: 12 },
    )
    .map(some => some.join(' '));

  it('loses no word: each is in what, in the words that are no day, or read as the day', () => {
    const loose = (text: string) => text.split(' ').filter(word => /[^@,–]/.test(word));
    fc.assert(
      fc.property(words, text => {
        const { what, due, dueWords } = action(text);
        const kept = [...loose(what), ...loose(dueWords ?? '')];
        const lost = loose(text);
        for (const word of kept) {
          expect(lost).toContain(word);
          lost.splice(lost.indexOf(word), 1);
        }
        if (due === undefined) expect(lost).toEqual([]);
        // What was read as a day holds a day, and nothing of what has to be done.
        else expect(lost.join(' ')).not.toMatch(/gesprek|school|moeder|bellen|phone|kerst/);
        expect(due === undefined || dueWords === undefined).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('with a day behind the mention keeps all that stands before it', () => {
    const day = fc.constantFrom(
      'vóór vrijdag',
      'uiterlijk 3-12',
      'over twee weken',
      'week 50',
      'morgen 9 uur',
      'by Friday',
    );
    fc.assert(
      fc.property(words, day, (text, due) => {
        const before = text.replaceAll(/[@,–]/g, ' ').replace(/\s+/g, ' ').trim();
        const read = action(`${before} @ ${due}`);
        expect(read.what).toBe(before);
        expect(read.due).toMatch(/^2026-1[12]-/);
      }),
    );
  });

  it('is read from any text without throwing', () => {
    const any = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(any, text => {
        expect(readSpokenItem(`actie: ${text}`, today)?.kind).toBe('action');
      }),
    );
  });
});

describe('a typed rating', () => {
  it.each([
    ['R1 hoog', { risk: 'R1', level: 'high' }],
    ['r2: geen  zicht', { risk: 'R2', level: 'unknown' }],
    ['R1 zeer hoog omdat hij weer dreigt', { risk: 'R1', level: 'veryHigh', reason: 'hij weer dreigt' }],
    ['R1 hoog, want hij dreigt', { risk: 'R1', level: 'high', reason: 'hij dreigt' }],
    ['R12 = laag (rustig)', { risk: 'R12', level: 'low', reason: 'rustig' }],
    ['R1 matig - is verhuisd', { risk: 'R1', level: 'moderate', reason: 'is verhuisd' }],
    ['R1 high because he threatens', { risk: 'R1', level: 'high', reason: 'he threatens' }],
    ['R1 very high', { risk: 'R1', level: 'veryHigh' }],
    ['R1 no view', { risk: 'R1', level: 'unknown' }],
    ['R1 moderate!', { risk: 'R1', level: 'moderate' }],
    ['risico 1 hoog.', { risk: 'R1', level: 'high' }],
  ])('%s', (text, rating) => expect(readSpokenRating(text)).toEqual(rating));

  it.each([
    '',
    'R1',
    'hoog',
    'R0 hoog',
    'F1 hoog',
    'R1 niet hoog',
    'R1 hoogstens matig',
    'R1 hoog?',
    'R1 matig tot hoog',
    'R1 matig/hoog',
    'R1 hoog, R2 laag',
    'R1 hoog en R2 laag',
    'R1 toString',
  ])('is not: %s', text => expect(readSpokenRating(text)).toBeUndefined());
});

describe('a typed score', () => {
  it.each([
    ['P1 6', { subject: 'P1', score: 6 }],
    ['p1: 0', { subject: 'P1', score: 0 }],
    ['P1 = 10.', { subject: 'P1', score: 10 }],
    ['P12 - 6/10', { subject: 'P12', score: 6 }],
    ['P1 6 omdat moeder slaapt', { subject: 'P1', score: 6, explanation: 'moeder slaapt' }],
    ['P1 4, hij is weer thuis', { subject: 'P1', score: 4, explanation: 'hij is weer thuis' }],
  ])('%s', (text, score) => expect(readSpokenScore(text)).toEqual(score));

  it.each([
    '',
    'P1',
    'P16',
    'P0 6',
    'R1 6',
    'P1 11',
    'P1 100',
    'P1 -1',
    'P1 6,5',
    'P1 6.5',
    'P1 6-7',
    'P1 6 of 7',
    'P1 6?',
    'P1 6, P2 7',
    'P1 zes',
    'P1 6x',
  ])('is not: %s', text => expect(readSpokenScore(text)).toBeUndefined());
});

describe('a typed vote', () => {
  it.each([
    ['F1 F3', ['F1', 'F3']],
    ['stem F1, F3', ['F1', 'F3']],
    ['Stem: f1,f3', ['F1', 'F3']],
    ['ik stem op F2', ['F2']],
    ['mijn stem: F1 en F12', ['F1', 'F12']],
    ['vote F1 and F3.', ['F1', 'F3']],
    ['F1 & F1', ['F1']],
    ['F1 F2 F3 F4', ['F1', 'F2', 'F3', 'F4']],
  ])('%s', (text, factors) => expect(readSpokenVote(text)).toEqual({ factors }));

  it.each(['', 'stem', 'F0', 'F1F2', 'F1-F3', 'F1 tot F3', 'F1 hoog', 'niet F1', 'R1', 'F1,'])('is not: %s', text =>
    expect(readSpokenVote(text)).toBeUndefined(),
  );
});
