import type { StepName } from './agenda.ts';

export const approachNames = [
  'Top X',
  'Top X Jeugd',
  'Top X OGG',
  'Levensloopaanpak',
  'MDA++',
  'Radicalisering en polarisatie',
] as const;
/** The name on screen is the value in cards, chat and minutes, so that a house reads in the data what it reads in the room. */
export type ApproachName = (typeof approachNames)[number];

export interface Approach {
  readonly name: ApproachName;
  /** Time available for one conference, in minutes. */
  readonly minutes: 30 | 45;
  readonly steps: readonly StepName[];
  /** Who is expected at the table, so that the minutes can say who was missing. */
  readonly expectedOrganisations: readonly string[];
}

const plainSteps: readonly StepName[] = ['opening', 'risks', 'topThree', 'actions', 'closing'];

/**
 * The approaches as data. Expected organisations follow the partners that the year report of the pilot house names per
 * approach; a house changes them in its own configuration in a later version.
 */
export const approaches: Readonly<Record<ApproachName, Approach>> = {
  'Top X': {
    name: 'Top X',
    minutes: 30,
    steps: plainSteps,
    expectedOrganisations: ['Politie', 'Openbaar Ministerie', 'Reclassering', 'GGZ', 'Gemeente'],
  },
  'Top X Jeugd': {
    name: 'Top X Jeugd',
    minutes: 30,
    steps: plainSteps,
    expectedOrganisations: [
      'Politie',
      'Openbaar Ministerie',
      'Raad voor de Kinderbescherming',
      'Jeugdbescherming',
      'Gemeente',
    ],
  },
  'Top X OGG': {
    name: 'Top X OGG',
    minutes: 30,
    steps: plainSteps,
    expectedOrganisations: ['Politie', 'Openbaar Ministerie', 'Reclassering', 'GGZ', 'Wijkteam gemeente'],
  },
  Levensloopaanpak: {
    name: 'Levensloopaanpak',
    minutes: 45,
    steps: plainSteps,
    expectedOrganisations: ['Politie', 'Openbaar Ministerie', 'Reclassering', 'GGZ', 'Gemeente'],
  },
  'MDA++': {
    name: 'MDA++',
    minutes: 45,
    steps: plainSteps,
    expectedOrganisations: [
      'Veilig Thuis',
      'Politie',
      'Openbaar Ministerie',
      'Reclassering',
      'GGZ',
      'Wijkteam gemeente',
    ],
  },
  'Radicalisering en polarisatie': {
    name: 'Radicalisering en polarisatie',
    minutes: 45,
    steps: plainSteps,
    expectedOrganisations: ['Gemeente', 'Politie', 'Openbaar Ministerie', 'Reclassering'],
  },
};

/** Reads what a chair types: any case, `levensloop` and `radicalisering` for short. Undefined when no approach has that name. */
export function findApproach(typed: string): Approach | undefined {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  if (wanted === '') return undefined;
  const short: Record<string, ApproachName> = {
    levensloop: 'Levensloopaanpak',
    radicalisering: 'Radicalisering en polarisatie',
    mda: 'MDA++',
    ogg: 'Top X OGG',
    jeugd: 'Top X Jeugd',
  };
  const name = approachNames.find(candidate => candidate.toLowerCase() === wanted) ?? short[wanted];
  return name === undefined ? undefined : approaches[name];
}
