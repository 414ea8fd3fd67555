import { createLanguageModel, type LanguageModelOptions } from '../../src/assistant/create-language-model.ts';
import type { FactState, WordingFact, WordingField } from '../../src/domain/wording-facts.ts';
import type { ModelSettings } from '../../src/model-settings.ts';
import type { Asking, LanguageModel } from '../../src/ports/language-model.ts';
import type { ModelBudget } from '../../src/ports/model-budget.ts';
import type { FakeOpenAi } from './fake-openai.ts';

export const key = 'sk-canary-key';

export function settingsFor(server: FakeOpenAi): ModelSettings {
  return { kind: 'openai', baseUrl: server.baseUrl, model: 'nagebootst', apiKey: key, requestsPerDay: 1_000 };
}

/** `LanguageModel` on that server; waiting between two attempts takes no time. */
export function modelOn(server: FakeOpenAi, more: Partial<LanguageModelOptions> = {}): LanguageModel {
  return createLanguageModel({
    settings: settingsFor(server),
    budget: createMemoryBudget(),
    pause: async () => undefined,
    ...more,
  });
}

export function createMemoryBudget(): ModelBudget {
  const asked = new Map<string, number>();
  return {
    async take(tenant, day, perDay) {
      const so = `${tenant} ${day}`;
      const before = asked.get(so) ?? 0;
      if (before >= perDay) return false;
      asked.set(so, before + 1);
      return true;
    },
  };
}

export function asking(more: Partial<Asking> = {}): Asking {
  return {
    tenant: 'house',
    today: '2026-11-23',
    language: 'nl',
    names: [],
    signal: new AbortController().signal,
    ...more,
  };
}

/** `fact('R1', 'Brandstichting', { fields: ['level'] })` */
export function fact(
  id: string,
  text: string,
  more: { with?: readonly string[]; states?: readonly FactState[]; fields?: readonly WordingField[] } = {},
): WordingFact {
  const kinds = { P: 'subject', R: 'risk', F: 'factor', A: 'action' } as const;
  const kind = kinds[id[0] as keyof typeof kinds];
  const fields = { subject: ['score'], risk: ['level'], factor: [], action: ['owner', 'due'] } as const;
  return { id, kind, text, with: [], states: [], fields: fields[kind], ...more };
}
