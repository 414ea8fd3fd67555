import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CaseFile } from '../../src/demo/case-file.ts';
import { readFiledMinutes } from '../../src/demo/filed-minutes.ts';
import { playConference, type Step } from '../../src/demo/player.ts';
import { daysAfter, today } from '../../src/demo/references.ts';
import { offsetTo } from '../../src/demo/reminder.ts';
import { openView } from '../../src/demo/second-view.ts';
import { createProgress } from '../../src/progress.ts';
import { freePort } from './bot-process.ts';
import { type ChatPage, launchBrowser, openChatPage } from './playground-page.ts';
import { casusX, openPlaygroundRoom, type PlaygroundRoom } from './playground-room.ts';

// `npm run pictures -- [FOLDER]`: the pictures of README and guides, from the real bot in the real Playground. The page of the minutes needs
// LibreOffice and pdftoppm, and stays as it is where they aren't.

const [folder = 'docs/images'] = process.argv.slice(2);
const run = promisify(execFile);

/** Plays until somebody did that, and no further; the whole conference when nobody does. */
async function playUntil({ client }: PlaygroundRoom, file: CaseFile, isThere: (step: Step) => boolean): Promise<void> {
  const stop = new AbortController();
  const onStep = (step: Step) => {
    if (isThere(step)) stop.abort();
  };
  const play = { client, file, conference: 0, today: today(), onStep, stopped: stop.signal };
  await playConference(play).catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
}

async function inRoom(file: CaseFile, work: (room: PlaygroundRoom) => Promise<void>): Promise<void> {
  const room = await openPlaygroundRoom(file, { database: 'embedded' });
  try {
    await work(room);
  } finally {
    await room.dispose();
  }
}

const browser = await launchBrowser();
const picture = (name: string) => join(folder, `${name}.png`);
/** The meeting chat, high enough for a whole board. */
async function pageOf({ playground }: PlaygroundRoom): Promise<ChatPage> {
  const opened = await openChatPage(browser, playground.url, 'Casusoverleg');
  await opened.page.setViewportSize({ width: 1500, height: 1900 });
  return opened;
}

/** The board, and a question in the middle of its answers. */
async function meetingChat(): Promise<void> {
  await inRoom(casusX, async room => {
    const { page, card } = await pageOf(room);
    let rated = 0;
    await playUntil(room, casusX, ({ verb }) => {
      if (verb === 'risk.rate') rated += 1;
      return rated === 2;
    });
    await card(/Hoe hoog/).waitFor();
    // The board follows within a second.
    await card('ZVH-2026-002 · ')
      .filter({ hasText: '✓ Reclassering' })
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
    await card(/Hoe hoog/).scrollIntoViewIfNeeded();
    // The board and what comes after it, without the lists beside the chat.
    await page.screenshot({ path: picture('playground'), clip: { x: 330, y: 622, width: 560, height: 1166 } });
  });
}

async function boardWithActions(): Promise<void> {
  await inRoom(casusX, async room => {
    const { cards } = await pageOf(room);
    let agreed = 0;
    await playUntil(room, casusX, ({ verb, outcome }) => {
      if (verb === 'action.agree' && outcome !== 'refused') agreed += 1;
      return agreed === 3;
    });
    const board = cards().filter({ hasText: 'ZVH-2026-002 · ' }).filter({ hasText: 'A3' }).last();
    await board.waitFor();
    await board.screenshot({ path: picture('board') });
  });
}

/** The first page of the minutes, and what somebody gets whose action is due. */
async function afterwards(): Promise<void> {
  await inRoom(casusX, async room => {
    await playUntil(room, casusX, () => false);
    await readFiledMinutes(room.bot.minutesDir, 'ZVH-2026-002', 1);
    await firstPageOf(join(room.bot.minutesDir, 'ZVH-2026-002', 'ZVH-2026-002-1-v1.docx'));
    const owner = room.client.seat('wijkteam');
    const view = await openView({ port: await freePort(), ...room, person: owner });
    await room.bot.restart({ clockOffset: offsetTo(daysAfter(today(), 15), today()) });
    const { card } = await openChatPage(browser, view.url, 'Personal Chat');
    await card('A2').waitFor();
    await card('A2').screenshot({ path: picture('reminder') });
    await view.close();
  });
}

async function firstPageOf(docx: string): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'pictures-'));
  try {
    await run('soffice', [
      `-env:UserInstallation=file://${place}/p`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      place,
      docx,
    ]);
    await run('pdftoppm', [
      '-r',
      '70',
      '-f',
      '1',
      '-l',
      '1',
      '-singlefile',
      '-png',
      join(place, 'ZVH-2026-002-1-v1.pdf'),
      join(place, 'page'),
    ]);
    await rename(join(place, 'page.png'), picture('minutes'));
  } catch {
    process.stdout.write('No LibreOffice or pdftoppm here: the picture of the minutes stays as it is.\n');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
const all = [meetingChat, boardWithActions, afterwards];
await mkdir(folder, { recursive: true });
const progress = createProgress('Conferences played');
for (const [done, take] of all.entries()) {
  progress.update(done, all.length);
  await take();
}
progress.update(all.length, all.length);
progress.end();
await browser.close();
