import { createArchive } from '../../src/minutes/archive.ts';
import { createFiledDocuments } from '../../src/minutes/filed-documents.ts';
import { describeCaseDocuments } from '../contracts/case-documents.contract.ts';
import { describeMinutesArchive } from '../contracts/minutes-archive.contract.ts';
import { describeShelf } from '../contracts/shelf.contract.ts';
import { startFakeGraph } from '../support/fake-graph.ts';
import { sharePointAt } from '../support/sharepoint-under-test.ts';

const quiet = { info() {}, warn() {}, error() {} };
const root = 'Rondetafel/';

/** Against a fake that speaks the documented protocol over HTTP; no SharePoint was asked. */
async function open() {
  const graph = await startFakeGraph();
  graph.documents.makeFolder('Rondetafel');
  const { shelf } = sharePointAt(graph);
  return {
    shelf,
    archive: createArchive({ shelf, log: quiet }),
    documents: createFiledDocuments(shelf),
    names: async () => graph.documents.names().map(name => name.slice(root.length)),
    read: async (name: string) => graph.documents.read(`${root}${name}`),
    plant: async (name: string, content: string) => graph.documents.plant(`${root}${name}`, content),
    breakDown: async () => graph.breakDown(503),
    heal: async () => graph.heal(),
    close: () => graph.close(),
  };
}

describeMinutesArchive('SharePoint', open);
describeCaseDocuments('SharePoint', open);
describeShelf('SharePoint', open);
