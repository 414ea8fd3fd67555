import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createFakeDrive, type DriveInside, type FakeDrive, failure, type Reply } from './fake-drive.ts';
import { createFakeEntra } from './fake-entra.ts';
import { createFakeUploadSessions } from './fake-upload-sessions.ts';
import { selfSigned } from './self-signed.ts';

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

export interface GraphCall {
  readonly what: Asked;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

/**
 * How the next calls of a kind are answered instead of well, one entry a call. `drop`: in the middle of what is sent; `dropAfter`: it's done, and
 * the answer gets lost; `hang`: never.
 */
export type Trouble =
  | number
  | { readonly status: number; readonly retryAfter: string }
  | 'drop'
  | 'dropAfter'
  | 'hang'
  | 'garbage'
  | 'huge';

export interface FakeGraph {
  readonly url: string;
  /** As a configuration has it. */
  readonly site: string;
  readonly application: { readonly tenantId: string; readonly clientId: string; readonly certificateFile: string };
  readonly identity: { readonly endpoint: string; readonly header: string };
  /** The library of the site that is used when none is named, and another one. */
  readonly documents: FakeDrive;
  readonly other: FakeDrive;
  readonly calls: GraphCall[];
  trouble(what: Asked, ...next: readonly Trouble[]): void;
  /** Everything is answered like this until it's healed. */
  breakDown(trouble: Trouble): void;
  heal(): void;
  /** What the application may do there: nothing, everything but removing for good, everything. */
  allow(what: 'nothing' | 'write' | 'all'): void;
  withdrawTokens(): void;
  /** Seconds that a new token lasts. */
  tokensLast(seconds: number): void;
  /** Every upload session is over. */
  expireUploads(): void;
  close(): Promise<void>;
}

/** So that what is listed comes in pages. */
const pageSize = 5;

/**
 * A fake of Microsoft Graph v1.0 for one site of SharePoint, of the token endpoint of Entra and of a managed identity endpoint, as far as their
 * documentation goes: drives, items by path and by id, children in pages, content, upload sessions, versions, locks, removal. It isn't the
 * service: it shows that we speak the protocol, not that Microsoft would agree.
 */
export async function startFakeGraph(): Promise<FakeGraph> {
  const folder = await mkdtemp(join(tmpdir(), 'rondetafel-fake-graph-'));
  const { pem } = selfSigned();
  const certificateFile = join(folder, 'certificate.pem');
  await writeFile(certificateFile, pem, { mode: 0o600 });
  const application = { tenantId: randomUUID(), clientId: randomUUID(), certificateFile };
  const header = randomUUID();
  const entra = createFakeEntra({ ...application, pem }, header);
  const siteId = `zvh.sharepoint.com,${randomUUID()},${randomUUID()}`;
  const siteUrl = 'https://zvh.sharepoint.com/sites/casusoverleg';
  const documents = createFakeDrive('Documenten', `${siteUrl}/Gedeelde%20documenten`);
  const other = createFakeDrive('Verslagen', `${siteUrl}/Verslagen`);
  const drives: readonly DriveInside[] = [documents, other];
  const downloads = new Map<string, Buffer>();
  const calls: GraphCall[] = [];
  const troubles: { what: Asked; trouble: Trouble }[] = [];
  let always: Trouble | undefined;
  let allowed: 'nothing' | 'write' | 'all' = 'all';
  let base = '';
  const uploads = createFakeUploadSessions(() => base);

  function nextTrouble(what: Asked): Trouble | undefined {
    const position = troubles.findIndex(one => one.what === what);
    return position < 0 ? always : troubles.splice(position, 1)[0]?.trouble;
  }

  interface Target {
    readonly what: Asked;
    readonly answer: (bytes: Buffer) => Reply;
  }

  function targetOf(request: IncomingMessage, url: URL): Target {
    const { method = 'GET', headers } = request;
    const path = decodeURIComponent(url.pathname);
    const [, first = '', second = ''] = path.split('/');
    if (path === '/identity') return { what: 'identity', answer: () => entra.forIdentity(request, url) };
    if (path === `/${application.tenantId}/oauth2/v2.0/token`)
      return { what: 'token', answer: bytes => entra.forApplication(url, bytes.toString()) };
    if (first === 'up') {
      const hasToken = headers.authorization !== undefined;
      const answer = (bytes: Buffer) => uploads.answer(method, second, headers['content-range'], bytes, hasToken);
      return { what: method === 'PUT' ? 'piece' : 'status', answer };
    }
    if (first === 'download') {
      const bytes = headers.authorization === undefined ? downloads.get(second) : undefined;
      return {
        what: 'download',
        answer: () => (bytes === undefined ? failure(401, 'unauthenticated') : { status: 200, body: bytes }),
      };
    }
    const target = path.startsWith('/v1.0/')
      ? graphTarget(method, path.slice('/v1.0'.length), url, headers)
      : undefined;
    return {
      what: target?.what ?? 'other',
      answer(bytes) {
        if (!entra.knows(headers.authorization)) return failure(401, 'InvalidAuthenticationToken');
        if (allowed === 'nothing') return failure(403, 'accessDenied');
        return target?.answer(bytes) ?? failure(400, 'invalidRequest');
      },
    };
  }

  function graphTarget(
    method: string,
    path: string,
    url: URL,
    headers: IncomingMessage['headers'],
  ): Target | undefined {
    const always = (reply: Reply) => () => reply;
    if (method === 'GET' && path.startsWith('/sites/')) {
      if (path === '/sites/zvh.sharepoint.com:/sites/casusoverleg')
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
        if (allowed !== 'all') return { what: 'forGood', answer: always(failure(403, 'accessDenied')) };
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
    return { status: 302, headers: { location: `${base}/download/${id}` } };
  }

  function paged(all: readonly unknown[], url: URL): Reply {
    const from = Number(url.searchParams.get('$skiptoken') ?? 0);
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(from + pageSize));
    const more = from + pageSize < all.length ? { '@odata.nextLink': next.href } : {};
    return { status: 200, body: { value: all.slice(from, from + pageSize), ...more } };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', base);
    const { what, answer } = targetOf(request, url);
    calls.push({
      what,
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      headers: request.headers,
    });
    const trouble = nextTrouble(what);
    if (trouble === 'hang') return;
    if (trouble === 'drop') {
      // What had come by then counts for nothing.
      request.once('data', () => request.socket.destroy()).once('end', () => request.socket.destroy());
      return;
    }
    const bytes = await buffer(request);
    if (trouble === 'garbage') return void response.end('<html>');
    if (trouble === 'huge') return void response.end(Buffer.alloc(8 * 1024 * 1024, ' '));
    const reply =
      typeof trouble === 'number'
        ? failure(trouble, 'generalException')
        : typeof trouble === 'object'
          ? failure(trouble.status, 'activityLimitReached', { 'retry-after': trouble.retryAfter })
          : answer(bytes);
    if (trouble === 'dropAfter') return void request.socket.destroy();
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(
      Buffer.isBuffer(reply.body) ? reply.body : reply.body === undefined ? undefined : JSON.stringify(reply.body),
    );
  }

  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: base,
    site: 'zvh.sharepoint.com:/sites/casusoverleg',
    application,
    identity: { endpoint: `${base}/identity`, header },
    documents,
    other,
    calls,
    trouble: (what, ...next) => void troubles.push(...next.map(trouble => ({ what, trouble }))),
    breakDown(trouble) {
      always = trouble;
    },
    heal() {
      always = undefined;
      troubles.length = 0;
    },
    allow(what) {
      allowed = what;
    },
    withdrawTokens: entra.withdraw,
    tokensLast: entra.last,
    expireUploads: uploads.expire,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function shownDrive({ id, name, webUrl }: FakeDrive): unknown {
  return { id, name, webUrl, driveType: 'documentLibrary' };
}
