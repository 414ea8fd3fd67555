import type { Phase } from '../../src/domain/agenda.ts';
import { readingNames } from '../../src/domain/readings.ts';
import type { CardView, FormView, KeptProposal, ListRow, WordedSummary } from '../../src/ports/card-renderer.ts';
import type { Language } from '../../src/ports/conversations.ts';
import { type FormName, formNames } from '../../src/ports/form-tokens.ts';
import { closedAndAdopted, hostileTexts, inPhase, now, type Scene, token } from './states.ts';

/** In which phase each form stands in the chat. */
export const phaseOfForm: Readonly<Record<FormName, Phase>> = {
  openConference: 'opening',
  opening: 'opening',
  reviewActions: 'lookBack',
  scoreSafety: 'safety.score',
  agreeSafety: 'safety.revealed',
  monitor: 'monitor',
  raiseRisk: 'risks.raise',
  rateRisks: 'risks.rate',
  agreeRisks: 'risks.revealed',
  raiseFactor: 'topThree.raise',
  voteTopThree: 'topThree.vote',
  decideTopThree: 'topThree.revealed',
  agreeAction: 'actions',
  chairActions: 'actions',
  draftScenario: 'scenarios',
  close: 'closing',
  board: 'topThree.vote',
  minutes: 'closing',
  reminder: 'closing',
  acceptAction: 'closing',
  more: 'topThree.vote',
  roles: 'opening',
  person: 'opening',
  items: 'actions',
  editItem: 'actions',
  showOfHands: 'risks.rate',
  correctMinutes: 'closing',
  availability: 'closing',
  beforehand: 'closing',
  signal: 'closing',
  tellSignal: 'closing',
  direction: 'closing',
  closeCase: 'closing',
};

/** Forms of a conference that is over. */
const afterwards: ReadonlySet<FormName> = new Set([
  'minutes',
  'reminder',
  'acceptAction',
  'correctMinutes',
  'beforehand',
]);
/** Forms that somebody opened about a case, in their own chat. */
const betweenConferences: ReadonlySet<FormName> = new Set(['signal', 'tellSignal', 'direction', 'closeCase']);
/** Forms about one action, in the owner's own chat. */
const ofOneAction: ReadonlySet<FormName> = new Set(['reminder', 'acceptAction']);
/** Forms that somebody opened from another card, with nothing on top; and cards that have no board lines. */
const withoutBoardLines: ReadonlySet<FormName> = new Set([
  ...afterwards,
  ...betweenConferences,
  'openConference',
  'board',
  'more',
  'roles',
  'person',
  'items',
  'editItem',
  'showOfHands',
  'availability',
]);

/** A form of this scene, in the phase it belongs to, as everyone sees it; `more` makes it something else. */
export function formView(scene: Scene, form: FormName, more: Partial<FormView> = {}): FormView {
  const staged = inPhase(scene, phaseOfForm[form]);
  const { state } = afterwards.has(form) || betweenConferences.has(form) ? closedAndAdopted(staged) : staged;
  const action = state.actions[0]?.id;
  const item = state.risks[0]?.id;
  return {
    kind: 'form',
    form,
    language: 'nl',
    token,
    now,
    ...(form !== 'openConference' && { state, conference: 'c1' }),
    members: scene.members,
    refusals: [],
    recorded: [],
    values: {},
    askToJoin: false,
    withBoardLines: !withoutBoardLines.has(form),
    ...(ofOneAction.has(form) && action !== undefined && { action }),
    ...(form === 'beforehand' && { viewer: state.actions[0]?.owner.person ?? scene.participant }),
    ...(form === 'editItem' && item !== undefined && { item }),
    ...(form === 'tellSignal' && { item: 'G1' }),
    ...more,
  };
}

/** Every form this scene can show: a reminder needs an action, mending needs something to mend. */
export function formsOf({ state }: Scene): readonly FormName[] {
  return formNames
    .filter(form => !ofOneAction.has(form) || state.actions.length > 0)
    .filter(form => form !== 'tellSignal' || state.signals.length > 0)
    .filter(form => form !== 'editItem' || state.risks.length > 0);
}

