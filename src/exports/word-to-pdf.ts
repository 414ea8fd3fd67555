import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { AdapterError } from '../ports/adapter-error.ts';
import type { FiledDocument } from './document-zip.ts';

/** PDF/A-2b, with tags for whoever has it read aloud. */
const filter = `pdf:writer_pdf_Export:${JSON.stringify({
  SelectPdfVersion: { type: 'long', value: '2' },
  UseTaggedPDF: { type: 'boolean', value: 'true' },
})}`;
/** LibreOffice takes seconds to start, and then less than one for each document. */
const startMs = 60_000;
const eachMs = 10_000;

const run = promisify(execFile);

/**
 * The Word documents among these as PDF/A-2b, each behind its own, converted by the LibreOffice of this machine. It works in a folder of
 * its own that is removed, without the settings of whoever runs it. For a tool that somebody types; the bot starts no program.
 *
 * Rejects with `AdapterError`: `pdf.notFound` when there's no such program, `pdf.failed` when it made no PDF of a document.
 * @param program `soffice`, or the path to it
 */
export async function withPdfs(
  documents: readonly FiledDocument[],
  program: string,
): Promise<readonly FiledDocument[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-pdf-'));
  try {
    const words = documents.filter(({ name }) => name.endsWith('.docx'));
    // Numbers, because two folders may have a document of the same name.
    const files = words.map((_, at) => join(folder, `${at}.docx`));
    for (const [at, { bytes }] of words.entries()) await writeFile(files[at] ?? '', bytes);
    if (files.length > 0) await convert(program, folder, files);
    const pdfs = new Map<string, FiledDocument>();
    for (const [at, word] of words.entries()) {
      const bytes = await readFile(join(folder, `${at}.pdf`)).catch((error: unknown) => {
        throw new AdapterError(`LibreOffice made no PDF of ${word.name}`, { code: 'pdf.failed', cause: error });
      });
      pdfs.set(word.name, { ...word, name: word.name.replace(/\.docx$/, '.pdf'), bytes });
    }
    return documents.flatMap(one => [one, ...[pdfs.get(one.name)].filter(pdf => pdf !== undefined)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function convert(program: string, folder: string, files: readonly string[]): Promise<void> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const args = [profile, '--headless', '--norestore', '--convert-to', filter, '--outdir', folder, ...files];
  try {
    await run(program, args, {
      timeout: startMs + files.length * eachMs,
      env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' },
    });
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw isMissing
      ? new AdapterError(
          `There is no ${program} here: install LibreOffice, or say where it is with --libreoffice. Without --pdf the zip has the Word documents`,
          { code: 'pdf.notFound' },
        )
      : new AdapterError('LibreOffice could not convert the documents', { code: 'pdf.failed', cause: error });
  }
}
