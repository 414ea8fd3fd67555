import { z } from 'zod';
import type { ServiceUrlCheck } from './service-url.ts';

/**
 * What botbuilder's own check leaves open is closed here, before it sees the request: it accepts an activity without a
 * serviceUrl, a token without `exp`, an empty channelId, a token made with the bot's own secret and a foreign tenant, and it
 * remembers the tenant in every token (`tid`), signed or not, for as long as it lives.
 * The signature is botbuilder's to check; nothing here trusts the token.
 */
export interface GuardOptions {
  readonly appId: string;
  /** True for the house's tenant and the home tenants of its guests. */
  readonly tenantAllowed: (tenant: string) => boolean;
  readonly serviceUrlAllowed: ServiceUrlCheck;
}

const headerSchema = z.object({ alg: z.literal('RS256'), kid: z.string() });
const claimsSchema = z.object({
  iss: z.literal('https://api.botframework.com'),
  aud: z.string(),
  serviceurl: z.string(),
  exp: z.number(),
  /** Not in a token of the Bot Connector. */
  tid: z.string().optional(),
});
const bodySchema = z.object({
  type: z.string(),
  channelId: z.unknown().optional(),
  serviceUrl: z.unknown().optional(),
  conversation: z.object({ tenantId: z.unknown().optional() }).optional().catch(undefined),
  channelData: z
    .object({ tenant: z.object({ id: z.unknown().optional() }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  from: z.object({ tenantId: z.unknown().optional() }).optional().catch(undefined),
});
/** Longer than any token of Microsoft's. */
const authorizationLimit = 8192;

/** The HTTP status to refuse with (400, 401, 403), or undefined when the request may go on to botbuilder's check. */
export function guard(authorization: unknown, body: unknown, options: GuardOptions): 400 | 401 | 403 | undefined {
  if (typeof authorization !== 'string' || authorization.length > authorizationLimit) return 401;
  const [, header, claims] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization) ?? [];
  if (!headerSchema.safeParse(decoded(header)).success) return 401;
  const token = claimsSchema.safeParse(decoded(claims)).data;
  if (token === undefined || token.aud !== options.appId) return 401;
  if (token.tid !== undefined && !options.tenantAllowed(token.tid)) return 401;

  const activity = bodySchema.safeParse(body).data;
  if (activity === undefined) return 400;
  if (activity.channelId !== 'msteams') return 401;
  if (activity.serviceUrl !== token.serviceurl || !options.serviceUrlAllowed(token.serviceurl)) return 401;

  const tenants = [activity.conversation?.tenantId, activity.channelData?.tenant?.id, activity.from?.tenantId].filter(
    tenant => tenant !== undefined,
  );
  const known = tenants.every(tenant => typeof tenant === 'string' && options.tenantAllowed(tenant));
  return tenants.length > 0 && known ? undefined : 403;
}

function decoded(part: string | undefined): unknown {
  if (part === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
