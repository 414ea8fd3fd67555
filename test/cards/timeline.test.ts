import { describe, expect, it } from 'vitest';
import { bytesOf, maxCardBytes } from '../../src/cards/room.ts';
import { languages } from '../../src/cards/words.ts';
import { fold } from '../../src/domain/evolve.ts';
import { timelineOf } from '../../src/domain/timeline.ts';
import type { Language } from '../../src/ports/conversations.ts';
import { schemaErrors } from '../support/card-schema.ts';
import { type History, stamped } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  factor,
  reviewed,
  risk,
  secondConference,
  subject,
  table,
  topThree,
} from '../support/history.ts';
import { brokenRules, rendererComplaints } from './house-rules.ts';
import { choicesOf, inputOf, inputsOf, linesOf, textOf, verbsOf } from './read-card.ts';
import { renderer } from './renderer.ts';
import { hostileTexts } from './states.ts';

const played: History = [
  table(),
  [risk('R1', { what: 'Brandstichting' }), subject('P1', 'moeder'), factor('F1')],
  [agreedScore('P1', 2), agreedLevel('R1', 'high', 'Drie meldingen'), topThree('F1'), action('A1')],
  secondConference(),
  reviewed('A1', 'partly', 'Eén keer gesproken'),
  action('A2', { owner: { name: 'behandelaar', organisation: 'GGZ' } }),
];

function card(
  history: History,
  partner?: string,
  language: Language = 'nl',
  token: string | undefined = 'token-of-the-timeline',
) {
  const events = stamped(history.flat());
  const state = fold(events);
  if (state === undefined) throw new Error('This history has no CaseOpened');
  const entries = timelineOf(events, state);
  const about = { language, state, conference: state.conferences.at(-1)?.id ?? '', entries };
  return renderer.render({
    kind: 'timeline',
    ...about,
    ...(partner !== undefined && { partner }),
    ...(token !== '' && { token }),
  });
}

describe('the timeline card', () => {
  it('tells day by day what was decided and done, the oldest first', () => {
    expect(linesOf(card(played))).toEqual([
      'Tijdlijn',
      'ZVH-2026-002',
      '20 nov  Casusoverleg 1 begonnen',
      '20 nov  P1 moeder: veiligheid 2',
      '20 nov  R1 Brandstichting: niveau hoog – Drie meldingen',
      '20 nov  F1 Factor F1: gekozen als top drie',
      '20 nov  A1 Actie A1: afgesproken (Politie)',
      '20 nov  Casusoverleg afgesloten',
      '20 nov  Casusoverleg 2 begonnen',
      '20 nov  A1 Actie A1: teruggekeken: deels gedaan (Politie) – Eén keer gesproken',
      '20 nov  A2 Actie A2: afgesproken (GGZ)',
    ]);
  });

  it('of one partner has only what is theirs', () => {
    expect(linesOf(card(played, 'ggz')).slice(1, 3)).toEqual([
      'ZVH-2026-002 · alleen ggz',
      '20 nov  A2 Actie A2: afgesproken (GGZ)',
    ]);
    expect(textOf(card(played, 'Reclassering'))).toContain('Niets van Reclassering.');
  });

  it('offers the partners that something in it belongs to, with who is seen now filled in', () => {
    const [whole, ggz] = [card(played), card(played, 'ggz')];
    expect(choicesOf(whole, 'partner').map(choice => choice.title)).toEqual(['Alle partners', 'Politie', 'GGZ']);
    expect(inputOf(whole, 'partner').value).toBe('*');
    expect(inputOf(ggz, 'partner').value).toBe('GGZ');
    expect(verbsOf(whole)).toEqual(['timeline.show']);
  });

  it('has no choice when there is one partner, or nothing to press with', () => {
    expect(inputsOf(card([table(), action('A1')]))).toEqual([]);
    expect(inputsOf(card(played, undefined, 'nl', ''))).toEqual([]);
  });

  it('says what repeats, what got stuck and who took it over', () => {
    const after: History = [
      { type: 'OccurrenceDone', action: 'A1', day: '2026-11-27', note: 'Gebeld' },
      { type: 'ActionBlocked', action: 'A1', reason: 'Wacht op een indicatie' },
      { type: 'HandOverAsked', action: 'A1', to: { name: 'behandelaar', organisation: 'GGZ' } },
      { type: 'HandOverAnswered', action: 'A1', accepted: true },
    ];
    expect(linesOf(card([...played, ...after])).slice(11, 14)).toEqual([
      '20 nov  A1 Actie A1: gebeurd (Politie) – Gebeld',
      '20 nov  A1 Actie A1: kan niet verder (Politie) – Wacht op een indicatie',
      '20 nov  A1 Actie A1: overgenomen (GGZ)',
    ]);
  });

  it('speaks English too', () => {
    expect(textOf(card(played, undefined, 'en'))).toContain('R1 Brandstichting: level high');
    expect(textOf(card(played, undefined, 'en'))).not.toMatch(/afgesproken|niveau/);
  });

  it.each(languages)(
    'fits with hundreds of entries in %s, the latest ones, and says how many came before',
    language => {
      const many = Array.from({ length: 300 }, (_, index) =>
        action(`A${index + 1}`, {
          what: (hostileTexts[index % hostileTexts.length] ?? '').padEnd(200, 'x'),
          owner: { name: 'x', organisation: hostileTexts[(index + 1) % hostileTexts.length] ?? '' },
        }),
      );
      const largest = card([...played, many], undefined, language);
      expect(bytesOf(largest)).toBeLessThanOrEqual(maxCardBytes);
      expect(textOf(largest)).toMatch(language === 'nl' ? /… en \d+ eerder/ : /… and \d+ earlier/);
      expect(textOf(largest)).toContain('A300');
    },
  );

  it.each([undefined, ...hostileTexts.map(text => text.slice(0, 200))])(
    'is what Teams takes, whoever is named: %j',
    partner => {
      const made = card(played, partner);
      expect(schemaErrors(made)).toEqual([]);
      expect(rendererComplaints(made)).toEqual([]);
      expect(brokenRules(made)).toEqual([]);
    },
  );
});
