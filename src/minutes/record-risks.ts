import type { Minutes } from '../domain/minutes-data.ts';
import { levelWords, markWords } from './choice-words.ts';
import { type Block, list, paragraph, subheading, values } from './docx-parts.ts';
import { styleNames } from './docx-style.ts';
import { type Column, table } from './docx-table.ts';
import { allOf, contributorWords } from './people.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised } from './typed-text.ts';
import { isFromEarlier, isInformationOnly } from './what-it-was.ts';
import { columns, headings, labels } from './words.ts';

type Risk = Minutes['risks'][number];

const ratingColumns: readonly Column[] = [
  { title: columns.organisation, share: 4 },
  { title: columns.rating, share: 3 },
  { title: columns.reason, share: 8 },
];

/** Risks that this conference spoke of in full, and in a line each those of earlier that it didn't. */
export function risks(minutes: Minutes): Section | undefined {
  const earlier = minutes.risks.filter(isFromEarlier);
  return section(headings.risks, [
    ...minutes.risks.filter(risk => !isFromEarlier(risk)).flatMap(risk => riskBlocks(risk, minutes)),
    ...(earlier.length === 0
      ? []
      : [paragraph(sentences.notDiscussed, { style: styleNames.caption }), ...list('bullets', earlier.map(lineOf))]),
  ]);
}

function lineOf({ id, what, levelBefore }: Risk) {
  return { lead: id, text: levelBefore === undefined ? what : phrases.was(what, levelWords[levelBefore]) };
}

function riskBlocks(risk: Risk, minutes: Minutes): readonly Block[] {
  const { agreedLevel, levelBefore, mark } = risk;
  // Sharing information has no level to agree on.
  const noLevel = isInformationOnly(minutes) ? undefined : sentences.noLevel;
  return [
    subheading(`${risk.id} ${risk.what}`),
    ...values([
      [labels.severity, risk.severity],
      [labels.triggers, risk.triggers],
      [labels.affected, risk.affected],
      [labels.whereWhen, risk.whereWhen],
      [labels.agreedLevel, agreedLevel === undefined ? noLevel : capitalised(levelWords[agreedLevel])],
      [labels.levelBefore, levelBefore && capitalised(levelWords[levelBefore])],
      [labels.reason, risk.reason],
      [labels.dissent, dissentWords(risk)],
      [labels.noView, noViewWords(risk)],
      [labels.mark, mark && capitalised(phrases.marked(markWords[mark], risk.by.organisation))],
      [labels.raisedBy, contributorWords(risk.by)],
    ]),
    ...(risk.ratings.length === 0
      ? []
      : [paragraph(sentences.ratings, { style: styleNames.caption }), ratingTable(risk)]),
  ];
}

/** Dissent is kept in words: every estimate that isn't the agreed level, by organisation. Undefined when there's none. */
function dissentWords(risk: Risk): string | undefined {
  if (risk.agreedLevel === undefined) return undefined;
  const others = risk.ratings.filter(({ level }) => level !== 'unknown' && level !== risk.agreedLevel);
  if (others.length === 0) return undefined;
  return [...new Set(others.map(({ organisation, level }) => phrases.rated(organisation, levelWords[level])))].join(
    ' ',
  );
}

function noViewWords(risk: Risk): string | undefined {
  const blind = risk.ratings.filter(({ level }) => level === 'unknown');
  return blind.length === 0 ? undefined : allOf(blind.map(({ organisation }) => organisation));
}

function ratingTable(risk: Risk) {
  const rows = risk.ratings.map(rating => {
    const reason = rating.reason ?? sentences.none;
    return [
      [{ text: rating.organisation }],
      [{ text: capitalised(levelWords[rating.level]) }],
      [
        { text: reason },
        ...(rating.recordedBy === undefined ? [] : [{ text: phrases.recordedBySomebody(rating.recordedBy) }]),
      ],
    ];
  });
  return table(ratingColumns, rows);
}
