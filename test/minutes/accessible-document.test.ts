import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/evolve.ts';
import { planRecordOf } from '../../src/domain/plan-record.ts';
import { timelineRecordOf } from '../../src/domain/timeline-record.ts';
import { writeDocx } from '../../src/minutes/docx-writer.ts';
import { writePlanDocx } from '../../src/minutes/plan-docx.ts';
import { defaultTemplate } from '../../src/minutes/template/default-template.ts';
import { writeTimelineDocx } from '../../src/minutes/timeline-docx.ts';
import { barriersIn } from '../support/accessible-word.ts';
import { type History, stamped } from '../support/given.ts';
import {
  action,
  agreedLevel,
  agreedScore,
  closed,
  factor,
  reviewed,
  risk,
  scenario,
  secondConference,
  subject,
  table,
  topThree,
} from '../support/history.ts';
import { sampleMinutes, sampleNames } from '../support/sample-minutes.ts';
import { openWordDocument, textUnder } from '../support/word-document.ts';

const barriers = async (docx: Promise<Uint8Array>) => barriersIn(openWordDocument(await docx));

const small: History = [table(), closed()];
/** Two conferences with something of everything, so with pictures of the course. */
const large: History = [
  table(),
  ...Array.from({ length: 8 }, (_, at) => risk(`R${at + 1}`, { what: `Risico ${at + 1} met een lange naam` })),
  [agreedLevel('R1', 'high'), agreedLevel('R2', 'low'), subject('P1', 'moeder'), agreedScore('P1', 2)],
  [factor('F1'), factor('F2'), factor('F3', { kind: 'protective' }), topThree('F1')],
  [action('A1', { factors: ['F1'], risks: ['R1'] }), scenario('S1')],
  secondConference(),
  [agreedLevel('R1', 'moderate'), agreedScore('P1', 6), topThree('F2'), reviewed('A1', 'done')],
  [action('A2', { factors: ['F2'] }), closed()],
];

function written(history: History) {
  const events = stamped(history.flat());
  const state = fold(events);
  const id = state?.conferences.at(-1)?.id;
  if (state === undefined || id === undefined) throw new Error('a history without a conference');
  return {
    plan: writePlanDocx(planRecordOf(state, id, 1)),
    timeline: writeTimelineDocx(timelineRecordOf(events, state, id, 1)),
  };
}

describe('a document that can be read aloud, in large letters and in other colours', () => {
  it.each(sampleNames)('are the minutes: %s', async name => {
    expect(await barriers(writeDocx(sampleMinutes(name)))).toEqual([]);
  });

  it.each([
    ['of a first conference', small],
    ['of two, with pictures', large],
  ])('are plan and timeline %s', async (_name, history) => {
    const { plan, timeline } = written(history);
    expect(await barriers(plan)).toEqual([]);
    expect(await barriers(timeline)).toEqual([]);
  });

  it('says what a picture is about, and has the same in words below it', async () => {
    const document = openWordDocument(await written(large).plan);
    expect(document.parts['word/document.xml']).toMatch(
      /descr="Niveau van de risico’s per casusoverleg\. De tabel onder/,
    );
    expect(textUnder(document, 'Van overleg tot overleg')).toContainEqual(
      expect.stringMatching(/R1.*1: hoog → 2: matig/),
    );
  });

  it('is the template that a house begins with', async () => {
    expect(await barriers(defaultTemplate())).toEqual([]);
  });
});

describe('the check of documents', () => {
  it.each([
    ['a title', 'docProps/core.xml', /<dc:title>.*?<\/dc:title>/, '', ['no title']],
    ['a language', 'word/styles.xml', /<w:lang [^>]*>/, '', ['no language of its letters']],
    ['a header row', 'word/document.xml', /<w:tblHeader\/>/, '', ['table 1 has no header row']],
    ['words with a picture', 'word/document.xml', /descr="[^"]*"/, 'descr=""', ['a picture without words']],
    [
      'a level of headings',
      'word/document.xml',
      /"Heading1"/,
      '"Heading2"',
      ['a level skipped: Veranderd sinds vorige keer'],
    ],
    ['dark letters', 'word/styles.xml', /154273/, 'A0B0C0', ['Title has letters of 2.2:1']],
  ])('misses %s', async (_what, path, find, instead, found) => {
    const parts = unzipSync(await written(large).plan);
    const before = new TextDecoder().decode(parts[path]);
    expect(before).toMatch(find);
    const docx = zipSync({ ...parts, [path]: strToU8(before.replace(find, instead)) });
    expect(barriersIn(openWordDocument(docx))).toEqual(found);
  });
});
