import { describe, expect, it } from 'vitest';
import { authorityOf } from '../src/archive-settings.ts';
import { ConfigError, readConfig, readStorageConfig } from '../src/config.ts';

const guid = '00000000-0000-4000-8000-00000000000a';
const production = {
  MicrosoftAppId: guid,
  MicrosoftAppTenantId: '00000000-0000-4000-8000-00000000000b',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppPassword: 'a secret',
  RONDETAFEL_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
};

function linesOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
}

describe('the configuration', () => {
  it('needs nothing but the flag in development, and binds to this machine only', () => {
    expect(readConfig({ RONDETAFEL_DEV: '1' })).toMatchObject({
      port: 3978,
      host: '127.0.0.1',
      dataDir: './data',
      auditDir: './data/audit',
      minutesDir: './data/minutes',
      development: true,
      language: 'nl',
    });
  });

  it('keeps where the approaches of the house stand, and nothing when they are the usual ones', () => {
    const file = '/etc/approaches.json';
    expect(readConfig({ RONDETAFEL_DEV: '1', RONDETAFEL_APPROACHES: file }).approachesFile).toBe(file);
    expect(readConfig({ RONDETAFEL_DEV: '1', RONDETAFEL_APPROACHES: '' })).not.toHaveProperty('approachesFile');
  });

  it('takes a whole registration in production', () => {
    const config = readConfig(production);
    expect(config.registration).toEqual({
      appId: guid,
      tenantId: production.MicrosoftAppTenantId,
      type: 'SingleTenant',
      password: 'a secret',
    });
    expect(config.host).toBe('0.0.0.0');
  });

  it('says in one line per variable what production misses', () => {
    const names = linesOf({}).map(line => line.split(':')[0]);
    expect(names).toEqual(['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType', 'RONDETAFEL_MASTER_KEY']);
  });

  it('names every variable that is wrong at once', () => {
    const lines = linesOf({
      ...production,
      PORT: 'drie',
      MicrosoftAppId: 'mijn-bot',
      MicrosoftAppType: 'MultiTenant',
      RONDETAFEL_MASTER_KEY: 'kort',
      DATABASE_URL: 'mysql://ergens',
    });
    expect(lines.map(line => line.split(':')[0]).sort()).toEqual([
      'DATABASE_URL',
      'MicrosoftAppId',
      'MicrosoftAppType',
      'PORT',
      'RONDETAFEL_MASTER_KEY',
    ]);
    for (const line of lines) expect(line.split('\n')).toHaveLength(1);
  });

  it('refuses a registration of zeros, with which botbuilder would authenticate nobody', () => {
    expect(linesOf({ ...production, MicrosoftAppId: '00000000-0000-0000-0000-000000000000' })).toHaveLength(1);
  });

  it('needs no secret for a managed identity', () => {
    const { MicrosoftAppPassword: _secret, ...rest } = production;
    expect(readConfig({ ...rest, MicrosoftAppType: 'UserAssignedMSI' }).registration?.password).toBeUndefined();
    expect(linesOf({ ...production, MicrosoftAppType: 'UserAssignedMSI' })).toEqual([
      'MicrosoftAppPassword: a managed identity has none; leave it out',
    ]);
    expect(linesOf(rest)).toHaveLength(1);
  });

  it('compares ids in lower case, as tokens and activities have them', () => {
    const capitals = (id: string) => id.toUpperCase().replace('0000000A', '0000ABCD');
    const { registration, guestTenants } = readConfig({
      ...production,
      MicrosoftAppId: capitals(guid),
      MicrosoftAppTenantId: capitals(guid),
      RONDETAFEL_GUEST_TENANTS: capitals(guid),
    });
    const lower = capitals(guid).toLowerCase();
    expect([registration?.appId, registration?.tenantId, ...guestTenants]).toEqual([lower, lower, lower]);
  });

  it.each([
    ['MicrosoftAppTenantId', 'common'],
    ['MicrosoftAppTenantId', 'organizations'],
    ['MicrosoftAppTenantId', 'contoso.onmicrosoft.com'],
    ['MicrosoftAppId', '{00000000-0000-4000-8000-00000000000a}'],
    ['MicrosoftAppId', '00000000-0000-4000-8000-00000000000a\n'],
    ['RONDETAFEL_GUEST_TENANTS', '*'],
    ['RONDETAFEL_GUEST_TENANTS', `${guid}, any`],
  ])('takes no id for one that is not a GUID: %s %j', (name, value) => {
    expect(linesOf({ ...production, [name]: value }).map(line => line.split(':')[0])).toEqual([name]);
  });

  it('moves the clock in development only', () => {
    expect(readConfig({ RONDETAFEL_DEV: '1', RONDETAFEL_CLOCK_OFFSET: 'P21D' }).clockOffsetMs).toBe(21 * 86_400_000);
    expect(linesOf({ ...production, RONDETAFEL_CLOCK_OFFSET: 'P21D' })).toHaveLength(1);
    expect(linesOf({ RONDETAFEL_DEV: '1', RONDETAFEL_CLOCK_OFFSET: 'drie weken' })).toHaveLength(1);
  });

  it('reads process directors as Entra ids, whatever the capitals', () => {
    const config = readConfig({ RONDETAFEL_DEV: '1', RONDETAFEL_PROCESS_DIRECTORS: `${guid.toUpperCase()}, ${guid}` });
    expect(config.processDirectors).toEqual([guid, guid]);
    expect(linesOf({ RONDETAFEL_DEV: '1', RONDETAFEL_PROCESS_DIRECTORS: 'de procesregisseur' })).toHaveLength(1);
  });

  it('reads days off as days', () => {
    const config = readConfig({ RONDETAFEL_DEV: '1', RONDETAFEL_DAYS_OFF: '2027-05-07, 2028-05-26' });
    expect(config.daysOff).toEqual(['2027-05-07', '2028-05-26']);
    expect(readConfig({ RONDETAFEL_DEV: '1' }).daysOff).toEqual([]);
    for (const wrong of ['7 mei 2027', '2027-02-30'])
      expect(linesOf({ RONDETAFEL_DEV: '1', RONDETAFEL_DAYS_OFF: wrong })).toEqual([
        'RONDETAFEL_DAYS_OFF: days as 2027-05-07, separated by commas',
      ]);
  });

  it('treats an empty variable as absent', () => {
    expect(readConfig({ RONDETAFEL_DEV: '1', PORT: '', DATABASE_URL: '' }).port).toBe(3978);
  });

  it('takes as a master key the address of one version of a key in Azure Key Vault', () => {
    const address = 'https://zvh.vault.azure.net/keys/rondetafel/0123456789abcdef0123456789abcdef';
    const config = readConfig({
      ...production,
      RONDETAFEL_MASTER_KEY: address,
      RONDETAFEL_MASTER_KEY_OLD: '7'.repeat(64),
    });
    expect(config).toMatchObject({ masterKey: address, oldMasterKey: '7'.repeat(64), identity: {} });
    for (const wrong of [
      address.replace('https', 'http'),
      address.replace('/0123456789abcdef0123456789abcdef', ''),
      address.replace('vault.azure.net', 'vault.azure.net.example.org'),
      address.replace('zvh', 'user@zvh'),
      `${address}?x=1`,
    ])
      expect(linesOf({ ...production, RONDETAFEL_MASTER_KEY: wrong }), wrong).toHaveLength(1);
  });

  it.each([
    'postgres://bot@db.example.org/rondetafel',
    'postgres://bot@db.example.org/rondetafel?sslmode=require',
    'postgres://bot@db.example.org/rondetafel?sslmode=no-verify',
    'postgres://bot@db.example.org/rondetafel?ssl=true',
    'postgres://bot@db.example.org/rondetafel?sslmode=verify-full&sslmode=disable',
    'postgres://bot@localhost/rondetafel?host=db.example.org',
    'postgres://bot@localhost.example.org/rondetafel',
    'postgres://bot@/rondetafel',
    'postgres://bot@[2001:db8::1]/rondetafel',
  ])('takes no database on another machine without TLS and a certificate that is checked: %s', address => {
    for (const name of ['DATABASE_URL', 'RONDETAFEL_KEYS_DATABASE_URL']) {
      const lines = linesOf({ ...production, [name]: address });
      expect(lines.map(line => line.split(':')[0])).toEqual([name]);
      expect(lines[0]).toContain('?sslmode=verify-full');
      expect(() => readStorageConfig({ RONDETAFEL_DEV: '1', [name]: address })).toThrow('TLS');
    }
  });

  it.each([
    'postgresql://bot@db.example.org/rondetafel?sslmode=verify-full',
    'postgres://bot@db.example.org/rondetafel?sslrootcert=/etc/ca.pem&sslmode=verify-full',
    'postgres://bot@localhost:5433/rondetafel',
    'postgres://bot@127.0.0.1/rondetafel',
    'postgres://bot@[::1]/rondetafel',
    'postgres://bot@/rondetafel?host=/var/run/postgresql',
    'postgres://bot@%2Fvar%2Frun%2Fpostgresql/rondetafel',
  ])('takes a database with TLS, or on this machine: %s', address => {
    expect(readConfig({ ...production, DATABASE_URL: address }).databaseUrl).toBe(address);
  });

  it('does not start where certificates are not checked', () => {
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect(linesOf({ ...production, ...env })).toEqual([
      'NODE_TLS_REJECT_UNAUTHORIZED: leave it out: with 0 no certificate would be checked',
    ]);
    expect(() => readStorageConfig({ RONDETAFEL_DEV: '1', ...env })).toThrow('NODE_TLS_REJECT_UNAUTHORIZED');
  });

  describe('for SharePoint', () => {
    const site = 'zvh.sharepoint.com:/sites/casusoverleg';
    const sharePoint = { ...production, ARCHIVE: 'sharepoint', SHAREPOINT_SITE: site };
    const certificate = '/run/secrets/sharepoint.pem';

    it('files in a folder unless it is asked for', () => {
      expect(readConfig(production)).not.toHaveProperty('sharePoint');
      expect(readConfig({ ...production, ARCHIVE: 'folder' })).not.toHaveProperty('sharePoint');
    });

    it('needs a site only, with the managed identity of the machine', () => {
      expect(readConfig(sharePoint).sharePoint).toEqual({ graphUrl: 'https://graph.microsoft.com', site });
    });

    it("takes the bot's own registration with a certificate, unless another application is named", () => {
      const own = { tenantId: production.MicrosoftAppTenantId, clientId: guid, certificateFile: certificate };
      const config = readConfig({ ...sharePoint, SHAREPOINT_CERTIFICATE: certificate });
      expect(config.sharePoint?.application).toEqual(own);
      const other = guid.replace('a', 'c');
      const named = { SHAREPOINT_CERTIFICATE: certificate, SHAREPOINT_CLIENT_ID: other, SHAREPOINT_TENANT: other };
      const application = { ...own, clientId: other, tenantId: other };
      expect(readConfig({ ...sharePoint, ...named }).sharePoint?.application).toEqual(application);
    });

    it('is the same for the tools', () => {
      const env = { ...sharePoint, SHAREPOINT_LIBRARY: 'Verslagen', SHAREPOINT_FOLDER: 'Rondetafel/verslagen 2026' };
      expect(readStorageConfig(env).sharePoint).toEqual(readConfig(env).sharePoint);
      expect(readConfig(env).sharePoint).toMatchObject({ library: 'Verslagen', folder: 'Rondetafel/verslagen 2026' });
      const { MicrosoftAppId: _id, MicrosoftAppTenantId: _tenant, ...rest } = env;
      const named = { ...rest, SHAREPOINT_CERTIFICATE: certificate };
      expect(() => readStorageConfig(named)).toThrow(/^SHAREPOINT_CLIENT_ID: .*\nSHAREPOINT_TENANT: /);
    });

    it.each([
      ['ARCHIVE', 'dropbox'],
      ['SHAREPOINT_SITE', ''],
      ['SHAREPOINT_SITE', 'https://zvh.sharepoint.com/sites/casusoverleg'],
      ['SHAREPOINT_SITE', 'elders.example:/sites/casusoverleg'],
      ['SHAREPOINT_SITE', 'zvh.sharepoint.com:/sites/../x'],
      ['SHAREPOINT_SITE', 'zvh.sharepoint.com:/sites/x?y'],
      ['SHAREPOINT_LIBRARY', 'a/b'],
      ['SHAREPOINT_FOLDER', '/verslagen'],
      ['SHAREPOINT_FOLDER', 'verslagen/'],
      ['SHAREPOINT_FOLDER', 'a/../b'],
      ['SHAREPOINT_FOLDER', 'a/./b'],
      ['SHAREPOINT_TENANT', 'house.onmicrosoft.com'],
      ['SHAREPOINT_CLIENT_ID', guid],
      ['GRAPH_URL', 'https://graph.example'],
      ['GRAPH_URL', 'http://graph.microsoft.com'],
      ['GRAPH_URL', 'http://127.0.0.1.example:80'],
      ['GRAPH_URL', 'http://127.0.0.1:3000'],
    ])('refuses %s=%s in one line', (name, value) => {
      const lines = linesOf({ ...sharePoint, [name]: value });
      expect(lines.map(line => line.split(':')[0])).toEqual([name]);
    });

    it('refuses what is for SharePoint only when documents go to a folder', () => {
      const lines = linesOf({ ...production, SHAREPOINT_SITE: site, GRAPH_URL: 'https://graph.microsoft.us' });
      expect(lines).toEqual([
        expect.stringMatching(/^SHAREPOINT_SITE: .*ARCHIVE=sharepoint/),
        expect.stringMatching(/^GRAPH_URL: .*ARCHIVE=sharepoint/),
      ]);
    });

    it.each([
      ['https://graph.microsoft.com', 'https://login.microsoftonline.com'],
      ['https://graph.microsoft.us', 'https://login.microsoftonline.us'],
      ['https://microsoftgraph.chinacloudapi.cn', 'https://login.partner.microsoftonline.cn'],
      ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ])('signs in where the cloud of %s signs in', (graphUrl, authority) => {
      const env = { ...sharePoint, RONDETAFEL_DEV: '1', GRAPH_URL: graphUrl };
      expect(readConfig(env).sharePoint?.graphUrl).toBe(graphUrl);
      expect(authorityOf(graphUrl)).toBe(authority);
    });
  });

  it('reads for the tools beside the bot where data and keys are, without a registration', () => {
    const { RONDETAFEL_MASTER_KEY } = production;
    const keysDatabaseUrl = 'postgres://keys@localhost/keys';
    expect(
      readStorageConfig({
        RONDETAFEL_MASTER_KEY,
        RONDETAFEL_KEYS_DATABASE_URL: keysDatabaseUrl,
        IDENTITY_ENDPOINT: 'http://127.0.0.1:41741/msi/token',
        IDENTITY_HEADER: 'header',
        AZURE_CLIENT_ID: guid,
      }),
    ).toEqual({
      dataDir: './data',
      auditDir: './data/audit',
      minutesDir: './data/minutes',
      destroyedList: './data/destroyed.jsonl',
      keysDatabaseUrl,
      masterKey: RONDETAFEL_MASTER_KEY,
      identity: { endpoint: 'http://127.0.0.1:41741/msi/token', header: 'header', clientId: guid },
    });
    expect(readStorageConfig({ RONDETAFEL_DEV: '1' })).toEqual({
      dataDir: './data',
      auditDir: './data/audit',
      minutesDir: './data/minutes',
      destroyedList: './data/destroyed.jsonl',
      identity: {},
    });
    expect(() => readStorageConfig({})).toThrow(/^RONDETAFEL_MASTER_KEY: /);
  });
});
