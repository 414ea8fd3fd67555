import { type CardJson, wordsOf } from '../../src/demo/client-card.ts';
import { readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { daysAfter } from '../../src/demo/references.ts';
import { chair, type House, type RoundTable } from './round-table.ts';
import type { Played } from './scripted-faults.ts';
import type { ShownMessage } from './stub-connector.ts';

/** Who sits at it besides the chair; the first three each get an action. */
export type Seats = readonly [string, string, string, ...string[]];

/** A plain conference from its first card to filed minutes, with an action of each of three people that is due in two weeks. */
export async function playWhole(table: RoundTable, seats: Seats, today: string): Promise<void> {
  await table.say(chair, `start ${table.code} Top X`);
  await table.join(seats);
  await table.move('volgende', 'risk.raise');
  await table.record(seats[0], 'risk.raise', { what: 'Brand in de flat' });
  await table.record(seats[1], 'risk.raise', { what: 'Geweld thuis', severity: 'Letsel van een kind' });

  await table.move('volgende', 'risk.rate');
  for (const [index, name] of seats.entries())
    await table.record(name, 'risk.rate', { 'level:R1': 'high', 'level:R2': index === 0 ? 'low' : 'veryHigh' });
  const decision = await table.move('toon', 'risk.agree');
  await table.record(chair, 'risk.agree', { 'level:R1': 'high', 'level:R2': 'veryHigh' }, decision);

  const factors = await table.card('factor.raise');
  for (const what of ['Drinkt elke avond', 'Verkeerde vrienden', 'Geen dak boven het hoofd'])
    await table.record(seats[2], 'factor.raise', { what }, factors);
  await table.move('volgende', 'topThree.vote');
  for (const name of seats) await table.record(name, 'topThree.vote', { factors: 'F1,F2,F3' });
  const three = await table.move('toon', 'topThree.decide');
  await table.record(chair, 'topThree.decide', { factors: 'F1,F2,F3' }, three);

  const actions = await table.card('action.agree');
  for (const [index, name] of seats.slice(0, 3).entries()) {
    const owner = table.entraId(name);
    const about = { owner, due: daysAfter(today, 14), factors: `F${index + 1}`, effect: 'Minder onrust' };
    await table.record(name, 'action.agree', { what: `Actie ${index + 1}`, ...about }, actions);
  }
  const closing = await table.move('volgende', 'conference.close');
  const inputs = { nextDate: daysAfter(today, 21), reason: 'Zo afgesproken' };
  const closed = await table.press(chair, 'conference.close', inputs, closing);
  if (closed.refusals.length > 0) throw new Error(`not closed: ${closed.reasons}`);
  await table.record(chair, 'minutes.adopt', {});
}

/** One of these conferences, to be held against another one. */
export interface Held {
  readonly house: House;
  readonly table: RoundTable;
  readonly seats: Seats;
}

/** Its minutes without what differs from one conference to another: code, names, times, ids. */
export async function plainMinutes({ house, table, seats }: Held): Promise<unknown> {
  const { minutes } = await readFiledMinutes(house.bot.minutesDir, table.code, 1);
  const json = nameless(JSON.stringify(minutes), table.code, seats).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIJD');
  const { conference, ...rest } = JSON.parse(json);
  return { ...rest, conference: { ...conference, id: 'ID' } };
}

/** What a message says, without what differs. */
export function plainWords({ card, text = '' }: ShownMessage, code: string, seats: Seats): string {
  const words = card === undefined ? text : wordsOf(card as CardJson);
  return nameless(words, code, seats).replace(/nog \d+ min|\d\d:\d\d/g, 'TIJD');
}

/** What stands in its chat, in order. Left out are cards that stand there although the bot heard of no answer: of those it posts another one. */
export function plainChat({ house, table, seats }: Held, played: readonly Played[] = []): readonly string[] {
  const unheard = new Set(played.flatMap(({ kind, request }) => (kind.startsWith('dropped') ? [request.posted] : [])));
  return house.stub
    .messages(table.chat)
    .filter(({ id, card }) => card === undefined || !unheard.has(id))
    .map(message => plainWords(message, table.code, seats));
}

/**
 * The same without what was lost on its way, of which nobody knows whether it arrived: lines are said once at most, and a card isn't
 * posted again when its phase was over by then.
 */
export function withoutLost(chat: readonly string[], tried: Held, played: readonly Played[]): readonly string[] {
  const { house, table, seats } = tried;
  const left = [...chat];
  const arrived = house.stub.requests.filter(({ method, status }) => method === 'POST' && status === 201);
  const tokens = new Set(arrived.map(({ body }) => tokenIn(body)));
  for (const { kind, request } of played) {
    if (request.method !== 'POST' || !kind.startsWith('dropped')) continue;
    const { text } = request.body as { readonly text?: string };
    const isLine = text !== undefined;
    if (isLine ? kind !== 'dropped before it was taken' : tokens.has(tokenIn(request.body))) continue;
    const words = isLine ? plainWords({ ...lineOf(table.chat), text }, table.code, seats) : tidied;
    left.splice(left.indexOf(words), left.includes(words) ? 1 : 0);
  }
  return left;
}

/** What every card of a conference becomes when its minutes are filed. */
const tidied = 'Casusoverleg 1 afgesloten; verslag in het archief';
const tokenIn = (body: unknown) => JSON.stringify(body).match(/"token":"([^"]+)"/)?.[1] ?? 'none';
const lineOf = (chat: string): ShownMessage => ({ id: '', chat, edits: 0, deleted: false });

function nameless(words: string, code: string, seats: Seats): string {
  return seats.reduce((said, name, seat) => said.replaceAll(name, `deelnemer${seat}`), words).replaceAll(code, 'CODE');
}
