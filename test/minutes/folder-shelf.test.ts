import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderShelf } from '../../src/minutes/folder-shelf.ts';
import { describeShelf } from '../contracts/shelf.contract.ts';

describeShelf('folder', async () => {
  const home = await mkdtemp(join(tmpdir(), 'shelf-'));
  return { shelf: createFolderShelf(join(home, 'made', 'when', 'needed')), close: () => rm(home, { recursive: true }) };
});
