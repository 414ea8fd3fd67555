import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { daysAfter, today } from '../../src/demo/references.ts';
import { offsetTo } from '../../src/demo/reminder.ts';
import { chair, type House, openHouse, partners, type RoundTable } from '../support/round-table.ts';
import { faultKinds, type Played, playFaults } from '../support/scripted-faults.ts';
import type { StubRequest } from '../support/stub-connector.ts';
import {
  plainChat,
  plainMinutes,
  plainWords,
  playWhole,
  type Seats,
  withoutLost,
} from '../support/whole-conference.ts';
import { createRandom } from '../torture/random.ts';

/** The same conference twice: once while all is well, once while Teams answers everything that it can answer. More seeds: `test/torture/faults.ts`. */
const seed = Number(process.env.SEED ?? 4);
const day = today();
const random = createRandom(seed);
const well: Seats = [partners[0], partners[1], partners[2], partners[3]];
const ill: Seats = [partners[4], partners[5], partners[6], partners[7]];
let house: House;
let healthy: RoundTable;
let tried: RoundTable;
let played: readonly Played[];

beforeAll(async () => {
  house = await openHouse();
  healthy = house.seat('ZVH-2026-431');
  tried = house.seat('ZVH-2026-432');
}, 90_000);
afterAll(() => house?.dispose());

const held = (table: RoundTable, seats: Seats) => ({ house, table, seats });
const isTo = (chat: string) => (request: StubRequest) =>
  request.method !== 'GET' && request.path.includes(`${chat}/activities`);

describe(`a conference while Teams answers badly (seed ${seed})`, () => {
  it('keeps one chat waiting for as long as Teams asks, and no other', async () => {
    const [busy, free] = ['ZVH-2026-433', 'ZVH-2026-434'].map(code => house.seat(code));
    if (busy === undefined || free === undefined) throw new Error('no tables');
    const shown = ({ chat }: RoundTable) => house.stub.messages(chat).length;
    house.stub.fault({ method: 'POST', path: /433/, status: 429, headers: { 'retry-after': '3' } });
    const began = performance.now();
    await Promise.all([busy.say(chair, 'help'), free.say(chair, 'help')]);
    expect([shown(busy), shown(free)]).toEqual([0, 1]);
    await house.stub.until(() => shown(busy) === 1, 20_000);
    expect(performance.now() - began).toBeGreaterThanOrEqual(3_000);
  }, 60_000);

  it('is played to its end', async () => {
    await playWhole(healthy, well, day);
    await readFiledMinutes(house.bot.minutesDir, healthy.code, 1);

    played = playFaults(house.stub, { random, kinds: faultKinds, when: isTo(tried.chat) });
    // The edit of a board that hangs holds up nothing but that board.
    house.stub.fault({ method: 'PUT', path: new RegExp(`${tried.code}@thread.v2/activities`), holdMs: 12_000 });
    await playWhole(tried, ill, day);
    await readFiledMinutes(house.bot.minutesDir, tried.code, 1);
    expect(played.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(faultKinds).toSorted());
  }, 120_000);

  it('has the minutes that it would have had', async () => {
    expect(await plainMinutes(held(tried, ill))).toEqual(await plainMinutes(held(healthy, well)));
  });

  it('has shown the same cards and lines in the same order, each once; only what nobody knew of was posted again', async () => {
    const seen = () => plainChat(held(tried, ill), played);
    const wanted = () => withoutLost(plainChat(held(healthy, well)), held(tried, ill), played);
    // Cards become one line when the minutes are filed; the last of them takes its time.
    await house.stub.until(() => seen().join() === wanted().join(), 20_000).catch(() => undefined);
    expect(seen()).toEqual(wanted());
  }, 60_000);

  it('reminds of every action once', async () => {
    await house.bot.stop();
    const remindedOf = (name: string) =>
      house.stub
        .messages(house.stub.personalChat(name).id)
        .filter(({ card }) => JSON.stringify(card ?? {}).includes('reminder.done'));
    const [first, second, third] = ill;
    const answers = {
      [first]: [{ status: 429, headers: { 'retry-after': '1' } }, { status: 503 }],
      [second]: [{ drop: 'after' }],
      [third]: [{ status: 412 }, { holdMs: 12_000 }],
    } as const;
    for (const [name, faults] of Object.entries(answers))
      for (const fault of faults) house.stub.fault({ method: 'POST', path: new RegExp(`personal-${name}/`), ...fault });
    await house.bot.restart({ clockOffset: offsetTo(daysAfter(day, 14), day) });
    const owners = [...well.slice(0, 3), ...ill.slice(0, 3)];
    await house.stub.until(() => owners.every(name => remindedOf(name).length > 0), 30_000);
    expect(owners.map(name => remindedOf(name).length)).toEqual(owners.map(() => 1));
    const said = (names: readonly string[], code: string, seats: Seats) =>
      names.map(name => remindedOf(name).map(message => plainWords(message, code, seats)));
    expect(said(ill.slice(0, 3), tried.code, ill)).toEqual(said(well.slice(0, 3), healthy.code, well));
  }, 90_000);
});
