import { encodePng } from '../png.ts';

/** A square of pixels: red, green, blue and how opaque, each 0 to 255, rows from the top. */
export interface Icon {
  readonly size: number;
  readonly pixels: Uint8Array;
  readonly png: Uint8Array;
}

type Colour = readonly [number, number, number];

/** What is filled: whether a place, in units of the drawing, is inside. */
interface Shape {
  readonly colour: Colour;
  inside(x: number, y: number): boolean;
}

/** Places looked at in each direction within a pixel; 64 in all make the soft edges. */
const samples = 8;

/** Two million places are looked at for a large one: once for each drawing will do. */
const drawn = new Map<string, Icon>();

/**
 * Draws an icon. Of SVG it knows what our icons are made of: a square `viewBox` from 0,0, `rect` and `circle` with `fill`, `stroke`
 * and `stroke-width`, colours as `#rrggbb` or `none`. Throws an Error for anything else, so that no part of a drawing is silently left out.
 */
export function drawIcon(svg: string, size: number): Icon {
  const key = `${size} ${svg}`;
  const icon = drawn.get(key) ?? draw(svg, size);
  drawn.set(key, icon);
  return icon;
}

function draw(svg: string, size: number): Icon {
  const [, side] = /viewBox="0 0 (\d+) \1"/.exec(svg) ?? [];
  if (side === undefined) throw new Error('an icon needs a square viewBox that begins at 0 0');
  const shapes = shapesOf(svg);
  const unit = Number(side) / size;
  const pixels = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) pixels.set(pixelAt(shapes, x * unit, y * unit, unit), (y * size + x) * 4);
  return { size, pixels, png: encodePng(size, size, 4, pixels) };
}

/** The mean of what the places within the pixel show; where nothing is drawn it's transparent. */
function pixelAt(shapes: readonly Shape[], left: number, top: number, unit: number): readonly number[] {
  const sum = [0, 0, 0];
  let opaque = 0;
  for (let place = 0; place < samples * samples; place++) {
    const x = left + (((place % samples) + 0.5) / samples) * unit;
    const y = top + ((Math.floor(place / samples) + 0.5) / samples) * unit;
    const seen = shapes.findLast(shape => shape.inside(x, y));
    if (seen === undefined) continue;
    opaque++;
    seen.colour.forEach((value, channel) => {
      sum[channel] = (sum[channel] ?? 0) + value;
    });
  }
  if (opaque === 0) return [0, 0, 0, 0];
  return [...sum.map(value => Math.round(value / opaque)), Math.round((opaque / samples ** 2) * 255)];
}

function shapesOf(svg: string): readonly Shape[] {
  const drawing = svg.replace(/<\?xml[^>]*\?>|<!--[\s\S]*?-->|<title>[^<]*<\/title>|<\/?svg\b[^>]*>/g, '');
  const elements = [...drawing.matchAll(/<(\w+)((?:\s+[\w-]+="[^"]*")*)\s*\/>/g)];
  const rest = elements.reduce((text, [element]) => text.replace(element, ''), drawing).trim();
  if (rest !== '') throw new Error(`an icon has rect and circle only, not ${rest.slice(0, 40)}`);
  return elements.flatMap(([, name = '', written = '']) => {
    const given = new Map([...written.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
    if (name === 'rect') return rectangle(reader(given, ['x', 'y', 'width', 'height', 'fill']));
    if (name === 'circle') return circle(reader(given, ['cx', 'cy', 'r', 'fill', 'stroke', 'stroke-width']));
    throw new Error(`an icon has rect and circle only, not ${name}`);
  });
}

type Reader = ReturnType<typeof reader>;

function reader(given: ReadonlyMap<string, string>, known: readonly string[]) {
  const unknown = [...given.keys()].filter(key => !known.includes(key));
  if (unknown.length > 0) throw new Error(`an icon can't draw ${unknown.join(', ')}`);
  return {
    number(key: string, otherwise = 0): number {
      const value = Number(given.get(key) ?? otherwise);
      if (!Number.isFinite(value)) throw new Error(`${key} of an icon has to be a number`);
      return value;
    },
    colour(key: string, otherwise: string): Colour | undefined {
      const value = given.get(key) ?? otherwise;
      if (value === 'none') return undefined;
      const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value) ?? [];
      if (red === undefined || green === undefined || blue === undefined)
        throw new Error(`a colour of an icon is #rrggbb, not ${value}`);
      return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
    },
  };
}

function rectangle(of: Reader): readonly Shape[] {
  const [left, top] = [of.number('x'), of.number('y')];
  const [right, bottom] = [left + of.number('width'), top + of.number('height')];
  const colour = of.colour('fill', '#000000');
  const inside = (x: number, y: number) => x >= left && x < right && y >= top && y < bottom;
  return colour === undefined ? [] : [{ colour, inside }];
}

function circle(of: Reader): readonly Shape[] {
  const [cx, cy, radius, half] = [of.number('cx'), of.number('cy'), of.number('r'), of.number('stroke-width', 1) / 2];
  const [fill, stroke] = [of.colour('fill', '#000000'), of.colour('stroke', 'none')];
  const from = (x: number, y: number) => Math.hypot(x - cx, y - cy);
  const filled = fill && { colour: fill, inside: (x: number, y: number) => from(x, y) <= radius };
  const edge = stroke && { colour: stroke, inside: (x: number, y: number) => Math.abs(from(x, y) - radius) <= half };
  return [filled, edge].filter(shape => shape !== undefined);
}
