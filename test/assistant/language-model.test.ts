import { describeLanguageModel } from '../contracts/language-model.contract.ts';
import { key } from '../support/model-under-test.ts';

const shared = { model: 'nagebootst', apiKey: key, requestsPerDay: 1_000 };

describeLanguageModel(
  'a server with the interface of OpenAI (OPENAI_BASE_URL)',
  ({ baseUrl }) => ({ ...shared, kind: 'openai', baseUrl }),
  /^\/v1\/chat\/completions$/,
);
describeLanguageModel(
  'a deployment on Azure OpenAI',
  ({ endpoint }) => ({ ...shared, kind: 'azure', endpoint, deployment: 'nagebootst', apiVersion: '2024-10-21' }),
  /^\/openai\/deployments\/nagebootst\/chat\/completions\?api-version=2024-10-21$/,
);
