import type { CaseState, Conference } from '../../domain/case-state.ts';
import { preparerOf } from '../../domain/preparation-plan.ts';
import { choice, otherPerson, peopleChoices } from '../choices.ts';
import { directorToFillIn } from '../director.ts';
import type { ViewData } from '../expand.ts';
import { backToBoard, type FormViewBuilder, filledIn, frameOf, type Tools, tableOf, typed } from '../frame.ts';
import { literal, shorten } from '../text.ts';

/** The tasks of a case director in short (evaluation report). */
const directorTasks = [
  'roles.task.1',
  'roles.task.2',
  'roles.task.3',
  'roles.task.4',
  'roles.task.5',
  'roles.task.6',
] as const;

/** Who does what. Everybody reads it; the chair changes it, and may hand over the chair. */
export const rolesView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words } = tools;
  const isChair = view.viewer === conference.chair && conference.closed === undefined;
  return {
    ...frameOf(view, tools),
    ...backToBoard(view.token),
    facts: rolesOf(state, conference, tools),
    tasks: directorTasks.map(key => ({ text: words.t(key) })),
    ...chairInputs(view, tools, isChair),
  };
};

function rolesOf({ preparer }: CaseState, conference: Conference, tools: Tools): readonly ViewData[] {
  const { words, dates, room } = tools;
  const { caseDirector: director, caseDirectorReason: reason, caseDirectorUntil: until } = conference;
  const long = (text: string) => shorten(literal(text), Math.max(room.text, 120));
  const named = director && `${typed(director.name, tools)}, ${typed(director.organisation, tools)}`;
  const period = until === undefined ? '' : ` ${words.t('roles.untilDay', { day: dates.day(until) })}`;
  const nobody = reason === undefined ? words.t('roles.open') : words.t('roles.nobody', { reason: long(reason) });
  return [
    { label: words.t('roles.chair'), text: typed(conference.chairName, tools) },
    { label: words.t('input.director'), text: named === undefined ? nobody : `${named}${period}` },
    ...(conference.caseDirectorElsewhere === undefined
      ? []
      : [{ label: words.t('roles.elsewhereIs'), text: long(conference.caseDirectorElsewhere) }]),
    ...(conference.noteTakerName === undefined
      ? []
      : [{ label: words.t('input.noteTaker'), text: typed(conference.noteTakerName, tools) }]),
    ...(preparer === undefined
      ? []
      : [{ label: words.t('roles.preparer'), text: typed(`${preparer.name}, ${preparer.organisation}`, tools) }]),
  ];
}

function chairInputs(view: Parameters<FormViewBuilder>[0], tools: Tools, isChair: boolean): ViewData {
  if (!isChair) return { chair: [], noteTaker: [], preparer: [], handOver: [] };
  const { state, conference } = tableOf(view);
  const people = peopleChoices(conference, view.members, tools.room);
  const others = people.filter(person => person.value !== conference.chair);
  const known = {
    ...directorToFillIn(state, conference),
    until: conference.caseDirectorUntil,
    elsewhere: conference.caseDirectorElsewhere,
    reason: conference.caseDirectorReason,
  };
  return {
    chair: [
      {
        directors: [...people, choice(tools.words.t('person.elsewhere'), otherPerson, 100)],
        v: filledIn(view, tools, ['director', 'directorOther', 'until', 'elsewhere', 'reason'], known),
      },
    ],
    // Nobody else in the chat: there's nobody to take notes or to take over.
    noteTaker:
      others.length === 0
        ? []
        : [{ choices: others, v: filledIn(view, tools, ['noteTaker'], { noteTaker: conference.noteTaker }) }],
    preparer: [
      { choices: people, v: filledIn(view, tools, ['preparer'], { preparer: preparerOf(state, conference) }) },
    ],
    handOver: others.length === 0 ? [] : [{ choices: others, v: filledIn(view, tools, ['chair']) }],
  };
}
