import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomIds } from '../src/ids.ts';
import { readSourceFiles } from './support/source-files.ts';

// What the source may not do at all is seen by looking at it; the demo isn't part of the bot.

const files = readSourceFiles().filter(({ path }) => !path.startsWith('src/demo/'));
const using = (pattern: RegExp) => files.filter(({ code }) => pattern.test(code)).map(({ path }) => path);

/** What a running process of that entry can load. */
function reachedFrom(entry: string): typeof files {
  const reached = new Set<string>();
  const look = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    const file = files.find(one => one.path === path);
    for (const { kind, target, atRunTime } of file?.imports ?? []) if (kind === 'own' && atRunTime) look(target);
  };
  look(entry);
  return files.filter(({ path }) => reached.has(path));
}

describe('the source of the bot', () => {
  it('starts no other program and runs no text as code', () => {
    const bot = reachedFrom('src/index.ts');
    expect(bot.length).toBeGreaterThan(200);
    const importedBy = (those: typeof files) =>
      new Set(those.flatMap(({ imports }) => imports.map(({ target }) => target)));
    for (const name of ['node:child_process', 'node:vm', 'node:worker_threads', 'node:cluster', 'node:repl'])
      expect(importedBy(bot)).not.toContain(name);
    // A tool that somebody types has Word documents converted; its arguments are ours, and no shell reads them.
    const starting = files.filter(one => importedBy([one]).has('node:child_process')).map(({ path }) => path);
    expect(starting).toEqual(['src/exports/word-to-pdf.ts']);
    expect(using(/\bshell:\s/)).toEqual([]);
    expect(files.find(({ path }) => path === starting[0])?.code).toMatch(
      /import \{ execFile \} from 'node:child_process'/,
    );
    expect(using(/\beval\(|\bFunction\(|\bset(?:Timeout|Interval)\(\s*['"`]/)).toEqual([]);
  });

  it('has statements for the database with places for values, and two of constants only', () => {
    expect(using(/\bsql\.raw\(/)).toEqual(['src/storage/migrations.ts', 'src/storage/this-process.ts']);
  });

  it('seals with AES-256-GCM, digests with SHA-256 and has no cryptography of its own', () => {
    const calls = files.flatMap(({ code }) =>
      [...code.matchAll(/\b(createHash|createHmac|hkdfSync|createCipheriv|createDecipheriv)\(([^,)]+)/g)].map(
        ([, name, first]) => `${name} ${first}`,
      ),
    );
    expect(new Set(calls)).toEqual(
      new Set([
        "createHash 'sha256'",
        "createHmac 'sha256'",
        "hkdfSync 'sha256'",
        'createCipheriv algorithm',
        'createDecipheriv algorithm',
      ]),
    );
    expect(using(/createCipheriv/)).toEqual(['src/storage/sealing.ts']);
    expect(files.find(({ path }) => path === 'src/storage/sealing.ts')?.code).toContain("algorithm = 'aes-256-gcm'");
    expect(using(/\bmd5\b|\bsha-?1\b|\becb\b|\bcbc\b|RSA1_5|RSA-OAEP(?!-256)/i)).toEqual([]);
  });

  it('takes chance from the operating system, but for how long to wait', () => {
    expect(using(/\bMath\.random\b/)).toEqual(['src/application/retry-delay.ts']);
  });

  it('unpacks nothing and reads no XML', () => {
    // The icons that the build drew itself are looked at before they're packed; no running bot does that.
    expect(using(/gunzip|inflate|unzip|brotliDecompress|zstdDecompress/i)).toEqual([
      'src/app-package/check-icons.ts',
      // The Word template that whoever runs the bot puts there; up to 50 MB, and nothing that anybody types.
      'src/zip.ts',
    ]);
    expect(using(/DOMParser|parseFromString|xml2js|fast-xml|sax\b/i)).toEqual([]);
  });

  it('hangs nothing on what writeHead gives back, which restify changes for the whole process, nor do the tests', () => {
    const tests = globSync('test/**/*.ts', { cwd: new URL('..', import.meta.url) }).map(path => ({
      path,
      code: readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'),
    }));
    expect(tests.length).toBeGreaterThan(200);
    const chained = /\.writeHead\((?:[^()]|\([^()]*\))*\)\s*\.\w/;
    expect([...files, ...tests].filter(({ code }) => chained.test(code)).map(({ path }) => path)).toEqual([]);
  });

  it('switches no check of certificates off', () => {
    expect(using(/rejectUnauthorized|checkServerIdentity|insecureHTTPParser/)).toEqual([]);
  });
});

describe('a form token', () => {
  it('has 192 bits of chance', () => {
    const tokens = new Set(Array.from({ length: 1_000 }, () => randomIds.newToken()));
    expect(tokens.size).toBe(1_000);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(24);
    // No place of it is the same in all.
    for (let place = 0; place < 32; place++)
      expect(new Set([...tokens].map(token => token[place])).size).toBeGreaterThan(40);
  });
});

describe('packages from elsewhere', () => {
  interface Locked {
    readonly version?: string;
    readonly integrity?: string;
    readonly inBundle?: boolean;
    readonly dev?: boolean;
  }
  const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
  const lock: { readonly packages: Readonly<Record<string, Locked>> } = read('package-lock.json');
  const own: Readonly<Record<'dependencies' | 'devDependencies', Record<string, string>>> = read('package.json');

  it('are named by one exact version', () => {
    const versions = Object.values({ ...own.dependencies, ...own.devDependencies });
    expect(versions.length).toBeGreaterThan(10);
    expect(versions.filter(version => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('are locked with the digest of what they are, in production all of them', () => {
    const others = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
    expect(others.length).toBeGreaterThan(100);
    // What comes inside another package is under that one's digest.
    const open = others.filter(([, one]) => !one.inBundle && !/^sha512-/.test(one.integrity ?? ''));
    expect(open.map(([path]) => path)).toEqual([]);
  });
});
