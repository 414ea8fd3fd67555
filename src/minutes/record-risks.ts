import type { Minutes } from '../domain/minutes-data.ts';
import { type Block, heading, paragraph, subheading, values } from './docx-parts.ts';
import { styleNames } from './docx-style.ts';
import { type Column, table } from './docx-table.ts';
import { allOf, contributorWords } from './people.ts';
import { capitalised } from './typed-text.ts';
import { columns, headings, labels, levelWords, phrases, sentences } from './words.ts';

type Risk = Minutes['risks'][number];

const ratingColumns: readonly Column[] = [
  { title: columns.organisation, share: 4 },
  { title: columns.rating, share: 3 },
  { title: columns.reason, share: 8 },
];

export function risks(minutes: Minutes): readonly Block[] {
  if (minutes.risks.length === 0) return [heading(headings.risks), paragraph(sentences.noRisks)];
  return [heading(headings.risks), ...minutes.risks.flatMap(riskBlocks)];
}

function riskBlocks(risk: Risk): readonly Block[] {
  const level = risk.agreedLevel === undefined ? sentences.noLevel : capitalised(levelWords[risk.agreedLevel]);
  return [
    subheading(`${risk.id} ${risk.what}`),
    ...values([
      [labels.severity, risk.severity],
      [labels.triggers, risk.triggers],
      [labels.affected, risk.affected],
      [labels.whereWhen, risk.whereWhen],
      [labels.agreedLevel, level],
      [labels.reason, risk.reason],
      [labels.dissent, dissentWords(risk)],
      [labels.noView, noViewWords(risk)],
      [labels.raisedBy, contributorWords(risk.by)],
    ]),
    ...(risk.ratings.length === 0
      ? [paragraph(sentences.noRatings, { spaceBefore: true })]
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
