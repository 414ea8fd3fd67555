import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may read `/metrics`: whoever brings the token, or without one this machine itself only. What is there is counts and durations, but how
 * busy a house is isn't everybody's business.
 */
export interface MetricsAccess {
  readonly token?: string;
}

export function mayReadMetrics(request: IncomingMessage, { token }: MetricsAccess): boolean {
  if (token !== undefined) return same(request.headers.authorization ?? '', `Bearer ${token}`);
  const { 'x-forwarded-for': forwarded, forwarded: also } = request.headers;
  const from = request.socket.remoteAddress ?? '';
  return forwarded === undefined && also === undefined && /^(?:::ffff:)?127\.|^::1$/.test(from);
}

/** In a time that doesn't tell how much of it was right. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
