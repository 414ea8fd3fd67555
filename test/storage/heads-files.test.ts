import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHeads, writeHeads } from '../../src/storage/audit/heads-files.ts';

describe('the file with the heads of a day', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rondetafel-heads-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('is kept by everybody who writes it at the same moment, and leaves nothing beside it', async () => {
    const heads = {
      schema: 'rondetafel.heads/1',
      day: '2026-11-23',
      at: '2026-11-23T09:00:00.000Z',
      houses: [],
    } as const;
    // A round of the sweep at the start, and the first one by its timer, a second later in the next minute.
    await Promise.all([writeHeads(directory, heads), writeHeads(directory, heads), writeHeads(directory, heads)]);
    expect(await findHeads(directory)).toEqual([{ file: 'heads-2026-11-23.json', heads }]);
    expect(await readdir(directory)).toEqual(['heads-2026-11-23.json']);
  });
});
