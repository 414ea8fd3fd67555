import { describe, expect, it } from 'vitest';
import { createPacedChat } from '../../src/application/paced-chat.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { MeetingChat } from '../../src/ports/meeting-chat.ts';

const line = { kind: 'line', text: 'x' } as const;
const chatOf = (id: string, tenant = 'house'): Conversation => ({
  tenant,
  id,
  kind: 'personal',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  botId: '28:rondetafel',
  language: 'nl',
});

/** A chat that keeps when it was asked what, on a clock that only waiting moves. */
function open(refuse?: AdapterError) {
  let time = 0;
  const sent: { at: number; to: string; what: string }[] = [];
  const waiting: { until: number; go: () => void }[] = [];
  const keep = async (to: Conversation, what: string) => {
    sent.push({ at: time, to: `${to.tenant}/${to.id}`, what });
    if (refuse !== undefined) throw refuse;
  };
  const chat: MeetingChat = {
    post: async to => {
      await keep(to, 'post');
      return 'message';
    },
    edit: to => keep(to, 'edit'),
    personalChat: async via => {
      await keep(via, 'personalChat');
      return via;
    },
  };
  const paced = createPacedChat(chat, {
    now: () => time,
    pause: ms => new Promise(resolve => waiting.push({ until: time + ms, go: resolve })),
  });
  return {
    paced,
    sent,
    /** Lets time pass until nobody waits any more. */
    async run(work: readonly Promise<unknown>[]): Promise<void> {
      let done = false;
      const all = Promise.allSettled(work).then(() => {
        done = true;
      });
      while (!done) {
        await new Promise(resolve => setImmediate(resolve));
        waiting.sort((one, other) => one.until - other.until);
        const first = waiting.shift();
        if (first === undefined) continue;
        time = Math.max(time, first.until);
        first.go();
      }
      await all;
    },
    pass(ms: number) {
      time += ms;
    },
  };
}
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
/** The most that arrived in any so many milliseconds. */
function most(at: readonly number[], windowMs: number): number {
  return Math.max(...at.map(from => at.filter(time => time >= from && time < from + windowMs).length));
}

describe('the pace of sending', () => {
  it('is at most forty requests in any second for one tenant, whatever they are', async () => {
    const { paced, sent, run } = open();
    await run(
      times(400).flatMap(index => [
        paced.personalChat(chatOf('meeting'), 'somebody'),
        paced.post(chatOf(`person ${index}`), line),
        paced.edit(chatOf('meeting'), 'message', line),
      ]),
    );
    expect(sent).toHaveLength(1_200);
    // Making a chat takes two: who that is has to be asked as well.
    const requests = sent.flatMap(one => (one.what === 'personalChat' ? [one.at, one.at + 25] : [one.at]));
    expect(most(requests, 1_000)).toBe(40);
    expect(sent.at(-1)?.at).toBeCloseTo(1_599 * 25, 5);
  });

  it('is seven new messages in two seconds for one chat, in the order in which they were asked', async () => {
    const { paced, sent, run } = open();
    await run(times(20).map(() => paced.post(chatOf('one'), line)));
    expect(
      most(
        sent.map(one => one.at),
        2_000,
      ),
    ).toBe(7);
    expect(sent.map(one => one.at)).toEqual(sent.map(one => one.at).toSorted((one, other) => one - other));
  });

  it('of one chat holds up no other, nor does one tenant another', async () => {
    const { paced, sent, run } = open();
    await run([
      ...times(14).map(() => paced.post(chatOf('busy'), line)),
      paced.post(chatOf('calm'), line),
      paced.post(chatOf('calm', 'elsewhere'), line),
    ]);
    const at = (to: string) => sent.find(one => one.to === to)?.at;
    expect(at('house/calm')).toBeLessThan(500);
    expect(at('elsewhere/calm')).toBe(0);
  });

  it('makes nobody wait who comes when it is quiet', async () => {
    const { paced, sent, run, pass } = open();
    await run(times(60).map(index => paced.post(chatOf(`person ${index}`), line)));
    pass(5_000);
    const before = sent.at(-1)?.at ?? 0;
    await run([paced.post(chatOf('late'), line)]);
    expect(sent.at(-1)?.at).toBe(before + 5_000);
  });

  it('passes answers and refusals on as they are', async () => {
    const away = new AdapterError('away', { code: 'serverError', retryable: true });
    await expect(open().paced.post(chatOf('one'), line)).resolves.toBe('message');
    await expect(open(away).paced.post(chatOf('one'), line)).rejects.toBe(away);
    await expect(open(away).paced.personalChat(chatOf('one'), 'somebody')).rejects.toBe(away);
  });
});
