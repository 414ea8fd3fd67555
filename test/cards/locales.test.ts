import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { loadWords } from '../../src/cards/words.ts';
import { stepNames } from '../../src/domain/agenda.ts';
import { weekdays } from '../../src/domain/availability.ts';
import { caseClosingReasons } from '../../src/domain/case-closing.ts';
import { hintCodes } from '../../src/domain/hints.ts';
import type { WarningCode } from '../../src/domain/items.ts';
import { changeKinds } from '../../src/domain/plan-changes.ts';
import { readingNames } from '../../src/domain/readings.ts';
import { refusalCodes } from '../../src/domain/refusal.ts';
import { timelineKinds } from '../../src/domain/timeline.ts';
import {
  actionTypes,
  carePhases,
  centralEight,
  considerationKinds,
  directionSteps,
  factorKinds,
  frameworks,
  horizons,
  intensities,
  lifeDomains,
  mandates,
  marks,
  monitorLevels,
  processPhases,
  ratingLevels,
  repetitions,
  reviewStatuses,
  scaleUpWays,
  scenarioKinds,
  signalKinds,
} from '../../src/domain/values.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { inputsOf } from './read-card.ts';
import { cardsFolder, renderer } from './renderer.ts';
import { casusX, inFull, sized } from './states.ts';
import { formsOf, formView, phaseOfForm } from './views.ts';

const words = JSON.parse(readFileSync(path.join(cardsFolder, 'locales/nl.json'), 'utf8')) as Record<string, string>;
const root = path.join(cardsFolder, '..');

const fiveLines = ['1', '2', '3', '4', '5'];

const warningCodes: readonly WarningCode[] = [
  'rnr.intensity',
  'rnr.fit',
  'smart.owner',
  'smart.due',
  'smart.effect',
  'need.factor',
  'direction',
  'safety.scaleUp',
];

/** Keys that code puts together, by what they are put together from. */
const families: Readonly<Record<string, readonly string[]>> = {
  refusal: refusalCodes,
  step: stepNames,
  phase: [...new Set(Object.values(phaseOfForm))],
  level: ratingLevels,
  kind: factorKinds,
  'kind.choice': factorKinds,
  domain: lifeDomains,
  centralEight,
  actionType: actionTypes,
  horizon: horizons,
  intensity: intensities,
  every: repetitions,
  mandate: mandates,
  framework: frameworks,
  directionStep: directionSteps,
  'directionStep.short': directionSteps,
  signalKind: signalKinds,
  occurrence: ['done', 'notDone'],
  line: ['phaseDone', 'boardMoved', 'conferenceFiled'],
  proposal: ['risk', 'factor', 'action'],
  minutes: ['draft', 'adopted', 'filed'],
  'refusal.tooMany': ['prepared'],
  'refusal.reasonNeeded': ['notInvited', 'noLetter', 'underSix', 'notScaledUp', 'declined'],
  'refusal.pastDate': ['leaveOver', 'beforeFrom'],
  'refusal.citizenNumber': ['typed'],
  'refusal.bankAccount': ['typed'],
  'refusal.phoneNumber': ['typed'],
  weekday: weekdays,
  hint: hintCodes,
  warning: [...warningCodes, 'rnr.intensity.light', 'rnr.intensity.heavy'],
  warningShort: warningCodes,
  processPhase: processPhases,
  carePhase: carePhases,
  caseClosingReason: caseClosingReasons,
  consideration: considerationKinds,
  'consideration.fit': considerationKinds,
  mark: marks,
  reviewStatus: [...reviewStatuses, 'unanswered'],
  scenarioKind: scenarioKinds,
  monitorLevel: monitorLevels,
  'monitorLevel.short': monitorLevels,
  scaleUpWay: scaleUpWays,
  'plan.change': changeKinds,
  'timeline.kind': timelineKinds,
  'plan.topThree': ['in', 'out'],
  more: readingNames,
  'explain.method': fiveLines,
  'explain.centralEight': centralEight,
  ...Object.fromEntries(processPhases.map(phase => [`questions.${phase}`, [...fiveLines, '6']])),
};

