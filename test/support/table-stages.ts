import { entraId } from './seats.ts';
import { code, type TableUnderTest } from './table.ts';

/** How far a conference has come, in order. */
const stages = [
  'opening',
  'risks.raise',
  'risks.rate',
  'risks.revealed',
  'topThree.raise',
  'topThree.vote',
  'topThree.revealed',
  'actions',
  'agreed',
  'closed',
  'adopted',
] as const;
export type Stage = (typeof stages)[number];

/** The day on which the one action of this conference is due: a Friday. */
const dueDay = '2026-12-11';
/** What is typed in this conference, to look for in what is shown later. */
export const typedWords = [
  'Gedeeld beeld van het gevaar',
  'Geweld tegen een voorbijganger',
  'Geen dagbesteding',
  'Gesprek over werk',
];

const [goal = '', risk = '', factor = '', action = ''] = typedWords;

/** What brings a conference to each stage, once it's at the one before. */
const steps: Readonly<Record<Stage, (table: TableUnderTest) => Promise<unknown>>> = {
  async opening(table) {
    await table.say('procesregisseur', `start ${code} Top X OGG`);
    await table.join();
    await table.press('procesregisseur', 'conference.setGoal', { purpose: 'riskManagement', goal });
  },
  'risks.raise': next,
  async 'risks.rate'(table) {
    await table.press('wijkagent', 'risk.raise', { what: risk });
    await next(table);
  },
  async 'risks.revealed'(table) {
    await table.press('wijkagent', 'risk.rate', { 'level:R1': 'high' });
    await table.press('procesregisseur', 'step.reveal');
  },
  'topThree.raise': table => table.press('procesregisseur', 'risk.agree', { 'level:R1': 'high' }),
  async 'topThree.vote'(table) {
    await table.press('wijkteam', 'factor.raise', { what: factor });
    await next(table);
  },
  async 'topThree.revealed'(table) {
    await table.press('wijkteam', 'topThree.vote', { factors: 'F1' });
    await table.press('procesregisseur', 'step.reveal');
  },
  actions: table => table.press('procesregisseur', 'topThree.decide', { factors: 'F1' }),
  agreed: table => agreeAction(table),
  closed: table => table.press('procesregisseur', 'conference.close', { nextDate: '2026-12-14' }),
  adopted: table => table.press('procesregisseur', 'minutes.adopt'),
};

/** Plays a small conference, from the start (or from `after`) up to that stage. */
export async function playTo(table: TableUnderTest, stage: Stage, after?: Stage): Promise<void> {
  const from = after === undefined ? 0 : stages.indexOf(after) + 1;
  for (const one of stages.slice(from, stages.indexOf(stage) + 1)) await steps[one](table);
}

/** The wijkteam agrees to the action of this conference, with these inputs in place of the usual ones. */
export function agreeAction(table: TableUnderTest, inputs: Record<string, string> = {}) {
  const usual = { what: action, owner: entraId('wijkteam'), due: dueDay, factors: 'F1' };
  return table.press('wijkteam', 'action.agree', { ...usual, ...inputs });
}

function next(table: TableUnderTest) {
  return table.press('procesregisseur', 'step.next');
}
