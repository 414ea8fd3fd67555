import { describe, expect, it } from 'vitest';
import { readName } from '../../src/cards/input-values.ts';
import { readRequest } from '../../src/cards/inputs.ts';
import type { Language } from '../../src/ports/conversations.ts';
import { hostileWords, seenOf } from '../support/hostile-words.ts';
import { buttonOf, element, inputOf, ofType, textOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { smallest } from './states.ts';
import { formView } from './views.ts';

const code = 'ZVH-2026-014';
const sent = { case: code, minutes: '45', urgent: 'true' };

function asked(names: readonly string[], language: Language = 'nl') {
  const refusals = [{ code: 'newFaces', values: { case: code, names } }] as const;
  return renderer.render(formView(smallest(), 'openConference', { refusals, values: sent, language }));
}
const noticeIn = (card: unknown) => textOf(element(card, 'notice:refusal:newFaces')).replaceAll('\u2060', '');

describe('the form of a case that is new to people in the chat', () => {
  it.each([
    ['nl', 'Nieuw bij ZVH-2026-014 in deze chat: Anna, Piet en Els.', 'Toch starten'],
    ['en', 'New to ZVH-2026-014 in this chat: Anna, Piet, and Els.', 'Start anyway'],
  ] as const)('names them and asks to confirm: %s', (language, lead, title) => {
    const card = asked(['Anna', 'Piet', 'Els'], language);
    expect(noticeIn(card)).toContain(lead);
    expect(noticeIn(card)).toContain(title);
    const button = buttonOf(card, 'conference.open');
    expect(button.title).toBe(title);
    expect(button.data).toMatchObject({ verb: 'conference.open', confirm: '1' });
    expect(button.fallback).toMatchObject({ data: button.data });
  });

  it('keeps what was filled in, and needs no approach that was not', () => {
    const card = asked(['Anna']);
    expect(inputOf(card, 'case').value).toBe(code);
    expect(inputOf(card, 'minutes').value).toBe('45');
    expect(inputOf(card, 'urgent').value).toBe('true');
    expect(inputOf(card, 'approach')).toMatchObject({ isRequired: false, placeholder: 'Zoals het was' });
    expect(readRequest('conference.open', { ...sent, ...dataOf(card) })).toEqual({
      kind: 'command',
      command: { verb: 'conference.open', case: code, minutes: 45, urgent: true },
      confirmed: true,
    });
  });

  it('confirms nothing of another code that is typed in its place', () => {
    const other = { ...sent, ...dataOf(asked(['Anna'])), case: 'ZVH-2026-015', approach: 'Top X' };
    expect(readRequest('conference.open', other)).not.toHaveProperty('confirmed');
    expect(readRequest('conference.open', { ...other, case: ' zvh-2026-014 ' })).toHaveProperty('confirmed', true);
  });

  it('asks nothing of the kind otherwise, and needs the approach', () => {
    const card = renderer.render(formView(smallest(), 'openConference'));
    expect(buttonOf(card, 'conference.open').title).toBe('Starten');
    expect(dataOf(card)).not.toHaveProperty('confirm');
    expect(inputOf(card, 'approach').isRequired).toBe(true);
    expect(readRequest('conference.open', { case: code })).toEqual({
      kind: 'invalid',
      refusals: [{ code: 'required', item: 'approach' }],
    });
  });

  it('names eight and counts the others, also who has no name, however many there are', () => {
    const many = Array.from({ length: 25_000 }, (_, index) => `${index + 1} ${'lange naam '.repeat(18)}`);
    const card = asked(many);
    expect(noticeIn(card)).toContain('… en nog 24992');
    expect(noticeIn(card)).toContain('8 lange naam');
    expect(noticeIn(card)).not.toContain('9 lange naam');
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(10_000);
    expect(noticeIn(asked(['Anna', '', '\u200b']))).toContain('in deze chat: Anna … en nog 2.');
    expect(noticeIn(asked(['']))).toContain('in deze chat: … en nog 1.');
  });

  it.each(hostileWords.map(words => [words.name, words] as const))('has a name that is %s as words', (_name, words) => {
    const card = asked([readName(words.typed)]);
    const [lead] = ofType(element(card, 'notice:refusal:newFaces'), 'TextRun');
    const seen = readName(seenOf(words)).slice(0, 25);
    const text = String(lead?.text).replaceAll('\u2060', '').replaceAll('‹', '<').replace(/\s+/g, ' ');
    expect(text).toContain(seen);
    expect(JSON.stringify(card)).not.toContain('{{');
    expect(JSON.stringify(card)).not.toMatch(/<at>/i);
  });
});

function dataOf(card: unknown): Record<string, string> {
  return buttonOf(card, 'conference.open').data as Record<string, string>;
}
