import {
  constants,
  createHash,
  createPrivateKey,
  type KeyObject,
  randomUUID,
  sign,
  X509Certificate,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AdapterError } from '../ports/adapter-error.ts';
import { type Area, type CallOptions, call, patience, textIn } from './call.ts';
import { keepToken, type TokenSource } from './token-source.ts';

/** An application that proves who it is with a certificate. */
export interface Application {
  /** `https://login.microsoftonline.com`, or that of another cloud. */
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly certificate: Certificate;
}

export interface Certificate {
  readonly key: KeyObject;
  /** SHA-256 of the certificate, base64url: how Entra finds it among those of the application. */
  readonly thumbprint: string;
}

/** As long as it takes to get there; Microsoft says five to ten minutes at most. */
const assertionSeconds = 300;

/**
 * Reads a PEM file with the certificate and its private key (RSA), in whatever order.
 * @throws AdapterError `<area>.certificate`, in words for whoever sets it up; nothing of what is in the file is told
 */
export function readCertificate(area: Area, file: string, now: () => number = Date.now): Certificate {
  const wrong = (what: string) =>
    new AdapterError(`${area.name}: ${file}: ${what}`, { code: `${area.code}.certificate` });
  const pem = attempt(() => readFileSync(file, 'utf8'));
  if (pem === undefined) throw wrong('the file with the certificate cannot be read');
  const certificate = attempt(() => new X509Certificate(pem));
  if (certificate === undefined) throw wrong('there is no certificate in it (BEGIN CERTIFICATE)');
  const key = attempt(() => createPrivateKey(pem));
  if (key?.asymmetricKeyType !== 'rsa')
    throw wrong('there is no RSA private key in it without a password (BEGIN PRIVATE KEY)');
  if (!certificate.checkPrivateKey(key)) throw wrong('the private key is not that of the certificate');
  if (certificate.validToDate.getTime() < now()) throw wrong('the certificate has ended');
  return { key, thumbprint: createHash('sha256').update(certificate.raw).digest('base64url') };
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/**
 * Tokens of an application by itself, for which it signs an assertion (client credentials; RFC 7523), kept until shortly before they
 * end.
 * @param scope what for: `https://graph.microsoft.com/.default`
 */
export function createApplicationTokens(
  area: Area,
  { authority, tenantId, clientId, certificate }: Application,
  scope: string,
  options: CallOptions & { readonly now?: () => number } = patience,
): TokenSource {
  const now = options.now ?? Date.now;
  const url = new URL(`${authority}/${tenantId}/oauth2/v2.0/token`);
  return keepToken(async () => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(certificate, clientId, url.href, now()),
    });
    const { status, body } = await call(area, 'Entra', url, { method: 'POST', body: form }, options);
    const token = textIn(body, 'access_token');
    if (status !== 200 || token === undefined) throw refusal(area, status, body);
    return { token, endsAt: now() + secondsOf(body) * 1_000 };
  }, now);
}

function assertion({ key, thumbprint }: Certificate, clientId: string, audience: string, now: number): string {
  const from = Math.floor(now / 1_000);
  const header = { alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint };
  const claims = {
    aud: audience,
    iss: clientId,
    sub: clientId,
    jti: randomUUID(),
    // Their clock may be a little behind ours.
    nbf: from - 60,
    iat: from,
    exp: from + assertionSeconds,
  };
  const signed = [header, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, ...padding }).toString('base64url')}`;
}

/** `AADSTS…` says what is wrong and can be looked up; the rest of the text names tenants and applications. */
function refusal(area: Area, status: number, body: unknown): AdapterError {
  const code = /^AADSTS\d{1,9}/.exec(textIn(body, 'error_description') ?? '')?.[0];
  const said = code === undefined ? String(status) : `${status} ${code}`;
  return new AdapterError(
    `${area.name}: Entra gives the application no token (${said}). Look at its tenant, its id, and whether this certificate was uploaded to it`,
    { code: `${area.code}.refused` },
  );
}

/** `expires_in`, a number; without it the token counts for one call. */
function secondsOf(body: unknown): number {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'expires_in') : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
