import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One import of a source file, resolved as far as it stays inside the repository. */
export interface Import {
  /** `src/domain/values.ts` for our own files, `zod` or `node:fs` for others. */
  readonly target: string;
  readonly kind: 'own' | 'node' | 'npm';
  /** False for `import type` and `export type`: gone at run time. */
  readonly atRunTime: boolean;
}

export interface SourceFile {
  /** Relative to the repository, with forward slashes: `src/domain/values.ts`. */
  readonly path: string;
  /** Without comments. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every TypeScript file under `src`. */
export function readSourceFiles(): readonly SourceFile[] {
  return globSync('src/**/*.ts', { cwd: root })
    .map(path => path.replaceAll('\\', '/'))
    .sort()
    .map(path => {
      const code = withoutComments(readFileSync(posix.join(root, path), 'utf8'));
      return { path, code, imports: importsOf(path, code) };
    });
}

export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;,(){}])\/\/.*$/gm, '$1');
}

const statements = /^(?:import|export)\s+(type\s+)?(?:(?:[\w$*{},\s]+?)\s+from\s+)?['"]([^'"]+)['"]/gm;
const calls = /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g;

export function importsOf(path: string, code: string): readonly Import[] {
  const asStatement = [...code.matchAll(statements)].map(([, type, name = '']) =>
    resolve(path, name, type === undefined),
  );
  const asCall = [...code.matchAll(calls)].map(([, name = '']) => resolve(path, name, true));
  return [...asStatement, ...asCall];
}

function resolve(from: string, name: string, atRunTime: boolean): Import {
  if (name.startsWith('.')) return { target: posix.join(posix.dirname(from), name), kind: 'own', atRunTime };
  if (name.startsWith('node:')) return { target: name, kind: 'node', atRunTime };
  const parts = name.split('/');
  return { target: parts.slice(0, name.startsWith('@') ? 2 : 1).join('/'), kind: 'npm', atRunTime };
}
