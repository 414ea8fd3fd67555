import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/ports/card-renderer.ts';
import { elementsOf, textOf } from '../cards/read-card.ts';
import { verbsUnderTest } from '../cards/verb-inputs.ts';
import { type MatrixHouse, type MatrixPress, openMatrixHouse, refusalsOn } from '../support/matrix-house.ts';
import { ownChat, type Role } from '../support/matrix-people.ts';
import { inMeeting, inOwnChat } from '../support/matrix-verbs.ts';

/**
 * Who may do what, in one place, by the roles of the design: chair, note-taker, case director (`director`), process director of the
 * house (`house`), and the partner who said it or has it to do (`own`), whose `colleague` is of the same organisation and whose
 * `partner` is of another one. A `member` is in the chat and never joined.
 *
 * `yes` is recorded, `shown` answered without a trace in the record. The rest is refused in words, and leaves nothing: `chair` is for the
 * chair, `lead` for chair and note-taker, `blind` for those who rate and vote, `said` for whoever said it and the chair, `owner` for
 * whoever has it to do, `house` for process directors. `join` asks for the organisation first. `unknown` is a case that isn't there for
 * them: what they get is what a card gets that never was (`not-of-this-case`).
 */
const atTheTable = `
                               chair    notes    own      colleague partner  director member   house
  conference.join              yes      yes      yes      yes       yes      yes      yes      yes
  conference.setGoal           yes      chair    chair    chair     chair    chair    chair    chair
  conference.setCaseDirector   yes      chair    chair    chair     chair    chair    chair    chair
  conference.setNoteTaker      yes      chair    chair    chair     chair    chair    chair    chair
  conference.setChair          yes      chair    chair    chair     chair    chair    chair    chair
  conference.setUrgent         yes      chair    chair    chair     chair    chair    chair    chair
  conference.close             yes      chair    chair    chair     chair    chair    chair    chair
  case.setPreparer             yes      chair    chair    chair     chair    chair    chair    chair
  case.setPhase                yes      chair    chair    chair     chair    chair    chair    chair
  case.setCarePhase            yes      chair    chair    chair     chair    chair    chair    chair
  step.open                    yes      chair    chair    chair     chair    chair    chair    chair
  factor.withoutAction         yes      chair    chair    chair     chair    chair    chair    chair
  warning.override             yes      chair    chair    chair     chair    chair    chair    chair
  safety.agree                 yes      chair    chair    chair     chair    chair    chair    chair
  safety.scaleUp               yes      chair    chair    chair     chair    chair    chair    chair
  risk.agree                   yes      chair    chair    chair     chair    chair    chair    chair
  topThree.decide              yes      chair    chair    chair     chair    chair    chair    chair
  minutes.adopt                yes      chair    chair    chair     chair    chair    chair    chair
  minutes.correct              yes      chair    chair    chair     chair    chair    chair    chair
  case.setConsiderations       yes      yes      lead     lead      lead     lead     lead     lead
  case.setVoice                yes      yes      lead     lead      lead     lead     lead     lead
  step.next                    yes      yes      lead     lead      lead     lead     lead     lead
  step.back                    yes      yes      lead     lead      lead     lead     lead     lead
  step.extend                  yes      yes      lead     lead      lead     lead     lead     lead
  step.reveal                  yes      yes      lead     lead      lead     lead     lead     lead
  step.again                   yes      yes      lead     lead      lead     lead     lead     lead
  safety.recordScores          yes      yes      lead     lead      lead     lead     lead     lead
  risk.recordRatings           yes      yes      lead     lead      lead     lead     lead     lead
  topThree.recordVotes         yes      yes      lead     lead      lead     lead     lead     lead
  safety.score                 blind    blind    yes      yes       yes      yes      join     join
  risk.rate                    blind    blind    yes      yes       yes      yes      join     join
  topThree.vote                blind    blind    yes      yes       yes      yes      join     join
  subject.add                  yes      yes      yes      yes       yes      yes      join     join
  risk.raise                   yes      yes      yes      yes       yes      yes      join     join
  factor.raise                 yes      yes      yes      yes       yes      yes      join     join
  hint.keep                    yes      yes      yes      yes       yes      yes      join     join
  monitor.score                yes      yes      yes      yes       yes      yes      join     join
  action.agree                 yes      yes      yes      yes       yes      yes      join     join
  scenario.draft               yes      yes      yes      yes       yes      yes      join     join
  item.edit                    yes      said     yes      said      said     said     said     said
  item.withdraw                yes      said     yes      said      said     said     said     said
  action.review                yes      yes      yes      owner     owner    owner    join     join
  direction.record             yes      chair    chair    chair     chair    chair    unknown  yes
  case.close                   yes      chair    chair    chair     chair    chair    unknown  yes
  case.extendRetention         house    house    house    house     house    house    unknown  yes
  summary.request              shown    shown    shown    shown     shown    shown    shown    shown
  board.show                   shown    shown    shown    shown     shown    shown    shown    shown
  reading.show                 shown    shown    shown    shown     shown    shown    shown    shown
  timeline.show                shown    shown    shown    shown     shown    shown    shown    shown
  form.show:more               shown    shown    shown    shown     shown    shown    shown    shown
  form.show:roles              shown    shown    shown    shown     shown    shown    shown    shown
  form.show:person             shown    shown    shown    shown     shown    shown    shown    shown
  form.show:items              shown    shown    shown    shown     shown    shown    shown    shown
  form.show:raiseFactor        shown    shown    shown    shown     shown    shown    shown    shown
  form.show:agreeAction        shown    shown    shown    shown     shown    shown    shown    shown
  form.show:draftScenario      shown    shown    shown    shown     shown    shown    shown    shown
  form.show:scoreSafety        shown    shown    shown    shown     shown    shown    shown    shown
  form.show:monitor            shown    shown    shown    shown     shown    shown    shown    shown
  form.show:editItem:A1        shown    said     shown    said      said     said     said     said
  form.show:showOfHands        shown    shown    lead     lead      lead     lead     lead     lead
  form.show:close              shown    chair    chair    chair     chair    chair    chair    chair
  form.show:direction          shown    chair    chair    chair     chair    chair    chair    shown
  form.show:closeCase          shown    chair    chair    chair     chair    chair    chair    shown
`;

