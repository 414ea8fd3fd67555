import { z } from 'zod';

/** Where documents are filed in SharePoint, and who we are there. */
export interface SharePointSettings {
  /** `https://graph.microsoft.com`, that of a national cloud, or a server on this machine. */
  readonly graphUrl: string;
  /** As Graph writes it: `house.sharepoint.com:/sites/casusoverleg`. */
  readonly site: string;
  /** The name of a document library. Absent: the first one of the site. */
  readonly library?: string;
  /** A folder in it, which is there. Absent: the library itself. */
  readonly folder?: string;
  /** Absent: the managed identity of the machine. */
  readonly application?: {
    readonly tenantId: string;
    readonly clientId: string;
    /** A PEM file with the certificate and its private key. */
    readonly certificateFile: string;
  };
}

/** Every cloud of Microsoft has its own Graph and its own place to sign in: a token goes to no other host. */
const clouds: Readonly<Record<string, string>> = {
  'https://graph.microsoft.com': 'https://login.microsoftonline.com',
  'https://graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://dod-graph.microsoft.us': 'https://login.microsoftonline.us',
  'https://microsoftgraph.chinacloudapi.cn': 'https://login.partner.microsoftonline.cn',
};

/** Where an application signs in for that Graph: on this machine at the same address. */
export function authorityOf(graphUrl: string): string {
  return clouds[graphUrl] ?? graphUrl;
}

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i, 'an Entra id (GUID)')
  .toLowerCase();
/** What SharePoint takes in a name, without what has a meaning in an address. */
const namePattern = '[^".*:<>?/\\\\|#%\\s](?:[^"*:<>?/\\\\|#%\\n]*[^"*:<>?/\\\\|#%\\s.])?';

/** The variables that say where documents are filed, for the bot and for the tools beside it. */
export const archiveVariables = {
  ARCHIVE: z.enum(['folder', 'sharepoint'], 'folder or sharepoint; leave it out for a folder (MINUTES_DIR)').optional(),
  SHAREPOINT_SITE: z
    .string()
    .regex(
      /^(?!.*\.\.)[a-z0-9-]+(\.[a-z0-9-]+)*\.sharepoint(-mil)?\.(com|us|cn)(:\/(sites|teams)\/[\w.~-]+(\/[\w.~-]+)*)?$/i,
      'host and path of the site with :/ between them, for instance house.sharepoint.com:/sites/casusoverleg',
    )
    .optional(),
  SHAREPOINT_LIBRARY: z
    .string()
    .regex(
      new RegExp(`^${namePattern}$`),
      'the name of a document library as the site shows it; leave it out for the first one',
    )
    .optional(),
  SHAREPOINT_FOLDER: z
    .string()
    .regex(
      new RegExp(`^${namePattern}(/${namePattern})*$`),
      'a folder in the library, for instance Rondetafel/verslagen; leave it out for the library itself',
    )
    .optional(),
  SHAREPOINT_TENANT: guid.optional(),
  SHAREPOINT_CLIENT_ID: guid.optional(),
  SHAREPOINT_CERTIFICATE: z.string().min(1, 'a PEM file with certificate and private key').optional(),
  GRAPH_URL: z
    .string()
    .refine(
      text => Object.hasOwn(clouds, text) || /^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(text),
      `${Object.keys(clouds).join(', ')}; leave it out for the first one`,
    )
    .optional(),
} as const;
type Values = z.infer<z.ZodObject<typeof archiveVariables>>;

/** What else these depend on: the bot's own registration, for what isn't said apart. */
interface Registered {
  readonly MicrosoftAppId?: string | undefined;
  readonly MicrosoftAppTenantId?: string | undefined;
  readonly RONDETAFEL_DEV?: '0' | '1' | undefined;
}

/** One line for each variable that doesn't go with the others. */
export function archiveProblems(values: Values & Registered): string[] {
  const given = (Object.keys(archiveVariables) as (keyof Values)[]).filter(
    name => name !== 'ARCHIVE' && values[name] !== undefined,
  );
  if (values.ARCHIVE !== 'sharepoint')
    return given.map(name => `${name}: is for SharePoint only; with it goes ARCHIVE=sharepoint, or leave it out`);
  const problems: string[] = [];
  if (values.SHAREPOINT_SITE === undefined)
    problems.push('SHAREPOINT_SITE: the site to file in, for instance house.sharepoint.com:/sites/casusoverleg');
  if (values.GRAPH_URL?.startsWith('http:') && values.RONDETAFEL_DEV !== '1')
    problems.push('GRAPH_URL: a server on this machine is for development only (RONDETAFEL_DEV=1)');
  if (values.SHAREPOINT_CERTIFICATE === undefined) {
    for (const name of ['SHAREPOINT_TENANT', 'SHAREPOINT_CLIENT_ID'] as const)
      if (values[name] !== undefined)
        problems.push(
          `${name}: goes with SHAREPOINT_CERTIFICATE; leave both out for the managed identity of the machine`,
        );
    return problems;
  }
  const { clientId, tenantId } = identityOf(values);
  if (clientId === undefined)
    problems.push(
      'SHAREPOINT_CLIENT_ID: the application that the certificate belongs to, when MicrosoftAppId is not given',
    );
  if (tenantId === undefined)
    problems.push('SHAREPOINT_TENANT: the tenant of that application, when MicrosoftAppTenantId is not given');
  return problems;
}

/** Absent: documents are filed in a folder. The values have no problems. */
export function sharePointSettingsOf(values: Values & Registered): SharePointSettings | undefined {
  const { SHAREPOINT_SITE: site, SHAREPOINT_LIBRARY: library, SHAREPOINT_FOLDER: folder } = values;
  if (values.ARCHIVE !== 'sharepoint' || site === undefined) return undefined;
  const { clientId, tenantId } = identityOf(values);
  const certificateFile = values.SHAREPOINT_CERTIFICATE;
  const hasCertificate = certificateFile !== undefined && clientId !== undefined && tenantId !== undefined;
  return {
    graphUrl: values.GRAPH_URL ?? 'https://graph.microsoft.com',
    site,
    ...(library !== undefined && { library }),
    ...(folder !== undefined && { folder }),
    ...(hasCertificate && { application: { tenantId, clientId, certificateFile } }),
  };
}

function identityOf(values: Values & Registered) {
  return {
    clientId: values.SHAREPOINT_CLIENT_ID ?? values.MicrosoftAppId,
    tenantId: values.SHAREPOINT_TENANT ?? values.MicrosoftAppTenantId,
  };
}
