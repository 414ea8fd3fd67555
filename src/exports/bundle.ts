import { createHash } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AdapterError } from '../ports/adapter-error.ts';

/** A folder that is given away: every file in it is in its manifest, with its digest, and is read-only. */
export interface Bundle {
  readonly directory: string;
  json(name: string, content: unknown): Promise<void>;
  /**
   * Last: a bundle without a manifest isn't whole.
   * @returns the digest of the manifest, to be told apart from the bundle
   */
  seal(about: Readonly<Record<string, unknown>>): Promise<{ readonly files: number; readonly sha256: string }>;
}

const manifestName = 'manifest.json';

/** @throws AdapterError `export.folderNotEmpty` */
export async function beginBundle(directory: string): Promise<Bundle> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if ((await readdir(directory)).length > 0) throw notEmpty(directory);

  async function write(name: string, content: unknown): Promise<string> {
    const text = `${JSON.stringify(content, undefined, 2)}\n`;
    const handle = await open(join(directory, name), 'wx', 0o400);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return createHash('sha256').update(text).digest('hex');
  }

  async function namesIn(): Promise<readonly string[]> {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    return paths.map(path => relative(directory, path).split(sep).join('/')).sort();
  }

  return {
    directory,
    async json(name, content) {
      await write(name, content);
    },
    async seal(about) {
      const files = [];
      for (const name of await namesIn()) {
        const bytes = await readFile(join(directory, name));
        await chmod(join(directory, name), 0o400);
        files.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
      }
      return { files: files.length, sha256: await write(manifestName, { ...about, files }) };
    },
  };
}

function notEmpty(directory: string): AdapterError {
  return new AdapterError(`${directory} is not empty: give a folder that is, or one that isn't there yet`, {
    code: 'export.folderNotEmpty',
  });
}
