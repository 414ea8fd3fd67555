import type { Conference } from '../../domain/case-state.ts';
import { absentOrganisations } from '../../domain/counts.ts';
import type { FormView } from '../../ports/card-renderer.ts';
import { choice, otherPerson, peopleChoices } from '../choices.ts';
import type { ViewData } from '../expand.ts';
import { type FormViewBuilder, filledIn, frameOf, isOpen, joinInputs, type Tools, tableOf, typed } from '../frame.ts';
import { nameList } from '../lists.ts';
import { literal, shorten } from '../text.ts';

const chairInputs = ['purpose', 'goal', 'director', 'directorOther', 'reason', 'noteTaker', 'for', 'forOther'] as const;

/** Who is here for whom; behind a button for the chair: goal, case director, note-taker, somebody else's name on the list. */
export const openingView: FormViewBuilder = (view, tools) => {
  const { conference } = tableOf(view);
  const { words, room } = tools;
  const people = peopleChoices(conference, view.members, room);
  const absent = peopleChoices(
    conference,
    view.members,
    room,
    conference.attendees.map(attendee => attendee.person),
  );
  const elsewhere = choice(words.t('person.elsewhere'), otherPerson, 100);
  const director = conference.caseDirector;
  const known = {
    purpose: conference.purpose,
    goal: conference.goal,
    director: director?.person ?? (director && otherPerson),
    directorOther: director && director.person === undefined ? `${director.name}, ${director.organisation}` : '',
    reason: conference.caseDirectorReason,
    noteTaker: conference.noteTaker,
  };
  return {
    ...frameOf({ ...view, askToJoin: false }, tools),
    ...whatIsSet(view, tools),
    you: [joinInputs(view, tools)],
    chairOpen: isChairOpen(view, conference, known),
    people,
    directors: [...people, elsewhere],
    absent: [...absent, elsewhere],
    v: filledIn(view, tools, chairInputs, known),
  };
};

type ChairInput = (typeof chairInputs)[number];

/**
 * The chair's own answers show the chair's part. It's hidden from whoever joins, although its prefilled inputs were sent along,
 * unless something else was filled in there.
 */
function isChairOpen(
  view: FormView,
  conference: Conference,
  known: { readonly [Input in ChairInput]?: string | undefined },
): boolean {
  if (view.viewer === conference.chair) return true;
  const changed = Object.entries(view.values).filter(([id, value]) => value !== known[id as ChairInput]);
  return isOpen({ ...view, values: Object.fromEntries(changed) }, chairInputs);
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
  const missing = absentOrganisations(state, conference);
  const director = conference.caseDirector;
  return {
    attendees: shown,
    more: moreThan(present.length - shown.length, tools),
    missing: missing.length === 0 ? [] : [{ text: words.t('opening.missing', { names: nameList(missing, tools) }) }],
    facts: [
      ...(conference.goal === undefined
        ? []
        : [{ label: words.t('board.goal'), text: shorten(literal(conference.goal), Math.max(room.text, 120)) }]),
      ...(director === undefined
        ? []
        : [{ label: words.t('board.caseDirector'), text: typed(`${director.name}, ${director.organisation}`, tools) }]),
    ],
  };
}

function moreThan(left: number, { words }: Tools): readonly ViewData[] {
  return left > 0 ? [{ text: words.t('list.more', { count: left }) }] : [];
}
