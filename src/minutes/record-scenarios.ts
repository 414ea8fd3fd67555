import type { Minutes } from '../domain/minutes-data.ts';
import { scenarioKinds } from '../domain/values.ts';
import { scenarioWords } from './choice-words.ts';
import { type Column, table } from './docx-table.ts';
import { contributorWords, personLines } from './people.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { columns, headings } from './words.ts';

type Scenario = Minutes['scenarios'][number];

const scenarioColumns: readonly Column[] = [
  { title: columns.signals, share: 28 },
  { title: columns.response, share: 30 },
  { title: columns.who, share: 16 },
  { title: columns.when, share: 13 },
  { title: columns.kind, share: 14 },
];

/** If this is seen, then who does what by when; from escalation to stabilisation and recovery. */
export function scenarios(minutes: Minutes): Section | undefined {
  if (minutes.scenarios.length === 0) return undefined;
  const inOrder = scenarioKinds.flatMap(kind => minutes.scenarios.filter(scenario => scenario.kind === kind));
  return section(headings.scenarios, [table(scenarioColumns, inOrder.map(cells))]);
}

function cells({ id, kind, signals, response, who, byWhen, actions, by }: Scenario) {
  return [
    [{ lead: id, text: signals }, { text: phrases.raisedBy(contributorWords(by)) }],
    [{ text: response }, ...(actions.length === 0 ? [] : [{ text: phrases.leansOn(actions.join(', ')) }])],
    who === undefined ? [{ text: sentences.none }] : personLines(who),
    [{ text: byWhen ?? sentences.none }],
    [{ text: scenarioWords[kind] }],
  ];
}
