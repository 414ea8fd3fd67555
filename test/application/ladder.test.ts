import { describe, expect, it } from 'vitest';
import { fold } from '../../src/domain/evolve.ts';
import { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Method } from '../support/recording-chat.ts';
import { entraId, type Someone } from '../support/seats.ts';
import { madeUp } from '../support/table.ts';
import { useHouse, useTable } from '../support/use-house.ts';

const house = useHouse();
const table = useTable({}, house);

/** A case of that code in a chat of its own, with one action of the wijkteam for 11 December. */
async function agreed(code: string): Promise<string> {
  const conversation = await table.otherChat();
  await table.say('procesregisseur', `start ${code} Top X OGG`, { conversation });
  const card = table.offering('conference.join');
  for (const name of ['procesregisseur', 'wijkteam'] as const)
    await table.press(name, 'conference.join', { organisation: `Organisatie van ${name}` }, { conversation, card });
  const inputs = { what: `Gesprek over ${code}`, due: '2026-12-11', owner: entraId('wijkteam') };
  await table.press('wijkteam', 'action.agree', inputs, { conversation, card: madeUp('action.agree', card) });
  // Whoever directs the case is none of this test's business: then the chair is asked about nothing else.
  const director = { conversation, card: madeUp('conference.setCaseDirector', card) };
  await table.press('procesregisseur', 'conference.setCaseDirector', { director: entraId('wijkteam') }, director);
  await table.say('procesregisseur', 'sluiten', { conversation });
  return conversation.id;
}

const refusal = (code: string) => new AdapterError(code, { code });
const linesIn = (id: string) =>
  table.chat.shown.flatMap(({ conversation, message }) =>
    conversation === id && message.kind === 'line' ? [message] : [],
  );
const cardsOf = (name: Someone) =>
  table.chat.shown.filter(
    ({ conversation, message }) => conversation === table.own(name).id && message.kind === 'card',
  );
const mentions = (id: string) => linesIn(id).filter(({ mention }) => mention !== undefined);
const toldTo = (name: Someone) => linesIn(table.own(name).id).map(({ text }) => text);
const isOwn = (name: Someone) => (method: Method, to: string) => method === 'post' && to === table.own(name).id;
const due = '2026-12-11T08:00:00.000Z';
const unreached = (code: string) =>
  `A1 van casus ${code}: ik kan de persoon om wie het gaat niet bereiken. Wil jij het vragen?`;

