import { randomUUID } from 'node:crypto';
import { quickXorHash } from '../../src/graph/quick-xor-hash.ts';

/** A file or folder of the fake. */
interface Entry {
  readonly id: string;
  /** In the drive: `Rondetafel/ZVH-2026-002/x.docx`. */
  readonly path: string;
  /** Absent for a folder. */
  bytes?: Buffer;
  version: number;
  changed: Date;
  locked: boolean;
}

/** An answer of Graph. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function failure(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, body: { error: { code, message: 'a canary of an error message' } }, headers };
}

/** What a test sees of the library, past Graph. Names are relative to the drive. */
export interface FakeDrive {
  readonly id: string;
  readonly name: string;
  readonly webUrl: string;
  /** Of files, sorted. */
  names(): readonly string[];
  read(name: string): Buffer;
  /** How often a file was put there. */
  versions(name: string): number;
  /** Somebody has it open or checked out, until it's told otherwise. */
  lock(name: string, locked?: boolean): void;
  /** Somebody changes it, a minute from now. */
  edit(name: string, text: string): void;
  makeFolder(name: string): void;
  /** Puts a file there, past Graph. */
  plant(name: string, content: string): void;
  /** A folder with everything in it. */
  rename(name: string, to: string): void;
  readonly recycled: string[];
  /** As SharePoint: Office documents get properties written into them when they come in. */
  enriches: boolean;
}

/** The library itself, as the fake of Graph works with it. */
export interface DriveInside extends FakeDrive {
  find(path: string): Entry | undefined;
  byId(id: string): Entry | undefined;
  children(path: string): readonly Entry[];
  put(
    path: string,
    bytes: Buffer,
    conditions: { readonly behaviour: string; readonly ifMatch?: string | undefined },
  ): Reply;
  /** Why something may not be written there. */
  objection(path: string, ifMatch: string | undefined): Reply | undefined;
  shown(entry: Entry): unknown;
  erase(entry: Entry): Reply | undefined;
}

export function createFakeDrive(name: string, webUrl: string): DriveInside {
  const id = `b!${randomUUID()}`;
  const entries = new Map<string, Entry>();
  const recycled: string[] = [];
  const keyOf = (path: string) => path.toLowerCase();
  const find = (path: string) => entries.get(keyOf(path));
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const tagOf = ({ id: one, version }: Entry) => `"{${one}},${version}"`;
  const whole = (path: string) => {
    const entry = find(path);
    if (entry?.bytes === undefined) throw new Error(`no file ${path} in the fake`);
    return { ...entry, bytes: entry.bytes, entry };
  };

  const drive: DriveInside = {
    id,
    name,
    webUrl,
    recycled,
    enriches: false,
    find,
    byId: wanted => [...entries.values()].find(one => one.id === wanted),
    children: path => [...entries.values()].filter(one => keyOf(parentOf(one.path)) === keyOf(path)),
    names: () => [...entries.values()].flatMap(one => (one.bytes === undefined ? [] : one.path)).toSorted(),
    read: path => whole(path).bytes,
    versions: path => whole(path).version,
    lock(path, locked = true) {
      whole(path).entry.locked = locked;
    },
    edit(path, text) {
      const { entry } = whole(path);
      entry.bytes = Buffer.from(text);
      entry.version += 1;
      entry.changed = new Date(Date.now() + 60_000);
    },
    makeFolder(path) {
      const parent = parentOf(path);
      if (parent !== '' && find(parent) === undefined) drive.makeFolder(parent);
      if (find(path) === undefined)
        entries.set(keyOf(path), { id: randomUUID(), path, version: 1, changed: new Date(), locked: false });
    },
    rename(from, to) {
      for (const [key, entry] of [...entries])
        if (`${key}/`.startsWith(`${keyOf(from)}/`)) {
          entries.delete(key);
          const path = to + entry.path.slice(from.length);
          entries.set(keyOf(path), { ...entry, path });
        }
    },
    plant(path, content) {
      drive.put(path, Buffer.from(content), { behaviour: 'replace' });
    },
    objection(path, ifMatch) {
      const entry = find(path);
      if (entry?.locked) return failure(423, 'resourceLocked');
      if (ifMatch !== undefined && (entry === undefined || tagOf(entry) !== ifMatch))
        return failure(412, 'resourceModified');
      return undefined;
    },
    put(path, bytes, { behaviour, ifMatch }) {
      const objection = drive.objection(path, ifMatch);
      if (objection !== undefined) return objection;
      const there = find(path);
      if (there !== undefined && (there.bytes === undefined || behaviour === 'fail'))
        return failure(409, 'nameAlreadyExists');
      const parent = parentOf(path);
      if (parent !== '') drive.makeFolder(parent);
      const kept = drive.enriches && path.endsWith('.docx') ? Buffer.concat([bytes, Buffer.from(randomUUID())]) : bytes;
      const entry = there ?? { id: randomUUID(), path, version: 0, changed: new Date(), locked: false };
      entry.bytes = kept;
      entry.version += 1;
      entry.changed = new Date();
      entries.set(keyOf(path), entry);
      return { status: there === undefined ? 201 : 200, body: drive.shown(entry) };
    },
    shown(entry) {
      const { bytes, path, changed } = entry;
      const facet =
        bytes === undefined
          ? { folder: { childCount: drive.children(path).length } }
          : { file: { hashes: { quickXorHash: quickXorHash(bytes) } }, size: bytes.length };
      return {
        id: entry.id,
        name: nameOf(path),
        eTag: tagOf(entry),
        // To the second, as SharePoint says it.
        lastModifiedDateTime: changed.toISOString().replace(/\.\d+Z$/, 'Z'),
        webUrl: `${webUrl}/${path.split('/').map(encodeURIComponent).join('/')}`,
        ...facet,
      };
    },
    erase({ path }) {
      const within = [...entries.values()].filter(one => keyOf(`${one.path}/`).startsWith(keyOf(`${path}/`)));
      if (within.some(one => one.locked)) return failure(423, 'resourceLocked');
      for (const one of within) entries.delete(keyOf(one.path));
      return undefined;
    },
  };
  return drive;
}
