import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forNarrowCell } from '../../src/cards/narrow-cells.ts';
import { csvCell } from '../../src/minutes/caseload-csv.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import { brokenRules, rendererComplaints } from '../cards/house-rules.ts';
import { textOf } from '../cards/read-card.ts';
import { schemaErrors } from '../support/card-schema.ts';
import { canary, createHostilePlay, type HostilePlay } from '../support/hostile-play.ts';
import { hostileWords, seenOf } from '../support/hostile-words.ts';
import { type House, openHouse } from '../support/house.ts';
import { openCardStudio } from '../support/render-card.ts';
import { code } from '../support/table.ts';
import { openWordDocument, type WordDocument } from '../support/word-document.ts';
import { elements, parseXml, textOf as xmlText } from '../support/xml.ts';

// Typed words are words, wherever they come: nothing of them is obeyed by whatever shows them, and nothing of them gets lost.

let house: House;
let play: HostilePlay;
let cards: readonly Card[];
let files: readonly string[];
beforeAll(async () => {
  house = await openHouse();
  play = await createHostilePlay(house);
  cards = play.cards();
  files = (await readdir(house.folder, { recursive: true })).sort();
}, 120_000);
afterAll(async () => {
  await house.tidy();
  await house.close();
});

const ending = (name: string) => files.filter(file => file.endsWith(name));
const open = (file: string) => readFile(join(house.folder, file));
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

/** Which of the corpus stands whole in that text; whatever is there with its number behind it has to be whole. */
function wholeIn(text: string): readonly string[] {
  const line = oneLine(text);
  return play.typed.flatMap(({ name, seen }, at) => {
    if (!line.includes(`${canary}${at + 1}.`)) return [];
    expect(line, name).toContain(oneLine(seen));
    return [name];
  });
}

/** As a reader sees it: cards break up macros by what takes no place, and mentions by a lookalike. */
const readable = (text: string) => text.replaceAll('\u2060', '').replaceAll('‹', '<');
/** What an input makes of it. */
const recorded = (typed: string) => typed.toWellFormed().replace(/(?![\t\r\n])\p{Cc}/gu, '');

const everyName = [...new Set(hostileWords.map(({ name }) => name))].sort();
const namesIn = (texts: readonly string[]) => [...new Set(texts.flatMap(wholeIn))].sort();

interface Said {
  /** `TextRun.text`, `Input.Text.value`, `choice.title`. */
  readonly place: string;
  readonly text: string;
}

/** Every text in a card that somebody may come to see, by where it stands; data of buttons is for us. */
function textsIn(node: unknown, type = 'choice'): readonly Said[] {
  if (Array.isArray(node)) return node.flatMap(one => textsIn(one, type));
  if (typeof node !== 'object' || node === null) return [];
  const own = 'type' in node ? String(node.type) : type;
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'data') return [];
    return typeof value === 'string'
      ? [{ place: `${own}.${key}`, text: value }]
      : textsIn(value, key === 'choices' ? 'choice' : own);
  });
}

