import { AdapterError } from '../ports/adapter-error.ts';
import type { Log } from '../ports/log.ts';
import type { FiledFile, MinutesArchive } from '../ports/minutes-archive.ts';
import type { Paper, Shelf } from '../ports/shelf.ts';
import { caseloadPaper, papersOf } from './filed-contents.ts';
import type { Template } from './template/template.ts';

interface ArchiveOptions {
  readonly shelf: Shelf;
  readonly log: Log;
  /** Of the house, for the minutes. Absent: our own document. */
  readonly template?: Template;
}

/**
 * Minutes on a shelf, a folder per case, each file with a `.sha256` beside it. The same minutes give the same bytes wherever they're put, so
 * filing again after a kill changes nothing.
 *
 * `file` rejects as `papersOf` and as the shelf do; what we can't make at all is `unexpected`, and not to be tried again.
 */
export function createArchive({ shelf, log, template }: ArchiveOptions): MinutesArchive {
  return {
    async file(minutes, beside = {}) {
      const papers = await papersOf(minutes, beside, template).catch(notMade);
      await shelf.put(papers);
      log.info('minutes.filed', { case: minutes.case.code, version: minutes.version });
      return papers.map(filedAs);
    },

    async fileCaseload(caseload) {
      const paper = caseloadPaper(caseload);
      await shelf.put([paper]);
      log.info('caseload.filed', { cases: caseload.cases.length });
      return filedAs(paper);
    },

    locationOf: file => shelf.locationOf(file.name),
  };
}

function filedAs({ name, sha256 }: Paper): FiledFile {
  return { name, sha256 };
}

function notMade(error: unknown): never {
  if (error instanceof AdapterError) throw error;
  throw new AdapterError('minutes not filed: unexpected error', { code: 'unexpected', cause: error });
}
