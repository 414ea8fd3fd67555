import { personalNumbers } from './number-guard.ts';

/**
 * A rule that said no. It's data, not an exception: the words are made in the reader's language by `src/cards`, from the
 * locale key `refusal.<code>` with `values` filled in. The card shows it in a Container `notice:refusal:<code>[:<item>]`.
 */
export interface Refusal {
  readonly code: RefusalCode;
  /** The item it's about: `F4`, or the id of the input that has to change (`what`, `level:R1`). */
  readonly item?: string;
  /** What the sentence names: a function, a day, a limit, several people. Typed text in here is shown literally. */
  readonly values?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Every code a notice of kind `refusal` may carry; `docs/contract.md` lists them with their meaning. */
export const refusalCodes = [
  // identity and access
  'noIdentity',
  'unknown',
  'joinFirst',
  'notChair',
  'notChairOrNoteTaker',
  'chairDoesNotRate',
  'noteTakerDoesNotRate',
  'notYours',
  'notForOthers',
  'notParticipant',
  'notOwner',
  'notProcessDirector',
  // state of the conference
  'closed',
  'alreadyHappened',
  'summaryStale',
  'preparationOver',
  'wrongPhase',
  'conferenceOpenHere',
  'conferenceOpenElsewhere',
  'noConference',
  'conferenceRuns',
  'notClosedYet',
  'alreadyAdopted',
  'notAdoptedYet',
  'caseClosed',
  'caseNotClosed',
  // the form
  'required',
  'tooLong',
  'notOffered',
  'notUnderstood',
  'notADate',
  'pastDate',
  'caseCode',
  'approach',
  'nothingAnswered',
  ...personalNumbers,
  'needPersonAndOrganisation',
  // rules of the method
  'notDynamic',
  'tooMany',
  'reasonNeeded',
  'topThreeWithoutAction',
  'safetyWithoutMeasure',
  'notInTopThree',
  'urgentRiskWithoutMeasure',
  'withinSevenDays',
  'timeNeeded',
  'stepIsOver',
  'notAProtectiveHint',
  'duplicateItem',
  'newFaces',
  'groupOnly',
  'tryAgain',
  'oneMoment',
  'diskFull',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
