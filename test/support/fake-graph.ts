import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type FakeDrive, failure } from './fake-drive.ts';
import { createFakeEntra } from './fake-entra.ts';
import { type Asked, createFakeSite, type Target } from './fake-site.ts';
import { createFakeUploadSessions } from './fake-upload-sessions.ts';
import { selfSigned } from './self-signed.ts';

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
  /** Somebody does that once, between what was seen before and the next call of that kind. */
  meanwhile(what: Asked, work: () => void): void;
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
  const calls: GraphCall[] = [];
  const troubles: { what: Asked; trouble: Trouble }[] = [];
  const between = new Map<Asked, () => void>();
  let always: Trouble | undefined;
  let allowed: 'nothing' | 'write' | 'all' = 'all';
  let base = '';
  const uploads = createFakeUploadSessions(() => base);
  const site = createFakeSite({ uploads, base: () => base, mayErase: () => allowed === 'all' });

  function nextTrouble(what: Asked): Trouble | undefined {
    const position = troubles.findIndex(one => one.what === what);
    return position < 0 ? always : troubles.splice(position, 1)[0]?.trouble;
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
      const bytes = headers.authorization === undefined ? site.downloads.get(second) : undefined;
      return {
        what: 'download',
        answer: () => (bytes === undefined ? failure(401, 'unauthenticated') : { status: 200, body: bytes }),
      };
    }
    const target = path.startsWith('/v1.0/')
      ? site.targetOf(method, path.slice('/v1.0'.length), url, headers)
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
    between.get(what)?.();
    between.delete(what);
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
    site: site.name,
    application,
    identity: { endpoint: `${base}/identity`, header },
    documents: site.documents,
    other: site.other,
    calls,
    trouble: (what, ...next) => void troubles.push(...next.map(trouble => ({ what, trouble }))),
    meanwhile: (what, work) => void between.set(what, work),
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
