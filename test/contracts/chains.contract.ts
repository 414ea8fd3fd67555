import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamId } from '../../src/ports/event-store.ts';
import { access } from './access-log.contract.ts';
import { append, goal, newStream, noon } from './samples.ts';
import type { StorageUnderTest } from './storage-under-test.ts';

type Row = readonly [stream: StreamId, position: number];
type Query = StorageUnderTest['query'];

/** What somebody with the database, but without the key of the chain, may try; and the first link that it breaks. */
interface Tampering {
  readonly what: string;
  readonly tamper: (query: Query, one: StreamId, other: StreamId) => Promise<unknown>;
  readonly broken: { readonly position: number; readonly what: string };
}

const eventAt = ' where tenant = $1 and case_code = $2 and version = $3';
const valuesOf = ([stream, position]: Row) => [stream.tenant, stream.case, position];

async function swap(query: Query, column: string, from: Row, to: Row): Promise<void> {
  const [one] = await query(`select ${column} as value from events${eventAt}`, valuesOf(from));
  const [other] = await query(`select ${column} as value from events${eventAt}`, valuesOf(to));
  await query(`update events set ${column} = $4${eventAt}`, [...valuesOf(from), other?.value]);
  await query(`update events set ${column} = $4${eventAt}`, [...valuesOf(to), one?.value]);
}

const set = (change: string, position: number) => (query: Query, one: StreamId) =>
  query(`update events set ${change}${eventAt}`, valuesOf([one, position]));
const remove = (position: number) => (query: Query, one: StreamId) =>
  query(`delete from events${eventAt}`, valuesOf([one, position]));

const eventTamperings: readonly Tampering[] = [
  {
    what: 'a byte of a body',
    tamper: set('body = set_byte(body, 20, (get_byte(body, 20) + 1) % 256)', 3),
    broken: { position: 3, what: 'changed' },
  },
  { what: 'a byte of a link', tamper: set('chain = reverse(chain)', 3), broken: { position: 3, what: 'changed' } },
  { what: 'a link that is emptied', tamper: set("chain = ''", 1), broken: { position: 1, what: 'changed' } },
  { what: 'the moment', tamper: set("at = at - interval '1 day'", 2), broken: { position: 2, what: 'changed' } },
  { what: 'the actor', tamper: set("actor = 'somebody else'", 2), broken: { position: 2, what: 'changed' } },
  { what: 'the type', tamper: set("type = 'RiskRaised'", 4), broken: { position: 4, what: 'changed' } },
  { what: 'a changed version', tamper: set('version = 9', 5), broken: { position: 5, what: 'missing' } },
  {
    what: 'swapped bodies',
    tamper: (query, one) => swap(query, 'body', [one, 2], [one, 4]),
    broken: { position: 2, what: 'changed' },
  },
  {
    what: 'swapped rows',
    tamper: async (query, one) => {
      for (const [from, to] of [
        [2, 99],
        [4, 2],
        [99, 4],
      ] as const)
        await query(`update events set version = $4${eventAt}`, [...valuesOf([one, from]), to]);
    },
    broken: { position: 2, what: 'changed' },
  },
  {
    what: 'the body of another case',
    tamper: (query, one, other) => swap(query, 'body', [one, 3], [other, 3]),
    broken: { position: 3, what: 'changed' },
  },
  {
    what: 'all rows of another case',
    tamper: async (query, one, other) => {
      await query('delete from events where tenant = $1 and case_code = $2', [one.tenant, one.case]);
      await query('update events set case_code = $3 where tenant = $1 and case_code = $2', [
        one.tenant,
        other.case,
        one.case,
      ]);
    },
    broken: { position: 1, what: 'changed' },
  },
  { what: 'a row removed from the middle', tamper: remove(3), broken: { position: 3, what: 'missing' } },
  { what: 'the first row removed', tamper: remove(1), broken: { position: 1, what: 'missing' } },
  { what: 'the last row removed', tamper: remove(5), broken: { position: 5, what: 'missing' } },
  {
    what: 'the last rows removed, and the version of the stream put back',
    tamper: async (query, one) => {
      await query('delete from events where tenant = $1 and case_code = $2 and version > 3', [one.tenant, one.case]);
      await query('update streams set version = 3 where tenant = $1 and case_code = $2', [one.tenant, one.case]);
    },
    broken: { position: 4, what: 'lostEnd' },
  },
  {
    what: 'the case removed with everything that names it',
    tamper: async (query, one) => {
      for (const table of ['events', 'streams'])
        await query(`delete from ${table} where tenant = $1 and case_code = $2`, [one.tenant, one.case]);
    },
    broken: { position: 1, what: 'lostEnd' },
  },
];

