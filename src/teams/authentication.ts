import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import {
  AuthenticationError,
  type BotFrameworkAuthentication,
  type ConnectorClientOptions,
} from 'botframework-connector';

/** The bot's registration in Azure. */
export interface Registration {
  readonly appId: string;
  readonly tenantId: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  /** For SingleTenant only. */
  readonly password?: string;
}

export type ConnectorHttp = NonNullable<ConnectorClientOptions['httpClient']>;

/**
 * botbuilder's check of who sends, with Microsoft's own keys, and our tokens for what we send. Without a registration it checks
 * nothing. Throws for an empty app id, with which botbuilder would check nothing either.
 */
export function microsoftAuthentication(
  registration: Registration | undefined,
  httpClient: ConnectorHttp,
): BotFrameworkAuthentication {
  const settings = registration === undefined ? {} : settingsOf(registration);
  const credentials = new ConfigurationServiceClientCredentialFactory(settings);
  return new ConfigurationBotFrameworkAuthentication(settings, credentials, undefined, undefined, { httpClient });
}

function settingsOf(registration: Registration): Record<string, string> {
  return {
    MicrosoftAppId: registration.appId,
    MicrosoftAppTenantId: registration.tenantId,
    MicrosoftAppType: registration.type,
    ...(registration.password !== undefined && { MicrosoftAppPassword: registration.password }),
  };
}

/** What came of an activity: its turn ran, its token isn't good, or nobody could say because the keys couldn't be had. */
export type Received = 'done' | 'refused' | 'unavailable';

/**
 * Runs the check, which calls `turn` when the token is good. A check that takes longer than `withinMs` is given up as
 * `unavailable`, because botbuilder waits for its keys as long as it takes, and its turn doesn't run any more. Never rejects for
 * what the check says.
 */
export async function checked(
  check: (turn: () => Promise<void>) => Promise<void>,
  turn: () => Promise<void>,
  withinMs: number,
): Promise<Received> {
  let begun = false;
  let givenUp = false;
  const gaveUp = Promise.withResolvers<Received>();
  const timer = setTimeout(() => {
    givenUp = !begun;
    if (givenUp) gaveUp.resolve('unavailable');
  }, withinMs);
  const received = check(async () => {
    if (givenUp) return;
    begun = true;
    await turn();
  }).then(
    (): Received => 'done',
    (error: unknown): Received => (tokenRefused(error) ? 'refused' : 'unavailable'),
  );
  return Promise.race([received, gaveUp.promise]).finally(() => clearTimeout(timer));
}

const tokenErrors: ReadonlySet<string> = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError']);

/** botbuilder's own refusal, or one of the library it leaves the token to; anything else is a key server out of reach. */
function tokenRefused(error: unknown): boolean {
  // It calls a key server that answers 503 an authentication error too, of status 500.
  if (error instanceof AuthenticationError) return error.statusCode < 500;
  return error instanceof Error && tokenErrors.has(error.name);
}
