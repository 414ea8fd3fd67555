import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { daysAfter, today } from '../../src/demo/references.ts';
import { type Act, type Expected, inputsOf, openRefusals, type Refusals, tokenOf } from '../support/refusals.ts';
import { chair, type House, partners, type RoundTable, readAnswer } from '../support/round-table.ts';
import type { ShownMessage } from '../support/stub-connector.ts';

const day = today();
const code = 'ZVH-2026-401';
let refusals: Refusals;
let house: House;
let table: RoundTable;

beforeAll(async () => {
  refusals = await openRefusals();
  house = refusals.house;
}, 90_000);
afterAll(() => refusals?.dispose());

const isRefused = (act: Act, expected: Expected, at: RoundTable = table) => refusals.isRefused(act, expected, at);
const typed = (at: RoundTable, text: string) => refusals.typed(at, text);
const forge = (name: string, action: unknown, at: RoundTable) => refusals.forge(name, action, at);
const countEvents = () => refusals.countEvents();

describe('opening a conference', () => {
  it('refuses an approach that does not exist, typed or chosen', async () => {
    const fresh = house.seat(code);
    const expected = {
      refusals: ['approach:approach'],
      nl: /Deze aanpak ken ik niet.*Kies een aanpak: Top X,/,
      en: /I don’t know this approach.*Choose an approach: Top X,/,
    };
    await isRefused(() => typed(fresh, `start ${code} Toverij`), { ...expected, kept: { case: code } }, fresh);
    expect((await typed(fresh, `start ${code} Toverij`)).reasons).toContain('Toverij');
    const form = await fresh.card('conference.open');
    const inputs = { case: code, approach: 'Toverij', minutes: '45' };
    await isRefused(() => fresh.press(chair, 'conference.open', inputs, form), { ...expected, kept: inputs }, fresh);
  });

  it.each(['zvh2026401', 'ZVH-26-1', '<b>ZVH</b>'])('refuses %s as the code of a case', async wrong => {
    const fresh = house.seat(code);
    const expected = {
      refusals: ['caseCode:case'],
      nl: /Deze code klopt niet.*ZVH-2026-014/,
      en: /This code isn’t right.*ZVH-2026-014/,
    };
    await isRefused(
      () => typed(fresh, `start ${wrong} Top X`),
      { ...expected, kept: { case: wrong, approach: 'Top X' } },
      fresh,
    );
    const form = await fresh.card('conference.open');
    const inputs = { case: wrong, approach: 'MDA++' };
    await isRefused(() => fresh.press(chair, 'conference.open', inputs, form), { ...expected, kept: inputs }, fresh);
  });

  it('refuses a second start while a conference is open, in this chat and in another', async () => {
    const fresh = house.seat(code);
    const bareForm = await typed(fresh, 'start').then(() => fresh.card('conference.open'));
    table = await house.open(code);
    const here = {
      refusals: ['conferenceOpenHere:case'],
      nl: /In deze chat loopt al een casusoverleg/,
      en: /already open in this chat/,
    };
    await isRefused(() => typed(table, `start ${code} Top X`), here);
    await isRefused(() => typed(table, 'start ZVH-2026-402 Top X'), {
      ...here,
      kept: { case: 'ZVH-2026-402', approach: 'Top X' },
    });
    const inputs = { case: 'ZVH-2026-402', approach: 'Top X' };
    await isRefused(() => table.press(chair, 'conference.open', inputs, bareForm), { ...here, kept: inputs });

    const elsewhere = house.seat('ZVH-2026-403');
    await isRefused(
      () => typed(elsewhere, `start ${code} Top X`),
      {
        refusals: ['conferenceOpenElsewhere:case'],
        nl: new RegExp(`Over ${code} loopt al een casusoverleg in een andere chat`),
        en: new RegExp(`A case conference on ${code} is already open in another chat`),
      },
      elsewhere,
    );
  });

  it('says what is missing in a form that is sent half empty', async () => {
    const fresh = house.seat('ZVH-2026-404');
    await typed(fresh, 'start');
    const token = tokenOf(await fresh.card('conference.open'));
    const data = { token, verb: 'conference.open', case: 'ZVH-2026-404' };
    await isRefused(
      () => forge(chair, { action: { type: 'Action.Execute', verb: 'conference.open', data } }, fresh),
      { refusals: ['required:approach'], nl: /Vul dit in/, en: /Fill this in/, kept: { case: 'ZVH-2026-404' } },
      fresh,
    );
  });
});

