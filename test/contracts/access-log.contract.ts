import { describe, expect, it } from 'vitest';
import type { Access, AccessLog, AccessTo } from '../../src/ports/access-log.ts';
import type { EventStore, StreamId } from '../../src/ports/event-store.ts';
import { append, goal, later, newStream, noon, press } from './samples.ts';

export function access(parts: Partial<Access> = {}): Access {
  return { at: noon, person: 'wijkagent', action: 'show', what: 'plan', client: 'msteams/ios', ...parts };
}

export function describeAccessLog(
  name: string,
  ports: () => { readonly access: AccessLog; readonly events: EventStore },
): void {
  describe(`access log: ${name}`, () => {
    const to = (stream: StreamId, parts: Partial<Access> = {}): AccessTo => ({ ...stream, ...access(parts) });

    async function withEvent(): Promise<StreamId> {
      const stream = newStream();
      await ports().events.append(append(stream, 0, { events: [goal('a')] }));
      return stream;
    }

    it('is empty for an unknown case', async () => {
      expect(await ports().access.of(newStream())).toEqual([]);
    });

    it('gives back who did what, when, from where and why, numbered in order', async () => {
      const stream = await withEvent();
      await ports().access.record([to(stream, { why: 'riskManagement' })]);
      await ports().access.record([to(stream, { action: 'file', at: later(1), client: 'bot' })]);
      expect(await ports().access.of(stream)).toEqual([
        { seq: 1, ...access({ why: 'riskManagement' }) },
        { seq: 2, ...access({ action: 'file', at: later(1), client: 'bot' }) },
      ]);
    });

    it('keeps cases, and the same code of two tenants, apart; what is about no case has a place of its own', async () => {
      const [one, other] = [await withEvent(), await withEvent()];
      const sameCode = { ...one, tenant: other.tenant };
      const { case: _all, ...house } = to(one, { what: 'caseload', why: 'overview' });
      await ports().access.record([to(other, { what: 'other' }), to(one, { what: 'one' }), house]);
      expect((await ports().access.of(one)).map(({ what }) => what)).toEqual(['one']);
      expect((await ports().access.of(other)).map(({ what }) => what)).toEqual(['other']);
      expect(await ports().access.of(sameCode)).toEqual([]);
    });

    it('has a change when the change is there, and not when it is not', async () => {
      const stream = newStream();
      const changed = (version: number, what: string) =>
        ports().events.append(
          append(stream, version, {
            events: [goal(what)],
            access: access({ action: 'change', what }),
            press: { key: press({ token: what }), answer: 'answer' },
          }),
        );
      expect(await changed(0, 'first')).toMatchObject({ kind: 'appended' });
      expect(await changed(0, 'conflict')).toEqual({ kind: 'conflict' });
      expect(await changed(1, 'second')).toMatchObject({ kind: 'appended' });
      expect((await ports().access.of(stream)).map(({ what }) => what)).toEqual(['first', 'second']);
    });

    it('numbers fifty at the same moment without a gap, whatever the order of their cases', async () => {
      const streams = [await withEvent(), await withEvent(), await withEvent()];
      await Promise.all(
        Array.from({ length: 50 }, (_, turn) => {
          const cases = turn % 2 === 0 ? streams : streams.toReversed();
          return ports().access.record(cases.map(stream => to(stream, { what: `turn ${turn}` })));
        }),
      );
      for (const stream of streams) {
        const entries = await ports().access.of(stream);
        expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      }
    });

    it('takes an entry of a case that has no key, without what would have been sealed', async () => {
      const stream = newStream();
      await ports().access.record([to(stream, { action: 'destroy', person: 'bot', why: 'retention' })]);
      expect(await ports().access.of(stream)).toEqual([{ seq: 1, ...access({ action: 'destroy', person: 'bot' }) }]);
    });
  });
}
