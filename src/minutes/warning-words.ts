import type { Minutes } from '../domain/minutes-data.ts';

type Warning = Minutes['warnings'][number];

const words: Readonly<Record<Exclude<Warning['code'], 'rnr.intensity'>, string>> = {
  'rnr.fit': 'Er staat niet wat bij deze persoon past.',
  'smart.owner': 'Er staat geen persoon bij.',
  'smart.due': 'De dag is voorbij en er is geen nieuwe afgesproken.',
  'smart.effect': 'Er staat niet wat dit moet opleveren.',
  'need.factor': 'Deze actie hoort niet bij een factor.',
  direction: 'Er is geen casusregisseur, en er staat niet waarom.',
  'safety.scaleUp': 'Ook dit keer is de veiligheid nog geen 6.',
};
const tooLight = 'De acties samen zijn licht, terwijl het risico hoog is.';
const tooHeavy = 'De acties samen zijn zwaar, terwijl het risico laag is.';

/** What a warning says, about the item that stands beside it. The level of the risk tells which way its intensity is off. */
export function warningWords({ risks }: Minutes, { code, item }: Warning): string {
  if (code !== 'rnr.intensity') return words[code];
  const risk = risks.find(({ id }) => id === item);
  return (risk?.agreedLevel ?? risk?.levelBefore) === 'low' ? tooHeavy : tooLight;
}
