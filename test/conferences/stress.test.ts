import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FiledMinutes, readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { daysAfter, today } from '../../src/demo/references.ts';
import { offsetTo } from '../../src/demo/reminder.ts';
import { keepsTheLastWord, recordsOnce } from '../support/once.ts';
import {
  type Answer,
  chair,
  type House,
  openHouse,
  organisationOf,
  partners,
  type RoundTable,
} from '../support/round-table.ts';

const day = today();
const tenTimes = Array.from({ length: 10 }, (_, index) => index);
let house: House;

beforeAll(async () => {
  house = await openHouse({ database: 'embedded' });
}, 90_000);
afterAll(() => house?.dispose());

/** Nothing can be filed while a file has the name of the folder. */
async function blockMinutes(): Promise<() => Promise<void>> {
  const folder = house.bot.minutesDir;
  await mkdir(dirname(folder), { recursive: true });
  await rm(folder, { recursive: true, force: true });
  await writeFile(folder, 'in the way');
  return () => rm(folder);
}

const filesOf = (code: string) => readdir(join(house.bot.minutesDir, code)).then(names => names.toSorted());
/** The minutes once, and what stands beside them; a calendar only when there was a day to put in it. */
const onePair = (code: string, ...besides: string[]) =>
  [...['1-v1.docx', '1-v1.json', 'pgax-1-v1.csv', 'pgax-1-v1.txt', 'plan-1-v1.docx', 'tijdlijn-1-v1.docx'], ...besides]
    .flatMap(ending => [`${code}-${ending}`, `${code}-${ending}.sha256`])
    .toSorted();
const numberIn = (answer: Answer) => /\b[RFA]\d+\b/.exec(answer.words)?.[0];

