import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They patch or weigh the process that they're in. All others share the modules of their worker, which take seconds to load. */
const alone = ['test/teams/{door,limits}.test.ts', 'test/conferences/half-year*.test.ts'];
/** What takes half a minute or more, the longest first. What of it begins last keeps one worker busy while the others have nothing to do. */
const longest = [
  ...['teams/door', 'teams/limits', 'conferences/half-year.playground', 'conferences/half-year-janna.playground'],
  ...['conferences/stress', 'conferences/demo', 'torture/kills', 'conferences/start-up', 'audit-and-export'],
  ...[
    'storage/forgetting',
    'storage/in-memory',
    'conferences/teams-faults',
    'application/wording',
    'conferences/cases',
  ],
  ...['application/minutes', 'storage/server', 'restore-drill', 'cards/every-card', 'application/bad-input'],
  ...['conferences/casus-x.playground', 'application/equal-to-the-slow-way', 'retention', 'application/presses'],
  ...['conferences/disk-full', 'conferences/hostile', 'application/preparation', 'storage/reminders'],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = longest.findIndex(name => moduleId.endsWith(`/test/${name}.test.ts`));
      return rank === -1 ? longest.length : rank;
    };
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

const shared = {
  testTimeout: 20_000,
  hookTimeout: 60_000,
  // Workers, and the bots that they start, load the same libraries over and over.
  env: { NODE_COMPILE_CACHE: join(tmpdir(), 'rondetafel-compile-cache') },
};

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: 'test/support/before-all-tests.ts',
    // Twice the two cores: a conference waits half of its time, for a second between two edits or a process that starts, and whoever
    // asks the database waits for its processes.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    reporters: ['default'],
    projects: [
      { test: { ...shared, name: 'alone', include: alone } },
      { test: { ...shared, name: 'together', include: ['test/**/*.test.ts'], exclude: alone, isolate: false } },
    ],
  },
});
