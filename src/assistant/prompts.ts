import { readFileSync } from 'node:fs';

export const promptNames = ['summary', 'concretise', 'notes'] as const;
export type PromptName = (typeof promptNames)[number];

/** What a model is told, read from `prompts/<name>.md`; only its part "Instructions" is sent. */
export interface Prompt {
  readonly name: PromptName;
  readonly version: number;
  readonly instructions: string;
}

/** @throws when the file isn't as `docs/assistant.md` says a prompt is */
export function readPrompt(name: PromptName): Prompt {
  const text = readFileSync(new URL(`../../prompts/${name}.md`, import.meta.url), 'utf8');
  const version = Number(/^---\nname: (\w+)\nversion: (\d+)\n---\n/.exec(text)?.[2]);
  const instructions = sectionOf(text, 'Instructions');
  if (!Number.isInteger(version) || version < 1 || instructions === '')
    throw new Error(`[assistant] prompts/${name}.md has no version or no instructions`);
  return { name, version, instructions };
}

/** What stands under that heading, until the next one. */
export function sectionOf(text: string, heading: string): string {
  return new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(text)?.[1]?.trim() ?? '';
}
