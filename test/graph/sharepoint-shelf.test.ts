import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFiledDocuments } from '../../src/minutes/filed-documents.ts';
import type { Shelf } from '../../src/ports/shelf.ts';
import { type FakeGraph, startFakeGraph } from '../support/fake-graph.ts';
import { createKeptLog } from '../support/kept-log.ts';
import { paper, sharePointAt } from '../support/sharepoint-under-test.ts';

const folder = 'ZVH-2026-002';
const inDrive = (name: string) => `Rondetafel/${name}`;
let graph: FakeGraph;
let shelf: Shelf;
beforeEach(async () => {
  graph = await startFakeGraph();
  graph.documents.makeFolder('Rondetafel');
  ({ shelf } = sharePointAt(graph));
});
afterEach(() => graph.close());
const asked = (what: string) => graph.calls.filter(call => call.what === what).length;
const versions = (name: string) => graph.documents.versions(inDrive(`${folder}/${name}`));

describe('papers in SharePoint', () => {
  const papers = [paper(`${folder}/a.json`, 'inhoud'), paper(`${folder}/b.docx`, 'document')];

  it('are put there once: what is the same already makes no new version', async () => {
    await shelf.put(papers);
    expect(asked('put')).toBe(4);
    await shelf.put(papers);
    expect(asked('put')).toBe(4);
    expect([versions('a.json'), versions('b.docx'), versions('b.docx.sha256')]).toEqual([1, 1, 1]);
  });

  it('make no new version either where SharePoint wrote properties of its own into the document', async () => {
    graph.documents.enriches = true;
    await shelf.put(papers);
    expect(graph.documents.read(inDrive(`${folder}/b.docx`))).not.toEqual(papers[1]?.bytes);
    await shelf.put(papers);
    expect(versions('b.docx')).toBe(1);
  });

  it('replace what somebody changed since, as a version behind it', async () => {
    await shelf.put(papers);
    graph.documents.edit(inDrive(`${folder}/b.docx`), 'veranderd');
    await shelf.put(papers);
    expect(graph.documents.read(inDrive(`${folder}/b.docx`)).toString()).toBe('document');
    expect([versions('a.json'), versions('b.docx')]).toEqual([1, 3]);
  });

  it('that somebody has open wait until they are closed, and are not lost', async () => {
    await shelf.put(papers);
    graph.documents.lock(inDrive(`${folder}/a.json`));
    const next = [paper(`${folder}/a.json`, 'gecorrigeerd'), ...papers.slice(1)];
    await expect(shelf.put(next)).rejects.toMatchObject({ code: 'sharePoint.locked', retryable: true });
    graph.documents.lock(inDrive(`${folder}/a.json`), false);
    await shelf.put(next);
    expect(graph.documents.read(inDrive(`${folder}/a.json`)).toString()).toBe('gecorrigeerd');
  });

  it.each([409, 412])('are looked at again when somebody was first (%i)', async status => {
    graph.trouble('put', status);
    await shelf.put(papers);
    expect(asked('list')).toBe(2);
    expect([versions('a.json'), versions('b.docx')]).toEqual([1, 1]);
  });

  it.each(['there', 'not there'])(
    'never replace what nobody looked at: %s before, changed in between',
    async before => {
      const name = inDrive(`${folder}/b.docx`);
      if (before === 'there') await shelf.put([paper(`${folder}/b.docx`, 'vorige')]);
      const looked = asked('list');
      const change = () => graph.documents.plant(name, 'van iemand anders');
      graph.meanwhile('put', change);
      await shelf.put([paper(`${folder}/b.docx`, 'document')]);
      expect(asked('list') - looked).toBe(2);
      expect(graph.documents.read(name).toString()).toBe('document');
    },
  );

  it('are given up for now when others are always first', async () => {
    graph.trouble('put', ...Array<number>(40).fill(412));
    await expect(shelf.put(papers)).rejects.toMatchObject({ code: 'sharePoint.conflict', retryable: true });
  });

  it('of which the answer got lost are there once', async () => {
    graph.trouble('put', 'dropAfter');
    await shelf.put(papers);
    expect([versions('a.json'), versions('b.docx')]).toEqual([1, 1]);
  });

  it('that were put there by half are finished by the next attempt', async () => {
    await shelf.put(papers.slice(0, 1));
    graph.trouble('put', 503, 'drop', 'drop');
    await expect(shelf.put(papers)).rejects.toMatchObject({ code: 'sharePoint.unavailable' });
    expect(graph.documents.names()).toHaveLength(2);
    await shelf.put(papers);
    expect(graph.documents.names()).toHaveLength(4);
    expect(versions('a.json')).toBe(1);
  });

  it('wait when there is no room', async () => {
    graph.trouble('put', 507);
    await expect(shelf.put(papers)).rejects.toMatchObject({ code: 'sharePoint.full', retryable: true });
  });

  it('come as well when the folder is made by another at the same moment', async () => {
    graph.trouble('folder', 409);
    await shelf.put(papers);
    expect(graph.documents.names()).toHaveLength(4);
  });
});

