import { describe, expect, it } from 'vitest';
import { parseXml, type XmlElement } from '../../support/xml.ts';
import { whyTooMuch } from './find.ts';
import { readOptions } from './options.ts';
import { pictureOf } from './picture.ts';
import { createRecorder } from './recorder.ts';
import { limitsFound, reportOf } from './report.ts';
import type { Played } from './run.ts';
import type { Outcome } from './sender.ts';

/** Two minutes in which every tenth press goes otherwise, and the answers get slower. */
function playedOf(changes: Partial<Played> = {}): Played {
  const recorder = createRecorder();
  const others: readonly Outcome[] = ['oneMoment', 'failed', 'timeout', 'refused'];
  for (let press = 0; press < 1_200; press++) {
    const at = press * 100;
    const outcome = press % 10 === 0 ? (others[(press / 10) % others.length] ?? 'recorded') : 'recorded';
    recorder.offered(at, 1);
    recorder.heard(at, 'risk.rate', { outcome, ms: 10 + press, codes: outcome === 'recorded' ? [] : [outcome] });
  }
  recorder.shown(800);
  const machine = { busyMs: 0, allMs: 0 };
  const look = (at: number) => ({ at, botCpuMs: at * 500, residentMb: 300 + at, clientCpuMs: at * 50, machine });
  return {
    options: readOptions(['--out', 'a <b> & "c"']),
    seconds: 120,
    recorder,
    samples: Array.from({ length: 122 }, (_, at) => look(at)),
    connector: {
      ...{ requests: 500, edits: 400, mostEdits: 2, wrong: 0 },
      chat: { most: 7, exceeded: 0 },
      tenant: { most: 12, exceeded: 0 },
    },
    left: [],
    steps: [],
    ...changes,
  };
}

describe('what is kept of a run', () => {
  it('is told for every ten seconds and as a whole: what was offered, what was answered and how late, what became of the rest', () => {
    const { recorder } = playedOf();
    const spells = recorder.spells(10, 120);
    expect(spells).toHaveLength(12);
    expect(spells[0]).toMatchObject({ from: 0, seconds: 10, offered: 100, p50: 59, p99: 109, max: 109 });
    const whole = recorder.between(0, 120);
    expect(whole.outcomes).toEqual({ recorded: 1_080, oneMoment: 30, failed: 30, timeout: 30, refused: 30 });
    expect(whole).toMatchObject({ offered: 1_200, answered: 1_140 });
    expect(recorder.codes()).toEqual({ oneMoment: 30, failed: 30, timeout: 30, refused: 30 });
  });

  it('is nothing where nothing was', () => {
    expect(createRecorder().spells(10, 4)).toMatchObject([{ offered: 0, answered: 0, p50: 0, max: 0 }]);
  });
});

describe('a rate', () => {
  const spell = (changes: object) => ({
    ...{ from: 0, seconds: 20, offered: 1_000, answered: 1_000, p50: 20, p95: 200, p99: 900, max: 5_000 },
    outcomes: { recorded: 1_000, refused: 0, oneMoment: 0, failed: 0, timeout: 0 },
    ...changes,
  });
  const went = (outcomes: object) => ({ recorded: 900, refused: 90, oneMoment: 0, failed: 0, timeout: 0, ...outcomes });

  it('is carried when hardly anybody was refused or kept waiting; what a rule refuses counts as an answer', () => {
    expect(whyTooMuch(spell({}))).toBeUndefined();
    expect(whyTooMuch(spell({ outcomes: went({ oneMoment: 10 }) }))).toBeUndefined();
  });

  it.each([
    [{ p95: 1_200 }, 'one in twenty took longer than 1200 ms'],
    [{ outcomes: went({ oneMoment: 11 }) }, '1.1 % refused or failed'],
    [{ outcomes: went({ failed: 6, timeout: 6 }) }, '1.2 % refused or failed'],
    [{ answered: 700 }, '30.0 % not answered when it ended'],
  ])('is too much when it was %j', (changes, why) => {
    expect(whyTooMuch(spell(changes))).toBe(why);
  });

  it('that was carried and the one that was not are named', () => {
    const step = (perSecond: number, tooMuch?: string) => ({ perSecond, spell: spell({}), tooMuch });
    const steps = [step(100), step(125, 'a bad moment'), step(125), step(156, 'too slow'), step(156, 'too slow again')];
    expect(limitsFound(playedOf({ steps }), [])[0]).toBe('Carried: 125 presses a second; at 156 too slow again.');
    expect(limitsFound(playedOf({ steps: steps.slice(0, 3) }), [])[0]).toBe(
      "Carried: 125 presses a second; more wasn't tried.",
    );
  });
});

