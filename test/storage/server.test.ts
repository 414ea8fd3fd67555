import { afterAll, beforeAll } from 'vitest';
import { describeAccessLog } from '../contracts/access-log.contract.ts';
import { describeBoards } from '../contracts/boards.contract.ts';
import { describeCaseDestructions } from '../contracts/case-destructions.contract.ts';
import { describeCaseOverviews } from '../contracts/case-overviews.contract.ts';
import { describeChains } from '../contracts/chains.contract.ts';
import { describeColumns } from '../contracts/columns.contract.ts';
import { describeConversations } from '../contracts/conversations.contract.ts';
import { describeDueMoments } from '../contracts/due-moments.contract.ts';
import { describeEventStore } from '../contracts/event-store.contract.ts';
import { describeFormTokens } from '../contracts/form-tokens.contract.ts';
import { describeJobs } from '../contracts/jobs.contract.ts';
import { describeKeyStore } from '../contracts/key-store.contract.ts';
import { describeModelBudget } from '../contracts/model-budget.contract.ts';
import { describeOpenActions } from '../contracts/open-actions.contract.ts';
import { describeOutbox } from '../contracts/outbox.contract.ts';
import { describePeople } from '../contracts/people.contract.ts';
import { describeSnapshots } from '../contracts/snapshots.contract.ts';
import { describeStorageAtRest } from '../contracts/storage-at-rest.contract.ts';
import { countEditsOf, onServer, type StorageUnderTest } from '../contracts/storage-under-test.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

let server: TestPostgres;
let subject: StorageUnderTest;
beforeAll(async () => {
  server = await startPostgres();
  subject = await onServer(await server.createDatabase());
}, 60_000);
afterAll(async () => {
  await subject?.close();
  await server?.stop();
});

const name = 'PostgreSQL server';
describeEventStore(name, () => subject.storage);
describeFormTokens(name, () => subject.storage);
describeConversations(name, () => subject.storage);
describePeople(name, () => subject.storage);
describeOutbox(name, () => subject.storage);
describeDueMoments(name, () => subject.storage);
describeBoards(name, () => ({ ...subject.storage, countEdits: countEditsOf(subject) }));
describeModelBudget(name, () => subject.storage);
describeOpenActions(name, () => subject.storage);
describeCaseOverviews(name, () => subject.storage);
describeCaseDestructions(name, () => subject);
describeJobs(name, () => subject.storage);
describeKeyStore(
  name,
  () => subject.keys,
  () => subject.reopenKeys(),
);
describeSnapshots(name, () => subject);
describeColumns(name, () => subject);
describeAccessLog(name, () => subject.storage);
describeChains(name, () => subject);
// Last: it damages what it finds.
describeStorageAtRest(name, () => subject);
