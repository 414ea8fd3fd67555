import { ImageRun, LineRuleType, Paragraph } from 'docx';
import { timesDone } from '../domain/answered.ts';
import type { Action, Factor } from '../domain/items.ts';
import type { Agreed } from '../domain/plan.ts';
import { type Change, changeKinds } from '../domain/plan-changes.ts';
import type { PlanRecord } from '../domain/plan-record.ts';
import { directSafety, riskLevels } from '../domain/values.ts';
import { directionStepWords, levelWords } from './choice-words.ts';
import { type Block, heading, type Line, list, paragraph, subheading, title } from './docx-parts.ts';
import { styleNames } from './docx-style.ts';
import { table } from './docx-table.ts';
import { dateWords, dayOf, shortDayOf, shortDueWords } from './dutch-dates.ts';
import { drawLineChart, type LineChart } from './line-chart.ts';
import { personWords } from './people.ts';
import { planPhrases, planWords } from './plan-words.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised, oneLine } from './typed-text.ts';
import { packDocument } from './word-document.ts';
import { columns } from './words.ts';

/**
 * The plan as a Word document in Dutch: what changed, the matrix of risks, factors and actions, levels and safety scores through the
 * conferences as a picture and in words, the rest in lists. Typed text is shown literally. The same record gives the same bytes.
 */
export async function writePlanDocx(record: PlanRecord): Promise<Uint8Array> {
  const { case: of, conference } = record;
  return packDocument({
    title: `${planWords.title} · ${of.code}`,
    subject: planPhrases.subject(of.code, of.approach),
    created: conference.closedAt,
    modified: record.adoptedAt ?? conference.closedAt,
    header: `${of.code} · ${planWords.title}`,
    children: [
      title(planWords.title),
      paragraph(`${of.code} · ${of.approach}`, { style: styleNames.subtitle }),
      paragraph(planPhrases.status(conference.number, dayOf(conference.closedAt), record.version), {
        style: styleNames.status,
      }),
      paragraph(sentences.disclaimer, { style: styleNames.note }),
      ...changes(record),
      ...signals(record),
      heading(planWords.matrix),
      matrix(record),
      ...course(record),
      ...factorLists(record),
      ...scenarios(record),
      ...direction(record),
    ],
  });
}

/** Nothing in a first conference: there's nothing to compare with. */
function changes({ plan }: PlanRecord): readonly Block[] {
  if (plan.conference < 2) return [];
  const groups = changeKinds.flatMap(kind => {
    const lines = plan.changes.filter(change => change.kind === kind).map(changeLine);
    return lines.length === 0 ? [] : [subheading(planWords.kinds[kind]), ...list('bullets', lines)];
  });
  return [heading(planWords.changes), ...(groups.length === 0 ? [paragraph(planWords.noChanges)] : groups)];
}

function changeLine({ kind, item, level, score, topThree }: Change): Line {
  const remarks = [
    ...(level === undefined ? [] : [arrow(level.before && levelWords[level.before], levelWords[level.now])]),
    ...(score === undefined
      ? []
      : [arrow(score.before === undefined ? undefined : String(score.before), String(score.now))]),
    ...(topThree === undefined ? [] : [planWords.places[topThree]]),
    ...(kind === 'closed' ? [planWords.ends['status' in item ? item.status : 'open']] : []),
  ];
  const what = 'what' in item ? item.what : 'signals' in item ? item.signals : item.name;
  return { lead: item.id, text: [oneLine(what), remarks.join(' · ')].filter(part => part !== '').join(': ') };
}

function signals({ plan }: PlanRecord): readonly Block[] {
  if (plan.signals.length === 0) return [];
  const lines = plan.signals.map(({ id, what, by, at, scenario }) => {
    const touched = scenario === undefined ? '' : ` · ${phrases.touches(scenario)}`;
    return { lead: id, text: `${shortDayOf(at)}: ${oneLine(what)} (${personWords(by)})${touched}` };
  });
  return [heading(planWords.signals), ...list('bullets', lines)];
}

/** The steps so far while nobody directs the case; before the first there's nothing to tell but that. */
function direction({ plan }: PlanRecord): readonly Block[] {
  if (plan.direction === undefined) return [];
  const lines = plan.direction.steps.map(({ step, note, at, until }): Line => {
    const day = until === undefined ? '' : ` (${planPhrases.until(dateWords(until))})`;
    return { text: `${shortDayOf(at)}: ${directionStepWords[step]}${day} – ${oneLine(note)}` };
  });
  return [
    heading(planWords.noDirector),
    ...(lines.length === 0 ? [paragraph(planWords.noStep)] : list('bullets', lines)),
  ];
}

function arrow(before: string | undefined, now: string): string {
  return before === undefined ? now : `${before} → ${now}`;
}