describe('the same thing, and many things, at once', () => {
  const code = 'ZVH-2026-301';
  let table: RoundTable;
  const activity = (name: string) => `activity-${code}-${name}`;
  const offering = (verb: string) =>
    house.stub.messages(table.chat).filter(message => JSON.stringify(message.card ?? {}).includes(`"verb":"${verb}"`));

  it('starts one conference for one message that is delivered ten times', async () => {
    table = house.seat(code);
    const start = () => table.say(chair, `start ${code} Top X`, { activityId: activity('start') });
    await Promise.all(tenTimes.map(start));
    await table.join(partners);
    expect(offering('summary.request')).toHaveLength(1);
    expect(offering('conference.join')).toHaveLength(1);
    expect(house.stub.messages(table.chat)).toHaveLength(2);
  });

  it('moves one step for one message that is delivered ten times', async () => {
    const next = () => table.say(chair, 'volgende', { activityId: activity('next') });
    await Promise.all(tenTimes.map(next));
    await table.card('risk.raise');
  });

  it('records one event for one press that is delivered ten times, and answers the same', async () => {
    const prompt = await table.card('risk.raise');
    const press = () =>
      table.press('wijkagent', 'risk.raise', { what: 'Brand in de flat' }, prompt, { activityId: activity('one') });
    const answers = await Promise.all(tenTimes.map(press));
    expect(new Set(answers.map(answer => JSON.stringify(answer)))).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status: 200, refusals: [] });
    expect(numberIn(await table.record('wijkagent', 'risk.raise', { what: 'Vernieling' }, prompt))).toBe('R2');
    await table.boardSays('Vernieling');
  });

  it('records one event for ten presses of one person with the same inputs, and answers the same', async () => {
    const prompt = await table.card('risk.raise');
    const press = () => table.press('huisarts', 'risk.raise', { what: 'Overdosis' }, prompt);
    const answers = await Promise.all(tenTimes.map(press));
    expect(new Set(answers.map(answer => JSON.stringify(answer)))).toHaveLength(1);
    expect(numberIn(answers[0] as Answer)).toBe('R3');
    expect(await table.press('huisarts', 'risk.raise', { what: 'Overdosis' }, prompt)).toEqual(answers[0]);
    await table.boardSays('Overdosis');
  });

  it('records what fifteen people press in the same second, and the board shows all of it', async () => {
    const prompt = await table.card('risk.raise');
    const press = (name: string) => table.record(name, 'risk.raise', { what: `Gezien door ${name}` }, prompt);
    const answers = await Promise.all(partners.map(press));
    expect(new Set(answers.map(numberIn))).toEqual(new Set(partners.map((_, index) => `R${index + 4}`)));
    await table.boardSays('Brand in de flat', ...partners.map(name => `Gezien door ${name}`));
  });

  it('counts each answer of fifteen people who rate in the same second once', async () => {
    await table.move('volgende', 'risk.rate');
    const prompt = await table.card('risk.rate');
    await Promise.all(partners.map(name => table.record(name, 'risk.rate', { 'level:R1': 'high' }, prompt)));
    const blind = await table.boardSays('Tonen kan');
    expect(JSON.stringify(blind.card)).not.toContain('hoog');
    const [reveal] = await Promise.all(tenTimes.map(() => table.press(chair, 'step.reveal', {}, blind)));
    expect(reveal?.refusals).toEqual([]);
    const decision = await table.card('risk.agree');
    expect(JSON.stringify(decision.card)).toContain('Organisatie van de huisarts');
  });

  it('has edited the board at most once a second, all that time', async () => {
    const { id } = await table.board();
    const edits = house.stub.requests.filter(
      ({ method, path }) => method === 'PUT' && path.endsWith(`/activities/${id}`),
    );
    const gaps = edits.slice(1).map(({ at }, index) => at - (edits[index]?.at ?? 0));
    expect(gaps.length).toBeGreaterThan(2);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_000);
  });

  it('closes once and tells the chair when the minutes cannot be filed, and files them once when they can', async () => {
    const unblock = await blockMinutes();
    const announcements = (text: string) => table.lines().filter(line => line.includes(text));
    const closing = () => table.say(chair, 'sluiten', { activityId: activity('close') });
    await Promise.all(tenTimes.map(closing));
    const draft = await table.card('minutes.adopt');
    const answers = await Promise.all(tenTimes.map(() => table.press(chair, 'minutes.adopt', {}, draft)));
    expect(new Set(answers.map(answer => JSON.stringify(answer)))).toHaveLength(1);
    expect(answers[0]?.refusals).toEqual([]);
    await house.stub.until(() => announcements('kan nu niet worden opgeslagen').length > 0);

    await unblock();
    await house.stub.until(() => announcements('is opgeslagen').length > 0, 20_000);
    expect(announcements('kan nu niet worden opgeslagen')).toHaveLength(1);
    expect(announcements('is opgeslagen')).toHaveLength(1);
    await house.stub.until(() => offering('minutes.adopt').length === 0);
    const { minutes } = await readFiledMinutes(house.bot.minutesDir, code, 1);
    expect(await filesOf(code)).toEqual(onePair(code));
    expect(minutes.attendees).toHaveLength(15);
    expect(minutes.risks).toHaveLength(18);
    expect(minutes.risks[0]?.ratings.map(rating => rating.organisation).toSorted()).toEqual(
      partners.map(organisationOf).toSorted(),
    );
  }, 40_000);
});

describe('fifty at once on the embedded database', () => {
  const code = 'ZVH-2026-303';
  let table: RoundTable;

  it('of one press are one event with one answer, whatever their ids, also when one comes again later', async () => {
    table = await house.open(code);
    await table.join(partners.slice(0, 4));
    await table.move('volgende', 'risk.raise');
    await recordsOnce([table]);
  }, 40_000);

  it('leave the last word: high, low and high again stand as high, whatever is delivered again', async () => {
    await keepsTheLastWord([table]);
  }, 40_000);
});

