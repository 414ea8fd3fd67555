import { z } from 'zod';
import { AdapterError } from '../ports/adapter-error.ts';

/** What Graph answered. */
export interface GraphAnswer {
  readonly status: number;
  /** Parsed JSON, or undefined. */
  readonly body: unknown;
  /** Of a redirect. */
  readonly location?: string;
}

/** On whose behalf tokens are asked, and how our errors begin. */
export const area = { name: 'SharePoint', code: 'sharePoint' };

const errorBody = z.object({ error: z.object({ code: z.string().regex(/^\w{1,60}$/) }) });

/** What Graph calls the error: `itemNotFound`, `resourceLocked`. Its text isn't kept: it names files, sites and people. */
function errorCodeOf(body: unknown): string | undefined {
  return errorBody.safeParse(body).data?.error.code;
}

const codes: Readonly<Record<number, string>> = {
  401: 'refused',
  403: 'refused',
  404: 'notFound',
  409: 'conflict',
  412: 'conflict',
  423: 'locked',
  507: 'full',
};

/**
 * An answer that isn't what we need, as an error. Each may be tried again: somebody can mend a permission, put a site back, check a document
 * in, make room; and what waits in the outbox is never lost.
 */
export function refusal(what: string, { status, body }: GraphAnswer): AdapterError {
  const code = errorCodeOf(body);
  const kind = code === 'quotaLimitReached' ? 'full' : (codes[status] ?? 'unexpected');
  const said = code === undefined ? String(status) : `${status} ${code}`;
  return new AdapterError(`${area.name}: ${what} (${said})`, { code: `${area.code}.${kind}`, retryable: true });
}

/** Reads an answer by its shape; rejects with `refusal` when the status or the shape is another. */
export function expectBody<Shape extends z.ZodType>(
  shape: Shape,
  what: string,
  answer: GraphAnswer,
  statuses: readonly number[] = [200],
): z.infer<Shape> {
  const parsed = statuses.includes(answer.status) ? shape.safeParse(answer.body) : undefined;
  if (!parsed?.success) throw refusal(what, answer);
  return parsed.data;
}
