import { inflateSync } from 'node:zlib';

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and how opaque, of every pixel. */
  readonly pixels: Uint8Array;
}

/** What Teams has against a colour icon: 192 by 192, the whole square filled. */
export function checkColour(png: Uint8Array): readonly string[] {
  const read = readPixels(png);
  if (read === undefined) return [notReadable];
  const clear = opacities(read).some(value => value < 255);
  return [...wrongSize(read, 192), ...(clear ? ['has to fill its square: a part of it is transparent'] : [])];
}

/** What Teams has against an outline icon: 32 by 32, white lines only, on nothing. */
export function checkOutline(png: Uint8Array): readonly string[] {
  const read = readPixels(png);
  if (read === undefined) return [notReadable];
  const { pixels } = read;
  const opaque = opacities(read);
  const coloured = opaque.some((value, at) => value > 0 && pixels.subarray(at * 4, at * 4 + 3).some(one => one < 255));
  return [
    ...wrongSize(read, 32),
    ...(coloured ? ['has to be white and nothing else'] : []),
    ...(opaque.every(value => value > 0) ? ['has to be transparent where there is no line'] : []),
    ...(opaque.every(value => value === 0) ? ['has nothing on it'] : []),
  ];
}

const notReadable = 'not a PNG of eight bits a channel with transparency, without filters, as the build draws it';

function wrongSize({ width, height }: Pixels, size: number): readonly string[] {
  return width === size && height === size ? [] : [`has to be ${size} by ${size}, and is ${width} by ${height}`];
}

function opacities({ pixels }: Pixels): readonly number[] {
  return Array.from({ length: pixels.length / 4 }, (_, at) => pixels[at * 4 + 3] ?? 0);
}

/** The pixels of a PNG of our own making; undefined for any other. */
function readPixels(png: Uint8Array): Pixels | undefined {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const isOurs = png.byteLength > 41 && view.getUint32(0) === 0x89504e47 && view.getUint32(24) === 0x08060000;
  if (!isOurs) return undefined;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const rows = unpack(png.subarray(41, 41 + view.getUint32(33)));
  if (rows === undefined || rows.length !== height * (width * 4 + 1)) return undefined;
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const start = y * (width * 4 + 1);
    if (rows[start] !== 0) return undefined;
    pixels.set(rows.subarray(start + 1, start + 1 + width * 4), y * width * 4);
  }
  return { width, height, pixels };
}

function unpack(data: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(data);
  } catch {
    return undefined;
  }
}
