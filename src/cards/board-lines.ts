import type { CaseState, Conference } from '../domain/case-state.ts';
import { currentLevel, isLow } from '../domain/steps/monitor.ts';
import { newsOverrun } from '../domain/time.ts';
import { type Instant, lifeDomains, monitorLevels } from '../domain/values.ts';
import { remainingWarnings } from '../domain/warnings.ts';
import type { ViewData } from './expand.ts';
import { type Tools, typed } from './frame.ts';
import type { WordKey } from './words.ts';

/** What one line can say about the conference: a label in bold and a text; only what is worth a line is there. */
export function boardLinesOf(
  { state, conference, now }: { state: CaseState; conference: Conference; now: Instant },
  tools: Tools,
): readonly ViewData[] {
  const { words, dates } = tools;
  const one = (label: WordKey, text: string | undefined): readonly ViewData[] =>
    text === undefined || text === '' ? [] : [{ label: words.t(label), text }];
  const isOpen = conference.closed === undefined;
  const warnings = isOpen ? remainingWarnings(state, conference, dates.dayOf(now)).length : 0;
  const over = isOpen ? newsOverrun(conference, now) : 0;
  const aside = one('board.warnings', warnings === 0 ? undefined : words.t('board.warningsCount', { count: warnings }));
  if (conference.urgent) return aside;
  return [
    ...one('board.goal', conference.goal && typed(conference.goal, tools)),
    ...one(
      'board.purpose',
      conference.purpose === 'shareInformation' ? words.t('purpose.shareInformation') : undefined,
    ),
    ...one('board.resumed', conference.resumedSteps.map(step => words.t(`step.${step}`)).join(', ')),
    ...one('board.lowDomains', lowDomainsOf(state, tools)),
    ...one('board.news', over === 0 ? undefined : words.t('board.newsOverrun', { minutes: over })),
    ...aside,
  ];
}

/** As many as fit one line. */
const mostDomains = 4;

/** "Huisvesting (acute problemen), Financiën (niet zelfredzaam)": by the latest level of each domain, the worst first. */
function lowDomainsOf(state: CaseState, { words }: Tools): string {
  const low = lifeDomains
    .flatMap(domain => {
      const level = currentLevel(state, domain)?.level;
      return level !== undefined && isLow(level) ? [{ domain, level }] : [];
    })
    .toSorted((one, other) => monitorLevels.indexOf(one.level) - monitorLevels.indexOf(other.level));
  const names = low.map(
    ({ domain, level }) => `${words.t(`domain.${domain}`)} (${words.t(`monitorLevel.${level}`).toLowerCase()})`,
  );
  const left = names.length - mostDomains;
  return [names.slice(0, mostDomains).join(', '), ...(left > 0 ? [words.t('list.more', { count: left })] : [])].join(
    ' ',
  );
}
