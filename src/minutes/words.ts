import type {
  ActionType,
  CentralEight,
  FactorKind,
  Framework,
  Horizon,
  Intensity,
  LifeDomain,
  Mandate,
  Purpose,
  RatingLevel,
  Repetition,
} from '../domain/values.ts';

// Every Dutch word that a minutes document says by itself; what people typed comes beside it, literally. Names of choices are
// those of the cards (`cards/locales/nl.json`), so that people find back what they chose.

export const headings = {
  overview: 'Risico, factor en actie bij elkaar',
  unknowns: 'Wat we nog niet weten',
  direction: 'Doel en regie',
  attendance: 'Aanwezig en afwezig',
  risks: 'Risico’s',
  factors: 'Factoren',
  topThree: 'Top drie',
  actions: 'Acties',
  withoutAction: 'Geen actie en waarom',
  nextConference: 'Volgend overleg',
  reflection: 'Terugblik op de samenwerking',
} as const;

export const columns = {
  risk: 'Risico',
  factor: 'Factor',
  action: 'Actie',
  who: 'Wie',
  when: 'Wanneer',
  effect: 'Beoogd effect',
  organisation: 'Organisatie',
  rating: 'Inschatting',
  reason: 'Reden',
  domain: 'Leefgebied en Central Eight',
  source: 'Bron',
  votes: 'Gekozen door',
} as const;

export const labels = {
  purpose: 'Soort overleg',
  goal: 'Doel',
  chair: 'Voorzitter',
  caseDirector: 'Casusregisseur',
  severity: 'Hoe ernstig',
  triggers: 'Aanleiding',
  affected: 'Wie of wat getroffen',
  whereWhen: 'Waar en wanneer',
  agreedLevel: 'Afgesproken niveau',
  reason: 'Reden',
  dissent: 'Anders geschat',
  noView: 'Geen zicht',
  raisedBy: 'Ingebracht door',
  who: 'Wie',
  when: 'Wanneer',
  forFactor: 'Voor factor',
  forRisk: 'Bij risico',
  effect: 'Beoogd effect',
  type: 'Soort',
  fit: 'Past bij de persoon',
  reportTo: 'Terugmelden aan',
  mandate: 'Mandaat',
  framework: 'Kader',
  agreedBy: 'Afgesproken door',
} as const;

export const sentences = {
  disclaimer: 'Gezamenlijke inschatting van de tafel. Dit is geen risicotaxatie en vervangt er geen.',
  ratings: 'Inschatting per organisatie',
  confidential: 'Vertrouwelijk',
  none: '–',
  draft: 'Concept, nog niet vastgesteld',
  urgent: 'Spoedoverleg',
  noRisk: 'Geen risico benoemd',
  noFactorNamed: 'Geen factor benoemd',
  noFactorChosen: 'Geen factor in de top drie',
  noFactorLinked: 'Geen factor gekoppeld',
  noAction: 'Geen actie',
  noActionAgreed: 'Geen actie afgesproken',
  noEffect: 'Niet genoemd',
  hardToSee: 'lastig te zien',
  nothingUnknown: 'De tafel heeft niets genoemd dat nog onbekend is.',
  noGoal: 'Niet vastgelegd',
  noDirector: 'Niet benoemd',
  nobodyListed: 'Er is niemand als deelnemer opgetekend.',
  everyoneThere: 'Alle organisaties die bij deze aanpak verwacht worden, waren aanwezig.',
  noRisks: 'Er zijn geen risico’s vastgelegd.',
  noLevel: 'Niet afgesproken',
  noRatings: 'Er zijn geen inschattingen getoond.',
  noFactors: 'Er zijn geen factoren vastgelegd.',
  staticFactors: 'Verleden verandert niet; het weegt mee, maar je kunt er nu niets aan doen.',
  noTopThree: 'Er is geen top drie vastgesteld.',
  noActions: 'Er zijn geen acties afgesproken.',
  everyFactorCovered: 'Op elke factor van de top drie is een actie afgesproken.',
  noNextDate: 'Er is nog geen datum afgesproken.',
  noReflection: 'Er is geen terugblik vastgelegd.',
  observation: 'Eigen waarneming',
  instrument: 'Instrument',
} as const;

/** Sentences around a value. */
export const phrases = {
  title: (number: number) => `Verslag casusoverleg ${number}`,
  header: (code: string, number: number) => `Casusoverleg ${number} · ${code} · ${sentences.confidential}`,
  subject: (code: string, approach: string) => `Casus ${code}, aanpak ${approach}`,
  adopted: (day: string, time: string, by: string, version: number) =>
    `Vastgesteld op ${day} om ${time} uur door ${by} · versie ${version}`,
  times: (from: string, until: string) => `${from}–${until} uur`,
  at: (day: string, time: string) => `${day} om ${time} uur`,
  hour: (time: string) => `${time} uur`,
  until: (from: string, until: string) => `${from} tot ${until}`,
  absent: (organisations: string) => `Wel verwacht, maar niet aanwezig: ${organisations}.`,
  recordedBy: (who: string, by: string) => `${who}, opgetekend door ${by}`,
  recordedBySomebody: (by: string) => `Opgetekend door ${by}`,
  raisedBy: (who: string) => `Ingebracht door ${who}`,
  intensity: (intensity: string) => `intensiteit: ${intensity}`,
  level: (level: string) => `Niveau: ${level}`,
  rank: (rank: number) => `Top drie: nr. ${rank}`,
  noDirector: (reason: string) => `Niet benoemd: ${reason}`,
  noActionBecause: (reason: string) => `Geen actie: ${reason}`,
  rated: (organisation: string, level: string) => `${organisation} schatte ${level}.`,
  noView: (organisations: string) => `geen zicht bij ${organisations}`,
  findOut: (who: string, when: string) => `wordt uitgezocht door ${who}, uiterlijk ${when}`,
  reportedTo: (who: string) => `terug te melden aan ${who}`,
  votes: (count: number) => (count === 0 ? 'Niemand' : count === 1 ? '1 organisatie' : `${count} organisaties`),
  chosenBy: (count: number) => `gekozen door ${count === 1 ? '1 organisatie' : `${count} organisaties`}`,
  reason: (reason: string) => `Reden: ${reason}`,
  centralEight: (name: string) => `Central Eight: ${name}`,
  forRisks: (risks: string) => `Bij risico ${risks}`,
} as const;

export const footer = { page: 'Pagina ', of: ' van ' } as const;

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
  given: 'Gegeven',
  toConfirm: 'Nog te bevestigen',
};

export const frameworkWords: Readonly<Record<Framework, string>> = {
  voluntary: 'Vrijwillig',
  pressure: 'Drang',
  administrative: 'Bestuursrecht',
  civil: 'Civiel recht',
  criminal: 'Strafrecht',
};
