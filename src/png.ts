import { crc32, deflateSync } from 'node:zlib';

/** Three channels: red, green, blue. Four: and how opaque. */
export type Channels = 3 | 4;

/** A PNG of eight bits a channel, rows from the top, no interlacing; the same pixels give the same bytes. */
export function encodePng(width: number, height: number, channels: Channels, pixels: Uint8Array): Uint8Array {
  const stride = width * channels;
  const rows = new Uint8Array(height * (stride + 1));
  // Each row begins with the number of its filter: 0, none.
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Colour type 2 is red green blue, 6 the same with how opaque.
  header.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows, { level: 9 })),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
