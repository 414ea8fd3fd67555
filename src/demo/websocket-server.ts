import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The sending half of a WebSocket; what the browser sends is only read to see that it leaves. */
export interface WebSocketSender {
  send(text: string): void;
}

const handshakeId = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const textFrame = 0x81;
const closeFrame = 0x88;

/** Accepts an upgrade (RFC 6455) on a socket of a Node server. `onGone` is called once, when the other side has left. */
export function acceptWebSocket(request: IncomingMessage, socket: Duplex, onGone: () => void): WebSocketSender {
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}${handshakeId}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`,
  );
  socket.once('close', onGone);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    // The Playground's page sends nothing but a goodbye.
    if (chunk[0] === closeFrame) socket.end(Buffer.from([closeFrame, 0]));
  });
  return {
    send(text) {
      if (socket.writable) socket.write(frameOf(text));
    },
  };
}

/** One text frame, its length in the shortest of the three forms, as the RFC wants. */
function frameOf(text: string): Buffer {
  const body = Buffer.from(text, 'utf8');
  return Buffer.concat([Buffer.from([textFrame]), lengthOf(body.length), body]);
}

function lengthOf(bytes: number): Buffer {
  if (bytes < 126) return Buffer.from([bytes]);
  if (bytes < 65_536) {
    const length = Buffer.from([126, 0, 0]);
    length.writeUInt16BE(bytes, 1);
    return length;
  }
  const length = Buffer.alloc(9, 0);
  length[0] = 127;
  length.writeBigUInt64BE(BigInt(bytes), 1);
  return length;
}