const entryAt = (position: number) =>
  ` where tenant = $1 and seq = ${position} and case_digest = (select min(case_digest) from access_heads where tenant = $1 and seq = 4)`;
const entries = (statement: string) => (query: Query, one: StreamId) => query(statement, [one.tenant]);
const entryTamperings: readonly Tampering[] = [
  {
    what: 'a removed entry',
    tamper: entries(`delete from access_log${entryAt(2)}`),
    broken: { position: 2, what: 'missing' },
  },
  {
    what: 'the last entry removed',
    tamper: entries(`delete from access_log${entryAt(4)}`),
    broken: { position: 4, what: 'missing' },
  },
  {
    what: 'the last entry removed, and the end put back',
    tamper: async (query, one) => {
      await query(`delete from access_log${entryAt(4)}`, [one.tenant]);
      await query(
        `update access_heads set seq = 3, chain = (select chain from access_log where tenant = $1 and seq = 3 and access_log.case_digest = access_heads.case_digest)
         where tenant = $1 and seq = 4`,
        [one.tenant],
      );
    },
    broken: { position: 4, what: 'lostEnd' },
  },
  {
    what: 'another person',
    tamper: entries(`update access_log set person = 'chair'${entryAt(3)}`),
    broken: { position: 3, what: 'changed' },
  },
  {
    what: 'another client',
    tamper: entries(`update access_log set client = 'bot'${entryAt(1)}`),
    broken: { position: 1, what: 'changed' },
  },
  {
    what: 'a reason that was taken away',
    tamper: entries(`update access_log set body = null, key_id = null${entryAt(3)}`),
    broken: { position: 3, what: 'changed' },
  },
  {
    what: 'the whole log removed',
    tamper: async (query, one) => {
      for (const table of ['access_log', 'access_heads'])
        await query(`delete from ${table} where tenant = $1`, [one.tenant]);
    },
    broken: { position: 1, what: 'lostEnd' },
  },
];