describe('a large document', () => {
  const bytes = Buffer.alloc(9_000_000, 'inhoud ');
  const [large] = [paper(`${folder}/groot.docx`, bytes)];
  const put = () => shelf.put([large]);
  const stored = () => graph.documents.read(inDrive(`${folder}/groot.docx`));

  it('goes in pieces of a multiple of 320 KiB, without our token', async () => {
    await put();
    expect(stored().equals(bytes)).toBe(true);
    const pieces = graph.calls.filter(({ what }) => what === 'piece');
    const sizes = pieces.map(({ headers }) => Number(headers['content-length']));
    expect(sizes).toEqual([3_276_800, 3_276_800, 2_446_400]);
    expect(pieces.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined, undefined]);
  });

  it('is sent again from the piece of which the connection broke', async () => {
    graph.trouble('piece', 'drop');
    await put();
    expect(stored().equals(bytes)).toBe(true);
    expect(asked('piece')).toBe(4);
  });

  it('goes on behind the piece of which the answer got lost, as SharePoint says', async () => {
    graph.trouble('piece', 'dropAfter');
    await put();
    expect(stored().equals(bytes)).toBe(true);
    expect(asked('status')).toBe(1);
    expect(asked('session')).toBe(1);
  });

  it('goes on where it was at a later attempt, after a longer interruption', async () => {
    graph.trouble('piece', 'dropAfter');
    graph.trouble('status', 503, 503, 503);
    await expect(put()).rejects.toMatchObject({ code: 'sharePoint.unavailable', retryable: true });
    await put();
    expect(stored().equals(bytes)).toBe(true);
    expect(asked('session')).toBe(1);
    const ranges = graph.calls.filter(({ what }) => what === 'piece').map(({ headers }) => headers['content-range']);
    expect(ranges.at(-2)).toBe('bytes 3276800-6553599/9000000');
  });

  it.each(['before', 'while'])('begins again when its session is over %s it goes on', async when => {
    if (when === 'before') {
      graph.trouble('piece', 503, 503, 503);
      await expect(put()).rejects.toMatchObject({ code: 'sharePoint.unavailable' });
      graph.expireUploads();
    } else graph.trouble('piece', 404);
    await put();
    expect(stored().equals(bytes)).toBe(true);
    expect(asked('session')).toBe(2);
  });

  it('waits when SharePoint asks for that in the middle', async () => {
    graph.trouble('piece', { status: 429, retryAfter: '60' });
    await expect(put()).rejects.toMatchObject({ code: 'sharePoint.throttled', retryAfterMs: 60_000 });
  });

  it('replaces one that was there, as a version, and nothing when it is the same', async () => {
    await put();
    await put();
    expect(versions('groot.docx')).toBe(1);
    graph.documents.edit(inDrive(`${folder}/groot.docx`), 'veranderd');
    await put();
    expect(stored().equals(bytes)).toBe(true);
    expect(versions('groot.docx')).toBe(3);
  });

  it('is looked at again when somebody put one there meanwhile', async () => {
    graph.meanwhile('piece', () => graph.documents.plant(inDrive(`${folder}/groot.docx`), 'van iemand anders'));
    await put();
    expect(stored().equals(bytes)).toBe(true);
    expect(asked('session')).toBe(2);
  });

  it('waits when somebody has it open', async () => {
    await put();
    graph.documents.edit(inDrive(`${folder}/groot.docx`), 'veranderd');
    graph.documents.lock(inDrive(`${folder}/groot.docx`));
    await expect(put()).rejects.toMatchObject({ code: 'sharePoint.locked', retryable: true });
  });
});

describe('a place that is moved', () => {
  it('is not taken for empty, and is found again when it is back', async () => {
    const papers = [paper(`${folder}/a.json`, 'inhoud')];
    await shelf.put(papers);
    graph.documents.rename('Rondetafel', 'Elders');
    for (const work of [() => shelf.folders(), () => shelf.put(papers), () => shelf.folders()])
      await expect(work()).rejects.toMatchObject({ code: 'sharePoint.notFound', retryable: true });
    graph.documents.rename('Elders', 'Rondetafel');
    expect(await shelf.folders()).toEqual([folder]);
  });
});

describe('what is removed from SharePoint', () => {
  const papers = [paper(`${folder}/a.json`, 'inhoud')];

  it('goes past the recycle bin', async () => {
    await shelf.put(papers);
    await shelf.remove(folder);
    expect(graph.documents.names()).toEqual([]);
    expect(graph.documents.recycled).toEqual([]);
    expect(shelf.keepsRemoved).toBe(false);
  });

  it('goes to the recycle bin where the permission allows no more, and that is told', async () => {
    const log = createKeptLog();
    ({ shelf } = sharePointAt(graph, { log }));
    await shelf.put(papers);
    graph.allow('write');
    const documents = createFiledDocuments(shelf);
    await documents.forget(folder);
    expect(graph.documents.names()).toEqual([]);
    expect(graph.documents.recycled).toEqual([inDrive(folder)]);
    expect(documents.outOfReach).toEqual(['filedDocuments']);
    expect(log.lines).toEqual(['warn sharePoint.recycled {}']);
  });

  it('waits for who has it open, also where only the recycle bin is allowed', async () => {
    await shelf.put(papers);
    graph.documents.lock(inDrive(`${folder}/a.json`));
    for (const allowed of ['all', 'write'] as const) {
      graph.allow(allowed);
      await expect(shelf.remove(folder)).rejects.toMatchObject({ code: 'sharePoint.locked', retryable: true });
    }
    expect(graph.documents.names()).toHaveLength(2);
  });

  it('is gone when the answer got lost', async () => {
    await shelf.put(papers);
    graph.trouble('forGood', 'dropAfter');
    await shelf.remove(folder);
    expect(graph.documents.names()).toEqual([]);
    expect(shelf.keepsRemoved).toBe(false);
  });
});
