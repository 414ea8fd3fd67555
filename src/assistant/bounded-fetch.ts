import { boundedBytes } from '../bounded-answer.ts';
import { AdapterError } from '../ports/adapter-error.ts';

/** A summary is a few kilobytes. */
const mostBytes = 256 * 1024;

/** `fetch` that follows no redirect (a key goes to where the house said, and nowhere else) and reads no more than an answer can be. */
export async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'error' });
  const { status, statusText, headers } = response;
  const body = await readAtMost(response);
  return new Response(body, { status, statusText, headers: withoutEncoding(headers) });
}

async function readAtMost(response: Response): Promise<ArrayBuffer | null> {
  if (response.body === null) return null;
  try {
    return Uint8Array.from(await boundedBytes(response, mostBytes)).buffer;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AdapterError('[assistant] an answer larger than any summary', { code: 'model.garbage' });
  }
}

/** The body was unpacked while it was read. */
function withoutEncoding(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name);
  return kept;
}
