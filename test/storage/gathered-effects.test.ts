import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Effect } from '../../src/domain/effects.ts';
import { append, goal, newStream, noon, remind, unique } from '../contracts/samples.ts';
import { embeddedInMemory, type StorageUnderTest } from '../contracts/storage-under-test.ts';

let subject: StorageUnderTest;
beforeAll(async () => {
  subject = await embeddedInMemory();
}, 60_000);
afterAll(() => subject.close());

it('what a process that died had begun to send comes by itself, and what came since by itself', async () => {
  const [lane, tenant] = [unique('lane'), unique('tenant')];
  const gathered = (action: string): Effect => ({ ...remind(lane, action), gathered: 'morning' });
  const gather = (action: string) =>
    subject.storage.events.append(append(newStream(tenant), 0, { events: [goal('a')], effects: [gathered(action)] }));
  await gather('A1');
  await gather('A2');
  expect((await subject.storage.outbox.take(tenant, lane, noon))?.along).toHaveLength(1);
  await gather('A3');
  const heir = await subject.reopen();
  const begun = await heir.outbox.take(tenant, lane, noon);
  expect(begun).toMatchObject({
    effect: { action: 'A1' },
    interrupted: true,
    attempts: 1,
    along: [{ effect: { action: 'A2' }, interrupted: true, attempts: 1 }],
  });
  if (begun !== undefined) await heir.outbox.settle(begun, { kind: 'possiblySent' });
  const since = await heir.outbox.take(tenant, lane, noon);
  expect(since).toMatchObject({ effect: { action: 'A3' }, interrupted: false, attempts: 0, along: [] });
  await subject.forget(heir);
});