export function describeChains(name: string, subject: () => StorageUnderTest): void {
  describe(`chains: ${name}`, () => {
    let directory: string;
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'heads-'));
    });
    afterAll(() => rm(directory, { recursive: true, force: true }));

    /** Two cases of one house, five events each; four accesses to the first. */
    async function twoCases(): Promise<readonly [StreamId, StreamId]> {
      const one = newStream();
      const other = newStream(one.tenant);
      for (const stream of [one, other])
        for (const version of [0, 2, 3])
          await subject().storage.events.append(
            append(stream, version, {
              events: version === 0 ? [goal('a'), goal('b')] : version === 2 ? [goal('c')] : [goal('d'), goal('e')],
              ...(stream === one && { access: access({ action: 'change', why: 'riskManagement' }) }),
            }),
          );
      await subject().storage.access.record([{ ...one, ...access() }]);
      return [one, other];
    }

    const audit = (stream: StreamId, folder = directory) =>
      subject().storage.audit({ case: stream.case, directory: folder });
    const keepHeads = async (day: string) => {
      const folder = await mkdtemp(join(directory, 'of-'));
      await subject().headsIn(folder).keep(day, noon);
      return folder;
    };

    it('hold for what was recorded, also by fifteen at once, and after the process begins anew', async () => {
      const [one] = await twoCases();
      expect(await audit(one)).toEqual({ cases: 1, events: 5, entries: 4, days: 0, broken: [] });
      const many = newStream();
      await Promise.all(
        Array.from({ length: 15 }, async () => {
          for (;;) {
            const version = (await subject().storage.events.read(many)).length;
            const parts = { events: [goal('a'), goal('b')], access: access({ action: 'change' }) };
            if ((await subject().storage.events.append(append(many, version, parts))).kind === 'appended') return;
          }
        }),
      );
      expect(await audit(many)).toMatchObject({ events: 30, entries: 15, broken: [] });
      const again = await subject().reopen();
      await again.events.append(append(many, 30, { events: [goal('later')] }));
      expect(await again.audit({ case: many.case, directory })).toMatchObject({ events: 31, broken: [] });
      await subject().forget(again);
    });

    it('hold when a page of rows is full', async () => {
      const stream = newStream();
      const events = Array.from({ length: 1_001 }, (_, number) => goal(`doel ${number}`));
      await subject().storage.events.append(append(stream, 0, { events }));
      expect(await audit(stream)).toMatchObject({ events: 1_001, broken: [] });
    });

    it.each(eventTamperings)('name the first broken link of the events: $what', async ({ tamper, broken }) => {
      const [one, other] = await twoCases();
      const heads = await keepHeads('2026-11-23');
      expect(await audit(one, heads)).toMatchObject({ broken: [] });
      await tamper(subject().query, one, other);
      const { broken: found } = await audit(one, heads);
      expect(found.filter(({ chain }) => chain === 'events')).toMatchObject([
        { tenant: one.tenant, case: one.case, ...broken },
      ]);
    });

    it.each(entryTamperings)('name the first broken link of the log: $what', async ({ tamper, broken }) => {
      const [one, other] = await twoCases();
      const heads = await keepHeads('2026-11-23');
      expect(await audit(one, heads)).toMatchObject({ broken: [] });
      await tamper(subject().query, one, other);
      expect((await audit(one, heads)).broken).toMatchObject([
        { chain: 'access', tenant: one.tenant, case: one.case, ...broken },
      ]);
    });

    it('of an older state that was put back end before newer heads, also when it went on from there', async () => {
      const [one] = await twoCases();
      const rows = await subject().query('select * from events where tenant = $1 and case_code = $2', [
        one.tenant,
        one.case,
      ]);
      await subject().storage.events.append(append(one, 5, { events: [goal('f'), goal('g')] }));
      const heads = await keepHeads('2026-11-24');
      await subject().query('delete from events where tenant = $1 and case_code = $2 and version > 5', [
        one.tenant,
        one.case,
      ]);
      await subject().query('update streams set version = 5 where tenant = $1 and case_code = $2', [
        one.tenant,
        one.case,
      ]);
      expect(rows).toHaveLength(5);
      expect((await audit(one, heads)).broken).toMatchObject([
        { chain: 'events', case: one.case, position: 6, what: 'lostEnd', day: '2026-11-24' },
      ]);
      await subject().storage.events.append(append(one, 5, { events: [goal('other'), goal('words')] }));
      expect((await audit(one, heads)).broken).toMatchObject([
        { chain: 'events', case: one.case, position: 7, what: 'otherThanHeads', day: '2026-11-24' },
      ]);
    });

    it('may end when the log says that the case was destroyed, and begin anew', async () => {
      const [one] = await twoCases();
      const heads = await keepHeads('2026-11-23');
      const { storage, query } = subject();
      for (const table of ['events', 'streams'])
        await query(`delete from ${table} where tenant = $1 and case_code = $2`, [one.tenant, one.case]);
      expect((await audit(one, heads)).broken).toHaveLength(1);
      await storage.access.record([{ ...one, ...access({ action: 'destroy', person: 'bot' }) }]);
      expect(await audit(one, heads)).toMatchObject({ entries: 5, broken: [] });
      await storage.events.append(append(one, 0, { events: [goal('anew')] }));
      expect(await audit(one, heads)).toMatchObject({ events: 1, broken: [] });
    });

    describe('their heads', () => {
      it('are a file of a day that holds no case code, and is not written again', async () => {
        const [one] = await twoCases();
        const folder = await keepHeads('2026-11-23');
        const [file, ...others] = await readdir(folder);
        expect([file, others]).toEqual(['heads-2026-11-23.json', []]);
        const path = join(folder, 'heads-2026-11-23.json');
        const text = await readFile(path, 'utf8');
        expect(text).toContain(one.tenant);
        expect(text).not.toContain(one.case);
        expect((await stat(path)).mode & 0o777).toBe(0o400);
        await subject().storage.events.append(append(one, 5, { events: [goal('f')] }));
        await subject().headsIn(folder).keep('2026-11-23', noon);
        expect(await readFile(path, 'utf8')).toBe(text);
        await subject().headsIn(folder).keep('2026-11-24', noon);
        expect(await readdir(folder)).toHaveLength(2);
        expect(await audit(one, folder)).toMatchObject({ days: 2, broken: [] });
      });

      it.each([
        ['a number in them', (text: string) => text.replace('"position": 5', '"position": 4')],
        ['the day', (text: string) => text.replace('"day": "2026-11-23"', '"day": "2026-11-22"')],
        ['half of it', (text: string) => text.slice(0, text.length / 2)],
      ])('are named when %s was changed', async (_what, change) => {
        const [one] = await twoCases();
        const folder = await keepHeads('2026-11-23');
        const path = join(folder, 'heads-2026-11-23.json');
        const text = await readFile(path, 'utf8');
        await rm(path);
        await writeFile(path, change(text));
        expect((await audit(one, folder)).broken).toMatchObject([
          { chain: 'heads', case: 'heads-2026-11-23.json', what: 'unreadable' },
        ]);
      });
    });
  });
}
