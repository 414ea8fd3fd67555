import { axisOf, type Panel, panelOf } from './panel.ts';
import { limitsFound, spellSeconds, titleOf } from './report.ts';
import type { Played } from './run.ts';

const width = 960;
const left = 76;
const panels = { first: 140, height: 190, gap: 92 } as const;

/**
 * Rate, latency and memory over time, as an SVG by itself. Lines differ by their dashes and are named at their end, so that nothing
 * is told by colour alone; it's dark where the reader's screen is.
 */
export function pictureOf(played: Played): string {
  const { seconds, recorder, samples, options } = played;
  const spells = recorder.spells(spellSeconds(seconds), seconds);
  const middle = ({ from, seconds: length }: { readonly from: number; readonly seconds: number }) => from + length / 2;
  const line = (name: string, value: (spell: (typeof spells)[number]) => number) => ({
    name,
    points: spells.map(spell => [middle(spell), value(spell)] as const),
  });
  const answeredOnly = (name: string, value: (spell: (typeof spells)[number]) => number) => ({
    name,
    points: spells.filter(({ answered }) => answered > 0).map(spell => [middle(spell), value(spell)] as const),
  });
  const rates = [
    line('offered', spell => spell.offered / spell.seconds),
    line('answered', spell => spell.answered / spell.seconds),
    line('refused', spell => spell.outcomes.oneMoment / spell.seconds),
    line('no answer', spell => (spell.outcomes.failed + spell.outcomes.timeout) / spell.seconds),
  ];
  const times = [
    answeredOnly('p50', spell => spell.p50),
    answeredOnly('p95', spell => spell.p95),
    answeredOnly('p99', spell => spell.p99),
  ];
  // The last look is after the last answers came.
  const looks = samples.filter(({ at }) => at <= seconds);
  const memory = [{ name: 'resident', points: looks.map(({ at, residentMb }) => [at, residentMb] as const) }];
  const drawn: readonly Panel[] = [
    { title: 'Rate', unit: 'presses a second', lines: rates, axis: axisOf(rates, 'even') },
    {
      title: 'Time until the answer',
      unit: 'milliseconds; every line across is ten times the one below it',
      lines: times,
      axis: axisOf(times, 'tenfold'),
    },
    { title: 'Memory of the bot', unit: 'MB', lines: memory, axis: axisOf(memory, 'even') },
  ];
  const height = panels.first + drawn.length * (panels.height + panels.gap);
  const place = { left, right: width - 110, height: panels.height, seconds: Math.max(1, seconds) };
  const title = titleOf(options);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(limitsFound(played, spells).join(' '))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="head" x="${left}" y="38">Rondetafel under load</text>`,
    `<text class="small" x="${left}" y="64">${escaped(title)}</text>`,
    ...drawn.map((panel, index) =>
      panelOf(panel, { ...place, top: panels.first + index * (panels.height + panels.gap) }),
    ),
    '</svg>',
    '',
  ].join('\n');
}

const style = `
text { font-family: system-ui, 'Segoe UI', sans-serif; fill: #1b1b1b; font-size: 14px }
.head { font-size: 22px; font-weight: 600 } .title { font-weight: 600 } .small { font-size: 13px }
.ground { fill: #ffffff } .grid { stroke: #d0d0d0; stroke-width: 1 }
.line { fill: none; stroke-width: 2; stroke-linejoin: round }
.line0 { stroke: #0b57a4 } .line1 { stroke: #8a4b00; stroke-dasharray: 9 5 } .line2 { stroke: #a3122f; stroke-dasharray: 2 4 } .line3 { stroke: #2f6b2f; stroke-dasharray: 12 4 2 4 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f0f0 } .ground { fill: #1b1b1b } .grid { stroke: #4a4a4a }
.line0 { stroke: #7db7f0 } .line1 { stroke: #f0b35c } .line2 { stroke: #ff8fa3 } .line3 { stroke: #8fd18f }
}
`;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
