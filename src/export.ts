import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createClock } from './clock.ts';
import { runTool, say } from './command-line.ts';
import { readStorageConfig } from './config.ts';
import { fold } from './domain/evolve.ts';
import { type PersonInCase, personInCase } from './domain/person-record.ts';
import { adoptedDocuments } from './exports/adopted-documents.ts';
import { beginBundle } from './exports/bundle.ts';
import { writeCase } from './exports/case-bundle.ts';
import { documentZip } from './exports/document-zip.ts';
import { withPdfs } from './exports/word-to-pdf.ts';
import { createLog } from './logger.ts';
import { createFolderArchive } from './minutes/folder-archive.ts';
import { loadTemplate } from './minutes/template/load-template.ts';
import type { Template } from './minutes/template/template.ts';
import type { AccessTo } from './ports/access-log.ts';
import { AdapterError } from './ports/adapter-error.ts';
import type { StreamId } from './ports/event-store.ts';
import { createProgress } from './progress.ts';
import { loadMasterKeys } from './storage/keys/load-master-keys.ts';
import { openStorage, type Storage } from './storage/open-storage.ts';

const usage = `npm run export -- --case CODE --out FOLDER         a case, for the legality committee
npm run export -- --case CODE --zip FILE           its documents in one zip, for any document system
                              --pdf               and each Word document as PDF/A too, when LibreOffice is here
npm run export -- --person ENTRA-ID --out FOLDER   what one person said and was asked, over all cases

  --libreoffice PROGRAM   where it is, when it isn't soffice on the path
  --why TEXT       why, for the access log
  --by ENTRA-ID    who asks for it, for the access log
  --tenant ID      when several houses have that code

Every export is in the access log of its cases. An embedded database is in use while the bot runs: stop the bot first.
Exit code: 0 exported, 1 exported and a link of its chains is broken, or failed, 2 not understood or not there.
`;

const options = {
  case: { type: 'string' },
  person: { type: 'string' },
  out: { type: 'string' },
  zip: { type: 'string' },
  pdf: { type: 'boolean' },
  libreoffice: { type: 'string' },
  why: { type: 'string' },
  by: { type: 'string' },
  tenant: { type: 'string' },
} as const;
type Arguments = { readonly [Name in Exclude<keyof typeof options, 'pdf'>]?: string } & { readonly pdf?: boolean };

interface Task {
  readonly storage: Storage;
  readonly given: Arguments;
  readonly out: string;
  readonly auditDir: string;
  readonly at: string;
  /** As the bot files: in the Word template of the house, when it has one. */
  readonly template: { readonly template?: Template };
}

/** `npm run export`: read-only bundles. Nothing of any case changes but its access log. */
async function main(): Promise<number> {
  const given = readArguments();
  const isClear =
    given !== undefined &&
    (given.case === undefined) !== (given.person === undefined) &&
    (given.out === undefined) !== (given.zip === undefined) &&
    (given.zip === undefined || given.case !== undefined) &&
    (given.pdf !== true || given.zip !== undefined);
  if (!isClear) {
    process.stderr.write(usage);
    return 2;
  }
  const settings = readStorageConfig(process.env);
  const masterKeys = await loadMasterKeys(settings);
  const storage = await openStorage({ ...settings, masterKeys, log: createLog('error') });
  const { auditDir, minutesTemplate } = settings;
  const template = minutesTemplate === undefined ? {} : { template: loadTemplate(minutesTemplate) };
  const task: Task = {
    storage,
    given,
    out: resolve(given.out ?? given.zip ?? ''),
    auditDir,
    at: createClock(0).now(),
    template,
  };
  try {
    if (given.case === undefined) return await exportPerson(task, given.person ?? '');
    return given.zip === undefined ? await exportCase(task, given.case) : await exportDocuments(task, given.case);
  } finally {
    await storage.close();
  }
}

function readArguments(): Arguments | undefined {
  try {
    const { values } = parseArgs({ options });
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  } catch {
    return undefined;
  }
}

/** The case of that code; undefined when there's none or more than one, which is said. */
async function caseOf(task: Task, code: string): Promise<StreamId | undefined> {
  const found = (await casesOf(task)).filter(one => one.case === code);
  const [stream, ...others] = found;
  if (stream !== undefined && others.length === 0) return stream;
  say(stream === undefined ? `There is no case ${code}.` : `${found.length} houses have a case ${code}: --tenant`);
  return undefined;
}

