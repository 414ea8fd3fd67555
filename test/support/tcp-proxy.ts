import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between the bot and a server, and lets the server go away in the ways that servers do. */
export interface TcpProxy {
  readonly port: number;
  /** As a server that stopped: every connection breaks, and new ones are refused. */
  stop(): Promise<void>;
  /** As a network that is gone: nothing comes through any more, and nobody says so. */
  silence(): void;
  /** Breaks every connection once. */
  cut(): void;
  /** As a server that is overloaded: what it says comes so much later, in order. */
  delay(ms: number): void;
  /** Everything goes through again, without delay. What was said into the silence comes through late, as it would. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

export async function createTcpProxy(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let silent = false;
  let delayMs = 0;
  let server = await listenOn(0);
  const { port } = server.address() as { port: number };

  async function listenOn(wanted: number): Promise<Server> {
    const listening = createServer({ pauseOnConnect: true }, join);
    listening.listen(wanted, '127.0.0.1');
    await once(listening, 'listening');
    return listening;
  }

  function join(client: Socket): void {
    const upstream = connect(target);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const over = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('data', bytes => {
        if (from === client || delayMs === 0) to.write(bytes);
        else setTimeout(() => to.write(bytes), delayMs);
      });
      from.on('error', over);
      from.on('close', over);
      from.on('end', () => to.end());
      if (silent) from.pause();
      else from.resume();
    }
  }

  function cut(): void {
    for (const pair of [...pairs]) for (const socket of pair) socket.destroy();
  }

  const proxy: TcpProxy = {
    port,
    cut,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
    silence() {
      silent = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    delay(ms) {
      delayMs = ms;
    },
    async resume() {
      silent = false;
      delayMs = 0;
      for (const pair of pairs) for (const socket of pair) socket.resume();
      if (!server.listening) server = await listenOn(port);
    },
    async close() {
      if (server.listening) await proxy.stop();
    },
  };
  return proxy;
}

/** The address of a database, by way of the proxy. */
export function throughProxy(databaseUrl: string, { port }: Pick<TcpProxy, 'port'>): string {
  const url = new URL(databaseUrl);
  url.port = String(port);
  return url.href;
}

/** Where a database is, for a proxy in front of it. */
export function targetOf(databaseUrl: string): { readonly host: string; readonly port: number } {
  const { hostname: host, port } = new URL(databaseUrl);
  return { host, port: Number(port || 5432) };
}
