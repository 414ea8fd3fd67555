import type { Minutes } from '../domain/minutes-data.ts';
import type { Score } from '../domain/values.ts';
import { scaleUpWords } from './choice-words.ts';
import { type Block, paragraph, subheading, values } from './docx-parts.ts';
import { styleNames } from './docx-style.ts';
import { scoreTable } from './score-table.ts';
import { type Section, section } from './section.ts';
import { phrases, sentences } from './sentences.ts';
import { capitalised } from './typed-text.ts';
import { headings, labels } from './words.ts';

type Safety = Minutes['safety'][number];

const number = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 });

/** The safety scale, person by person: what was agreed, what it takes to be a 6, and what each organisation saw. */
export function safety(minutes: Minutes): Section | undefined {
  if (minutes.safety.length === 0) return undefined;
  return section(headings.safety, [paragraph(sentences.scale), ...minutes.safety.flatMap(blocksOf)]);
}

function blocksOf(about: Safety): readonly Block[] {
  const { rounds, agreed } = about;
  return [
    subheading(`${about.subject} ${about.name}`),
    ...values([
      [labels.agreedScore, agreed === undefined ? sentences.noLevel : String(agreed)],
      [labels.requirements, about.requirements],
      [labels.dissent, dissentWords(about)],
      [labels.line, lineWords(about)],
      [labels.stable, about.stable ? sentences.stable : undefined],
      [labels.scalingUp, about.scalingUp && scalingUpWords(about.scalingUp)],
    ]),
    ...(rounds.length === 0 ? [] : [paragraph(captionOf(rounds), { style: styleNames.caption }), scoreTable(rounds)]),
  ];
}

/** Dissent is kept in words: every score of the last round that isn't the agreed one, by organisation. */
function dissentWords({ rounds, agreed }: Safety): string | undefined {
  if (agreed === undefined) return undefined;
  const others = rounds.at(-1)?.scores.filter(({ score }) => score !== agreed) ?? [];
  const said = new Set(others.map(({ organisation, score }) => phrases.gaveScore(organisation, score)));
  return said.size === 0 ? undefined : [...said].join(' ');
}

/** `Eerst een 2, toen een 4, nu een 6`; undefined for the first number that was ever agreed on. */
function lineWords({ line, agreed }: Safety): string | undefined {
  if (line.length < 2) return undefined;
  const last = line.length - 1;
  const words = (score: Score, at: number) => {
    if (at === 0) return phrases.scoreFirst(score);
    return at === last && agreed !== undefined ? phrases.scoreNow(score) : phrases.scoreThen(score);
  };
  return capitalised(line.map(words).join(', '));
}

function scalingUpWords({ scaleUp, how, reason }: NonNullable<Safety['scalingUp']>): string {
  if (!scaleUp) return reason === undefined ? sentences.no : phrases.noBecause(reason);
  const way = how === undefined ? undefined : scaleUpWords[how];
  const said = [way, reason].filter(words => words !== undefined).join('; ');
  return said === '' ? sentences.yes : phrases.yesBecause(said);
}

/** `Cijfer per organisatie: laagst 2, midden 2,5, hoogst 4`, for each round when there were more. */
function captionOf(rounds: Safety['rounds']): string {
  const spreads = rounds.map(({ lowest, median, highest }, index) => {
    const spread = phrases.spread(number.format(lowest), number.format(median), number.format(highest));
    return rounds.length === 1 ? spread : `${phrases.round(index + 1).toLowerCase()} ${spread}`;
  });
  return `${sentences.scores}: ${spreads.join('; ')}`;
}
