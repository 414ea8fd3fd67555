import type { CaseState, Conference } from '../../domain/case-state.ts';
import { absentOrganisations } from '../../domain/counts.ts';
import { signalsSince } from '../../domain/signals.ts';
import { choice, otherPerson, peopleChoices } from '../choices.ts';
import { directorToFillIn } from '../director.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen, joinInputs, type Tools, tableOf, typed } from '../frame.ts';
import { firstRows, nameList } from '../lists.ts';
import { considerationsText } from '../person-words.ts';
import { toldBeforehand } from '../preparation-rows.ts';
import { literal, shorten } from '../text.ts';

const chairInputs = [
  'purpose',
  'goal',
  'meetingKind',
  'director',
  'directorOther',
  'reason',
  'noteTaker',
  'for',
  'forOther',
] as const;

/** Who is here for whom; behind a button for the chair: goal, case director, note-taker, somebody else's name on the list. */
export const openingView: FormViewBuilder = (view, tools) => {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const people = peopleChoices(conference, view.members, room);
  const absent = peopleChoices(
    conference,
    view.members,
    room,
    conference.attendees.map(attendee => attendee.person),
  );
  const elsewhere = choice(words.t('person.elsewhere'), otherPerson, 100);
  const known = {
    purpose: conference.purpose,
    goal: conference.goal,
    meetingKind: conference.meetingKind,
    ...directorToFillIn(state, conference),
    reason: conference.caseDirectorReason,
    noteTaker: conference.noteTaker,
  };
  const chairOpen = view.viewer === conference.chair || isOpen(view, chairInputs, known);
  return {
    ...frameOf({ ...view, askToJoin: false }, tools),
    ...whatIsSet(view, tools),
    signals: signalsSinceLastTime(state, tools),
    told: toldBeforehand(state, conference, tools),
    you: [joinInputs(view, tools)],
    chairOpen,
    closedPart: chairOpen ? [] : [{}],
    elsewhere: state.considerations === undefined ? [{}] : [],
    subjects: subjectsAtRisk(state, conference, view, tools),
    meetingKinds: meetingKinds(state, tools),
    people,
    directors: [...people, elsewhere],
    absent: [...absent, elsewhere],
    v: filledIn(view, tools, chairInputs, known),
  };
};

/** Where the conference looks at safety, the table says first who is at risk. */
function subjectsAtRisk(
  state: CaseState,
  conference: Conference,
  view: Parameters<FormViewBuilder>[0],
  tools: Tools,
): readonly ViewData[] {
  const looksAtSafety = conference.steps.includes('safety') && !conference.urgent;
  if (!looksAtSafety && state.subjects.length === 0) return [];
  const names = state.subjects.map(({ id, name }) => `${id} ${name}`);
  return [
    {
      names: names.length === 0 ? [] : [{ text: nameList(names, tools) }],
      v: filledIn(view, tools, ['name']),
    },
  ];
}

/** What was told since the table last met: it comes before the news round. */
function signalsSinceLastTime(state: CaseState, tools: Tools): readonly ViewData[] {
  const { words, dates } = tools;
  const { shown, more } = firstRows(signalsSince(state), tools);
  if (shown.length === 0) return [];
  const rows = shown.map(({ id, what, scenario, by, at }) => ({
    label: `${id}  `,
    text: words.t('opening.signal', {
      day: dates.shortDue(dates.dayOf(at)),
      what: typed(what, tools),
      who: typed(by.organisation === '' ? by.name : by.organisation, tools),
      ...(scenario !== undefined && { agreement: scenario }),
    }),
  }));
  return [{ rows, more }];
}

function meetingKinds(state: CaseState, { approaches, room }: Tools): readonly ViewData[] {
  const kinds = approaches.find(one => one.name === state.approach)?.meetingKinds ?? [];
  return kinds.length === 0 ? [] : [{ choices: kinds.map(({ name }) => choice(name, name, room.text)) }];
}

function whatIsSet(view: Parameters<FormViewBuilder>[0], tools: Tools): ViewData {
  const { state, conference } = tableOf(view);
  const { words, room } = tools;
  const present = conference.attendees.map(attendee => ({
    name: typed(attendee.name, tools),
    organisation: typed(attendee.organisation, tools),
    role: attendee.role === undefined ? '' : ` (${typed(attendee.role, tools)})`,
  }));
  const shown = present.slice(0, room.rows);
  const missing = absentOrganisations(conference);
  const resumed = conference.resumedSteps.map(step => words.t(`step.${step}`));
  return {
    attendees: shown,
    more: moreThan(present.length - shown.length, tools),
    missing: missing.length === 0 ? [] : [{ text: words.t('opening.missing', { names: nameList(missing, tools) }) }],
    facts: [
      ...(resumed.length === 0 ? [] : [{ label: words.t('opening.resumed'), text: resumed.join(', ') }]),
      ...factsOf(state, conference, tools),
    ],
  };
}

function factsOf(state: CaseState, conference: Conference, tools: Tools): readonly ViewData[] {
  const { words, room } = tools;
  const { goal, caseDirector: director } = conference;
  const long = Math.max(room.text, 120);
  const considerations = considerationsText(state, tools);
  return [
    ...(goal === undefined ? [] : [{ label: words.t('board.goal'), text: shorten(literal(goal), long) }]),
    ...(director === undefined
      ? []
      : [{ label: words.t('board.caseDirector'), text: typed(`${director.name}, ${director.organisation}`, tools) }]),
    ...(considerations === undefined ? [] : [{ label: words.t('person.considerations'), text: considerations }]),
  ];
}

function moreThan(left: number, { words }: Tools): readonly ViewData[] {
  return left > 0 ? [{ text: words.t('list.more', { count: left }) }] : [];
}