/** Keys that are in a template or in the code as they stand. */
function namedKeys(): ReadonlySet<string> {
  const templates = globSync('cards/**/*.json', { cwd: root, exclude: ['cards/locales/*'] });
  const code = globSync('src/**/*.ts', { cwd: root });
  const sources = [...templates, ...code].map(file => readFileSync(path.join(root, file), 'utf8')).join('\n');
  return new Set(
    Array.from(sources.matchAll(/['"](?:@t:)?([a-zA-Z]+(?:\.[a-zA-Z0-9]+)*)['"]/g), match => match[1] ?? ''),
  );
}

/** Labels are also looked up by the id of an input, for refusals about it. */
function labelKeys(): readonly string[] {
  const many = sized('many', { organisations: 4, risks: 2, factors: 8, actions: 2, text: about => about });
  const ids = [casusX(), inFull(), many].flatMap(scene =>
    formsOf(scene).flatMap(form => inputsOf(renderer.render(formView(scene, form))).map(input => String(input.id))),
  );
  const rules = globSync('src/domain/**/*.ts', { cwd: root }).map(file => readFileSync(path.join(root, file), 'utf8'));
  const refused = Array.from(rules.join('\n').matchAll(/refus(?:al|e)\('\w+', '(\w+)'/g), match => match[1] ?? '');
  return [...ids, ...refused].map(id => `input.${id.split(':')[0]}`);
}

describe('the words', () => {
  it('has no key that nothing asks for', () => {
    const named = namedKeys();
    const made = new Set(Object.entries(families).flatMap(([prefix, ends]) => ends.map(end => `${prefix}.${end}`)));
    const labels = new Set(labelKeys());
    // What is said about one input in particular: `refusal.pastDate.until`.
    const special = (key: string) =>
      refusalCodes.some(code => key.startsWith(`refusal.${code}.`) && named.has(`input.${key.split('.')[2]}`));
    const recorded = (key: string) => key.startsWith('recorded.') && recordedKeys.has(key.slice('recorded.'.length));
    const help = (key: string) =>
      key.startsWith('help.') && named.size > 0 && helpCommands.has(key.split('.')[1] ?? '');
    const orphans = Object.keys(words).filter(
      key => !named.has(key) && !made.has(key) && !labels.has(key) && !special(key) && !recorded(key) && !help(key),
    );
    expect(orphans).toEqual([]);
  });

  it('names every input that a refusal can be about', () => {
    const missing = labelKeys().filter(key => words[key] === undefined);
    expect([...new Set(missing)]).toEqual([]);
  });

  it('is calm: no exclamation marks, no markdown, no straight apostrophes', () => {
    for (const language of ['nl', 'en']) {
      const texts = Object.values(
        JSON.parse(readFileSync(path.join(cardsFolder, `locales/${language}.json`), 'utf8')) as Record<string, string>,
      );
      for (const text of texts) expect(text).not.toMatch(/[!*_`']/);
    }
  });
});

describe('words with a number', () => {
  const both = loadWords(path.join(cardsFolder, 'locales'));

  it.each([
    ['actionList.morning', { count: 1 }, 'Er staat 1 ding voor je klaar', '1 thing is waiting for you'],
    ['actionList.morning', { count: 2 }, 'Er staan 2 dingen voor je klaar', '2 things are waiting for you'],
    ['closeCase.years', { count: 1 }, '1 jaar', '1 year'],
    ['closeCase.years', { count: '5' }, '5 jaar', '5 years'],
    ['closeCase.extended', { day: 'D', count: '1' }, 'Langer bewaard op D (1 jaar)', 'Kept longer on D (1 year)'],
    ['timeline.kind.keptLonger', { value: '1' }, '1 jaar langer bewaard', 'Kept 1 year longer'],
    ['timeline.kind.keptLonger', { value: '3' }, '3 jaar langer bewaard', 'Kept 3 years longer'],
    ['occurrence.times', { done: 0, answered: 1 }, '0 van de 1 keer gebeurd', 'Happened 0 of 1 time'],
    ['occurrence.times', { done: 0, answered: 0 }, '0 van de 0 keer gebeurd', 'Happened 0 of 0 times'],
  ] as const)('have it as it is said: %s with %j', (key, values, dutch, english) => {
    expect([both.nl.t(key, values), both.en.t(key, values)]).toEqual([dutch, english]);
  });

  /** With words of their own for one, never about one, or a name ("casusoverleg 2 begonnen"). */
  const ownWords = new Set([
    ...['close.uncovered', 'caseload.cases', 'refusal.tooMany.prepared', 'refusal.tooLong'],
    ...['timeline.kind.conferenceOpened', 'line.conferenceFiled'],
  ]);

  it('have another word for one of it', () => {
    const about = '(?:count|minutes|years|days|value|limit|given|length|answered|total|number)';
    const plural = { nl: `[a-zé]{3,}en`, en: `[a-z]{3,}s` };
    for (const language of ['nl', 'en'] as const) {
      const file = readFileSync(path.join(cardsFolder, `locales/${language}.json`), 'utf8');
      const found = Object.entries(JSON.parse(file) as Record<string, string>).filter(
        ([key, text]) => !ownWords.has(key) && new RegExp(`\\{${about}\\} ${plural[language]}\\b`).test(text),
      );
      expect(found.map(([key]) => key)).toEqual([]);
    }
  });
});

/** What the application says was recorded; its own tests press everything that leads there. */
const recordedKeys = new Set(
  Array.from(
    readFileSync(path.join(root, 'src/application/recorded-lines.ts'), 'utf8').matchAll(
      /(?:key: |\? |: )'([a-zA-Z]+)'|'(unchanged)'/g,
    ),
    match => match[1] ?? match[2] ?? '',
  ).concat('other', 'unchanged'),
);
const helpCommands = new Set(
  Array.from(
    readFileSync(path.join(root, 'src/cards/views/help.ts'), 'utf8').matchAll(/^ {2}'([a-zA-Z]+)',$/gm),
    match => match[1] ?? '',
  ),
);

describe('starting with words or templates that are not right', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** A copy of the cards in which one file was changed. */
  function cardsWith(file: string, change: (text: string) => string): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'cards-'));
    folders.push(folder);
    cpSync(cardsFolder, folder, { recursive: true });
    const target = path.join(folder, file);
    writeFileSync(target, change(readFileSync(target, 'utf8')));
    return folder;
  }
  const start = (folder: string) => () =>
    createRenderer({ cardsFolder: folder, zone: 'Europe/Amsterdam', approaches: [], calendar: publicHolidaysOnly });
  const without = (key: string) => (text: string) => {
    const { [key]: _gone, ...rest } = JSON.parse(text) as Record<string, string>;
    return JSON.stringify(rest);
  };

  it('fails on a key that one language lacks, and names it', () => {
    expect(start(cardsWith('locales/en.json', without('button.more')))).toThrow(/button\.more is in one language only/);
  });

  it('fails on a template that asks for words there are none for', () => {
    expect(
      start(cardsWith('raiseRisk.json', text => text.replace('@t:raiseRisk.title', '@t:raiseRisk.tilte'))),
    ).toThrow(/raiseRisk\.tilte/);
  });

  it('fails on languages that fill in other values', () => {
    expect(
      start(cardsWith('locales/en.json', text => text.replace('{minutes} min left', '{minuten} min left'))),
    ).toThrow(/board\.minutesLeft/);
  });

  it('fails on words that a template would evaluate', () => {
    const folder = cardsWith('locales/nl.json', text => text.replace('"Vastleggen"', '"Vast \u0024{leggen}"'));
    expect(() => loadWords(path.join(folder, 'locales'))).toThrow(/button\.record holds an expression/);
  });

  it('refuses to send a card that a template left unfilled', () => {
    const folder = cardsWith('raiseRisk.json', text => text.replace('{v.what}', '{v.wat}'));
    const broken = createRenderer({
      cardsFolder: folder,
      zone: 'Europe/Amsterdam',
      approaches: [],
      calendar: publicHolidaysOnly,
    });
    expect(() => broken.render(formView(casusX(), 'raiseRisk'))).toThrow(/raiseRisk: \/body\/\d+.*isn't filled in/);
  });
});
