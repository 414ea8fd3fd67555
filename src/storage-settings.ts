import { z } from 'zod';

const postgres = z
  .string()
  .regex(
    /^postgres(ql)?:\/\//,
    'an address that starts with postgres:// or postgresql://; leave it out for the usual place',
  )
  .refine(
    isPrivateLine,
    'a server on another machine is spoken to over TLS only: put ?sslmode=verify-full behind the address (and &sslrootcert=FILE for a certificate authority of your own)',
  );
const masterKey = z
  .string()
  .refine(
    text => isMasterKey(text) || isVaultKey(text),
    '32 bytes: 44 characters of base64 or 64 of hex (openssl rand -base64 32); or the address of a key in Azure Key Vault with its version',
  )
  .optional();

/** The variables that say where data and keys are, for the bot and for the tools beside it. */
export const storageVariables = {
  DATA_DIR: z.string().min(1, 'a folder; leave it out for ./data').default('./data'),
  AUDIT_DIR: z.string().min(1, 'a folder; leave it out for DATA_DIR/audit').optional(),
  DATABASE_URL: postgres.optional(),
  MINUTES_DIR: z.string().min(1, 'a folder; leave it out for DATA_DIR/minutes').optional(),
  MINUTES_TEMPLATE: z.string().min(1, 'a Word document; leave it out for our own').optional(),
  RONDETAFEL_KEYS_DATABASE_URL: postgres.optional(),
  RONDETAFEL_DESTROYED_LIST: z.string().min(1, 'a file; leave it out for DATA_DIR/destroyed.jsonl').optional(),
  RONDETAFEL_MASTER_KEY: masterKey,
  RONDETAFEL_MASTER_KEY_OLD: masterKey,
  /** Node's own: with 0 it believes every certificate, also those of whoever says to be Microsoft or the database. */
  NODE_TLS_REJECT_UNAUTHORIZED: z
    .string()
    .refine(text => text !== '0', 'leave it out: with 0 no certificate would be checked')
    .optional(),
  /** Microsoft's own names: set by App Service and Container Apps. */
  IDENTITY_ENDPOINT: z.url('the address that the platform puts there').optional(),
  IDENTITY_HEADER: z.string().optional(),
  AZURE_CLIENT_ID: z.string().optional(),
} as const;
type Values = z.infer<z.ZodObject<typeof storageVariables>>;

export interface StorageSettings {
  readonly dataDir: string;
  /** Where adopted minutes are filed. */
  readonly minutesDir: string;
  /** Where the ends of the chains are kept, a file a day. */
  readonly auditDir: string;
  /** The Word template of the house. Absent: our own document. */
  readonly minutesTemplate?: string;
  /** Absent: the embedded database in `dataDir`. */
  readonly databaseUrl?: string;
  /** Absent: beside an embedded database `<dataDir>/keys`, on a server the schema `keys`. */
  readonly keysDatabaseUrl?: string;
  /** The list of destroyed cases, which no backup of the database may bring back. */
  readonly destroyedList: string;
  /** Absent in development, where the key is kept in `dataDir`. */
  readonly masterKey?: string;
  /** During a rotation: the one before it. */
  readonly oldMasterKey?: string;
  /** Who we are to a key vault. */
  readonly identity: { readonly endpoint?: string; readonly header?: string; readonly clientId?: string };
}

export function storageSettingsOf(values: Values): StorageSettings {
  const {
    DATABASE_URL: databaseUrl,
    RONDETAFEL_KEYS_DATABASE_URL: keysDatabaseUrl,
    RONDETAFEL_MASTER_KEY: masterKey,
    RONDETAFEL_MASTER_KEY_OLD: oldMasterKey,
    IDENTITY_ENDPOINT: endpoint,
    IDENTITY_HEADER: header,
    AZURE_CLIENT_ID: clientId,
  } = values;
  return {
    dataDir: values.DATA_DIR,
    minutesDir: values.MINUTES_DIR ?? `${values.DATA_DIR}/minutes`,
    destroyedList: values.RONDETAFEL_DESTROYED_LIST ?? `${values.DATA_DIR}/destroyed.jsonl`,
    auditDir: values.AUDIT_DIR ?? `${values.DATA_DIR}/audit`,
    ...(values.MINUTES_TEMPLATE !== undefined && { minutesTemplate: values.MINUTES_TEMPLATE }),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(keysDatabaseUrl !== undefined && { keysDatabaseUrl }),
    ...(masterKey !== undefined && { masterKey }),
    ...(oldMasterKey !== undefined && { oldMasterKey }),
    identity: {
      ...(endpoint !== undefined && { endpoint }),
      ...(header !== undefined && { header }),
      ...(clientId !== undefined && { clientId }),
    },
  };
}

function isMasterKey(text: string): boolean {
  if (/^[0-9a-f]{64}$/i.test(text)) return true;
  return /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === 32;
}

/** One version of a key: a name alone would be another key after a rotation in the vault. Tokens go to these hosts only. */
function isVaultKey(text: string): boolean {
  const host =
    '[a-z0-9-]+\\.(vault\\.azure\\.net|managedhsm\\.azure\\.net|vault\\.azure\\.cn|vault\\.usgovcloudapi\\.net)';
  return new RegExp(`^https://${host}/keys/[A-Za-z0-9-]+/[0-9a-f]{32}$`).test(text);
}

/**
 * What is said there stays between us and the right server: this machine itself, or TLS with a certificate that is checked, name
 * and all. Other modes of `sslmode` mean one thing to the library today and another tomorrow. What isn't an address passes: that has a line of its own.
 */
function isPrivateLine(address: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(address)) return true;
  // Without a host the library goes where the environment says.
  const url = URL.parse(address.replace('@/', '@elsewhere/'));
  if (url === null) return false;
  // As the library reads it: what stands behind the question mark goes before, the last one of each.
  const host = url.searchParams.getAll('host').at(-1) ?? url.hostname;
  if (/^(\/.*|%2f.*|localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(host)) return true;
  return url.searchParams.getAll('sslmode').at(-1) === 'verify-full';
}
