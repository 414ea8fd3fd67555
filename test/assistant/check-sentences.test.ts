import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectionTo } from '../../src/assistant/check-sentences.ts';
import type { WordingFact } from '../../src/domain/wording-facts.ts';
import { fact } from '../support/model-under-test.ts';

const facts = [
  fact('P1', 'moeder'),
  fact('R1', 'Brandstichting in de flat'),
  fact('R2', 'Vader dreigt moeder met een mes'),
  fact('F1', 'Geen dagbesteding, is overdag op straat', { with: ['R1'], states: ['topThree'] }),
  fact('F2', 'Schulden en dreigende huisuitzetting', { with: ['R1'], states: ['topThree', 'uncovered'] }),
  fact('F3', 'Drinkt misschien in het weekend', { with: ['R2'], states: ['unknown'] }),
  fact('A1', 'Gesprek over dagbesteding met {N1}', { with: ['R1', 'F1'], states: ['overdue'] }),
  fact('A2', 'Huisbezoek afleggen', { with: ['R2'] }),
];
const byId = new Map(facts.map(one => [one.id, one]));
const judge = (text: string, ids: readonly string[], language: 'nl' | 'en' = 'nl') =>
  objectionTo({ text, ids }, byId, language);

describe('a sentence of a machine', () => {
  it.each([
    ['Het risico op brandstichting in de flat is ingeschat op {R1.level}.', ['R1']],
    ['Top drie: geen dagbesteding, overdag op straat.', ['F1']],
    ['Afgesproken is een gesprek over dagbesteding met {N1}, door {A1.owner}, uiterlijk {A1.due}.', ['A1', 'F1']],
    ['Er zijn schulden en er is een dreigende huisuitzetting; nog geen actie.', ['F2']],
    ['Misschien in het weekend drinkt: nog niet bekend.', ['F9']],
    ['{A1.owner} pakt op: gesprek over dagbesteding met {N1}.', ['A1']],
    ['Het gesprek over dagbesteding met {N1} is te laat.', ['A1']],
    ['De moeder staat op {P1.score}.', ['P1']],
  ])('is shown when it rests on its items: %s', (text, ids) => {
    expect(judge(text, ids)).toBe(ids.includes('F9') ? 'source' : undefined);
  });

  it.each([
    ['without a source', 'Brandstichting in de flat.', [], 'source'],
    ['with a source of another case', 'Brandstichting in de flat.', ['R7'], 'source'],
    ['with a source twice', 'Brandstichting in de flat.', ['R1', 'R1'], 'source'],
    [
      'with sources that have nothing to do with each other',
      'Brandstichting in de flat; huisbezoek afleggen.',
      ['R1', 'A2'],
      'notCoupled',
    ],
    ['with a word that nobody said', 'Brandstichting in de flat met benzine.', ['R1'], 'notInRecord'],
    ['with a source that it does not speak of', 'Brandstichting in de flat.', ['R1', 'F1'], 'notUsed'],
    ['that turns who did what round', 'Moeder dreigt vader met een mes.', ['R2'], 'distorted'],
    ['that leaves a "no" out', 'Er is dagbesteding, overdag op straat.', ['F1'], 'distorted'],
    ['that brings a "no" along', 'Er is geen brandstichting in de flat.', ['R1'], 'notInRecord'],
    ['that leaves out that it is not sure', 'Drinkt in het weekend.', ['F3'], 'distorted'],
    ['that tells a little of it', 'Vader.', ['R2'], 'distorted'],
    ['with a level of its own', 'Het risico op brandstichting in de flat is hoog.', ['R1'], 'neverSaid'],
    ['with a number', 'Brandstichting in de flat: 9.', ['R1'], 'form'],
    ['with a day of its own', 'Huisbezoek afleggen, uiterlijk vrijdag.', ['A2'], 'notInRecord'],
    ['with an owner of its own', 'Huisbezoek afleggen door politie.', ['A2'], 'notInRecord'],
    [
      'with a cause',
      'Brandstichting in de flat omdat er geen dagbesteding is, overdag op straat.',
      ['R1', 'F1'],
      'neverSaid',
    ],
    ['with advice', 'Huisbezoek moet afleggen.', ['A2'], 'neverSaid'],
    ['with a prediction', 'Vader zal moeder met een mes dreigt.', ['R2'], 'neverSaid'],
    ['with the level of another item', 'Huisbezoek afleggen staat op {R1.level}.', ['A2'], 'wrongField'],
    [
      'with the owner of one of two actions',
      'Huisbezoek afleggen door {A2.owner} en gesprek over dagbesteding met {N1}.',
      ['A2', 'A1'],
      'wrongField',
    ],
    [
      'with a level behind what has none',
      'Brandstichting in de flat, geen dagbesteding, overdag op straat op {R1.level}.',
      ['R1', 'F1'],
      'wrongField',
    ],
    ['with a place that does not exist', 'Huisbezoek afleggen {A2.score}.', ['A2'], 'wrongField'],
    ['with what is hidden of another item', 'Brandstichting in de flat {N1}.', ['R1'], 'notInRecord'],
    [
      'that says of an item what the rules do not',
      'Geen dagbesteding, overdag op straat: nog geen actie.',
      ['F1'],
      'distorted',
    ],
    [
      'that says of two items what holds for one',
      'Top drie: schulden en dreigende huisuitzetting, geen dagbesteding, overdag op straat; nog geen actie.',
      ['F2', 'F1'],
      'distorted',
    ],
    ['with markdown', '**Brandstichting** in de flat', ['R1'], 'form'],
    ['with a link', 'Brandstichting in de flat https://x.example', ['R1'], 'form'],
    ['with a mention', '<at>Moeder</at> brandstichting in de flat', ['R1'], 'form'],
    ['in another language', 'The risk of arson in the building.', ['R1'], 'notInRecord'],
    ['of another script', 'Риск brandstichting in de flat.', ['R1'], 'notInRecord'],
    ['without end', `Brandstichting in de flat ${'en '.repeat(200)}`, ['R1'], 'form'],
  ] as const)('is dropped %s', (_why, text, ids, objection) => {
    expect(judge(text, ids)).toBe(objection);
  });

  it('links in the language of the summary, whatever the language of the record', () => {
    expect(judge('The risk of brandstichting in de flat is estimated at {R1.level}.', ['R1'], 'en')).toBe(undefined);
  });

  it('holds nothing but words of the record, linking words and places, whatever a server makes of them', () => {
    const word = fc.constantFrom(
      ...'brandstichting flat vader moeder dreigt mes geen niet hoog gevaarlijk de het in is op met score negen liegt {R1.level} {A1.owner} {N1} {N2} huisbezoek afleggen dagbesteding schulden'.split(
        ' ',
      ),
    );
    const ids = fc.subarray(
      facts.map(one => one.id),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 14 }), ids, (words, cited) => {
        if (judge(words.join(' '), cited) !== undefined) return;
        const record = cited.map(id => (byId.get(id) as WordingFact).text.toLowerCase()).join(' ');
        for (const one of words.filter(w => !w.startsWith('{') && !'de het in is op met'.split(' ').includes(w)))
          expect(record).toContain(one.slice(0, 4));
        expect(words).not.toContain('gevaarlijk');
        expect(words).not.toContain('hoog');
      }),
      { numRuns: 2_000 },
    );
  });
});
