/** A line of a panel: seconds and values, in order of time. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [seconds: number, value: number])[];
}

/** How values stand beside each other: as far apart as they are, or each step ten times the last. */
export interface Axis {
  /** At which a line is drawn across, the lowest first. */
  readonly ticks: readonly number[];
  /** Where that value is: 0 at the bottom, 1 at the top. */
  at(value: number): number;
}

export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly Line[];
  readonly axis: Axis;
}

export interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
  /** What the width stands for. */
  readonly seconds: number;
}

export function axisOf(lines: readonly Line[], kind: 'even' | 'tenfold'): Axis {
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
  const most = values.reduce((highest, value) => Math.max(highest, value), 1);
  if (kind === 'even') {
    const step = niceStep(most / 4);
    const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
    const top = ticks.at(-1) ?? 1;
    return { ticks, at: value => value / top };
  }
  const decades = Math.max(1, Math.ceil(Math.log10(most)));
  return {
    ticks: Array.from({ length: decades + 1 }, (_, index) => 10 ** index),
    at: value => Math.log10(Math.max(1, value)) / decades,
  };
}

/** A panel with its title, its axes, its lines and their names. */
export function panelOf({ title, unit, lines, axis }: Panel, place: Place): string {
  const { left, right, top, height } = place;
  const bottom = top + height;
  const x = (seconds: number) => round(left + (seconds / place.seconds) * (right - left));
  const y = (value: number) => round(bottom - axis.at(value) * height);
  const step = niceStep(place.seconds / 8);
  const moments = Array.from({ length: Math.floor(place.seconds / step) + 1 }, (_, index) => index * step);
  const names = apart(lines.map(({ points }) => y(points.at(-1)?.[1] ?? 0)));
  return [
    `<text class="title" x="${left}" y="${top - 32}">${title}</text>`,
    `<text class="small" x="${left}" y="${top - 12}">${unit}</text>`,
    ...axis.ticks.flatMap(tick => [
      `<line class="grid" x1="${left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/>`,
      `<text class="small" x="${left - 8}" y="${y(tick) + 4}" text-anchor="end">${spelled(tick)}</text>`,
    ]),
    ...moments.map(
      moment =>
        `<text class="small" x="${x(moment)}" y="${bottom + 20}" text-anchor="middle">${spelled(moment)}</text>`,
    ),
    `<text class="small" x="${right + 12}" y="${bottom + 20}">seconds</text>`,
    ...lines.flatMap(({ name, points }, index) => [
      `<polyline class="line line${index}" points="${points.map(([at, value]) => `${x(at)},${y(value)}`).join(' ')}"><title>${name}</title></polyline>`,
      `<line class="line line${index}" x1="${right + 6}" x2="${right + 34}" y1="${names[index]}" y2="${names[index]}"/>`,
      `<text class="small" x="${right + 40}" y="${(names[index] ?? 0) + 4}">${name}</text>`,
    ]),
  ].join('\n');
}

/** Far enough from each other to be read, as near to where they belong as can be, in their own order. */
function apart(wanted: readonly number[]): readonly number[] {
  const least = 18;
  const places = wanted.map((at, index) => ({ at, index })).toSorted((one, other) => other.at - one.at);
  let below = Number.POSITIVE_INFINITY;
  const found: number[] = [];
  for (const { at, index } of places) {
    below = Math.min(at, below - least);
    found[index] = below;
  }
  return found;
}

/** 1, 2 or 5, with noughts. */
function niceStep(about: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(about, 1e-6)));
  return [1, 2, 5, 10].map(times => times * unit).find(step => step >= about) ?? unit * 10;
}

const round = (value: number) => Math.round(value * 10) / 10;
const spelled = (value: number) => String(Math.round(value * 1_000) / 1_000);
