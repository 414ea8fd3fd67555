import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openDoors } from '../../src/teams/doors.ts';

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function open() {
  const server = http.createServer((_request, response) => response.end('here'));
  const doors = await openDoors(server, '127.0.0.1', 0);
  const close = async () => {
    const closed = new Promise(resolve => server.close(resolve));
    server.closeAllConnections();
    await Promise.all([closed, doors.close()]);
  };
  opened.push(close);
  return { server, port: doors.port, close };
}

const connect = async (port: number) => {
  const socket = net.connect(port, '127.0.0.1');
  opened.push(async () => socket.destroy());
  await once(socket, 'connect');
  return socket;
};

describe('a server of which many want something at once', () => {
  it('takes several new connections in a turn of its event loop', async () => {
    const { server, port } = await open();
    let taken = 0;
    server.on('connection', () => {
      taken += 1;
    });
    const many = 64;
    const coming = Array.from({ length: many }, () => connect(port));
    // The system takes them in meanwhile; nobody here has looked yet.
    const until = performance.now() + 200;
    while (performance.now() < until);
    let turns = 0;
    for (; taken < many && turns < 1_000; turns++) await nextTurn();
    await Promise.all(coming);
    expect(taken).toBe(many);
    expect(turns).toBeLessThan(many - 8);
  });

  it('answers whichever of them it came by, and takes nobody once it is closed', async () => {
    const { port, close } = await open();
    const answers = Array.from({ length: 40 }, async () => {
      const socket = await connect(port);
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      const [first] = await once(socket, 'data');
      return String(first).split('\r\n')[0];
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 200 OK']));
    await close();
    await expect(connect(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('does not share its port with another server, not even with one like it', async () => {
    const { port } = await open();
    await expect(openDoors(http.createServer(), '127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
