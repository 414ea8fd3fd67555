import type { IncomingMessage } from 'node:http';

export type ReadBody = { readonly body: unknown } | { readonly refusedWith: 400 | 413 | 415 };

/** Deeper than any activity of Teams; deep enough for a card that is sent back. */
const depthLimit = 64;

/**
 * Reads a JSON body of at most `limit` bytes. Refuses without reading on: another content type or any compression (415: a
 * small compressed body can be a huge one), too many bytes (413), and what isn't JSON, isn't UTF-8 or nests too deep (400).
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (!/^application\/json\s*(;|$)/i.test(type) || encoding !== 'identity') return { refusedWith: 415 };
  if (Number(request.headers['content-length'] ?? 0) > limit) return { refusedWith: 413 };
  const bytes = await readBytes(request, limit);
  if (bytes === undefined) return { refusedWith: 413 };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (nestsTooDeep(text)) return { refusedWith: 400 };
    return { body: JSON.parse(text) };
  } catch {
    return { refusedWith: 400 };
  }
}

/** Long enough for a sender in the middle of a large body to read the answer instead of meeting a broken connection. */
const discardMs = 2_000;

/** Throws away what wasn't read of a refused body; a sender that goes on for longer loses its connection. */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, discardMs);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}

/** Undefined when it's more than the limit; an aborted request rejects. */
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      request.removeAllListeners('data');
      resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('request aborted')));
  });
}

function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth++;
      if (depth > depthLimit) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}
