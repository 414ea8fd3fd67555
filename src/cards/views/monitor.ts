import type { CaseState } from '../../domain/case-state.ts';
import { asksAllDomains, currentLevel, lowDomains, monitorTrend } from '../../domain/steps/monitor.ts';
import { type LifeDomain, lifeDomains, monitorLevels } from '../../domain/values.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, forOthers, frameOf, isOpen, type Tools, tableOf } from '../frame.ts';

/**
 * The twelve life domains, filled in together: in the analysis all of them as they stand, elsewhere only what changed. A low one
 * offers to become a factor.
 */
export const monitorView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words } = tools;
  const isAll = asksAllDomains(state);
  const questions = inOrder(state, isAll).map(domain => question(view, tools, domain, isAll));
  const asked = questions.filter(one => isAll || one.isKnown || one.isTouched);
  const others = questions.filter(one => !asked.includes(one));
  const aside = forOthers(view, tools);
  const notes = asked.filter(one => !one.noteOpen).map(one => `note:${one.domain}`);
  const targets = [...notes, ...(aside.behind.length === 0 ? [] : ['aside'])];
  const low = lowDomains(state, conference).slice(0, mostOffered);
  return {
    ...frameOf(view, tools),
    ...aside,
    hint: words.t(isAll ? 'monitor.hintAll' : 'monitor.hintChanged'),
    domains: asked,
    others: others.length === 0 ? [] : [{ rows: others }],
    aside: aside.behind.length === 0 ? [] : [{}],
    levels: monitorLevels.map(value => ({ title: words.t(`monitorLevel.${value}`), value })),
    notes: targets.length === 0 ? [] : [{ targets }],
    low: low.length === 0 ? [] : [{ offers: low.map(domain => offer(view, tools, domain)) }],
  };
};

/** Cards have six buttons at most; the others are offered when these have become factors. */
const mostOffered = 3;

/** As in the monitor itself; where only changes are asked, what stands lowest comes first. */
function inOrder(state: CaseState, isAll: boolean): readonly LifeDomain[] {
  if (isAll) return lifeDomains;
  const rank = (domain: LifeDomain) => {
    const level = currentLevel(state, domain)?.level;
    return level === undefined ? monitorLevels.length : monitorLevels.indexOf(level);
  };
  return lifeDomains.toSorted((one, other) => rank(one) - rank(other));
}

function question(view: FormView, tools: Tools, domain: LifeDomain, isAll: boolean) {
  const { state, conference } = tableOf(view);
  const { words } = tools;
  const [level, note] = [`level:${domain}`, `note:${domain}`] as const;
  const now = currentLevel(state, domain);
  // What was filled in is sent along, so where only changes are asked, levels of earlier conferences are shown and not filled in.
  const isFilledIn = now !== undefined && (isAll || now.conference === conference.id);
  const v = filledIn(view, tools, [level, note], {
    [level]: isFilledIn ? now.level : undefined,
    [note]: isFilledIn && now.conference === conference.id ? now.note : undefined,
  });
  const name = words.t(`domain.${domain}`);
  const isTouched = isOpen(view, [level, note]);
  return {
    domain,
    label: labelOf(state, domain, name, tools),
    noteLabel: words.t(isAll ? 'monitor.noteOf' : 'monitor.changeOf', { domain: name }),
    placeholder:
      now === undefined ? words.t('choose') : words.t('monitor.now', { level: words.t(`monitorLevel.${now.level}`) }),
    level: v[level] ?? '',
    note: v[note] ?? '',
    noteOpen: isOpen(view, [note]) || (v[note] ?? '') !== '',
    isKnown: now !== undefined,
    isTouched,
  };
}

/** "Huisvesting · beperkt → voldoende". */
function labelOf(state: CaseState, domain: LifeDomain, name: string, { words }: Tools): string {
  const trend = monitorTrend(state, domain).slice(-mostInTrend);
  if (trend.length < 2) return name;
  const levels = trend.map(({ level }) => words.t(`monitorLevel.short.${level}`)).join(' → ');
  return words.t('monitor.trend', { domain: name, trend: levels });
}

const mostInTrend = 3;

function offer(view: FormView, { words }: Tools, domain: LifeDomain): ViewData {
  return {
    title: words.t(`domain.${domain}`),
    data: { token: view.token, verb: 'form.show', form: 'raiseFactor', item: domain },
  };
}
