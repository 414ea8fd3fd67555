import { describe, expect, it } from 'vitest';
import { createCaseReader } from '../../src/application/case-reader.ts';
import type { StreamId } from '../../src/ports/event-store.ts';
import { stamped } from '../support/given.ts';
import { caseOpened, risk, table } from '../support/history.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { createMemoryStorage } from '../support/memory-storage.ts';

const streamOf = (number: number): StreamId => ({ tenant: 'tenant', case: `ZVH-2026-${number}` });

/** A house with so many cases, and what is read of them. */
function openReader(cases: number, limit?: number) {
  const events = stamped([caseOpened(), ...table('wijkagent'), risk('R1')]);
  const storage = createMemoryStorage(
    Array.from({ length: cases }, (_, number) => ({ stream: streamOf(number), events })),
  );
  const read: (readonly [code: string, after: number])[] = [];
  const reader = createCaseReader(
    {
      snapshots: storage.snapshots,
      log: createKeptLog(),
      events: {
        async read(stream, after = 0) {
          read.push([stream.case, after]);
          return storage.events.read(stream, after);
        },
      },
    },
    limit,
  );
  const known = () =>
    Array.from({ length: cases }, (_, number) => number).filter(number => reader.known(streamOf(number)));
  return { reader, known, read, version: events.length };
}

describe('what is remembered of cases', () => {
  it('is no more than so many cases; the one that was used longest ago goes first', async () => {
    const { reader, known } = openReader(6, 3);
    for (const number of [0, 1, 2]) await reader.load(streamOf(number));
    expect(known()).toEqual([0, 1, 2]);
    await reader.load(streamOf(0));
    await reader.load(streamOf(3));
    expect(known()).toEqual([0, 2, 3]);
    for (const number of [4, 5, 1]) await reader.load(streamOf(number));
    expect(known()).toEqual([1, 4, 5]);
  });

  it('keeps no more than six hundred cases when nothing is said, however many are read and appended to', async () => {
    const { reader, known, version } = openReader(700);
    for (let number = 0; number < 650; number++) await reader.load(streamOf(number));
    for (let number = 650; number < 700; number++)
      reader.remember(streamOf(number), { ...(await reader.load(streamOf(0))), version });
    expect(known()).toHaveLength(600);
    expect(known().slice(-50)).toEqual(Array.from({ length: 50 }, (_, number) => 650 + number));
  });

  it('leaves out nothing: a case that was forgotten is read from its first event, one that is remembered from where it was', async () => {
    const { reader, read, version } = openReader(3, 2);
    const first = await reader.load(streamOf(0));
    for (const number of [1, 2, 0]) await reader.load(streamOf(number));
    expect(await reader.load(streamOf(0))).toEqual(first);
    expect(first.state?.risks.map(({ id }) => id)).toEqual(['R1']);
    expect(read.filter(([code]) => code === streamOf(0).case)).toEqual([
      [streamOf(0).case, 0],
      [streamOf(0).case, 0],
      [streamOf(0).case, version],
    ]);
  });
});
