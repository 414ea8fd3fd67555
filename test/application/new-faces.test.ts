import { beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import { textOf } from '../cards/read-card.ts';
import { entraId, memberOf, type Someone } from '../support/seats.ts';
import { cardsOf, code, filledIn, madeUp, notices } from '../support/table.ts';
import { useTable } from '../support/use-house.ts';

const table = useTable({ others: ['partner1'], processDirectors: ['partner1'] });
const chair = 'procesregisseur';

/** In which nothing was held yet. The same people are in it. */
let there: Conversation;
beforeEach(async () => {
  there = { ...table.conversation, id: '19:another@thread.v2' };
  await table.rondetafel.seen(there);
});

/** A conference of three of the five, closed; the other two are still in its chat. */
async function closedConference(): Promise<void> {
  await table.say(chair, `start ${code} Top X OGG`);
  await table.join([chair, 'wijkagent', 'behandelaar']);
  await table.say(chair, 'sluiten');
}
const conferences = async () => (await table.state()).conferences.length;
/** The form that somebody gets for what they type. */
async function formFor(name: Someone, text: string): Promise<Card> {
  const before = table.chat.shown.length;
  await table.say(name, text, { conversation: there });
  const [card, ...others] = cardsOf(table.chat.shown.slice(before).map(({ message }) => message));
  if (card === undefined || others.length > 0) throw new Error('not one card');
  return card;
}

describe('a case that is opened in a chat with people who never took part in it', () => {
  it.each([
    ['nl', `start ${code}`, 'Nieuw bij ZVH-2026-002 in deze chat: Reclasseerder en Wijkteam.', 'Toch starten', false],
    ['nl', `spoed ${code}`, 'Nieuw bij ZVH-2026-002 in deze chat: Reclasseerder en Wijkteam.', 'Toch starten', true],
    ['en', `start ${code}`, 'New to ZVH-2026-002 in this chat: Reclasseerder and Wijkteam.', 'Start anyway', false],
    ['en', `urgent ${code}`, 'New to ZVH-2026-002 in this chat: Reclasseerder and Wijkteam.', 'Start anyway', true],
  ])('is asked about when it is typed, and opens when that is confirmed: %s, %s', async (...example) => {
    const [language, line, lead, title, urgent] = example;
    await closedConference();
    await table.say(chair, `taal ${language}`, { conversation: there });
    const form = await formFor(chair, line);
    expect(notices(form)).toEqual(['refusal:newFaces']);
    expect(textOf(form)).toContain(lead);
    expect(JSON.stringify(form)).toContain(`"title":"${title}"`);
    expect(filledIn(form)).toMatchObject({ case: code, ...(urgent && { urgent: 'true' }) });
    expect(await conferences()).toBe(1);
    await table.press(chair, 'conference.open', filledIn(form), { card: form, conversation: there });
    expect(await table.conference()).toMatchObject({ number: 2, urgent, chair: entraId(chair) });
    expect((await table.state()).approach).toBe('Top X OGG');
  });

  it.each([
    ['nl', 'Nieuw bij ZVH-2026-002 in deze chat: Reclasseerder en Wijkteam.'],
    ['en', 'New to ZVH-2026-002 in this chat: Reclasseerder and Wijkteam.'],
  ])('is asked about when the form is pressed, which stays filled in: %s', async (language, lead) => {
    await closedConference();
    await table.say(chair, `taal ${language}`, { conversation: there });
    const form = await formFor(chair, 'start');
    const inputs = { case: code.toLowerCase(), approach: 'Top X', minutes: '45', urgent: 'false' };
    const asked = await table.press(chair, 'conference.open', inputs, { card: form, conversation: there });
    expect(notices(asked)).toEqual(['refusal:newFaces']);
    expect(textOf(asked)).toContain(lead);
    expect(filledIn(asked)).toMatchObject(inputs);
    expect(await conferences()).toBe(1);
    await table.press(chair, 'conference.open', filledIn(asked), { card: asked, conversation: there });
    expect(await table.conference()).toMatchObject({ number: 2, minutesAvailable: 45 });
  });

  it('is not confirmed by typing or pressing the same again', async () => {
    await closedConference();
    const form = await formFor(chair, `start ${code} Top X OGG`);
    expect(notices(await formFor(chair, `start ${code} Top X OGG`))).toEqual(['refusal:newFaces']);
    const unasked = madeUp('conference.open', form);
    for (const _again of [1, 2]) {
      const pressed = await table.press(chair, 'conference.open', filledIn(form), {
        card: unasked,
        conversation: there,
      });
      expect(notices(pressed)).toEqual(['refusal:newFaces']);
    }
    expect(await conferences()).toBe(1);
  });

  it('is asked about again for another case that is typed in the form', async () => {
    const other = 'ZVH-2026-003';
    await table.say(chair, `start ${other} Top X`);
    await table.join([chair]);
    await table.say(chair, 'sluiten');
    await closedConference();
    const form = await formFor(chair, `start ${code}`);
    const inputs = { ...filledIn(form), case: other, approach: 'Top X' };
    const asked = await table.press(chair, 'conference.open', inputs, { card: form, conversation: there });
    expect(notices(asked)).toEqual(['refusal:newFaces']);
    expect(textOf(asked)).toContain('Wijkagent, Reclasseerder, Behandelaar en Wijkteam');
    await table.press(chair, 'conference.open', filledIn(asked), { card: asked, conversation: there });
    expect(await conferences()).toBe(1);
    expect(await table.storage.events.read({ tenant: table.tenant, case: other })).toContainEqual(
      expect.objectContaining({ type: 'ConferenceOpened', number: 2 }),
    );
  });

  it('is asked about when somebody came into the chat, and no more when they left', async () => {
    await table.say(chair, `start ${code} Top X OGG`);
    await table.join();
    await table.say(chair, 'sluiten');
    table.chat.enter(memberOf('buitenstaander'));
    const form = await formFor(chair, `start ${code}`);
    expect(textOf(form)).toContain('in deze chat: Buitenstaander.');
    table.chat.leave(entraId('buitenstaander'));
    expect(await table.say(chair, `start ${code}`, { conversation: there })).toEqual([]);
    expect(await conferences()).toBe(2);
  });

  it('is not asked about in the chat of the conference before', async () => {
    await closedConference();
    expect(await table.say(chair, `start ${code}`)).toEqual([]);
    expect(await conferences()).toBe(2);
  });

  it('opens without a question for people who all took part, and a new case for anybody', async () => {
    await table.say(chair, `start ${code} Top X OGG`);
    expect(await conferences()).toBe(1);
    await table.join();
    await table.say(chair, 'sluiten');
    expect(await table.say(chair, `start ${code}`, { conversation: there })).toEqual([]);
    expect(await conferences()).toBe(2);
  });

  it('is told to nobody whom the case is unknown to', async () => {
    await closedConference();
    const form = await formFor('wijkteam', `start ${code}`);
    expect(notices(form)).toEqual(['refusal:unknown:case']);
    expect(textOf(form)).not.toContain('Reclasseerder');
    const inputs = { case: code, approach: 'Top X', confirm: '1' };
    const pressed = await table.press('wijkteam', 'conference.open', inputs, { card: form, conversation: there });
    expect(notices(pressed)).toEqual(['refusal:unknown:case']);
    expect(await conferences()).toBe(1);
  });

  it('waits while nobody can say who is in the chat', async () => {
    await closedConference();
    const form = await formFor(chair, `start ${code}`);
    const away = new AdapterError('down', { code: 'away', retryable: true });
    table.chat.failNext(2, away, method => method === 'members');
    expect(await table.say(chair, `start ${code}`, { conversation: there })).toMatchObject([{ kind: 'line' }]);
    const pressed = await table.press(chair, 'conference.open', filledIn(form), { card: form, conversation: there });
    expect(notices(pressed)).toEqual(['refusal:tryAgain']);
    expect(await conferences()).toBe(1);
    await table.press(chair, 'conference.open', filledIn(form), { card: form, conversation: there });
    expect(await conferences()).toBe(2);
  });

  it('opens once when it is confirmed twice at the same moment', async () => {
    await closedConference();
    const form = await formFor(chair, `start ${code}`);
    const confirm = () => table.press(chair, 'conference.open', filledIn(form), { card: form, conversation: there });
    await Promise.all([confirm(), confirm()]);
    expect(await conferences()).toBe(2);
  });
});
