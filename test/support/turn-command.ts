import type { Command, PersonChoice } from '../../src/domain/commands.ts';
import type { LocalDate } from '../../src/domain/values.ts';
import { addDays } from '../../src/domain/working-days.ts';

interface TurnInputs {
  readonly verb: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

const people = ['owner', 'director', 'reportTo', 'who', 'follower', 'chair', 'noteTaker', 'preparer', 'to'];
const lists = ['factors', 'risks', 'actions', 'subjects'];
const numbers = ['score'];
/** The field of the command that holds the items of a form, and the word for one of them. */
const perItem: Readonly<Record<string, readonly [list: string, item: string]>> = {
  'risk.rate': ['ratings', 'risk'],
  'risk.agree': ['levels', 'risk'],
  'factor.withoutAction': ['reasons', 'factor'],
  'action.review': ['reviews', 'action'],
  'safety.score': ['scores', 'subject'],
  'safety.agree': ['scores', 'subject'],
  'safety.scaleUp': ['decisions', 'subject'],
  'monitor.score': ['levels', 'domain'],
};

/**
 * The inputs of the card contract as the fields of a command, with `$R1` and `$today+14` filled in; parsing inputs strictly is
 * what `src/cards` is tested for. The ids of a sample case are those of a case from which nothing was withdrawn.
 * @param functions the people of the case, of whom an input may name one
 */
export function commandOf(
  { verb, inputs = {} }: TurnInputs,
  functions: ReadonlySet<string>,
  today: LocalDate,
): Command {
  const plain: Record<string, unknown> = { verb };
  const items = new Map<string, Record<string, unknown>>();
  for (const [name, text] of Object.entries(inputs)) {
    const value = text
      .replace(/\$today([+-]\d+)?/, (_all, days = '0') => addDays(today, Number(days)))
      .replace(/\$([A-Z]\d+)/g, '$1');
    const [input = name, item] = name.replace('$', '').split(':');
    if (item !== undefined) items.set(item, { ...items.get(item), [input]: inputOf(input, value, functions) });
    else plain[name] = inputOf(name, value, functions);
  }
  const { due, dueTime } = plain;
  if (dueTime !== undefined) plain.due = `${due}T${dueTime}`;
  delete plain.dueTime;
  const [list, word] = perItem[verb] ?? [];
  if (list !== undefined && word !== undefined)
    plain[list] = [...items].map(([item, answer]) => ({ [word]: item, ...answer }));
  return plain as unknown as Command;
}

function inputOf(input: string, value: string, functions: ReadonlySet<string>): unknown {
  if (people.includes(input)) return personOf(value, functions);
  if (lists.includes(input)) return value.split(',');
  if (numbers.includes(input)) return Number(value);
  return input === 'assessable' ? value === 'yes' : value;
}

function personOf(name: string, functions: ReadonlySet<string>): PersonChoice {
  if (functions.has(name)) return { person: `id-${name}` };
  const [who, organisation] = name.split(', ');
  if (who === undefined || organisation === undefined) throw new Error(`Nobody in this case is ${name}`);
  return { name: who, organisation };
}
