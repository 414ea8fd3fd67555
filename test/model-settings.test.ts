import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

const read = (env: Record<string, string>) => readConfig({ RONDETAFEL_DEV: '1', ...env });
const linesOf = (env: Record<string, string>): readonly string[] => {
  try {
    read(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
};

describe('a language model', () => {
  it('is off until it is named: a key in the environment decides nothing', () => {
    expect(read({})).not.toHaveProperty('model');
    expect(read({ OPENAI_API_KEY: 'sk-1' })).not.toHaveProperty('model');
    expect(read({}).wordingHelp).toBe(false);
  });

  it('is that of OpenAI, of a server of the house, or a deployment on Azure', () => {
    expect(read({ OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k' }).model).toEqual({
      kind: 'openai',
      model: 'm',
      apiKey: 'k',
      requestsPerDay: 200,
    });
    const own = {
      OPENAI_MODEL: 'm',
      OPENAI_BASE_URL: 'http://llm.internal:8000/v1',
      RONDETAFEL_MODEL_REQUESTS_A_DAY: '7',
    };
    expect(read(own).model).toEqual({
      kind: 'openai',
      model: 'm',
      apiKey: 'none',
      baseUrl: own.OPENAI_BASE_URL,
      requestsPerDay: 7,
    });
    const azure = {
      AZURE_OPENAI_ENDPOINT: 'https://huis.openai.azure.com',
      AZURE_OPENAI_DEPLOYMENT: 'd',
      AZURE_OPENAI_API_KEY: 'k',
    };
    expect(read(azure).model).toMatchObject({ kind: 'azure', model: 'd', deployment: 'd', apiVersion: '2024-10-21' });
  });

  it.each([
    [{ OPENAI_MODEL: 'm' }, 'OPENAI_API_KEY'],
    [{ OPENAI_BASE_URL: 'https://llm.example/v1' }, 'OPENAI_MODEL'],
    [{ OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'http://llm.example.org/v1' }, 'OPENAI_BASE_URL'],
    [{ OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'https://a:b@llm.example/v1' }, 'OPENAI_BASE_URL'],
    [{ OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'ergens' }, 'OPENAI_BASE_URL'],
    [{ AZURE_OPENAI_DEPLOYMENT: 'd', AZURE_OPENAI_API_KEY: 'k' }, 'AZURE_OPENAI_ENDPOINT'],
    [{ AZURE_OPENAI_ENDPOINT: 'https://x.openai.azure.com', AZURE_OPENAI_API_KEY: 'k' }, 'AZURE_OPENAI_DEPLOYMENT'],
    [{ AZURE_OPENAI_ENDPOINT: 'https://x.openai.azure.com', AZURE_OPENAI_DEPLOYMENT: 'd' }, 'AZURE_OPENAI_API_KEY'],
    [{ RONDETAFEL_WORDING_HELP: '1' }, 'RONDETAFEL_WORDING_HELP'],
    [
      { OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k', RONDETAFEL_MODEL_REQUESTS_A_DAY: 'veel' },
      'RONDETAFEL_MODEL_REQUESTS_A_DAY',
    ],
  ])('that is half configured stops the start with one line: %j', (env, name) => {
    expect(linesOf(env).map(line => line.split(':')[0])).toEqual([name]);
  });
});
