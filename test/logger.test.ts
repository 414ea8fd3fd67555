import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** What a process writes that logs this. */
function written(level: string, statement: string): readonly string[] {
  const program = `import { createLog } from './src/logger.ts'; const log = createLog('${level}'); ${statement}`;
  const args = ['--input-type=module-typescript', '--eval', program];
  const cwd = new URL('..', import.meta.url);
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

it('the log is one line of JSON per event with the moment in UTC, whatever is in it', () => {
  const code = 'x\r\n{"level":30,"event":"door.probed","status":401}\u2028\u001B[31m';
  const [line = '', ...others] = written(
    'info',
    `log.warn('teams.refused', { code: ${JSON.stringify(code)}, times: 3 })`,
  );
  expect(others).toEqual([]);
  const { time, ...rest } = JSON.parse(line);
  expect(rest).toEqual({ level: 40, event: 'teams.refused', code, times: 3 });
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(line).not.toContain('\u001B');
});

it('the log keeps silent below its level', () => {
  expect(written('error', `log.info('a'); log.warn('b'); log.error('c');`).map(line => JSON.parse(line).event)).toEqual(
    ['c'],
  );
});

it('the log marks what comes of one request, also behind its answer, and nothing else', () => {
  const program = `
    const { inRequest } = await import('./src/request-id.ts');
    log.info('before');
    for (const name of ['one', 'other']) inRequest(async () => { log.info(name); await null; log.info(name); });
  `;
  const lines = written('info', program);
  const requests = lines.map(line => JSON.parse(line)).map(({ event, request }) => [event, request]);
  const [before, ...others] = requests;
  expect(before).toEqual(['before', undefined]);
  const idsOf = (name: string) => new Set(others.filter(([event]) => event === name).map(([, id]) => id));
  expect([idsOf('one').size, idsOf('other').size]).toEqual([1, 1]);
  expect(idsOf('one')).not.toEqual(idsOf('other'));
  for (const [, id] of others) expect(id).toMatch(/^[0-9a-f]{16}$/);
});
