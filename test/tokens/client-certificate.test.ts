import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApplicationTokens, readCertificate } from '../../src/tokens/client-certificate.ts';
import { type FakeGraph, startFakeGraph } from '../support/fake-graph.ts';
import { selfSigned } from '../support/self-signed.ts';

const area = { name: 'SharePoint', code: 'sharePoint' };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificates-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a certificate with its key', () => {
  async function read(text: string, now?: () => number) {
    const file = join(folder, 'certificate.pem');
    await writeFile(file, text);
    return readCertificate(area, file, now);
  }
  const { pem, key } = selfSigned();
  const certificateOnly = pem.slice(0, pem.indexOf('-----BEGIN PRIVATE'));

  it('is read in whatever order they stand in the file', async () => {
    const { thumbprint } = await read(pem);
    expect(thumbprint).toMatch(/^[\w-]{43}$/);
    expect((await read(key + certificateOnly)).thumbprint).toBe(thumbprint);
  });

  it.each([
    ['nothing of use', 'canary', /no certificate/],
    ['only a key', key, /no certificate/],
    ['only a certificate', certificateOnly, /no RSA private key/],
    ['the key of another one', certificateOnly + selfSigned({ which: 1 }).key, /not that of the certificate/],
    ['a certificate that has ended', selfSigned({ until: '20210101000000Z' }).pem, /has ended/],
  ])('with %s is refused in words for an administrator', async (_, text, words) => {
    const error: unknown = await read(text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'AdapterError', code: 'sharePoint.certificate', retryable: false });
    expect(String(error)).toMatch(words);
    expect(String(error)).not.toMatch(/canary|BEGIN RSA|MII/);
  });

  it('that is not there is refused too', () => {
    expect(() => readCertificate(area, join(folder, 'nowhere.pem'))).toThrow(/cannot be read/);
  });
});

describe('tokens of an application', () => {
  let graph: FakeGraph;
  let now: number;
  beforeEach(async () => {
    graph = await startFakeGraph();
    now = Date.now();
  });
  afterEach(() => graph.close());
  const tokens = (change: { clientId?: string; certificateFile?: string } = {}) => {
    const { tenantId, clientId, certificateFile } = { ...graph.application, ...change };
    const certificate = readCertificate(area, certificateFile);
    const application = { authority: graph.url, tenantId, clientId, certificate };
    const options = { timeoutMs: 10_000, pausesMs: [1, 1], now: () => now };
    return createApplicationTokens(area, application, 'https://graph.microsoft.com/.default', options);
  };
  const asked = () => graph.calls.filter(({ what }) => what === 'token').length;

  it('are given for an assertion that the certificate signed, and kept until shortly before they end', async () => {
    graph.tokensLast(360);
    const source = tokens();
    const [first, again] = await Promise.all([source.token(), source.token()]);
    expect(again).toBe(first);
    now += 50_000;
    expect(await source.token()).toBe(first);
    expect(asked()).toBe(1);
    now += 20_000;
    expect(await source.token()).not.toBe(first);
    expect(asked()).toBe(2);
  });

  it('are asked for anew when the last one was refused', async () => {
    const source = tokens();
    const first = await source.token();
    source.forget();
    expect(await source.token()).not.toBe(first);
  });

  it('are not given for another certificate: what Entra calls it is told, and nothing else', async () => {
    const certificateFile = join(folder, 'other.pem');
    await writeFile(certificateFile, selfSigned({ which: 1 }).pem);
    const error: unknown = await tokens({ certificateFile })
      .token()
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'sharePoint.refused' });
    expect(String(error)).toContain('401 AADSTS700027');
    expect(String(error)).not.toContain('canary');
  });

  it.each([
    [503, 3, 'sharePoint.unavailable'],
    ['drop', 3, 'sharePoint.unavailable'],
    ['garbage', 1, 'sharePoint.refused'],
  ] as const)('may be had later when Entra says %s', async (trouble, times, code) => {
    graph.trouble('token', ...Array<typeof trouble>(times).fill(trouble));
    const source = tokens();
    await expect(source.token()).rejects.toMatchObject({ name: 'AdapterError', code });
    expect(await source.token()).toMatch(/^token-/);
  });
});
