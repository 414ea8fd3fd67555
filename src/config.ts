import { Duration } from 'luxon';
import { z } from 'zod';

/** A registration of the bot with Microsoft. */
export interface Registration {
  readonly appId: string;
  readonly tenantId: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  /** Absent for a managed identity. */
  readonly password?: string;
}

export interface Config {
  readonly port: number;
  /** Development binds to the machine itself only. */
  readonly host: string;
  readonly dataDir: string;
  readonly minutesDir: string;
  /** Absent: the embedded database in `dataDir`. */
  readonly databaseUrl?: string;
  /** Absent in development, where the key is kept in `dataDir`. */
  readonly masterKey?: string;
  readonly development: boolean;
  /** Absent in development. */
  readonly registration?: Registration;
  /** Absent: the usual approaches. What is in the file is checked where it's loaded. */
  readonly approachesFile?: string;
  /** Days equated by decree with a public holiday, besides those of the law, which are computed. */
  readonly daysOff: readonly string[];
  /** Entra ids that may open every case of the house. */
  readonly processDirectors: readonly string[];
  /** Home tenants of guests, besides the house's own. */
  readonly guestTenants: readonly string[];
  /** Milliseconds added to the clock; development only. */
  readonly clockOffsetMs: number;
  readonly language: 'nl' | 'en';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The environment is not as it has to be: one line for each variable, each says what to do. */
export class ConfigError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

/** In lower case, as Microsoft sends them; tokens and activities are compared letter by letter. */
const guid = z
  .string()
  .regex(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i, 'Entra ids (GUIDs), separated by commas')
  .toLowerCase();
const list = z
  .string()
  .default('')
  .transform(text => text.split(/[\s,;]+/).filter(part => part !== ''));
const guids = list.pipe(z.array(guid));
const emptyGuid = '00000000-0000-0000-0000-000000000000';

/** Microsoft's own names for the registration, ours for the rest. `npm start` prints what is wrong here and stops. */
const environment = z.object({
  PORT: z.coerce
    .number('a number, for instance 3978')
    .int('a whole number')
    .min(1, '1 or more')
    .max(65535, '65535 or less')
    .default(3978),
  DATA_DIR: z.string().min(1, 'a folder; leave it out for ./data').default('./data'),
  MINUTES_DIR: z.string().min(1, 'a folder; leave it out for DATA_DIR/minutes').optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^postgres(ql)?:\/\//,
      'an address that starts with postgres:// or postgresql://; leave it out for the embedded database',
    )
    .optional(),
  MicrosoftAppId: guid.optional(),
  MicrosoftAppTenantId: guid.optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI']).optional(),
  MicrosoftAppPassword: z.string().min(1).optional(),
  RONDETAFEL_MASTER_KEY: z
    .string()
    .refine(isMasterKey, '32 bytes: 44 characters of base64 or 64 of hex (openssl rand -base64 32)')
    .optional(),
  RONDETAFEL_APPROACHES: z.string().optional(),
  RONDETAFEL_DAYS_OFF: list.pipe(z.array(z.iso.date('days as 2027-05-07, separated by commas'))),
  RONDETAFEL_PROCESS_DIRECTORS: guids,
  RONDETAFEL_GUEST_TENANTS: guids,
  RONDETAFEL_DEV: z.enum(['0', '1'], '1 for development; leave it out otherwise').optional(),
  RONDETAFEL_CLOCK_OFFSET: z
    .string()
    .refine(text => Duration.fromISO(text).isValid, 'an ISO 8601 duration, for instance P21D')
    .optional(),
  RONDETAFEL_LANGUAGE: z.enum(['nl', 'en'], 'nl or en').default('nl'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error or silent').default('info'),
});

const registrationHelp: Readonly<Record<string, string>> = {
  MicrosoftAppId: 'the application (client) id of the bot registration, a GUID',
  MicrosoftAppTenantId: 'the directory (tenant) id of the bot registration, a GUID',
  MicrosoftAppType: 'SingleTenant or UserAssignedMSI',
  MicrosoftAppPassword: 'the client secret that a SingleTenant registration needs',
};

/**
 * Reads the environment once.
 * @throws ConfigError with one line per variable that is missing or wrong
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => {
      const name = String(issue.path[0]);
      return `${name}: ${registrationHelp[name] ?? issue.message}`;
    });
    throw new ConfigError([...new Set(lines)]);
  }
  const values = parsed.data;
  const development = values.RONDETAFEL_DEV === '1';
  const problems = development ? [] : productionProblems(values);
  if (values.RONDETAFEL_CLOCK_OFFSET !== undefined && !development)
    problems.push('RONDETAFEL_CLOCK_OFFSET: the clock can be moved in development only (RONDETAFEL_DEV=1)');
  if (problems.length > 0) throw new ConfigError(problems);
  const registration = development ? undefined : registrationOf(values);
  return {
    port: values.PORT,
    host: development ? '127.0.0.1' : '0.0.0.0',
    dataDir: values.DATA_DIR,
    minutesDir: values.MINUTES_DIR ?? `${values.DATA_DIR}/minutes`,
    development,
    daysOff: values.RONDETAFEL_DAYS_OFF,
    processDirectors: values.RONDETAFEL_PROCESS_DIRECTORS,
    guestTenants: values.RONDETAFEL_GUEST_TENANTS,
    clockOffsetMs: Duration.fromISO(values.RONDETAFEL_CLOCK_OFFSET ?? 'PT0S').toMillis(),
    language: values.RONDETAFEL_LANGUAGE,
    logLevel: values.LOG_LEVEL,
    ...(values.RONDETAFEL_APPROACHES !== undefined && { approachesFile: values.RONDETAFEL_APPROACHES }),
    ...(values.DATABASE_URL !== undefined && { databaseUrl: values.DATABASE_URL }),
    ...(values.RONDETAFEL_MASTER_KEY !== undefined && { masterKey: values.RONDETAFEL_MASTER_KEY }),
    ...(registration !== undefined && { registration }),
  };
}

type Values = z.infer<typeof environment>;

/** Without a proper registration botbuilder switches its authentication off, so production doesn't start without one. */
function productionProblems(values: Values): string[] {
  const missing = (['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType'] as const).filter(
    name => values[name] === undefined || values[name] === emptyGuid,
  );
  const lines = missing.map(name => `${name}: ${registrationHelp[name]}`);
  if (values.MicrosoftAppType === 'SingleTenant' && values.MicrosoftAppPassword === undefined)
    lines.push(`MicrosoftAppPassword: ${registrationHelp.MicrosoftAppPassword}`);
  if (values.MicrosoftAppType === 'UserAssignedMSI' && values.MicrosoftAppPassword !== undefined)
    lines.push('MicrosoftAppPassword: a managed identity has none; leave it out');
  if (values.RONDETAFEL_MASTER_KEY === undefined)
    lines.push('RONDETAFEL_MASTER_KEY: the key that seals every case, 32 bytes in base64 (openssl rand -base64 32)');
  return lines;
}

function registrationOf(values: Values): Registration | undefined {
  const { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId, MicrosoftAppType: type } = values;
  if (appId === undefined || tenantId === undefined || type === undefined) return undefined;
  const password = values.MicrosoftAppPassword;
  return { appId, tenantId, type, ...(password !== undefined && { password }) };
}

function isMasterKey(text: string): boolean {
  if (/^[0-9a-f]{64}$/i.test(text)) return true;
  return /^[A-Za-z0-9+/]{43}=$/.test(text) && Buffer.from(text, 'base64').length === 32;
}
