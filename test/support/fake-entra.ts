import { constants, createHash, randomUUID, verify, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { failure, type Reply } from './fake-drive.ts';

const graphScope = 'https://graph.microsoft.com';

/** Tokens as Entra gives them to an application with a certificate, and as a machine gives them to its managed identity. */
export function createFakeEntra(application: { tenantId: string; clientId: string; pem: string }, header: string) {
  const certificate = new X509Certificate(application.pem);
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url');
  let tokens = new Map<string, number>();
  const used = new Set<unknown>();
  let lifetime = 3_600;

  function give(): string {
    const token = `token-${randomUUID()}`;
    tokens.set(token, Date.now() + lifetime * 1_000);
    return token;
  }

  /** Why the assertion isn't good; undefined when it is. */
  function objection(assertion: string, audience: string): string | undefined {
    const [head = '', body = '', signature = ''] = assertion.split('.');
    const [header_, claims] = [head, body].map(part => JSON.parse(Buffer.from(part, 'base64url').toString()));
    if (header_.alg !== 'PS256' || header_.typ !== 'JWT' || header_['x5t#S256'] !== thumbprint) return 'AADSTS700027';
    const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    const key = { key: certificate.publicKey, ...pss };
    if (!verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')))
      return 'AADSTS700027';
    const now = Date.now() / 1_000;
    if (claims.iss !== application.clientId || claims.sub !== application.clientId) return 'AADSTS700021';
    if (claims.aud !== audience) return 'AADSTS700212';
    if (claims.exp < now || claims.nbf > now + 300 || claims.exp - claims.nbf > 600) return 'AADSTS700024';
    if (typeof claims.jti !== 'string' || used.has(claims.jti)) return 'AADSTS70000';
    used.add(claims.jti);
    return undefined;
  }

  return {
    forApplication(url: URL, body: string): Reply {
      const form = new URLSearchParams(body);
      const proper =
        form.get('grant_type') === 'client_credentials' &&
        form.get('client_id') === application.clientId &&
        form.get('scope') === `${graphScope}/.default` &&
        form.get('client_assertion_type') === 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
      const wrong = proper ? objection(form.get('client_assertion') ?? '', url.origin + url.pathname) : 'AADSTS900144';
      if (wrong !== undefined)
        return { status: 401, body: { error: 'invalid_client', error_description: `${wrong}: a canary of an error` } };
      return { status: 200, body: { token_type: 'Bearer', expires_in: lifetime, access_token: give() } };
    },
    forIdentity(request: IncomingMessage, url: URL): Reply {
      const proper =
        request.headers['x-identity-header'] === header && url.searchParams.get('api-version') === '2019-08-01';
      if (!proper || url.searchParams.get('resource') !== graphScope) return failure(400, 'invalid_request');
      const expires_on = String(Math.floor(Date.now() / 1_000) + lifetime);
      return { status: 200, body: { access_token: give(), expires_on, resource: graphScope, token_type: 'Bearer' } };
    },
    knows(authorization: string | undefined): boolean {
      const ends = tokens.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
      return ends !== undefined && ends > Date.now();
    },
    withdraw() {
      tokens = new Map();
    },
    last(seconds: number) {
      lifetime = seconds;
    },
  };
}
