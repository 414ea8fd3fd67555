import type { Approaches } from '../domain/approaches.ts';
import type { Conference } from '../domain/case-state.ts';
import type { Calendar } from '../domain/working-days.ts';
import type { Card, CardRenderer, CardView, SamePress } from '../ports/card-renderer.ts';
import type { FormName } from '../ports/form-tokens.ts';
import { createDates } from './dates.ts';
import { expand, type ViewData } from './expand.ts';
import { backToBoard, type FormViewBuilder, frameOf, type Tools, tableOf } from './frame.ts';
import { messagesOf, sentValues } from './notices.ts';
import { withNamesAboveFields } from './older-clients.ts';
import { bytesOf, maxCardBytes, type Room, rooms } from './room.ts';
import { loadTemplates } from './templates.ts';
import { acceptActionView } from './views/accept-action.ts';
import { actionListView } from './views/action-list.ts';
import { agreeActionView } from './views/agree-action.ts';
import { agreeRisksView } from './views/agree-risks.ts';
import { agreeSafetyView } from './views/agree-safety.ts';
import { availabilityView } from './views/availability.ts';
import { beforehandView } from './views/beforehand.ts';
import { boardView } from './views/board.ts';
import { broughtAnswerView } from './views/brought-answer.ts';
import { caseloadView } from './views/caseload.ts';
import { chairActionsView } from './views/chair-actions.ts';
import { closeView } from './views/close.ts';
import { closeCaseView } from './views/close-case.ts';
import { correctMinutesView } from './views/correct-minutes.ts';
import { decideTopThreeView } from './views/decide-top-three.ts';
import { directionView } from './views/direction.ts';
import { draftScenarioView } from './views/draft-scenario.ts';
import { editItemView } from './views/edit-item.ts';
import { helpView } from './views/help.ts';
import { itemsView } from './views/items.ts';
import { minutesView } from './views/minutes.ts';
import { monitorView } from './views/monitor.ts';
import { moreView } from './views/more.ts';
import { openConferenceView } from './views/open-conference.ts';
import { openingView } from './views/opening.ts';
import { personView } from './views/person.ts';
import { pgaxView } from './views/pgax.ts';
import { planView } from './views/plan.ts';
import { preparationView } from './views/preparation.ts';
import { proposalView } from './views/proposal.ts';
import { raiseFactorView } from './views/raise-factor.ts';
import { raiseRiskView } from './views/raise-risk.ts';
import { rateRisksView } from './views/rate-risks.ts';
import { readingView } from './views/reading.ts';
import { reminderView } from './views/reminder.ts';
import { reviewActionsView } from './views/review-actions.ts';
import { rolesView } from './views/roles.ts';
import { scoreSafetyView } from './views/score-safety.ts';
import { showOfHandsView } from './views/show-of-hands.ts';
import { signalView } from './views/signal.ts';
import { summaryView } from './views/summary.ts';
import { tellSignalView } from './views/tell-signal.ts';
import { timelineView } from './views/timeline.ts';
import { voteTopThreeView } from './views/vote-top-three.ts';
import { fill, loadWords, type Words } from './words.ts';

/** What each form shows. The board is a form too: a refused press on it comes back as the board with the notice on top. */
const formViews: Readonly<Record<FormName, FormViewBuilder>> = {
  openConference: openConferenceView,
  opening: openingView,
  raiseRisk: raiseRiskView,
  rateRisks: rateRisksView,
  agreeRisks: agreeRisksView,
  raiseFactor: raiseFactorView,
  voteTopThree: voteTopThreeView,
  decideTopThree: decideTopThreeView,
  agreeAction: agreeActionView,
  chairActions: chairActionsView,
  close: closeView,
  board: (view, tools) => ({
    ...frameOf({ ...view, withBoardLines: false }, tools),
    ...boardView({ ...view, ...tableOf(view) }, tools),
  }),
  reviewActions: reviewActionsView,
  scoreSafety: scoreSafetyView,
  agreeSafety: agreeSafetyView,
  monitor: monitorView,
  draftScenario: draftScenarioView,
  acceptAction: acceptActionView,
  more: moreView,
  roles: rolesView,
  person: personView,
  items: itemsView,
  editItem: editItemView,
  showOfHands: showOfHandsView,
  correctMinutes: correctMinutesView,
  minutes: minutesView,
  beforehand: beforehandView,
  reminder: reminderView,
  availability: availabilityView,
  signal: signalView,
  tellSignal: tellSignalView,
  direction: directionView,
  closeCase: closeCaseView,
};

/**
 * Cards from the templates of `cardsFolder` (`*.json`, `parts/`, `locales/`), each compiled once. Throws when a word or a part is
 * missing. Days are those of `zone`.
 *
 * A rendered card holds typed text literally, stays under `maxCardBytes` by showing less of long lists, and holds of blind rounds
 * nothing but the viewer's own answers. `render` throws when a view lacks its case or a template isn't filled in: programming
 * errors, found by the tests.
 */
