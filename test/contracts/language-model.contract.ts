import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLanguageModel, type LanguageModelOptions } from '../../src/assistant/create-language-model.ts';
import type { ModelSettings } from '../../src/model-settings.ts';
import { obedient } from '../support/answering-model.ts';
import { type FakeOpenAi, inputOf, startFakeOpenAi } from '../support/fake-openai.ts';
import { asking, createMemoryBudget, fact, key } from '../support/model-under-test.ts';

/** What a language model promises, on a server that is nothing but a fake: it says what the test tells it to. */
export function describeLanguageModel(
  name: string,
  settingsOf: (server: FakeOpenAi) => ModelSettings,
  path: RegExp,
): void {
  describe(`language model: ${name}`, () => {
    let server: FakeOpenAi;
    beforeAll(async () => {
      server = await startFakeOpenAi({ key });
    });
    afterAll(() => server.close());
    beforeEach(() => {
      server.calls.length = 0;
      server.answers(obedient);
    });
    const open = (more: Partial<LanguageModelOptions> = {}) =>
      createLanguageModel({
        settings: settingsOf(server),
        budget: createMemoryBudget(),
        pause: async () => undefined,
        ...more,
      });
    const facts = [
      fact('R1', 'Brandstichting bij Jan de Vries in de Lindelaan 12'),
      fact('F1', 'Geen dagbesteding', { with: ['R1'], states: ['topThree'] }),
      fact('A1', 'Gesprek met Fatima over werk', { with: ['F1'] }),
    ];

    it('asks in the way of that interface, for JSON of one form with the ids of this case', async () => {
      await open().summarise(facts, asking());
      const [call] = server.calls;
      expect(call?.path).toMatch(path);
      expect(call?.body.model).toBe('nagebootst');
      expect(call?.body.response_format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } });
      expect(JSON.stringify(call?.body.response_format)).toContain('"enum":["R1","F1","A1"]');
      expect(call?.headers['user-agent']).toMatch(/openai/i);
    });

    it('gives sentences in the order of the record, with what was hidden put back', async () => {
      server.answers(call => {
        const { sentences } = JSON.parse(obedient(call));
        return JSON.stringify({ sentences: sentences.toReversed() });
      });
      const worded = await open().summarise(facts, asking());
      expect(worded).toEqual({
        kind: 'worded',
        dropped: 0,
        by: { model: 'nagebootst', prompt: expect.stringMatching(/^summary\/\d+$/) },
        said: [
          { ids: ['R1'], text: 'Het risico op Brandstichting bij Jan de Vries in de Lindelaan 12: {R1.level}.' },
          { ids: ['F1'], text: 'Geen dagbesteding.' },
          { ids: ['A1'], text: 'Gesprek met Fatima over werk, door {A1.owner}, uiterlijk {A1.due}.' },
        ],
      });
    });

    it('drops what does not hold, and says how many', async () => {
      server.answers(call => {
        const { sentences } = JSON.parse(obedient(call));
        return JSON.stringify({ sentences: [...sentences, { text: 'Hij is gevaarlijk.', ids: ['R1'] }] });
      });
      expect(await open().summarise(facts, asking())).toMatchObject({ kind: 'worded', dropped: 1 });
    });

    it('has no words when fewer than half of them hold', async () => {
      server.answers(() => JSON.stringify({ sentences: ['a', 'b', 'c'].map(text => ({ text, ids: ['R1'] })) }));
      expect(await open().summarise(facts, asking())).toMatchObject({ kind: 'noWords', why: 'unusable' });
    });

    it('sends no name, place or number, whatever is asked', async () => {
      server.answers(() => '{}');
      const model = open();
      const text =
        'Jan de Vries uit Utrecht dreigt fatima, 14 jaar, aan de lindelaan 12 (ZVH-2026-014, 06-12345678, j@x.example)';
      await model.summarise([fact('R1', text)], asking({ names: ['Wijkagent Sterk', 'Politie'] }));
      await model.concretise({ kind: 'action', text }, asking());
      await model.split(`${text}. Sterk belt.`, asking({ names: ['Wijkagent Sterk'] }));
      expect(server.calls.length).toBeGreaterThan(2);
      const sent = server.calls.map(({ body }) => JSON.stringify(body.messages)).join();
      expect(sent).not.toMatch(/Vries|Utrecht|fatima|lindelaan|ZVH|2026|0612|06-1|x\.example|\b14\b|[Ss]terk|Politie/);
      expect(sent).toContain('dreigt');
    });

    it('opens up what is vague, and fills nothing in', async () => {
      server.answers(call => JSON.stringify({ text: `${inputOf(call).text} met … over …` }));
      expect(await open().concretise({ kind: 'action', text: 'In gesprek gaan met Jan' }, asking())).toMatchObject({
        kind: 'worded',
        said: 'In gesprek gaan met Jan met … over …',
      });
      for (const filled of [
        'In gesprek gaan met moeder',
        'Gesprek over werk op vrijdag',
        'In gesprek gaan met {N1} … 12',
      ]) {
        server.answers(() => JSON.stringify({ text: filled }));
        expect(await open().concretise({ kind: 'action', text: 'In gesprek gaan met Jan' }, asking())).toMatchObject({
          kind: 'noWords',
        });
      }
    });

    it('finds in notes what stands there, and writes nothing itself', async () => {
      const notes = 'Kans op brand bij Jan. Geen ruzie met de buren. Moeder belt de huisarts.';
      const items = [
        { kind: 'risk', what: 'brand bij {N1}' },
        { kind: 'action', what: 'Moeder belt de huisarts' },
        { kind: 'factor', what: 'ruzie met de buren' },
      ];
      server.answers(() => JSON.stringify({ items }));
      expect(await open().split(notes, asking())).toMatchObject({
        kind: 'worded',
        dropped: 1,
        said: [
          { kind: 'risk', what: 'brand bij Jan' },
          { kind: 'action', what: 'Moeder belt de huisarts' },
        ],
      });
      server.answers(() => JSON.stringify({ items: [{ kind: 'risk', what: 'Hij gaat iemand doden' }] }));
      expect(await open().split(notes, asking())).toMatchObject({ kind: 'noWords', why: 'unusable' });
    });

    it('gives up in time, after one more try', async () => {
      server.trouble('hang', 'hang');
      const from = performance.now();
      expect(await open({ timeoutMs: 150 }).summarise(facts, asking())).toEqual({
        kind: 'noWords',
        why: 'away',
        code: 'model.timeout',
      });
      expect(server.calls).toHaveLength(2);
      expect(performance.now() - from).toBeLessThan(5_000);
    });

    it('counts every try in the budget of the house, and stops when it is spent', async () => {
      const model = open({ settings: { ...settingsOf(server), requestsPerDay: 3 } });
      server.trouble({ status: 500 });
      expect(await model.summarise(facts, asking())).toMatchObject({ kind: 'worded' });
      expect(await model.summarise(facts, asking())).toMatchObject({ kind: 'worded' });
      expect(await model.summarise(facts, asking())).toMatchObject({ kind: 'noWords', why: 'spent' });
      expect(server.calls).toHaveLength(3);
      expect(await model.summarise(facts, asking({ tenant: 'another' }))).toMatchObject({ kind: 'worded' });
      expect(await model.summarise(facts, asking({ today: '2026-11-24' }))).toMatchObject({ kind: 'worded' });
    });

    it('stops when it is told to', async () => {
      const stopping = new AbortController();
      server.trouble('hang');
      const asked = open().summarise(facts, asking({ signal: stopping.signal }));
      await expect.poll(() => server.calls.length).toBe(1);
      stopping.abort();
      await expect(asked).rejects.toMatchObject({ code: 'model.stopped' });
    });

    it('takes its key to no other address', async () => {
      server.trouble('redirect', 'redirect');
      expect(await open().summarise(facts, asking())).toMatchObject({ kind: 'noWords' });
      expect(server.calls.every(call => path.test(call.path))).toBe(true);
    });
  });
}