/**
 * The same in one's own chat, between two conferences. Not in the chat of the case are: who was `removed` from it, a `former` participant of
 * an earlier conference, the case director of that one (`directorAway`), a process director of the house (`houseAway`), and somebody who had to do with
 * the case once and has nothing to do with it any more (`past`).
 */
const alone = `
                               own      chair    notes    partner   director removed  former   directorAway houseAway past
  action.accept                yes      owner    owner    owner     owner    owner    owner    owner        owner     unknown
  reminder.done                yes      yes      owner    owner     owner    owner    owner    owner        owner     unknown
  reminder.missed              yes      yes      owner    owner     owner    owner    owner    owner        owner     unknown
  reminder.snooze              yes      yes      owner    owner     owner    owner    owner    owner        owner     unknown
  reminder.blocked             yes      yes      owner    owner     owner    owner    owner    owner        owner     unknown
  reminder.handOver            yes      yes      owner    owner     owner    owner    owner    owner        owner     unknown
  preparation.answer           yes      yes      yes      yes       yes      yes      yes      yes          unknown   unknown
  signal.record                yes      yes      yes      yes       yes      yes      yes      yes          yes       unknown
  signal.startUrgent           yes      yes      yes      yes       yes      yes      yes      yes          yes       unknown
  direction.record             chair    yes      chair    chair     chair    chair    chair    chair        yes       unknown
  case.close                   chair    yes      chair    chair     chair    chair    chair    chair        yes       unknown
  case.extendRetention         house    house    house    house     house    house    house    house        yes       unknown
  minutes.correct              chair    yes      chair    chair     chair    chair    chair    chair        chair     unknown
  timeline.show                shown    shown    shown    shown     shown    shown    shown    shown        shown     unknown
  summary.post                 chair    shown    chair    chair     chair    chair    chair    chair        chair     unknown
  wording.drop                 shown    shown    shown    shown     shown    shown    shown    shown        shown     unknown
  caseload.show                unknown  unknown  unknown  unknown   unknown  unknown  unknown  unknown      shown     unknown
`;

const meaning: Readonly<Record<string, string>> = {
  notChair: 'chair',
  notChairOrNoteTaker: 'lead',
  chairDoesNotRate: 'blind',
  noteTakerDoesNotRate: 'blind',
  notYours: 'said',
  notOwner: 'owner',
  notProcessDirector: 'house',
  joinFirst: 'join',
  unknown: 'unknown',
};

interface Row {
  readonly verb: string;
  readonly expected: Readonly<Record<string, string>>;
}