/** Cards that aren't forms. */
export function otherViews(scene: Scene, language: Language): readonly CardView[] {
  const phases: readonly Phase[] = ['opening', 'safety.score', 'risks.rate', 'topThree.revealed', 'actions'];
  const boards = [...phases.map(phase => inPhase(scene, phase)), closedAndAdopted(scene)];
  return [
    ...boards.map(({ state }) => ({ kind: 'board' as const, language, token, state, conference: 'c1', now })),
    { kind: 'summary', language, state: scene.state, conference: 'c1' },
    { kind: 'summary', language, state: scene.state, conference: 'c1', post: token, worded: wordedOf(scene) },
    { kind: 'proposal', language, token, state: scene.state, conference: 'c1', words: proposed, nth: 0, of: 2 },
    { kind: 'plan', part: 'whole', language, state: scene.state, conference: 'c1' },
    { kind: 'plan', part: 'actions', language, state: scene.state, conference: 'c1' },
    { kind: 'pgax', language, state: scene.state, conference: 'c1' },
    {
      kind: 'pgax',
      language,
      state: scene.state,
      conference: 'c1',
      location: 'ZVH-2026-014/ZVH-2026-014-pgax-1-v1.csv',
    },
    ...readingNames.map(reading => ({
      kind: 'reading' as const,
      language,
      reading,
      state: scene.state,
      conference: 'c1',
    })),
    ...(scene.state.actions.some(action => action.answers !== undefined)
      ? [
          {
            kind: 'broughtAnswer' as const,
            language,
            now,
            state: scene.state,
            conference: 'c1',
            action: 'A1',
            answer: 0,
            viewer: scene.chair,
          },
        ]
      : []),
    { kind: 'preparation', language, now, state: closedAndAdopted(scene).state, conference: 'c1' },
    { kind: 'line', language, line: 'phaseDone', state: scene.state, conference: 'c1', phase: 'risks.rate' },
    { kind: 'line', language, line: 'boardMoved' },
    { kind: 'line', language, line: 'conferenceFiled', state: scene.state, conference: 'c1' },
    ...actionLists(scene, language),
    { kind: 'welcome', language, token },
    { kind: 'welcome', language },
    formView(scene, 'openConference', { language, greeting: true }),
    { kind: 'help', language, personal: true, notes: true },
    { kind: 'help', language, personal: false, notes: false },
    { kind: 'notice', language, refusals: [{ code: 'noConference' }], recorded: [{ key: 'conferenceClosed' }] },
    tryAgain(language, { what: hostileTexts.join(' '), severity: hostileTexts.join(' ').repeat(3) }),
    tryAgain(language, Object.fromEntries(manyAnswers)),
  ];
}

const manyAnswers = Array.from({ length: 40 }, (_, index) => [`reason:R${index + 1}`, 'Zo zagen wij het. '.repeat(11)]);

/** What somebody sent when something of ours was away. */
function tryAgain(language: Language, values: Readonly<Record<string, string>>): CardView {
  const again = { verb: 'risk.raise', token, values };
  return { kind: 'notice', language, refusals: [{ code: 'tryAgain' }], recorded: [], values, again };
}

/** The cards of one's own with several rows: everything of this case, answered or not, as often as it takes to fill them. */
function actionLists(scene: Scene, language: Language): readonly CardView[] {
  const { state } = closedAndAdopted(scene);
  const about = { token, state, conference: 'c1' };
  const rows: readonly ListRow[] = Array.from({ length: 18 }, (_, at) => {
    const action = state.actions[at % Math.max(state.actions.length, 1)]?.id;
    return { kind: 'action', ...about, token: `${token}${at}`, ...(action !== undefined && { action }) };
  });
  const asked: readonly ListRow[] = [
    { kind: 'beforehand', ...about, token: `${token}-b` },
    { kind: 'preparation', ...about, token: `${token}-p` },
  ];
  const viewer = state.actions[0]?.owner.person ?? scene.participant;
  const list = { kind: 'actionList', language, now, token, viewer, page: 1, rows: [...asked, ...rows] } as const;
  return [
    { ...list, list: 'morning' },
    { ...list, list: 'morning', rows: rows.slice(0, 2) },
    { ...list, list: 'myActions', page: 2, refusals: [{ code: 'alreadyHappened', item: 'action' }] },
    { ...list, list: 'myActions', rows: [] },
    { ...list, list: 'duringLeave', viewer: scene.chair, recorded: [{ key: 'leaveSet', text: '2026-12-12' }] },
  ];
}

const by = { model: 'nagebootst', prompt: 'summary/1' };
const proposed: KeptProposal = { from: 'notes', kind: 'risk', what: 'Brand in de flat', by };

/** Ten sentences, as long as they may be. */
function wordedOf({ state }: Scene): WordedSummary {
  const [risk] = state.risks;
  const sentences = Array.from({ length: 10 }, () => ({
    ids: risk === undefined ? [] : [risk.id],
    text: (risk?.what ?? 'Niets').slice(0, 300),
  }));
  return { ...by, language: 'nl', at: now, sentences, basis: '' };
}
