import { defineConfig } from 'vitest/config';

/** Tests of pure code share the modules of their worker; the others have processes, databases and clocks of their own. */
const pure = ['domain', 'cards', 'minutes', 'application'].map(folder => `test/${folder}/**/*.test.ts`);
const shared = { testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    // One more than the two cores: a conference waits half of its time, for a second between two edits or a process that starts.
    maxWorkers: 3,
    reporters: ['default'],
    projects: [
      { test: { ...shared, name: 'pure', include: pure, isolate: false } },
      { test: { ...shared, name: 'whole', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
  },
});
