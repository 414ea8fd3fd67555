import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CardJson, noticesOf } from '../../src/demo/client-card.ts';
import { readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { type Answer, chair, type House, openHouse, partners, type RoundTable } from '../support/round-table.ts';

/** With a disk that is a fake (`full-disk.ts`); a real one, when this machine lets us mount it: `test/torture/faults.ts`. */
const code = 'ZVH-2026-421';
const few = partners.slice(0, 4);
let folder: string;
let env: Readonly<Record<string, string>>;
let house: House;
let table: RoundTable;

/** From now on there's no room where a path has this in it. */
const fill = (...parts: readonly string[]) => writeFile(join(folder, 'full'), parts.join('\n'));
const makeRoom = () => rm(join(folder, 'full'), { force: true });
const numberIn = ({ words }: Answer) => /\b[RF]\d+\b/.exec(words)?.[0];
const refused = (name: string) =>
  house.stub
    .messages(table.chat)
    .filter(({ card }) => noticesOf((card ?? {}) as CardJson).some(notice => notice.code === name));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rondetafel-full-'));
  const fake = pathToFileURL('test/support/full-disk.ts').href;
  env = { NODE_OPTIONS: `--import=${fake}`, FULL_DISK: join(folder, 'full') };
  house = await openHouse({ env, database: 'embedded' });
  table = await house.open(code);
  await table.join(few);
  await table.move('volgende', 'risk.raise');
}, 90_000);
afterAll(async () => {
  await house?.dispose();
  await rm(folder, { recursive: true, force: true });
});

describe('a disk that is full', () => {
  it('is told to whoever presses, types or starts, and everything else goes on', async () => {
    const prompt = await table.card('risk.raise');
    await table.record('wijkagent', 'risk.raise', { what: 'Brand in de flat' }, prompt);
    await fill('/database');
    const raise = (name: string) => table.press(name, 'risk.raise', { what: `Gezien door ${name}` }, prompt);
    const answers = await Promise.all(few.map(raise));
    expect(answers.flatMap(({ refusals }) => refusals)).toEqual(few.map(() => 'diskFull'));
    expect(answers[0]?.reasons).toContain('Er is geen ruimte meer om iets vast te leggen. Er is niets vastgelegd.');
    expect(answers[0]?.words).toContain('Gezien door wijkagent');
    await table.say(chair, 'volgende');
    await house.stub.until(() => refused('diskFull').length === 1);
    expect((await fetch(`http://127.0.0.1:${house.bot.port}/healthz`)).status).toBe(200);

    await makeRoom();
    const after = await Promise.all(few.map(raise));
    expect(after.map(numberIn).toSorted()).toEqual(['R2', 'R3', 'R4', 'R5']);
    await table.boardSays('Brand in de flat', ...few.map(name => `Gezien door ${name}`));
    expect((await table.card('risk.raise')).id, 'nothing moved on').toBe(prompt.id);
  }, 60_000);

  it('that fails in the middle of a write ends the process, and what was acknowledged is there at the next start', async () => {
    const prompt = await table.card('risk.raise');
    await fill('!/pg_wal/');
    // PGlite would turn round in itself for ever: then nobody would be answered, and this would never end.
    await expect(table.press('wijkagent', 'risk.raise', { what: 'In de stilte' }, prompt)).rejects.toThrow();
    await vi.waitUntil(() => house.bot.output().includes('Rondetafel ends: the disk of the embedded database failed'));
    await fill('/database');
    await expect(house.bot.restart({ env }), 'a start without room').rejects.toThrow(/less than 64 MB free/);
    await makeRoom();
    await house.bot.restart({ env });
    const again = await table.record('wijkagent', 'risk.raise', { what: 'In de stilte' }, prompt);
    expect(numberIn(again)).toBe('R6');
  }, 60_000);
});

describe('an archive that is full', () => {
  it('is told to the chair once, and has the minutes whole when there is room', async () => {
    await table.say(chair, 'sluiten');
    const draft = await table.card('minutes.adopt');
    await fill('/minutes/');
    await table.record(chair, 'minutes.adopt', {}, draft);
    const said = (text: string) => table.lines().filter(line => line.includes(text));
    await house.stub.until(() => said('kan nu niet worden opgeslagen').length > 0);
    expect((await readdir(join(house.bot.minutesDir, code))).filter(name => !name.endsWith('.tmp'))).toEqual([]);
    await makeRoom();
    const { minutes } = await readFiledMinutes(house.bot.minutesDir, code, 1);
    expect(minutes.risks).toHaveLength(6);
    await house.stub.until(() => said('is opgeslagen').length > 0, 20_000);
    expect(said('kan nu niet worden opgeslagen')).toHaveLength(1);
  }, 60_000);
});
