/**
 * A process that reminds and is there to be killed. Arguments: the address of the database, the master key in hexadecimal, the moment
 * at which its clock stands. It says `ready` on stdout.
 */
import { fileURLToPath } from 'node:url';
import { createRondetafel } from '../../src/application/create-rondetafel.ts';
import { createRenderer } from '../../src/cards/create-renderer.ts';
import { houseZone } from '../../src/clock.ts';
import { usualApproaches } from '../../src/domain/approaches.ts';
import { publicHolidaysOnly } from '../../src/domain/working-days.ts';
import { randomIds } from '../../src/ids.ts';
import { createFolderArchive } from '../../src/minutes/folder-archive.ts';
import { createLocalMasterKey } from '../../src/storage/keys/master-key.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { createTeamsAdapter } from '../../src/teams/adapter.ts';
import { createMeetingChat } from '../../src/teams/meeting-chat.ts';
import { createRoster } from '../../src/teams/roster.ts';
import { createKeptLog } from './kept-log.ts';
import { createManualClock } from './manual-clock.ts';

const [databaseUrl = '', key = '', moment = ''] = process.argv.slice(2);
const log = createKeptLog();
const masterKeys = { current: createLocalMasterKey(Buffer.from(key, 'hex')) };
const storage = await openStorage({ databaseUrl, dataDir: '', masterKeys, log });
const adapter = createTeamsAdapter({ log });
const roster = createRoster({ adapter, conversations: storage.conversations });
const rondetafel = createRondetafel({
  ...storage,
  chat: createMeetingChat({ adapter, roster }),
  roster,
  documents: { outOfReach: [], codes: async () => [], forget: async () => undefined },
  archive: createFolderArchive({ directory: '/nowhere', log }),
  clock: createManualClock(moment),
  ids: randomIds,
  renderer: createRenderer({
    cardsFolder: fileURLToPath(new URL('../../cards', import.meta.url)),
    zone: houseZone,
    approaches: usualApproaches,
    calendar: publicHolidaysOnly,
  }),
  log,
  approaches: usualApproaches,
  calendar: publicHolidaysOnly,
  processDirectors: [],
});
await storage.jobs.start(({ tenant, lane }) => rondetafel.drain(tenant, lane));
process.stdout.write('ready\n');
