import { describe, expect, it } from 'vitest';
import type { RecordedLine } from '../../src/ports/card-renderer.ts';
import { linesOf } from './read-card.ts';
import { renderer } from './renderer.ts';

/** What somebody reads who was told that this was recorded. */
function told(line: RecordedLine, language: 'nl' | 'en' = 'nl'): string | undefined {
  return linesOf(renderer.render({ kind: 'notice', language, refusals: [], recorded: [line] })).find(one =>
    one.startsWith('✓'),
  );
}

describe('what was recorded', () => {
  it.each([
    [{ key: 'actionReviewed', item: 'A1', text: 'notPossible' }, '✓ A1 staat erin: Niet meer mogelijk'],
    [{ key: 'safetyScored', item: 'P1', text: '4' }, '✓ Jouw cijfer staat erin: P1 4'],
    [
      { key: 'safetyScoredFor', item: 'P1', text: '4', who: 'Jeugdarts' },
      '✓ Het cijfer van Jeugdarts staat erin: P1 4',
    ],
    [{ key: 'scalingUp', item: 'P1', text: 'childProtection' }, '✓ Opschalen vastgelegd: P1, Kinderbescherming'],
    [{ key: 'monitorScored', item: 'housing', text: 'acute' }, '✓ Vastgelegd: Huisvesting, Acute problemen'],
  ])('is said in words, not in codes: %j', (line, text) => {
    expect(told(line)).toBe(text);
  });

  it('is said in the language of the chat', () => {
    expect(told({ key: 'actionReviewed', item: 'A1', text: 'partly' }, 'en')).toBe('✓ A1 is in: Partly done');
  });

  it('leaves what somebody typed as it is, also when it reads like a code', () => {
    expect(told({ key: 'notScalingUp', item: 'P1', text: 'acute' })).toBe('✓ Niet opschalen vastgelegd: P1, acute');
  });
});
