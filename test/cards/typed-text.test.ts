import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal, plainTitle, shorten } from '../../src/cards/text.ts';
import type { CardView } from '../../src/ports/card-renderer.ts';
import { type Element, elementsOf, inputsOf, ofType, textOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { casusX, type Scene, sized } from './states.ts';
import { formsOf, formView, otherViews } from './views.ts';

function viewsOf(scene: Scene): readonly CardView[] {
  return [...formsOf(scene).map(form => formView(scene, form)), ...otherViews(scene, 'nl')];
}

/** A scene in which every typed text is this one. */
const everywhere = (text: string) =>
  sized('typed', { organisations: 3, risks: 2, factors: 8, actions: 3, text: about => `${about} ${text}` });

describe('typed text in a card', () => {
  it('is shown literally when it looks like an expression of the template', () => {
    const typed = '\u0024{$root.token} \u0024{1+1} \u0024{onbekend}';
    const scene = everywhere(typed);
    expect(textOf(renderer.render(formView(scene, 'agreeAction')))).toContain(typed);
    const refused = renderer.render(formView(scene, 'raiseRisk', { values: { what: typed } }));
    expect(inputsOf(refused).find(input => input.id === 'what')?.value).toBe(typed);
  });

  it('never stands where a client reads markdown', () => {
    const scene = everywhere('**kanarie** [klik](https://evil.example)');
    for (const view of viewsOf(scene)) {
      const card = renderer.render(view);
      const read = [...ofType(card, 'TextBlock'), ...ofType(card, 'FactSet')];
      expect(JSON.stringify(read)).not.toContain('kanarie');
    }
  });

  it('loses its markup, not its words, in labels and choices', () => {
    const scene = everywhere('**vet** _schuin_ [klik](https://evil.example) `code`');
    for (const view of viewsOf(scene)) {
      const shown = inputsOf(renderer.render(view)).flatMap(input => [
        String(input.label),
        ...((input.choices as { title: string }[] | undefined) ?? []).map(one => one.title),
      ]);
      for (const title of shown.filter(one => one.includes('vet'))) {
        expect(title).not.toMatch(/\*\*|\]\(|`|:\/\//);
        expect(title).toContain('schuin');
      }
    }
  });

  it.each([
    ['a date macro', '{{DATE(2026-11-21T08:00:00Z,SHORT)}}', '{{'],
    ['a mention', '<at>Iedereen</at>', '<at>'],
    ['a change of direction', 'abc\u202Egnp.exe', '\u202E'],
    ['a zero-width space', 'on\u200Bzicht', '\u200B'],
    ['a control character', 'bel\u0007', '\u0007'],
    // An emoji begins with that half too, but no letter follows.
    ['half a character', 'half \uD83Deinde', '\uD83Deinde'],
  ])('is harmless where it holds %s', (_name, typed, harm) => {
    const scene = everywhere(typed);
    for (const view of viewsOf(scene)) {
      const card = renderer.render(view);
      const shown = elementsOf(card).flatMap((one: Element) => [one.text, one.label, one.title, one.fallbackText]);
      expect(shown.join('\n')).not.toContain(harm);
    }
  });

  it('cannot add an element, an action or a property', () => {
    const shape = (card: unknown) => elementsOf(card).map(one => `${String(one.type)} ${Object.keys(one).join()}`);
    const plain = viewsOf(everywhere('gewone tekst van gelijke lengte, zo lang')).map(view =>
      shape(renderer.render(view)),
    );
    const broken = viewsOf(everywhere('"}],"x":[{"type":"Action.OpenUrl"}, @t:x')).map(view =>
      shape(renderer.render(view)),
    );
    expect(broken).toEqual(plain);
  });

  it('comes back in its input exactly as it was sent', () => {
    const sent = '**a** {{DATE()}} <at>b</at> \u0024{c} "d" \\ e';
    const card = renderer.render(formView(casusX(), 'raiseFactor', { values: { what: sent } }));
    expect(inputsOf(card).find(input => input.id === 'what')?.value).toBe(sent);
  });
});

describe('literal', () => {
  it('leaves ordinary text as it is', () => {
    for (const text of ['Eén gesprek, vóór vrijdag (zie F1)', '50% kans & 3 < 4 > 2', '👩‍👩‍👧 🏳️‍🌈', 'Ζωή 漢字 العربية'])
      expect(literal(text)).toBe(text);
  });

  it('says the same when said twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(literal(literal(text))).toBe(literal(text));
      }),
    );
  });

  it('says the same of a text whatever harmless or harmful stands before it', () => {
    const letters = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'ab {}<>@\u00ad\u200d\u202e\ue000é€…“'),
        fc.string({ unit: 'binary', maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(letters, text => {
        expect(literal(`a${text}`)).toBe(literal(`{{a${text}`).slice(3));
      }),
      { numRuns: 500 },
    );
  });

  it('makes one line of several', () => {
    expect(literal('een\r\ntwee\n\ndrie')).toBe('een twee drie');
  });
});

describe('plainTitle', () => {
  it('never starts a list, a heading or an entity', () => {
    expect(plainTitle('# kop')).not.toMatch(/^#/);
    expect(plainTitle('- punt')).not.toMatch(/^-/);
    expect(plainTitle('&lt;b&gt;')).not.toContain('&lt;');
  });
});

describe('shorten', () => {
  it('keeps what fits and ends the rest at a word', () => {
    expect(shorten('past precies', 12)).toBe('past precies');
    expect(shorten('een lange zin die niet past', 16)).toBe('een lange zin…');
    expect(shorten('aaa, bbb, ccc', 10)).toBe('aaa, bbb…');
  });

  it('never breaks a character and never grows past its limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const short = shorten(text, limit);
        expect(short.isWellFormed()).toBe(true);
        const graphemes = [...new Intl.Segmenter('nl', { granularity: 'grapheme' }).segment(short)];
        expect(graphemes.length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('bounds a pile of combining marks', () => {
    expect(shorten(`z${'\u0301'.repeat(5000)}`, 20).length).toBeLessThan(200);
  });
});
