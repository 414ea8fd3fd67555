import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeGraph, startFakeGraph } from '../support/fake-graph.ts';
import { sharePointAt } from '../support/sharepoint-under-test.ts';

describe('the place in SharePoint', () => {
  let graph: FakeGraph;
  beforeEach(async () => {
    graph = await startFakeGraph();
    graph.documents.makeFolder('Rondetafel');
  });
  afterEach(() => graph.close());
  const refusalOf = (settings: object) =>
    sharePointAt(graph, { settings })
      .look()
      .then(
        () => undefined,
        (error: unknown) => error,
      );

  it('is found once, by one who looks many times at once', async () => {
    const { look } = sharePointAt(graph);
    await Promise.all([look(), look(), look()]);
    await look();
    expect(graph.calls.map(({ what }) => what)).toEqual(['token', 'site', 'drive', 'item']);
  });

  it('is found with the managed identity of the machine', async () => {
    await sharePointAt(graph, { byIdentity: true }).look();
    expect(graph.calls[0]?.what).toBe('identity');
  });

  it('can be a library by its name, in small letters or capitals', async () => {
    graph.other.makeFolder('Rondetafel/verslagen 2026');
    const { look, shelf } = sharePointAt(graph, {
      settings: { library: 'verslagen', folder: 'Rondetafel/verslagen 2026' },
    });
    await look();
    expect(shelf.locationOf('ZVH-2026-002/ZVH-2026-002-1-v1.docx')).toBe(
      'https://zvh.sharepoint.com/sites/casusoverleg/Verslagen/Rondetafel/verslagen%202026/ZVH-2026-002/ZVH-2026-002-1-v1.docx?web=1',
    );
  });

  it('is a link that people can open once it is known, and until then a name in the archive', async () => {
    const { look, shelf } = sharePointAt(graph);
    const name = 'ZVH-2026-002/ZVH-2026-002-1-v1.ics';
    expect(shelf.locationOf(name)).toBe(name);
    await look();
    expect(shelf.locationOf(name)).toBe(
      `https://zvh.sharepoint.com/sites/casusoverleg/Gedeelde%20documenten/Rondetafel/${name}`,
    );
  });

  it.each([
    [{ site: 'zvh.sharepoint.com:/sites/elders' }, /SHAREPOINT_SITE: there is no such site.*Sites\.Selected/],
    [{ library: 'Archief' }, /SHAREPOINT_LIBRARY: .*"Archief"; it has: Documenten, Verslagen$/],
    [{ folder: 'Nergens' }, /SHAREPOINT_FOLDER: .*make it \(404 itemNotFound\)/],
  ])('that is not there is told with what to do: %j', async (settings, words) => {
    const error = await refusalOf(settings);
    expect(error).toMatchObject({ code: 'sharePoint.notFound' });
    expect(String(error)).toMatch(words);
    expect(String(error)).not.toContain('canary');
  });

  it('that we may not see is told with the permission that it needs', async () => {
    graph.allow('nothing');
    const error = await refusalOf({});
    expect(error).toMatchObject({ code: 'sharePoint.refused', retryable: true });
    expect(String(error)).toMatch(/Sites\.Selected.*\(403 accessDenied\)/);
  });

  it('is looked for again after it was not found', async () => {
    const { look } = sharePointAt(graph, { settings: { folder: 'Later' } });
    await expect(look()).rejects.toMatchObject({ code: 'sharePoint.notFound' });
    graph.documents.makeFolder('Later');
    await expect(look()).resolves.toBeUndefined();
  });
});
