import { type Colour, createRaster, letterWidth, type Point } from './raster.ts';

/** One line: what each conference agreed on. */
export interface Series {
  /** `R1`, `P2`: stands at the end of the line, so that nobody needs its colour. */
  readonly label: string;
  readonly points: readonly { readonly conference: number; readonly value: number }[];
}

export interface LineChart {
  readonly series: readonly Series[];
  /** What stands beside the heights that matter. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

export interface Picture {
  readonly png: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

const [width, height] = [1280, 460];
const edge = { left: 240, right: 260, top: 40, bottom: 70 };
const scale = 3;
const ink: Colour = [60, 60, 60];
const faint: Colour = [215, 220, 226];
/** Dark enough to be told from white; beyond these they come back. */
const colours: readonly Colour[] = [
  [21, 66, 115],
  [178, 62, 20],
  [20, 110, 70],
  [120, 40, 130],
  [100, 90, 10],
  [160, 20, 70],
];
/** More lines than this can't be told apart; all of them are in the table. */
const mostLines = 8;
/** Lines of one height beside each other instead of under each other. */
const apart = 9;

/**
 * Lines through the conferences, one for each risk or person at risk. Undefined when there's no line to draw: nothing has a value in
 * two conferences. The same chart gives the same bytes.
 */
export function drawLineChart({ series, ticks }: LineChart): Picture | undefined {
  const shown = series.filter(one => one.points.length > 0).slice(0, mostLines);
  if (!shown.some(one => one.points.length > 1)) return undefined;
  const conferences = [...new Set(shown.flatMap(one => one.points.map(point => point.conference)))].sort(
    (one, other) => one - other,
  );
  const values = ticks.map(tick => tick.value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const across = (conference: number) =>
    edge.left + ((width - edge.left - edge.right) * conferences.indexOf(conference)) / (conferences.length - 1);
  const up = (value: number) =>
    height - edge.bottom - ((height - edge.top - edge.bottom) * (value - lowest)) / (highest - lowest);

  const raster = createRaster(width, height);
  for (const { value, label } of ticks) {
    raster.line([edge.left, up(value)], [width - edge.right, up(value)], 2, faint);
    raster.text([edge.left - 30 - label.length * letterWidth * scale, up(value)], label, scale, ink);
  }
  for (const conference of conferences)
    raster.text([across(conference) - 8, height - edge.bottom / 2], String(conference), scale, ink);
  shown.forEach((one, index) => {
    const colour = colours[index % colours.length] ?? ink;
    const shift = (index - (shown.length - 1) / 2) * apart;
    const places = one.points.map(({ conference, value }): Point => [across(conference), up(value) + shift]);
    places.forEach((place, at) => {
      const before = places[at - 1];
      if (before !== undefined) raster.line(before, place, 5, colour);
      raster.dot(place, 7, colour);
    });
    const last = places.at(-1) ?? [0, 0];
    // Labels of lines that end at one height stand in rows of four.
    const ended = shown.slice(0, index).filter(other => sameEnd(other, one)).length;
    const [column, row] = [ended % 4, Math.floor(ended / 4)];
    const at: Point = [last[0] + 18 + column * 3.4 * letterWidth * scale, last[1] - shift + row * 9 * scale];
    raster.text(at, one.label, scale, colour);
  });
  return { png: raster.png(), width, height };
}

function sameEnd(one: Series, other: Series): boolean {
  const [last, otherLast] = [one.points.at(-1), other.points.at(-1)];
  return last?.conference === otherLast?.conference && last?.value === otherLast?.value;
}
