import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdapterError } from '../../src/ports/adapter-error.ts';
import type { Card } from '../../src/ports/card-renderer.ts';
import type { Conversation } from '../../src/ports/conversations.ts';
import type { MeetingChat } from '../../src/ports/meeting-chat.ts';
import type { Member } from '../../src/ports/roster.ts';

/** What an implementation brings along to be tested. */
export interface MeetingChatWorld {
  readonly chat: MeetingChat;
  /** A group chat with `member` in it and `stranger` not. */
  readonly group: Conversation;
  readonly member: Member;
  readonly stranger: string;
  /** Resolves with what the chat shows under that id, once `fits`. */
  shown(chat: string, id: string, fits?: (message: SeenMessage) => boolean): Promise<SeenMessage>;
  close(): Promise<void>;
}

export interface SeenMessage {
  readonly text?: string | undefined;
  readonly card?: unknown;
  readonly entities?: readonly unknown[] | undefined;
}

/** The suite that every MeetingChat has to pass. */
export function meetingChatContract(name: string, open: () => Promise<MeetingChatWorld>): void {
  describe(`meeting chat: ${name}`, () => {
    let world: MeetingChatWorld;
    beforeAll(async () => {
      world = await open();
    }, 60_000);
    afterAll(() => world?.close());

    it('posts a card and gives the id under which it stands in the chat', async () => {
      const id = await world.chat.post(world.group, { kind: 'card', card: card('stand 1') });
      expect((await world.shown(world.group.id, id)).card).toEqual(card('stand 1'));
    });

    it('gives every message its own id', async () => {
      const one = await world.chat.post(world.group, { kind: 'line', text: 'een' });
      const two = await world.chat.post(world.group, { kind: 'line', text: 'twee' });
      expect(one).not.toBe(two);
      expect((await world.shown(world.group.id, one)).text).toBe('een');
      expect((await world.shown(world.group.id, two)).text).toBe('twee');
    });

    it('replaces a card in place', async () => {
      const id = await world.chat.post(world.group, { kind: 'card', card: card('stand 1') });
      await world.chat.edit(world.group, id, { kind: 'card', card: card('stand 2') });
      const seen = await world.shown(world.group.id, id, message => JSON.stringify(message.card)?.includes('stand 2'));
      expect(seen.card).toEqual(card('stand 2'));
    });

    it('shows a line as it is, and nothing in it becomes a mention', async () => {
      const text = 'A1 *niet* <at>Behandelaar</at> <b>vet</b>';
      const id = await world.chat.post(world.group, { kind: 'line', text });
      const seen = await world.shown(world.group.id, id);
      expect(seen.text).toContain('A1 *niet* ');
      expect(seen.text).not.toMatch(/<[a-z/]/);
      expect(seen.entities ?? []).toEqual([]);
    });

    it('mentions a member', async () => {
      const { person, name: memberName } = world.member;
      const id = await world.chat.post(world.group, { kind: 'line', text: 'A1 is vandaag', mention: person });
      const seen = await world.shown(world.group.id, id);
      expect(seen.text).toBe(`<at>${memberName}</at> A1 is vandaag`);
      expect(seen.entities).toMatchObject([{ type: 'mention', text: `<at>${memberName}</at>` }]);
    });

    it('posts the line without a mention when that person is not in the chat', async () => {
      const id = await world.chat.post(world.group, { kind: 'line', text: 'A1 is vandaag', mention: world.stranger });
      expect((await world.shown(world.group.id, id)).text).toBe('A1 is vandaag');
    });

    it('opens the personal chat with a member and posts there', async () => {
      const personal = await world.chat.personalChat(world.group, world.member.person);
      expect(personal).toMatchObject({ kind: 'personal', tenant: world.group.tenant, person: world.member.person });
      const id = await world.chat.post(personal, { kind: 'card', card: card('herinnering') });
      expect((await world.shown(personal.id, id)).card).toEqual(card('herinnering'));
    });

    it('has no personal chat with somebody who is not in the chat', async () => {
      const error = await failure(world.chat.personalChat(world.group, world.stranger));
      expect(error).toMatchObject({ code: 'refused', retryable: false, outcomeUnknown: false });
    });

    it('writes nowhere but to Teams, whatever the stored conversation says', async () => {
      const elsewhere = { ...world.group, serviceUrl: 'https://teams.example.org/' };
      const line = { kind: 'line', text: 'x' } as const;
      expect(await failure(world.chat.post(elsewhere, line))).toMatchObject({ code: 'serviceUrl', retryable: false });
      expect(await failure(world.chat.edit(elsewhere, '1', line))).toMatchObject({ code: 'serviceUrl' });
    });
  });
}

export function card(text: string): Card {
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text, wrap: true }] };
}

/** The error that a call rejects with. */
export async function failure(call: Promise<unknown>): Promise<AdapterError> {
  return call.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: AdapterError) => error,
  );
}
