import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGraphClient } from '../../src/graph/client.ts';
import { retryAfterMs } from '../../src/graph/patience.ts';
import { type FakeGraph, startFakeGraph } from '../support/fake-graph.ts';
import { hasty, sharePointAt } from '../support/sharepoint-under-test.ts';

describe('asking Microsoft Graph', () => {
  let graph: FakeGraph;
  let waited: number[];
  beforeEach(async () => {
    graph = await startFakeGraph();
    graph.documents.makeFolder('Rondetafel');
    waited = [];
  });
  afterEach(() => graph.close());
  const asked = (what: string) => graph.calls.filter(call => call.what === what).length;
  const open = (change = {}) => sharePointAt(graph, { patience: { ...hasty(waited), ...change } });

  it.each([500, 502, 503, 504, 'drop', 'dropAfter'] as const)('tries again after %s', async trouble => {
    graph.trouble('site', trouble, trouble);
    await open().look();
    expect(asked('site')).toBe(3);
    expect(waited).toEqual([1, 1]);
  });

  it.each([500, 'drop'] as const)('gives up after three times %s, and says that later may do', async trouble => {
    graph.trouble('site', trouble, trouble, trouble);
    await expect(open().look()).rejects.toMatchObject({ code: 'sharePoint.unavailable', retryable: true });
    expect(asked('site')).toBe(3);
  });

  it('tries again when no answer comes in time', async () => {
    const site = open({ timeoutMs: 500 });
    graph.trouble('site', 'hang');
    await site.look();
    expect(asked('site')).toBe(2);
  });

  it('waits as long as it is asked to, when that is a moment', async () => {
    graph.trouble('site', { status: 429, retryAfter: '2' });
    let now = Date.now();
    const wait = async (ms: number) => {
      waited.push(ms);
      now += ms;
    };
    await open({ wait, now: () => now }).look();
    expect(waited).toEqual([2_000]);
  });

  it.each([429, 503])('leaves a longer wait to whoever tries later, and asks nothing until then (%i)', async status => {
    graph.trouble('site', { status, retryAfter: '120' });
    let now = Date.now();
    const { look } = open({ now: () => now });
    const throttled = { code: 'sharePoint.throttled', retryable: true };
    await expect(look()).rejects.toMatchObject({ ...throttled, retryAfterMs: 120_000 });
    now += 50_000;
    await expect(look()).rejects.toMatchObject({ ...throttled, retryAfterMs: 70_000 });
    expect(asked('site')).toBe(1);
    now += 70_001;
    await look();
    expect(waited).toEqual([]);
  });

  it('takes one new token when the last one is refused', async () => {
    const { look, shelf } = open();
    await look();
    graph.withdrawTokens();
    expect(await shelf.folders()).toEqual([]);
    expect(asked('token')).toBe(2);
  });

  it('does not go on asking for tokens when new ones are refused too', async () => {
    const { look, shelf } = open();
    await look();
    graph.trouble('list', 401, 401, 401);
    await expect(shelf.folders()).rejects.toMatchObject({ code: 'sharePoint.refused', retryable: true });
    expect(asked('token')).toBe(2);
    expect(asked('list')).toBe(2);
  });

  it('says that later may do when Entra refuses, because somebody can mend that', async () => {
    graph.trouble('token', 400);
    await expect(open().look()).rejects.toMatchObject({ code: 'sharePoint.refused', retryable: true });
  });

  it.each(['garbage', 'huge'] as const)('takes no answer that is %s', async trouble => {
    const { look, shelf } = open();
    await look();
    graph.trouble('list', trouble, trouble, trouble);
    await expect(shelf.folders()).rejects.toMatchObject({ name: 'AdapterError', retryable: true });
  });

  it('sends its token nowhere else, whatever an answer says', async () => {
    const client = createGraphClient(graph.url, { token: async () => 'secret', forget() {} }, hasty());
    for (const to of ['https://elders.example/v1.0/next', 'http://127.0.0.1:1/next'])
      await expect(client.send({ method: 'GET', to })).rejects.toThrow('leads elsewhere');
    for (const to of ['http://elders.example/up', 'ftp://elders.example/up', 'up'])
      await expect(client.download(to)).rejects.toThrow('leads elsewhere');
  });

  it('follows no redirect with its token', async () => {
    const { shelf, look } = open();
    await look();
    graph.documents.plant('Rondetafel/caseload/a.csv', 'inhoud');
    expect(new TextDecoder().decode(await shelf.read('caseload/a.csv'))).toBe('inhoud');
    const download = graph.calls.find(({ what }) => what === 'download');
    expect(download?.headers.authorization).toBeUndefined();
  });

  it('says who it is in the way that Microsoft asks for', async () => {
    await open().look();
    const graphCalls = graph.calls.filter(({ path }) => path.startsWith('/v1.0'));
    expect(new Set(graphCalls.map(({ headers }) => headers['user-agent']))).toEqual(
      new Set(['NONISV|Rondetafel|Rondetafel/1.0']),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:02:00 GMT', 120_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['later', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
