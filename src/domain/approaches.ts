import type { StepName } from './agenda.ts';

/** The name on screen is the value in cards, chat and minutes, so that a house reads in the data what it reads in the room. */
export type ApproachName = string;

/** Minutes that a step is meant to take; a step that isn't in it has no budget. */
export type StepBudgets = Readonly<Partial<Record<StepName, number>>>;

/** A kind of meeting within an approach, with its own table (MDA++: consultation team, intervention team). */
export interface MeetingKind {
  readonly name: string;
  readonly expectedOrganisations: readonly string[];
}

export interface Approach {
  readonly name: ApproachName;
  /** What a chair may type for short: `levensloop`, `ogg`. Lower case. */
  readonly short: readonly string[];
  /** Time available for one conference, in minutes. */
  readonly minutes: 30 | 45;
  readonly steps: readonly StepName[];
  readonly budgets: StepBudgets;
  /** Who is expected at the table, so that the minutes can say who was missing. */
  readonly expectedOrganisations: readonly string[];
  /** Risk-assessment instruments to choose from; another one can always be typed. */
  readonly instruments: readonly string[];
  /** Working days before the next conference on which partners are asked what changed. */
  readonly preparationDays: number;
  /** Years that the data of a case is kept after it was closed. */
  readonly retentionYears: number;
  /** Empty when the approach has one kind of meeting. The first one is the usual one. */
  readonly meetingKinds: readonly MeetingKind[];
}

/** The approaches of a house, in the order in which they're offered. */
export type Approaches = readonly Approach[];

const plainSteps: readonly StepName[] = ['opening', 'lookBack', 'risks', 'topThree', 'actions', 'closing'];
const withScenarios: readonly StepName[] = [
  'opening',
  'lookBack',
  'risks',
  'topThree',
  'actions',
  'scenarios',
  'closing',
];
const withSafety: readonly StepName[] = ['opening', 'lookBack', 'safety', 'risks', 'topThree', 'actions', 'closing'];

/** Half an hour: most of it for risks, the three and the actions; a long round of news is what eats the time (pilot report). */
const halfAnHour: StepBudgets = {
  opening: 3,
  lookBack: 4,
  risks: 7,
  topThree: 6,
  actions: 7,
  scenarios: 4,
  closing: 3,
};
/** The same half hour with scenarios in it: shorter, and the plan for what may happen is part of the work (unexplained and dangerous behaviour). */
const halfAnHourWithScenarios: StepBudgets = {
  opening: 2,
  lookBack: 3,
  risks: 6,
  topThree: 6,
  actions: 6,
  scenarios: 5,
  closing: 2,
};
/** Conferences of 45 minutes gave rest (pilot report). */
const threeQuarters: StepBudgets = {
  opening: 4,
  lookBack: 5,
  safety: 8,
  monitor: 10,
  risks: 8,
  topThree: 7,
  actions: 9,
  scenarios: 5,
  closing: 4,
};

/**
 * The approaches as data, as a house finds them before it changes anything. Expected organisations follow the partners that
 * the year report of the pilot house names per approach; instruments are those that the field's papers name or that are in use
 * (LIJ for youth; B-SAFER, CARE-NL, ARIJ, Static/Stable/Acute for violence at home), for a house to confirm.
 */
export const usualApproaches: Approaches = [
  {
    name: 'Top X',
    short: ['topx'],
    minutes: 30,
    preparationDays: 3,
    retentionYears: 5,
    steps: plainSteps,
    budgets: halfAnHour,
    expectedOrganisations: ['Politie', 'Openbaar Ministerie', 'Reclassering', 'GGZ', 'Gemeente'],
    instruments: ['RISC', 'HKT-R', 'HCR-20'],
    meetingKinds: [],
  },
  {
    name: 'Top X Jeugd',
    short: ['jeugd'],
    minutes: 30,
    preparationDays: 3,
    retentionYears: 5,
    steps: plainSteps,
    budgets: halfAnHour,
    expectedOrganisations: [
      'Politie',
      'Openbaar Ministerie',
      'Raad voor de Kinderbescherming',
      'Jeugdbescherming',
      'Gemeente',
    ],
    instruments: ['LIJ', 'SAVRY'],
    meetingKinds: [],
  },
  {
    name: 'Top X OGG',
    short: ['ogg'],
    minutes: 30,
    preparationDays: 3,
    retentionYears: 5,
    steps: withScenarios,
    budgets: halfAnHourWithScenarios,
    expectedOrganisations: ['Politie', 'Openbaar Ministerie', 'Reclassering', 'GGZ', 'Wijkteam gemeente'],
    instruments: ['RISC', 'HKT-R', 'HCR-20'],
    meetingKinds: [],
  },
  {
    name: 'Levensloopaanpak',
    short: ['levensloop'],
    minutes: 45,
    preparationDays: 3,
    retentionYears: 5,
    steps: plainSteps,
    budgets: threeQuarters,
    expectedOrganisations: ['Politie', 'Openbaar Ministerie', 'Reclassering', 'GGZ', 'Gemeente'],
    instruments: ['HKT-R', 'HCR-20', 'RISC'],
    meetingKinds: [],
  },
  {
    name: 'MDA++',
    short: ['mda'],
    minutes: 45,
    preparationDays: 3,
    retentionYears: 5,
    steps: withSafety,
    budgets: threeQuarters,
    expectedOrganisations: [
      'Veilig Thuis',
      'Politie',
      'Openbaar Ministerie',
      'Reclassering',
      'GGZ',
      'Wijkteam gemeente',
    ],
    instruments: ['B-SAFER', 'CARE-NL', 'ARIJ', 'Static/Stable/Acute'],
    meetingKinds: [
      {
        name: 'Interventieteam',
        expectedOrganisations: [
          'Veilig Thuis',
          'Politie',
          'Openbaar Ministerie',
          'Reclassering',
          'GGZ',
          'Wijkteam gemeente',
        ],
      },
      {
        name: 'Consultatieteam',
        expectedOrganisations: ['Veilig Thuis', 'Politie', 'Openbaar Ministerie', 'GGZ', 'Ervaringsdeskundige'],
      },
    ],
  },
  {
    name: 'Radicalisering en polarisatie',
    short: ['radicalisering'],
    minutes: 45,
    preparationDays: 3,
    retentionYears: 5,
    steps: plainSteps,
    budgets: threeQuarters,
    expectedOrganisations: ['Gemeente', 'Politie', 'Openbaar Ministerie', 'Reclassering'],
    instruments: [],
    meetingKinds: [],
  },
];

/** The budgets of an approach for a conference that has more or less time than usual: in proportion, in whole minutes. */
export function budgetsFor({ budgets, minutes }: Approach, available: number): StepBudgets {
  const scaled = Object.entries(budgets).map(([step, budget]) => [
    step,
    Math.max(1, Math.floor((budget * available) / minutes)),
  ]);
  return Object.fromEntries(scaled);
}

/** Reads what a chair types: any case, short names too. Undefined when no approach has that name. */
export function findApproach(approaches: Approaches, typed: string): Approach | undefined {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  return approaches.find(approach => approach.name.toLowerCase() === wanted || approach.short.includes(wanted));
}
