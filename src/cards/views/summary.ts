import type { CaseState, Conference } from '../../domain/case-state.ts';
import { ratingsOf, revealedRound, uncoveredFactors, unknownsOf } from '../../domain/counts.ts';
import { ownerName } from '../board-rows.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import { nameList } from '../lists.ts';

/** The limit that the issue sets; what doesn't fit is counted in the last line of its kind. */
export const summaryLimit = 15;

/** The conference so far by rule, in at most fifteen lines: `label` in bold, then `text`. Nothing in it is made up or weighed. */
export function summaryView(state: CaseState, conference: Conference, tools: Tools): ViewData {
  const { words } = tools;
  return {
    title: words.t('summary.title', { number: conference.number }),
    about: `${state.code} · ${state.approach}`,
    lines: summaryLines(state, conference, tools),
  };
}

interface Line {
  readonly label: string;
  readonly text: string;
}

function summaryLines(state: CaseState, conference: Conference, tools: Tools): readonly ViewData[] {
  const { words, dates } = tools;
  const one = (label: Line['label'], text: string | undefined): readonly Line[] =>
    text === undefined ? [] : [{ label, text }];
  const director = conference.caseDirector;
  const fixed = [
    ...one(words.t('board.goal'), conference.goal && typed(conference.goal, tools)),
    ...one(
      words.t('board.caseDirector'),
      director === undefined
        ? conference.caseDirectorReason && typed(conference.caseDirectorReason, tools)
        : typed([director.name, director.organisation].filter(part => part !== '').join(', '), tools),
    ),
  ];
  const last = [
    ...one(words.t('summary.uncovered'), uncovered(state, conference)),
    ...one(words.t('summary.unknown'), unknowns(state, conference, tools)),
    ...one(
      words.t('summary.nextDate'),
      conference.closed?.nextDate === undefined ? undefined : dates.day(conference.closed.nextDate),
    ),
  ];
  const room = summaryLimit - fixed.length - last.length;
  const risks = riskLines(state, conference, tools);
  const topThree = topThreeLines(state, conference, tools);
  // The top three is what the conference is for: it gets its lines first, at least three are left for risks.
  const topLines = capped(topThree, Math.max(room - Math.max(3, Math.min(risks.length, 5)), 1), tools);
  const riskRoom = room - topLines.length;
  const lines = [...fixed, ...capped(risks, riskRoom, tools), ...topLines, ...last];
  return lines.length === 0
    ? [{ label: '', text: words.t('summary.empty') }]
    : lines.map(({ label, text }) => ({ label: label === '' ? '' : `${label}  `, text }));
}

function capped(lines: readonly Line[], limit: number, { words }: Tools): readonly Line[] {
  if (lines.length <= limit) return lines;
  const kept = lines.slice(0, limit - 1);
  return [...kept, { label: '', text: words.t('list.more', { count: lines.length - kept.length }) }];
}

function riskLines(state: CaseState, conference: Conference, tools: Tools): readonly Line[] {
  const { words } = tools;
  const round = revealedRound(conference.ratingRounds);
  return state.risks.map(risk => {
    const level = conference.agreedLevels[risk.id]?.level;
    const noView = ratingsOf(round, risk.id).filter(rating => rating.level === 'unknown');
    const agreed = level === undefined ? words.t('summary.noLevel') : words.t(`level.${level}`).toLowerCase();
    const blind =
      noView.length === 0
        ? ''
        : ` (${words.t('level.unknown').toLowerCase()}: ${nameList([...new Set(noView.map(one => one.organisation))], tools)})`;
    return { label: risk.id, text: `${typed(risk.what, tools)}: ${agreed}${blind}` };
  });
}

function topThreeLines(state: CaseState, conference: Conference, tools: Tools): readonly Line[] {
  const { words, dates } = tools;
  const named = new Set<string>();
  return (conference.topThree?.factors ?? []).flatMap(id => {
    const what = typed(state.factors.find(factor => factor.id === id)?.what ?? '', tools);
    const actions = state.actions.filter(action => action.status === 'open' && action.factors.includes(id));
    const again = actions.filter(action => named.has(action.id)).map(action => action.id);
    const first = actions.filter(action => !named.has(action.id));
    for (const action of first) named.add(action.id);
    const reason = actions.length > 0 ? undefined : conference.withoutAction[id];
    const also = again.length === 0 ? '' : ` (${words.t('summary.also', { actions: again.join(', ') })})`;
    const none = reason === undefined ? '' : ` ${words.t('summary.withoutAction', { reason: typed(reason, tools) })}`;
    return [
      { label: id, text: `${what}${also}${none}` },
      ...first.map(action => ({
        label: `→ ${action.id}`,
        text: `${typed(action.what, tools)} (${ownerName(action, tools)}, ${dates.shortDue(action.due)})`,
      })),
    ];
  });
}

function uncovered(state: CaseState, conference: Conference): string | undefined {
  const ids = uncoveredFactors(state, conference);
  return ids.length === 0 ? undefined : ids.join(', ');
}

/** By id where the lines above say what it is, with who has no view of it. */
function unknowns(state: CaseState, conference: Conference, tools: Tools): string | undefined {
  const found = unknownsOf(state, conference);
  if (found.length === 0) return undefined;
  const above = (id: string) => conference.topThree?.factors.includes(id) === true;
  const names = found.map(({ id, kind, what, organisations }) => {
    if (kind === 'risk') return `${id} (${nameList(organisations, tools)})`;
    return kind === 'action' || above(id) ? id : `${id} ${what}`;
  });
  return nameList(names, { ...tools, room: { ...tools.room, rows: 8 } });
}
