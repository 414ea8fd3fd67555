import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createFakeDrive, type DriveInside, type FakeDrive, failure, type Reply } from './fake-drive.ts';
import type { createFakeUploadSessions } from './fake-upload-sessions.ts';

/** What is asked of the fake. */
export type Asked =
  | 'token'
  | 'identity'
  | 'site'
  | 'drive'
  | 'list'
  | 'item'
  | 'folder'
  | 'put'
  | 'read'
  | 'download'
  | 'session'
  | 'piece'
  | 'status'
  | 'forGood'
  | 'delete'
  | 'other';

/** What a request is, and what comes of it. */
export interface Target {
  readonly what: Asked;
  readonly answer: (bytes: Buffer) => Reply;
}

interface Options {
  readonly uploads: ReturnType<typeof createFakeUploadSessions>;
  /** The address of the fake. */
  readonly base: () => string;
  /** Whether the application may remove past the recycle bin. */
  readonly mayErase: () => boolean;
}

/** So that what is listed comes in pages. */
const pageSize = 5;

/** One site of SharePoint with two libraries, as Graph v1.0 shows it. */
export function createFakeSite({ uploads, base, mayErase }: Options) {
  const name = 'zvh.sharepoint.com:/sites/casusoverleg';
  const siteId = `zvh.sharepoint.com,${randomUUID()},${randomUUID()}`;
  const siteUrl = 'https://zvh.sharepoint.com/sites/casusoverleg';
  const documents = createFakeDrive('Documenten', `${siteUrl}/Gedeelde%20documenten`);
  const other = createFakeDrive('Verslagen', `${siteUrl}/Verslagen`);
  const drives: readonly DriveInside[] = [documents, other];
  const downloads = new Map<string, Buffer>();

  function targetOf(method: string, path: string, url: URL, headers: IncomingMessage['headers']): Target | undefined {
    const always = (reply: Reply) => () => reply;
    if (method === 'GET' && path.startsWith('/sites/')) {
      if (path === `/sites/${name}`)
        return { what: 'site', answer: always({ status: 200, body: { id: siteId, webUrl: siteUrl } }) };
      if (path === `/sites/${siteId}/drive`)
        return { what: 'drive', answer: always({ status: 200, body: shownDrive(documents) }) };
      if (path === `/sites/${siteId}/drives`)
        return { what: 'drive', answer: () => paged(drives.map(shownDrive), url) };
      return { what: 'site', answer: always(failure(404, 'itemNotFound')) };
    }
    const [, driveId, rest = ''] = /^\/drives\/([^/]+)(\/.*)$/.exec(path) ?? [];
    const drive = drives.find(one => one.id === driveId);
    if (drive === undefined) return { what: 'other', answer: always(failure(404, 'itemNotFound')) };
    const [, byPath, afterPath] = /^\/root:\/(.*?)(?::(\/\w+)?)?$/.exec(rest) ?? [];
    const [, atRoot] = /^\/root(\/\w+)?$/.exec(rest) ?? [];
    const [, id = '', afterId] = /^\/items\/([^/]+)(\/\w+)?$/.exec(rest) ?? [];
    const item = byPath === undefined ? drive.byId(id) : drive.find(byPath);
    const at = byPath ?? item?.path ?? '';
    const action = `${method} ${afterPath ?? atRoot ?? afterId ?? ''}`;
    const noItem = failure(404, 'itemNotFound');
    const ifMatch = headers['if-match'];
    switch (action) {
      case 'GET ':
        return { what: 'item', answer: () => (item === undefined ? noItem : { status: 200, body: drive.shown(item) }) };
      case 'GET /children':
        if (at !== '' && item === undefined) return { what: 'list', answer: always(noItem) };
        return {
          what: 'list',
          answer: () =>
            paged(
              drive.children(at).map(one => drive.shown(one)),
              url,
            ),
        };
      case 'POST /children':
        return { what: 'folder', answer: bytes => madeFolder(drive, at, JSON.parse(bytes.toString())) };
      case 'GET /content':
        return { what: 'read', answer: () => (item?.bytes === undefined ? noItem : download(item.bytes)) };
      case 'PUT /content': {
        const behaviour = url.searchParams.get('@microsoft.graph.conflictBehavior') ?? 'replace';
        const there = byPath !== undefined || item !== undefined;
        const put = (bytes: Buffer) =>
          bytes.length > 4_194_304 ? failure(413, 'requestTooLarge') : drive.put(at, bytes, { behaviour, ifMatch });
        return { what: 'put', answer: bytes => (there ? put(bytes) : noItem) };
      }
      case 'POST /createUploadSession':
        return {
          what: 'session',
          answer(bytes) {
            const asked = JSON.parse(bytes.toString()).item ?? {};
            const behaviour = asked['@microsoft.graph.conflictBehavior'] ?? 'fail';
            return drive.objection(at, ifMatch) ?? uploads.begin({ drive, path: at, behaviour, ifMatch });
          },
        };
      case 'POST /permanentDelete':
        if (!mayErase()) return { what: 'forGood', answer: always(failure(403, 'accessDenied')) };
        return {
          what: 'forGood',
          answer: () => (item === undefined ? noItem : (drive.erase(item) ?? { status: 204 })),
        };
      case 'DELETE ':
        return {
          what: 'delete',
          answer() {
            if (item === undefined) return noItem;
            const objection = drive.erase(item);
            if (objection === undefined) drive.recycled.push(item.path);
            return objection ?? { status: 204 };
          },
        };
      default:
        return undefined;
    }
  }

  function madeFolder(drive: DriveInside, at: string, asked: { name: string; folder?: object }): Reply {
    const path = [at, asked.name].filter(part => part !== '').join('/');
    if (asked.folder === undefined) return failure(400, 'invalidRequest');
    if (drive.find(path) !== undefined) return failure(409, 'nameAlreadyExists');
    drive.makeFolder(path);
    return { status: 201, body: { name: asked.name } };
  }

  function download(bytes: Buffer): Reply {
    const id = randomUUID();
    downloads.set(id, bytes);
    return { status: 302, headers: { location: `${base()}/download/${id}` } };
  }

  function paged(all: readonly unknown[], url: URL): Reply {
    const from = Number(url.searchParams.get('$skiptoken') ?? 0);
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(from + pageSize));
    const more = from + pageSize < all.length ? { '@odata.nextLink': next.href } : {};
    return { status: 200, body: { value: all.slice(from, from + pageSize), ...more } };
  }

  return { name, documents, other, downloads, targetOf };
}

function shownDrive({ id, name, webUrl }: FakeDrive): unknown {
  return { id, name, webUrl, driveType: 'documentLibrary' };
}
