import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { append, goal, later, newStream, noon, remind, unique } from '../contracts/samples.ts';
import { masterKey, masterKeys, quiet } from '../contracts/storage-under-test.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { doomed } from './children/doomed-stream.ts';
import { startChild } from './children/start-child.ts';

/** Several storages on one server: each is what one process would have. */
describe('several processes on one server', () => {
  let server: TestPostgres;
  let databaseUrl: string;
  let one: Storage;
  let two: Storage;
  const open = (url: string) => openStorage({ databaseUrl: url, dataDir: '', masterKeys, log: quiet });

  beforeAll(async () => {
    server = await startPostgres();
    databaseUrl = await server.createDatabase();
    one = await open(databaseUrl);
    two = await open(databaseUrl);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([one?.close(), two?.close()]);
    await server?.stop();
  });

  async function fill(lane: string, ...actions: readonly string[]) {
    const stream = newStream();
    const effects = actions.map(action => remind(lane, action));
    await one.events.append(append(stream, 0, { events: [goal('a')], effects }));
    return stream;
  }

  it('bring an empty database up to date together', async () => {
    const url = await server.createDatabase();
    const opened = await Promise.all(Array.from({ length: 4 }, () => open(url)));
    const stream = newStream();
    await opened[0]?.events.append(append(stream, 0, { events: [goal('a')] }));
    expect(await opened[3]?.events.read(stream)).toHaveLength(1);
    await Promise.all(opened.map(storage => storage.close()));
  }, 60_000);

  it('open what another one sealed first', async () => {
    const stream = newStream();
    await one.events.append(append(stream, 0, { events: [goal('a')] }));
    await two.events.append(append(stream, 1, { events: [goal('b')] }));
    expect(await one.events.read(stream)).toEqual(await two.events.read(stream));
  });

  it('have one winner when they append the first event of a case at the same moment', async () => {
    const stream = newStream();
    const outcomes = await Promise.all(
      [one, two, one, two].map(storage => storage.events.append(append(stream, 0, { events: [goal('a')] }))),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict', 'conflict', 'conflict']);
    expect(await two.events.read(stream)).toHaveLength(1);
  });

  it('never send from one lane at the same time', async () => {
    const lane = unique('lane');
    const { tenant } = await fill(lane, 'A1', 'A2');
    const taken = await Promise.all([one, two, one, two].map(({ outbox }) => outbox.take(tenant, lane, noon)));
    const holders = [one, two, one, two].filter((_, position) => taken[position] !== undefined);
    expect(holders).toHaveLength(1);
    const effect = taken.find(each => each !== undefined);
    if (effect === undefined) throw new Error('nobody got it');
    const other = holders[0] === one ? two : one;
    expect(await other.outbox.waitingLanes(noon)).not.toContainEqual({ tenant, lane });
    await holders[0]?.outbox.settle(effect, { kind: 'done' });
    expect(await other.outbox.take(tenant, lane, noon)).toMatchObject({ effect: { action: 'A2' }, attempts: 0 });
  });

  it('fire every due moment once', async () => {
    const lane = unique('lane');
    const stream = newStream();
    const actions = Array.from({ length: 40 }, (_, action) => `A${action}`);
    const dueMoments = actions.map(action => ({ at: noon, effect: remind(lane, action) }));
    await one.events.append(append(stream, 0, { events: [goal('a')], dueMoments }));
    await Promise.all([one, two, one, two].map(({ dueMoments: moments }) => moments.fire(later(1))));
    const fired: string[] = [];
    for (;;) {
      const effect = await two.outbox.take(stream.tenant, lane, noon);
      if (effect === undefined) break;
      if (effect.effect.kind === 'remindOwner') fired.push(effect.effect.action);
      await two.outbox.settle(effect, { kind: 'done' });
    }
    expect(fired.sort()).toEqual([...actions].sort());
  });

  it('give up what they hold when they close', async () => {
    const lane = unique('lane');
    const { tenant } = await fill(lane, 'A1');
    const third = await open(databaseUrl);
    expect(await third.outbox.take(tenant, lane, noon)).toBeDefined();
    expect(await two.outbox.take(tenant, lane, noon)).toBeUndefined();
    await third.close();
    expect(await two.outbox.take(tenant, lane, noon)).toMatchObject({ attempts: 1, interrupted: true });
  });

  it('get the lane of a process that was killed within ten seconds, and hear that it was interrupted', async () => {
    await one.events.append(append(doomed, 0, { events: [goal('a')], effects: [remind('doomed', 'A1')] }));
    const child = startChild('take', databaseUrl, masterKey);
    expect(await child.line('taken')).toBe('taken 0');
    expect(await one.outbox.take(doomed.tenant, 'doomed', noon), 'it lives').toBeUndefined();
    const killed = performance.now();
    await child.kill();
    const effect = await vi.waitUntil(() => one.outbox.take(doomed.tenant, 'doomed', noon), {
      timeout: 15_000,
      interval: 200,
    });
    expect(effect).toMatchObject({ attempts: 1, interrupted: true });
    expect(performance.now() - killed).toBeLessThan(10_000);
  }, 30_000);

  it('say that the server is away, and that trying again may help', async () => {
    const away = new URL(databaseUrl);
    away.port = '1';
    await expect(open(away.href)).rejects.toMatchObject({
      name: 'AdapterError',
      code: 'storage.unavailable',
      retryable: true,
    });
  });
});
