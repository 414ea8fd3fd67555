import { z } from 'zod';

/** A language model, off until it's named. `docs/assistant.md` says what leaves the house then. */

const address = z.url({ protocol: /^https?$/, error: 'an address as https://llm.example.org/v1' });

/** Variables of the environment; those of OpenAI and Azure have the names that their own client knows. */
export const modelVariables = {
  OPENAI_MODEL: z.string().max(100).optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: address.optional(),
  AZURE_OPENAI_ENDPOINT: address.optional(),
  AZURE_OPENAI_API_KEY: z.string().optional(),
  AZURE_OPENAI_DEPLOYMENT: z.string().max(100).optional(),
  OPENAI_API_VERSION: z.string().optional(),
  RONDETAFEL_MODEL_REQUESTS_A_DAY: z.coerce.number('a number, for instance 200').int().min(0).max(100_000).default(200),
  RONDETAFEL_WORDING_HELP: z.enum(['0', '1'], '1 to have vague actions and pasted notes looked at').optional(),
};
type Values = z.infer<z.ZodObject<typeof modelVariables>>;

export type ModelSettings = {
  /** As the house calls it; it's in the record of a summary. */
  readonly model: string;
  readonly apiKey: string;
  /** Of one house, attempts counted. */
  readonly requestsPerDay: number;
} & (
  | { readonly kind: 'openai' /** Absent: OpenAI's own. */; readonly baseUrl?: string }
  | { readonly kind: 'azure'; readonly endpoint: string; readonly deployment: string; readonly apiVersion: string }
);

/** Undefined while no model is named: a key or an address alone decides nothing. */
export function modelSettingsOf(values: Values): ModelSettings | undefined {
  const requestsPerDay = values.RONDETAFEL_MODEL_REQUESTS_A_DAY;
  const { AZURE_OPENAI_DEPLOYMENT: deployment, AZURE_OPENAI_ENDPOINT: endpoint, OPENAI_MODEL: model } = values;
  if (deployment !== undefined && endpoint !== undefined) {
    const { AZURE_OPENAI_API_KEY: apiKey = '', OPENAI_API_VERSION: apiVersion = defaultApiVersion } = values;
    return { kind: 'azure', model: model ?? deployment, endpoint, deployment, apiKey, apiVersion, requestsPerDay };
  }
  if (model === undefined) return undefined;
  const baseUrl = values.OPENAI_BASE_URL;
  // A server of the house itself often asks for none, and the client wants something to send.
  const apiKey = values.OPENAI_API_KEY ?? 'none';
  return { kind: 'openai', model, apiKey, requestsPerDay, ...(baseUrl !== undefined && { baseUrl }) };
}

/** The first general version with a JSON schema for answers. */
const defaultApiVersion = '2024-10-21';

/** One line for each variable that is missing or wrong. */
export function modelProblems(values: Values): readonly string[] {
  const lines: string[] = [];
  const isAzure = values.AZURE_OPENAI_DEPLOYMENT !== undefined || values.AZURE_OPENAI_ENDPOINT !== undefined;
  if (isAzure) {
    if (values.AZURE_OPENAI_ENDPOINT === undefined)
      lines.push('AZURE_OPENAI_ENDPOINT: the address of the resource, https://….openai.azure.com');
    if (values.AZURE_OPENAI_DEPLOYMENT === undefined) lines.push('AZURE_OPENAI_DEPLOYMENT: the name of the deployment');
    if (values.AZURE_OPENAI_API_KEY === undefined) lines.push('AZURE_OPENAI_API_KEY: the key of the resource');
    if (values.OPENAI_BASE_URL !== undefined)
      lines.push('OPENAI_BASE_URL: either Azure or another server; leave one of them out');
  } else if (values.OPENAI_MODEL === undefined) {
    if (values.OPENAI_BASE_URL !== undefined) lines.push('OPENAI_MODEL: the name of the model at OPENAI_BASE_URL');
    if (values.RONDETAFEL_WORDING_HELP === '1')
      lines.push('RONDETAFEL_WORDING_HELP: needs a language model (OPENAI_MODEL)');
  } else if (values.OPENAI_BASE_URL === undefined && values.OPENAI_API_KEY === undefined) {
    lines.push('OPENAI_API_KEY: the key of OpenAI, or OPENAI_BASE_URL for a server of your own');
  }
  for (const name of ['OPENAI_BASE_URL', 'AZURE_OPENAI_ENDPOINT'] as const) {
    const problem = values[name] === undefined ? undefined : problemWith(values[name]);
    if (problem !== undefined) lines.push(`${name}: ${problem}`);
  }
  return lines;
}

/** What is sent is about people: over a network that isn't the house's own it's encrypted. */
function problemWith(text: string): string | undefined {
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return 'an address without a name or password in it';
  if (protocol === 'https:' || isInside(hostname)) return undefined;
  return 'https, unless the server stands in the house’s own network';
}

function isInside(host: string): boolean {
  if (host === 'localhost' || host === '[::1]' || !host.includes('.')) return true;
  if (/\.(?:internal|local|lan|intranet)$/.test(host)) return true;
  return /^(?:127|10)\.\d+\.\d+\.\d+$|^192\.168\.\d+\.\d+$|^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host);
}
