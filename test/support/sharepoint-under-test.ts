import { createHash } from 'node:crypto';
import type { SharePointSettings } from '../../src/archive-settings.ts';
import { openSharePoint, type SharePoint } from '../../src/graph/open-sharepoint.ts';
import type { Patience } from '../../src/graph/patience.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Paper } from '../../src/ports/shelf.ts';
import type { FakeGraph } from './fake-graph.ts';

/** Waits for nothing, and tells how long it would have waited. */
export function hasty(waited: number[] = []): Patience {
  const wait = async (ms: number) => void waited.push(ms);
  return { timeoutMs: 10_000, uploadTimeoutMs: 10_000, pausesMs: [1, 1], longestWaitMs: 3_000, wait, now: Date.now };
}

const quiet: Log = { info() {}, warn() {}, error() {} };

interface Options {
  readonly settings?: Partial<SharePointSettings>;
  /** With the managed identity of the machine instead of an application. */
  readonly byIdentity?: boolean;
  readonly patience?: Patience;
  readonly log?: Log;
}

/** SharePoint as the fake has it: in the folder "Rondetafel" of its first library, unless told otherwise. */
export function sharePointAt(
  graph: FakeGraph,
  { settings, byIdentity, patience, log = quiet }: Options = {},
): SharePoint {
  return openSharePoint({
    settings: {
      graphUrl: graph.url,
      site: graph.site,
      folder: 'Rondetafel',
      ...(!byIdentity && { application: graph.application }),
      ...settings,
    },
    authority: graph.url,
    identity: graph.identity,
    log,
    patience: patience ?? hasty(),
    tokenPatience: { timeoutMs: 10_000, pausesMs: [1, 1] },
  });
}

/** The environment of a process that files in the first library of the fake; in development only may that be on this machine. */
export function sharePointEnv({ url, site, application }: FakeGraph): Readonly<Record<string, string>> {
  return {
    RONDETAFEL_DEV: '1',
    ARCHIVE: 'sharepoint',
    SHAREPOINT_SITE: site,
    SHAREPOINT_TENANT: application.tenantId,
    SHAREPOINT_CLIENT_ID: application.clientId,
    SHAREPOINT_CERTIFICATE: application.certificateFile,
    GRAPH_URL: url,
  };
}

/** A document with its hash, as the archive makes them. */
export function paper(name: string, content: string | Buffer): Paper {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const line = `${sha256}  ${name.slice(name.indexOf('/') + 1)}\n`;
  return { name, bytes, sha256, hash: { name: `${name}.sha256`, bytes: Buffer.from(line) } };
}
