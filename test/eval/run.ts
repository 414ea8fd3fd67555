import { z } from 'zod';
import { modelProblems, modelSettingsOf, modelVariables } from '../../src/model-settings.ts';
import { recordedConferences } from './conferences.ts';
import { type Figures, measureModel, measureRule } from './measure.ts';
import { type Manner, manners, startRecordedServer } from './recorded.ts';

// `npm run eval`: recorded conferences through whatever model is configured, against the summary by rule.

const columns = [
  'conference',
  'by',
  'sentences',
  'rightSource',
  'wrongFacts',
  'forbidden',
  'omitted',
  'mustHave',
  'shownForbidden',
  'tokens',
  'ms',
  'fellBack',
] as const satisfies readonly (keyof Figures)[];

function print(rows: readonly Figures[]): void {
  const cells = [columns, ...rows.map(row => columns.map(column => String(row[column])))];
  const widths = columns.map((_column, at) => Math.max(...cells.map(row => row[at]?.length ?? 0)));
  for (const row of cells) process.stdout.write(`${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}\n`);
}

function total(rows: readonly Figures[], by: string): string {
  const sum = (
    column: 'sentences' | 'rightSource' | 'wrongFacts' | 'forbidden' | 'omitted' | 'shownForbidden' | 'tokens' | 'ms',
  ) => rows.reduce((all, row) => all + row[column], 0);
  const right = Math.round((100 * sum('rightSource')) / Math.max(1, sum('sentences')));
  const back = rows.filter(row => row.fellBack !== '').length;
  return `${by}: ${rows.length} conferences, ${sum('sentences')} sentences, ${right}% with a right source, ${sum('wrongFacts')} wrong facts and ${sum('forbidden')} forbidden before the check, ${sum('shownForbidden')} shown; ${sum('omitted')} omitted; ${back} by rule after all; ${sum('tokens')} tokens, ${Math.round(sum('ms') / rows.length)} ms on average\n`;
}

const values = z.object(modelVariables).parse(process.env);
const problems = modelProblems(values);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}
const settings = modelSettingsOf(values);
const conferences = recordedConferences();
const rule = conferences.map(measureRule);

if (settings !== undefined) {
  process.stdout.write(`Model: ${settings.model} (${settings.kind}), ${conferences.length} recorded conferences\n\n`);
  const rows: Figures[] = [];
  for (const one of conferences) rows.push(await measureModel(one, settings));
  print(rows.flatMap((row, at) => [row, rule[at] ?? row]));
  process.stdout.write(`\n${total(rows, 'model')}${total(rule, 'rule')}`);
} else {
  process.stdout.write(
    'No model is configured (OPENAI_MODEL, or AZURE_OPENAI_DEPLOYMENT): a local server answers from recorded answers. It is no model.\n\n',
  );
  let now: { name: string; manner: Manner } = { name: '', manner: 'good' };
  const server = await startRecordedServer(() => now);
  const local = {
    kind: 'openai',
    baseUrl: server.baseUrl,
    model: 'recorded',
    apiKey: 'none',
    requestsPerDay: 1_000,
  } as const;
  for (const manner of manners) {
    const rows: Figures[] = [];
    for (const one of conferences) {
      now = { name: one.name, manner };
      rows.push(await measureModel(one, local));
    }
    process.stdout.write(`Recorded answers, ${manner}\n`);
    print(rows);
    process.stdout.write(`${total(rows, manner)}\n`);
  }
  process.stdout.write('By rule, the line to beat\n');
  print(rule);
  process.stdout.write(total(rule, 'rule'));
  await server.close();
}
