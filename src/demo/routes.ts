/** A form to open on the way, with what has to be chosen for it first. */
interface Stop {
  readonly form: string;
  readonly ask?: readonly string[];
}
export type Route = readonly Stop[];

const more: Stop = { form: 'more' };
const behindMore = (form: string): Route => [more, { form }];

/** Verbs whose button is never on a card that comes by itself. */
const onlyBehindMore: Readonly<Record<string, Route>> = {
  'step.open': [more],
  'conference.setUrgent': [more],
  'conference.setChair': behindMore('roles'),
  'case.setConsiderations': behindMore('person'),
  'case.setVoice': behindMore('person'),
  'case.setPhase': behindMore('person'),
  'case.setCarePhase': behindMore('person'),
  'case.close': [more, { form: 'person' }, { form: 'closeCase' }],
  'item.edit': [more, { form: 'items' }, { form: 'editItem', ask: ['item'] }],
  'item.withdraw': behindMore('items'),
  'risk.recordRatings': behindMore('showOfHands'),
  'safety.recordScores': behindMore('showOfHands'),
  'topThree.recordVotes': behindMore('showOfHands'),
  'minutes.correct': [{ form: 'correctMinutes' }],
};
/** Verbs with a card of their own in their phase; at another moment somebody opens it. */
const alsoBehindMore: Readonly<Record<string, Route>> = {
  'step.extend': [more],
  'conference.setCaseDirector': behindMore('roles'),
  'conference.setNoteTaker': behindMore('roles'),
  'subject.add': behindMore('scoreSafety'),
  'safety.score': behindMore('scoreSafety'),
  'monitor.score': behindMore('monitor'),
  'factor.raise': behindMore('raiseFactor'),
  'action.agree': behindMore('agreeAction'),
  'scenario.draft': behindMore('draftScenario'),
};

/** How somebody comes to a button that isn't in sight; undefined when the only thing to do is wait. */
export function routeTo(verb: string): { readonly forms: Route; readonly onlyThere: boolean } | undefined {
  const only = onlyBehindMore[verb];
  if (only !== undefined) return { forms: only, onlyThere: true };
  const also = alsoBehindMore[verb];
  return also === undefined ? undefined : { forms: also, onlyThere: false };
}
