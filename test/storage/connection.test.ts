import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { openStorage, type StorageOptions } from '../../src/storage/open-storage.ts';
import { append, goal, newStream } from '../contracts/samples.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server?.stop());

const masterKeys = { current: createLocalMasterKey(Buffer.alloc(32, 1)) };
const options = (databaseUrl: string, log = createKeptLog()): StorageOptions => ({
  ...{ databaseUrl, dataDir: 'not-used', masterKeys, log },
});

describe('the role of the bot in the database', () => {
  it('needs no more than a database of its own', async () => {
    const url = new URL(await server.createDatabase());
    const role = `role_${url.pathname.slice(1)}`;
    const admin = new Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(`create role ${role} login nosuperuser nocreaterole nocreatedb nobypassrls noreplication`);
    await admin.query(`alter database ${url.pathname.slice(1)} owner to ${role}`);
    await admin.query(`alter schema public owner to ${role}`);
    await admin.end();

    url.username = role;
    const log = createKeptLog();
    const storage = await openStorage(options(url.href, log));
    const stream = newStream();
    expect(await storage.events.append(append(stream, 0, { events: [goal('Een doel')] }))).toMatchObject({
      kind: 'appended',
    });
    expect(await storage.events.read(stream)).toHaveLength(1);
    await storage.close();
    expect(log.lines.join()).not.toContain('storage.tooPowerful');
  });

  it('is warned about when it may do anything to the whole server', async () => {
    const log = createKeptLog();
    const storage = await openStorage(options(await server.createDatabase(), log));
    await storage.close();
    expect(log.lines.join()).toContain('storage.tooPowerful');
  });
});

describe('a database that has to be spoken to over TLS', () => {
  it('and offers none gets not a word more, no name and no password', async () => {
    const heard: Buffer[] = [];
    const plain = createServer(socket => {
      socket.on('error', () => undefined);
      socket.on('data', chunk => {
        heard.push(chunk);
        // "No TLS here", says a server, or somebody in between.
        socket.write('N');
      });
    });
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    const url = `postgres://bot:kanarie-wachtwoord@127.0.0.1:${port}/rondetafel?sslmode=verify-full`;
    await expect(openStorage(options(url))).rejects.toMatchObject({ code: expect.stringMatching(/^storage\./) });
    plain.close();
    // Nothing but the question whether there's TLS: eight bytes.
    expect(heard.length).toBeGreaterThan(0);
    for (const one of heard) expect(one.toString('hex')).toBe('0000000804d2162f');
  });
});
