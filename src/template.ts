import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runTool, say } from './command-line.ts';
import { defaultTemplate } from './minutes/template/default-template.ts';
import { loadTemplate } from './minutes/template/load-template.ts';
import { TemplateError } from './minutes/template/template.ts';

const usage = `npm run template -- new FILE     writes a template to begin with, to make your own in Word
npm run template -- check FILE   says what is wrong with a template, a line each

Exit code: 0 all well, 1 something is wrong, 2 not understood.
`;

/** `npm run template`: the Word template of a house. */
async function main(): Promise<number> {
  const [what, file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0 || (what !== 'new' && what !== 'check')) {
    process.stderr.write(usage);
    return 2;
  }
  if (what === 'check') return check(file);
  // Never over a template that somebody worked on.
  writeFileSync(file, await defaultTemplate(), { flag: 'wx' });
  say(`${resolve(file)}: open it in Word, keep the {{fields}}, and point MINUTES_TEMPLATE at it`);
  return 0;
}

function check(file: string): number {
  try {
    loadTemplate(file);
    say('The template is well.');
    return 0;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    return 1;
  }
}

runTool(main);
