import { fileURLToPath } from 'node:url';
import { createRondetafel } from '../../src/application/create-rondetafel.ts';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { readRequest } from '../../src/cards/inputs.ts';
import { createClock, houseZone } from '../../src/clock.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import type { EventBody } from '../../src/domain/events.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { randomIds } from '../../src/ids.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { FormToken } from '../../src/ports/form-tokens.ts';
import type { ChatMessage } from '../../src/ports/meeting-chat.ts';
import { parseTyped } from '../../src/teams/parse-typed.ts';
import { now, stamped } from './given.ts';
import { createKeptLog } from './kept-log.ts';
import { chats, code, membersOf, otherCode, personOf, processDirectors, type Role, tenant } from './matrix-people.ts';
import { createMemoryStorage } from './memory-storage.ts';
import { notices } from './table.ts';

/** The whole application with cases that are there already, as people press and type in it. */
export interface MatrixHouse {
  press(who: Role, verb: string, press: MatrixPress): Promise<Card>;
  /** What is said back in that chat. */
  say(who: Role, text: string, where?: Conversation): Promise<readonly ChatMessage[]>;
  /** A card that somebody has, beside the one that's pressed. */
  hold(token: Omit<FormToken, 'tenant'>): Promise<void>;
  /** What was posted anywhere so far, replies apart. */
  readonly posted: readonly { readonly to: Conversation; readonly message: ChatMessage }[];
  /** What was left behind so far: events of both cases together, accesses in which something was shown, posts. */
  traces(): { readonly events: number; readonly shown: number; readonly posts: number };
  /** What was recorded in the case, or in another one, without ids and moments. */
  record(of?: string): readonly EventBody[];
  stop(): Promise<void>;
}
export interface MatrixPress {
  /** Bound to what; a token that was never made when absent. */
  readonly token?: Partial<FormToken> & Pick<FormToken, 'form'>;
  readonly values?: Readonly<Record<string, string>>;
  /** @default the chat of the case */
  readonly where?: Conversation;
  /** Somebody without an Entra id. */
  readonly guest?: boolean;
}

const renderer = createRenderer({
  cardsFolder: fileURLToPath(new URL('../../cards', import.meta.url)),
  zone: houseZone,
  approaches: usualApproaches,
  calendar: publicHolidaysOnly,
});

export async function openMatrixHouse(
  history: readonly EventBody[],
  neighbours: readonly EventBody[] = [],
): Promise<MatrixHouse> {
  const cases = [
    { stream: { tenant, case: code }, events: stamped(history) },
    { stream: { tenant, case: otherCode }, events: stamped(neighbours) },
  ].filter(({ events }) => events.length > 0);
  const storage = createMemoryStorage(cases);
  const posted: { to: Conversation; message: ChatMessage }[] = [];
  const at = Date.parse(now);
  const rondetafel = createRondetafel(
    {
      ...storage,
      chat: {
        post: async (to, message) => `m${posted.push({ to, message })}`,
        edit: async () => undefined,
        personalChat: async (via, person) => ({ ...via, id: `personal:${person}`, kind: 'personal', person }),
      },
      roster: { members: async (of, id) => membersOf({ tenant: of, id }), forget: () => undefined },
      archive: {
        file: async () => [],
        fileCaseload: async () => ({ name: 'caseload.csv', sha256: '' }),
        locationOf: ({ name }) => name,
      },
      documents: { outOfReach: [], codes: async () => [], forget: async () => undefined },
      clock: createClock(0, () => at),
      ids: randomIds,
      renderer,
      log: createKeptLog(),
      approaches: usualApproaches,
      calendar: publicHolidaysOnly,
      processDirectors,
    },
    { sweepEveryMs: 3_600_000 },
  );
  for (const chat of Object.values(chats)) await rondetafel.seen(chat);
  let activities = 0;
  const turnOf = (who: Role, conversation: Conversation) => {
    activities += 1;
    return { conversation, activityId: `activity-${activities}`, name: who, person: personOf(who) };
  };

  return {
    posted,
    async press(who, verb, { token: bound, values = {}, where = chats.meeting, guest = false }) {
      const token = bound === undefined ? 'never-made' : randomIds.newToken();
      if (bound !== undefined) await storage.tokens.save([{ tenant, token, ...bound }]);
      const { person, ...turn } = turnOf(who, where);
      return rondetafel.press({
        ...turn,
        ...(!guest && { person }),
        verb,
        values,
        token,
        request: readRequest(verb, values),
        submitted: false,
      });
    },
    hold: token => storage.tokens.save([{ tenant, ...token }]),
    say: (who, text, where = chats.meeting) =>
      rondetafel.typed({ ...turnOf(who, where), text, request: parseTyped(text, []) }),
    traces: () => ({
      events: [code, otherCode].reduce((sum, one) => sum + storage.eventsOf({ tenant, case: one }).length, 0),
      shown: storage.accesses.filter(({ action }) => action !== 'refuse').length,
      posts: posted.length,
    }),
    record: (of = code) =>
      storage.eventsOf({ tenant, case: of }).map(({ id: _id, at: _at, actor: _actor, ...body }) => body),
    stop: () => rondetafel.stop(),
  };
}

/** The codes of the refusals on a card, without what they're about. */
export function refusalsOn(card: Card): readonly string[] {
  return notices(card).flatMap(id => {
    const [kind, refused = ''] = id.split(':');
    return kind === 'refusal' ? [refused] : [];
  });
}
