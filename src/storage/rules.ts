import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A digest of the domain's own sources: whatever changes in how a state is made from events changes it, and nobody has to remember to. Everything
 * else that a state depends on is in its events.
 */
export function rulesOfNow(folder = fileURLToPath(new URL('../domain', import.meta.url))): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  for (const name of names.toSorted()) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  return hash.digest('base64url');
}