describe('somebody who cannot be written to', () => {
  it.each(['blockedByUser', 'writesBlocked', 'forbiddenByPolicy', 'refused'])(
    '(%s) is mentioned in the chat of each case, with number and code only',
    async code => {
      const chats = [await agreed('ZVH-2026-101'), await agreed('ZVH-2026-102')];
      await table.rondetafel.seen(table.own('wijkteam'));
      table.chat.failNext(1, refusal(code), isOwn('wijkteam'));
      await table.at(due);
      expect(cardsOf('wijkteam')).toEqual([]);
      for (const chat of chats) {
        expect(mentions(chat)).toMatchObject([{ mention: entraId('wijkteam') }]);
        expect(mentions(chat)[0]?.text).toMatch(/^Vandaag is A1 van casus ZVH-2026-10[12] aan de beurt/);
      }
      expect(toldTo('procesregisseur')).toEqual([]);
      await table.at('2026-12-11T12:00:00.000Z');
      expect(chats.flatMap(mentions)).toHaveLength(2);
    },
  );

  it('(anonymous) has nobody to be mentioned: the chair hears it, with number and code only', async () => {
    const chat = await agreed('ZVH-2026-101');
    table.chat.failNext(
      1,
      refusal('anonymous'),
      (method, to) => method === 'personalChat' && to === entraId('wijkteam'),
    );
    await table.at(due);
    expect(mentions(chat)).toEqual([]);
    expect(toldTo('procesregisseur')).toEqual([unreached('ZVH-2026-101')]);
  });

  it.each(['notInRoster', 'notFound'])('(%s) is written to in a chat that is made anew', async code => {
    const chat = await agreed('ZVH-2026-101');
    const stored = { ...table.own('wijkteam'), id: 'personal:of-an-earlier-installation', language: 'en' as const };
    await table.rondetafel.seen(stored);
    table.chat.failNext(9, refusal(code), (method, to) => method === 'post' && to === stored.id);
    await table.at(due);
    expect(cardsOf('wijkteam')).toHaveLength(1);
    expect(JSON.stringify(cardsOf('wijkteam')[0]?.message)).toContain('"lang":"en"');
    expect(mentions(chat)).toEqual([]);
    expect(await house.storage.conversations.personalOf(table.tenant, entraId('wijkteam'))).toMatchObject({
      id: table.own('wijkteam').id,
    });
    expect(await house.storage.conversations.find(table.tenant, stored.id)).not.toHaveProperty('person');
  });

  it('in a chat that was made anew either is mentioned', async () => {
    const chat = await agreed('ZVH-2026-101');
    await table.rondetafel.seen(table.own('wijkteam'));
    table.chat.failNext(2, refusal('notInRoster'), isOwn('wijkteam'));
    await table.at(due);
    expect(mentions(chat)).toMatchObject([{ mention: entraId('wijkteam') }]);
    expect(cardsOf('wijkteam')).toEqual([]);
  });

  it('through the chat of one case is written to through that of the next', async () => {
    await agreed('ZVH-2026-101');
    await agreed('ZVH-2026-102');
    table.chat.failNext(1, refusal('refused'), method => method === 'personalChat');
    await table.at(due);
    expect(cardsOf('wijkteam')).toHaveLength(1);
  });

  it('while nobody may write in the meeting chat either is told to the chair', async () => {
    const chat = await agreed('ZVH-2026-101');
    table.chat.failNext(1, refusal('blockedByUser'), isOwn('wijkteam'));
    table.chat.failNext(1, refusal('forbidden'), (method, to) => method === 'post' && to === chat);
    await table.at(due);
    expect(mentions(chat)).toEqual([]);
    expect(toldTo('procesregisseur')).toEqual([unreached('ZVH-2026-101')]);
  });

  it('nor the chair leaves a mention of the chair, where there is one', async () => {
    const chat = await agreed('ZVH-2026-101');
    table.chat.failNext(
      1,
      refusal('anonymous'),
      (method, to) => method === 'personalChat' && to === entraId('wijkteam'),
    );
    table.chat.failNext(1, refusal('blockedByUser'), isOwn('procesregisseur'));
    await table.at(due);
    expect(mentions(chat)).toEqual([
      { kind: 'line', text: unreached('ZVH-2026-101'), mention: entraId('procesregisseur') },
    ]);
  });

  it('nor anybody else is settled with a code and logged', async () => {
    const chat = await agreed('ZVH-2026-101');
    table.chat.failNext(1, refusal('blockedByUser'), isOwn('wijkteam'));
    table.chat.failNext(2, refusal('forbidden'), (method, to) => method === 'post' && to === chat);
    table.chat.failNext(1, refusal('writesBlocked'), isOwn('procesregisseur'));
    await table.at(due);
    await table.at('2026-12-11T12:00:00.000Z');
    expect(table.log.lines.join()).toContain('"effect":"tellUnreached","outcome":"failed","code":"nobodyReached"');
    expect([linesIn(chat).filter(({ text }) => text.includes('A1')), toldTo('procesregisseur')]).toEqual([[], []]);
  });

  it('leaves a chat that is busy alone until it answers', async () => {
    const chat = await agreed('ZVH-2026-101');
    const busy = new AdapterError('busy', { code: 'tooManyRequests', retryable: true, retryAfterMs: 30_000 });
    table.chat.failNext(1, refusal('blockedByUser'), isOwn('wijkteam'));
    table.chat.failNext(1, busy, (method, to) => method === 'post' && to === chat);
    await table.at(due);
    expect(toldTo('procesregisseur')).toEqual([]);
    await table.at('2026-12-11T08:01:00.000Z');
    expect(mentions(chat)).toHaveLength(1);
  });

  it('says nothing of the case anywhere but in their own chat', async () => {
    await agreed('ZVH-2026-101');
    const before = table.chat.everything.length;
    table.chat.failNext(1, refusal('blockedByUser'), isOwn('wijkteam'));
    await table.at(due);
    expect(table.chat.everything.slice(before).join()).not.toContain('Gesprek over');
    const events = await house.storage.events.read({ tenant: table.tenant, case: 'ZVH-2026-101' });
    expect(fold(events)?.actions[0]?.what).toContain('Gesprek over');
  });
});
