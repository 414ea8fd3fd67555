import { AdapterError } from '../ports/adapter-error.ts';
import { type Area, type CallOptions, call, patience, textIn } from './call.ts';
import { keepToken, type TokenSource } from './token-source.ts';

/** Where the platform hands out tokens; what App Service and Container Apps put in the environment. */
export interface IdentitySettings {
  /** `IDENTITY_ENDPOINT`. Without it: the endpoint of a virtual machine. */
  readonly endpoint?: string;
  /** `IDENTITY_HEADER`: proves that we're inside. */
  readonly header?: string;
  /** `AZURE_CLIENT_ID`: which identity, when the machine has more than one, or one that was assigned by a user. */
  readonly clientId?: string;
}

const virtualMachine = 'http://169.254.169.254/metadata/identity/oauth2/token';

/**
 * Tokens of the managed identity of the machine, kept until shortly before they end: the endpoint allows a few calls a second.
 * @param area what they're for, in codes and messages
 * @param resource what the token is for, for instance `https://vault.azure.net`
 */
export function createManagedIdentity(
  area: Area,
  settings: IdentitySettings,
  resource: string,
  options: CallOptions & { readonly now?: () => number } = patience,
): TokenSource {
  const now = options.now ?? Date.now;
  return keepToken(async () => {
    const { url, headers } = requestOf(settings, resource);
    const { status, body } = await call(area, 'the managed identity', url, { headers }, options);
    const token = textIn(body, 'access_token');
    if (status !== 200 || token === undefined)
      throw new AdapterError(`${area.name}: the managed identity gives no token (${status})`, {
        code: `${area.code}.refused`,
      });
    return { token, endsAt: endOf(body, now()) };
  }, now);
}

function requestOf({ endpoint, header, clientId }: IdentitySettings, resource: string) {
  const url = new URL(endpoint ?? virtualMachine);
  url.searchParams.set('api-version', endpoint === undefined ? '2018-02-01' : '2019-08-01');
  url.searchParams.set('resource', resource);
  if (clientId !== undefined) url.searchParams.set('client_id', clientId);
  const headers: Record<string, string> =
    endpoint === undefined ? { metadata: 'true' } : { 'x-identity-header': header ?? '' };
  return { url, headers };
}

/** `expires_on` is in seconds since 1970, as a text; without it the token counts for one call. */
function endOf(body: unknown, now: number): number {
  const seconds = Number(textIn(body, 'expires_on'));
  return Number.isFinite(seconds) ? seconds * 1_000 : now;
}
