import { z } from 'zod';
import { AdapterError } from '../ports/adapter-error.ts';
import { area, expectBody, type GraphAnswer } from './answer.ts';
import type { GraphClient } from './client.ts';
import { type Item, pathTo } from './items.ts';
import type { Place } from './place.ts';

export interface Upload {
  readonly place: Place;
  /** In the place: `ZVH-2026-002/ZVH-2026-002-1-v1.docx`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** What stands there now, as it was seen: it's replaced as long as nobody changed it since. */
  readonly over?: Item | undefined;
}

/** In one request. Larger goes in pieces. */
const smallBytes = 4_000_000;
/** Microsoft wants a multiple of 320 KiB. */
const pieceBytes = 10 * 320 * 1024;
/** A session that says nothing of use is asked so often, in a row, before the outbox takes over. */
const setbacks = 3;

const stored = z.object({ id: z.string().min(1) });
const session = z.object({ uploadUrl: z.url() });
const progress = z.object({ nextExpectedRanges: z.array(z.string().regex(/^\d+(-\d*)?$/)).min(1) });

/**
 * Puts files in a library. A large one goes in pieces; after an interruption it goes on where SharePoint says that it was, also at a later
 * attempt of this process, and begins again when the session is over.
 */
export function createUploads(client: GraphClient) {
  /** Of uploads that were interrupted, by place and content. */
  const sessions = new Map<string, string>();

  /**
   * Whole or not at all.
   * @returns false when something stands there that wasn't seen before: look again. Rejects with `AdapterError`, `sharePoint.locked` when somebody
   * has the file open or checked out
   */
  async function put(upload: Upload): Promise<boolean> {
    const answer = upload.bytes.length <= smallBytes ? await putSmall(upload) : await putLarge(upload);
    if (answer.status === 409 || answer.status === 412 || answer.status === 404) return false;
    // What answers 200 without the file it took isn't SharePoint, but something between us.
    expectBody(stored, 'a file cannot be put there', answer, [200, 201]);
    return true;
  }

  function putSmall({ place, name, bytes, over }: Upload): Promise<GraphAnswer> {
    if (over === undefined)
      return client.send({
        method: 'PUT',
        to: `${pathTo(place, name)}/content?@microsoft.graph.conflictBehavior=fail`,
        bytes,
      });
    const to = `/drives/${place.drive}/items/${encodeURIComponent(over.id)}/content`;
    return client.send({ method: 'PUT', to, headers: unchanged(over), bytes });
  }

  async function putLarge(upload: Upload): Promise<GraphAnswer> {
    const key = `${upload.place.drive} ${upload.name} ${upload.sha256} ${upload.over?.eTag ?? ''}`;
    const begun = sessions.get(key);
    if (begun !== undefined) {
      const from = await nextOf(begun);
      if (from !== undefined) return sendPieces(key, begun, upload, from);
      sessions.delete(key);
    }
    const answer = await client.send({
      method: 'POST',
      to: `${pathTo(upload.place, upload.name)}/createUploadSession`,
      headers: unchanged(upload.over),
      json: { item: { '@microsoft.graph.conflictBehavior': upload.over === undefined ? 'fail' : 'replace' } },
    });
    if (answer.status === 409 || answer.status === 412) return answer;
    const { uploadUrl } = expectBody(session, 'an upload cannot be begun', answer);
    sessions.set(key, uploadUrl);
    return sendPieces(key, uploadUrl, upload, 0);
  }

  async function sendPieces(key: string, address: string, { bytes }: Upload, first: number): Promise<GraphAnswer> {
    let from = first;
    for (let failed = 0; failed < setbacks; ) {
      const until = Math.min(from + pieceBytes, bytes.length);
      const answer = await client.send({
        method: 'PUT',
        to: address,
        withoutToken: true,
        headers: { 'content-range': `bytes ${from}-${until - 1}/${bytes.length}` },
        bytes: bytes.subarray(from, until),
      });
      if (answer.status === 202) {
        const next = startOf(answer) ?? until;
        failed = next > from ? 0 : failed + 1;
        from = next;
        continue;
      }
      // 416: it has this piece already, of which we never heard. It says itself what it lacks.
      const next = answer.status === 416 ? await nextOf(address) : undefined;
      if (next === undefined) {
        sessions.delete(key);
        // The session is over, or was never theirs: the next look begins a new one.
        return answer.status === 404 || answer.status === 410 ? { status: 404, body: undefined } : answer;
      }
      from = next;
      failed += 1;
    }
    throw new AdapterError(`${area.name}: an upload doesn't get on`, {
      code: `${area.code}.unavailable`,
      retryable: true,
    });
  }

  /** Where the session goes on; undefined when there's no such session any more. */
  async function nextOf(address: string): Promise<number | undefined> {
    const answer = await client.send({ method: 'GET', to: address, withoutToken: true });
    return answer.status === 200 ? startOf(answer) : undefined;
  }

  return { put };
}

function startOf({ body }: GraphAnswer): number | undefined {
  const first = progress.safeParse(body).data?.nextExpectedRanges[0];
  return first === undefined ? undefined : Number(first.split('-')[0]);
}

function unchanged(over: Item | undefined): Readonly<Record<string, string>> {
  return over?.eTag === undefined ? {} : { 'if-match': over.eTag };
}
