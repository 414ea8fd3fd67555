import { describe, expect, it } from 'vitest';
import type { Conversation, Conversations } from '../../src/ports/conversations.ts';
import { unique } from './samples.ts';

export function describeConversations(name: string, ports: () => { readonly conversations: Conversations }): void {
  function sample(parts: Partial<Conversation> = {}): Conversation {
    return {
      tenant: 'tenant',
      id: unique('chat'),
      kind: 'groupChat',
      serviceUrl: 'https://smba.example/emea/',
      botId: '28:bot',
      language: 'nl',
      ...parts,
    };
  }

  describe(`conversations: ${name}`, () => {
    it('finds nothing of a chat it never heard of', async () => {
      expect(await ports().conversations.find('tenant', unique('chat'))).toBeUndefined();
    });

    it('gives a chat back as it was saved, and the last that was saved', async () => {
      const chat = sample();
      await ports().conversations.save(chat);
      expect(await ports().conversations.find('tenant', chat.id)).toEqual(chat);
      const changed: Conversation = { ...chat, language: 'en', serviceUrl: 'https://smba.example/amer/' };
      await ports().conversations.save(changed);
      expect(await ports().conversations.find('tenant', chat.id)).toEqual(changed);
    });

    it('tells one of many who save a chat at the same moment that it was new, and nobody after that', async () => {
      const chat = sample();
      const told = await Promise.all(Array.from({ length: 8 }, () => ports().conversations.save(chat)));
      expect(told.filter(isNew => isNew)).toHaveLength(1);
      expect(await ports().conversations.save({ ...chat, language: 'en' })).toBe(false);
      expect(await ports().conversations.save({ ...chat, tenant: 'other' })).toBe(true);
    });

    it('keeps tenants apart', async () => {
      const chat = sample();
      await ports().conversations.save(chat);
      expect(await ports().conversations.find('other', chat.id)).toBeUndefined();
    });

    it('finds the personal chat of a person, the last one that was heard of', async () => {
      const person = unique('person');
      const older = sample({ kind: 'personal', person });
      const newer = sample({ kind: 'personal', person });
      await ports().conversations.save(newer);
      await ports().conversations.save(older);
      await ports().conversations.save(newer);
      expect(await ports().conversations.personalOf('tenant', person)).toEqual(newer);
      expect(await ports().conversations.personalOf('other', person)).toBeUndefined();
      expect(await ports().conversations.personalOf('tenant', unique('person'))).toBeUndefined();
    });
  });
}