export function createRenderer(options: {
  cardsFolder: string;
  zone: string;
  approaches: Approaches;
  calendar: Calendar;
}): CardRenderer {
  const words = loadWords(`${options.cardsFolder}/locales`);
  const templates = loadTemplates(options.cardsFolder, words);
  return {
    render(view) {
      const name = view.kind === 'form' ? view.form : view.kind;
      const template = templates[view.language].get(name);
      if (template === undefined) throw new Error(`[cards] no template ${name}.json`);
      const now = 'now' in view ? view.now : ('conference' in view && openedAt(view)) || new Date(0).toISOString();
      const dates = createDates(view.language, options.zone, now);
      const withRoom = (room: Room) =>
        expand(
          name,
          template,
          dataOf(view, {
            words: words[view.language],
            dates,
            room,
            approaches: options.approaches,
            calendar: options.calendar,
          }),
        );
      return firstThatFits(name, withRoom);
    },
    line(language, key, values = {}) {
      const text = words[language].find(key) ?? words[language].find(`chat.${key}`);
      if (text === undefined) throw new Error(`[cards] no words for ${key}`);
      return fill(text, values);
    },
  };
}

/** For everybody the same items are asked about: names that only old clients need yield before one of those does. */
function firstThatFits(name: string, render: (room: Room) => Card): Card {
  for (const [index, room] of rooms.entries()) {
    const card = render(room);
    const named = withNamesAboveFields(card);
    if (bytesOf(named) <= maxCardBytes) return named;
    if (rooms[index + 1]?.items !== room.items && bytesOf(card) <= maxCardBytes) return card;
  }
  throw new Error(`[cards] ${name}: larger than ${maxCardBytes} bytes with the least room`);
}

function dataOf(view: CardView, tools: Tools): ViewData {
  switch (view.kind) {
    case 'form':
      return formViews[view.form](view, tools);
    case 'board':
      return {
        boardLines: [],
        join: [],
        ...messagesOf(view, tools),
        ...boardView({ ...view, conference: tableOf(view).conference }, tools),
      };
    case 'summary':
      return {
        ...summaryView(view, tools),
        token: view.token ?? view.post ?? '',
        ...backToBoard(view.token),
      };
    case 'proposal':
      return { ...proposalView(view, tools), token: view.token };
    case 'plan':
      return planView(view.state, view.part, tools);
    case 'pgax':
      return pgaxView(view.state, view.location, tools);
    case 'timeline':
      return timelineView(view.state, view.entries, { partner: view.partner, token: view.token }, tools);
    case 'caseload':
      return {
        ...caseloadView(view.caseload, { page: view.page, location: view.location }, tools),
        token: view.token,
      };
    case 'preparation':
      return preparationView(view.state, tableOf(view).conference, tools);
    case 'reading':
      return {
        ...readingView(view.reading, view.state, tableOf(view).conference, tools),
        token: view.token ?? '',
        ...backToBoard(view.token),
      };
    case 'broughtAnswer':
      return broughtAnswerView(view, tools);
    case 'actionList':
      return actionListView(view, tools);
    case 'line':
      return { text: lineText(view, tools.words) };
    case 'welcome':
      return { token: view.token ?? '', buttons: view.token === undefined ? [] : [{}] };
    case 'help':
      return helpView(view, tools);
    case 'notice':
      return {
        ...messagesOf(view, tools),
        sent: sentValues(view.values ?? {}, tools, tools.room.value),
        again: againButton(view.again),
      };
  }
}

/** More than this, twice on a card, may leave no room for anything else; then it's filled in again by hand. */
const mostSentAgain = 6_000;

/** The same press, so that what did arrive isn't recorded twice. */
function againButton(again: SamePress | undefined): readonly ViewData[] {
  if (again === undefined || JSON.stringify(again).length > mostSentAgain) return [];
  const { verb, token, values } = again;
  return [{ verb, data: { ...values, token, verb } }];
}

/** Cards without a clock of their own tell the year of a day unless it's that of the conference. */
function openedAt(view: Extract<CardView, { conference?: string }>): string | undefined {
  return view.state?.conferences.find(one => one.id === view.conference)?.openedAt;
}

function lineText(view: Extract<CardView, { kind: 'line' }>, words: Words): string {
  const conference: Conference | undefined = view.state?.conferences.find(one => one.id === view.conference);
  const phase = view.phase ?? conference?.phase;
  return words.t(`line.${view.line}`, {
    ...(conference !== undefined && { number: conference.number }),
    ...(phase !== undefined && { phase: words.find(`phase.${phase}`) ?? '' }),
  });
}
