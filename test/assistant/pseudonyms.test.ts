import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOrdinary } from '../../src/assistant/lexicon.ts';
import { createPseudonyms } from '../../src/assistant/pseudonyms.ts';

const hide = (text: string, names: readonly string[] = []) => createPseudonyms(names).hide(text);

const firstNames =
  'jan piet klaas kees henk hans peter johan willem gerrit cornelis mohammed ali ahmed youssef fatima aisha maria anna johanna elisabeth sanne lisa emma sophie julia noor lotte daan bram sem luuk finn milan levi thijs lars ruben tim tom bart bas rob rik mike kevin dennis jeffrey patrick marco sander stefan jeroen maarten martijn wouter joost koen ruud gert bert arie dirk marieke annemarie ingrid monique sandra esther linda petra anja ilse femke eva zoë yara mila nora mees gijs teun siem roos fleur iris kim chantal priscilla shirley dewi john james mary robert michael david richard thomas charles susan jessica sarah karen nancy mark will grace'.split(
    ' ',
  );
const surnames =
  'jansen janssen vries berg bakker visser smit meijer boer mulder bos vos peters hendriks dekker brouwer dijkstra wit kok jacobs vermeulen dongen linden kuipers post kuiper veenstra kramer hoekstra koning willems schouten wolf prins groen yilmaz kaya demir smith jones taylor brown williams wilson johnson'.split(
    ' ',
  );
const places =
  'amsterdam rotterdam utrecht eindhoven groningen tilburg almere breda nijmegen apeldoorn haarlem arnhem enschede amersfoort zaanstad zwolle leiden maastricht dordrecht ede delft alkmaar venlo deventer assen hengelo roosendaal oss emmen lelystad london leeds'.split(
    ' ',
  );

describe('what could name somebody', () => {
  it.each([
    ['Jan de Vries dreigt buurman Piet op de Lindelaan 12', '{N1} dreigt buurman {N2} op de {N3}'],
    ['jan dreigt piet aan de lindelaan in utrecht', '{N1} dreigt {N2} aan de {N3} in {N4}'],
    ['Brandstichting bij ZVH-2026-014, 14 jaar, bellen 06-12345678', 'Brandstichting bij {N1}, {N2} jaar, bellen {N3}'],
    ['Moeder woont in Ter Apel, 9561 AB', 'Moeder woont in {N1}, {N2}'],
    ['bericht naar j.devries@example.org of https://x.example/a?b=1', 'bericht naar {N1} of {N2}'],
    ['Kenteken 12-ABC-3; rekening NL91ABNA0417164300', '{N1}; rekening {N2}'],
    ['DREIGT MET EEN MES', '{N1}'],
    ['De Boer slaat', '{N1} slaat'],
    ['Ruzie met {A1.owner} en {N7}', 'Ruzie met ({N1}) en ({N2})'],
    ['vader/Johan', 'vader/{N1}'],
  ])('is hidden: %s', (text, hidden) => {
    expect(hide(text)).toBe(hidden);
  });

  it('is hidden under one stand-in wherever it stands, and comes back as it was', () => {
    const pseudonyms = createPseudonyms([]);
    expect(pseudonyms.hide('Ruzie met Fatima')).toBe('Ruzie met {N1}');
    expect(pseudonyms.hide('fatima is bang voor Piet')).toBe('{N1} is bang voor {N2}');
    expect(pseudonyms.restore('Voor {N2} is {N1} bang, {N9}')).toBe('Voor Piet is Fatima bang, ');
  });

  it('is hidden when it is an ordinary word, if somebody at the table has that name', () => {
    expect(hide('gesprek met rustig')).toBe('gesprek met rustig');
    expect(hide('gesprek met rustig', ['Anna Rustig'])).toBe('gesprek met {N1}');
  });

  it('is in no list of ours: first names, surnames and places', () => {
    expect([...firstNames, ...surnames, ...places].filter(isOrdinary)).toEqual([]);
  });

  it('leaves nothing but ordinary words, stand-ins and punctuation of any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(...firstNames, ...surnames, ...places),
      fc.constantFrom(
        'brand',
        'Moeder',
        'de',
        'van',
        'dreigt',
        '12',
        '(',
        ')',
        '.',
        ',',
        '{N1}',
        '/',
        '\u200b',
        '06 12345678',
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const left = hide(pieces.join(' ')).replace(/\{N\d+\}/g, ' ');
        for (const word of left.match(/[\p{L}\p{M}\p{N}@_]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? [])
          expect(isOrdinary(word.toLowerCase()), word).toBe(true);
        expect(left).not.toMatch(/\d/);
      }),
    );
  });
});
