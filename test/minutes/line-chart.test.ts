import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { drawLineChart, type Series } from '../../src/minutes/line-chart.ts';

const ticks = [
  { value: 0, label: 'laag' },
  { value: 3, label: 'zeer hoog' },
];
const line = (label: string, ...values: number[]): Series => ({
  label,
  points: values.map((value, index) => ({ conference: index + 1, value })),
});
/** The pixels of a PNG without its filters, three bytes each, a row a string. */
function rowsOf(png: Uint8Array): readonly string[] {
  const view = new DataView(png.buffer, png.byteOffset);
  const width = view.getUint32(16);
  const data = inflateSync(png.subarray(41, 41 + view.getUint32(33)));
  const stride = width * 3 + 1;
  return Array.from({ length: data.length / stride }, (_, y) =>
    data.subarray(y * stride + 1, (y + 1) * stride).toString('hex'),
  );
}

describe('a line through the conferences', () => {
  it('is a PNG of the size it says, and the same every time', () => {
    const chart = { series: [line('R1', 3, 1, 0), line('R2', 0, 0)], ticks };
    const drawn = drawLineChart(chart);
    const png = drawn?.png ?? new Uint8Array();
    const view = new DataView(png.buffer, png.byteOffset);
    expect(Array.from(png.subarray(0, 8))).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([drawn?.width, drawn?.height]);
    expect(drawLineChart(chart)).toEqual(drawn);
  });

  it('ends low when it fell, and high when it rose', () => {
    const coloured = (series: Series) => {
      const rows = rowsOf(drawLineChart({ series: [series], ticks })?.png ?? new Uint8Array());
      // The ring of the last point is the only thing right of the middle of the last column and left of its label.
      return rows.findLastIndex(row => row.slice(1020 * 6, 1025 * 6).includes('154273'));
    };
    expect(coloured(line('R1', 3, 0))).toBeGreaterThan(coloured(line('R1', 0, 3)));
  });

  it('is not drawn of one conference, nor of none', () => {
    expect(drawLineChart({ series: [line('R1', 3), line('R2')], ticks })).toBeUndefined();
    expect(drawLineChart({ series: [], ticks })).toBeUndefined();
  });
});
