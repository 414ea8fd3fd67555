import { fileURLToPath } from 'node:url';
import { createLanguageModel, type Observation } from '../../src/assistant/create-language-model.ts';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { houseZone } from '../../src/clock.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import { summaryOf } from '../../src/domain/summary.ts';
import { basisOf, wordingFacts } from '../../src/domain/wording-facts.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import type { ModelSettings } from '../../src/model-settings.ts';
import type { WordedSummary } from '../../src/ports/card-renderer.ts';
import { linesBesideTables, linesOf } from '../cards/read-card.ts';
import { createMemoryBudget } from '../support/model-under-test.ts';
import type { RecordedConference } from './conferences.ts';

/** What `npm run eval` reports of one summary. */
export interface Figures {
  readonly conference: string;
  readonly approach: string;
  readonly by: 'model' | 'rule';
  /** As the model gave them, or lines by rule. */
  readonly sentences: number;
  readonly rightSource: number;
  /** Said of the record what it doesn't say; as the model gave them. None of these is shown. */
  readonly wrongFacts: number;
  /** A judgement, a level, a number, markup; as the model gave them. None of these is shown. */
  readonly forbidden: number;
  /** Uncovered factors and overdue actions that the shown summary doesn't name. */
  readonly omitted: number;
  readonly mustHave: number;
  /** Forbidden content on what is shown. */
  readonly shownForbidden: number;
  /** Why it was shown by rule after all. */
  readonly fellBack: string;
  readonly tokens: number;
  readonly ms: number;
}

const renderer = createRenderer({
  cardsFolder: fileURLToPath(new URL('../../cards', import.meta.url)),
  zone: houseZone,
  approaches: usualApproaches,
  calendar: publicHolidaysOnly,
});

/** What no summary may say, besides what people typed themselves. */
const judgements =
  /risicoscore|risk score|gevaarlijk|dangerous|recidiveren|reoffend|waarschijnlijk|probably|advies:|recommended|liegt|lying|psychopa|\d+ ?(?:%|procent|percent)/i;

/** The card on its own: by rule, or with the sentences of a model. */
function linesOn(
  { language, state, conference, today }: RecordedConference,
  worded?: WordedSummary,
): readonly string[] {
  return linesOf(
    renderer.render({ kind: 'summary', language, state, conference: conference.id, today, ...(worded && { worded }) }),
  );
}

/** Lines by rule, without what stands in the table. */
function besideTable({ language, state, conference, today }: RecordedConference): readonly string[] {
  return linesBesideTables(renderer.render({ kind: 'summary', language, state, conference: conference.id, today }));
}

function shownFigures(recorded: RecordedConference, lines: readonly string[]) {
  const { uncovered, overdue } = summaryOf(recorded.state, recorded.conference, recorded.today);
  const mustHave = [...uncovered, ...overdue];
  const text = lines.join('\n');
  const typed = JSON.stringify(recorded.state).toLowerCase();
  const found = judgements.exec(text)?.[0].toLowerCase();
  return {
    mustHave: mustHave.length,
    omitted: mustHave.filter(id => !new RegExp(`\\b${id}\\b`).test(text)).length,
    shownForbidden: found !== undefined && !typed.includes(found) ? 1 : 0,
  };
}

/** The line to beat. */
export function measureRule(recorded: RecordedConference): Figures {
  const from = performance.now();
  const lines = linesOn(recorded);
  const { name: conference, approach } = recorded;
  const none = { wrongFacts: 0, forbidden: 0, fellBack: '', tokens: 0 };
  const sentences = besideTable(recorded).length;
  const counted = { sentences, rightSource: sentences, ms: Math.round(performance.now() - from) };
  return { conference, approach, by: 'rule', ...counted, ...none, ...shownFigures(recorded, lines) };
}

const wrong = new Set(['notInRecord', 'distorted', 'wrongField']);
const forbidden = new Set(['neverSaid', 'form']);

export async function measureModel(recorded: RecordedConference, settings: ModelSettings): Promise<Figures> {
  const seen: Observation[] = [];
  const model = createLanguageModel({ settings, budget: createMemoryBudget(), observe: one => seen.push(one) });
  const { name: conference, approach, state, today, language } = recorded;
  const names = recorded.conference.attendees.flatMap(one => [one.name, one.organisation]);
  const facts = wordingFacts(state, recorded.conference, today);
  const signal = new AbortController().signal;
  const from = performance.now();
  const wording = await model.summarise(facts, { tenant: 'eval', today, language, names, signal });
  const ms = Math.round(performance.now() - from);
  const worded = wording.kind === 'worded' ? wordedOf(recorded, wording.said, wording.by) : undefined;
  const lines = linesOn(recorded, worded);
  const objections = seen.flatMap(one => one.objections);
  const sentences = seen.reduce((sum, one) => sum + one.sentences, 0);
  return {
    conference,
    approach,
    by: 'model',
    sentences,
    rightSource: sentences - objections.length,
    wrongFacts: objections.filter(one => wrong.has(one)).length,
    forbidden: objections.filter(one => forbidden.has(one)).length,
    fellBack: wording.kind === 'noWords' ? wording.code : '',
    tokens: seen.reduce((sum, { tokens }) => sum + tokens.sent + tokens.received, 0),
    ms,
    ...shownFigures(recorded, lines),
  };
}

function wordedOf(
  { state, conference, language }: RecordedConference,
  sentences: WordedSummary['sentences'],
  by: Pick<WordedSummary, 'model' | 'prompt'>,
): WordedSummary {
  const ids = sentences.flatMap(one => one.ids);
  return { ...by, language, at: '2026-11-20T10:00:00.000Z', sentences, basis: basisOf(state, conference, ids) ?? '' };
}
