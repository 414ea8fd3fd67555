import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/**
 * Watches every HTTP request that this process begins, by `fetch` or by `node:http`. For tests that say that none goes out;
 * `expected` are the origins that a test itself speaks to.
 */
export function watchOutgoing(expected: readonly string[]): {
  /** Origins that were asked since the last time, besides the expected ones. */
  take(): readonly string[];
  stop(): void;
} {
  const unexpected: string[] = [];
  const note = (origin: string) => {
    if (!expected.includes(origin)) unexpected.push(origin);
  };
  const byFetch = (message: unknown) => note((message as { request: { origin: string } }).request.origin);
  const byHttp = (message: unknown) => {
    const { request } = message as { request: { protocol: string; getHeader(name: string): unknown } };
    note(`${request.protocol}//${String(request.getHeader('host'))}`);
  };
  subscribe('undici:request:create', byFetch);
  subscribe('http.client.request.start', byHttp);
  return {
    take: () => unexpected.splice(0),
    stop() {
      unsubscribe('undici:request:create', byFetch);
      unsubscribe('http.client.request.start', byHttp);
    },
  };
}