describe('during a conference', () => {
  const notChair = {
    refusals: ['notChair'],
    nl: /Dit doet de voorzitter: procesregisseur/,
    en: /This is for the chair: procesregisseur/,
  };
  let oldPrompt: ShownMessage;

  it('lets nobody but the chair set the goal or move on, and says who that is', async () => {
    await table.join(partners);
    const goal = { goal: 'Een ander doel', purpose: 'shareInformation' };
    await isRefused(() => table.press('wijkagent', 'conference.setGoal', goal), { ...notChair, kept: goal });
    const board = await table.board();
    await isRefused(() => table.press('wijkagent', 'step.next', {}, board), {
      refusals: ['notChairOrNoteTaker'],
      nl: /procesregisseur\) of de notulist/,
      en: /procesregisseur\) or the note-taker/,
    });
    oldPrompt = await table.move('volgende', 'risk.raise');
  });

  it('refuses text over its limit, and gives all of it back to be shortened', async () => {
    const line = { what: `${'woord '.repeat(33)}woorden`, severity: 'Letsel' };
    await isRefused(() => table.press('wijkagent', 'risk.raise', line), {
      refusals: ['tooLong:what'],
      nl: /te lang.*Er passen 200 tekens; dit zijn er 205/,
      en: /too long.*room for 200 characters; this has 205/,
      kept: line,
    });
    const paragraph = { what: 'Brand', severity: 'é'.repeat(1001), whereWhen: 'Thuis' };
    await isRefused(() => table.press('wijkagent', 'risk.raise', paragraph), {
      refusals: ['tooLong:severity'],
      nl: /Er passen 1000 tekens; dit zijn er 1001/,
      en: /room for 1000 characters; this has 1001/,
      kept: paragraph,
    });
    expect((await table.record('wijkagent', 'risk.raise', { what: 'Brand in de flat' })).words).toContain('R1');
  });

  it('refuses a level that nobody offers', async () => {
    await table.move('volgende', 'risk.rate');
    const rating = { 'level:R1': 'extreme', 'reason:R1': 'Drie meldingen' };
    await isRefused(() => table.press('wijkagent', 'risk.rate', rating), {
      refusals: ['notOffered:level:R1'],
      nl: /Kies een van de antwoorden die er staan/,
      en: /Choose one of the answers that are there/,
      kept: { 'reason:R1': 'Drie meldingen' },
    });
    await isRefused(() => table.press('wijkagent', 'risk.rate', { ...rating, 'level:R1': 'onbekend' }), {
      refusals: ['notOffered:level:R1'],
      nl: /Niveau/,
      en: /Level/,
    });
    await table.record('wijkagent', 'risk.rate', { 'level:R1': 'high' });
  });

  it('lets nobody but the chair agree on a level, and never on "no view"', async () => {
    await table.move('toon', 'risk.agree');
    const agreed = { 'level:R1': 'low', 'reason:R1': 'Valt mee' };
    await isRefused(() => table.press('wijkagent', 'risk.agree', agreed), { ...notChair, kept: agreed });
    await isRefused(() => table.press(chair, 'risk.agree', { ...agreed, 'level:R1': 'unknown' }), {
      refusals: ['notOffered:level:R1'],
      nl: /Kies een van de antwoorden/,
      en: /Choose one of the answers/,
      kept: { 'reason:R1': 'Valt mee' },
    });
    await table.record(chair, 'risk.agree', { 'level:R1': 'high' });
  });

  it('refuses a static and a protective factor, and four factors, in a vote and in a decision', async () => {
    const prompt = await table.card('factor.raise');
    const kinds = ['dynamic', 'dynamic', 'static', 'protective', 'dynamic', 'dynamic'];
    for (const [index, kind] of kinds.entries())
      await table.record('wijkteam', 'factor.raise', { what: `Factor ${index + 1}`, kind }, prompt);
    await table.move('volgende', 'topThree.vote');
    const only = { nl: /Kies alleen dynamische factoren/, en: /Choose dynamic factors only/ };
    const tooMany = {
      refusals: ['tooMany:factors'],
      nl: /Je koos er 4. Kies er hoogstens 3/,
      en: /You chose 4. Choose 3 at most/,
    };
    const vote = (factors: string) => () => table.press('wijkagent', 'topThree.vote', { factors });
    await isRefused(vote('F1,F3,F4'), {
      ...only,
      refusals: ['notDynamic:F3', 'notDynamic:F4'],
      kept: { factors: 'F1,F3,F4' },
    });
    await isRefused(vote('F3'), {
      refusals: ['notDynamic:F3'],
      nl: /F3 Factor 3 is statisch/,
      en: /F3 Factor 3 is static/,
    });
    await isRefused(vote('F4'), {
      refusals: ['notDynamic:F4'],
      nl: /F4 Factor 4 is beschermend/,
      en: /F4 Factor 4 is protective/,
    });
    await isRefused(vote('F1,F2,F5,F6'), { ...tooMany, kept: { factors: 'F1,F2,F5,F6' } });
    await table.record('wijkagent', 'topThree.vote', { factors: 'F1,F2' });

    await table.move('toon', 'topThree.decide');
    const decide = (name: string, factors: string) => () =>
      table.press(name, 'topThree.decide', { factors, reason: 'Omdat het nu moet' });
    await isRefused(decide('wijkagent', 'F1,F2'), {
      ...notChair,
      kept: { factors: 'F1,F2', reason: 'Omdat het nu moet' },
    });
    await isRefused(decide(chair, 'F1,F3'), {
      ...only,
      refusals: ['notDynamic:F3'],
      kept: { reason: 'Omdat het nu moet' },
    });
    await isRefused(decide(chair, 'F1,F2,F5,F6'), { ...tooMany, kept: { factors: 'F1,F2,F5,F6' } });
    await table.record(chair, 'topThree.decide', { factors: 'F1,F2' });
  }, 40_000);

  it('refuses a day before today, and a day that does not exist', async () => {
    const action = {
      what: 'Gesprek over werk',
      owner: table.entraId('wijkteam'),
      factors: 'F1',
      effect: 'Dagbesteding',
    };
    const due = (date: string) => ({ ...action, due: date });
    const agree = (date: string) => () => table.press('wijkteam', 'action.agree', due(date));
    const yesterday = daysAfter(day, -1);
    await isRefused(agree(yesterday), {
      refusals: ['pastDate:due'],
      nl: /ligt al achter ons. Kies een dag vanaf vandaag/,
      en: /is already behind us. Choose a day from today on/,
      kept: due(yesterday),
    });
    await isRefused(agree('2027-02-30'), {
      refusals: ['notADate:due'],
      nl: /geen dag die bestaat/,
      en: /no day that exists/,
      kept: due('2027-02-30'),
    });
    await table.record('wijkteam', 'action.agree', due(day));
  });

  it('refuses to close while the top three is not covered, and says which factor it is', async () => {
    const closing = { nextDate: daysAfter(day, 21), reflection: 'Goed gesprek' };
    const uncovered = {
      refusals: ['topThreeWithoutAction:F2'],
      nl: /F2 heeft nog geen actie: Factor 2/,
      en: /F2 has no action yet: Factor 2/,
    };
    await isRefused(() => table.press(chair, 'conference.close', closing), { ...uncovered, kept: closing });
    await isRefused(() => typed(table, 'sluiten'), uncovered);
    await isRefused(() => table.press('wijkagent', 'conference.close', closing), { ...notChair, kept: closing });
    await isRefused(() => table.press(chair, 'conference.close', { ...closing, nextDate: daysAfter(day, -3) }), {
      refusals: ['topThreeWithoutAction:F2', 'pastDate:nextDate'],
      nl: /ligt al achter ons/,
      en: /is already behind us/,
      kept: { reflection: 'Goed gesprek' },
    });
  });

  it('takes nothing on a card of a closed conference', async () => {
    await table.record(chair, 'factor.withoutAction', { 'reason:F2': 'Loopt al via de gemeente' });
    const actionPrompt = await table.card('action.agree');
    await table.record(
      chair,
      'conference.close',
      { nextDate: daysAfter(day, 21) },
      await table.card('conference.close'),
    );
    const closed = {
      refusals: ['closed'],
      nl: /Dit casusoverleg is afgesloten. Er kan niets meer bij/,
      en: /This case conference is closed. Nothing can be added/,
    };
    const risk = { what: 'Nog een risico', severity: 'Ernstig' };
    await isRefused(() => table.press('wijkagent', 'risk.raise', risk, oldPrompt), { ...closed, kept: risk });
    const action = { what: 'Nog een actie', owner: table.entraId('wijkagent'), due: daysAfter(day, 7) };
    await isRefused(() => table.press('wijkagent', 'action.agree', action, actionPrompt), { ...closed, kept: action });
    await isRefused(() => typed(table, 'volgende'), closed);
    await isRefused(() => table.press('wijkagent', 'minutes.adopt'), notChair);
  });

  it('has filed what was accepted and nothing of what was refused', async () => {
    await table.record(chair, 'minutes.adopt');
    const { minutes } = await readFiledMinutes(house.bot.minutesDir, code, 1);
    expect(minutes.conference).toMatchObject({ purpose: 'riskManagement' });
    expect(minutes.conference).not.toHaveProperty('goal');
    expect(minutes.risks.map(risk => [risk.what, risk.agreedLevel, risk.ratings.length])).toEqual([
      ['Brand in de flat', 'high', 1],
    ]);
    expect(minutes.factors.map(factor => factor.votes)).toEqual([1, 1, 0, 0, 0, 0]);
    expect(minutes.topThree).toMatchObject({ factors: ['F1', 'F2'] });
    expect(minutes.actions.map(action => action.what)).toEqual(['Gesprek over werk']);
    expect(minutes.withoutAction.map(one => one.factor)).toEqual(['F2']);
  });
});

