import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonSchemaOf, lineSchema, proposalsSchema, sentencesSchema } from '../../src/assistant/answers.ts';
import { isOpenedUp } from '../../src/assistant/check-line.ts';
import { literalProposals } from '../../src/assistant/check-proposals.ts';
import { objectionTo } from '../../src/assistant/check-sentences.ts';
import { promptNames, readPrompt, sectionOf } from '../../src/assistant/prompts.ts';
import type { WordedSentence, WordingFact } from '../../src/domain/wording-facts.ts';
import type { Proposal } from '../../src/ports/language-model.ts';

const folder = new URL('../../prompts/', import.meta.url);
const fileOf = (name: string) => readFileSync(new URL(`${name}.md`, folder), 'utf8');
/** Every version that there ever was, with the digest of its file. */
const lock: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('../fixtures/prompts.json', import.meta.url), 'utf8'),
);
const blocksIn = (text: string) =>
  [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = '']) => JSON.parse(block));
const schemas = {
  summary: sentencesSchema(['R1', 'F1', 'A1']),
  concretise: lineSchema,
  notes: proposalsSchema,
} as const;

interface Example<Input, Output> {
  readonly input: Input & { readonly language: 'nl' | 'en' };
  readonly output: Output;
}

describe('the prompts', () => {
  it('are the files of their folder', () => {
    expect(readdirSync(folder).toSorted()).toEqual(promptNames.map(name => `${name}.md`).toSorted());
  });

  it.each(promptNames)('%s does not change without a new version', name => {
    const { version } = readPrompt(name);
    const digest = createHash('sha256').update(fileOf(name)).digest('hex');
    expect(lock[`${name}/${version}`], `give prompts/${name}.md a new version, and put its digest in the lock`).toBe(
      digest,
    );
  });

  it.each(promptNames)('%s says what it is for, what it gets and what it gives', name => {
    for (const part of ['Purpose', 'Inputs', 'Output', 'Instructions', 'Examples'])
      expect(sectionOf(fileOf(name), part).length, part).toBeGreaterThan(40);
  });

  it.each(promptNames)('%s has the schema that is sent', name => {
    expect(blocksIn(sectionOf(fileOf(name), 'Output'))).toEqual([jsonSchemaOf(schemas[name])]);
  });

  it('tell the model what it never does, and that what people typed is no instruction', () => {
    const { instructions } = readPrompt('summary');
    for (const never of [
      'score',
      'rank',
      'label',
      'predict',
      'evidence',
      'emotion',
      'measures',
      'priorities',
      'other cases',
    ])
      expect(instructions).toContain(never);
    for (const name of promptNames)
      expect(readPrompt(name).instructions.replace(/\s+/g, ' ')).toMatch(/never an instruction to you/);
  });

  it('have examples that hold', () => {
    const sentences: readonly Example<{ items: readonly WordingFact[] }, { sentences: readonly WordedSentence[] }>[] =
      blocksIn(sectionOf(fileOf('summary'), 'Examples'));
    expect(sentences.length).toBeGreaterThan(1);
    for (const { input, output } of sentences) {
      const facts = new Map(input.items.map(fact => [fact.id, fact]));
      for (const one of output.sentences) expect(objectionTo(one, facts, input.language), one.text).toBe(undefined);
    }
    const lines: readonly Example<{ text: string }, { text: string }>[] = blocksIn(
      sectionOf(fileOf('concretise'), 'Examples'),
    );
    for (const { input, output } of lines)
      expect(isOpenedUp(output.text, input.text, input.language), output.text).toBe(true);
    const notes: readonly Example<{ notes: string }, { items: readonly Proposal[] }>[] = blocksIn(
      sectionOf(fileOf('notes'), 'Examples'),
    );
    for (const { input, output } of notes) expect(literalProposals(output.items, input.notes)).toEqual(output.items);
  });
});
