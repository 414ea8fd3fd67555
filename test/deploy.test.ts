import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { metricHelp } from '../src/metrics.ts';
import { freePort } from './support/bot-process.ts';
import { putMadeDatabase } from './support/made-database.ts';

// Nothing here builds an image or a deployment: what can be known by reading the files and by starting the bot from what they copy is tested.

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const dockerfile = read('Dockerfile');
const folder = mkdtempSync(join(tmpdir(), 'rondetafel-image-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the last stage copies out of the repository. */
const copied = dockerfile
  .slice(dockerfile.lastIndexOf('FROM '))
  .split('\n')
  .filter(line => line.startsWith('COPY ') && !line.includes('--from'))
  .map(line => line.split(' ')[1] ?? '');

describe('the Dockerfile', () => {
  it('copies what is there and what .dockerignore lets through', () => {
    const all = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '));
    const letThrough = new Set(
      read('.dockerignore')
        .split('\n')
        .filter(line => line.startsWith('!'))
        .map(line => line.slice(1)),
    );
    expect(copied).toEqual(['package.json', 'cards', 'src']);
    expect(all.filter(name => !existsSync(join(root, name)) || !letThrough.has(name))).toEqual([]);
  });

  it('runs as nobody special, without npm, on the Node that the package asks for', () => {
    expect([...dockerfile.matchAll(/^USER (.+)$/gm)].map(([, user]) => user)).toEqual(['node']);
    expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('CMD ["node", "src/index.ts"]'));
    expect(dockerfile).toMatch(/rm -rf \S*node_modules \S*npm/);
    const wanted = JSON.parse(read('package.json')).engines.node.replace('>=', '');
    expect([...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, version]) => version)).toEqual([wanted, wanted]);
  });

  it('copies all that the bot needs: it starts from that alone, is healthy, tells its metrics and stops when asked to', async () => {
    for (const name of copied)
      cpSync(join(root, name), join(folder, name), {
        recursive: true,
        filter: from => !from.startsWith(join(root, 'src/demo')),
      });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    await putMadeDatabase(join(folder, 'data'));
    const port = await freePort();
    const child = spawn(process.execPath, ['src/index.ts'], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
        RONDETAFEL_DEV: '1',
        PORT: String(port),
        DATA_DIR: join(folder, 'data'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    const started = new Promise<void>((resolve, reject) => {
      child.once('exit', code => reject(new Error(`ended with ${code}`)));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
        if (out.includes('"started"')) resolve();
      });
    });
    try {
      await started;
      const [, command = ''] = /HEALTHCHECK[^[]*CMD (\[.*\])/.exec(dockerfile) ?? [];
      const [, ...args] = JSON.parse(command) as string[];
      const check = spawn(process.execPath, args, { env: { PORT: String(port) } });
      expect((await once(check, 'exit'))[0]).toBe(0);
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
      expect(await (await fetch(`http://127.0.0.1:${port}/privacy`)).text()).toMatch(/^Privacy\. .*\n\nPrivacy\. /);
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      for (const line of [
        'rondetafel_ready 1',
        'rondetafel_queue_effects 0',
        'rondetafel_queue_boards 0',
        'rondetafel_due_late_seconds 0',
      ])
        expect(metrics).toContain(`\n${line}\n`);
    } finally {
      child.kill('SIGTERM');
    }
    expect((await once(child, 'exit'))[0]).toBe(0);
    expect(
      out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).event)
        .slice(-2),
    ).toEqual(['stopping', 'stopped']);
  }, 60_000);
});

describe('the descriptions of a deployment', () => {
  const guid = '00000000-0000-4000-8000-00000000000a';
  const key = 'https://rondetafel.vault.azure.net/keys/master/0123456789abcdef0123456789abcdef';
  const settings = {
    MicrosoftAppId: guid,
    MicrosoftAppTenantId: guid,
    RONDETAFEL_MASTER_KEY: key,
    METRICS_TOKEN: 'a-token-of-at-least-twenty',
  };

  it('compose: the bot takes its environment, over sockets only, read-only and without powers', () => {
    const compose = read('docs/deploy/compose.yaml');
    const own = Object.fromEntries(
      [...compose.matchAll(/^ {6}([A-Z_]+): (\S+)$/gm)].map(([, name = '', value]) => [name, value]),
    );
    const { POSTGRES_USER, POSTGRES_DB, POSTGRES_HOST_AUTH_METHOD, ...environment } = own;
    expect([POSTGRES_USER, POSTGRES_DB, POSTGRES_HOST_AUTH_METHOD]).toEqual(['rondetafel', 'rondetafel', 'trust']);
    const config = readConfig({
      ...settings,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppPassword: 'x',
      ...environment,
    });
    expect(config).toMatchObject({
      minutesDir: '/data/minutes',
      auditDir: '/data/audit',
      destroyedList: '/data/destroyed.jsonl',
    });
    for (const address of [config.databaseUrl, config.keysDatabaseUrl])
      expect(address).toMatch(/\?host=\/sockets\/(data|keys)$/);
    for (const line of ['read_only: true', 'cap_drop: [ALL]', 'network_mode: none', '"127.0.0.1:3978:3978"'])
      expect(compose).toContain(line);
    const named = [...read('docs/deploy/compose.env.example').matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
    expect(named.filter(name => !read('README.md').includes(`\`${name}\``))).toEqual([]);
  });

  it('Bicep: the bot takes every variable that it is given, and probes ask for pages that are there', () => {
    const bicep = read('docs/deploy/main.bicep');
    const given = [...bicep.matchAll(/\{ name: '(\w+)', (value|secretRef): (.+?) \}/g)].map(([, name = '']) => name);
    expect(given.length).toBeGreaterThan(10);
    const page = `${read('README.md')} \`AZURE_CLIENT_ID\``;
    expect(given.filter(name => !page.includes(`\`${name}\``))).toEqual([]);
    const address = 'postgresql://rondetafel:secret@x.postgres.database.azure.com/rondetafel?sslmode=verify-full';
    expect(bicep).toContain("rondetafel?sslmode=verify-full'");
    const config = readConfig({
      ...settings,
      MicrosoftAppType: 'UserAssignedMSI',
      AZURE_CLIENT_ID: guid,
      DATABASE_URL: address,
      RONDETAFEL_KEYS_DATABASE_URL: address,
    });
    expect(config.registration?.type).toBe('UserAssignedMSI');
    expect(new Set([...bicep.matchAll(/path: '(\/\w+)'/g)].map(([, path]) => path))).toEqual(new Set(['/readyz']));
    for (const [open, close] of ['{}', '[]', '()'])
      expect(bicep.split(open ?? '').length, open).toBe(bicep.split(close ?? '').length);
  });
});

describe('docs/operations.md', () => {
  const page = read('docs/operations.md');

  it('explains every metric, and no other', () => {
    const named = new Set(
      [...page.matchAll(/rondetafel_[a-z_]+/g)].map(([name]) => name).filter(name => name !== 'rondetafel_keys'),
    );
    expect([...named].toSorted()).toEqual(Object.keys(metricHelp).toSorted());
  });

  it('names commands and files that are there', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const commands = [...page.matchAll(/npm run (\w+)/g)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter(name => !(name in scripts))).toEqual([]);
    const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.filter(path => !existsSync(join(root, 'docs', path)))).toEqual([]);
    const files = [...page.matchAll(/`((?:test|docs|src)\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(files.filter(path => !existsSync(join(root, path)))).toEqual([]);
  });
});
