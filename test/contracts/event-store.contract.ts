import { describe, expect, it } from 'vitest';
import type { Appended, ConferenceIndex, EventStore } from '../../src/ports/event-store.ts';
import type { FormTokens } from '../../src/ports/form-tokens.ts';
import type { Outbox } from '../../src/ports/outbox.ts';
import {
  append,
  conferenceClosed,
  conferenceOpened,
  goal,
  later,
  newStream,
  noon,
  postForm,
  press,
  remind,
  token,
  unique,
} from './samples.ts';

export interface EventStorePorts {
  readonly events: EventStore;
  readonly index: ConferenceIndex;
  readonly tokens: FormTokens;
  readonly outbox: Outbox;
}

export function describeEventStore(name: string, ports: () => EventStorePorts): void {
  describe(`event store: ${name}`, () => {
    describe('reading', () => {
      it('gives an empty list for an unknown stream', async () => {
        expect(await ports().events.read(newStream())).toEqual([]);
      });

      it('gives events back as they were appended, in order', async () => {
        const stream = newStream();
        const events = [goal('eerste “doel”\u0000\n💬'), goal('tweede'), goal('derde')];
        expect(await ports().events.append(append(stream, 0, { events: events.slice(0, 2) }))).toEqual({
          kind: 'appended',
          version: 2,
        });
        await ports().events.append(append(stream, 2, { events: events.slice(2) }));
        expect(await ports().events.read(stream)).toEqual(events);
      });

      it('keeps words that a database would obey, as words', async () => {
        const orders = `'; drop table events; -- $1 \\ "; \u{24}\u{24} {"a":1}::jsonb ? %s`;
        const stream = newStream(unique(orders), unique(orders));
        const opened = conferenceOpened(unique(orders), unique(orders));
        const key = press({ activityId: unique(orders), person: orders, token: orders });
        const answer = { card: orders };
        const parts = { events: [opened, goal(orders)], press: { key, answer } };
        expect(await ports().events.append(append(stream, 0, parts))).toMatchObject({ kind: 'appended' });
        expect(await ports().events.read(stream)).toEqual(parts.events);
        expect(await ports().events.findAnswer(stream.tenant, key)).toEqual({ answer });
        const { conversation } = opened as { readonly conversation?: string };
        expect(await ports().index.inConversation(stream.tenant, conversation ?? '')).toMatchObject({ stream });
      });

      it('gives only what came after a version', async () => {
        const stream = newStream();
        const events = [goal('a'), goal('b'), goal('c')];
        await ports().events.append(append(stream, 0, { events }));
        expect(await ports().events.read(stream, 2)).toEqual(events.slice(2));
        expect(await ports().events.read(stream, 3)).toEqual([]);
      });

      it('keeps the same code of two tenants apart', async () => {
        const code = 'ZVH-2026-014';
        const [ours, theirs] = [newStream(unique('tenant'), code), newStream(unique('tenant'), code)];
        await ports().events.append(append(ours, 0, { events: [goal('ours')] }));
        expect(await ports().events.read(theirs)).toEqual([]);
      });
    });

    describe('versions', () => {
      it('refuses any version but the current one', async () => {
        const stream = newStream();
        await ports().events.append(append(stream, 0, { events: [goal('a'), goal('b')] }));
        for (const version of [0, 1, 3]) {
          const appended = await ports().events.append(append(stream, version, { events: [goal('late')] }));
          expect(appended, `version ${version}`).toEqual({ kind: 'conflict' });
        }
        expect(await ports().events.read(stream)).toHaveLength(2);
      });

      it('refuses a version above 0 of a stream that is not there', async () => {
        const stream = newStream();
        expect(await ports().events.append(append(stream, 1, { events: [goal('a')] }))).toEqual({ kind: 'conflict' });
        expect(await ports().events.append(append(stream, 0, { events: [goal('a')] }))).toMatchObject({ version: 1 });
      });

      it('lets one of fifteen different appends at the same moment through, and changes nothing for the others', async () => {
        const stream = newStream();
        const lane = unique('lane');
        const tokens = Array.from({ length: 15 }, () => token(stream.tenant));
        const outcomes = await Promise.all(
          tokens.map(each =>
            ports().events.append(
              append(stream, 0, {
                events: [goal(each.token)],
                effects: [postForm(lane)],
                dueMoments: [{ at: noon, effect: remind(lane, 'A1') }],
                tokens: [each],
                press: { key: press({ token: each.token }), answer: each.token },
              }),
            ),
          ),
        );
        expect(kindsOf(outcomes)).toEqual(['appended', ...Array(14).fill('conflict')]);
        const stored = await Promise.all(tokens.map(each => ports().tokens.find(each.token)));
        expect(stored.filter(each => each !== undefined)).toHaveLength(1);
        const effect = await ports().outbox.take(stream.tenant, lane, noon);
        if (effect === undefined) throw new Error('the effect of the winner is missing');
        await ports().outbox.settle(effect, { kind: 'done' });
        expect(await ports().outbox.take(stream.tenant, lane, noon)).toBeUndefined();
      });

      it('records fifteen people who try again after a conflict', async () => {
        const stream = newStream();
        async function record(text: string): Promise<void> {
          for (;;) {
            const version = (await ports().events.read(stream)).length;
            const outcome = await ports().events.append(append(stream, version, { events: [goal(text)] }));
            if (outcome.kind === 'appended') return;
            expect(outcome.kind).toBe('conflict');
          }
        }
        const texts = Array.from({ length: 15 }, (_, person) => `persoon ${person}`);
        await Promise.all(texts.map(record));
        const read = await ports().events.read(stream);
        expect(read.map(each => ('goal' in each ? each.goal : '')).sort()).toEqual([...texts].sort());
      });
    });

    describe('the same press', () => {
      it('is one event with the same answer when it is delivered ten times in parallel', async () => {
        const stream = newStream();
        const key = press();
        const answer = { type: 'AdaptiveCard', text: 'vastgelegd' };
        const deliveries = Array.from({ length: 10 }, () =>
          ports().events.append(append(stream, 0, { events: [goal('een keer')], press: { key, answer } })),
        );
        const outcomes = await Promise.all(deliveries);
        expect(kindsOf(outcomes)).toEqual(['appended', ...Array(9).fill('duplicate')]);
        for (const outcome of outcomes) if (outcome.kind === 'duplicate') expect(outcome.answer).toEqual(answer);
        expect(await ports().events.read(stream)).toHaveLength(1);
        expect(await ports().events.findAnswer(stream.tenant, key)).toEqual({ answer });
      });

      it('is told by its activity id, whatever the version', async () => {
        const stream = newStream();
        const key = press();
        await ports().events.append(append(stream, 0, { events: [goal('a')], press: { key, answer: 'A' } }));
        await ports().events.append(append(stream, 1, { events: [goal('b')] }));
        const again = append(stream, 2, { events: [goal('a')], press: { key, answer: 'other' } });
        expect(await ports().events.append(again)).toEqual({ kind: 'duplicate', answer: 'A' });
        expect(await ports().events.append({ ...again, expectedVersion: 0 })).toEqual({
          kind: 'duplicate',
          answer: 'A',
        });
        expect(await ports().events.read(stream)).toHaveLength(2);
      });

      it('is told by person, token and inputs of the latest press: A, B, A is three presses', async () => {
        const stream = newStream();
        const a = () => press({ inputs: 'A' });
        const b = () => press({ inputs: 'B' });
        const presses = [
          { key: a(), answer: 'first A' },
          { key: a(), answer: 'again A' },
          { key: b(), answer: 'B' },
          { key: a(), answer: 'second A' },
        ];
        const outcomes: Appended[] = [];
        for (const each of presses) {
          const version = (await ports().events.read(stream)).length;
          outcomes.push(
            await ports().events.append(append(stream, version, { events: [goal(each.answer)], press: each })),
          );
        }
        expect(outcomes).toEqual([
          { kind: 'appended', version: 1 },
          { kind: 'duplicate', answer: 'first A' },
          { kind: 'appended', version: 2 },
          { kind: 'appended', version: 3 },
        ]);
        expect(await ports().events.findAnswer(stream.tenant, a())).toEqual({ answer: 'second A' });
        expect(await ports().events.findAnswer(stream.tenant, b())).toBeUndefined();
      });

      it('is another one from another person, with another token or in another tenant', async () => {
        const stream = newStream();
        const key = press();
        await ports().events.append(append(stream, 0, { press: { key, answer: 'A' } }));
        const { events } = ports();
        const fresh = { activityId: unique('activity') };
        expect(await events.findAnswer(stream.tenant, { ...key, ...fresh })).toEqual({ answer: 'A' });
        expect(await events.findAnswer(stream.tenant, { ...key, ...fresh, person: 'behandelaar' })).toBeUndefined();
        expect(await events.findAnswer(stream.tenant, { ...key, ...fresh, token: 'other' })).toBeUndefined();
        expect(await events.findAnswer(unique('tenant'), key)).toBeUndefined();
      });

      it('is remembered when it caused no event', async () => {
        const stream = newStream();
        const key = press();
        const outcome = await ports().events.append(append(stream, 0, { press: { key, answer: null } }));
        expect(outcome).toEqual({ kind: 'appended', version: 0 });
        expect(await ports().events.findAnswer(stream.tenant, key)).toEqual({ answer: null });
      });

      it('is told by the activity id alone for typed commands', async () => {
        const stream = newStream();
        const typed = { activityId: unique('activity'), person: 'chair' };
        await ports().events.append(append(stream, 0, { events: [goal('a')], press: { key: typed, answer: 1 } }));
        const other = { activityId: unique('activity'), person: 'chair' };
        expect(await ports().events.findAnswer(stream.tenant, other)).toBeUndefined();
        expect(
          await ports().events.append(append(stream, 1, { events: [goal('b')], press: { key: other, answer: 2 } })),
        ).toMatchObject({ kind: 'appended' });
        expect(await ports().events.findAnswer(stream.tenant, typed)).toEqual({ answer: 1 });
      });
    });

    describe('open conferences', () => {
      it('are one per conversation', async () => {
        const tenant = unique('tenant');
        const [one, two] = [newStream(tenant), newStream(tenant)];
        const chat = unique('chat');
        await ports().events.append(append(one, 0, { events: [conferenceOpened(unique('c'), chat)] }));
        const second = append(two, 0, { events: [conferenceOpened(unique('c'), chat)] });
        expect(await ports().events.append(second)).toEqual({ kind: 'conferenceOpen', where: 'conversation' });
        expect(await ports().events.read(two)).toEqual([]);
        expect(await ports().index.inConversation(tenant, chat)).toMatchObject({ stream: one });
      });

      it('are one per case', async () => {
        const stream = newStream();
        await ports().events.append(append(stream, 0, { events: [conferenceOpened(unique('c'), unique('chat'))] }));
        const second = append(stream, 1, { events: [conferenceOpened(unique('c'), unique('chat'))] });
        expect(await ports().events.append(second)).toEqual({ kind: 'conferenceOpen', where: 'case' });
        expect(await ports().events.read(stream)).toHaveLength(1);
      });

      it('have one winner when two chairs start at the same moment', async () => {
        const tenant = unique('tenant');
        const chat = unique('chat');
        const outcomes = await Promise.all(
          [newStream(tenant), newStream(tenant)].map(stream =>
            ports().events.append(append(stream, 0, { events: [conferenceOpened(unique('c'), chat)] })),
          ),
        );
        expect(kindsOf(outcomes)).toEqual(['appended', 'conferenceOpen']);
      });

      it('make room when they are closed', async () => {
        const stream = newStream();
        const chat = unique('chat');
        const [first, second] = [unique('c'), unique('c')];
        await ports().events.append(append(stream, 0, { events: [conferenceOpened(first, chat), conferenceClosed()] }));
        expect(await ports().index.inConversation(stream.tenant, chat)).toMatchObject({
          conference: first,
          open: false,
        });
        const reopened = append(stream, 2, { events: [conferenceOpened(second, chat)] });
        expect(await ports().events.append(reopened)).toMatchObject({ kind: 'appended' });
        expect(await ports().index.inConversation(stream.tenant, chat)).toEqual({
          stream,
          conference: second,
          open: true,
          openedAt: noon,
        });
      });
    });

    describe('conference index', () => {
      it('knows nothing of a chat without a conference', async () => {
        expect(await ports().index.inConversation(unique('tenant'), unique('chat'))).toBeUndefined();
      });

      it('gives the most recent conference of a chat in which none is open', async () => {
        const tenant = unique('tenant');
        const chat = unique('chat');
        const [older, newer] = [unique('c'), unique('c')];
        const openedAt = (at: string, conference: string) => ({ ...conferenceOpened(conference, chat), at });
        await ports().events.append(
          append(newStream(tenant), 0, { events: [openedAt(later(1000), newer), conferenceClosed()] }),
        );
        await ports().events.append(
          append(newStream(tenant), 0, { events: [openedAt(noon, older), conferenceClosed()] }),
        );
        expect(await ports().index.inConversation(tenant, chat)).toMatchObject({ conference: newer, open: false });
      });
    });

    it('stores the tokens of an append with it', async () => {
      const stream = newStream();
      const full = token(stream.tenant, {
        conversation: 'chat',
        case: stream.case,
        conference: 'conference',
        phase: 'risks.rate',
        person: 'wijkagent',
        action: 'A1',
      });
      const bare = token(stream.tenant);
      await ports().events.append(append(stream, 0, { events: [goal('a')], tokens: [full, bare] }));
      expect(await ports().tokens.find(full.token)).toEqual(full);
      expect(await ports().tokens.find(bare.token)).toEqual(bare);
    });
  });
}

function kindsOf(outcomes: readonly Appended[]): readonly string[] {
  return outcomes.map(outcome => outcome.kind).sort();
}
