import type { Minutes } from '../domain/minutes-data.ts';
import { centralEightWords, domainWords, kindWords, markWords } from './choice-words.ts';
import { type Line, list, paragraph, subheading } from './docx-parts.ts';
import { type Column, table } from './docx-table.ts';
import { dateWords } from './dutch-dates.ts';
import { contributorWords } from './people.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised } from './typed-text.ts';
import { columns, headings } from './words.ts';

type Factor = Minutes['factors'][number];

const kinds = ['dynamic', 'protective', 'static'] as const;
const nameAndPlace: readonly Column[] = [
  { title: columns.factor, share: 42 },
  { title: columns.domain, share: 27 },
];
const columnsWithVotes: readonly Column[] = [
  ...nameAndPlace,
  { title: columns.source, share: 16 },
  { title: columns.votes, share: 15 },
];
const columnsWithoutVotes: readonly Column[] = [...nameAndPlace, { title: columns.source, share: 31 }];

/** A table a kind of factor, those that can be changed first. */
export function factors(minutes: Minutes): Section | undefined {
  return section(
    headings.factors,
    kinds.flatMap(kind => {
      const ofKind = minutes.factors.filter(factor => factor.kind === kind);
      if (ofKind.length === 0) return [];
      // Without a revealed vote a column of zeros would say that nobody wanted it.
      const voted = kind === 'dynamic' && ofKind.some(factor => factor.votes > 0);
      return [
        subheading(kindWords[kind]),
        ...(kind === 'static' ? [paragraph(sentences.staticFactors, { keepNext: true })] : []),
        table(
          voted ? columnsWithVotes : columnsWithoutVotes,
          ofKind.map(factor => [...factorCells(factor), ...(voted ? [[{ text: phrases.votes(factor.votes) }]] : [])]),
        ),
      ];
    }),
  );
}

function factorCells(factor: Factor): readonly (readonly Line[])[] {
  const { mark } = factor;
  const notes = [
    ...(factor.assessable ? [] : [capitalised(sentences.hardToSee)]),
    ...(factor.risks.length === 0 ? [] : [phrases.forRisks(factor.risks.join(', '))]),
    phrases.raisedBy(contributorWords(factor.by)),
    ...(mark === undefined ? [] : [capitalised(phrases.marked(markWords[mark], factor.by.organisation))]),
  ];
  const places = [
    ...(factor.domain === undefined ? [] : [domainWords[factor.domain]]),
    ...(factor.centralEight === undefined ? [] : [phrases.centralEight(centralEightWords[factor.centralEight])]),
  ];
  return [
    [{ lead: factor.id, text: factor.what }, ...notes.map(text => ({ text }))],
    (places.length === 0 ? [sentences.none] : places).map(text => ({ text })),
    [{ text: sourceWords(factor) }],
  ];
}

function sourceWords({ source, instrument, instrumentDate, current }: Factor): string {
  if (source === undefined) return sentences.none;
  if (source === 'observation') return sentences.observation;
  const name = instrument ?? sentences.instrument;
  const dated = instrumentDate === undefined ? name : `${name}, ${dateWords(instrumentDate)}`;
  return current === false ? phrases.notCurrent(dated) : dated;
}

export function topThree(minutes: Minutes): Section | undefined {
  const { factors: chosen, reason } = minutes.topThree;
  const items = chosen
    .flatMap(id => minutes.factors.filter(factor => factor.id === id))
    .map(factor => ({
      lead: factor.id,
      text: factor.votes === 0 ? factor.what : `${factor.what} (${phrases.chosenBy(factor.votes)})`,
    }));
  return section(headings.topThree, [
    ...list('ranks', items),
    ...(reason === undefined ? [] : [paragraph(phrases.reason(reason))]),
  ]);
}
