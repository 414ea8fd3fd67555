import { readFileSync } from 'node:fs';

/** A place in parsed JSON, from the top: `['approaches', 2, 'minutes']`. */
export type JsonPath = readonly PropertyKey[];

/** The file can't be read or isn't JSON; the message says which, where, and what to do, in one line without the file's name. */
export class JsonFileError extends Error {
  constructor(problem: string, cause: unknown) {
    super(problem, { cause });
    this.name = 'JsonFileError';
  }
}

/** @throws JsonFileError */
export function readJsonFile(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new JsonFileError('it can not be read — check the path, and who may read it', error);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = `line ${lineOf(text, error)}`;
    throw new JsonFileError(`${place}: not JSON — look there for a comma, quote or bracket too many or too few`, error);
  }
}

/** Not every message of the parser has a place in it; then it's the first line at which it stops. */
function lineOf(text: string, error: unknown): number {
  const placed = /\(line (\d+) /.exec(String(error))?.[1];
  if (placed !== undefined) return Number(placed);
  const lines = text.trimEnd().split('\n');
  const stops = lines.findIndex((_, index) => {
    try {
      JSON.parse(lines.slice(0, index + 1).join('\n'));
      return false;
    } catch (early) {
      return /unexpected token/i.test(String(early));
    }
  });
  return stops < 0 ? lines.length : stops + 1;
}

/** `approaches[2].minutes` */
export function readablePath(path: JsonPath): string {
  const text = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}

/** What stands at that path, as it's written there and cut short, or `missing`. */
export function writtenAt(json: unknown, path: JsonPath): string {
  const value = path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null)?.[key], json);
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
