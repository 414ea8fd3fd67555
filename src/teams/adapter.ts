import {
  AuthenticationConstants,
  type BotFrameworkAuthentication,
  ClaimsIdentity,
  type ConnectorClient,
} from 'botframework-connector';
import { createLastUsed } from '../last-used.ts';
import { AdapterError } from '../ports/adapter-error.ts';
import type { Log } from '../ports/log.ts';
import type { RawActivity } from './activity-schema.ts';
import {
  type ConnectorHttp,
  checked,
  microsoftAuthentication,
  type Received,
  type Registration,
} from './authentication.ts';
import { createConnectorHttp } from './connector-http.ts';
import { localServiceUrl, type ServiceUrlCheck, teamsServiceUrl } from './service-url.ts';
import { createTokenCheck } from './token-check.ts';

export interface AdapterOptions {
  /** Absent: development without authentication, this machine only. */
  readonly registration?: Registration;
  /**
   * Home tenants of guests, in lower case; the house's own is always on the list.
   * @default none
   */
  readonly guestTenants?: readonly string[];
  /**
   * Whose keys count. A test brings a token issuer of its own here, by code; nothing in the environment leads to it.
   * @default Microsoft's
   */
  readonly authentication?: (http: ConnectorHttp) => BotFrameworkAuthentication;
  /**
   * How long the check of a token may take: the keys have to be fetched once a day.
   * @default 5_000
   */
  readonly checkWithinMs?: number;
  /**
   * How long one request to the connector may take.
   * @default 10_000
   */
  readonly sendTimeoutMs?: number;
  readonly log: Log;
}

/**
 * What of botbuilder is used: its check of who sends, its tokens for what we send, and its client. Its turns aren't: they make two clients
 * for every press, and nothing of ours looks at a turn context (decision 19).
 */
export interface TeamsAdapter {
  /** The app id, or empty in development. */
  readonly appId: string;
  readonly authenticated: boolean;
  readonly serviceUrlAllowed: ServiceUrlCheck;
  /** Whether people of that tenant may come in and be written to: the house's own and those of its guests. In development everyone. */
  tenantAllowed(tenant: string): boolean;
  /** Checks who sent the activity, then runs `turn`. Never rejects; an error of `turn` is logged by its code. */
  receive(authorization: string, activity: RawActivity, turn: () => Promise<void>): Promise<Received>;
  /**
   * Runs `work` with a connector client for that address, which is checked again: what is stored may be older than the list it was
   * checked against. Rejects with `AdapterError`.
   */
  connect<Result>(
    to: { readonly tenant: string; readonly id: string; readonly serviceUrl: string; readonly botId: string },
    work: (client: ConnectorClient) => Promise<Result>,
  ): Promise<Result>;
}

export function createTeamsAdapter(options: AdapterOptions): TeamsAdapter {
  const { registration, log, guestTenants = [], checkWithinMs = 5000, sendTimeoutMs = 10_000 } = options;
  const authenticationFor = options.authentication ?? (http => microsoftAuthentication(registration, http));
  const authentication = authenticationFor(createConnectorHttp({ timeoutMs: sendTimeoutMs }));
  const check = createTokenCheck(authentication);
  const appId = registration?.appId ?? '';
  const serviceUrlAllowed = registration === undefined ? localServiceUrl : teamsServiceUrl;
  const tenants = registration && new Set([registration.tenantId, ...guestTenants]);
  const clientAt = createClients(authentication, appId);
  const tenantAllowed = (tenant: string) => tenants?.has(tenant) ?? true;

  return {
    appId,
    authenticated: registration !== undefined,
    serviceUrlAllowed,
    tenantAllowed,
    receive: (authorization, activity, turn) =>
      checked(
        async run => {
          await check(authorization, activity);
          await run();
        },
        () => turn().catch((error: unknown) => log.error('teams.turn.failed', { code: codeOf(error) })),
        checkWithinMs,
      ),
    async connect(to, work) {
      if (!tenantAllowed(to.tenant)) {
        throw new AdapterError('[teams] stored tenant is not one we may send to', { code: 'tenant' });
      }
      if (!serviceUrlAllowed(to.serviceUrl)) {
        throw new AdapterError('[teams] stored service URL is not one we may send to', { code: 'serviceUrl' });
      }
      try {
        return await work(await clientAt(to.serviceUrl));
      } catch (error) {
        throw toKnown(error);
      }
    },
  };
}

/** Addresses of Teams: one for each region, or for each tenant of it. */
const mostClients = 200;

/** A client for each address, made once: making one costs more than sending with it. Its tokens are botbuilder's to renew. */
function createClients(authentication: BotFrameworkAuthentication, appId: string) {
  const { AudienceClaim, AppIdClaim, ToChannelFromBotOAuthScope } = AuthenticationConstants;
  const ourselves = new ClaimsIdentity([
    { type: AudienceClaim, value: appId },
    { type: AppIdClaim, value: appId },
  ]);
  const factory = authentication.createConnectorFactory(ourselves);
  const clients = createLastUsed<Promise<ConnectorClient>>(mostClients);
  return (serviceUrl: string): Promise<ConnectorClient> => {
    const known = clients.get(serviceUrl);
    if (known !== undefined) return known;
    const made = factory.create(serviceUrl, ToChannelFromBotOAuthScope);
    clients.set(serviceUrl, made);
    made.catch(() => clients.delete(serviceUrl));
    return made;
  };
}

/** What isn't an answer of the connector is a failure to get our own token (or a mistake of ours): nothing was sent. */
function toKnown(error: unknown): AdapterError {
  if (error instanceof AdapterError) return error;
  return new AdapterError('[teams] could not send', { code: 'notSent', retryable: true, cause: error });
}

/**
 * For requests that show nothing in a chat (asking who is there, opening a personal chat): when their outcome is unknown, no
 * message can have arrived, and asking again does no harm.
 */
export async function nothingSent<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AdapterError) || !error.outcomeUnknown) throw error;
    const { message, code, retryable, retryAfterMs } = error;
    throw new AdapterError(message, { code, retryable, retryAfterMs, cause: error });
  }
}

/** A word for the log: the code of an error of ours, else the class of the error; never its text. */
export function codeOf(error: unknown): string {
  if (error instanceof AdapterError) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
