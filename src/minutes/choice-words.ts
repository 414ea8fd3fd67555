import type { StepName } from '../domain/agenda.ts';
import type { CaseClosingReason } from '../domain/case-closing.ts';
import type {
  ActionType,
  CarePhase,
  CentralEight,
  ConsiderationKind,
  DirectionStepName,
  FactorKind,
  Framework,
  Horizon,
  Intensity,
  LifeDomain,
  Mandate,
  Mark,
  MonitorLevel,
  ProcessPhase,
  Purpose,
  RatingLevel,
  Repetition,
  ReviewStatus,
  ScaleUpWay,
  ScenarioKind,
  SignalKind,
} from '../domain/values.ts';

// Names of choices are those of the cards (`cards/locales/nl.json`), so that people find back what they chose.

export const levelWords: Readonly<Record<RatingLevel, string>> = {
  low: 'laag',
  moderate: 'matig',
  high: 'hoog',
  veryHigh: 'zeer hoog',
  unknown: 'geen zicht',
};

export const purposeWords: Readonly<Record<Purpose, string>> = {
  riskManagement: 'Risico’s beheersen',
  shareInformation: 'Informatie delen',
};

export const kindWords: Readonly<Record<FactorKind, string>> = {
  dynamic: 'Dynamische factoren',
  protective: 'Beschermende factoren',
  static: 'Statische factoren',
};

export const domainWords: Readonly<Record<LifeDomain, string>> = {
  justiceAndPolice: 'Justitie en politie',
  socialNetwork: 'Sociaal netwerk (on-/offline)',
  substanceUse: 'Problematisch middelengebruik en verslaving',
  physicalHealth: 'Lichamelijke gezondheid',
  mentalHealth: 'Geestelijke gezondheid',
  domesticRelations: '(Huiselijke) relaties',
  housing: 'Huisvesting',
  useOfTime: 'Tijdsbesteding',
  workAndEducation: 'Werk en opleiding',
  attitudeBehaviourSkills: 'Houding, gedrag en vaardigheden',
  identity: 'Identiteit',
  finances: 'Financiën',
};

export const centralEightWords: Readonly<Record<CentralEight, string>> = {
  attitudes: 'antisociale opvattingen',
  associates: 'antisociale vrienden',
  personality: 'antisociaal persoonlijkheidspatroon',
  history: 'eerdere delicten',
  familyMarital: 'gezin of partner',
  schoolWork: 'school of werk',
  leisure: 'vrije tijd',
  substanceAbuse: 'middelengebruik',
};

export const actionTypeWords: Readonly<Record<ActionType, string>> = {
  intervention: 'Interventie',
  information: 'Uitzoeken',
  safetyMeasure: 'Veiligheidsmaatregel',
};

export const horizonWords: Readonly<Record<Horizon, string>> = { short: 'korte termijn', long: 'lange termijn' };

export const intensityWords: Readonly<Record<Intensity, string>> = {
  light: 'licht',
  medium: 'gemiddeld',
  intensive: 'intensief',
};

export const repetitionWords: Readonly<Record<Repetition, string>> = {
  week: 'elke week',
  twoWeeks: 'elke twee weken',
  month: 'elke maand',
};

export const mandateWords: Readonly<Record<Mandate, string>> = {
  given: 'Toegezegd',
  toConfirm: 'Te bevestigen door de eigen organisatie',
};

export const frameworkWords: Readonly<Record<Framework, string>> = {
  voluntary: 'Vrijwillig',
  pressure: 'Drang',
  administrative: 'Bestuursrecht',
  civil: 'Civiel recht',
  criminal: 'Strafrecht',
};

export const stepWords: Readonly<Record<StepName, string>> = {
  opening: 'Opening',
  lookBack: 'Terugblik',
  safety: 'Veiligheid',
  monitor: 'Leefgebieden',
  risks: 'Risico’s',
  topThree: 'Top drie',
  actions: 'Acties',
  scenarios: 'Scenario’s',
  closing: 'Afronding',
};

export const reviewWords: Readonly<Record<ReviewStatus | 'unanswered', string>> = {
  done: 'Gedaan',
  partly: 'Deels gedaan',
  notDone: 'Niet gedaan',
  notPossible: 'Niet meer mogelijk',
  unanswered: 'Nog geen antwoord',
};

export const markWords: Readonly<Record<Mark, string>> = { fact: 'feit', judgement: 'oordeel' };

export const scaleUpWords: Readonly<Record<ScaleUpWay, string>> = {
  adviceVeiligThuis: 'advies van Veilig Thuis',
  childProtection: 'kinderbescherming',
  criminalLaw: 'strafrecht',
  expertise: 'meer deskundigheid',
  coercion: 'dwang',
};

export const monitorWords: Readonly<Record<MonitorLevel, string>> = {
  acute: 'Acute problemen',
  notAble: 'Niet zelfredzaam',
  limited: 'Beperkt zelfredzaam',
  sufficient: 'Voldoende zelfredzaam',
  full: 'Volledig zelfredzaam',
};

export const scenarioWords: Readonly<Record<ScenarioKind, string>> = {
  escalation: 'Escalatie',
  stabilisation: 'Stabilisatie',
  recovery: 'Herstel',
};

export const signalWords: Readonly<Record<SignalKind, string>> = {
  rising: 'Het risico lijkt te stijgen',
  condition: 'Een voorwaarde of afspraak is niet nagekomen',
};

export const processPhaseWords: Readonly<Record<ProcessPhase, string>> = {
  registration: 'Aanmelding',
  triage: 'Triage',
  informing: 'Inlichten',
  analysis: 'Analyse',
  execution: 'Uitvoering',
  evaluation: 'Evalueren',
  scalingDown: 'Afschalen of afsluiten',
};

export const directionStepWords: Readonly<Record<DirectionStepName, string>> = {
  report: 'melden',
  talk: 'gesprek',
  proposal: 'voorstel',
  temporary: 'tijdelijk door het huis',
  directors: 'directeuren',
  administration: 'gemeentebestuur',
};

export const carePhaseWords: Readonly<Record<CarePhase, string>> = {
  safetyPlan: 'Veiligheidsplan',
  investigation: 'Onderzoeksplan',
  carePlan: 'Hulpverleningsplan (risicogestuurde zorg)',
  recoveryPlan: 'Herstelplan',
  stabilisation: 'Stabilisatie',
  futurePlan: 'Toekomstplan',
};

export const considerationWords: Readonly<Record<ConsiderationKind, string>> = {
  intellectualDisability: 'licht verstandelijke beperking (LVB)',
  language: 'taal',
  motivation: 'motivatie',
  mentalHealth: 'geestelijke gezondheid',
};

export const closingReasonWords: Readonly<Record<CaseClosingReason, string>> = {
  yearWithoutOffences: 'een jaar zonder strafbare feiten',
  longDetention: 'lange detentie',
  longWithoutResult: 'lang zonder resultaat',
  goalsMet: 'doelen gehaald',
  transferred: 'overgedragen',
};
