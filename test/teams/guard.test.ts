import { describe, expect, it } from 'vitest';
import { guard } from '../../src/teams/guard.ts';
import { localServiceUrl, teamsServiceUrl } from '../../src/teams/service-url.ts';
import { groupActivity, tenant } from '../support/activities.ts';

const appId = '00000000-0000-4000-8000-00000000b070';
const serviceurl = 'https://smba.trafficmanager.net/emea/';
const options = { appId, tenantAllowed: (one: string) => one === tenant, serviceUrlAllowed: teamsServiceUrl };

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function bearer(claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}): string {
  const all = { iss: 'https://api.botframework.com', aud: appId, serviceurl, exp: 2_000_000_000, ...claims };
  return `Bearer ${part({ alg: 'RS256', kid: 'k', ...header })}.${part(all)}.c2lnbmF0dXJl`;
}

describe('the guard', () => {
  it('lets a request through that looks as it should; the signature is not its to check', () => {
    expect(guard(bearer(), groupActivity(), options)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['no token', undefined],
    ['an empty token', 'Bearer '],
    ['garbage', 'Bearer a.b.c'],
    ['a list of headers', [bearer()]],
    ['a lower-case scheme', bearer().replace('Bearer', 'bearer')],
    ['10,000 characters', `Bearer ${'a'.repeat(10_000)}.b.c`],
    ['no signature', bearer().replace(/[^.]+$/, '')],
    ['alg none', bearer({}, { alg: 'none' })],
    ['HS256', bearer({}, { alg: 'HS256' })],
    ['no key id', bearer({}, { kid: undefined })],
    ['another issuer', bearer({ iss: 'https://sts.windows.net/x/' })],
    ['another audience', bearer({ aud: 'other' })],
    ['a list of audiences', bearer({ aud: [appId] })],
    ['no expiry', bearer({ exp: undefined })],
    ['no service URL', bearer({ serviceurl: undefined })],
    ['a tenant of its own', bearer({ tid: 'foreign' })],
    ['a tenant that is a list', bearer({ tid: [tenant] })],
    ['an expiry in words', bearer({ exp: 'never' })],
    ['another service URL', bearer({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
  ])('refuses with 401: %s', (_name, authorization) => {
    expect(guard(authorization, groupActivity(), options)).toBe(401);
  });

  it.each<[string, Record<string, unknown>, number]>([
    ['no type', { type: undefined }, 400],
    ['a type that is a number', { type: 5 }, 400],
    ['no service URL', { serviceUrl: undefined }, 401],
    ['an empty channel', { channelId: '' }, 401],
    ['another channel', { channelId: 'webchat' }, 401],
    ['another tenant', { conversation: { id: 'c', tenantId: 'foreign' } }, 403],
    ['another tenant in the channel data', { channelData: { tenant: { id: 'foreign' } } }, 403],
    ['a sender of another tenant', { from: { id: '29:x', tenantId: 'foreign' } }, 403],
    ['no tenant at all', { conversation: { id: 'c' }, channelData: {} }, 403],
  ])('refuses an activity with %s', (_name, fields, status) => {
    expect(guard(bearer(), groupActivity(fields), options)).toBe(status);
  });

  it.each([null, [], 'x', 7])('refuses the body %j', body => {
    expect(guard(bearer(), body, options)).toBe(400);
  });

  it('refuses a service URL that is signed but not of Teams', () => {
    const evil = 'https://evil.example/';
    expect(guard(bearer({ serviceurl: evil }), groupActivity({ serviceUrl: evil }), options)).toBe(401);
  });
});

describe('where we may send to', () => {
  it.each<[string, boolean, boolean]>([
    ['https://smba.trafficmanager.net/emea/', true, false],
    ['https://smba.trafficmanager.net/emea', true, false],
    ['https://smba.trafficmanager.net/emea/11111111-aaaa-4aaa-8aaa-000000000001/', true, false],
    ['https://smba.trafficmanager.net', true, false],
    ['https://emea.smba.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net./', false, false],
    ['https://smba.trafficmanager.net:443/', false, false],
    ['https://smba.trafficmanager.net@evil.example/', false, false],
    ['https://smba.trafficmanager.net\\@evil.example/', false, false],
    ['https://smba.trafficmanager.net#@evil.example/', false, false],
    ['https://smba.trafficmanager.net?@evil.example/', false, false],
    ['https://smba.traffic\tmanager.net/', false, false],
    ['https://smba.trafficmanager.net/\n', false, false],
    [' https://smba.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net/../x/', false, false],
    ['https://smba.trafficmanager.net/%2e%2e/', false, false],
    ['https://smba.trafficmanager.net//evil.example/', false, false],
    ['https://smbaxtrafficmanager.net/', false, false],
    ['https://ѕmba.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net%00.evil.example/', false, false],
    [`https://smba.trafficmanager.net/${'a/'.repeat(5000)}`, false, false],
    ['HTTPS://smba.trafficmanager.net/', false, false],
    ['ftp://smba.trafficmanager.net/', false, false],
    ['http://smba.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net:8443/', false, false],
    ['https://u:p@smba.trafficmanager.net/', false, false],
    ['https://smba.trafficmanager.net.evil.example/', false, false],
    ['https://evilsmba.trafficmanager.net/', false, false],
    ['https://evil.trafficmanager.net/', false, false],
    ['http://localhost:56150/_connector', false, true],
    ['http://127.0.0.1:3999', false, true],
    ['http://[::1]:3999', false, true],
    ['http://localhost.evil.example/', false, false],
    ['file:///etc/passwd', false, false],
    ['', false, false],
    ['not a url', false, false],
  ])('%s', (url, production, development) => {
    expect(teamsServiceUrl(url)).toBe(production);
    expect(localServiceUrl(url)).toBe(development);
  });
});
