/** Fixed words of the plan in Dutch, those of its card (`cards/locales/nl.json`). */
export const planWords = {
  title: 'Risicomanagementplan',
  changes: 'Veranderd sinds vorige keer',
  noChanges: 'Niets veranderd.',
  kinds: { new: 'Nieuw', changed: 'Veranderd', closed: 'Afgesloten' },
  places: { in: 'nu in de top drie', out: 'uit de top drie' },
  /** How an item was closed, by the status of an action; anything else was withdrawn. */
  ends: { open: 'ingetrokken', done: 'gedaan', notPossible: 'niet meer mogelijk' },
  matrix: 'Wat hoort bij wat',
  noAction: 'geen actie',
  blocked: 'kan niet verder',
  course: 'Van overleg tot overleg',
  levelPicture: 'Niveau van de risico’s per casusoverleg',
  safetyPicture: 'Cijfer voor veiligheid per casusoverleg; 6 is directe veiligheid',
  about: 'Waarover',
  perConference: 'Per casusoverleg',
  noneAgreed: 'nog niet vastgesteld',
  topThree: 'Top drie',
  protective: 'Wat beschermt',
  otherFactors: 'Andere factoren',
  scenarios: 'Scenario’s',
  signals: 'Signalen',
  noDirector: 'Geen casusregisseur',
  noStep: 'Er is nog geen stap gezet.',
} as const;

export const planPhrases = {
  subject: (code: string, approach: string) => `${planWords.title} van ${code}, ${approach}`,
  status: (number: number, day: string, version: number) =>
    `Stand na casusoverleg ${number} van ${day} · versie ${version} van het verslag`,
  until: (day: string) => `uiterlijk ${day}`,
  described: (words: string) => `${words}. De tabel onder de grafiek zegt hetzelfde in woorden.`,
} as const;
