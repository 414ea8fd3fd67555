import { CloudAdapter, type TurnContext } from 'botbuilder';
import { type BotFrameworkAuthentication, ConnectorClient } from 'botframework-connector';
import type { Activity, ConversationReference } from 'botframework-schema';
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

/** botbuilder's adapter, with the check of where we may send to. */
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

/** `processActivity` is for subclasses; the public `process` prints errors and answers with their text. */
class QuietAdapter extends CloudAdapter {
  async receive(authorization: string, activity: Activity, turn: () => Promise<void>): Promise<void> {
    await this.processActivity(authorization, activity, turn);
  }
}

export function createTeamsAdapter(options: AdapterOptions): TeamsAdapter {
  const { registration, log, guestTenants = [], checkWithinMs = 5000, sendTimeoutMs = 10_000 } = options;
  const authenticationFor = options.authentication ?? (http => microsoftAuthentication(registration, http));
  const authentication = authenticationFor(createConnectorHttp({ timeoutMs: sendTimeoutMs }));
  const adapter = new QuietAdapter(authentication);
  adapter.onTurnError = async (_context, error) => log.error('teams.turn.failed', { code: codeOf(error) });
  const appId = registration?.appId ?? '';
  const serviceUrlAllowed = registration === undefined ? localServiceUrl : teamsServiceUrl;
  const tenants = registration && new Set([registration.tenantId, ...guestTenants]);
  const tenantAllowed = (tenant: string) => tenants?.has(tenant) ?? true;

  return {
    appId,
    authenticated: registration !== undefined,
    serviceUrlAllowed,
    tenantAllowed,
    receive: (authorization, activity, turn) =>
      checked(run => adapter.receive(authorization, toActivity(activity), run), turn, checkWithinMs),
    async connect(to, work) {
      if (!tenantAllowed(to.tenant)) {
        throw new AdapterError('[teams] stored tenant is not one we may send to', { code: 'tenant' });
      }
      if (!serviceUrlAllowed(to.serviceUrl)) {
        throw new AdapterError('[teams] stored service URL is not one we may send to', { code: 'serviceUrl' });
      }
      const outcome = await inProactiveTurn(adapter, appId, to, work);
      if ('error' in outcome) throw toKnown(outcome.error);
      return outcome.value;
    },
  };
}

type Outcome<Result> = { readonly value: Result } | { readonly error: unknown };

/** botbuilder hands errors of a proactive turn to `onTurnError` and swallows them, so the outcome is carried out by hand. */
async function inProactiveTurn<Result>(
  adapter: QuietAdapter,
  appId: string,
  to: { readonly tenant: string; readonly id: string; readonly serviceUrl: string; readonly botId: string },
  work: (client: ConnectorClient) => Promise<Result>,
): Promise<Outcome<Result>> {
  let outcome: Outcome<Result> = { error: new Error('the turn did not run') };
  const turn = async (context: TurnContext) => {
    try {
      outcome = { value: await work(clientOf(adapter, context)) };
    } catch (error) {
      outcome = { error };
    }
  };
  try {
    await adapter.continueConversationAsync(appId, referenceTo(to), turn);
  } catch (error) {
    return { error };
  }
  return outcome;
}

function clientOf(adapter: QuietAdapter, context: TurnContext): ConnectorClient {
  const client: unknown = context.turnState.get(adapter.ConnectorClientKey);
  if (client instanceof ConnectorClient) return client;
  throw new Error('botbuilder gave no connector client');
}

function referenceTo(to: { tenant: string; id: string; serviceUrl: string; botId: string }) {
  const reference: Partial<ConversationReference> = {
    channelId: 'msteams',
    serviceUrl: to.serviceUrl,
    bot: { id: to.botId, name: '' },
    conversation: { id: to.id, tenantId: to.tenant, isGroup: true, conversationType: 'groupChat', name: '' },
  };
  return reference;
}

/** What isn't an answer of the connector is a failure to get our own token (or a mistake of ours): nothing was sent. */
function toKnown(error: unknown): AdapterError {
  if (error instanceof AdapterError) return error;
  return new AdapterError('[teams] could not send', { code: 'notSent', retryable: true, cause: error });
}

/** Only what botbuilder's check reads; the rest of the activity stays with us. */
function toActivity(activity: RawActivity): Activity {
  const { type, id, channelId, serviceUrl, from, recipient, conversation, channelData } = activity;
  return { type, id, channelId, serviceUrl, from, recipient, conversation, channelData } as unknown as Activity;
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
