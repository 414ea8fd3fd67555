import type { CaseState } from '../../domain/case-state.ts';
import type { Action } from '../../domain/items.ts';
import { type Pgax, type PgaxDomain, pgaxOf } from '../../domain/pgax.ts';
import { ownerName } from '../board-rows.ts';
import type { ViewData } from '../expand.ts';
import { type Tools, typed } from '../frame.ts';
import { firstRows } from '../lists.ts';

/** A case in the order of PGAx, to select and copy; where the files are that can be imported, once there are any. */
export function pgaxView(state: CaseState, location: string | undefined, tools: Tools): ViewData {
  const { words } = tools;
  const pgax = pgaxOf(state);
  const when = words.t('plan.after', { number: pgax.conference });
  return {
    title: words.t('pgax.title'),
    about: [state.code, state.approach, when].join(' · '),
    sections: [
      sectionOf(words.t('pgax.risks'), risksOf(pgax, tools), tools),
      sectionOf(
        words.t('pgax.factors'),
        pgax.domains.flatMap(domain => linesOf(domain, tools)),
        tools,
      ),
      sectionOf(
        words.t('pgax.actions'),
        pgax.actions.map(action => actionLine(action, tools)),
        tools,
      ),
    ],
    where: words.t('pgax.where', location === undefined ? {} : { location }),
  };
}

function sectionOf(title: string, all: readonly ViewData[], tools: Tools): ViewData {
  const { shown, more } = firstRows(all, tools);
  return { title, rows: shown.length === 0 ? [{ label: '', text: '–' }] : shown, more };
}

function risksOf({ risks }: Pgax, tools: Tools): readonly ViewData[] {
  const { words } = tools;
  return risks.map(({ risk, level }) => {
    const agreed = level === undefined ? words.t('pgax.noLevel') : words.t(`level.${level}`).toLowerCase();
    return { label: `${risk.id}  `, text: `${typed(risk.what, tools)}: ${agreed}` };
  });
}

/** The domain with its level, and under it its factors. */
function linesOf({ domain, level, factors }: PgaxDomain, tools: Tools): readonly ViewData[] {
  const { words } = tools;
  const name = domain === undefined ? words.t('pgax.noDomain') : words.t(`domain.${domain}`);
  const now = level === undefined ? '' : `: ${words.t(`monitorLevel.${level}`).toLowerCase()}`;
  const rows = factors.map(({ factor, rank }) => {
    const remarks = [
      words.t(`kind.${factor.kind}`),
      ...(rank === undefined ? [] : [words.t('pgax.rank', { rank })]),
    ].join(', ');
    return { label: `${factor.id}  `, text: `${typed(factor.what, tools)} (${remarks})` };
  });
  return [{ label: `${name}${now}`, text: '' }, ...rows];
}

function actionLine(action: Action, tools: Tools): ViewData {
  const when = tools.dates.shortDue(action.due);
  const couples = [...action.factors, ...action.risks].join(', ');
  const rest = [ownerName(action, tools), when, couples].filter(part => part !== '').join(' · ');
  return { label: `${action.id}  `, text: `${typed(action.what, tools)}: ${rest}` };
}
