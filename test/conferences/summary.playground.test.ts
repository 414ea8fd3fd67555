import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCaseFile } from '../../src/demo/case-file.ts';
import { wordsOf } from '../../src/demo/client-card.ts';
import { playConference } from '../../src/demo/player.ts';
import { today } from '../../src/demo/references.ts';
import type { ShownMessage } from '../../src/demo/shown-messages.ts';
import { obedient } from '../support/answering-model.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../support/fake-openai.ts';
import { casusX, openPlaygroundRoom, type PlaygroundRoom } from '../support/playground-room.ts';

let server: FakeOpenAi;
let table: PlaygroundRoom;

beforeAll(async () => {
  server = await startFakeOpenAi();
  server.answers(obedient);
  const env = { OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'nagebootst', RONDETAFEL_WORDING_HELP: '1' };
  table = await openPlaygroundRoom(casusX, { env });
  const turns = [
    { by: 'procesregisseur', verb: 'conference.setGoal', inputs: { goal: 'Rust in de buurt' } },
    { by: 'procesregisseur', verb: 'step.next', to: 'risks.raise' },
    { by: 'wijkagent', verb: 'risk.raise', inputs: { what: 'Brandstichting in de flat van Johan' } },
  ];
  const file = parseCaseFile('samenvatting', { ...casusX, conferences: [{ turns }] });
  await playConference({ client: table.client, file, conference: 0, today: today() });
}, 150_000);
afterAll(async () => {
  await table?.dispose();
  await server.close();
});

const chair = () => table.client.seat('procesregisseur');
const withSummary = (chat: string): readonly ShownMessage[] =>
  table.client.messages
    .of(chat)
    .filter(({ card }) => card !== undefined && wordsOf(card).includes('Samenvatting casusoverleg 1'));
const waitFor = (chat: () => string, count: number, what: string) =>
  table.client.until(() => (withSummary(chat()).length >= count ? withSummary(chat()) : undefined), what, 30_000);
const inMeeting = () => table.client.meetingChat;
const own = () => table.client.personalChatOf(chair());

describe('a summary in the Playground', () => {
  it('is by rule in the meeting for whoever asks, and nothing leaves the house', async () => {
    await table.client.say(table.client.seat('wijkagent'), inMeeting(), 'samenvatting');
    const [summary] = await waitFor(inMeeting, 1, 'a summary by rule');
    expect(wordsOf(summary?.card ?? {})).toContain('Brandstichting in de flat van Johan');
    expect(wordsOf(summary?.card ?? {})).not.toContain('computer');
    expect(server.calls).toEqual([]);
  }, 60_000);

  it('is in words for the chair, in their own chat, and goes into the meeting by their press', async () => {
    await table.client.say(chair(), inMeeting(), 'samenvatting');
    await table.client.until(
      () => table.client.messages.of(inMeeting()).find(({ text }) => text?.startsWith('Bezig…')),
      'that it is on its way',
    );
    const [summary] = await waitFor(own, 1, 'a summary in words');
    const words = wordsOf(summary?.card ?? {});
    expect(words).toContain('verwoord');
    expect(words).toMatch(/Brandstichting in de flat van Johan\. +\[R1\]/);
    expect(server.calls[0]?.raw).not.toMatch(/Johan|ZVH-2026/);
    await table.client.press(chair(), summary as ShownMessage, 'summary.post');
    const posted = (await waitFor(inMeeting, 2, 'the summary in the meeting')).at(-1);
    expect(wordsOf(posted?.card ?? {})).toMatch(/Brandstichting in de flat van Johan\. +\[R1\]/);
  }, 90_000);

  it('is by rule for the chair too when the model is away, with a line that says so', async () => {
    server.trouble({ status: 500 }, { status: 500 });
    await table.client.say(chair(), inMeeting(), 'samenvatting');
    const summary = (await waitFor(own, 2, 'a summary by rule')).at(-1);
    expect(wordsOf(summary?.card ?? {})).toContain('volgens vaste regels');
  }, 60_000);
});
