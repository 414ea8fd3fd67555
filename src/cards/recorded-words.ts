import type { RecordedLine } from '../ports/card-renderer.ts';
import type { Words } from './words.ts';

/** What was recorded is often a code of the method: under which words it's said, for the item and for the text. */
const spokenUnder: Readonly<Record<string, { readonly item?: string; readonly text?: string }>> = {
  actionReviewed: { text: 'reviewStatus' },
  monitorScored: { item: 'domain', text: 'monitorLevel' },
  scalingUp: { text: 'scaleUpWay' },
  stepOpened: { item: 'step' },
  directionStepTaken: { item: 'directionStep.short' },
  processPhaseSet: { text: 'processPhase' },
  carePhaseSet: { text: 'carePhase' },
};

/** The same line with its codes in words; what somebody typed stays. */
export function inWords(line: RecordedLine, words: Words): RecordedLine {
  const under = spokenUnder[line.key];
  const say = (family: string | undefined, code: string | undefined) =>
    family === undefined || code === undefined ? code : (words.find(`${family}.${code}`) ?? code);
  const [item, text] = [say(under?.item, line.item), say(under?.text, line.text)];
  return { ...line, ...(item !== undefined && { item }), ...(text !== undefined && { text }) };
}
