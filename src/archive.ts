import { authorityOf } from './archive-settings.ts';
import type { ToolConfig } from './config.ts';
import { openSharePoint } from './graph/open-sharepoint.ts';
import { createAllDocuments } from './minutes/all-documents.ts';
import { createArchive } from './minutes/archive.ts';
import { createFiledDocuments } from './minutes/filed-documents.ts';
import { createFolderShelf } from './minutes/folder-shelf.ts';
import type { Template } from './minutes/template/template.ts';
import { AdapterError } from './ports/adapter-error.ts';
import type { CaseDocuments } from './ports/case-documents.ts';
import type { Log } from './ports/log.ts';
import type { MinutesArchive } from './ports/minutes-archive.ts';
import type { Shelf } from './ports/shelf.ts';

export interface OpenedArchive {
  readonly archive: MinutesArchive;
  readonly documents: CaseDocuments;
  /**
   * Whether it can be filed in at all. Rejects with `AdapterError` when somebody has to change a setting or a permission first; an archive that is
   * away for now is logged, and what has to be filed waits for it.
   */
  look(): Promise<void>;
}

/**
 * Where documents are filed, as the environment says: in SharePoint, or in a folder. For the bot and for the tools beside it.
 * @throws AdapterError when the certificate for SharePoint isn't good
 */
export function openArchive(config: ToolConfig, log: Log, template?: Template): OpenedArchive {
  const folder = createFolderShelf(config.minutesDir);
  const { shelf, look } = shelfOf(folder, config, log);
  return {
    archive: createArchive({ shelf, log, ...(template !== undefined && { template }) }),
    // What was filed in the folder before SharePoint goes with its case too.
    documents: createAllDocuments([...new Set([shelf, folder])].map(createFiledDocuments)),
    async look() {
      await look().catch((error: unknown) => {
        if (!(error instanceof AdapterError) || mendedBySomebody.has(error.code)) throw error;
        log.warn('archive.away', { code: error.code });
      });
    },
  };
}

const mendedBySomebody: ReadonlySet<string> = new Set(['sharePoint.refused', 'sharePoint.notFound']);

function shelfOf(
  folder: Shelf,
  { sharePoint, identity }: ToolConfig,
  log: Log,
): { readonly shelf: Shelf; readonly look: () => Promise<void> } {
  if (sharePoint === undefined) return { shelf: folder, look: async () => undefined };
  const authority = authorityOf(sharePoint.graphUrl);
  return openSharePoint({ settings: sharePoint, authority, identity, log });
}