function rowsOf(table: string): readonly Row[] {
  const [head = [], ...lines] = table
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/));
  return lines.map(([verb = '', ...cells]) => ({
    verb,
    expected: Object.fromEntries(head.map((role, at) => [role, cells[at] ?? 'missing'])),
  }));
}

type Pressed = Omit<MatrixPress, 'token'> & { readonly token: NonNullable<MatrixPress['token']> };
type Prepared = Pressed & { readonly scene: { readonly history: Parameters<typeof openMatrixHouse>[0] } };

/** What each of them gets, by the words of the tables. Nobody presses in a house in which somebody else changed something. */
async function answersTo(verb: string, roles: readonly string[], prepare: (role: Role) => Prepared) {
  const answers: Record<string, string> = {};
  let house: MatrixHouse | undefined;
  for (const role of roles as readonly Role[]) {
    const { scene, token, ...without } = prepare(role);
    const [plain = ''] = verb.split(':');
    house ??= await openMatrixHouse(scene.history);
    const before = house.traces();
    const card = await house.press(role, plain, { ...without, token });
    const recorded = house.traces().events - before.events;
    const word = wordFor(card, recorded);
    answers[role] = word;
    if (word === 'unknown') expect(card, `${verb} by ${role}`).toEqual(await house.press(role, plain, without));
    if (recorded === 0) continue;
    await house.stop();
    house = undefined;
  }
  await house?.stop();
  return answers;
}

function wordFor(card: Card, recorded: number): string {
  const codes = refusalsOn(card);
  const [refusal] = codes;
  if (refusal === undefined) return recorded > 0 ? 'yes' : 'shown';
  const said = elementsOf(card).find(element => String(element.id).startsWith('notice:refusal:'));
  expect(textOf(said as Card).length, refusal).toBeGreaterThan(10);
  if (recorded > 0 || codes.length > 1) return `${codes} and ${recorded} events`;
  return meaning[refusal] ?? refusal;
}

describe('at the table', () => {
  it.each(rowsOf(atTheTable))('$verb is for whom the design says', async ({ verb, expected }) => {
    const answers = await answersTo(verb, Object.keys(expected), () => inMeeting(verb));
    expect(answers).toEqual(expected);
  });

  it('somebody without an Entra id reads, and presses nothing', async () => {
    const house = await openMatrixHouse(inMeeting('risk.raise').scene.history);
    for (const { verb } of rowsOf(atTheTable)) {
      const { scene: _scene, ...press } = inMeeting(verb);
      expect(refusalsOn(await house.press('own', verb, { ...press, guest: true })), verb).toEqual(['noIdentity']);
    }
    expect(house.traces().shown).toBe(0);
    await house.stop();
  });
});

describe('in one’s own chat', () => {
  it.each(rowsOf(alone))('$verb is for whom the design says', async ({ verb, expected }) => {
    const answers = await answersTo(verb, Object.keys(expected), role => ({
      ...inOwnChat(verb, role),
      where: ownChat(role),
    }));
    expect(answers).toEqual(expected);
  });

  it('whoever has an action and was never at a table answers for that one, and that is all', async () => {
    const own = (verb: string, values: Readonly<Record<string, string>> = {}) => {
      const { scene, token, ...press } = inOwnChat(verb, 'member');
      const about = 'action' in token ? { action: 'A2' } : {};
      return { scene, where: ownChat('member'), token: { ...token, ...about }, values: { ...press.values, ...values } };
    };
    const a2 = { action: 'A2' };
    for (const [verb, values, expected] of [
      ['reminder.done', a2, 'yes'],
      ['reminder.blocked', a2, 'yes'],
      ['preparation.answer', {}, 'yes'],
      ['signal.record', {}, 'unknown'],
      ['signal.startUrgent', {}, 'unknown'],
      ['direction.record', {}, 'unknown'],
      ['timeline.show', {}, 'unknown'],
    ] as const) {
      expect(await answersTo(verb, ['member'], () => own(verb, values)), verb).toEqual({ member: expected });
    }
  });
});

it('every verb of the contract has a row', () => {
  const rows = [...rowsOf(atTheTable), ...rowsOf(alone)].map(({ verb }) => verb.split(':')[0]);
  // Opening is by code (`not-of-this-case`); days of leave are about oneself and no case.
  const elsewhere = ['conference.open', 'availability.set'];
  const verbs = new Set(verbsUnderTest.map(({ verb }) => verb));
  expect([...verbs].filter(verb => !rows.includes(verb) && !elsewhere.includes(verb))).toEqual([]);
});
