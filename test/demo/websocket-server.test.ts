import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptWebSocket, type WebSocketSender } from '../../src/demo/websocket-server.ts';

let close: () => void = () => undefined;
afterEach(() => close());

/** A server with one socket to it, and what the client receives. */
async function connected() {
  let sender: WebSocketSender | undefined;
  let gone: () => void = () => undefined;
  const left = new Promise<void>(resolve => {
    gone = resolve;
  });
  const server = createServer();
  server.on('upgrade', (request, socket) => {
    sender = acceptWebSocket(request, socket, gone);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new WebSocket(`ws://127.0.0.1:${port}/`);
  await new Promise(resolve => {
    client.onopen = resolve;
  });
  const received = (count: number) =>
    new Promise<readonly string[]>(resolve => {
      const texts: string[] = [];
      client.onmessage = event => {
        texts.push(String(event.data));
        if (texts.length === count) resolve(texts);
      };
    });
  return { client, received, left, send: (text: string) => sender?.send(text) };
}

describe('a socket to the page', () => {
  it('carries short, longer and very long text, whole and in order', async () => {
    const { received, send } = await connected();
    const texts = ['kort', 'é'.repeat(100), 'x'.repeat(65_535), 'y'.repeat(70_000), ''];
    const all = received(texts.length);
    for (const text of texts) send(text);
    expect(await all).toEqual(texts);
  });

  it('notices that the page has gone, and sends nothing more', async () => {
    const { client, left, send } = await connected();
    client.close();
    await left;
    expect(() => send('te laat')).not.toThrow();
  });
});
