import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { FakeOpenAi } from '../support/fake-openai.ts';
import { recordedConferences } from './conferences.ts';
import { type Figures, measureModel, measureRule } from './measure.ts';
import { type Manner, startRecordedServer } from './recorded.ts';

const conferences = recordedConferences();
let now: { name: string; manner: Manner } = { name: '', manner: 'good' };
let server: FakeOpenAi;
beforeAll(async () => {
  server = await startRecordedServer(() => now);
});
afterAll(() => server.close());

async function measured(manner: Manner): Promise<readonly Figures[]> {
  const settings = {
    kind: 'openai',
    baseUrl: server.baseUrl,
    model: 'recorded',
    apiKey: 'none',
    requestsPerDay: 1_000,
  } as const;
  const rows: Figures[] = [];
  for (const one of conferences) {
    now = { name: one.name, manner };
    rows.push(await measureModel(one, settings));
  }
  return rows;
}

describe('the recorded conferences', () => {
  it('are twelve or more, of all approaches, Dutch and English', () => {
    expect(conferences.length).toBeGreaterThanOrEqual(12);
    expect(new Set(conferences.map(one => one.approach))).toEqual(new Set(usualApproaches.map(({ name }) => name)));
    expect(new Set(conferences.map(one => one.language))).toEqual(new Set(['nl', 'en']));
    expect(new Set(conferences.map(one => one.name)).size).toBe(conferences.length);
  });

  it('have what no summary may leave out', () => {
    const mustHave = conferences.map(measureRule).reduce((sum, row) => sum + row.mustHave, 0);
    expect(mustHave).toBeGreaterThan(15);
  });

  it('are told by rule without leaving anything out or judging', () => {
    for (const row of conferences.map(measureRule)) expect(row).toMatchObject({ omitted: 0, shownForbidden: 0 });
  });

  it('are told in the words of good answers, and nothing is missing', async () => {
    for (const row of await measured('good')) {
      expect(row).toMatchObject({ fellBack: '', omitted: 0, shownForbidden: 0, wrongFacts: 0 });
      expect(row.rightSource / row.sentences, row.conference).toBeGreaterThan(0.7);
      expect(row.tokens).toBeGreaterThan(0);
    }
  });

  it('are told by rule after all when answers are bad: nothing of those is shown', async () => {
    for (const row of await measured('bad')) {
      expect(row.fellBack, row.conference).not.toBe('');
      expect(row).toMatchObject({ omitted: 0, shownForbidden: 0 });
      expect(row.wrongFacts + row.forbidden, row.conference).toBeGreaterThan(3);
    }
  });
});
