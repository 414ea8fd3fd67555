import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findApproach, usualApproaches } from '../../src/domain/approaches.ts';
import { readCaseCode } from '../../src/domain/case-code.ts';
import { usualPreparationDays } from '../../src/domain/preparation-plan.ts';
import { reminderTime } from '../../src/domain/reminder-policy.ts';
import { readSpokenItem } from '../../src/domain/spoken-items.ts';
import { readSpokenLeave } from '../../src/domain/spoken-leave.ts';
import { urgentMinutes, urgentNextWithinDays } from '../../src/domain/urgent.ts';
import { parseTyped } from '../../src/teams/parse-typed.ts';

// The guides for people: in **bold** stands what a button or card says, in `backticks` what somebody types.

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

type Words = Readonly<Record<string, string>>;
const words: Readonly<Record<'nl' | 'en', Words>> = {
  nl: JSON.parse(read('cards/locales/nl.json')),
  en: JSON.parse(read('cards/locales/en.json')),
};

const guides = [
  { name: 'docs/voorzitter.md', language: 'nl', lines: 70 },
  { name: 'docs/chair.md', language: 'en', lines: 70 },
  { name: 'docs/deelnemer.md', language: 'nl', lines: 60 },
  { name: 'docs/participant.md', language: 'en', lines: 60 },
] as const;
const pairs = [
  ['docs/voorzitter.md', 'docs/chair.md'],
  ['docs/deelnemer.md', 'docs/participant.md'],
] as const;

/** How a guide shows what is typed; no command itself. */
const shown: ReadonlySet<string> = new Set(['zo', 'this']);

