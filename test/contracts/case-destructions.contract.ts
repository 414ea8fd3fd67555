import { describe, expect, it } from 'vitest';
import type { DestructionFacts } from '../../src/ports/case-destructions.ts';
import type { StreamId } from '../../src/ports/event-store.ts';
import { caseScope } from '../../src/storage/case-keys.ts';
import { personScope } from '../../src/storage/people.ts';
import {
  append,
  conferenceClosed,
  conferenceOpened,
  event,
  goal,
  later,
  newStream,
  noon,
  overview,
  owned,
  postBoard,
  press,
  remind,
  token,
  unique,
} from './samples.ts';
import type { StorageUnderTest } from './storage-under-test.ts';

const facts: DestructionFacts = {
  openedOn: '2026-11-23',
  closedOn: '2026-12-01',
  destroyedAt: noon,
  conferences: 1,
  minutes: 1,
};

/** Forgetting a case, on whichever engine. */
export function describeCaseDestructions(name: string, subject: () => StorageUnderTest): void {
  describe(`destroying a case: ${name}`, () => {
    const destructions = () => subject().storage.destructions;

    /** A case with a row in every table that can be about one. */
    async function fullCase(tenant = unique('tenant'), person = unique('person')): Promise<StreamId> {
      const stream = newStream(tenant);
      const { storage } = subject();
      const [conference, chat] = [unique('conference'), unique('chat')];
      const by = { actor: { person, organisation: 'Politie' } };
      await storage.conversations.save({
        tenant,
        id: chat,
        kind: 'groupChat',
        serviceUrl: 'https://smba.trafficmanager.net/emea/',
        botId: 'bot',
        language: 'nl',
      });
      await storage.people.save(tenant, { person, name: 'de wijkagent' });
      await storage.events.append(
        append(stream, 0, {
          events: [
            { ...conferenceOpened(conference, chat), ...by },
            { ...goal('het doel'), ...by },
            { ...conferenceClosed(), ...by },
          ],
          effects: [postBoard(chat, conference), remind(`person:${person}`, 'A1')],
          dueMoments: [{ at: later(1_000), effect: remind(`person:${person}`, 'A1') }],
          tokens: [token(tenant, { case: stream.case, conference, person })],
          projection: { overview: overview(stream.case), openActions: [owned('A1', '2026-12-04', person)] },
          press: { key: press({ person }), answer: { body: 'antwoord' } },
        }),
      );
      const effect = await storage.outbox.take(tenant, chat, noon);
      if (effect !== undefined) await storage.outbox.settle(effect, { kind: 'done', messageId: unique('message') });
      return stream;
    }

    /** Every row of ours that has this text in it, by table. */
    async function tablesWith(text: string): Promise<readonly string[]> {
      const tables = await subject().query(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')`,
      );
      const found: string[] = [];
      for (const { name: table } of tables) {
        const rows = await subject().query(`select t::text as row from ${String(table)} as t`);
        if (rows.some(({ row }) => String(row).includes(text))) found.push(String(table));
      }
      return found;
    }

    it('leaves no row about it in any table but the log of access, and no key', async () => {
      const stream = await fullCase();
      expect((await tablesWith(stream.case)).length).toBeGreaterThan(8);
      expect(await destructions().destroy(stream, 3, facts, [])).toBe(true);
      expect(await tablesWith(stream.case)).toEqual([]);
      expect(await subject().keys.find(stream.tenant, [caseScope(stream.case)])).toEqual([]);
      expect(await subject().storage.events.read(stream)).toEqual([]);
    });

    it('leaves a record without content: days, numbers and a digest', async () => {
      const stream = await fullCase();
      await destructions().destroy(stream, 3, facts, []);
      const [row, ...others] = await subject().query('select * from destructions where tenant = $1', [stream.tenant]);
      expect(others).toEqual([]);
      expect(row).toMatchObject({ opened_on: '2026-11-23', closed_on: '2026-12-01', conferences: 1, minutes: 1 });
      expect(JSON.stringify(row)).not.toContain(stream.case);
      expect(row).toMatchObject({ remains: null, finished_at: null });
      await destructions().finish(later(1), ['teamsMessages', 'backups']);
      const [finished] = await subject().query('select * from destructions where tenant = $1', [stream.tenant]);
      expect(finished).toMatchObject({ remains: ['teamsMessages', 'backups'] });
    });

    it('does nothing at another version: somebody opened it again meanwhile', async () => {
      const stream = await fullCase();
      expect(await destructions().destroy(stream, 2, facts, [])).toBe(false);
      expect(await destructions().destroy(newStream(stream.tenant), 1, facts, [])).toBe(false);
      expect(await subject().storage.events.read(stream)).toHaveLength(3);
      expect(await destructions().destroyedAmong([stream.case])).toEqual([]);
    });

    it('takes the profile of whoever is in no other case, with its key, and leaves the others', async () => {
      const tenant = unique('tenant');
      const [busy, gone, listed] = [unique('person'), unique('person'), unique('person')];
      const stays = await fullCase(tenant, busy);
      const { people } = subject().storage;
      const goes = await fullCase(tenant, gone);
      await people.save(tenant, { person: listed, name: 'de behandelaar' });
      await subject().storage.events.append(
        append(goes, 3, { events: [{ ...event({ type: 'HintKept', item: 'F1' }), actor: { person: busy } }] }),
      );
      await destructions().destroy(goes, 4, facts, [listed]);
      expect(await people.find(tenant, gone)).toBeUndefined();
      expect(await people.find(tenant, listed)).toBeUndefined();
      expect(await people.find(tenant, busy)).toMatchObject({ name: 'de wijkagent' });
      expect(await tablesWith(gone)).toEqual([]);
      const scopes = (await subject().keys.find(tenant, [gone, listed, busy].map(personScope))).map(one => one.scope);
      expect(scopes).toEqual([personScope(busy)]);
      expect(await subject().storage.events.read(stays)).toHaveLength(3);
    });

    it('knows the code afterwards, in that house only, and no other', async () => {
      const stream = await fullCase();
      await destructions().destroy(stream, 3, facts, []);
      const other = await fullCase(stream.tenant);
      expect(await destructions().destroyedAmong([stream.case, other.case])).toEqual([stream.case]);
      expect(await destructions().destroyedAmong([stream.case], stream.tenant)).toEqual([stream.case]);
      expect(await destructions().destroyedAmong([stream.case], other.tenant === '' ? '' : 'elsewhere')).toEqual([]);
    });

    it('is a conflict for whoever was recording something at that moment, and a case that is gone for who reads on', async () => {
      const stream = await fullCase();
      await destructions().destroy(stream, 3, facts, []);
      const late = await subject().storage.events.append(append(stream, 3, { events: [goal('te laat')] }));
      expect(late.kind).toBe('conflict');
      await expect(subject().storage.events.read(stream, 3)).rejects.toMatchObject({ code: 'storage.gone' });
      expect(await tablesWith(stream.case)).toEqual([]);
    });

    it('leaves what waits for its documents, without the case in it', async () => {
      const stream = await fullCase();
      const effect = { kind: 'endRetention', lane: 'retention', conference: 'c1', until: '2031-11-20' } as const;
      await subject().storage.events.append(append(stream, 3, { effects: [effect] }));
      await destructions().destroy(stream, 3, facts, []);
      expect(await tablesWith(stream.case)).toEqual([]);
      const taken = await subject().storage.outbox.take(stream.tenant, 'retention', noon);
      expect(taken).toMatchObject({ case: '', effect: { kind: 'endRetention', conference: '' } });
      if (taken !== undefined) await subject().storage.outbox.settle(taken, { kind: 'done' });
    });

    it('happens once when two ask for it at the same moment', async () => {
      const stream = await fullCase();
      const asked = await Promise.all([1, 2, 3].map(() => destructions().destroy(stream, 3, facts, [])));
      expect(asked.toSorted()).toEqual([false, false, true]);
    });
  });
}
