import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createArchive } from '../../src/minutes/archive.ts';
import { createFiledDocuments } from '../../src/minutes/filed-documents.ts';
import { type FakeGraph, startFakeGraph } from '../support/fake-graph.ts';
import { type House, openHouse } from '../support/house.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { sharePointAt } from '../support/sharepoint-under-test.ts';
import { cardsOf, code, type TableUnderTest } from '../support/table.ts';
import { playTo } from '../support/table-stages.ts';

let house: House;
let graph: FakeGraph;
let table: TableUnderTest;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  graph = await startFakeGraph();
  graph.documents.makeFolder('Rondetafel');
  const { shelf } = sharePointAt(graph);
  const archive = createArchive({ shelf, log: createKeptLog() });
  const documents = createFiledDocuments(shelf);
  table = await house.open({ archive, documents, processDirectors: ['procesregisseur'] });
});
afterEach(async () => {
  await house.tidy();
  await graph.close();
});
afterAll(() => house.close());

const filed = (folder: string) => graph.documents.names().filter(name => name.startsWith(`Rondetafel/${folder}/`));
async function closeCase(): Promise<void> {
  const conversation = table.own('procesregisseur');
  const [card] = cardsOf(await table.say('procesregisseur', `casus sluiten ${code}`, { conversation }));
  if (card === undefined) throw new Error('no form');
  await table.press('procesregisseur', 'case.close', { reason: 'goalsMet' }, { card, conversation });
}

describe('a case whose documents are in SharePoint', () => {
  it('leaves nothing there when its retention ends, once SharePoint is back', async () => {
    await playTo(table, 'adopted');
    await table.say('procesregisseur', 'caseload', { conversation: table.own('procesregisseur') });
    expect([filed(code).length, filed('caseload').length]).toEqual([14, 2]);
    graph.documents.plant('Rondetafel/ZVH-2026-999/ZVH-2026-999-1-v1.docx', 'van een andere casus');
    await closeCase();
    await table.at('2031-11-22T10:00:00.000Z');
    expect(filed(code)).toHaveLength(14);
    graph.breakDown(503);
    await table.at('2031-11-23T02:00:00.000Z');
    expect(await table.events()).toEqual([]);
    expect(filed(code)).toHaveLength(14);
    graph.heal();
    for (const minute of ['05', '10', '15']) await table.at(`2031-11-23T02:${minute}:00.000Z`);
    expect([filed(code), filed('caseload')]).toEqual([[], []]);
    expect(graph.documents.names()).toEqual(['Rondetafel/ZVH-2026-999/ZVH-2026-999-1-v1.docx']);
    expect(graph.documents.recycled).toEqual([]);
  }, 60_000);

  it('says on the card of the caseload where the list is', async () => {
    await playTo(table, 'risks.raise');
    const said = await table.say('procesregisseur', 'caseload', { conversation: table.own('procesregisseur') });
    expect(JSON.stringify(cardsOf(said))).toContain(
      'https://zvh.sharepoint.com/sites/casusoverleg/Gedeelde%20documenten/Rondetafel/caseload/caseload-',
    );
  });

  it('has the files of a correction beside those before it, each once', async () => {
    await playTo(table, 'adopted');
    const before = filed(code);
    await table.say('procesregisseur', 'verbeteren');
    await table.press('procesregisseur', 'minutes.correct', { item: 'R1', text: 'Het gevaar is anders' });
    await table.settled();
    const after = filed(code);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toContain(`Rondetafel/${code}/${code}-1-v2.docx`);
    for (const name of after) expect(graph.documents.versions(name)).toBe(1);
  });
});
