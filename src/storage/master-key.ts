import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterError } from '../ports/adapter-error.ts';

/**
 * The key that wraps the case keys: 32 bytes. The environment wins (base64 of 32 bytes, or 64 hexadecimal digits). Without it,
 * development keeps one in `DATA_DIR/master.key`, mode 0600, made on the first start. Production has to refuse to come here
 * without a key from the environment; `src/config.ts` does. Rejects with `AdapterError` `storage.wrongMasterKey` when what it finds isn't a key.
 */
export async function loadMasterKey(options: { fromEnvironment?: string; dataDir: string }): Promise<Uint8Array> {
  if (options.fromEnvironment !== undefined) {
    return readKey(options.fromEnvironment, 'RONDETAFEL_MASTER_KEY');
  }
  const path = join(options.dataDir, 'master.key');
  const kept = await readIfThere(path);
  if (kept !== undefined) return readKey(kept, path);

  await mkdir(options.dataDir, { recursive: true });
  // Written whole under another name first; of two processes that start together the first one's key counts for both.
  const draft = join(options.dataDir, `master.key.${process.pid}-${randomBytes(4).toString('hex')}`);
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  await chmod(draft, 0o600);
  try {
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw unusable(path, error);
  } finally {
    await rm(draft, { force: true });
  }
  return readKey(await readFile(path, 'utf8'), path);
}

/**
 * @param where for the message
 * @throws AdapterError `storage.wrongMasterKey`; what it found isn't repeated
 */
export function readKey(text: string, where: string): Uint8Array {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  // 32 bytes are 43 base64 digits and one sign of padding, which may be missing.
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return Buffer.from(trimmed, 'base64');
  throw new AdapterError(`${where} has to be 32 bytes: 44 base64 characters or 64 hexadecimal digits`, {
    code: 'storage.wrongMasterKey',
  });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): AdapterError {
  return new AdapterError(`The master key in ${path} can't be read or made`, { code: 'storage.wrongMasterKey', cause });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
