import { describe, expect, it } from 'vitest';
import { readTypedLine, withNames } from '../../src/demo/typed-line.ts';

const bot = { id: '28:rondetafel', name: 'Rondetafel' };
const wijkteam = { text: '<at>Wijkteam</at>', mentioned: { id: '29:wijkteam', name: 'Wijkteam' } };
const toBot = { text: '<at>Rondetafel</at>', mentioned: bot };

describe('a line typed on a page', () => {
  it('keeps whom it mentions besides the bot, where they were typed', () => {
    const body = { text: '<at>Rondetafel</at>  notulist <at>Wijkteam</at>', mentions: [toBot, wijkteam] };
    expect(readTypedLine(body, bot)).toEqual({ text: 'notulist <at>Wijkteam</at>', mention: true, people: [wijkteam] });
  });

  it('is for the bot only when the bot itself is mentioned', () => {
    expect(readTypedLine({ text: '<at>Wijkteam</at> kijk even', mentions: [wijkteam] }, bot).mention).toBe(false);
    expect(readTypedLine({ text: 'help' }, bot)).toEqual({ text: 'help', mention: false, people: [] });
  });

  it('is shown with names', () => {
    expect(withNames('<at>Rondetafel</at> notulist <at>Wijkteam</at>')).toBe('@Rondetafel notulist @Wijkteam');
  });
});