function typedIn(page: string): readonly string[] {
  return [...page.matchAll(/`([^`\n]+)`/g)].map(([, typed = '']) => typed).filter(typed => !shown.has(typed));
}

function saidIn(page: string): readonly string[] {
  return [...page.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, said = '']) => said);
}

function headingsIn(page: string): readonly string[] {
  return [...page.matchAll(/^(#+) /gm)].map(([, level = '']) => level);
}

function filesIn(page: string): readonly string[] {
  return [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path);
}

const notUnderstood = (page: string) => typedIn(page).filter(typed => parseTyped(typed, []).kind === 'unknown');
const saidNowhere = (page: string, language: 'nl' | 'en') =>
  saidIn(page).filter(said => !Object.values(words[language]).includes(said));
const lostFiles = (page: string) =>
  filesIn(page).filter(path => !existsSync(new URL(`../../docs/${path}`, import.meta.url)));

/** Examples that the bot takes for a command, but of which it can't read the code, the approach or the days. */
function halfRead(page: string): readonly string[] {
  return typedIn(page).filter(typed => {
    const request = parseTyped(typed, []);
    if ('code' in request && request.code !== undefined && readCaseCode(request.code) === undefined) return true;
    if (request.kind === 'start' && request.approach !== undefined)
      return findApproach(usualApproaches, request.approach) === undefined;
    if (request.kind === 'leave' && request.days !== undefined) {
      const { from, until } = readSpokenLeave(request.days, today);
      return from === undefined || until === undefined;
    }
    if (request.kind !== 'item') return false;
    const item = readSpokenItem(request.text.replace(/@\p{L}+/u, '\u0001'), today);
    return item === undefined || (item.kind === 'action' && (!item.mentioned || item.due === undefined));
  });
}
const today = '2026-11-23';

/** Without what was typed itself, which differs between languages: what it makes the bot do. */
function asksFor(typed: string): string {
  const request = parseTyped(typed, []);
  if (request.kind === 'answer') return `answer ${request.command.verb}`;
  if (request.kind === 'move') return `move ${request.verb}`;
  return request.kind;
}

const keysOf = (said: string, language: 'nl' | 'en') =>
  Object.keys(words[language]).filter(key => words[language][key] === said);

describe.each(guides)('$name', ({ name, language, lines }) => {
  const page = read(name);

  it('has typed words only that the bot understands', () => {
    expect(typedIn(page).length).toBeGreaterThan(8);
    expect(notUnderstood(page)).toEqual([]);
  });

  it('has examples of which every word is read', () => {
    expect(halfRead(page)).toEqual([]);
  });

  it('has in bold only what a button or card says, letter for letter', () => {
    expect(saidIn(page).length).toBeGreaterThan(15);
    expect(saidNowhere(page, language)).toEqual([]);
  });

  it('names no file that is not there', () => {
    expect(filesIn(page).length).toBeGreaterThan(1);
    expect(lostFiles(page)).toEqual([]);
  });

  it('has words for whoever does not see its pictures', () => {
    const pictures = [...page.matchAll(/!\[([^\]]*)\]/g)].map(([, alt = '']) => alt);
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter(alt => alt.length < 30)).toEqual([]);
  });

  it('can be read in minutes', () => {
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(lines);
  });
});

describe.each(pairs)('%s and %s', (dutch, english) => {
  const [nl, en] = [read(dutch), read(english)];

  it('have the same headings', () => {
    expect(headingsIn(en)).toEqual(headingsIn(nl));
  });

  it('name the same buttons, in the same order', () => {
    const [saidNl, saidEn] = [saidIn(nl), saidIn(en)];
    const differing = saidNl
      .map((said, index) => ({ said, other: saidEn[index] ?? '' }))
      .filter(({ said, other }) => !keysOf(said, 'nl').some(key => keysOf(other, 'en').includes(key)));
    expect(differing).toEqual([]);
    expect(saidEn).toHaveLength(saidNl.length);
  });

  it('tell to type the same, in the same order', () => {
    expect(typedIn(en).map(asksFor)).toEqual(typedIn(nl).map(asksFor));
  });

  it('show the same pictures and pages', () => {
    expect(filesIn(en)).toEqual(filesIn(nl));
  });
});

describe('the numbers in the guides', () => {
  const [chairNl, chairEn] = [read('docs/voorzitter.md'), read('docs/chair.md')];
  const [participantNl, participantEn] = [read('docs/deelnemer.md'), read('docs/participant.md')];

  it('are those of a spoed', () => {
    expect([urgentMinutes, urgentNextWithinDays]).toEqual([10, 7]);
    expect(chairNl).toContain(
      'Dat duurt tien minuten, met alleen wat nu moet. Het volgende overleg is dan binnen zeven dagen.',
    );
    expect(chairEn).toContain(
      'That takes ten minutes, with only what is needed now. The next conference is then within seven days.',
    );
  });

  it('are those of reminders and of the questions beforehand', () => {
    expect([usualPreparationDays, reminderTime]).toEqual([3, '09:00']);
    expect(participantNl).toContain('Om negen uur');
    expect(participantEn).toContain('At nine');
    expect(participantNl).toContain('Drie werkdagen voor het volgende overleg');
    expect(participantEn).toContain('Three working days before the next conference');
  });

  it('are the years that every approach keeps a case', () => {
    expect([...new Set(usualApproaches.map(({ retentionYears }) => retentionYears))]).toEqual([5]);
    expect(participantNl).toContain('tot vijf jaar nadat de casus is gesloten');
    expect(participantEn).toContain('until five years after the case was closed');
  });
});

describe('the check of a guide', () => {
  it('finds a word that the bot does not know, a button that no card has and a file that is gone', () => {
    const page =
      'Typ `volgende` of `doorgaan maar`. Druk op **Volgende** of **Doorgaan maar**. [Weg](weg.md), [er](privacy.md).';
    expect(notUnderstood(page)).toEqual(['doorgaan maar']);
    expect(saidNowhere(page, 'nl')).toEqual(['Doorgaan maar']);
    expect(lostFiles(page)).toEqual(['weg.md']);
  });

  it('finds an example with an approach, a code or a day that cannot be read', () => {
    const wrong = ['start ZVH-2026-014 Top Z', 'signaal CODE?', 'verlof ooit', 'actie: bellen @wie ooit'];
    expect(halfRead([...wrong, 'verlof 1-12 t/m 12-12'].map(typed => `\`${typed}\``).join(' '))).toEqual(wrong);
  });

  it('finds a button in the other language', () => {
    expect(saidNowhere('**Volgende**', 'en')).toEqual(['Volgende']);
    expect(saidNowhere('**Next**', 'nl')).toEqual(['Next']);
  });
});
