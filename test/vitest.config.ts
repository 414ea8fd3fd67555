import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** They patch or weigh the process that they're in. All others share the modules of their worker, which take seconds to load. */
const alone = ['test/teams/{door,limits}.test.ts', 'test/conferences/half-year*.test.ts'];
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
    reporters: ['default'],
    projects: [
      { test: { ...shared, name: 'alone', include: alone } },
      { test: { ...shared, name: 'together', include: ['test/**/*.test.ts'], exclude: alone, isolate: false } },
    ],
  },
});
