import type { CaseState, Conference } from '../../domain/case-state.ts';
import type { ReadingName } from '../../domain/readings.ts';
import { centralEight } from '../../domain/values.ts';
import type { ViewData } from '../expand.ts';
import type { Tools } from '../frame.ts';
import { numbered } from '../numbered.ts';

/** Something to read in one tap: a title and a few lines, all of it our own words. */
export function readingView(
  reading: ReadingName,
  state: CaseState,
  _conference: Conference,
  { words }: Tools,
): ViewData {
  switch (reading) {
    case 'questions':
      return {
        title: words.t('questions.title', { phase: words.t(`processPhase.${state.processPhase}`) }),
        lines: numbered(words, `questions.${state.processPhase}`),
      };
    case 'method':
      return { title: words.t('explain.method.title'), lines: numbered(words, 'explain.method') };
    case 'centralEight':
      return {
        title: words.t('explain.centralEight.title'),
        lines: centralEight.map(one => ({
          lead: `${words.t(`centralEight.${one}`)}. `,
          text: words.t(`explain.centralEight.${one}`),
        })),
      };
    case 'rnr':
      return {
        title: words.t('explain.rnr.title'),
        lines: [
          words.t('explain.rnr.risk'),
          words.t('explain.rnr.need'),
          words.t('explain.rnr.responsivity'),
          words.t('explain.rnr.integrity'),
        ].map(withTerm),
      };
    case 'scale':
      return {
        title: words.t('explain.scale.title'),
        lines: [
          ...[
            words.t('explain.scale.0'),
            words.t('explain.scale.6'),
            words.t('explain.scale.7'),
            words.t('explain.scale.10'),
          ].map(withTerm),
          { lead: '', text: words.t('explain.scale.hint') },
        ],
      };
  }
}

/** "Risico: hoe hoger …" with what it's about in bold. */
function withTerm(line: string): ViewData {
  const end = line.indexOf(':') + 1;
  return { lead: line.slice(0, end), text: line.slice(end) };
}
