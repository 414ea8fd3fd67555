import { readFileSync } from 'node:fs';
import type { WordedSentence } from '../../src/domain/wording-facts.ts';
import { type FakeOpenAi, inputOf, startFakeOpenAi } from '../support/fake-openai.ts';

/** How the recorded server answers: as a careful writer would, or as a careless one. */
export const manners = ['good', 'bad'] as const;
export type Manner = (typeof manners)[number];

/** Written once for each conference, by its name; no model was asked. */
export type RecordedAnswers = Readonly<Record<string, Readonly<Record<Manner, readonly WordedSentence[]>>>>;

function readRecorded(): RecordedAnswers {
  return JSON.parse(readFileSync(new URL('./recorded-answers.json', import.meta.url), 'utf8'));
}

/**
 * A local server that speaks the documented protocol from recorded answers. It's no model, and says nothing about one: it shows that what is good
 * comes through and what is bad doesn't.
 */
export async function startRecordedServer(
  about: () => { readonly name: string; readonly manner: Manner },
): Promise<FakeOpenAi> {
  const answers = readRecorded();
  const server = await startFakeOpenAi();
  server.answers(call => {
    const { name, manner } = about();
    const sentences = answers[name]?.[manner];
    if (sentences === undefined)
      throw new Error(`nothing is recorded for ${name} (${JSON.stringify(inputOf(call)).length})`);
    return JSON.stringify({ sentences });
  });
  return server;
}