describe('data that no card of ours made', () => {
  let token: string;
  let open: RoundTable;
  const execute = (verb: unknown, data: unknown) => ({
    action: { type: 'Action.Execute', verb, data },
    trigger: 'manual',
  });
  const unknown = { refusals: ['unknown'], nl: /Ik kan dit hier niet vinden/, en: /I can’t find this here/ };

  beforeAll(async () => {
    open = await house.open('ZVH-2026-405');
    await open.join(['wijkagent']);
    token = tokenOf(await open.move('volgende', 'risk.raise'));
  }, 60_000);

  const proto = JSON.parse(
    '{"__proto__":{"what":"x"},"constructor":{"prototype":{"what":"x"}},"what":"Brand"}',
  ) as object;
  it.each<[string, unknown]>([
    ['nothing at all', undefined],
    ['null', null],
    ['text', 'risk.raise'],
    ['a list', [1, [2]]],
    ['no action', {}],
    ['an action that is text', { action: 'risk.raise' }],
    ['no data', execute('risk.raise', undefined)],
    ['data that is null', execute('risk.raise', null)],
    ['data that is text', execute('risk.raise', 'what=Brand')],
    ['data that is a list', execute('risk.raise', [{ token: 't' }])],
    ['no token', execute('risk.raise', { verb: 'risk.raise', what: 'Brand' })],
    ['a token that is a number', execute('risk.raise', { token: 12, what: 'Brand' })],
    ['a token that is an object', execute('risk.raise', { token: { $ne: '' }, what: 'Brand' })],
    ['an empty token', execute('risk.raise', { token: '', what: 'Brand' })],
    ['a made-up token', execute('risk.raise', { token: "x' or 1=1 --", what: 'Brand' })],
    ['a token of a hundred thousand characters', execute('risk.raise', { token: 'x'.repeat(100_000), what: 'Brand' })],
    ['a verb that is an object', execute({ risk: 'raise' }, { what: 'Brand' })],
    ['a prototype and no token', execute('__proto__', proto)],
  ])('answers %s as unknown', async (_name, value) => {
    await isRefused(() => forge('wijkagent', value, open), unknown, open);
  });

  it.each<[string, string, object, readonly string[]]>([
    ['an unknown verb', 'risk.erase', { what: 'Brand' }, ['notUnderstood']],
    ['the name of a built-in as a verb', '__proto__', { what: 'Brand' }, ['notUnderstood']],
    ['another name of a built-in as a verb', 'constructor', { what: 'Brand' }, ['notUnderstood']],
    [
      'a verb of the bot itself',
      'minutes.recordFiling',
      { version: 1, files: [] },
      ['notUnderstood:files', 'notUnderstood'],
    ],
    ['no inputs', 'risk.raise', {}, ['required:what']],
    ['nothing but spaces', 'risk.raise', { what: ' \u200b\n ' }, ['required:what']],
    ['an object as input', 'risk.raise', { what: { text: 'Brand' } }, ['notUnderstood:what']],
    ['a list as input', 'risk.raise', { what: ['Brand', 'Diefstal'] }, ['notUnderstood:what']],
    [
      'a nested object beside a good input',
      'risk.raise',
      { what: 'Brand', severity: { a: { b: [1] } } },
      ['notUnderstood:severity'],
    ],
    ['a prototype and no text', 'risk.raise', JSON.parse('{"__proto__":{"what":"Brand"}}'), ['required:what']],
    ['two hundred thousand characters', 'risk.raise', { what: 'x'.repeat(200_000) }, ['tooLong:what']],
    ['a list of ids as a list', 'factor.raise', { what: 'Geld', risks: ['R1'] }, ['notUnderstood:risks']],
    ['ids that are none', 'factor.raise', { what: 'Geld', risks: 'R1,DROP TABLE' }, ['notOffered:risks']],
    ['a risk that is not there', 'factor.raise', { what: 'Geld', risks: 'R99' }, ['unknown:risks']],
    ['a choice that is not there', 'factor.raise', { what: 'Geld', kind: 'toString' }, ['notOffered:kind']],
    ['the level of a risk that is not there', 'risk.rate', { 'level:R99': 'high' }, ['unknown:level:R99']],
    ['a level without a risk', 'risk.rate', { level: 'high' }, ['nothingAnswered']],
    [
      'an owner who is nobody',
      'action.agree',
      { what: 'Bellen', owner: 'x', due: day },
      ['needPersonAndOrganisation:owner'],
    ],
    [
      'an owner who is not in the chat',
      'action.agree',
      { what: 'Bellen', owner: '00000000-0000-4000-8000-0000000000ff', due: day },
      ['notParticipant:owner'],
    ],
  ])('refuses %s behind a good token', async (_name, verb, inputs, wanted) => {
    const press = () => forge('wijkagent', execute(verb, { token, verb, ...inputs }), open);
    const kept = Object.entries(inputs).flatMap(([id, value]) =>
      id === 'what' && typeof value === 'string' && value.length < 500 && verb === 'risk.raise' ? [[id, value]] : [],
    );
    await isRefused(press, { refusals: wanted, nl: /\S/, en: /\S/, kept: Object.fromEntries(kept) }, open);
  });

  it('gives back what was typed on a card that it does not know', async () => {
    const inputs = { what: 'Brand in de flat', severity: 'Ernstig' };
    const answer = await forge('wijkagent', execute('risk.raise', { token: 'none', ...inputs }), open);
    expect(answer.words).toMatch(/Brand in de flat.*Ernstig/);
  });

  it('understands a card in its own chat only', async () => {
    const other = await house.open('ZVH-2026-406');
    await isRefused(() => forge('wijkagent', execute('risk.raise', { token, what: 'Brand' }), other), unknown, other);
  });

  it('ignores a case, a conference and a role that the client writes beside the token', async () => {
    const claims = {
      case: code,
      conference: 'x',
      phase: 'closing',
      person: open.entraId(chair),
      role: 'chair',
      tenant: 'y',
    };
    const before = await countEvents();
    const answer = await forge('wijkagent', execute('risk.raise', { token, what: 'Diefstal', ...claims }), open);
    expect([answer.refusals, await countEvents()]).toEqual([[], before + 1]);
    expect(await open.summary()).toContain('Diefstal');
  });

  it('answers somebody who presses without being a member as unknown', async () => {
    const press = () => forge('buitenstaander', execute('risk.raise', { token, what: 'Brand' }), open);
    await isRefused(press, unknown, open);
  });

  it('sends the refusal of an old client to the personal chat, and nothing to the meeting chat', async () => {
    const before = await countEvents();
    const inMeeting = house.stub.messages(open.chat).length;
    const personal = house.stub.personalChat('wijkagent').id;
    const status = await house.client.send('wijkagent', open.chat, {
      type: 'message',
      value: { token, verb: 'risk.raise', what: 3, severity: [] },
    });
    expect(status.status).toBe(200);
    const message = await house.stub.until(() => house.stub.messages(personal).at(-1));
    const answer = readAnswer(personal, { status: 200, ...(message.card && { card: message.card }) });
    expect(answer.refusals).toEqual(['notUnderstood:severity']);
    expect(inputsOf(answer.card)).toMatchObject({ what: '3' });
    expect([await countEvents(), house.stub.messages(open.chat).length]).toEqual([before, inMeeting]);
  });
});
