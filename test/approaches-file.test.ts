import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApproachesFileError, loadApproaches } from '../src/approaches-file.ts';
import { findApproach, usualApproaches } from '../src/domain/approaches.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rondetafel-approaches-'));
  file = join(folder, 'approaches.json');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(...entries: readonly unknown[]) {
  await writeFile(file, JSON.stringify({ approaches: entries }));
  return loadApproaches(file);
}

/** What is said about a file with this in it; none when it's taken. */
async function linesOf(content: string): Promise<readonly string[]> {
  await writeFile(file, content);
  try {
    loadApproaches(file);
    return [];
  } catch (error) {
    if (error instanceof ApproachesFileError) return error.lines;
    throw error;
  }
}
const linesAbout = (...entries: readonly unknown[]) => linesOf(JSON.stringify({ approaches: entries }));

const usual = (name: string) => findApproach(usualApproaches, name);
const carrying = ['opening', 'risks', 'topThree', 'actions', 'closing'];
const fresh = { name: 'Nieuw', minutes: 30, steps: carrying, expectedOrganisations: ['Politie'] };

describe('the approaches of a house', () => {
  it('are the usual ones without a file, and with a file that changes nothing', async () => {
    expect(loadApproaches(undefined)).toBe(usualApproaches);
    expect(await load()).toEqual(usualApproaches);
  });

  it('change in what an entry gives only, by name whatever the capitals', async () => {
    const approaches = await load({ name: ' top  x ', minutes: 45, budgets: { risks: 12 }, instruments: [] });
    const before = usual('Top X');
    expect(approaches).toEqual([
      { ...before, minutes: 45, budgets: { ...before?.budgets, risks: 12 }, instruments: [] },
      ...usualApproaches.slice(1),
    ]);
  });

  it('get a new one at the end, its steps in the order of the method', async () => {
    const steps = ['closing', 'scenarios', 'actions', 'topThree', 'risks', 'opening'];
    const approaches = await load({ ...fresh, steps, short: [' NW '] });
    expect(approaches.slice(0, -1)).toEqual(usualApproaches);
    expect(approaches.at(-1)).toEqual({
      name: 'Nieuw',
      short: ['nw'],
      minutes: 30,
      steps: ['opening', 'risks', 'topThree', 'actions', 'scenarios', 'closing'],
      budgets: {},
      expectedOrganisations: ['Politie'],
      instruments: [],
      preparationDays: 3,
      retentionYears: 5,
      meetingKinds: [],
    });
    expect(findApproach(approaches, 'NW')?.name).toBe('Nieuw');
  });

  it('lose the one that is removed, whose short name is free then', async () => {
    const approaches = await load({ name: 'Top X OGG', remove: true }, { ...fresh, short: ['ogg'] });
    expect(approaches.map(({ name }) => name)).toEqual([
      'Top X',
      'Top X Jeugd',
      'Levensloopaanpak',
      'MDA++',
      'Radicalisering en polarisatie',
      'Nieuw',
    ]);
    expect(findApproach(approaches, 'ogg')?.name).toBe('Nieuw');
  });

  it('are read from the example of the documentation', () => {
    const approaches = loadApproaches('docs/approaches.example.json');
    expect(approaches.map(({ name, minutes }) => [name, minutes])).toEqual([
      ['Top X', 45],
      ['Top X Jeugd', 30],
      ['Top X OGG', 30],
      ['Levensloopaanpak', 45],
      ['MDA++', 45],
      ['Aanpak Ondermijning', 45],
    ]);
  });

  it.each([
    ['unknown settings', { name: 'Top X', stappen: [] }, 'approaches[0].stappen: [] — use name, short, minutes, '],
    ['other minutes', { name: 'Top X', minutes: 40 }, 'approaches[0].minutes: 40 — choose 30 or 45'],
    [
      'steps that there are not, naming those that there are',
      { name: 'Top X', steps: [...carrying, 'scenario'] },
      'approaches[0].steps[5]: "scenario" — choose from opening, lookBack, safety, monitor, risks, topThree, actions, scenarios, closing',
    ],
    [
      'an approach without the steps that carry it',
      { name: 'Top X', steps: ['opening', 'risks', 'closing'] },
      'approaches[0].steps: ["opening","risks","closing"] — add topThree, actions',
    ],
    [
      'budgets of other steps',
      { name: 'Top X', budgets: { news: 5 } },
      'approaches[0].budgets.news: 5 — choose from opening, lookBack,',
    ],
    [
      'budgets in something else than whole minutes',
      { name: 'Top X', budgets: { risks: 2.5 } },
      'approaches[0].budgets.risks: 2.5 — give whole minutes, 1 to 45',
    ],
    [
      'budgets that exceed the minutes',
      { name: 'Top X', budgets: { risks: 8 } },
      'approaches[0].budgets: {"risks":8} — opening 3, lookBack 4, risks 8, topThree 6, actions 7, closing 3 make 31 minutes and there are 30; lower them',
    ],
    [
      'fewer minutes than the usual budgets take',
      { name: 'MDA++', minutes: 30 },
      'approaches[0].budgets: missing — opening 4, lookBack 5, safety 8, risks 8, topThree 7, actions 9, closing 4 make 45 minutes and there are 30; lower them',
    ],
    [
      'an organisation that is in the list twice',
      { name: 'Top X', expectedOrganisations: ['GGZ', ' GGZ '] },
      'approaches[0].expectedOrganisations[1]: " GGZ " — it is in the list already; leave it out',
    ],
    [
      'a short name that is another approach',
      { name: 'Top X', short: ['ogg'] },
      'approaches[0].short[0]: "ogg" — it means Top X OGG already; choose another',
    ],
    [
      'a short name that is the name of another',
      { name: 'MDA++', short: ['Top X'] },
      'approaches[0].short[0]: "Top X" — it means Top X already; choose another',
    ],
    [
      'removing what there is not',
      { name: 'Top Y', remove: true },
      'approaches[0].name: "Top Y" — there is none to remove; choose from Top X, Top X Jeugd,',
    ],
    [
      'changing what is removed',
      { name: 'MDA++', remove: true, minutes: 30 },
      'approaches[0].minutes: 30 — leave it out of an approach that is removed',
    ],
    [
      'a kind of meeting without a table',
      { name: 'MDA++', meetingKinds: [{ name: 'Consultatieteam' }] },
      'approaches[0].meetingKinds[0].expectedOrganisations: missing — give a list of texts',
    ],
    ['an approach without a name', { minutes: 30 }, 'approaches[0].name: missing — give a text'],
    ['something else than an approach', 'Top X', 'approaches[0]: "Top X" — give { "name": …'],
  ])('refuse %s', async (_what, entry, line) => {
    expect(await linesAbout(entry)).toEqual([expect.stringContaining(line)]);
  });

  it('refuse a new one that does not say what makes it one', async () => {
    expect(await linesAbout({ name: 'Nieuw' })).toEqual([
      'approaches[0].minutes: missing — a new approach needs it; choose 30 or 45',
      expect.stringContaining('approaches[0].steps: missing — a new approach needs it; choose from opening, '),
      'approaches[0].expectedOrganisations: missing — a new approach needs it; give a list of texts',
    ]);
  });

  it('refuse the same name twice, naming both places', async () => {
    expect(await linesAbout(fresh, { ...fresh, name: 'NIEUW' })).toEqual([
      'approaches[1].name: "NIEUW" — it stands at approaches[0] already; keep one of the two',
    ]);
  });

  it('refuse a house without any', async () => {
    const none = usualApproaches.map(({ name }) => ({ name, remove: true }));
    expect(await linesAbout(...none)).toEqual([expect.stringMatching(/^approaches: .* — keep at least one approach$/)]);
  });

  it('say everything that is wrong at once, and name the file in the message', async () => {
    const content = { approaches: [{ name: 'Top X', minutes: 40, short: 3 }, { name: 'Nieuw' }, fresh], huis: 1 };
    const lines = await linesOf(JSON.stringify(content));
    expect(lines.map(line => line.split(':')[0])).toEqual([
      'huis',
      'approaches[0].short',
      'approaches[0].minutes',
      'approaches[1].minutes',
      'approaches[1].steps',
      'approaches[1].expectedOrganisations',
      'approaches[2].name',
    ]);
    expect(() => loadApproaches(file)).toThrow(`${file}: huis: 1 — use "approaches" only`);
  });
});

