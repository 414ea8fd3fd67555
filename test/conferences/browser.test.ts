import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundClient } from '../../src/demo/client.ts';
import type { Room } from '../../src/demo/room.ts';
import { openView, type View } from '../../src/demo/second-view.ts';
import { freePort } from '../support/bot-process.ts';
import { type ChatPage, launchBrowser, openChatPage } from '../support/playground-page.ts';
import { openPlaygroundRoom, type PlaygroundRoom } from '../support/playground-room.ts';

const nl: Readonly<Record<string, string>> = JSON.parse(readFileSync('cards/locales/nl.json', 'utf8'));
const say = (key: string): string => nl[key] ?? `no words for ${key}`;
const meetingChat = 'Casusoverleg';
const violence = 'Geweld tegen een voorbijganger';

let table: PlaygroundRoom;
let client: PlaygroundClient;
let room: Room;
let browser: Browser;
let view: View;
let chair: ChatPage;
let officer: ChatPage;

// The chair looks at the Playground itself, the police officer at a view of it.
beforeAll(async () => {
  table = await openPlaygroundRoom();
  ({ client, room } = table);
  browser = await launchBrowser();
  view = await openView({ port: await freePort(), ...table, person: client.seat('wijkagent') });
  chair = await openChatPage(browser, table.playground.url, meetingChat);
  await room.say(client.seat('procesregisseur'), 'start ZVH-2026-700 Top X');
  for (const [name, organisation] of [
    ['wijkagent', 'Politie'],
    ['behandelaar', 'GGZ'],
  ] as const)
    await room.press(client.seat(name), 'conference.join', { organisation });
  officer = await openChatPage(browser, view.url, meetingChat);
}, 150_000);

afterAll(async () => {
  await browser?.close();
  await view?.close();
  await table?.dispose();
});

const board = (page: ChatPage) => page.card('ZVH-2026-700 · Top X');

describe('a conference in the browser', () => {
  it('shows two people side by side the same conference, also what was there before the page opened', async () => {
    await chair.card(say('opening.title')).waitFor();
    await officer.card(say('opening.title')).waitFor();
    await board(chair).waitFor();
    await board(officer).waitFor();

    await chair.press(chair.card(say('opening.title')), say('opening.start'));
    await officer.card(say('raiseRisk.title')).waitFor();
    expect(await officer.card(say('raiseRisk.title')).isVisible()).toBe(true);
  });

  it('stops at a required field that is left empty, and sends nothing', async () => {
    const form = officer.card(say('raiseRisk.title'));
    const sent: string[] = [];
    officer.page.on('request', request => sent.push(new URL(request.url()).pathname));
    await officer.click(form, say('button.record'));
    await form.getByText(say('raiseRisk.whatMissing')).waitFor();
    expect(sent.filter(path => path.includes('/invoke'))).toEqual([]);
  });

  it('edits the board in place when a risk is recorded', async () => {
    const boards = () => chair.cards().filter({ hasText: 'ZVH-2026-700 · Top X' }).count();
    const before = await boards();
    expect(await board(chair).textContent()).not.toContain(violence);

    await officer.fill(officer.card(say('raiseRisk.title')), say('raiseRisk.what'), violence);
    const pressed = await officer.press(officer.card(say('raiseRisk.title')), say('button.record'));
    expect(pressed).toMatchObject({ status: 200, from: '29:wijkagent', data: { what: violence } });

    await board(chair).filter({ hasText: violence }).waitFor();
    await board(officer).filter({ hasText: violence }).waitFor();
    expect(await boards()).toBe(before);
  });

  it('shows a rating to the person who gave it, and to the others only that it was given', async () => {
    await chair.press(board(chair), say('board.next'));
    const question = say('rateRisks.titleOne');
    await officer.card(question).waitFor();
    await chair.card(question).waitFor();
    const chairsForm = await chair.card(question).textContent();

    await officer.press(officer.card(question), say('level.veryHigh'));
    await officer
      .card(question)
      .getByText(/R1 .*Zeer hoog/i)
      .first()
      .waitFor();

    await board(chair).filter({ hasText: '✓ Politie' }).waitFor();
    expect(await board(chair).textContent()).not.toContain(say('level.veryHigh').toLowerCase());
    expect(await chair.card(question).textContent()).toBe(chairsForm);
  });

  it('hears whom a line in a view mentions besides the bot', async () => {
    const chairsView = await openView({ port: await freePort(), ...table, person: client.seat('procesregisseur') });
    try {
      const page = await openChatPage(browser, chairsView.url, meetingChat);
      await page.say('notulist', 'Wijkteam');
      await page.card('Notulist vastgelegd: Wijkteam').waitFor();
      await officer.text('@Rondetafel notulist @Wijkteam').waitFor();
    } finally {
      await chairsView.close();
    }
  });

  it('shows a personal chat in the view of its owner and to nobody else', async () => {
    const owner = client.seat('wijkagent');
    await client.say(owner, client.personalChatOf(owner), 'help');
    await client.until(
      () => client.messages.of(client.personalChatOf(owner)).find(one => one.card),
      'help in the chat',
    );
    const latecomer = await openChatPage(browser, view.url, 'Personal Chat');
    await latecomer.cards().first().waitFor();

    await chair.page.getByRole('treeitem', { name: 'Personal Chat', exact: true }).click();
    await chair.card(say('welcome.title')).waitFor();
    expect(
      await chair
        .cards()
        .filter({ hasText: say('help.title') })
        .count(),
    ).toBe(0);
  });
});
