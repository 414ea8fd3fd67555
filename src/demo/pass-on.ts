import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** The plumbing of a small reverse proxy. */

export interface Passed {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Sends a request on to the server at `target` and gives back what it answered. */
export async function passOn(target: string, request: IncomingMessage, body: Buffer): Promise<Passed> {
  const type = request.headers['content-type'];
  const response = await fetch(target + (request.url ?? '/'), {
    method: request.method ?? 'GET',
    ...(type !== undefined && { headers: { 'content-type': type } }),
    ...(body.length > 0 && { body }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? 'application/octet-stream',
    body: Buffer.from(await response.arrayBuffer()),
  };
}

/** Joins an upgraded connection to the server at `target`, byte for byte. */
export function passUpgradeOn(target: string, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { hostname, port } = new URL(target);
  const other = connect(Number(port), hostname, () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let i = 0; i < request.rawHeaders.length; i += 2)
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    other.write(`${lines.join('\r\n')}\r\n\r\n`);
    other.write(head);
    socket.pipe(other).pipe(socket);
  });
  const end = () => {
    other.destroy();
    socket.destroy();
  };
  other.on('error', end).on('close', end);
  socket.on('error', end).on('close', end);
}

export function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
