import { beforeAll, describe, expect, it } from 'vitest';
import type { StreamId } from '../../src/ports/event-store.ts';
import { caseScope, createKeyRing } from '../../src/storage/case-keys.ts';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { append, event, goal, newStream, overview, owned, press, token, unique } from './samples.ts';
import { masterKey, masterKeys, type StorageUnderTest } from './storage-under-test.ts';

/** Words that people typed. None may be found outside the seal. */
export const canaries = [
  'kanarievogel',
  'Kanarieorganisatie',
  'kanarieantwoord',
  'kanariereden',
  'kanarienaam',
  'kanarieaanpak',
];

/** Plants every canary through the ports, in whatever is stored. */
export async function plantCanaries({ storage }: Pick<StorageUnderTest, 'storage'>): Promise<StreamId> {
  const stream = newStream();
  const by = { person: 'wijkagent', organisation: 'Kanarieorganisatie' };
  const events = [
    goal('de kanarievogel is gevlogen'),
    event({ type: 'RiskRated', rating: { ...by, risk: 'R1', level: 'high', reason: 'kanariereden' } }),
  ];
  const key = press({ inputs: 'digest' });
  await storage.events.append(
    append(stream, 0, {
      events,
      tokens: [token(stream.tenant)],
      projection: {
        overview: overview(stream.case, { approach: 'de kanarieaanpak' }),
        openActions: [owned('A1', '2026-12-04')],
      },
      press: { key, answer: { type: 'AdaptiveCard', body: ['kanarieantwoord'] } },
    }),
  );
  await storage.people.save(stream.tenant, { ...by, name: 'kanarienaam' });
  return stream;
}

