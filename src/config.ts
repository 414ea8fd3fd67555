import { Duration } from 'luxon';
import { z } from 'zod';
import {
  archiveProblems,
  archiveVariables,
  type SharePointSettings,
  sharePointSettingsOf,
} from './archive-settings.ts';
import { type ModelSettings, modelProblems, modelSettingsOf, modelVariables } from './model-settings.ts';
import { type StorageSettings, storageSettingsOf, storageVariables } from './storage-settings.ts';

/** A registration of the bot with Microsoft. */
export interface Registration {
  readonly appId: string;
  readonly tenantId: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  /** Absent for a managed identity. */
  readonly password?: string;
}

/** What the tools beside the bot need too: where data, keys and documents are. */
export interface ToolConfig extends StorageSettings {
  /** Absent: documents are filed in `minutesDir`. */
  readonly sharePoint?: SharePointSettings;
}

export interface Config extends ToolConfig {
  readonly port: number;
  /** Development binds to the machine itself only. */
  readonly host: string;
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
  /** Who asks for `/metrics` has to bring it. Absent: this machine only. */
  readonly metricsToken?: string;
  /** Absent: no language model, and nothing is sent to one. */
  readonly model?: ModelSettings;
  /** The model may help people word what they type. */
  readonly wordingHelp: boolean;
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
  ...storageVariables,
  ...archiveVariables,
  ...modelVariables,
  MicrosoftAppId: guid.optional(),
  MicrosoftAppTenantId: guid.optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI']).optional(),
  MicrosoftAppPassword: z.string().min(1).optional(),
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
  METRICS_TOKEN: z
    .string()
    .min(20, 'at least 20 characters (openssl rand -hex 20); without it /metrics answers this machine only')
    .optional(),
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
export function readConfig(env: Environment): Config {
  const values = parse(environment, env);
  const development = values.RONDETAFEL_DEV === '1';
  const problems = development ? [] : productionProblems(values);
  if (values.RONDETAFEL_CLOCK_OFFSET !== undefined && !development)
    problems.push('RONDETAFEL_CLOCK_OFFSET: the clock can be moved in development only (RONDETAFEL_DEV=1)');
  problems.push(...modelProblems(values), ...archiveProblems(values));
  if (problems.length > 0) throw new ConfigError(problems);
  const model = modelSettingsOf(values);
  const registration = development ? undefined : registrationOf(values);
  return {
    port: values.PORT,
    host: development ? '127.0.0.1' : '0.0.0.0',
    ...toolConfigOf(values),
    development,
    daysOff: values.RONDETAFEL_DAYS_OFF,
    processDirectors: values.RONDETAFEL_PROCESS_DIRECTORS,
    guestTenants: values.RONDETAFEL_GUEST_TENANTS,
    clockOffsetMs: Duration.fromISO(values.RONDETAFEL_CLOCK_OFFSET ?? 'PT0S').toMillis(),
    language: values.RONDETAFEL_LANGUAGE,
    wordingHelp: values.RONDETAFEL_WORDING_HELP === '1',
    ...(model !== undefined && { model }),
    logLevel: values.LOG_LEVEL,
    ...(values.METRICS_TOKEN !== undefined && { metricsToken: values.METRICS_TOKEN }),
    ...(values.RONDETAFEL_APPROACHES !== undefined && { approachesFile: values.RONDETAFEL_APPROACHES }),
    ...(registration !== undefined && { registration }),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the tools beside the bot need: where data, keys and documents are. A registration isn't asked for. */
const toolEnvironment = z.object({
  ...storageVariables,
  ...archiveVariables,
  MicrosoftAppId: environment.shape.MicrosoftAppId,
  MicrosoftAppTenantId: environment.shape.MicrosoftAppTenantId,
  RONDETAFEL_DEV: environment.shape.RONDETAFEL_DEV,
});

/**
 * Reads what `npm run keys` and its like need.
 * @throws ConfigError with one line per variable that is missing or wrong
 */
export function readStorageConfig(env: Environment): ToolConfig {
  const values = parse(toolEnvironment, env);
  const problems = archiveProblems(values);
  if (values.RONDETAFEL_MASTER_KEY === undefined && values.RONDETAFEL_DEV !== '1') problems.push(noMasterKey);
  if (problems.length > 0) throw new ConfigError(problems);
  return toolConfigOf(values);
}

function toolConfigOf(values: z.infer<typeof toolEnvironment>): ToolConfig {
  const sharePoint = sharePointSettingsOf(values);
  return { ...storageSettingsOf(values), ...(sharePoint !== undefined && { sharePoint }) };
}

function parse<Shape extends z.ZodObject>(shape: Shape, env: Environment): z.infer<Shape> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(issue => {
    const name = String(issue.path[0]);
    return `${name}: ${registrationHelp[name] ?? issue.message}`;
  });
  throw new ConfigError([...new Set(lines)]);
}

const noMasterKey =
  'RONDETAFEL_MASTER_KEY: the key that seals every case, 32 bytes in base64 (openssl rand -base64 32) or the address of a key in Azure Key Vault';

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
  if (values.RONDETAFEL_MASTER_KEY === undefined) lines.push(noMasterKey);
  return lines;
}

function registrationOf(values: Values): Registration | undefined {
  const { MicrosoftAppId: appId, MicrosoftAppTenantId: tenantId, MicrosoftAppType: type } = values;
  if (appId === undefined || tenantId === undefined || type === undefined) return undefined;
  const password = values.MicrosoftAppPassword;
  return { appId, tenantId, type, ...(password !== undefined && { password }) };
}