describe('a file that holds no approaches', () => {
  it.each([
    ['{\n  "approaches": [\n    { "name": "Top X" },\n  ]\n}', 4],
    ['{\n  "approaches": [\n    { "name": Top X }\n  ]\n}', 3],
    ['{\n  "approaches": [\n', 2],
    ['', 1],
  ])('names the line where it is no JSON: %j', async (content, line) => {
    expect(await linesOf(content)).toEqual([expect.stringMatching(new RegExp(`^line ${line}: not JSON — look there`))]);
  });

  it.each([
    ['[]', 'the file: [] — give { "approaches": [ … ] }'],
    ['null', 'the file: null — give { "approaches": [ … ] }'],
    ['{}', 'approaches: missing — give a list of approaches'],
    ['{"approaches":{"Top X":{}}}', 'approaches: {"Top X":{}} — give a list of approaches'],
  ])('is refused: %s', async (content, line) => {
    expect(await linesOf(content)).toEqual([line]);
  });

  it('may begin with a byte order mark', async () => {
    expect(await linesOf('\uFEFF{"approaches":[]}')).toEqual([]);
  });

  it('is named when it is not there, or is a folder', () => {
    const away = join(folder, 'none.json');
    expect(() => loadApproaches(away)).toThrow(`${away}: it can not be read — check the path`);
    expect(() => loadApproaches(folder)).toThrow(`${folder}: it can not be read`);
  });
});
