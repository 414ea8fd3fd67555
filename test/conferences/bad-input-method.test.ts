import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbsUnderTest } from '../cards/verb-inputs.ts';
import { type Act, type Expected, inputsOf, openRefusals, type Refusals, tokenOf } from '../support/refusals.ts';
import { chair, type RoundTable } from '../support/round-table.ts';

// The same over HTTP, through the real bot: what the edge reads of a press. The rules themselves are tried in test/application.

const code = 'ZVH-2026-411';
let refusals: Refusals;
let table: RoundTable;

beforeAll(async () => {
  refusals = await openRefusals();
  table = await refusals.house.open(code, 'MDA++');
  await table.join([chair, 'wijkagent', 'behandelaar']);
}, 90_000);
afterAll(() => refusals?.dispose());

const isRefused = (act: Act, expected: Expected) => refusals.isRefused(act, expected, table);
const execute = (verb: string, data: object) => ({ action: { type: 'Action.Execute', verb, data: { ...data, verb } } });

describe('a press whose data nobody could have typed', () => {
  it.each(verbsUnderTest.filter(({ inputs }) => Object.keys(inputs).length > 0))(
    '$verb with lists and objects for inputs is not understood, and records nothing',
    async ({ verb, inputs }) => {
      const token = tokenOf(await table.card('conference.join'));
      const ids = Object.keys(inputs);
      const data = Object.fromEntries(ids.map((id, index) => [id, index % 2 === 0 ? ['x'] : { value: 'x' }]));
      const before = await refusals.countEvents();
      const answer = await refusals.forge(chair, execute(verb, { ...data, token }), table);
      expect(answer.status).toBe(200);
      // A card names the first dozen.
      const named = ids.slice(0, 12).map(id => `notUnderstood:${id}`);
      expect(answer.refusals).toEqual(expect.arrayContaining(named));
      expect(answer.reasons).toContain('Dit begrijp ik niet');
      expect(await refusals.countEvents()).toBe(before);
    },
  );

  it('of another verb than the card has is judged by its own rules', async () => {
    const token = tokenOf(await table.card('conference.join'));
    await isRefused(
      () => refusals.forge('wijkagent', execute('conference.setChair', { token, chair: 'x, y' }), table),
      {
        refusals: ['notChair'],
        nl: /Dit doet de voorzitter: procesregisseur/,
        en: /This is for the chair: procesregisseur/,
      },
    );
    await isRefused(() => refusals.forge(chair, execute('minutes.recordFiling', { token, version: 1 }), table), {
      refusals: ['notUnderstood'],
      nl: /Dit begrijp ik niet/,
      en: /I don’t understand this/,
    });
  });
});

describe('while persons at risk are scored', () => {
  beforeAll(async () => {
    await table.record(chair, 'subject.add', { name: 'moeder' });
    await table.move('volgende', 'safety.score');
  }, 60_000);

  it('a number that is not on the scale comes back with the reasons kept', async () => {
    const scored = { 'score:P1': '11', 'explanation:P1': 'Blauwe plek gezien' };
    await isRefused(() => table.press('wijkagent', 'safety.score', scored), {
      refusals: ['notOffered:score:P1'],
      nl: /Dit kan niet gekozen worden|kies/i,
      en: /can’t be chosen/,
      kept: { 'explanation:P1': 'Blauwe plek gezien' },
    });
  });

  it('what was said in the meeting chat is not counted, in words', async () => {
    const before = await refusals.countEvents();
    await table.say('wijkagent', 'P1 4');
    await refusals.house.stub.until(() => table.lines().some(line => line.includes('eigen chat')));
    expect(await refusals.countEvents()).toBe(before);
  });

  it('and typed in the own chat it is, once', async () => {
    const before = await refusals.countEvents();
    const { id } = refusals.house.stub.personalChat('wijkagent');
    await refusals.house.client.say('wijkagent', id, 'P1 4');
    await refusals.house.stub.until(() => refusals.house.stub.messages(id).at(-1));
    expect(await refusals.countEvents()).toBe(before + 1);
    await refusals.house.client.say('wijkagent', id, 'P1 12');
    await refusals.house.stub.until(() => refusals.house.stub.messages(id).length > 1);
    expect(await refusals.countEvents()).toBe(before + 1);
  });
});

describe('an action that is typed', () => {
  it('with "zo snel mogelijk" comes back on its form without a day, the rest filled in', async () => {
    const before = await refusals.countEvents();
    const echo = await refusals.typed(table, 'actie: huisbezoek zo snel mogelijk');
    expect(echo.words).toContain('zo snel mogelijk');
    expect(inputsOf(echo.card)).toMatchObject({ what: 'huisbezoek' });
    expect(inputsOf(echo.card).due ?? '').toBe('');
    expect(await refusals.countEvents()).toBe(before);
  });
});
