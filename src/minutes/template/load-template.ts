import { readFileSync } from 'node:fs';
import { readTemplate, type Template, TemplateError } from './template.ts';

/**
 * The template of the house, read once at the start.
 * @throws TemplateError also when the file isn't there
 */
export function loadTemplate(file: string): Template {
  return readTemplate(read(file));
}

function read(file: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'onbekend';
    throw new TemplateError([`Het bestand kan niet gelezen worden (${code}).`]);
  }
}
