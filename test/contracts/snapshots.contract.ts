import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/domain/case-state.ts';
import type { StreamId } from '../../src/ports/event-store.ts';
import type { Snapshot } from '../../src/ports/snapshots.ts';
import { anyCases } from '../support/any-case.ts';
import { append, goal, newStream } from './samples.ts';
import type { StorageUnderTest } from './storage-under-test.ts';

const states = anyCases(3).flatMap(steps => steps.findLast(({ after }) => after !== undefined)?.after ?? []);
const [state, otherState] = states as [CaseState, CaseState];
const canary = 'getypt';

/** Snapshots are thrown away without harm, and never lie. */
export function describeSnapshots(name: string, subject: () => StorageUnderTest): void {
  describe(`snapshots: ${name}`, () => {
    const snapshots = () => subject().storage.snapshots;

    async function caseOf(events: number): Promise<StreamId> {
      const stream = newStream();
      const goals = Array.from({ length: events }, (_, index) => goal(`${index}`));
      await subject().storage.events.append(append(stream, 0, { events: goals }));
      return stream;
    }
    const at = (version: number, of: CaseState = state): Snapshot => ({ state: of, version, last: `e${version}` });

    it('come back whole, also for a process that has nothing in memory', async () => {
      const stream = await caseOf(5);
      await snapshots().keep(stream, at(5));
      expect(await snapshots().latest(stream)).toEqual(at(5));
      const reopened = await subject().reopen();
      expect(await reopened.snapshots.latest(stream)).toEqual(at(5));
      await subject().forget(reopened);
    });

    it('give way to a newer one, and never to an older one', async () => {
      const stream = await caseOf(5);
      await snapshots().keep(stream, at(3));
      await snapshots().keep(stream, at(5, otherState));
      await snapshots().keep(stream, at(4));
      expect(await snapshots().latest(stream)).toEqual(at(5, otherState));
    });

    it('are of one case of one house', async () => {
      const stream = await caseOf(2);
      await snapshots().keep(stream, at(2));
      expect(await snapshots().latest({ ...stream, tenant: `${stream.tenant} 2` })).toBeUndefined();
      expect(await snapshots().latest({ ...stream, case: 'ZVH-2026-999' })).toBeUndefined();
    });

    it('are as if they were not there when they were made by other rules', async () => {
      const stream = await caseOf(5);
      await snapshots().keep(stream, at(5));
      await subject().query('update snapshots set rules = $1 where tenant = $2', ['older', stream.tenant]);
      expect(await snapshots().latest(stream)).toBeUndefined();
      await snapshots().keep(stream, at(2));
      expect(await snapshots().latest(stream), 'the rules of now take the place of newer ones').toEqual(at(2));
    });

    it.each([
      ['changed', 'body = set_byte(body, 20, (get_byte(body, 20) + 1) % 256)'],
      ['said to be newer', 'version = version + 1'],
      ['said to be behind another event', "event_id = 'another'"],
    ])('are not believed when they were %s', async (_how, change) => {
      const stream = await caseOf(5);
      await snapshots().keep(stream, at(3));
      await subject().query(`update snapshots set ${change} where tenant = $1`, [stream.tenant]);
      expect(await snapshots().latest(stream)).toBeUndefined();
    });

    it('of one case are not believed in another', async () => {
      const [one, other] = [await caseOf(5), await caseOf(5)];
      await snapshots().keep(one, at(5));
      await snapshots().keep(other, at(5, otherState));
      const [row] = await subject().query('select body from snapshots where tenant = $1', [one.tenant]);
      await subject().query('update snapshots set body = $1 where tenant = $2', [row?.body, other.tenant]);
      expect(await snapshots().latest(other)).toBeUndefined();
    });

    it('are kept for no case that is not there', async () => {
      const stream = newStream();
      await snapshots().keep(stream, at(1));
      expect(await snapshots().latest(stream)).toBeUndefined();
      const rows = await subject().query('select 1 from snapshots where tenant = $1', [stream.tenant]);
      expect(rows).toEqual([]);
    });

    it('show nothing of what was typed', async () => {
      const stream = await caseOf(5);
      expect(JSON.stringify(state)).toContain(canary);
      await snapshots().keep(stream, at(5));
      const rows = await subject().query('select * from snapshots where tenant = $1', [stream.tenant]);
      const text = rows
        .map(row =>
          Object.values(row)
            .map(value => Buffer.from(String(value)).toString())
            .join(),
        )
        .join();
      const bytes = Buffer.from((rows[0]?.body ?? []) as Uint8Array).toString('latin1');
      expect(`${text} ${bytes}`).not.toContain(canary);
    });
  });
}
