import type { Log } from '../../src/ports/log.ts';

/** A log that keeps its lines, to look at in a test. */
export function createKeptLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (event: string, details?: Readonly<Record<string, unknown>>) => {
    lines.push(`${level} ${event} ${JSON.stringify(details ?? {})}`);
  };
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}
