import { once } from 'node:events';
import { connect } from 'node:net';

const answer = /HTTP\/1\.1 (\d{3}) [\s\S]*?\r\n\r\n/;

/** Writes these bytes and gives the status of what comes back, an interim answer left out; 0 when the connection just ends. */
export async function rawStatus(origin: string, bytes: string | Uint8Array): Promise<number> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  let got = '';
  let status = 0;
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    got = (got + chunk).replace(/^HTTP\/1\.1 1\d\d [\s\S]*?\r\n\r\n/, '');
    status = Number(answer.exec(got)?.[1] ?? 0);
    if (status > 0) socket.destroy();
  });
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return status;
}

export interface CrowdRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts `count` requests over 20 connections, one after the other on each, and counts the statuses. Plain sockets: an HTTP client
 * would be slower than the server that is under test. Answers must have a content-length.
 */
export async function crowd(
  address: string,
  count: number,
  next: () => CrowdRequest,
): Promise<Readonly<Record<number, number>>> {
  const { port, pathname } = new URL(address);
  const statuses: Record<number, number> = {};
  let left = count;

  const connection = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1');
      let got = '';
      const ask = () => {
        if (left-- <= 0) {
          socket.destroy();
          return;
        }
        const { headers, body } = next();
        const head = { host: 'x', 'content-length': Buffer.byteLength(body), ...headers };
        const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
        socket.write(`POST ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
      };
      socket.setEncoding('latin1').on('data', (chunk: string) => {
        got += chunk;
        const head = answer.exec(got);
        const length = Number(/content-length: (\d+)/i.exec(head?.[0] ?? '')?.[1] ?? Number.NaN);
        if (head === null || !(got.length >= head.index + head[0].length + length)) return;
        const status = Number(head[1]);
        statuses[status] = (statuses[status] ?? 0) + 1;
        got = '';
        ask();
      });
      socket.once('connect', ask).once('error', reject).once('close', resolve);
    });
  await Promise.all(Array.from({ length: 20 }, connection));
  return statuses;
}
