import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FiledDocument } from '../../src/exports/document-zip.ts';
import { withPdfs } from '../../src/exports/word-to-pdf.ts';
import { writeDocx } from '../../src/minutes/docx-writer.ts';
import { sampleMinutes } from '../support/sample-minutes.ts';

const about = { conference: 1, version: 1, closedAt: '2026-11-21T09:30:00.000Z' };
const document = (name: string, bytes: Uint8Array = new TextEncoder().encode(name)): FiledDocument => ({
  name,
  bytes,
  ...about,
});
const namesOf = (documents: readonly FiledDocument[]) => documents.map(({ name }) => name);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fake-libreoffice-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Stands in for LibreOffice where there's none: takes its arguments, and makes of `3.docx` a `3.pdf` that says what was asked for. */
async function fakeLibreOffice(also = ''): Promise<string> {
  const program = join(folder, `fake-soffice-${Math.trunc(performance.now() * 1_000)}`);
  const script = `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const out = args[args.indexOf('--outdir') + 1];
for (const file of args.filter(one => one.endsWith('.docx'))) {
  ${also}
  fs.writeFileSync(out + '/' + file.split('/').at(-1).replace('.docx', '.pdf'), '%PDF ' + fs.readFileSync(file) + ' ' + args.join(' ') + ' ' + Object.keys(process.env));
}`;
  await writeFile(program, script);
  await chmod(program, 0o700);
  return program;
}

const text = (document: FiledDocument | undefined) => new TextDecoder().decode(document?.bytes);

describe('documents for an archive that wants PDF', () => {
  it('come as PDF/A behind each Word document, also of two folders with the same name in them, and the rest as it is', async () => {
    const documents = [document('a/v1.docx'), document('a/v1.json'), document('b/v1.docx')];
    const all = await withPdfs(documents, await fakeLibreOffice());
    expect(namesOf(all)).toEqual(['a/v1.docx', 'a/v1.pdf', 'a/v1.json', 'b/v1.docx', 'b/v1.pdf']);
    expect(text(all[1])).toContain('%PDF a/v1.docx ');
    expect(text(all[4])).toContain('%PDF b/v1.docx ');
    expect(text(all[1])).toContain('"SelectPdfVersion":{"type":"long","value":"2"}');
    expect(all[1]).toMatchObject(about);
  });

  it('are converted without whatever stands in our environment', async () => {
    process.env.RONDETAFEL_TEST_SECRET = 'x';
    const [, pdf] = await withPdfs([document('v1.docx')], await fakeLibreOffice());
    delete process.env.RONDETAFEL_TEST_SECRET;
    expect(text(pdf)).toContain('HOME');
    expect(text(pdf)).not.toContain('RONDETAFEL_TEST_SECRET');
  });

  it('need no program when there is no Word document', async () => {
    const documents = [document('v1.json')];
    expect(await withPdfs(documents, '/there/is/none')).toEqual(documents);
  });

  it('are not there without the program, which is told with what to do', async () => {
    await expect(withPdfs([document('v1.docx')], '/there/is/none')).rejects.toMatchObject({
      code: 'pdf.notFound',
      message: expect.stringContaining('install LibreOffice'),
    });
  });

  it('that it made no PDF of are named', async () => {
    const program = await fakeLibreOffice(`if (file.endsWith('1.docx')) continue;`);
    await expect(withPdfs([document('a.docx'), document('b.docx')], program)).rejects.toMatchObject({
      code: 'pdf.failed',
      message: 'LibreOffice made no PDF of b.docx',
    });
    const failing = await fakeLibreOffice('process.exit(3);');
    await expect(withPdfs([document('a.docx')], failing)).rejects.toMatchObject({ code: 'pdf.failed' });
  });

  const isHere = spawnSync('soffice', ['--version']).status === 0;
  it.skipIf(!isHere)(
    'are PDF/A-2b with tags, by the LibreOffice that is here',
    async () => {
      const minutes = await writeDocx(sampleMinutes('casus-x'));
      const [, pdf] = await withPdfs([document('v1.docx', minutes)], 'soffice');
      const said = Buffer.from(pdf?.bytes ?? []).toString('latin1');
      expect(said.slice(0, 5)).toBe('%PDF-');
      expect(said).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B/);
      expect(said).toContain('/MarkInfo<</Marked true>>');
    },
    120_000,
  );
});
