import type { OfferedAction } from '../../../src/demo/client-card.ts';
import { addDays } from '../../../src/domain/working-days.ts';
import type { Random } from '../random.ts';

export interface FillIn {
  readonly inputs: Readonly<Record<string, string>>;
  readonly marker?: string;
}

interface Hand {
  readonly random: Random;
  /** On the clock of the bot. */
  readonly today: string;
  readonly organisation: string;
  marker(): string;
}

const several: ReadonlySet<string> = new Set(['factors', 'risks', 'subjects', 'actions', 'kinds']);
/** For somebody else, for a clock time, or what leads away from the conference. */
const leftAlone: ReadonlySet<string> = new Set(
  'for forOther ownerOther directorOther toOther whoOther reportToOther followerOther instrumentOther dueTime case approach urgent minutes hour from days'.split(
    ' ',
  ),
);
/** Days from today on, each a chance for the reminders that come with it. */
const daysAhead: Readonly<Record<string, number>> = { due: 6, nextDate: 12, until: 4, followUntil: 5, byWhen: 9 };
const answers = /^(level|score|status|scaleUp):/;
const typedText =
  /^(what|reason|explanation|note|text|role|goal|signals|response|changes|effect|reflection|name|onePointUp|severity|ifItGoesWrong|requirements)(:|$)/;
/** Where a marker is put for each verb: it's recorded whenever the press is. Other inputs on a card may be of another button. */
const marked: Readonly<Record<string, string>> = {
  'conference.setGoal': 'goal',
  'subject.add': 'name',
  'action.review': 'note',
  'safety.score': 'explanation',
  'safety.agree': 'requirements',
  'monitor.score': 'note',
  'risk.raise': 'what',
  'risk.rate': 'reason',
  'risk.agree': 'reason',
  'factor.raise': 'what',
  'topThree.decide': 'reason',
  'action.agree': 'what',
  'factor.withoutAction': 'reason',
  'scenario.draft': 'signals',
  'conference.close': 'reflection',
  'minutes.correct': 'text',
  'action.accept': 'reason',
  'preparation.answer': 'changes',
  'reminder.done': 'reason',
  'reminder.missed': 'reason',
  'reminder.snooze': 'reason',
  'reminder.blocked': 'reason',
  'reminder.handOver': 'reason',
  'signal.record': 'what',
  'direction.record': 'note',
};

/**
 * Fills in what stands around a button as somebody in a hurry does: what is needed, most of what is asked, some of the rest. One
 * text holds a marker. Undefined when something needed can't be filled in.
 */
export function fillIn(action: OfferedAction, hand: Hand): FillIn | undefined {
  const inputs: Record<string, string> = {};
  let marker: string | undefined;
  for (const input of action.inputs) {
    const name = input.id.split(':')[0] ?? '';
    if (leftAlone.has(name)) continue;
    const wanted = input.required || answers.test(input.id) || hand.random.chance(0.5);
    const value = input.choices.length > 0 ? chosen(name, input.choices, hand, wanted) : typed(input.id, name, wanted);
    if (value === undefined && input.required && input.preset === undefined) return undefined;
    if (value !== undefined) inputs[input.id] = value;
  }
  return { inputs: { ...fixedOf(action), ...inputs }, ...(marker !== undefined && { marker }) };

  function typed(id: string, name: string, wanted: boolean): string | undefined {
    const { random, today } = hand;
    if (name === 'organisationOther') return hand.organisation;
    const ahead = daysAhead[name];
    if (ahead !== undefined) return wanted ? addDays(today, 1 + random.below(ahead)) : undefined;
    if (!typedText.test(id)) return undefined;
    if (marker === undefined && marked[action.verb] === name) {
      marker = hand.marker();
      return `Gezien aan tafel ${marker}`;
    }
    return wanted ? `Ook dit nog: ${random.below(90)} keer` : undefined;
  }
}

function chosen(
  name: string,
  choices: readonly { readonly value: string }[],
  { random }: Hand,
  wanted: boolean,
): string | undefined {
  const values = choices.map(({ value }) => value).filter(value => !['other', '', '*'].includes(value));
  if (!wanted || values.length === 0 || name === 'organisation') return undefined;
  if (!several.has(name)) return random.pick(values);
  const some = values.filter(() => random.chance(0.5)).slice(0, 3);
  return (some.length > 0 ? some : values.slice(0, 1)).join(',');
}

/** What tells this button from another one of the same verb: one for each level, for each row. */
function fixedOf({ data }: OfferedAction): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([id, value]) =>
      typeof value === 'string' && id !== 'token' && id !== 'verb' ? [[id, value]] : [],
    ),
  );
}
