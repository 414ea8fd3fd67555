import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { today } from '../../src/demo/references.ts';
import { minutesSchema } from '../../src/minutes/minutes-schema.ts';
import { startEntry } from '../support/entry-process.ts';
import { type FakeGraph, startFakeGraph } from '../support/fake-graph.ts';
import { type House, openHouse, type RoundTable } from '../support/round-table.ts';
import { sharePointEnv } from '../support/sharepoint-under-test.ts';
import { playWhole } from '../support/whole-conference.ts';

const code = 'ZVH-2026-601';
let graph: FakeGraph;
beforeAll(async () => {
  graph = await startFakeGraph();
});
afterAll(() => graph?.close());

/** Against a fake that speaks the documented protocol over HTTP; no SharePoint was asked. */
describe('a bot that files in SharePoint', () => {
  let house: House;
  let table: RoundTable;
  const said = (words: string) => table.lines().filter(line => line.includes(words));
  beforeAll(async () => {
    graph.breakDown(503);
    house = await openHouse({ env: sharePointEnv(graph) });
    table = house.seat(code);
  }, 120_000);
  afterAll(() => house?.dispose());

  it('starts while SharePoint is away, and says so in its log', () => {
    expect(house.bot.output()).toMatch(/"event":"archive.away".*"code":"sharePoint.unavailable"/);
  });

  it('tells the chair once that the minutes cannot be filed yet', async () => {
    await playWhole(table, ['wijkagent', 'reclasseerder', 'behandelaar'], today());
    await house.stub.until(() => said('kan nu niet worden opgeslagen').length > 0, 20_000);
    expect(graph.documents.names()).toEqual([]);
  }, 60_000);

  it('files them whole as soon as it is back, and says in the chat where they are', async () => {
    graph.heal();
    const [line] = await house.stub.until(() => {
      const lines = said('is opgeslagen');
      return lines.length > 0 ? lines : undefined;
    }, 60_000);
    const name = `${code}/${code}-1-v1`;
    expect(line).toContain(`https://zvh.sharepoint.com/sites/casusoverleg/Gedeelde%20documenten/${name}.docx?web=1`);
    expect(said('kan nu niet worden opgeslagen')).toHaveLength(1);
    const names = graph.documents.names();
    for (const what of ['.json', '.docx', '.ics']) expect(names).toContain(`${name}${what}`);
    for (const what of ['plan', 'tijdlijn', 'pgax'])
      expect(names.filter(one => one.startsWith(`${code}/${code}-${what}-1-v1.`)).length).toBeGreaterThan(0);
    for (const one of names.filter(each => !each.endsWith('.sha256'))) {
      const sha256 = createHash('sha256').update(graph.documents.read(one)).digest('hex');
      expect(graph.documents.read(`${one}.sha256`).toString()).toBe(`${sha256}  ${one.slice(code.length + 1)}\n`);
      expect(graph.documents.versions(one)).toBe(1);
    }
    const minutes = minutesSchema.parse(JSON.parse(graph.documents.read(`${name}.json`).toString()));
    expect(minutes.risks.map(({ id }) => id)).toEqual(['R1', 'R2']);
  }, 90_000);

  it('puts no token, certificate or address of SharePoint in its log', () => {
    expect(house.bot.output()).not.toMatch(/token-|Bearer|BEGIN|sharepoint\.com|canary/);
  });
});

describe('a bot that cannot file in SharePoint', () => {
  async function refused(change: Readonly<Record<string, string>>): Promise<string> {
    const env = { RONDETAFEL_DEV: '1', DATA_DIR: '/nowhere', ...sharePointEnv(graph), ...change };
    const { code: exit, stderr } = await startEntry(env).ended;
    expect(exit).toBe(1);
    expect(stderr.trimEnd().split('\n'), stderr).toHaveLength(1);
    return stderr;
  }

  it.each([
    [{ SHAREPOINT_SITE: 'zvh.sharepoint.com:/sites/elders' }, 'SHAREPOINT_SITE: there is no such site'],
    [{ SHAREPOINT_CLIENT_ID: '00000000-0000-4000-8000-00000000000a' }, 'Entra gives the application no token'],
    [{ SHAREPOINT_CERTIFICATE: '/nowhere.pem' }, 'the file with the certificate cannot be read'],
  ])(
    'does not start, and says in a line what to do: %j',
    async (change, words) => {
      expect(await refused(change)).toContain(words);
    },
    60_000,
  );
});
