import { once } from 'node:events';
import type { Server } from 'node:http';
import net from 'node:net';

/** Of one process, on the same port. */
const doors = 16;

export interface Doors {
  readonly port: number;
  /** No new connections; resolves when those that came through the doors beside the server's own are over. */
  close(): Promise<void>;
}

/**
 * Listens, on several sockets of the same port where the system has that. A process takes one new connection from each in a turn of its event loop:
 * with one door, whoever has to connect while it's busy waits longer than anybody has patience, and what they send is worked on when they're gone.
 * Rejects when the port is taken, by another process of ours too.
 */
export async function openDoors(server: Server, host: string, port: number): Promise<Doors> {
  // Sockets that share a port don't mind others that do: only one that doesn't share sees that somebody else is there.
  const alone = net.createServer();
  const found = await listening(alone, { host, port });
  await new Promise(resolve => alone.close(resolve));
  const shared = { host, port: found, reusePort: true };
  if ((await listening(server, shared).catch(sharesNot)) === undefined) {
    await listening(server, { host, port: found });
    return { port: found, close: async () => undefined };
  }
  const others = Array.from({ length: doors - 1 }, () =>
    net.createServer({ allowHalfOpen: true, noDelay: true }, socket => server.emit('connection', socket)),
  );
  await Promise.all(others.map(door => listening(door, shared)));
  return {
    port: found,
    close: async () => {
      await Promise.all(others.map(door => new Promise(resolve => door.close(resolve))));
    },
  };
}

async function listening(server: net.Server, options: net.ListenOptions): Promise<number> {
  server.listen(options);
  await once(server, 'listening');
  return (server.address() as net.AddressInfo).port;
}

/** Linux and a few others have it. */
function sharesNot(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOTSUP' || error.code === 'EINVAL')) return;
  throw error;
}
