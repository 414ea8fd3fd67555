import { randomUUID } from 'node:crypto';
import { type DriveInside, failure, type Reply } from './fake-drive.ts';

interface Session {
  readonly drive: DriveInside;
  readonly path: string;
  readonly behaviour: string;
  readonly ifMatch: string | undefined;
  received: Buffer;
}

const pieceOf = 327_680;
const largest = 60 * 1024 * 1024;

/** Upload sessions as the documentation of createUploadSession tells them. */
export function createFakeUploadSessions(base: () => string) {
  let sessions = new Map<string, Session>();
  const ends = () => new Date(Date.now() + 600_000).toISOString();

  function begin(session: Omit<Session, 'received'>): Reply {
    const id = randomUUID();
    sessions.set(id, { ...session, received: Buffer.alloc(0) });
    return { status: 200, body: { uploadUrl: `${base()}/up/${id}`, expirationDateTime: ends() } };
  }

  function take(id: string, session: Session, range: string | undefined, bytes: Buffer): Reply {
    const [, from = '', until = '', total = ''] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(range ?? '') ?? [];
    const [first, last, size] = [Number(from), Number(until), Number(total)];
    if (range === undefined || last - first + 1 !== bytes.length || bytes.length > largest)
      return failure(400, 'invalidRange');
    if (first !== session.received.length) return failure(416, 'invalidRange');
    if (last + 1 < size && bytes.length % pieceOf !== 0) return failure(400, 'invalidRange');
    session.received = Buffer.concat([session.received, bytes]);
    if (last + 1 < size)
      return { status: 202, body: { expirationDateTime: ends(), nextExpectedRanges: [`${last + 1}-`] } };
    const reply = session.drive.put(session.path, session.received, session);
    if (reply.status < 300) sessions.delete(id);
    return reply;
  }

  function answer(method: string, id: string, range: string | undefined, bytes: Buffer, hasToken: boolean): Reply {
    // As documented: with a token it may be refused.
    if (hasToken) return failure(401, 'unauthenticated');
    const session = sessions.get(id);
    if (session === undefined) return failure(404, 'itemNotFound');
    if (method === 'PUT') return take(id, session, range, bytes);
    if (method === 'DELETE') {
      sessions.delete(id);
      return { status: 204 };
    }
    return { status: 200, body: { expirationDateTime: ends(), nextExpectedRanges: [`${session.received.length}-`] } };
  }

  return {
    begin,
    answer,
    open: () => sessions.size,
    expire() {
      sessions = new Map();
    },
  };
}
