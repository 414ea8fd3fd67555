import type { Minutes } from '../../domain/minutes-data.ts';
import { actionTypeWords, domainWords, kindWords, levelWords } from '../choice-words.ts';
import { dateWords, dayOf, shortDueWords } from '../dutch-dates.ts';
import { allOf, personWords } from '../people.ts';

type Values = Readonly<Record<string, string>>;

/** What a template may name: a text, or in a table row a text of each of a list. Names are Dutch, as whoever makes the template knows them. */
export interface FieldValues {
  readonly single: Values;
  readonly rows: Readonly<Record<string, readonly Values[]>>;
}

/** Names of the fields of each list; kept equal to the values by a test. */
export const rowFields: Readonly<Record<string, readonly string[]>> = {
  risico: ['nummer', 'wat', 'niveau', 'ernst', 'aanleiding', 'wieGeraakt', 'waarWanneer'],
  factor: ['nummer', 'wat', 'soort', 'leefgebied', 'topdrie'],
  actie: ['nummer', 'wat', 'soort', 'wie', 'organisatie', 'wanneer', 'effect', 'hoortBij'],
  deelnemer: ['naam', 'organisatie', 'rol'],
  onbekend: ['nummer', 'wat'],
};

export const singleFields = [
  'casus',
  'aanpak',
  'overleg',
  'datum',
  'doel',
  'voorzitter',
  'casusregisseur',
  'aanwezig',
  'afwezig',
  'topdrie',
  'volgendOverleg',
  'terugblik',
  'versie',
  'vastgesteldDoor',
  'vastgesteldOp',
  'inschatting',
] as const;

/** Everything that a template can show of these minutes. What wasn't said is empty. */
export function fieldValues(minutes: Minutes): FieldValues {
  const { case: of, conference, adopted, topThree } = minutes;
  return {
    single: {
      casus: of.code,
      aanpak: of.approach,
      overleg: String(conference.number),
      datum: dayOf(conference.openedAt),
      doel: conference.goal ?? '',
      voorzitter: personWords(conference.chair),
      casusregisseur: conference.caseDirector === undefined ? '' : personWords(conference.caseDirector),
      aanwezig: allOf(minutes.attendees.map(({ organisation }) => organisation)),
      afwezig: allOf(minutes.absentOrganisations),
      topdrie: topThree.factors.join(', '),
      volgendOverleg: minutes.nextDate === undefined ? '' : dateWords(minutes.nextDate),
      terugblik: minutes.reflection ?? '',
      versie: String(minutes.version),
      vastgesteldDoor: adopted === undefined ? '' : personWords(adopted.by),
      vastgesteldOp: adopted === undefined ? '' : dayOf(adopted.at),
      inschatting: 'Gezamenlijke inschatting van de tafel. Dit is geen risicotaxatie en vervangt er geen.',
    },
    rows: {
      risico: minutes.risks.map(risk => ({
        nummer: risk.id,
        wat: risk.what,
        niveau: risk.agreedLevel === undefined ? '' : levelWords[risk.agreedLevel],
        ernst: risk.severity ?? '',
        aanleiding: risk.triggers ?? '',
        wieGeraakt: risk.affected ?? '',
        waarWanneer: risk.whereWhen ?? '',
      })),
      factor: minutes.factors.map(factor => ({
        nummer: factor.id,
        wat: factor.what,
        soort: kindWords[factor.kind],
        leefgebied: factor.domain === undefined ? '' : domainWords[factor.domain],
        topdrie: String(topThree.factors.indexOf(factor.id) + 1 || ''),
      })),
      actie: minutes.actions.map(action => ({
        nummer: action.id,
        wat: action.what,
        soort: actionTypeWords[action.type],
        wie: action.owner.name,
        organisatie: action.owner.organisation,
        wanneer: shortDueWords(action.due),
        effect: action.effect ?? '',
        hoortBij: [...action.factors, ...action.risks].join(', '),
      })),
      deelnemer: minutes.attendees.map(({ name, organisation, role }) => ({
        naam: name,
        organisatie: organisation,
        rol: role ?? '',
      })),
      onbekend: minutes.unknowns.map(({ id, what }) => ({ nummer: id, wat: what })),
    },
  };
}
