import { AdapterError } from '../../ports/adapter-error.ts';
import { type CallOptions, call, patience, textIn } from './call.ts';

/** Where the platform hands out tokens; what App Service and Container Apps put in the environment. */
export interface IdentitySettings {
  /** `IDENTITY_ENDPOINT`. Without it: the endpoint of a virtual machine. */
  readonly endpoint?: string;
  /** `IDENTITY_HEADER`: proves that we're inside. */
  readonly header?: string;
  /** `AZURE_CLIENT_ID`: which identity, when the machine has more than one, or one that was assigned by a user. */
  readonly clientId?: string;
}

/** Who we are to a vault. */
export interface TokenSource {
  /** A token that lasts for minutes still. Rejects with `AdapterError` `keys.refused` or, retryable, `keys.unavailable`. */
  token(): Promise<string>;
  /** The last one was refused: the next is a new one. */
  forget(): void;
}

const virtualMachine = 'http://169.254.169.254/metadata/identity/oauth2/token';
/** A token is renewed this long before it ends. */
const marginMs = 300_000;

/**
 * Tokens of the managed identity of the machine, kept until shortly before they end: the endpoint allows a few calls a second.
 * @param resource what the token is for, for instance `https://vault.azure.net`
 */
export function createManagedIdentity(
  settings: IdentitySettings,
  resource: string,
  options: CallOptions & { readonly now?: () => number } = patience,
): TokenSource {
  const now = options.now ?? Date.now;
  let kept: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const { url, headers } = requestOf(settings, resource);
    const { status, body } = await call('the managed identity', url, { headers }, options);
    const token = textIn(body, 'access_token');
    if (status !== 200 || token === undefined)
      throw new AdapterError(`Keys: the managed identity gives no token (${status})`, { code: 'keys.refused' });
    kept = { token, until: endOf(body, now()) - marginMs };
    return token;
  }

  return {
    async token() {
      if (kept !== undefined && kept.until > now()) return kept.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget() {
      kept = undefined;
    },
  };
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
