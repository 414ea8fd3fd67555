import { expect, it } from 'vitest';
import { parseXml } from '../support/xml.ts';
import { readOptions } from './load/options.ts';
import { pictureOf } from './load/picture.ts';
import { reportOf } from './load/report.ts';
import { play } from './load/run.ts';

it('conferences are played against the real bot: everything is answered, nothing is more than Teams takes, and there is a report of it', async () => {
  const written: string[] = [];
  const screen = { write: (text: string) => written.push(text) };
  const given = '--conferences 4 --people 5 --tenants 2 --minutes 0.1 --every 2 --length 0.3 --teams 20';
  const played = await play(readOptions(given.split(' ')), screen);

  const whole = played.recorder.between(0, Math.ceil(played.seconds));
  expect(whole.offered).toBeGreaterThan(20);
  expect(whole.outcomes).toMatchObject({ oneMoment: 0, failed: 0, timeout: 0 });
  expect(whole.answered).toBe(whole.offered);
  expect(whole.outcomes.recorded).toBeGreaterThan(whole.offered / 2);
  const { chat, tenant, wrong, edits } = played.connector;
  expect([chat.exceeded, tenant.exceeded, wrong]).toEqual([0, 0, 0]);
  expect(edits).toBeGreaterThan(0);
  expect(played.recorder.boardDelays().length).toBeGreaterThan(0);
  // Somebody answers, somebody looks, in whatever phase they are.
  expect(Object.keys(played.recorder.verbs()).length).toBeGreaterThan(2);
  expect(played.samples[0]?.residentMb).toBeGreaterThan(50);

  const report = reportOf(played);
  expect(report).toContain('# 4 conferences of 5 people in 2 houses');
  expect(report).toContain('| failed | 0 |');
  expect(report).not.toMatch(/undefined|NaN|EXCEEDED/);
  const picture = JSON.stringify(parseXml(pictureOf(played)));
  for (const line of ['offered', 'answered', 'refused', 'no answer', 'p50', 'p95', 'p99', 'resident'])
    expect(picture).toContain(`"${line}"`);
  expect(picture).not.toMatch(/undefined|NaN/);
  expect(written.join('')).toMatch(/Conferences seated: 4 of 4\n.*Seconds played: 6 of 6\n$/s);
}, 120_000);
