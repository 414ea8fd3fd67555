import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** What people read: the README and every page in `docs`, by path. */
export const pages: readonly string[] = [
  'README.md',
  ...globSync('docs/**/*.md', { cwd: root }).map(path => path.replaceAll('\\', '/')),
].toSorted();

/** What stands between backticks in running text; blocks of code left out. */
export function spansOf(text: string): readonly string[] {
  const running = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '');
  return [...running.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span.trim());
}

const program =
  '(?:[A-Z][A-Z_]*=\\S+ )*(?:npm|npx|node|node_modules/\\.bin/\\w+|docker|az|git|openssl|curl|psql|pg_dump|pg_restore|soffice)';
const beginsAsCommand = new RegExp(`^${program} \\S`);

/** Every command that a page tells to give: lines of its shell blocks, indented lines and spans that begin with a program. `a && b` is two. */
export function commandsOf(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^ *```(?:sh|bash|console)\n([\s\S]*?)^ *```/gm)].map(([, block = '']) => block);
  const outside = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').split('\n');
  const indented = outside
    .filter(line => /^ {4}\S/.test(line))
    .map(line => line.trim())
    .filter(line => beginsAsCommand.test(line));
  const spans = spansOf(text).filter(span => beginsAsCommand.test(span));
  return [...blocks.flatMap(block => block.split('\n')), ...indented, ...spans]
    .map(line => line.replace(/^\$ /, '').replace(/(^|\s+)#.*$/, ''))
    .flatMap(line => line.split('&&'))
    .map(line => line.trim())
    .filter(line => line !== '');
}