describe('a bot that is killed in the middle of a conference', () => {
  const code = 'ZVH-2026-302';
  let table: RoundTable;
  let filed: FiledMinutes;
  const offers = (id: string, verb: string) =>
    house.stub.messages(table.chat).some(one => one.id === id && JSON.stringify(one.card).includes(`"${verb}"`));
  type Press = readonly [name: string, verb: string, inputs: Readonly<Record<string, string>>];

  /**
   * Everybody presses at once on the card that stands in the chat, and the process dies as soon as some of them have their
   * answer. After the restart everybody presses on the same card again: who had an answer gets it again, who had none is recorded.
   */
  async function killedAmid(presses: readonly Press[]): Promise<readonly Answer[]> {
    const [verb = ''] = presses.map(([, one]) => one);
    const card = await table.card(verb);
    let acknowledged = 0;
    const dead: Promise<void>[] = [];
    const press = async ([name, , inputs]: Press) => {
      const answer = await table.record(name, verb, inputs, card);
      acknowledged += 1;
      if (acknowledged === Math.ceil(presses.length / 3)) dead.push(house.bot.kill());
      return answer;
    };
    const before = await Promise.allSettled(presses.map(press));
    await Promise.all(dead);
    expect(dead).toHaveLength(1);
    await house.bot.restart();
    const after = await Promise.all(presses.map(([name, , inputs]) => table.record(name, verb, inputs, card)));
    for (const [index, one] of before.entries())
      if (one.status === 'fulfilled') expect(after[index]).toEqual(one.value);
    return after;
  }

  it('keeps who joined', async () => {
    table = await house.open(code);
    const joining = (name: string): Press => [name, 'conference.join', { organisationOther: organisationOf(name) }];
    await killedAmid(partners.map(joining));
    await table.move('volgende', 'risk.raise');
  }, 40_000);

  it('keeps the risks, and the board has them all', async () => {
    const raisers = partners.slice(0, 4);
    const answers = await killedAmid(raisers.map(name => [name, 'risk.raise', { what: `Risico van ${name}` }]));
    expect(answers.map(numberIn).toSorted()).toEqual(['R1', 'R2', 'R3', 'R4']);
    await table.boardSays(...raisers.map(name => `Risico van ${name}`));
    await table.move('volgende', 'risk.rate');
  }, 40_000);

  it('keeps ratings, and shows them to nobody', async () => {
    const levels = { 'level:R1': 'high', 'level:R2': 'low', 'level:R3': 'moderate', 'level:R4': 'unknown' };
    await killedAmid(partners.map(name => [name, 'risk.rate', levels]));
    const board = await table.boardSays('Tonen kan');
    expect(JSON.stringify(board.card)).not.toMatch(/hoog|laag|gemiddeld/i);
    await table.move('toon', 'risk.agree');
  }, 40_000);

  it('keeps the agreed levels and the factors, and goes on from there', async () => {
    const levels = { 'level:R1': 'high', 'level:R2': 'low', 'level:R3': 'moderate', 'level:R4': 'high' };
    await table.record(chair, 'risk.agree', levels);
    const raisers = partners.slice(4, 8);
    const answers = await killedAmid(raisers.map(name => [name, 'factor.raise', { what: `Factor van ${name}` }]));
    expect(answers.map(numberIn).toSorted()).toEqual(['F1', 'F2', 'F3', 'F4']);
    await table.boardSays(...raisers.map(name => `Factor van ${name}`));
    await table.move('volgende', 'topThree.vote');
  }, 40_000);

  it('keeps votes, and the decision that follows from them', async () => {
    await killedAmid(partners.map(name => [name, 'topThree.vote', { factors: 'F1,F3' }]));
    await table.move('toon', 'topThree.decide');
    await table.record(chair, 'topThree.decide', { factors: 'F1,F3' });
    await table.boardSays('Top drie');
  }, 60_000);

  it('keeps the actions', async () => {
    const agree = (owner: string, factors: string, days: number): Press => [
      owner,
      'action.agree',
      { what: `Actie van ${owner}`, owner: table.entraId(owner), due: daysAfter(day, days), factors },
    ];
    const answers = await killedAmid([
      agree('wijkagent', 'F1', 14),
      agree('behandelaar', 'F3', 14),
      agree('wijkteam', 'F3', 28),
    ]);
    expect(answers.map(numberIn).toSorted()).toEqual(['A1', 'A2', 'A3']);
    await table.boardSays('Actie van wijkagent', 'Actie van behandelaar', 'Actie van wijkteam');
  }, 40_000);

  it('closes once and files once, whenever it dies', async () => {
    await table.move('volgende', 'conference.close');
    await table.record(chair, 'conference.close', { nextDate: daysAfter(day, 21) });
    const unblock = await blockMinutes();
    const draft = await table.card('minutes.adopt');
    await table.record(chair, 'minutes.adopt', {}, draft);
    await house.bot.kill();
    await unblock();
    await house.bot.restart();
    filed = await readFiledMinutes(house.bot.minutesDir, code, 1);
    // The announcement is over and done with when the cards of the conference have become a line.
    await house.stub.until(() => !offers(draft.id, 'minutes.adopt'), 20_000);
  }, 60_000);

  it('has lost nothing that it acknowledged, and recorded nothing twice', async () => {
    const { minutes } = filed;
    expect(minutes.attendees.map(one => one.name).toSorted()).toEqual([...partners].toSorted());
    expect(minutes.risks.map(risk => risk.what).toSorted()).toEqual(
      partners
        .slice(0, 4)
        .map(name => `Risico van ${name}`)
        .toSorted(),
    );
    for (const risk of minutes.risks) expect(risk.ratings).toHaveLength(15);
    expect(minutes.risks.map(({ id, agreedLevel }) => [id, agreedLevel])).toEqual([
      ['R1', 'high'],
      ['R2', 'low'],
      ['R3', 'moderate'],
      ['R4', 'high'],
    ]);
    expect(minutes.topThree.factors).toEqual(['F1', 'F3']);
    expect(minutes.factors.map(factor => factor.what).toSorted()).toEqual(
      partners
        .slice(4, 8)
        .map(name => `Factor van ${name}`)
        .toSorted(),
    );
    expect(minutes.factors.map(({ id, votes }) => [id, votes])).toEqual([
      ['F1', 15],
      ['F2', 0],
      ['F3', 15],
      ['F4', 0],
    ]);
    expect(minutes.actions.map(action => action.what).toSorted()).toEqual(
      ['wijkagent', 'behandelaar', 'wijkteam'].map(name => `Actie van ${name}`).toSorted(),
    );
    expect(await filesOf(code)).toEqual(onePair(code, '1-v1.ics'));
  });

  /** So many days on, or the working day after that: nobody is reminded in a weekend. */
  const onAWorkingDayAfter = (days: number) => offsetTo(daysAfter(today(), days), today());

  it('sends a reminder that was due in the meantime once, also when it is killed again', async () => {
    const reminders = (name: string) =>
      house.stub
        .messages(house.stub.personalChat(name).id)
        .filter(message => JSON.stringify(message.card).includes('reminder.done'));
    await house.bot.kill();
    await house.bot.restart({ clockOffset: onAWorkingDayAfter(21) });
    await house.stub.until(() => reminders('wijkagent').length > 0 && reminders('behandelaar').length > 0, 20_000);
    expect(reminders('wijkteam')).toEqual([]);
    await house.bot.kill();
    await house.bot.restart({ clockOffset: onAWorkingDayAfter(35) });
    // Fourteen days on: what nobody answered is told once more, and what is due now for the first time.
    const counts = () => ['wijkagent', 'behandelaar', 'wijkteam'].map(name => reminders(name).length);
    await house.stub.until(() => counts().every((count, index) => count >= (index < 2 ? 2 : 1)), 20_000);
    const [card] = reminders('wijkagent');
    const chat = house.stub.personalChat('wijkagent').id;
    const answer = await house.client.press('wijkagent', card ?? { chat, card: {} }, 'reminder.done');
    expect(JSON.stringify(answer.card)).toContain('Actie van wijkagent');
    expect(counts()).toEqual([2, 2, 1]);
    expect(table.lines().filter(line => line.includes('is opgeslagen'))).toHaveLength(1);
  }, 60_000);
});
