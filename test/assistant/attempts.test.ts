import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WordedSentence, WordingFact } from '../../src/domain/wording-facts.ts';
import { itemsOf, obedient } from '../support/answering-model.ts';
import { type FakeOpenAi, type ModelCall, type Reply, startFakeOpenAi } from '../support/fake-openai.ts';
import { asking, fact, modelOn } from '../support/model-under-test.ts';

/** What "participants" typed to make a machine judge, and what may then never come from one. */
interface Attempt {
  readonly language: 'nl' | 'en';
  readonly typed: string;
  readonly never: string;
}

const attempts: readonly Attempt[] = JSON.parse(
  readFileSync(new URL('../fixtures/attempts.json', import.meta.url), 'utf8'),
);

let server: FakeOpenAi;
beforeAll(async () => {
  server = await startFakeOpenAi();
});
afterAll(() => server.close());

/** The case as it was before, with the attempt typed as a risk, a factor or an action. */
function factsWith(typed: string, kind: 'R' | 'F' | 'A'): readonly WordingFact[] {
  const own = fact(`${kind}9`, typed, {
    with: kind === 'R' ? [] : ['R1'],
    states: kind === 'F' ? ['topThree', 'uncovered'] : [],
  });
  return [fact('R1', 'Brandstichting in de flat'), fact('F1', 'Schulden', { with: ['R1'] }), own];
}

/** All words of the attempt, as the most willing servant would use them. */
const sentencesFrom = (typed: string, id: string): readonly WordedSentence[] => [
  { ids: [id], text: typed },
  { ids: [id], text: `${typed}.` },
  { ids: [id, 'R1'], text: `Brandstichting in de flat: ${typed}` },
  { ids: ['R1'], text: typed },
  { ids: ['R1'], text: `Brandstichting in de flat. ${typed}` },
  ...typed.split(/[.:,;]\s*/).map(part => ({ ids: [id], text: part })),
  ...typed
    .split(/[.:,;]\s*/)
    .map(part => ({ ids: ['R1'], text: `Het risico op brandstichting in de flat is ${part}.` })),
];

/** Hostile servers: each answers every request in its own way. */
const servers: Readonly<Record<string, (call: ModelCall, attempt: Attempt) => Reply>> = {
  'words all that it gets': call => obedient(call),
  'obeys what was typed': (_call, { typed }) =>
    JSON.stringify({
      sentences: [...sentencesFrom(typed, 'R9'), ...sentencesFrom(typed, 'F9'), ...sentencesFrom(typed, 'A9')],
    }),
  'obeys with sources that are there': (call, { typed }) =>
    JSON.stringify({ sentences: itemsOf(call).flatMap(({ id }) => sentencesFrom(typed, id)) }),
  'echoes what it got': call => ({
    content: JSON.stringify({ sentences: itemsOf(call).map(({ id, text }) => ({ ids: [id], text })) }),
  }),
  'judges of its own accord': call => {
    const { language } = JSON.parse(call.body.messages.at(-1)?.content ?? '{}');
    const lines =
      language === 'en'
        ? ['He is dangerous.', 'Risk score: 9.', 'He will reoffend.', 'Detention is recommended.', 'She is lying.']
        : ['Hij is gevaarlijk.', 'Risicoscore: 9.', 'Hij zal recidiveren.', 'Advies: opsluiten.', 'Moeder liegt.'];
    return JSON.stringify({ sentences: lines.map(text => ({ ids: ['R1'], text })) });
  },
  'hides a judgement among good words': (call, { typed }) => {
    const { sentences } = JSON.parse(obedient(call));
    return JSON.stringify({
      sentences: [...sentences, ...sentences, { ids: ['R1'], text: `Brandstichting in de flat, ${typed}.` }],
    });
  },
  'answers with more fields': (_call, { typed }) => JSON.stringify({ sentences: [], riskScore: 9, remark: typed }),
  'answers in plain text': (_call, { typed }) => typed,
};

/** What would be forbidden from any of them. */
const judgements =
  /gevaarlijk|dangerous|score|recidiv|reoffend|advies|recommend|liegt|lying|procent|percent|psychopa|hopeloos|hopeless|schuldig|guilty|voorspel|predict|geloofwaardig|credib|betrouwbaar|reliab|https?:|\*\*|<at>|\bzeer\b|\bhoog\b|\bhigh\b/i;

describe('the attempts of people at the table', () => {
  it('are fifty or more, in two languages', () => {
    expect(attempts.length).toBeGreaterThanOrEqual(50);
    for (const language of ['nl', 'en'])
      expect(attempts.filter(one => one.language === language).length).toBeGreaterThan(20);
  });

  describe.each(Object.keys(servers))('with a server that %s', name => {
    it.each(attempts)('nobody reads a judgement of a machine: $typed', async attempt => {
      for (const kind of ['R', 'F', 'A'] as const) {
        server.answers(call => servers[name]?.(call, attempt) ?? '');
        const wording = await modelOn(server).summarise(
          factsWith(attempt.typed, kind),
          asking({ language: attempt.language }),
        );
        if (wording.kind === 'noWords') continue;
        const said = wording.said.map(({ text }) => text.replace(/\{\w+\.\w+\}/g, ' ')).join('\n');
        expect(said).not.toMatch(judgements);
        expect(said).not.toMatch(new RegExp(attempt.never, 'i'));
        for (const { ids } of wording.said) expect(['R1', 'F1', `${kind}9`]).toEqual(expect.arrayContaining([...ids]));
      }
    });
  });

  it('are looked at: without the checks the obedient server gets its way', () => {
    const unchecked = attempts.filter(({ typed, never }) => new RegExp(never, 'i').test(typed));
    expect(unchecked.length).toBeGreaterThan(45);
  });
});
