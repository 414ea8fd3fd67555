import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type AnyRequest, anyRequest, type FuzzGround } from './any-request.ts';
import { freePort } from './bot-process.ts';
import { startEntry } from './entry-process.ts';
import { putMadeDatabase } from './made-database.ts';
import { createStubConnector, stubPeople } from './stub-connector.ts';
import { createTeamsClient } from './teams-client.ts';

/** May never come back in a log line, whatever becomes of the request they were in. */
export const fuzzCanaries = [
  'Kanariëtte van der Vogel',
  'kanarie 123456782',
  'Bearer kanarie-token-9f3c',
  'kanarie@voorbeeld.nl',
];

export interface FuzzOutcome {
  /** How often each HTTP status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Answers that may not be: what was sent, what came back. At most five. */
  readonly wrong: readonly string[];
  readonly slowestMs: number;
  /** Megabytes that the bot's process held, at the start and after each batch. */
  readonly megabytes: readonly number[];
}

const names = ['procesregisseur', 'wijkagent', 'behandelaar', 'reclasseerder'];
const batchSize = 250;
const constantBodies: Readonly<Record<number, string>> = {
  400: '{"error":"bad request"}',
  401: '{"error":"unauthorized"}',
  403: '{"error":"forbidden"}',
  413: '{"error":"too large"}',
  415: '{"error":"unsupported media type"}',
};

/** The real bot as a process, in development, with a stub as Teams; everything it says is kept. */
export async function openFuzzedBot(env: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-fuzz-'));
  const stub = await createStubConnector({ people: stubPeople([...names, 'buitenstaander', fuzzCanaries[0] ?? '']) });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  await putMadeDatabase(join(folder, 'data'));
  const bot = startEntry({
    RONDETAFEL_DEV: '1',
    DATA_DIR: join(folder, 'data'),
    PORT: String(port),
    LOG_LEVEL: 'debug',
    ...env,
  });
  await bot.until('"started"');
  const client = createTeamsClient({ botUrl: `${origin}/api/messages`, stub });
  let batches = 0;

  /** A chat of its own with a conference that has just begun, so that the fuzz has something to spoil. */
  async function openTable(): Promise<string> {
    batches++;
    const chat = `19:fuzz-${batches}@thread.v2`;
    stub.groupChat(chat, names);
    await client.say('procesregisseur', chat, `start ZVH-2026-${String(100 + batches)} Top X`);
    const opening = await stub.until(
      () => stub.messages(chat).find(one => JSON.stringify(one).includes('"conference.join"')),
      20_000,
    );
    for (const name of names) await client.press(name, opening, 'conference.join', { organisationOther: `De ${name}` });
    return chat;
  }

  const ground = (chats: readonly string[]): FuzzGround => ({
    serviceUrl: stub.url,
    tenant: stub.tenant,
    botId: stub.botId,
    chats: [...chats, ...chats, 'a:personal-wijkagent', '19:unknown@thread.v2'],
    people: stub.people,
    canaries: fuzzCanaries,
  });

  async function residentMegabytes(): Promise<number> {
    const status = await readFile(`/proc/${bot.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  return {
    bot,
    stub,
    client,
    origin,
    openTable,
    /** Sends that many requests, `callers` at a time, drawn with that seed; every batch has a conference of its own. */
    async fuzz(options: {
      readonly seed: number;
      readonly runs: number;
      readonly callers?: number;
      readonly progressed?: (done: number, total: number) => void;
    }): Promise<FuzzOutcome> {
      const { seed, runs, callers = 8, progressed = () => undefined } = options;
      const statuses: Record<number, number> = {};
      const wrong: string[] = [];
      const megabytes = [await residentMegabytes()];
      let slowestMs = 0;

      for (let done = 0; done < runs; done += batchSize) {
        progressed(done, runs);
        const chat = await openTable();
        const count = Math.min(batchSize, runs - done);
        // The chat's name differs by batch, so that the same seed gives the same requests but for that.
        const requests = fc.sample(anyRequest(ground([chat])), { seed: seed + done, numRuns: count });
        const standing = standingIn(() => stub.messages(chat));
        const caller = async () => {
          for (let request = requests.shift(); request !== undefined; request = requests.shift()) {
            const body = standing.fillIn(request.body);
            const began = performance.now();
            const answer = await post(origin, { ...request, body });
            slowestMs = Math.max(slowestMs, performance.now() - began);
            statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
            const objection = objectionTo(answer);
            if (objection !== undefined && wrong.length < 5)
              wrong.push(
                `${objection}: ${new TextDecoder().decode(body).slice(0, 2_000)} -> ${answer.text.slice(0, 500)}`,
              );
          }
        };
        await Promise.all(Array.from({ length: callers }, caller));
        megabytes.push(await residentMegabytes());
      }
      progressed(runs, runs);
      return { statuses, wrong, slowestMs, megabytes };
    },
    async close() {
      bot.send('SIGKILL');
      await bot.ended;
      await stub.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** A connection that was kept may just have been closed by the other side; one that is refused twice isn't there. */
async function post(origin: string, request: AnyRequest, again = true): Promise<HttpAnswer> {
  try {
    const { headers, body } = request;
    const response = await fetch(`${origin}/api/messages`, { method: 'POST', headers, body: new Uint8Array(body) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return again ? post(origin, request, false) : { status: 0, text: String(error) };
  }
}

/** Why that answer may not be given; undefined when it may. */
function objectionTo({ status, text }: HttpAnswer): string | undefined {
  if (status === 0) return 'no answer';
  if (status !== 200) return constantBodies[status] === text ? undefined : `status ${status}`;
  // `${x}` is what the fuzz types itself, and what was typed comes back as it was.
  if (/\$\{(?!x\})|\[object |node_modules|\bat \S+ \(|\.ts:\d/.test(text))
    return 'a card with what was never meant to be read';
  return undefined;
}

/** Puts tokens and message ids of now in the place of `§token:3`, so that a press meets a card that stands there. */
function standingIn(messages: () => readonly { readonly id: string; readonly card?: unknown }[]) {
  return {
    fillIn(body: Uint8Array): Uint8Array {
      const text = Buffer.from(body).toString('latin1');
      // `§` is two bytes in UTF-8.
      if (!text.includes('\u00c2\u00a7')) return body;
      const shown = messages();
      const tokens = [...new Set(JSON.stringify(shown).match(/(?<="token":")[^"]+/g))];
      const pick = (from: readonly string[], index: string) =>
        from.at(-1 - (Number(index) % Math.max(1, from.length))) ?? 'x';
      const filled = text
        .replace(/\u00c2\u00a7token:(\d+)/g, (_all, index: string) => pick(tokens, index))
        .replace(/\u00c2\u00a7message:(\d+)/g, (_all, index: string) =>
          pick(
            shown.map(({ id }) => id),
            index,
          ),
        );
      return Buffer.from(filled, 'latin1');
    },
  };
}
