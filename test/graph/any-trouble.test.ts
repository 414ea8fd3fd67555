import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import { type FakeGraph, startFakeGraph, type Trouble } from '../support/fake-graph.ts';
import type { Asked } from '../support/fake-site.ts';
import { hasty, paper, sharePointAt } from '../support/sharepoint-under-test.ts';

const code = 'ZVH-2026-002';
const small = [paper(`${code}/a.json`, 'inhoud'), paper(`${code}/b.docx`, 'document'), paper(`${code}/c.ics`, 'dagen')];
const large = [paper(`${code}/groot.docx`, Buffer.alloc(7_000_000, 'inhoud '))];

const asked: readonly Asked[] = [
  ...(['token', 'site', 'drive', 'item', 'list', 'folder', 'put', 'session', 'piece', 'status', 'forGood'] as const),
];
const trouble = fc.oneof(
  fc.constantFrom<Trouble>(400, 401, 403, 404, 409, 412, 416, 423, 429, 500, 502, 503, 504, 507),
  fc.constantFrom<Trouble>('drop', 'dropAfter', 'garbage'),
  fc.constantFrom('0', '2', '60').map(retryAfter => ({ status: 429, retryAfter })),
);
/** But for a file that is there and is said not to be: whom else to believe? */
const isLie = ([what, one]: readonly [Asked, Trouble]) => one === 404 && (what === 'item' || what === 'forGood');
const troubles = fc
  .array(fc.tuple(fc.constantFrom(...asked), trouble), { maxLength: 12 })
  .map(all => all.filter(one => !isLie(one)));

/** Tries as the outbox does, until it's done; anything but an error that may be tried again ends it. Returns how often it was tried. */
async function untilDone(work: () => Promise<void>, later: () => void, most: number): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return attempt;
    } catch (error) {
      if (!(error instanceof AdapterError) || !error.retryable || attempt > most) throw error;
      expect(error.message).not.toMatch(/canary|ZVH|token-/);
      later();
    }
  }
}

/** Files under all of it, then removes under all of it. */
async function throughAll(graph: FakeGraph, papers: typeof small, given: readonly (readonly [Asked, Trouble])[]) {
  let now = Date.now();
  const wait = async (ms: number) => {
    now += ms;
  };
  const { shelf } = sharePointAt(graph, { settings: { folder: code }, patience: { ...hasty(), wait, now: () => now } });
  const later = () => {
    now += 600_000;
  };
  for (const [what, one] of given) graph.trouble(what, one);
  await untilDone(() => shelf.put(papers), later, given.length + 1);
  for (const { name, bytes, hash } of papers) {
    expect(graph.documents.read(`${code}/${name}`).equals(bytes)).toBe(true);
    expect(graph.documents.read(`${code}/${hash.name}`).equals(hash.bytes)).toBe(true);
    expect(graph.documents.versions(`${code}/${name}`)).toBe(1);
  }
  expect(graph.documents.names()).toHaveLength(2 * papers.length);
  graph.heal();
  for (const [what, one] of given) graph.trouble(what, one);
  await untilDone(() => shelf.remove(code), later, given.length + 1);
  expect(graph.documents.names()).toEqual([]);
}

describe('whatever Graph answers', () => {
  it.each([
    ['a document with what stands beside it', small, 30],
    ['a large document', large, 5],
  ] as const)(
    '%s is filed whole and once, and removed wholly',
    async (_, papers, numRuns) => {
      await fc.assert(
        fc.asyncProperty(troubles, async given => {
          const graph = await startFakeGraph();
          graph.documents.makeFolder(code);
          try {
            await throughAll(graph, [...papers], given);
          } finally {
            await graph.close();
          }
        }),
        { numRuns, seed: 2026 },
      );
    },
    120_000,
  );
});