describe('the report', () => {
  it('has the whole, the limits, what stays in memory and the run in spells', () => {
    const left = [[{ heap: 100, external: 10, resident: 300 }], [{ heap: 101, external: 10, resident: 310 }]];
    const report = reportOf(playedOf({ left }));
    for (const line of [
      '| presses offered | 1200, 10.0/s |',
      '| answered | 1140, 9.5/s |',
      '| p50, p95, p99, max | 610 ms, 1151 ms, 1198 ms, 1209 ms |',
      '| refused with "one moment" | 30 |',
      '| failed | 30 |',
      '| not answered in ten seconds | 30 |',
      '| processor time of the bot | 50.4 ms a press |',
      '| memory of the bot: begin, end, most | 300 MB, 421 MB, 421 MB |',
      "- Teams' 8 messages in two seconds to a chat: never exceeded, at most 7.",
      "- Teams' 50 requests in a second for a tenant: never exceeded, at most 12.",
      '| 60 min | 1 | 101 MB | 10 MB | 310 MB |',
      '| 110 | 10.0 | 9.5 | 2 | 2 | 3 | 1160 | 1205 | 1209 | 1209 |',
    ])
      expect(report.split('\n'), report).toContain(line);
  });

  it('tells no figures of a process that ended before it was over', () => {
    const samples = playedOf().samples.map(one => (one.at < 100 ? one : { ...one, botCpuMs: 0, residentMb: 0 }));
    const lines = reportOf(playedOf({ samples: samples.slice(1) })).split('\n');
    expect(lines).toContain('| processor time of the bot | not known |');
    expect(lines).toContain('| memory of the bot: begin, end, most | not known |');
  });

  it('says loudly what Teams would not have taken', () => {
    const connector = { ...playedOf().connector, chat: { most: 9, exceeded: 2 }, wrong: 1 };
    expect(limitsFound(playedOf({ connector }), []).join('\n')).toMatch(
      /EXCEEDED 2 times, at most 9\..+TEAMS WOULD REFUSE: 1\./s,
    );
  });
});

describe('the picture', () => {
  const svg = parseXml(pictureOf(playedOf()));
  const all = (element: XmlElement): readonly XmlElement[] => [
    element,
    ...element.children.flatMap(child => (typeof child === 'string' ? [] : all(child))),
  ];
  const named = (name: string) => all(svg).filter(element => element.name === name);
  const said = (element: XmlElement) => element.children.filter(child => typeof child === 'string').join('');

  it('is well-formed and has every line, named in words, over the whole time', () => {
    const lines = named('polyline');
    const names = lines.map(line => said(line.children[0] as XmlElement));
    expect(names).toEqual(['offered', 'answered', 'refused', 'no answer', 'p50', 'p95', 'p99', 'resident']);
    expect(lines.map(line => (line.attributes.points ?? '').split(' ').length)).toEqual([...Array(7).fill(12), 121]);
    for (const name of names) expect(named('text').map(said)).toContain(name);
    expect(named('text').map(said)).toEqual(
      expect.arrayContaining(['Rate', 'presses a second', 'seconds', 'MB', '120']),
    );
  });

  it('draws nothing outside of its panels', () => {
    for (const { attributes } of named('polyline'))
      for (const point of (attributes.points ?? '').split(' ')) {
        const [x, y] = point.split(',').map(Number);
        expect(x).toBeGreaterThanOrEqual(76);
        expect(x).toBeLessThanOrEqual(850);
        expect(y).toBeGreaterThanOrEqual(140);
        expect(y).toBeLessThanOrEqual(Number(svg.attributes.height));
      }
  });

  it('tells lines of a panel apart by their dashes, in light and dark', () => {
    const style = said(named('style')[0] as XmlElement);
    const dashes = [...style.matchAll(/\.line(\d) \{[^}]*stroke-dasharray: ([\d ]+)/g)].map(([, , dash]) => dash);
    expect(new Set(dashes).size).toBe(3);
    expect(dashes).toHaveLength(3);
    expect(style).toContain('prefers-color-scheme: dark');
  });

  it('tells somebody who listens what it shows', () => {
    const [title, description] = [named('title'), named('desc')].map(([first]) => first && said(first));
    expect(title).toBe('310 conferences of 15 people in 31 houses, a press every 20 s each (embedded, 1 process)');
    expect(description).toContain('8 messages in two seconds to a chat: never exceeded');
    expect(svg.attributes).toMatchObject({ role: 'img', 'aria-labelledby': 'title desc' });
  });
});
