import { AdapterError } from '../ports/adapter-error.ts';
import type { CaseDocuments } from '../ports/case-documents.ts';
import type { Shelf } from '../ports/shelf.ts';
import { lists } from './filed-contents.ts';
import { caseCode } from './minutes-values.ts';

/**
 * What a shelf has of a case: its own folder, and lists of the house in which it stands. A list is deleted whole: it's made anew
 * whenever somebody asks.
 */
export function createFiledDocuments(shelf: Shelf): CaseDocuments {
  async function forgetInLists(code: string): Promise<void> {
    const names = await shelf.filesIn(lists);
    for (const name of names.filter(one => one.endsWith('.csv'))) {
      const path = `${lists}/${name}`;
      const text = new TextDecoder().decode(await shelf.read(path));
      if (!text.includes(`"${code}"`)) continue;
      await shelf.remove(path);
      await shelf.remove(`${path}.sha256`);
    }
  }

  return {
    get outOfReach() {
      return shelf.keepsRemoved ? (['filedDocuments'] as const) : [];
    },

    async codes() {
      return (await shelf.folders()).filter(isCode);
    },

    async forget(code) {
      if (!isCode(code)) throw new AdapterError('the case code cannot name a folder', { code: 'badName' });
      await shelf.remove(code);
      await forgetInLists(code);
    },
  };
}

/** The folder of the lists has a name that a case may have. */
function isCode(name: string): boolean {
  return name !== lists && caseCode.safeParse(name).success;
}
