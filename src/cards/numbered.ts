import type { ViewData } from './expand.ts';
import type { Words } from './words.ts';

/** Lines `<prefix>.1`, `<prefix>.2` and so on, as far as there are words. */
export function numbered(words: Words, prefix: string): readonly ViewData[] {
  const lines: ViewData[] = [];
  for (let number = 1; ; number++) {
    const text = words.find(`${prefix}.${number}`);
    if (text === undefined) return lines;
    lines.push({ lead: `${number}. `, text });
  }
}
