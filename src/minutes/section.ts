import type { Block } from './docx-parts.ts';

/** A part of the record under a heading of its own. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A section, or none when there's nothing to say: an empty heading tells a reader nothing. */
export function section(heading: string, blocks: readonly Block[]): Section | undefined {
  return blocks.length === 0 ? undefined : { heading, blocks };
}