function matrix({ plan, withoutAction }: PlanRecord): Block {
  const none: readonly Line[] = [{ text: '–' }];
  const factors = [...plan.topThree, ...plan.otherFactors, ...plan.protective];
  const head = [
    { title: columns.risk, share: 24 },
    { title: columns.factor, share: 24 },
    { title: columns.action, share: 52 },
  ];
  const rows = plan.matrix.map(row => {
    const risk = plan.risks.find(one => one.risk.id === row.risk);
    const level = risk?.course.at(-1)?.value;
    const factor = factors.find(one => one.id === row.factor);
    const mark = factor && plan.topThree.includes(factor) ? ` (${planWords.topThree.toLowerCase()})` : '';
    const actions = row.actions.flatMap(id => plan.actions.find(action => action.id === id) ?? []);
    const reason = factor && withoutAction[factor.id];
    const nothing = reason === undefined ? planWords.noAction : `${planWords.noAction}: ${oneLine(reason)}`;
    return [
      risk === undefined
        ? none
        : [{ lead: risk.risk.id, text: oneLine(risk.risk.what) }, ...(level ? [{ text: levelWords[level] }] : [])],
      factor === undefined ? none : [{ lead: factor.id, text: `${oneLine(factor.what)}${mark}` }],
      actions.length === 0 ? [{ text: nothing }] : actions.map(actionLine),
    ];
  });
  return table(head, rows.length > 0 ? rows : [[[{ text: sentences.noRisk }], none, none]]);
}

function actionLine(action: Action): Line {
  const { id, what, owner, due, blocked } = action;
  const times = timesDone(action);
  const counted = times === undefined ? '' : ` · ${phrases.happened(times.done, times.answered)}`;
  const stuck = blocked === undefined ? '' : ` · ${planWords.blocked}: ${oneLine(blocked.reason)}`;
  return { lead: id, text: `${oneLine(what)} – ${personWords(owner)}, ${shortDueWords(due)}${counted}${stuck}` };
}

/** The picture for who sees it; the table says the same in words, and all of it. */
function course({ plan }: PlanRecord): readonly Block[] {
  const levels = plan.risks.map(({ risk, course: line }) => ({ label: risk.id, what: risk.what, line }));
  const scores = plan.subjects.map(({ subject, line }) => ({ label: subject.id, what: subject.name, line }));
  const rows = [
    ...levels.map(({ label, what, line }) => courseRow(label, what, line, value => levelWords[value])),
    ...scores.map(({ label, what, line }) => courseRow(label, what, line, String)),
  ];
  if (rows.length === 0) return [];
  return [
    heading(planWords.course),
    ...picture(1, planWords.levelPicture, {
      series: levels.map(({ label, line }) => ({ label, points: points(line, value => riskLevels.indexOf(value)) })),
      ticks: riskLevels.map((level, value) => ({ value, label: levelWords[level] })),
    }),
    ...picture(2, planWords.safetyPicture, {
      series: scores.map(({ label, line }) => ({ label, points: points(line, value => value) })),
      ticks: [0, directSafety, 10].map(value => ({ value, label: String(value) })),
    }),
    table(
      [
        { title: planWords.about, share: 40 },
        { title: planWords.perConference, share: 60 },
      ],
      rows,
    ),
  ];
}

function points<Value>(line: readonly Agreed<Value>[], height: (value: Value) => number) {
  return line.map(({ conference, value }) => ({ conference, value: height(value) }));
}

function courseRow<Value>(id: string, what: string, line: readonly Agreed<Value>[], name: (value: Value) => string) {
  const said = line.map(({ conference, value }) => `${conference}: ${name(value)}`).join(' → ');
  return [[{ lead: id, text: oneLine(what) }], [{ text: said === '' ? planWords.noneAgreed : said }]];
}

/** As wide as the text. The number makes it unique in the document, and the same in every filing. */
function picture(number: number, words: string, chart: LineChart): readonly Block[] {
  const drawn = drawLineChart(chart);
  if (drawn === undefined) return [];
  const width = 640;
  const image = new ImageRun({
    type: 'png',
    data: drawn.png,
    transformation: { width, height: Math.round((width * drawn.height) / drawn.width) },
    altText: { id: String(number), name: `grafiek-${number}`, title: words, description: planPhrases.described(words) },
  });
  return [
    paragraph(words, { style: styleNames.caption, keepNext: true }),
    // The spacing of text is for lines of text: a picture would be cut to one line.
    new Paragraph({ keepNext: true, spacing: { line: 240, lineRule: LineRuleType.AUTO }, children: [image] }),
  ];
}

function factorLists({ plan }: PlanRecord): readonly Block[] {
  const section = (words: string, factors: readonly Factor[]): readonly Block[] => {
    const lines = factors.map(({ id, what }) => ({ lead: id, text: oneLine(what) }));
    return lines.length === 0 ? [] : [heading(words), ...list('bullets', lines)];
  };
  return [
    ...section(planWords.topThree, plan.topThree),
    ...section(planWords.protective, plan.protective),
    ...section(planWords.otherFactors, plan.otherFactors),
  ];
}

function scenarios({ plan }: PlanRecord): readonly Block[] {
  if (plan.scenarios.length === 0) return [];
  const lines = plan.scenarios.map(({ id, signals, response, who, byWhen }) => {
    const tail = [who && personWords(who), byWhen && oneLine(byWhen)].filter(part => part !== undefined && part !== '');
    const text = `${oneLine(signals)} → ${oneLine(response)}${tail.length === 0 ? '' : ` (${tail.join(', ')})`}`;
    return { lead: id, text: capitalised(text) };
  });
  return [heading(planWords.scenarios), ...list('bullets', lines)];
}
