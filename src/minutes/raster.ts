import { encodePng } from '../png.ts';

/** Red, green, blue, each 0 to 255. */
export type Colour = readonly [number, number, number];

/** A picture to draw on, white to begin with; places in pixels from the top left. What falls outside is left out. */
export interface Raster {
  /** A straight line with round ends, `thick` pixels wide, with soft edges. */
  line(from: Point, to: Point, thick: number, colour: Colour): void;
  dot(at: Point, radius: number, colour: Colour): void;
  /** Small letters and digits, `scale` pixels a dot; `at` is the left of the middle of the line. Other characters leave a space. */
  text(at: Point, words: string, scale: number, colour: Colour): void;
  /** As a PNG; the same drawing gives the same bytes. */
  png(): Uint8Array;
}

export type Point = readonly [x: number, y: number];

export function createRaster(width: number, height: number): Raster {
  const pixels = new Uint8Array(width * height * 3).fill(255);

  function blend(x: number, y: number, share: number, colour: Colour): void {
    if (x < 0 || y < 0 || x >= width || y >= height || share <= 0) return;
    const at = (y * width + x) * 3;
    colour.forEach((value, index) => {
      const under = pixels[at + index] ?? 255;
      pixels[at + index] = Math.round(under + (value - under) * Math.min(1, share));
    });
  }

  function line(from: Point, to: Point, thick: number, colour: Colour): void {
    const reach = thick / 2 + 1;
    const [left, right] = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach];
    const [top, bottom] = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach];
    for (let y = Math.floor(top); y <= bottom; y++)
      for (let x = Math.floor(left); x <= right; x++) blend(x, y, thick / 2 + 0.5 - distance([x, y], from, to), colour);
  }

  return {
    line,
    dot: (at, radius, colour) => line(at, at, radius * 2, colour),
    text([left, middle], words, scale, colour) {
      const top = Math.round(middle - (glyphHeight * scale) / 2);
      Array.from(words.toLowerCase()).forEach((letter, place) => {
        const x0 = Math.round(left + place * letterWidth * scale);
        (glyphs[letter] ?? []).forEach((row, y) => {
          Array.from(row).forEach((dot, x) => {
            if (dot !== '#') return;
            for (let dy = 0; dy < scale; dy++)
              for (let dx = 0; dx < scale; dx++) blend(x0 + x * scale + dx, top + y * scale + dy, 1, colour);
          });
        });
      });
    },
    png: () => encodePng(width, height, 3, pixels),
  };
}

/** Of a point to the nearest point between two ends. */
function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

/** Dots from left to right, one more than a letter is wide. */
export const letterWidth = 6;
const glyphHeight = 7;
/** What the charts need, five by seven dots: the names of levels, the numbers of items and of conferences. */
const glyphs: Readonly<Record<string, readonly string[]>> = {
  '0': [' ### ', '#   #', '#  ##', '# # #', '##  #', '#   #', ' ### '],
  '1': ['  #  ', ' ##  ', '  #  ', '  #  ', '  #  ', '  #  ', ' ### '],
  '2': [' ### ', '#   #', '    #', '  ## ', ' #   ', '#    ', '#####'],
  '3': [' ### ', '#   #', '    #', '  ## ', '    #', '#   #', ' ### '],
  '4': ['   # ', '  ## ', ' # # ', '#  # ', '#####', '   # ', '   # '],
  '5': ['#####', '#    ', '#### ', '    #', '    #', '#   #', ' ### '],
  '6': [' ### ', '#    ', '#### ', '#   #', '#   #', '#   #', ' ### '],
  '7': ['#####', '    #', '   # ', '  #  ', ' #   ', ' #   ', ' #   '],
  '8': [' ### ', '#   #', '#   #', ' ### ', '#   #', '#   #', ' ### '],
  '9': [' ### ', '#   #', '#   #', ' ####', '    #', '    #', ' ### '],
  r: ['#### ', '#   #', '#   #', '#### ', '# #  ', '#  # ', '#   #'],
  p: ['#### ', '#   #', '#   #', '#### ', '#    ', '#    ', '#    '],
  a: ['  #  ', ' # # ', '#   #', '#   #', '#####', '#   #', '#   #'],
  e: ['#####', '#    ', '#    ', '#### ', '#    ', '#    ', '#####'],
  g: [' ### ', '#   #', '#    ', '# ###', '#   #', '#   #', ' ### '],
  h: ['#   #', '#   #', '#   #', '#####', '#   #', '#   #', '#   #'],
  i: [' ### ', '  #  ', '  #  ', '  #  ', '  #  ', '  #  ', ' ### '],
  l: ['#    ', '#    ', '#    ', '#    ', '#    ', '#    ', '#####'],
  m: ['#   #', '## ##', '# # #', '# # #', '#   #', '#   #', '#   #'],
  o: [' ### ', '#   #', '#   #', '#   #', '#   #', '#   #', ' ### '],
  t: ['#####', '  #  ', '  #  ', '  #  ', '  #  ', '  #  ', '  #  '],
  z: ['#####', '    #', '   # ', '  #  ', ' #   ', '#    ', '#####'],
};