describe('in a card', () => {
  it('they stand as plain text, as what is filled in or as a name to choose, and nowhere else', () => {
    const places = new Set(
      cards.flatMap(card => textsIn(card)).flatMap(({ place, text }) => (text.includes(canary) ? [place] : [])),
    );
    expect([...places].sort()).toEqual([
      'Input.ChoiceSet.label',
      'Input.Text.value',
      'TextRun.text',
      'choice.title',
      'choice.value',
    ]);
  });

  it('they are shown as they were typed, all of the corpus', () => {
    const shown = cards.map(card => readable(textOf(card)));
    expect(namesIn(shown)).toEqual(everyName);
  });

  it('hold nothing that a client would expand, hide or turn round', () => {
    const shown = cards.flatMap(card => textsIn(card)).filter(({ place }) => !/\.value$/.test(place));
    // In a narrow cell we let long words break ourselves; a hyphen of somebody else stands elsewhere too.
    const withoutOurs = (text: string) => {
      const plain = text.replaceAll('\u00AD', '');
      return forNarrowCell(plain) === text ? plain : text;
    };
    const bad = shown.filter(({ text }) =>
      /\{\{|<\/?at\b|\p{Bidi_Control}|[\u200B\u00AD\uFEFF\u{E0041}-\u{E005A}]|(?!\n)\p{Cc}|\p{Cs}/u.test(
        withoutOurs(text),
      ),
    );
    expect(bad).toEqual([]);
  });

  it('have no markdown left where a client may read it', () => {
    const read = cards
      .flatMap(card => textsIn(card))
      .filter(({ place, text }) => /label|title/.test(place) && text.includes(canary));
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter(({ text }) => /[*_`[\]~<>\\]|^#|^[-+] |:\/\//.test(text))).toEqual([]);
  });

  it('make no element, action, link or picture', () => {
    for (const card of cards) {
      expect(schemaErrors(card)).toEqual([]);
      expect(rendererComplaints(card)).toEqual([]);
      expect(brokenRules(card)).toEqual([]);
      expect(JSON.stringify(card)).not.toMatch(
        /"type":"(Action\.OpenUrl|Image|Media|mention)"|"(url|iconUrl|backgroundImage|entities)":/,
      );
    }
  });

  it('are drawn as words by the renderer of Microsoft', async () => {
    const [summary] = [...cards].sort(
      (one, other) => wholeIn(readable(textOf(other))).length - wholeIn(readable(textOf(one))).length,
    );
    const studio = await openCardStudio();
    try {
      const { words, links, complaints } = await studio.show(summary, { width: 430, theme: 'light' });
      expect(complaints).toEqual([]);
      expect(links).toBe(0);
      expect(wholeIn(readable(words)).length).toBeGreaterThan(10);
      if (process.env.PICTURES !== undefined) await studio.png(join(process.env.PICTURES, 'hostile-words.png'));
    } finally {
      await studio.close();
    }
  });
});

it('in a line of the chat there are none', () => {
  expect(play.lines().length).toBeGreaterThan(5);
  expect(play.lines().filter(line => line.includes(canary))).toEqual([]);
});

it('name no file', () => {
  const ofCase = `${code}(-plan|-tijdlijn)?-\\d+-v\\d+\\.(json|docx|ics)|${code}-pgax-\\d+-v\\d+\\.(txt|csv)`;
  const known = new RegExp(
    `^(${code}|caseload|(${code}/(${ofCase})|caseload/caseload-\\d{4}-\\d{2}-\\d{2}\\.csv)(\\.sha256)?)$`,
  );
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter(file => !known.test(file))).toEqual([]);
});

describe('on paper', () => {
  let documents: ReadonlyMap<string, WordDocument>;
  beforeAll(async () => {
    documents = new Map(
      await Promise.all(ending('.docx').map(async file => [file, openWordDocument(await open(file))] as const)),
    );
  });
  const textsOf = (kind: RegExp) =>
    [...documents].filter(([file]) => kind.test(file)).map(([, document]) => wordsOf(document));

  it('they are shown as they were typed: all of the corpus in the minutes', () => {
    expect(namesIn(textsOf(/-\d+-v\d+\.docx$/))).toEqual(everyName);
  });

  it.each([
    ['plan', /-plan-/],
    ['timeline', /-tijdlijn-/],
  ])('they are shown as they were typed in the %s', (_name, kind) => {
    expect(textsOf(kind)).toHaveLength(3);
    expect(namesIn(textsOf(kind)).length).toBeGreaterThan(hostileWords.length / 2);
  });

  it('make no field, link, picture or part, and hide nothing', () => {
    for (const [file, document] of documents) {
      for (const [part, xml] of Object.entries(document.parts)) {
        if (!/\.(xml|rels)$/.test(part)) continue;
        const root = parseXml(xml);
        expect(elements(root, 'w:hyperlink').length + elements(root, 'w:fldSimple').length, `${file} ${part}`).toBe(0);
        for (const field of elements(root, 'w:instrText').map(xmlText))
          expect(field.trim()).toMatch(/^(PAGE|NUMPAGES)$/);
        expect(xml, `${file} ${part}`).not.toMatch(/TargetMode="External"|w:altChunk|w:vanish|w:object/);
        expect(part).not.toMatch(/evil|\.\.|kanarie/);
      }
      expect(wordsOf(document), file).not.toMatch(
        /\p{Bidi_Control}|[\u200B\u00AD\uFEFF\u2060\u{E0041}-\u{E005A}]|(?![\n\t])\p{Cc}|\p{Cs}/u,
      );
    }
  });
});

describe('as data', () => {
  it('they are in the minutes to the letter', async () => {
    const written = await Promise.all(
      ending('.json').map(async file => stringsOf(JSON.parse(String(await open(file))))),
    );
    const strings = written.flat();
    const found = play.typed.filter((_typed, at) => strings.some(text => text.includes(`${canary}${at + 1}.`)));
    expect(found.length).toBeGreaterThan(50);
    for (const { name, typed } of found) {
      const kept = recorded(typed);
      expect(
        strings.some(text => oneLine(text).includes(oneLine(kept))),
        name,
      ).toBe(true);
    }
  });

  it('begin no line and no component of a calendar', async () => {
    const [calendar = ''] = await Promise.all(ending('-1-v1.ics').map(async file => String(await open(file))));
    const lines = calendar.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
    const known =
      /^(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|UID|DTSTAMP|SEQUENCE|DTSTART|DTEND|SUMMARY|TRANSP|CLASS)[:;]/;
    expect(lines.filter(line => !known.test(line))).toEqual([]);
    expect(lines.filter(line => /^(BEGIN|END):/.test(line) && !/:(VCALENDAR|VEVENT)$/.test(line))).toEqual([]);
    const said = lines
      .filter(line => line.startsWith('SUMMARY:'))
      .map(line => line.replaceAll('\\n', ' ').replace(/\\([\\;,])/g, '$1'));
    expect(wholeIn(said.join('\n')).length).toBeGreaterThan(1);
  });

  it('are not in the list of cases, and would be no formula in it', async () => {
    const lists = ending('.csv').filter(file => file.startsWith('caseload/'));
    expect(lists).not.toEqual([]);
    for (const file of lists) expect(String(await open(file))).not.toContain(canary);
    for (const { typed, seen } of play.typed) {
      const cell = csvCell(recorded(typed));
      expect(cell).toMatch(/^"(?![=+\-@\t\r＝＋－＠])/);
      expect(cell.slice(1, -1).replaceAll('""', '"').replace(/^'/, '')).toBe(oneLine(seen).trim());
    }
  });

  it('are no formula in any cell of what goes to PGAx', async () => {
    const bundles = ending('.csv').filter(file => file.includes('-pgax-'));
    expect(bundles).not.toEqual([]);
    for (const file of bundles) {
      const text = String(await open(file));
      expect(text).toContain(canary);
      expect(text).not.toMatch(/(^|;)"[=+\-@\t\r＝＋－＠]/m);
    }
  });

  it('are all tried, in every input that takes words', () => {
    expect([...new Set(play.typed.map(({ name }) => name))].sort()).toEqual(everyName);
    expect(hostileWords.every(words => seenOf(words).isWellFormed())).toBe(true);
  });
});

function wordsOf({ blocks }: WordDocument): string {
  return blocks.map(block => (block.kind === 'table' ? block.rows.flat().join('\n') : block.text)).join('\n');
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