async function exportDocuments(task: Task, code: string): Promise<number> {
  const { storage, given, out, at } = task;
  const stream = await caseOf(task, code);
  if (stream === undefined) return 2;
  await storage.access.record([accessTo(task, stream, 'documents')]);
  const events = await storage.events.read(stream);
  const state = fold(events);
  if (state === undefined) throw new AdapterError(`The case ${code} has no events`, { code: 'storage.damaged' });
  const log = createLog('error');
  const progress = createProgress('Versions filed');
  const made = await adoptedDocuments(
    events,
    state,
    directory => createFolderArchive({ directory, log, ...task.template }),
    progress.update,
  );
  progress.end();
  const documents = given.pdf === true ? await withPdfs(made, given.libreoffice ?? 'soffice') : made;
  // Never over a file that is there, and for its own user only.
  const zip = documentZip({ case: code, approach: state.approach, at }, documents);
  await writeFile(out, zip, { flag: 'wx', mode: 0o400 }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new AdapterError(`${out} is there already: give another name`, { code: 'export.fileExists' });
    throw error;
  });
  say(`${documents.length} documents in ${out}. SHA-256: ${createHash('sha256').update(zip).digest('hex')}`);
  return 0;
}

async function exportCase(task: Task, code: string): Promise<number> {
  const { storage, given, out, auditDir, at } = task;
  const stream = await caseOf(task, code);
  if (stream === undefined) return 2;
  const bundle = await beginBundle(out);
  // Before anything is written: an export that isn't logged doesn't happen. The log in the bundle has this one as its last.
  await storage.access.record([accessTo(task, stream, 'case')]);
  const events = await storage.events.read(stream);
  const state = fold(events);
  if (state === undefined) throw new AdapterError(`The case ${code} has no events`, { code: 'storage.damaged' });
  const archive = createFolderArchive({
    directory: join(out, 'minutes'),
    log: createLog('error'),
    ...task.template,
  });
  const progress = createProgress('Versions filed');
  await writeCase(bundle, archive, { events, state, accesses: await storage.access.of(stream) }, progress.update);
  progress.end();
  const { broken } = await storage.audit({ case: code, directory: auditDir });
  const ours = broken.filter(one => one.tenant === stream.tenant || one.chain === 'heads');
  const sealed = await bundle.seal({
    schema: 'rondetafel.export/1',
    ...stream,
    at,
    ...(given.by !== undefined && { by: given.by }),
    ...(given.why !== undefined && { why: given.why }),
    events: events.length,
    chains: ours.length === 0 ? 'every link holds' : ours,
  });
  say(`${sealed.files} files in ${out}. SHA-256 of manifest.json: ${sealed.sha256}`);
  if (ours.length > 0) say('A link of its chains is broken: see "chains" in manifest.json, and npm run audit.');
  return ours.length > 0 ? 1 : 0;
}

async function exportPerson(task: Task, person: string): Promise<number> {
  const { storage, given, out, at } = task;
  const streams = await casesOf(task);
  const progress = createProgress('Cases read');
  const found: (PersonInCase & { readonly stream: StreamId })[] = [];
  for (const [done, stream] of streams.entries()) {
    progress.update(done, streams.length);
    const inCase = personInCase(stream.case, await storage.events.read(stream), person);
    if (inCase !== undefined) found.push({ stream, ...inCase });
  }
  progress.update(streams.length, streams.length);
  progress.end();
  const tenants = [...new Set(streams.map(({ tenant }) => tenant))];
  const profiles = await Promise.all(tenants.map(tenant => storage.people.find(tenant, person)));
  const known = profiles.filter(profile => profile !== undefined);
  if (found.length === 0 && known.length === 0) {
    say('Nobody with that id is in any case.');
    return 2;
  }
  const bundle = await beginBundle(out);
  await storage.access.record(found.map(({ stream }) => accessTo(task, stream, 'person')));
  const cases = [];
  for (const { stream, ...inCase } of found) {
    const accesses = (await storage.access.of(stream)).filter(one => one.person === person);
    cases.push({ ...inCase, accesses });
  }
  await bundle.json('person.json', { schema: 'rondetafel.person/1', person, profiles: known, cases });
  const about = { schema: 'rondetafel.export/1', person, at, ...(given.why !== undefined && { why: given.why }) };
  const sealed = await bundle.seal(about);
  say(`${found.length} cases in ${out}. SHA-256 of manifest.json: ${sealed.sha256}`);
  say('Look through what others typed before you hand it over: names in running text are still in it.');
  return 0;
}

async function casesOf({ storage, given }: Task): Promise<readonly StreamId[]> {
  const all = await storage.cases();
  return given.tenant === undefined ? all : all.filter(({ tenant }) => tenant === given.tenant);
}

function accessTo({ given, at }: Task, stream: StreamId, what: string): AccessTo {
  const person = given.by ?? 'operator';
  return { ...stream, at, person, action: 'export', what, client: 'command line', why: given.why ?? 'not given' };
}

runTool(main);
