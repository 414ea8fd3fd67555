import { Client } from 'pg';
import { expect } from 'vitest';
import { actionsOf, type CardJson } from '../../src/demo/client-card.ts';
import { startPostgres } from './postgres.ts';
import { type Answer, chair, type House, openHouse, type RoundTable, readAnswer } from './round-table.ts';
import type { ShownMessage } from './stub-connector.ts';

export type Act = () => Promise<Answer>;

export interface Expected {
  /** Ids of the refusals, all of them. */
  readonly refusals: readonly string[];
  readonly nl: RegExp;
  readonly en: RegExp;
  /** What has to stand in the card that comes back. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** The real bot on a database server, where its events can be counted while it runs. */
export interface Refusals {
  readonly house: House;
  countEvents(): Promise<number>;
  /** Does it in Dutch and in English: each time a clear line, everything that was typed still there, and nothing recorded. */
  isRefused(act: Act, expected: Expected, at: RoundTable): Promise<void>;
  /** What came back in the chat on something that the chair typed. */
  typed(at: RoundTable, text: string): Promise<Answer>;
  /** Sends what a button would, with a hand in the data: a changed client, or no client at all. */
  forge(name: string, action: unknown, at: RoundTable): Promise<Answer>;
  dispose(): Promise<void>;
}

export async function openRefusals(): Promise<Refusals> {
  const postgres = await startPostgres();
  const url = await postgres.createMadeDatabase();
  const house = await openHouse({ env: { DATABASE_URL: url } });
  const database = new Client({ connectionString: url });
  await database.connect();

  const refusals: Refusals = {
    house,
    async countEvents() {
      const { rows } = await database.query<{ count: number }>('select count(*)::int as count from events');
      return rows[0]?.count ?? -1;
    },
    async isRefused(act, expected, at) {
      for (const language of ['nl', 'en'] as const) {
        await at.say(chair, `taal ${language}`);
        const before = await refusals.countEvents();
        const answer = await act();
        expect(answer.status).toBe(200);
        expect(answer.refusals).toEqual(expected.refusals);
        expect(answer.reasons).toMatch(expected[language]);
        expect(answer.card.lang).toBe(language);
        expect(inputsOf(answer.card)).toMatchObject(expected.kept ?? {});
        expect(await refusals.countEvents()).toBe(before);
      }
      await at.say(chair, 'taal nl');
    },
    async typed(at, text) {
      const before = house.stub.messages(at.chat).length;
      await at.say(chair, text);
      const message = await house.stub.until(() => house.stub.messages(at.chat).slice(before)[0], 10_000);
      return readAnswer(at.chat, { status: 200, ...(message.card && { card: message.card }) });
    },
    async forge(name, value, at) {
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', value };
      const { status, body } = await house.client.send(name, at.chat, invoke);
      const { value: card } = body as { value?: Readonly<Record<string, unknown>> };
      return readAnswer(at.chat, { status, ...(card && { card }) });
    },
    async dispose() {
      await house.dispose();
      await database.end();
      await postgres.stop();
    },
  };
  return refusals;
}

/** What a card is filled in with, by input id. */
export function inputsOf(card: CardJson): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(actionsOf(card).flatMap(action => action.inputs.map(input => [input.id, input.preset])));
}

export function tokenOf(message: ShownMessage): string {
  const [action] = actionsOf((message.card ?? {}) as CardJson);
  return String(action?.data.token);
}
