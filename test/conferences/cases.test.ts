import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaseFile, daysUntil, loadCaseFile } from '../../src/demo/case-file.ts';
import type { PlaygroundClient } from '../../src/demo/client.ts';
import { holdAgainst } from '../../src/demo/expectations.ts';
import { readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { playConference } from '../../src/demo/player.ts';
import { daysAfter, today } from '../../src/demo/references.ts';
import { type BotProcess, startBotProcess } from '../support/bot-process.ts';
import { expectLightLoad } from '../support/load.ts';
import { createStubClient } from '../support/stub-client.ts';
import { createStubConnector, type StubConnector, stubPeople } from '../support/stub-connector.ts';
import { createTeamsClient } from '../support/teams-client.ts';

/** Conferences of our own, each with what its approach asks for; played over HTTP, without the Playground. */
const folder = 'test/fixtures/cases';
const cases = readdirSync(folder)
  .filter(name => name.endsWith('.json'))
  .map(name => ({ name: basename(name, '.json'), file: loadCaseFile(`${folder}/${name}`) }));
/** In the order of their days, so that the bot's clock only goes forward. */
const conferences = cases
  .flatMap(({ name, file }) =>
    file.conferences.map((_, index) => ({ name, file, index, number: index + 1, days: daysUntil(file, index) })),
  )
  .toSorted((one, other) => one.days - other.days);

const start = today();
let bot: BotProcess;
let stub: StubConnector;
let daysAhead = 0;
const rooms = new Map<CaseFile, PlaygroundClient>();

beforeAll(async () => {
  const functions = new Set(cases.flatMap(({ file }) => Object.keys(file.people)));
  stub = await createStubConnector({ people: stubPeople([...functions]) });
  bot = await startBotProcess();
  const teams = createTeamsClient({ botUrl: bot.messages, stub });
  for (const { file } of cases) {
    const meetingChat = `19:${file.case.code}@thread.v2`;
    stub.groupChat(meetingChat, Object.keys(file.people));
    rooms.set(file, createStubClient({ stub, teams, meetingChat, people: file.people }));
  }
}, 60_000);
afterAll(async () => {
  await bot?.dispose();
  await stub?.close();
});

describe('a conference of our own', () => {
  it('is there for each approach that the samples leave out, for a spoed, for sharing information and for eight partners', () => {
    expect(Object.fromEntries(cases.map(({ name, file }) => [name, file.case.approach]))).toEqual({
      'informatie-delen': 'Top X',
      levensloop: 'Levensloopaanpak',
      radicalisering: 'Radicalisering en polarisatie',
      spoed: 'Top X OGG',
      'top-x': 'Top X',
      'top-x-jeugd': 'Top X Jeugd',
      'volle-tafel': 'Top X',
    });
  });

  it.each(conferences)(
    'of $name ($number) goes as its case file says, and is light to carry',
    async ({ file, index, days }) => {
      if (days > daysAhead) await bot.restart({ clockOffset: `P${days}D` });
      daysAhead = days;
      const client = rooms.get(file);
      if (client === undefined) throw new Error(`no room for ${file.case.code}`);
      const day = daysAfter(start, days);
      const before = client.transcript.length;
      const opening = file.case.minutes === undefined ? 'typed' : 'form';
      await playConference({ client, file, conference: index, today: day, opening });
      const { minutes } = await readFiledMinutes(bot.minutesDir, file.case.code, index + 1);
      expect(holdAgainst(minutes, file.conferences[index]?.expect ?? {}, day)).toEqual([]);
      expectLightLoad(client.transcript.slice(before), file, index);
    },
    120_000,
  );
});
