import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPortFree } from '../../src/demo/ports.ts';
import { freePort } from '../support/bot-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rondetafel-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; `onLine` sees its output as it comes. */
function run(program: string, args: readonly string[], onOutput?: (all: string, interrupt: () => void) => void) {
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
      onOutput?.(stdout, () => child.kill('SIGINT'));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', code => resolve({ code, stdout, stderr }));
  });
}

const demo = (args: readonly string[], onOutput?: (all: string, interrupt: () => void) => void) =>
  run(process.execPath, ['src/demo/index.ts', ...args], onOutput);

async function freePorts(): Promise<{ readonly bot: number; readonly playground: number; readonly args: string[] }> {
  const [bot, playground] = [await freePort(), await freePort()];
  return { bot, playground, args: ['--port', String(bot), '--playground-port', String(playground)] };
}

function listen(): Promise<{ readonly server: Server; readonly port: number }> {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}

describe('npm run demo', () => {
  it('plays the case without a browser, says where the minutes are, shows the reminder and leaves nothing running', async () => {
    const ports = await freePorts();
    const ended = await run('npm', ['run', 'demo', '--', '--headless', '--out', folder, ...ports.args]);
    expect(ended.stderr).not.toContain("can't go on");
    expect(ended.code).toBe(0);
    const docx = join(folder, 'ZVH-2026-002', 'ZVH-2026-002-1-v1.docx');
    expect(ended.stdout).toContain(docx);
    expect(ended.stdout).toMatch(/is reminded of A2 in the personal chat[\s\S]*answers: done/);
    expect((await readFile(docx)).subarray(0, 2).toString()).toBe('PK');
    expect(await Promise.all([isPortFree(ports.bot), isPortFree(ports.playground)])).toEqual([true, true]);
  }, 170_000);

  it('plays all conferences of a case file, each on its own day, and remembers the first in the second', async () => {
    const ports = await freePorts();
    const file = 'test/fixtures/cases/spoed.json';
    const ended = await demo(['--headless', '--case', file, '--out', folder, ...ports.args]);
    expect(ended.stderr).not.toContain("can't go on");
    expect(ended.code).toBe(0);
    const minutes = (number: number) => join(folder, 'ZVH-2026-306', `ZVH-2026-306-${number}-v1.docx`);
    expect(ended.stdout.indexOf(minutes(1))).toBeGreaterThan(0);
    expect(ended.stdout.indexOf(minutes(2))).toBeGreaterThan(ended.stdout.indexOf(minutes(1)));
    // Held on a working day: that may be a few days on.
    expect(ended.stdout).toMatch(/[5-9] days after the first[\s\S]*is reminded of A1[\s\S]*looks back: A1 done/);
  }, 170_000);

  it('says how many conferences there are when it is asked for more, also of a case that is named', async () => {
    for (const named of [[], ['--case', 'janna']]) {
      const ended = await demo(['--headless', ...named, '--conference', '3', ...(await freePorts()).args]);
      expect([ended.code, ended.stdout]).toEqual([1, '']);
      expect(ended.stderr).toContain('--conference 3: the case has 2');
    }
  });

  it('says which port is taken, and takes no other', async () => {
    const { server, port } = await listen();
    const ports = await freePorts();
    const ended = await demo(['--headless', '--out', folder, '--port', String(port), ...ports.args.slice(2)]);
    server.close();
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`port ${port}, for the bot, is taken`);
    expect(ended.stdout).toBe('');
  });

  it('ends at Ctrl-C without leaving a process behind, also while it is still starting', async () => {
    const ports = await freePorts();
    const ended = await demo(['--headless', '--out', folder, ...ports.args], (all, interrupt) => {
      if (all.includes('Rondetafel demo')) interrupt();
    });
    expect(ended.code).toBe(130);
    expect(await Promise.all([isPortFree(ports.bot), isPortFree(ports.playground)])).toEqual([true, true]);
  }, 60_000);

  it('says what is wrong with a case file', async () => {
    const file = join(folder, 'fout.json');
    await writeFile(file, JSON.stringify({ case: { code: 'ZVH-2026-1' }, people: {}, chair: 'x', conferences: [] }));
    const ended = await demo(['--headless', '--case', file]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('case.approach:');
  });
});
