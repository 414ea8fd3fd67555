import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Conversation } from '../../src/ports/conversations.ts';
import { createConversations } from '../../src/storage/conversations.ts';
import { createDatabase } from '../../src/storage/database.ts';
import type { Engine } from '../../src/storage/engine.ts';
import { unique } from '../contracts/samples.ts';
import { openMadeInMemory } from '../support/made-database.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openMadeInMemory();
}, 60_000);
afterAll(() => engine.close());

const chat = (): Conversation => ({
  tenant: 'tenant',
  id: unique('chat'),
  kind: 'groupChat',
  serviceUrl: 'https://smba.example/emea/',
  botId: '28:bot',
  language: 'nl',
});

/** Two processes on one database, each with a clock in the test's hands. */
function two() {
  const database = createDatabase(engine.kysely);
  let at = 0;
  const now = () => at;
  return {
    here: createConversations(database, now),
    there: createConversations(database, now),
    wait(ms: number) {
      at += ms;
    },
  };
}

it('sees what another process saved of a group chat within five seconds', async () => {
  const { here, there, wait } = two();
  const group = chat();
  await here.save(group);
  expect(await here.find('tenant', group.id)).toEqual(group);
  const changed: Conversation = { ...group, language: 'en' };
  await there.save(changed);
  wait(4_999);
  expect(await here.find('tenant', group.id)).toEqual(group);
  wait(1);
  expect(await here.find('tenant', group.id)).toEqual(changed);
});

it('sees at once what it saved itself, also when that was while it read', async () => {
  const { here } = two();
  const group = chat();
  await here.save(group);
  const changed: Conversation = { ...group, language: 'en' };
  await Promise.all([here.find('tenant', group.id), here.save(changed), here.find('tenant', group.id)]);
  expect(await here.find('tenant', group.id)).toEqual(changed);
});

it('asks each time whose a personal chat is', async () => {
  const { here, there } = two();
  const personal: Conversation = { ...chat(), kind: 'personal', person: unique('person') };
  await here.save(personal);
  await here.find('tenant', personal.id);
  const other: Conversation = { ...personal, person: unique('person') };
  await there.save(other);
  expect(await here.find('tenant', personal.id)).toEqual(other);
});

it('asks each time about a chat that it never heard of', async () => {
  const { here, there } = two();
  const group = chat();
  expect(await here.find('tenant', group.id)).toBeUndefined();
  await there.save(group);
  expect(await here.find('tenant', group.id)).toEqual(group);
});
