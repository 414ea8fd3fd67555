import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createTeamsServer } from '../../src/teams/create-server.ts';
import { probeDoor } from '../../src/teams/probe.ts';
import { openGuardedDoor } from '../support/guarded-door.ts';
import { openStubWorld } from '../support/stub-world.ts';

/** A program that answers everything with that status. */
async function answering(status: number) {
  const server = http.createServer((_request, response) => {
    // restify, in the same process, takes the chaining out of writeHead.
    response.writeHead(status);
    response.end('canary');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}

describe('knocking at our own door without a token', () => {
  it('is content with 401', async () => {
    const door = await openGuardedDoor();
    await probeDoor(Number(new URL(door.origin).port));
    expect(door.outgoing()).toEqual([]);
    await door.close();
  });

  it.each([200, 202, 400, 403, 404, 500])('stops the start on %i with a clear line', async status => {
    const { port, close } = await answering(status);
    await expect(probeDoor(port)).rejects.toThrow(`was answered ${status} instead of 401`);
    await expect(probeDoor(port)).rejects.not.toThrow('canary');
    close();
  });

  it('stops the start when nobody answers', async () => {
    const { port, close } = await answering(200);
    close();
    await expect(probeDoor(port)).rejects.toThrow('got no answer instead of 401');
  });

  it('would stop a bot that authenticates nobody', async () => {
    const world = await openStubWorld();
    const rondetafel = {
      press: async () => ({ type: '' }),
      typed: async () => [],
      seen: async () => undefined,
      added: async () => undefined,
    };
    const words = { failed: () => ({ type: '' }), notDelivered: () => '' };
    const server = createTeamsServer({ ...world, rondetafel, words } as Parameters<typeof createTeamsServer>[0]);
    const port = await server.listen('127.0.0.1', 0);
    await expect(probeDoor(port)).rejects.toThrow('nobody would be authenticated');
    await server.close();
    await world.stub.close();
  });
});