/** What the database gives away, and what happens when somebody changes it behind our back. */
export function describeStorageAtRest(name: string, subject: () => StorageUnderTest): void {
  describe(`storage at rest: ${name}`, () => {
    const read = (stream: StreamId) => subject().storage.events.read(stream);
    const damaged = { name: 'AdapterError', code: 'storage.damaged', retryable: false };

    describe('a dump of every table', () => {
      let dump: string;
      beforeAll(async () => {
        const stream = await plantCanaries(subject());
        const [first] = await subject().storage.events.read(stream);
        expect(first, 'the canaries are in there').toMatchObject({ goal: 'de kanarievogel is gevlogen' });
        const tables = await subject().query(
          `select format('%I.%I', schemaname, tablename) as name from pg_tables
           where schemaname not in ('pg_catalog', 'information_schema')`,
        );
        const rows: string[] = [];
        for (const table of tables) {
          const contents = await subject().query(`select t::text as row from ${String(table.name)} as t`);
          // A bytea prints as hexadecimal: turned into what it says, it's searched as well.
          for (const { row } of contents) rows.push(String(row), decodeHex(String(row)));
        }
        dump = rows.join('\n');
      });

      it('holds what it is looked through for', () => {
        expect(dump).toContain('GoalSet');
        expect(dump).toContain('wijkagent');
      });

      it.each(canaries)('does not hold "%s"', canary => {
        expect(dump).not.toContain(canary);
      });

      it('holds neither the master key nor the digest of the inputs', () => {
        expect(dump).not.toContain(Buffer.from(masterKey).toString('hex'));
        expect(dump).not.toContain(Buffer.from(masterKey).toString('base64'));
        expect(dump).not.toContain('digest');
      });
    });

    it('refuses an event in which one bit was changed', async () => {
      const stream = newStream();
      await subject().storage.events.append(append(stream, 0, { events: [goal('a')] }));
      await subject().query(
        `update events set body = set_byte(body, length(body) / 2, get_byte(body, length(body) / 2) # 1) where tenant = $1`,
        [stream.tenant],
      );
      await expect(read(stream)).rejects.toMatchObject(damaged);
    });

    it('refuses events that were put in each other’s place', async () => {
      const stream = newStream();
      await subject().storage.events.append(append(stream, 0, { events: [goal('a'), goal('b')] }));
      await subject().query(
        `update events set body = (select other.body from events as other
           where other.tenant = events.tenant and other.version = 3 - events.version) where tenant = $1`,
        [stream.tenant],
      );
      await expect(read(stream)).rejects.toMatchObject(damaged);
    });

    it('refuses an event of another case, even with its key', async () => {
      const tenant = unique('tenant');
      const [ours, theirs] = [newStream(tenant), newStream(tenant)];
      for (const stream of [ours, theirs]) {
        await subject().storage.events.append(append(stream, 0, { events: [goal(stream.case)] }));
      }
      await subject().query(
        `update events set (key_id, body) = (select other.key_id, other.body from events as other
           where other.tenant = events.tenant and other.case_code = $2) where tenant = $1 and case_code = $3`,
        [tenant, theirs.case, ours.case],
      );
      await expect(read(ours)).rejects.toMatchObject(damaged);
      expect(await read(theirs)).toHaveLength(1);
    });

    it('refuses a stream from which an event was taken', async () => {
      const stream = newStream();
      await subject().storage.events.append(append(stream, 0, { events: [goal('a'), goal('b'), goal('c')] }));
      await subject().query('delete from events where tenant = $1 and version = 2', [stream.tenant]);
      await expect(read(stream)).rejects.toMatchObject(damaged);
    });

    it('refuses answers that were put in each other’s place', async () => {
      const stream = newStream();
      const [one, two] = [press({ inputs: 'one' }), press({ inputs: 'two' })];
      await subject().storage.events.append(append(stream, 0, { press: { key: one, answer: 'one' } }));
      await subject().storage.events.append(append(stream, 0, { press: { key: two, answer: 'two' } }));
      await subject().query(
        `update presses set answer = (select other.answer from presses as other
           where other.tenant = presses.tenant and other.id <> presses.id) where tenant = $1`,
        [stream.tenant],
      );
      await expect(subject().storage.events.findAnswer(stream.tenant, one)).rejects.toMatchObject(damaged);
    });

    it('refuses the overview of another case, and one of an earlier version', async () => {
      const tenant = unique('tenant');
      const streams = [newStream(tenant), newStream(tenant)];
      for (const stream of streams) {
        const projection = { overview: overview(stream.case), openActions: [] };
        await subject().storage.events.append(append(stream, 0, { events: [goal('a')], projection }));
      }
      await subject().query('update case_overviews set version = 2 where tenant = $1 and case_code = $2', [
        tenant,
        streams[0]?.case,
      ]);
      await expect(subject().storage.overviews.all(tenant)).rejects.toMatchObject(damaged);
      await subject().query(
        `update case_overviews set version = 1, (key_id, body) = (select other.key_id, other.body from case_overviews as other
           where other.tenant = case_overviews.tenant and other.case_code <> case_overviews.case_code) where tenant = $1`,
        [tenant],
      );
      await expect(subject().storage.overviews.all(tenant)).rejects.toMatchObject(damaged);
    });

    it('makes anew what was kept in an earlier form', async () => {
      const stream = newStream();
      const projection = { overview: overview(stream.case), openActions: [owned('A1', '2026-12-04')] };
      await subject().storage.events.append(append(stream, 0, { events: [goal('a')], projection }));
      await subject().query('update case_overviews set form = form - 1 where tenant = $1', [stream.tenant]);
      const { overviews, openActions } = subject().storage;
      expect((await overviews.missing()).map(one => one.tenant)).toContain(stream.tenant);
      await overviews.save(stream, 1, { ...projection, openActions: [owned('A2', '2026-12-11')] });
      expect((await overviews.missing()).map(one => one.tenant)).not.toContain(stream.tenant);
      expect(await openActions.ofOwner(stream.tenant, 'behandelaar')).toMatchObject([{ action: 'A2' }]);
    });

    it('refuses the profile of another person', async () => {
      const tenant = unique('tenant');
      for (const person of ['wijkagent', 'behandelaar']) {
        await subject().storage.people.save(tenant, { person, name: person });
      }
      await subject().query(
        `update people set body = (select other.body from people as other
           where other.tenant = people.tenant and other.person <> people.person) where tenant = $1`,
        [tenant],
      );
      await expect(subject().storage.people.find(tenant, 'wijkagent')).rejects.toMatchObject(damaged);
    });

    it('says which kind of failure it is when the key of a case is gone', async () => {
      const stream = newStream();
      await subject().storage.events.append(append(stream, 0, { events: [goal('a')] }));
      await subject().query(`update keys.data_keys set key_id = 'another' where tenant = $1 and scope like 'case:%'`, [
        stream.tenant,
      ]);
      const fresh = await subject().reopen();
      try {
        await expect(fresh.events.read(stream)).rejects.toMatchObject(damaged);
        await subject().query('delete from keys.data_keys where tenant = $1', [stream.tenant]);
        const missing = { code: 'storage.keyMissing' };
        await expect(fresh.events.read(stream)).rejects.toMatchObject(missing);
        const more = append(stream, 1, { events: [goal('b')] });
        await expect(fresh.events.append(more), 'and gets no other one').rejects.toMatchObject(missing);
        expect(await subject().keys.find(stream.tenant, [caseScope(stream.case)])).toEqual([]);
      } finally {
        await subject().forget(fresh);
      }
    });

    it('seals the first events of a case with the key that a killed process had made for it', async () => {
      const stream = newStream();
      const orphan = await createKeyRing(subject().keys, masterKeys).obtain(stream.tenant, caseScope(stream.case));
      const [one, other] = [goal('a'), goal('b')];
      await subject().storage.events.append(append(stream, 0, { events: [one] }));
      await subject().storage.events.append(append(stream, 1, { events: [other] }));
      const rows = await subject().query('select distinct key_id from events where tenant = $1', [stream.tenant]);
      expect(rows).toEqual([{ key_id: orphan.id }]);
      expect(await read(stream)).toEqual([one, other]);
    });

    it('opens nothing of a case any more when its key is destroyed, and everything of the others', async () => {
      const tenant = unique('tenant');
      const [gone, stays] = [newStream(tenant), newStream(tenant)];
      for (const stream of [gone, stays])
        await subject().storage.events.append(append(stream, 0, { events: [goal('a')] }));
      await createKeyRing(subject().keys, masterKeys).destroy(tenant, caseScope(gone.case));
      const fresh = await subject().reopen();
      await expect(fresh.events.read(gone)).rejects.toMatchObject({ code: 'storage.keyMissing' });
      expect(await fresh.events.read(stays)).toHaveLength(1);
      await subject().forget(fresh);
    });

    it('refuses the key of another case in the place of its own', async () => {
      const tenant = unique('tenant');
      const [ours, theirs] = [newStream(tenant), newStream(tenant)];
      for (const stream of [ours, theirs])
        await subject().storage.events.append(append(stream, 0, { events: [goal('a')] }));
      await subject().query(
        `update keys.data_keys set wrapped = (select other.wrapped from keys.data_keys as other
           where other.tenant = $1 and other.scope = $3) where tenant = $1 and scope = $2`,
        [tenant, caseScope(ours.case), caseScope(theirs.case)],
      );
      const fresh = await subject().reopen();
      await expect(fresh.events.read(ours)).rejects.toMatchObject(damaged);
      expect(await fresh.events.read(theirs)).toHaveLength(1);
      await subject().forget(fresh);
    });

    it('refuses to open with another master key', async () => {
      await subject().storage.events.append(append(newStream(), 0, { events: [goal('a')] }));
      const other = createLocalMasterKey(new Uint8Array(32).fill(1));
      await expect(subject().reopen({ current: other })).rejects.toMatchObject({ code: 'storage.wrongMasterKey' });
    });
  });
}

function decodeHex(row: string): string {
  return row.replaceAll(/\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, 'hex').toString('latin1'));
}
